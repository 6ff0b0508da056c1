"""What a returned row or cell changes, how a collection stands, and what a first sheet says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.forms.counted_figures import Place, tables_of
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement
from kstthc_cli.domain.progress.slips import Entry, Evidence, Key, ReportedProgress, Slip, Source, Statement
from kstthc_cli.domain.workbook.duty_changes import Conflict, compared, incomplete
from kstthc_cli.domain.workbook.duty_sheets import Content, content_of, entry_of
from kstthc_cli.domain.workbook.form_changes import base_of, differences, stated
from kstthc_cli.domain.workbook.records import Made, Received, WorkbookRecord, collection_states
from kstthc_cli.domain.workbook.returned import Answer, ReturnedSheet

PERIOD = "2021-Q2"
KEY = Key("so-yt", "4", PERIOD)
BOOK = Source("so-yt.xlsx", "0" * 64)
OBLIGATION = cast("Obligation", SimpleNamespace(duty=SimpleNamespace(id="4")))
DOING: Content = {"status": "in_progress", "text": "Đang làm."}
DONE: Content = {"status": "done", "text": "Xong."}
OTHER: Content = {"status": "done", "text": "Xong rồi.", "number": "12/BC-SYT"}


def said(content: Content, name: str, *, imported: bool = False, period: str = PERIOD) -> Statement:
    source = BOOK if imported else None
    entry = entry_of(KEY, content)
    return Statement(
        Slip(name, "2021", "so-yt", period, date(2021, 6, 16), None, (), (entry,), source=source), entry
    )


def told(
    base: Content, theirs: Content, *statements: Statement, replaced: frozenset[str] = frozenset()
) -> Any:
    progress = ReportedProgress(statements) if statements else None
    found = compared(OBLIGATION, base, theirs, progress, PERIOD, replaced)
    if found is None:
        return None
    if isinstance(found, Conflict):
        return f"trái với {found.slip.id}"
    cells = [f"{cell.about}.{cell.column}: {cell.before} → {cell.after}" for cell in found.cells]
    return [*found.supersedes, *cells]


BY_HAND, ALSO = said(DOING, "p1"), said(DONE, "p2")
BROUGHT = said(DOING, "p1", imported=True)
BEFORE = said(DOING, "p1", imported=True, period="2021-Q1")


@pytest.mark.parametrize(
    ("base", "theirs", "statements", "wanted"),
    [
        # nothing recorded
        ({}, {}, [], None),
        ({}, DONE, [], ["4.status:  → done", "4.text:  → Xong."]),
        (DONE, DONE, [], None),
        (DOING, {}, [], None),
        # what was recorded says the same
        ({}, DOING, [BY_HAND], None),
        # an earlier workbook of the period is corrected or withdrawn, even to what was sent
        ({}, DONE, [BROUGHT], ["p1#4@2021-Q2", "4.status: in_progress → done", "4.text: Đang làm. → Xong."]),
        ({}, {}, [BROUGHT], ["p1#4@2021-Q2", "4.status: in_progress → ", "4.text: Đang làm. → "]),
        # recorded by hand before the workbook was sent
        (DOING, DONE, [BY_HAND], ["4.status: in_progress → done", "4.text: Đang làm. → Xong."]),
        (DOING, {}, [BY_HAND], ["p1#4@2021-Q2", "4.status: in_progress → ", "4.text: Đang làm. → "]),
        (DONE, OTHER, [ALSO], ["p2#4@2021-Q2", "4.text: Xong. → Xong rồi.", "4.number:  → 12/BC-SYT"]),
        (DOING, DONE, [BEFORE], ["4.status: in_progress → done", "4.text: Đang làm. → Xong."]),
        # recorded by hand since
        ({}, {}, [BY_HAND], None),
        ({}, DONE, [BY_HAND], "trái với p1"),
        ({}, OTHER, [BROUGHT, ALSO], "trái với p2"),
        ({}, DOING, [BROUGHT, ALSO], None),
        (DOING, OTHER, [BY_HAND, ALSO], "trái với p2"),
        (DOING, DOING, [BY_HAND, ALSO], None),
        (
            {},
            OTHER,
            [said(OTHER, "p0", imported=True), said(DOING, "p1", imported=True), ALSO],
            "trái với p2",
        ),
    ],
)
def test_what_a_row_changes(base: Content, theirs: Content, statements: list[Statement], wanted: Any) -> None:
    assert told(base, theirs, *statements) == wanted


def test_a_row_may_be_allowed_to_replace_what_was_recorded_by_hand() -> None:
    allowed = frozenset({"p2"})
    assert told({}, DONE, BY_HAND, replaced=allowed) == "trái với p1"
    assert told({}, OTHER, ALSO, replaced=allowed) == [
        "p2#4@2021-Q2", "4.text: Xong. → Xong rồi.", "4.number:  → 12/BC-SYT",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ({}, None),
        (DONE, None),
        ({"text": "Xong."}, ("status", "chọn tình trạng: đang thực hiện, hoàn thành hoặc không phát sinh.")),
        ({"status": "done", "day": "2021-06-16"}, ("number", "điền số, ký hiệu của văn bản có ngày này.")),
        ({"status": "done", "day": "2021-06-16", "number": "12/BC-SYT"}, None),
        ({"status": "done", "number": "12/BC-SYT"}, None),
    ],
)
def test_what_a_row_lacks(content: Content, wanted: Any) -> None:
    assert answers(content) == wanted


def answers(content: Content) -> Any:
    return incomplete(content)


def test_a_row_shows_the_first_document_and_the_first_link() -> None:
    evidence = (
        Evidence("file", path="minh-chung/a.pdf"),
        Evidence("document", "12/BC-SYT", date(2021, 6, 16)),
        Evidence("document", "13/BC-SYT"),
        Evidence("link", url="https://a.vn/1"),
        Evidence("link", url="https://a.vn/2"),
    )
    entry = Entry(KEY, "done", "Xong.", None, "Cần kinh phí.", evidence=evidence)
    assert content_of(entry) == {
        "status": "done", "text": "Xong.", "proposal": "Cần kinh phí.", "number": "12/BC-SYT",
        "day": "2021-06-16", "link": "https://a.vn/1",
    }  # fmt: skip
    undated = entry_of(KEY, {"status": "done", "number": "13/BC-SYT"}, "Nhiệm vụ!F7")
    assert undated == Entry(KEY, "done", evidence=(Evidence("document", "13/BC-SYT"),), cell="Nhiệm vụ!F7")
    assert content_of(undated) == {"status": "done", "number": "13/BC-SYT"}
    assert content_of(entry_of(KEY, {"status": "done", "link": "https://a.vn/1"})) == {
        "status": "done", "link": "https://a.vn/1",
    }  # fmt: skip


# Figures


def returned(**rows: Mapping[str, str]) -> ReturnedSheet:
    """A sheet with what stands in its rows, all of it in column B."""
    found = {
        row: {column: Answer(text, "Biểu", f"B{row[1:]}", text) for column, text in cells.items()}
        for row, cells in rows.items()
    }
    return ReturnedSheet("form:b@2021-Q2", "Biểu", {}, {}, found, ())


def sentences(sheet: ReturnedSheet, *, open_rows: bool) -> Any:
    found = stated(sheet, open_rows=open_rows)
    return dict(found.texts), dict(found.rows), [problem.sentence for problem in found.problems]


@pytest.mark.parametrize(
    ("rows", "open_rows", "wanted"),
    [
        (
            {"r1": {"label": "Đất đai", "2": "5"}, "r2": {"label": "Hộ tịch"}},
            False,
            ({("r1", "2"): "5"}, {"r1": "r1"}, []),
        ),
        (
            {"r1": {"label": "Đất  đai", "2": "5"}, "r2": {"label": "Hộ tịch"}},
            True,
            ({("Đất đai", "2"): "5"}, {"Đất đai": "r1"}, []),
        ),
        ({"r1": {"2": "5"}}, True, ({}, {}, ["trang “Biểu”, ô B1: “5”; điền tên dòng ở cột đầu."])),
        (
            {"r1": {"label": "Đất đai", "2": "5"}, "r2": {"label": "Đất đai", "2": "6"}},
            True,
            (
                {("Đất đai", "2"): "5"},
                {"Đất đai": "r1"},
                ["trang “Biểu”, ô B2: “Đất đai”; tên dòng này đã có ở dòng khác; gộp hai dòng."],
            ),
        ),
        (
            {"r1": {"label": "Đất đai", "2": "5"}, "r2": {"label": "Đất đai"}},
            True,
            ({("Đất đai", "2"): "5"}, {"Đất đai": "r1"}, []),
        ),
    ],
)
def test_what_a_sheet_of_figures_states(
    rows: dict[str, dict[str, str]], open_rows: bool, wanted: Any
) -> None:
    assert sentences(returned(**rows), open_rows=open_rows) == wanted


def test_what_a_sheet_said_when_it_was_sent() -> None:
    prefilled = {
        ("s", "r1", "label"): "Đất đai", ("s", "r1", "2"): "5", ("s", "dat", "2"): "6", ("t", "r1", "2"): "7",
    }  # fmt: skip
    assert base_of(prefilled, "s", open_rows=True) == {("Đất đai", "2"): "5", ("dat", "2"): "6"}
    assert base_of(prefilled, "s", open_rows=False) == {
        ("r1", "label"): "Đất đai", ("r1", "2"): "5", ("dat", "2"): "6",
    }  # fmt: skip


AT: Place = ("dat-dai", "2")


def recorded(value: int, *, imported: bool = False, period: str = PERIOD, name: str = "p1") -> Slip:
    said = FormStatement("b", PERIOD, "own", "done", (RowStatement("dat-dai", {"2": value}),))
    source = BOOK if imported else None
    return Slip(name, "2021", "so-yt", period, date(2021, 6, 16), None, (), (), source=source, forms=(said,))


@pytest.mark.parametrize(
    ("typed", "base", "slip", "replaced", "wanted"),
    [
        ("", "", None, "", []),
        ("5", "", None, "", ["→ 5"]),
        ("5", "5", None, "", []),
        ("", "5", None, "", []),
        ("5", "", recorded(5), "", []),
        ("6", "5", recorded(5), "", ["5 → 6"]),
        ("", "5", recorded(5), "", ["5 →"]),
        ("5", "5", recorded(6), "", []),
        ("7", "5", recorded(6), "", ["6 → 7 p1"]),
        ("", "5", recorded(6), "", ["6 →  p1"]),
        ("5", "5", recorded(6), "p1", ["6 → 5"]),
        ("5", "5", recorded(6), "p2", []),
        ("5", "5", recorded(6, imported=True), "", ["6 → 5"]),
        ("5", "5", recorded(6, imported=True, period="2021-Q1"), "", []),
    ],
)
def test_which_cells_are_stated_anew(
    typed: str, base: str, slip: Slip | None, replaced: str, wanted: Any
) -> None:
    assert seen(typed, base, slip, replaced) == wanted


def seen(typed: str, base: str, slip: Slip | None, replaced: str) -> Any:
    table = next(iter(tables_of([slip]).values())) if slip else None
    there, sent = ({AT: text} if text else {} for text in (typed, base))
    found = differences(there, sent, table, PERIOD, frozenset({replaced}), {})
    return [f"{one.before} → {one.after} {one.slip}".strip() for one in found]


# How a collection stands

AGENCY = cast("Agency", SimpleNamespace(id="so-yt", level="so"))
DUE = Due(date(2021, 6, 18), date(2021, 6, 21))
SENT = WorkbookRecord("1", "2021", PERIOD, date(2021, 6, 10), sent=(Made("so-yt", "gui.xlsx", ""),))


def back(day: int, outcome: str, problems: int = 0, name: str = "2") -> WorkbookRecord:
    received = Received("so-yt", f"{name}.xlsx", "", outcome, problems)
    return WorkbookRecord(name, "2021", PERIOD, date(2021, 6, day), received=(received,))


@pytest.mark.parametrize(
    ("records", "due", "day", "wanted"),
    [
        ([], DUE, 21, ("not_sent", None, "", 0, "")),
        ([], DUE, 22, ("late", None, "", 0, "")),
        ([], None, 30, ("not_sent", None, "", 0, "")),
        ([SENT], DUE, 21, ("waiting", None, "", 0, "")),
        ([SENT], DUE, 22, ("late", None, "", 0, "")),
        ([SENT], None, 30, ("waiting", None, "", 0, "")),
        ([SENT, back(17, "taken")], DUE, 30, ("answered", 17, "taken", 0, "2.xlsx")),
        ([SENT, back(17, "refused", 3)], DUE, 30, ("faulty", None, "", 3, "2.xlsx")),
        ([SENT, back(17, "refused")], DUE, 30, ("faulty", None, "", 1, "2.xlsx")),
        (
            [back(18, "refused", 2, "3"), SENT, back(17, "taken")],
            DUE,
            30,
            ("faulty", 17, "taken", 2, "3.xlsx"),
        ),
        (
            [back(18, "empty", 0, "3"), SENT, back(17, "refused", 2)],
            DUE,
            30,
            ("answered", 18, "empty", 0, "3.xlsx"),
        ),
        (
            [back(18, "refused", 2, "a"), SENT, back(17, "taken", 0, "b")],
            DUE,
            30,
            ("faulty", 17, "taken", 2, "a.xlsx"),
        ),
        (
            [back(17, "taken", 0, "b"), back(17, "refused", 1, "a")],
            DUE,
            30,
            ("answered", 17, "taken", 0, "b.xlsx"),
        ),
    ],
)
def test_how_the_collection_from_an_agency_stands(
    records: list[WorkbookRecord], due: Due | None, day: int, wanted: tuple[str, int | None, str, int, str]
) -> None:
    [found] = collection_states([AGENCY], records, {"so": due} if due else {})
    answered = found.answered.day if found.answered else None
    assert (
        found.status(date(2021, 6, day)),
        answered,
        found.answer,
        found.problems,
        found.workbook,
    ) == wanted
    assert found.sent == (date(2021, 6, 10) if SENT in records else None)
