"""The Decision, rebuilt from the data and held against every line of its scan.

The scan lost letters; `source/scan_repairs.yaml` restores them one by one. Lines are compared folded
(without case, marks, blanks and punctuation), and once more with every letter and mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.model.plan import Erratum
from kstthc_cli.render.plan import HEADINGS, MOTTO, SectionCells, annex, annex_heading, head
from tests.support.quang_ngai import (
    Repair,
    SourceLine,
    fold,
    plan_file,
    read_yaml,
    repaired_lines,
    repairs,
    scan_lines,
)
from tests.support.running import PROJECT, Kst

FIRST_PRINTED = 11
"""Above this line of the scan stands what the portal says of the Decision."""

BROKEN_OVER_LINES = {
    "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
    "- Cục Quản lý thị trường tỉnh;",
    "- VPUB: PCVP, các Phòng n/cứu, HCC, CBTH;",
    plan_file().annex.reference,
}
"""What the scan prints over two lines."""

DATA_FILES = sorted(
    file for folder in ("plans", "agencies", "calendar") for file in (PROJECT / folder).glob("*")
)


# The Decision as the data have it


def rebuilt() -> list[str]:
    """Every line of the page, from the data alone."""
    plan = plan_file()
    table = (line for section in annex(plan, frozenset()) for line in _section_lines(section))
    lines = [*_portal(), *head(plan), *annex_heading(plan), *HEADINGS, *table]
    return [line for line in lines if fold(line)]


def _portal() -> Iterator[str]:
    plan, decision = plan_file(), plan_file().decision
    yield f"{decision.kind} {decision.number} về {plan.annex.title}"
    yield f"Số hiệu {decision.number}"
    yield f"Ngày ban hành {decision.issued:%d/%m/%Y}"
    yield f"Ngày có hiệu lực {decision.effective:%d/%m/%Y}"
    yield f"Loại văn bản {decision.kind}"
    yield f"Cơ quan ban hành {decision.authority.removeprefix('Ủy ban nhân dân ')}"
    assert decision.signer is not None
    yield f"Người ký {decision.signer.name}"
    yield f"Lĩnh vực {decision.field}"


def _section_lines(section: SectionCells) -> Iterator[str]:
    yield from (section.id, section.title)
    for task in section.tasks:
        yield from (task.id, task.content)
        for duty in task.duties:
            yield from (*duty.results, *duty.agencies, duty.time)


# Holding one against the other


@dataclass(frozen=True)
class Pair:
    """A rebuilt line with the line, or the lines, of the scan that print it."""

    ours: str
    printed: tuple[SourceLine, ...]

    @property
    def text(self) -> str:
        """What the scan prints, on one line."""
        return " ".join(line.text for line in self.printed)


def paired(ours: Iterable[str], printed: Iterable[SourceLine]) -> list[Pair]:
    """Each rebuilt line with what prints it; fails at the first line that differs."""
    rest = list(printed)
    pairs = []
    for line in ours:
        taken: list[SourceLine] = []
        while len(_folded(taken)) < len(fold(line)) and rest:
            taken.append(rest.pop(0))
        pair = Pair(line, tuple(taken))
        assert fold(pair.text) == fold(line), _difference(pair)
        pairs.append(pair)
    assert not rest, f"dòng {rest[0].number} của bản quét không có trong dữ liệu: {rest[0].text}"
    return pairs


def _folded(lines: Iterable[SourceLine]) -> str:
    return "".join(fold(line.text) for line in lines)


def _difference(pair: Pair) -> str:
    where = pair.printed[0].number if pair.printed else "cuối"
    return f"dòng {where} của bản quét\n  bản quét: {pair.text}\n  dữ liệu:  {pair.ours}"


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return paired(rebuilt(), repaired_lines())


def test_the_data_hold_every_line_of_the_scan_and_nothing_else(pairs: list[Pair]) -> None:
    assert _folded(repaired_lines()) == "".join(fold(pair.ours) for pair in pairs)
    assert len(pairs) > 300


def test_a_line_of_the_data_is_a_line_of_the_scan(pairs: list[Pair]) -> None:
    assert {pair.ours for pair in pairs if len(pair.printed) > 1} == BROKEN_OVER_LINES


def test_every_line_left_out_of_the_scan_is_a_rule_or_empty() -> None:
    used = {line.number for line in repaired_lines()} | {
        n for r in repairs() for n in range(r.line, r.last + 1)
    }
    left = [line for number, line in enumerate(scan_lines(), 1) if number not in used]
    assert all(set(line) <= set("-\u00a0 ") for line in left)


def test_letters_and_marks_are_the_printed_ones(pairs: list[Pair]) -> None:
    differing = [_difference(pair) for pair in pairs if _letters(pair.ours) != _letters(pair.text)]
    assert differing == []


def test_punctuation_of_the_annex_is_the_printed_one(pairs: list[Pair]) -> None:
    start = next(n for n, pair in enumerate(pairs) if pair.ours == HEADINGS[-1])
    differing = [pair for pair in pairs[start + 1 :] if pair.ours != pair.text]
    bullets = [erratum.corrected for erratum in plan_file().errata if erratum.corrected.startswith("- ")]
    assert [pair.ours for pair in differing] == bullets
    assert all(pair.ours == f"- {pair.text}" for pair in differing)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"[^\w]", "", plain)


def test_a_lost_line_is_noticed() -> None:
    with pytest.raises(AssertionError, match=r"dòng 13[0-9] của bản quét"):
        paired([line for line in rebuilt() if "kiện toàn lại" not in line], repaired_lines())


def test_an_invented_line_is_noticed() -> None:
    with pytest.raises(AssertionError, match="của bản quét"):
        paired([*rebuilt(), "- Công an tỉnh phối hợp."], repaired_lines())


def test_the_motto_is_printed_in_full(pairs: list[Pair]) -> None:
    assert [pair.text for pair in pairs if pair.ours in MOTTO] == list(MOTTO)


# The repairs


def _name(repair: Repair) -> str:
    return f"{repair.line}-{fold(repair.repaired)[:20]}"


def test_every_repair_finds_its_place_and_is_used() -> None:
    lines = dict(enumerate(scan_lines(), 1))
    for repair in repairs():
        before = dict(lines)
        repair.mend(lines)
        assert lines != before


def test_repairs_stand_in_the_order_of_lines() -> None:
    assert [repair.line for repair in repairs()] == sorted(repair.line for repair in repairs())


@pytest.mark.parametrize("repair", repairs(), ids=_name)
def test_a_repair_changes_the_fold_and_says_why(repair: Repair) -> None:
    assert fold(repair.scanned) != fold(repair.repaired)
    assert repair.why.strip()


@pytest.mark.parametrize("repair", [r for r in repairs() if not r.of_substance], ids=_name)
def test_a_repair_of_the_scan_only_restores_the_letters_it_names(repair: Repair) -> None:
    gained = Counter(_nonblank(repair.repaired)) - Counter(_nonblank(repair.scanned))
    lost = Counter(_nonblank(repair.scanned)) - Counter(_nonblank(repair.repaired))
    assert (gained, lost) == (_letters_named(repair.why), Counter())


def _nonblank(text: str) -> str:
    return "".join(text.split())


def _letters_named(why: str) -> Counter[str]:
    named: Counter[str] = Counter()
    for item in re.split(r", | và ", why.partition("mất chữ ")[2]):
        letter, _, times = item.partition(" ")
        named[letter] += 2 if times == "hai lần" else 1
    return named


def test_a_repair_that_joins_lines_says_so() -> None:
    assert all("xuống dòng" in repair.why for repair in repairs() if repair.last > repair.line)


def _explains(erratum: Erratum, repair: Repair) -> bool:
    return repair.scanned in erratum.printed and repair.repaired in erratum.corrected


@pytest.mark.parametrize("repair", [r for r in repairs() if r.of_substance], ids=_name)
def test_a_repair_of_substance_is_an_erratum_of_the_plan(repair: Repair) -> None:
    assert sum(_explains(erratum, repair) for erratum in plan_file().errata) == 1


@pytest.mark.parametrize("erratum", plan_file().errata, ids=lambda erratum: fold(erratum.where))
def test_an_erratum_is_a_repair_of_substance_or_a_lost_bullet(erratum: Erratum) -> None:
    explained = [repair for repair in repairs() if repair.of_substance and _explains(erratum, repair)]
    bullet = erratum.corrected == f"- {erratum.printed}"
    assert len(explained) + bullet == 1


@pytest.mark.parametrize("erratum", plan_file().errata, ids=lambda erratum: fold(erratum.where))
def test_an_erratum_quotes_what_was_printed_and_says_why(erratum: Erratum) -> None:
    assert any(erratum.printed in line for line in scan_lines())
    assert erratum.note


# What `kst plan show` prints


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_plan_show_holds_every_line_of_the_decision(format_: str, kst: Kst, sample: Path) -> None:
    shown = kst("plan", "show", "--plan", "2021", "--head", "--format", format_, root=sample)
    rest = fold(shown.out)
    headings = [fold(heading) for heading in HEADINGS]
    for line in repaired_lines():
        if line.number < FIRST_PRINTED or (format_ == "text" and fold(line.text) in headings):
            continue
        _, found, rest = rest.partition(fold(line.text))
        assert found, f"dòng {line.number} thiếu hoặc sai chỗ: {line.text}"
    assert shown.code == 0


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_plan_show_ends_with_every_erratum(format_: str, kst: Kst, sample: Path) -> None:
    shown = kst("plan", "show", "--plan", "2021", "--format", format_, root=sample)
    for erratum in plan_file().errata:
        for words in (erratum.where, erratum.printed, erratum.corrected):
            assert fold(words) in fold(shown.out)


def test_plan_show_without_head_begins_with_the_annex(kst: Kst, sample: Path) -> None:
    shown = kst("plan", "show", "--plan", "2021", root=sample)
    assert shown.out.startswith("KẾ HOẠCH\nHOẠT ĐỘNG KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2021")
    assert plan_file().annex.reference in shown.out
    assert "Nơi nhận" not in shown.out


# The text of the files


@pytest.mark.parametrize("file", DATA_FILES, ids=lambda file: file.name)
def test_data_are_nfc_with_unix_lines(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "\u00a0" not in text


@pytest.mark.parametrize("file", DATA_FILES, ids=lambda file: file.name)
def test_data_have_no_double_or_outer_blanks(file: Path) -> None:
    strings = list(_strings(read_yaml(file.read_text("utf-8"))))
    assert [text for text in strings if text != " ".join(text.split())] == []
    assert len(strings) > 20


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in (*value, *value.values()):
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
