"""Work grows with the size of the files, not with its square."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kstthc_cli.domain.agencies.names import NameForms, name_forms
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Key
from kstthc_cli.domain.text.normalize import words
from kstthc_cli.domain.validate.printed_checks import unregistered_names
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.source import Source, read_source
from kstthc_cli.store.plan.plan_years import plan_years
from tests.support.example_files import minimal
from tests.support.running import Kst, report
from tests.support.slip_files import laid
from tests.support.small_province import sample_province, small_province
from tests.support.times import within


def test_a_slip_with_many_findings_is_parsed_once_for_all(
    tmp_path: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sealed slip of 400 entries on unknown duties took 44 seconds."""
    root = minimal(tmp_path / "kho")
    entries = [{"duty": f"x{number}", "status": "done"} for number in range(30)]
    laid(root, "a", entries, agency="so-tp", period="2021-Q3")
    read: list[str] = []

    def counted(file: Path, path: str, root: Path | None = None) -> tuple[Source, list[Problem]]:
        read.append(path)
        return read_source(file, path, root)

    monkeypatch.setattr("kstthc_cli.store.validate.statement_checks.read_source", counted)
    result = kst("validate", root=root)
    assert "30 cảnh báo" in result.out
    assert len(read) == 1


def test_what_an_agency_may_report_is_worked_out_once_for_all_its_entries(
    tmp_path: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_province(tmp_path / "kho")
    entries = [{"duty": duty, "status": "done"} for duty in ("1", "2", "3", "4", "5a", "6")]
    laid(root, "a", entries, agency="so-tp", period="2021-Q2")
    asked: list[str] = []

    def counted(self: PlanYear, agency: str) -> frozenset[Key]:
        asked.append(agency)
        return real(self, agency)

    real = PlanYear.reportable_keys
    monkeypatch.setattr(PlanYear, "reportable_keys", counted)
    result = kst("validate", root=root)
    assert "Cơ quan này không có đầu việc 4 ở quý II năm 2021." in result.out
    assert "đầu việc 3 " not in result.out
    assert asked == ["so-tp"]


def test_names_in_a_line_are_those_that_a_search_finds(tmp_path: Path) -> None:
    (year,) = plan_years(sample_province(tmp_path / "kho"))
    registry = year.registry
    lines = [line.printed for duty in year.plan.duties for line in duty.lines]
    lines += ["- UBND phường Nguyễn Nghiêm, Sở Y tế và SỞ TƯ PHÁP; UBND huyện Ba Tơ phối hợp.", ""]
    named = 0
    for line in lines:
        text = " ".join(words(line))
        found = [a for a in registry.in_order if f" {' '.join(words(a.name))} " in f" {text} "]
        assert registry.named_in(words(line)) == found
        named += len(found)
    assert named > 5


def test_only_the_first_unknown_ids_are_compared_with_the_whole_registry(
    tmp_path: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_province(tmp_path / "kho")
    file = root / "plans/2021.yaml"
    unknown = [f"so-yt-{number}" for number in range(30)]
    task = f"""      - id: "Z"
        content: Việc.
        results: [Tệp.]
        schedule: {{kind: ongoing, text: Năm 2021}}
        assignments: [{{printed: "- Sở Y tế.", perform: [{", ".join(unknown)}]}}]
"""
    file.write_text(file.read_text("utf-8") + task, "utf-8")
    asked: list[str] = []

    def counted(who: str, known: list[str], **_: object) -> list[str]:
        asked.append(who)
        return known[:1]

    monkeypatch.setattr("kstthc_cli.domain.validate.plan_checks.get_close_matches", counted)
    result = kst("validate", "--format", "json", root=root)
    problems = [p["message"] for p in report(result)["problems"] if p["code"] == "KST031"]
    assert len(problems) == 30
    assert list(dict.fromkeys(asked)) == unknown[:10]
    assert ["Có phải" in message for message in problems] == [True] * 10 + [False] * 20


def test_the_longest_name_is_looked_for_once_for_all_lines(tmp_path: Path) -> None:
    """Two equal registries, as in `diff`, were compared name by name for each line."""
    (year,) = plan_years(small_province(tmp_path / "kho"))
    names = name_forms(year.registry)
    assert names.longest == max(len(name) for name in names)
    counted = CountedNames(names)
    for _ in range(5):
        assert list(unregistered_names("- Bộ Công an, Sở Y tế.", counted)) == ["Bộ Công an"]
    assert counted.walked == 1
    assert NameForms().longest == 0


def test_a_name_without_end_in_the_registry_costs_a_line_no_more(tmp_path: Path) -> None:
    """A line of names took minutes beside an alias of thousands of words, in every command."""
    (year,) = plan_years(small_province(tmp_path / "kho"))
    names = NameForms({*name_forms(year.registry), words("Sở Y tế " * 5_000)})
    with within(10):
        line = "Sở Y tế, Bộ Công an, " * 350
        assert list(unregistered_names(line, names)) == ["Bộ Công an"] * 350


class CountedNames(NameForms):
    """Names that count how often somebody goes through all of them."""

    walked = 0

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        self.walked += 1
        return super().__iter__()

    def __eq__(self, other: object) -> bool:
        raise AssertionError("compared name by name")

    __hash__ = NameForms.__hash__
