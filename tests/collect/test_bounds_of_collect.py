"""Which workbooks are made and listed, and what a deleted row or a cleared cell means, at their bounds."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.commands.collect.export import ExportQuestion
from kstthc_cli.commands.collect.export import export as command
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from tests.support.in_process import call
from tests.support.repositories import change_file
from tests.support.slip_files import said
from tests.support.workbooks import DONE, book_of, bring_in, duties, export, filled, place, sheet_of

AGENCIES = "agencies/quang-ngai.yaml"
PLAN = "plans/2021.yaml"
ROW = "3@2021-Q2"
JUSTICE = "Sở Tư pháp ({name}), quý II năm 2021: "
GONE = "trang “{}”: dòng “{}” đã bị xóa mà trước đó có nội dung; thêm lại, muốn rút thì để trống."

Change = Callable[[Any], None]


def tail(taken: int = 0, nothing: int = 0, refused: int = 0) -> str:
    return f"Đã ghi {taken} tệp; {nothing} tệp không có gì mới; {refused} tệp bị từ chối.\n"


def without_row(code: str, row: str, column: str) -> Change:
    """Delete a row of a sheet."""

    def change(book: Any) -> None:
        sheet = sheet_of(book, code)
        sheet.delete_rows(place(sheet, row, column).row)

    return change


def without_column(code: str, row: str, column: str) -> Change:
    """Delete a column of a sheet."""

    def change(book: Any) -> None:
        sheet = sheet_of(book, code)
        sheet.delete_cols(place(sheet, row, column).column)

    return change


# Which workbooks are made


FORM = """schema_version: 1
id: "ho-so"
title: "Hồ sơ"
source: {text: "Kho này đặt", confidence: "L"}
unit: "số hồ sơ"
filled_by: {levels: [so]}
frequency: quarter
rows: {kind: fixed, items: [{id: dat-dai, label: "Đất đai"}]}
columns:
  - {id: "1", heading: ["Nhận"], type: count}
  - {id: "2", heading: ["Ghi chú"], type: text}
