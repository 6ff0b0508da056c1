"""Work grows with the size of the files, not with its square."""

from __future__ import annotations

from pathlib import Path

import pytest

from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Key
from kstthc_cli.domain.text.normalize import words
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.source import Source, read_source
from kstthc_cli.store.plan.plan_years import plan_years
from tests.support.example_files import minimal
from tests.support.running import Kst
from tests.support.slip_files import laid
from tests.support.small_province import sample_province, small_province


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
    assert "Cơ quan này không có đầu việc 4 trong kỳ 2021-Q2." in result.out
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