"""


@pytest.fixture
def office(small: Path) -> Path:
    """The small province with a form that departments fill."""
    (small / "forms").mkdir()
    (small / "forms" / "ho-so.yaml").write_text(FORM, "utf-8", newline="\n")
    return small


@pytest.mark.parametrize(("last", "made"), [("2021-03-31", False), ("2021-04-01", True)])
def test_who_ended_before_the_period_gets_no_workbook(last: str, made: bool, office: Path) -> None:
    end = f'name: "Sở Y tế", level: so, parent: ubnd-tinh, valid_to: {last}}}'
    change_file(office, AGENCIES, 'name: "Sở Y tế", level: so, parent: ubnd-tinh}', end)
    folder = export(office)
    assert any("Y tế" in file.name for file in folder.glob("*.xlsx")) is made


@pytest.mark.parametrize(("more", "by_level"), [(0, False), (1, True)])
def test_a_terminal_gets_a_line_a_workbook_for_as_many_as_a_dozen(
    more: int, by_level: bool, office: Path
) -> None:
    others = "".join(
        f'  - {{id: so-{n}, name: "Sở thứ {n}", level: so, parent: ubnd-tinh}}\n' for n in range(9 + more)
    )
    change_file(office, AGENCIES, "groups:\n", f"{others}groups:\n")
    folder = office.parent / "gui"
    question = ExportQuestion(date(2021, 6, 10), folder, "a" * 7, "0", quarter=2, level="so")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert command(office, question, Output(screen=Screen(terminal=True))) == 0
    first, second = out.getvalue().splitlines()[:2]
    assert first == f"Đã lập {12 + more} tệp trong {folder}:"
    assert second.startswith("  Sở, ban, ngành: ") is by_level


def test_the_state_of_a_day_knows_nothing_of_later_days(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    assert bring_in(small, file).code == 0

    def states(day: str) -> list[str]:
        words = ("collect", "status", "--quarter", "2", "--agency", "so-tp", "--format", "json")
        answer = json.loads(call(*words, "--as-of", day, root=small).out)
        return [str(one["state"]) for one in answer["agencies"]]

    assert [states(day) for day in ("2021-06-09", "2021-06-16", "2021-06-17")] == [
        ["not_sent"],
        ["waiting"],
        ["answered"],
    ]


# Rows of duties


def told(
    small: Path, source: Path, typed: dict[tuple[str, str, str], Any], change: Change | None = None
) -> str:
    """What the import says of the workbook of Sở Tư pháp."""
    return bring_in(small, filled(source, small.parent / "a.xlsx", typed, change)).out


def refused(why: str) -> str:
    return JUSTICE.format(name="a.xlsx") + f"từ chối, 1 lỗi\n  {why}\n" + tail(refused=1)


def test_text_alone_in_a_row_whose_work_has_gone_is_named_by_its_cell(small: Path, sent: Path) -> None:
    change_file(small, PLAN, "perform: [so-ban-nganh, ubnd-cap-huyen]", "perform: [ubnd-cap-huyen]")
    why = "trang “Nhiệm vụ”, ô I7: “Đã làm”; cơ quan không còn việc này trong kế hoạch; để trống dòng này."
    assert told(small, book_of(sent, "Tư pháp"), duties(ROW, text="Đã làm")) == refused(why)


def test_without_the_column_of_the_status_only_the_column_is_missed(small: Path, sent: Path) -> None:
    change = without_column("duties", ROW, "status")
    why = "trang “Nhiệm vụ”: cột “Tình trạng” đã bị xóa; chép nội dung vào tệp gốc rồi gửi lại."
    typed = duties(ROW, text="Đã làm")
    assert told(small, book_of(sent, "Tư pháp"), typed, change) == refused(why)


def test_a_deleted_row_is_missed_where_an_earlier_workbook_of_the_period_said_something(
    small: Path, sent: Path
) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "truoc.xlsx", duties(ROW, **DONE))
    assert bring_in(small, file).code == 0
    change = without_row("duties", ROW, "status")
    why = GONE.format("Nhiệm vụ", "3 Niêm yết, công khai thủ tục hành chính.")
    typed = duties("2@2021", **DONE)
    assert told(small, book_of(sent, "Tư pháp"), typed, change) == refused(why)


def by_hand(small: Path) -> None:
    said(small, "3", "so-tp", "--quarter", "2", "--text", "Một.", as_of="2021-06-12")


def work_gone(small: Path) -> None:
    change_file(small, PLAN, "perform: [so-ban-nganh, ubnd-cap-huyen]", "perform: [ubnd-cap-huyen]")


@pytest.mark.parametrize("since", [by_hand, work_gone])
def test_a_deleted_row_is_not_missed_where_no_workbook_said_anything(
    since: Callable[[Path], None], small: Path, sent: Path
) -> None:
    since(small)
    change = without_row("duties", ROW, "status")
    typed = duties("2@2021", **DONE)
    taken = "1 dòng có nội dung, 3 dòng để trống\n"
    out = told(small, book_of(sent, "Tư pháp"), typed, change)
    assert out == JUSTICE.format(name="a.xlsx") + taken + tail(taken=1)


def test_a_deleted_row_is_not_missed_where_a_workbook_of_another_period_said_something(small: Path) -> None:
    """Work that is late has a row in the workbook of the next quarter too."""
    second, third = (export(small, folder=f"quy-{n}", quarter=n) for n in (2, 3))
    late = "2@2021"
    typed = duties(late, status="Đang thực hiện", text="Đang góp ý.")
    first = filled(book_of(second, "Tư pháp"), small.parent / "hai.xlsx", typed)
    assert bring_in(small, first, options=("--quarter", "2")).code == 0
    change = without_row("duties", late, "status")
    file = filled(book_of(third, "Tư pháp"), small.parent / "ba.xlsx", duties("3@2021-Q3", **DONE), change)
    told = "Sở Tư pháp (ba.xlsx), quý III năm 2021: 1 dòng có nội dung, 4 dòng để trống\n"
    assert bring_in(small, file).out == told + tail(taken=1)


# Files that came again


def test_what_was_refused_in_the_old_year_is_set_aside_by_what_came_in_the_new_one(small: Path) -> None:
    sent = export(small, quarter=4, day="2021-12-10")
    folder = small.parent / "ve"
    row = "3@2021-Q4"
    filled(book_of(sent, "Tư pháp"), folder / "a.xlsx", duties(row, status="?"))
    assert bring_in(small, folder, day="2021-12-20").code == 1
    filled(book_of(sent, "Tư pháp"), folder / "b.xlsx", duties(row, **DONE))
    assert bring_in(small, folder, day="2022-01-05").code == 0
    aside = "Sở Tư pháp (a.xlsx), quý IV năm 2021: tệp này đã bị từ chối trước đây; đã có tệp gửi lại\n"
    known = "Sở Tư pháp (b.xlsx), quý IV năm 2021: tệp này đã nhập ngày 05/01/2022\n"
    assert bring_in(small, folder, day="2022-01-06").out == aside + known + tail(nothing=2)


# Forms


def test_a_form_is_complete_without_its_remarks(office: Path) -> None:
    sent = export(office)
    typed = {("form:ho-so@2021-Q2", "dat-dai", "1"): 5}
    assert told(office, book_of(sent, "Tư pháp"), typed).endswith(tail(taken=1))
    [slip] = (office / "progress").rglob("*.yaml")
    assert 'status: "done"' in slip.read_text("utf-8")


SHEET = "form:ho-so@2021-Q2"
OPEN_ROWS = ('rows: {kind: fixed, items: [{id: dat-dai, label: "Đất đai"}]}', "rows: {kind: free}")
NOTE = '  - {id: "2", heading: ["Ghi chú"], type: text}\n'
PAIR = """  - {id: "3", heading: ["Đã giải quyết"], type: count}
rules:
  - {id: cap, severity: error, sentence: "(1) và (3) cùng có.", compulsory_pair: ["1", "3"]}
"""


def stated_by_hand(root: Path, figure: str, day: str, row: str = "dat-dai") -> str:
    """Record a figure of Sở Tư pháp; the id of the slip."""
    words = ("record", "--form", "ho-so", "--agency", "so-tp", "--quarter", "2", "--row", row)
    more = ("--status", "in_progress", "--figure", f"1={figure}", "--as-of", day, "--format", "json")
    result = call(*words, *more, root=root)
    assert result.code == 0, result.err
    return str(json.loads(result.out)["slip"])


def test_a_figure_cleared_against_a_slip_recorded_since_is_named_by_its_cell(office: Path) -> None:
    stated_by_hand(office, "5", "2021-06-08")
    sent = export(office)
    slip = stated_by_hand(office, "7", "2021-06-12")
    why = (
        f"trang “Hồ sơ”, ô C6: số liệu này đã được ghi tay (7) bằng phiếu {slip} sau khi gửi tệp; "
        f"xem lại, muốn lấy theo tệp thì thêm --supersede {slip}."
    )
    assert told(office, book_of(sent, "Tư pháp"), {(SHEET, "dat-dai", "1"): None}) == refused(why)


def test_a_row_of_an_open_form_that_was_deleted_has_no_cell(office: Path) -> None:
    change_file(office, "forms/ho-so.yaml", *OPEN_ROWS)
    stated_by_hand(office, "5", "2021-06-08", "Hộ tịch")
    sent = export(office)
    slip = stated_by_hand(office, "7", "2021-06-12", "Hộ tịch")
    out = told(office, book_of(sent, "Tư pháp"), {}, without_row(SHEET, "Hộ tịch", "1"))
    why = (
        f"trang “Hồ sơ”: số liệu dòng “Hộ tịch”, cột (1) đã được ghi tay (7) bằng phiếu {slip} "
        f"sau khi gửi tệp; xem lại, muốn lấy theo tệp thì thêm --supersede {slip}."
    )
    assert out == refused(why)


def test_a_rule_of_an_open_form_names_the_row_as_the_agency_does(office: Path) -> None:
    change_file(office, "forms/ho-so.yaml", *OPEN_ROWS)
    change_file(office, "forms/ho-so.yaml", NOTE, NOTE + PAIR)
    sent = export(office)
    typed = {(SHEET, "free-1", "label"): "Hộ  tịch", (SHEET, "free-1", "1"): 5}
    why = "trang “Hồ sơ”, ô C6: dòng “Hộ tịch”: (1) và (3) cùng có. cột (3) để trống."
    assert told(office, book_of(sent, "Tư pháp"), typed) == refused(why)


def test_a_deleted_row_of_figures_recorded_by_hand_is_not_missed(office: Path) -> None:
    sent = export(office)
    stated_by_hand(office, "5", "2021-06-12")
    out = told(office, book_of(sent, "Tư pháp"), duties(ROW, **DONE), without_row(SHEET, "dat-dai", "1"))
    assert out == JUSTICE.format(name="a.xlsx") + "1 dòng có nội dung, 4 dòng để trống\n" + tail(taken=1)


def withdrawn_by_hand(root: Path, how: str, slip: str) -> str:
    """Withdraw the figure of Sở Tư pháp by hand; the id of the slip that does."""
    words: tuple[str, ...]
    day = ("--as-of", "2021-06-12", "--format", "json")
    if how == "the slip":
        words = ("record", "--withdraw", slip, "--agency", "so-tp", "--text", "Ghi nhầm.", *day)
    elif how == "nothing arises":
        words = ("record", "--form", "ho-so", "--agency", "so-tp", "--quarter", "2",
                 "--status", "not_arising", *day)  # fmt: skip
    else:
        file = root.parent / "rut.yaml"
        text = (
            "agency: so-tp\nquarter: 2\nforms: [{form: ho-so, status: in_progress, "
            'rows: [{row: dat-dai, withdrawn: ["1"]}]}]\n'
        )
        file.write_text(text, "utf-8")
        words = ("record", "--file", str(file), *day)
    result = call(*words, root=root)
    assert result.code == 0, result.err
    return str(json.loads(result.out)["slip"])


@pytest.mark.parametrize("how", ["the figure", "the slip", "nothing arises"])
def test_a_figure_withdrawn_by_hand_since_is_a_conflict(how: str, office: Path) -> None:
    """As one that was changed: the agency could not know of it when it filled in another."""
    old = stated_by_hand(office, "5", "2021-06-08")
    sent = export(office)
    slip = withdrawn_by_hand(office, how, old)
    typed = filled(book_of(sent, "Tư pháp"), office.parent / "a.xlsx", {(SHEET, "dat-dai", "1"): 7})
    why = (
        f"trang “Hồ sơ”, ô C6: “7”; số liệu này đã được rút bằng phiếu {slip} sau khi gửi tệp; "
        f"xem lại, muốn lấy theo tệp thì thêm --supersede {slip}."
    )
    assert bring_in(office, typed).out == refused(why)
    allowed = bring_in(office, typed, options=("--supersede", slip))
    assert (allowed.code, "1 dòng có nội dung" in allowed.out) == (0, True)


@pytest.mark.parametrize("how", ["the figure", "the slip", "nothing arises"])
def test_what_was_withdrawn_before_the_workbook_was_sent_is_no_conflict(how: str, office: Path) -> None:
    """And the same figure again is a new one: a slip that was withdrawn does not state it any more."""
    withdrawn_by_hand(office, how, stated_by_hand(office, "5", "2021-06-08"))
    book = book_of(export(office, day="2021-06-13"), "Tư pháp")
    again = filled(book, office.parent / "a.xlsx", {(SHEET, "dat-dai", "1"): 5})
    result = bring_in(office, again)
    assert (result.code, "1 dòng có nội dung" in result.out) == (0, True)
    newest = max((office / "progress").rglob("*.yaml"), key=lambda file: file.name)
    assert '"1": 5' in newest.read_text("utf-8")


def test_a_row_that_was_withdrawn_by_hand_since_is_a_conflict(small: Path) -> None:
    made = said(small, "3", "so-tp", "--quarter", "2", "--text", "Qua điện thoại.", as_of="2021-06-08")
    sent = export(small)
    words = ("record", "--withdraw", made["slip"], "--agency", "so-tp", "--text", "Ghi nhầm.")
    gone = call(*words, "--as-of", "2021-06-12", "--format", "json", root=small)
    slip = json.loads(gone.out)["slip"]
    typed = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, text="Khác."))
    result = bring_in(small, typed)
    assert result.code == 1
    assert f"việc 3 đã được rút bằng phiếu {slip} ngày 12/06/2021 sau khi gửi tệp" in result.out
    allowed = bring_in(small, typed, options=("--supersede", slip))
    assert (allowed.code, "1 dòng có nội dung" in allowed.out) == (0, True)
    untouched = filled(book_of(sent, "Tư pháp"), small.parent / "b.xlsx", duties("2@2021", **DONE))
    assert "đã được rút" not in bring_in(small, untouched, options=("--dry-run",)).out
