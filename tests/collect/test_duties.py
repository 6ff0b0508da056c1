"""Duties that agencies fill in workbooks become slips, traceable to cells; nothing is recorded twice."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kstthc_cli.commands.collect.export import ExportQuestion
from kstthc_cli.commands.collect.export import export as command
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from kstthc_cli.render.workbook import writer
from tests.support.in_process import DAY, call
from tests.support.running import Kst, copy_sample
from tests.support.workbooks import (
    DONE,
    IMPORTED,
    book_of,
    bring_in,
    duties,
    export,
    filled,
    place,
    sheet_of,
    slips,
)

ROW = "3@2021-Q2"


def test_one_workbook_an_agency_named_so_that_a_person_finds_it(small: Path, sent: Path) -> None:
    names = sorted(file.name for file in sent.iterdir())
    assert names == [
        "2021-Q2 Sở Tư pháp.xlsx",
        "2021-Q2 Sở Y tế.xlsx",
        "2021-Q2 UBND huyện Ba Tơ.xlsx",
        "2021-Q2 UBND huyện Lý Sơn.xlsx",
        "2021-Q2 Văn phòng UBND tỉnh.xlsx",
        "2021-Q2 danh sách tệp.csv",
    ]
    assert call("validate", root=small).code == 0


def test_files_that_are_there_are_told_before_any_workbook_is_made(
    small: Path, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(_: object) -> bytes:
        raise AssertionError("a workbook was made")

    monkeypatch.setattr(writer, "workbook_bytes", made)
    result = call("collect", "export", "--quarter", "2", "-o", str(sent), *DAY, root=small)
    assert result.code == 4
    assert "đã có 5 tệp" in result.err


def test_a_list_of_the_workbooks_is_written_with_them(small: Path, sent: Path) -> None:
    text = (sent / "2021-Q2 danh sách tệp.csv").read_text("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["Mã", "Cơ quan", "Cấp", "Tệp Excel", "Việc phải báo cáo", "Biểu", "Hạn gửi"]
    assert sorted(row[3] for row in rows) == sorted(file.name for file in sent.glob("*.xlsx"))
    [justice] = [row for row in rows if row[0] == "so-tp"]
    assert (justice[1], justice[2], justice[6]) == ("Sở Tư pháp", "Sở, ban, ngành", "2021-06-18")
    folder = small.parent / "mot"
    words = ("collect", "export", "--quarter", "2", "--agency", "so-tp", "-o", str(folder), *DAY)
    assert call(*words, root=small).code == 0
    assert [file.suffix for file in folder.iterdir()] == [".xlsx"]


def test_a_terminal_gets_a_line_for_each_level(tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    question = ExportQuestion(date(2021, 6, 10), tmp_path / "gui", "", "0", quarter=2, level="so")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert command(root, question._replace(moment="a" * 7), Output(screen=Screen(terminal=True))) == 0
    lines = out.getvalue().splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("  Sở, ban, ngành: 20 tệp, ")
    assert "hạn gửi 18/06/2021" in lines[1]
    assert max(map(len, lines[1:2])) <= 80
    assert lines[2].endswith("2021-Q2 danh sách tệp so.csv")


def test_the_same_export_writes_the_same_bytes_and_notes_it_once(small: Path, sent: Path) -> None:
    again = export(small, folder="gui-lai")
    for file in sent.iterdir():
        assert (again / file.name).read_bytes() == file.read_bytes()
    assert len(list((small / "workbooks").rglob("*.yaml"))) == 1


def test_what_an_agency_leads_comes_first_and_what_it_helps_with_is_apart(tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    book = openpyxl.load_workbook(book_of(export(root, "--agency", "huyen-ba-to"), "Ba Tơ"))
    roles = {name: column_of(sheet_of(book, name), "role") for name in ("duties", "coordinated")}
    led = ["chủ trì" in role for role in roles["duties"]]
    assert led == sorted(led, reverse=True)
    assert any(led)
    assert "phối hợp" in roles["coordinated"]
    assert "phối hợp" not in roles["duties"]


def column_of(sheet: Any, code: str) -> list[str]:
    """The texts of a column in all rows of duties."""
    codes = [c.value.removeprefix("kst:row:") for (c,) in sheet.iter_rows(max_col=1) if c.value]
    return [str(place(sheet, row, code).value) for row in codes if "@" in row]


def test_a_text_that_looks_like_a_formula_is_sent_as_text(small: Path) -> None:
    by_hand(small, "=1+1")
    book = openpyxl.load_workbook(book_of(export(small, day=IMPORTED), "Tư pháp"))
    cell = place(sheet_of(book, "duties"), ROW, "text")
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_two_obligations_of_one_duty_differ_by_their_period(tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    book = openpyxl.load_workbook(book_of(export(root, "--agency", "huyen-ba-to", quarter=4), "Ba Tơ"))
    sheet = sheet_of(book, "duties")
    names = {code: place(sheet, code, "period").value for code in ("26@2021-Q4", "26@2021")}
    assert names == {"26@2021-Q4": "Quý IV năm 2021", "26@2021": "Năm 2021"}


def test_a_filled_row_becomes_an_entry_with_its_cell(small: Path, sent: Path) -> None:
    typed = duties(
        ROW, **DONE, number=159, day="16/6/2021", difficulty="Thiếu người", link="https://example.vn/a"
    )
    file = filled(book_of(sent, "Tư pháp"), small.parent / "ve" / "bao cao.xlsx", typed)
    result = bring_in(small, file.parent)
    assert (result.code, result.err) == (0, "")
    assert "Sở Tư pháp (bao cao.xlsx), quý II năm 2021: 1 dòng có nội dung" in result.out
    (slip,) = slips(small)
    text = slip.read_text("utf-8")
    for part in (
        'workbook: "bao cao.xlsx"',
        'duty: "3"',
        'status: "done"',
        'number: "159"',
        "date: 2021-06-16",
    ):
        assert part in text
    assert 'cell: "Nhiệm vụ!H' in text
    assert call("validate", root=small).code == 0
    due = call(
        "due", "--agency", "so-tp", "--quarter", "2", "--format", "json", "--as-of", "2021-06-20", root=small
    )
    status = {row["duty"]: row["status"] for row in json.loads(due.out)["obligations"]}
    assert status["3"] == "done"


def test_the_same_file_again_changes_nothing_and_says_so(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    bring_in(small, file)
    before = {path: path.read_bytes() for path in small.rglob("*.yaml")}
    result = bring_in(small, file)
    assert result.code == 0
    assert "tệp này đã nhập ngày 17/06/2021" in result.out
    assert {path: path.read_bytes() for path in small.rglob("*.yaml")} == before


def test_renamed_and_saved_again_it_still_changes_nothing(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    bring_in(small, file)
    again = filled(file, small.parent / "b.xlsx", {})
    assert again.read_bytes() != file.read_bytes()
    assert "không có gì mới" in bring_in(small, again).out
    assert len(slips(small)) == 1


def test_a_changed_one_supersedes_cell_by_cell_and_lists_the_changes(small: Path, sent: Path) -> None:
    first = duties(ROW, **DONE) | duties("5b@2021-Q2", sheet="coordinated")
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", first)
    bring_in(small, file)
    changed = filled(file, small.parent / "b.xlsx", duties(ROW, text="Đã niêm yết tại trụ sở."))
    result = bring_in(small, changed)
    assert "3, Kết quả thực hiện: “Đã niêm yết.” → “Đã niêm yết tại trụ sở.”" in result.out
    new = slips(small)[-1].read_text("utf-8")
    assert f"{slips(small)[0].stem}#3@2021-Q2" in new
    assert "Tình trạng:" not in result.out


def test_a_blank_where_something_was_said_is_a_withdrawal(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    bring_in(small, file)
    blank = filled(
        file, small.parent / "b.xlsx", duties(ROW, status=None, text=None) | duties("2@2021", **DONE)
    )
    result = bring_in(small, blank)
    assert "3, Tình trạng: “hoàn thành” → rút, để trống" in result.out
    due = call(
        "due", "--agency", "so-tp", "--quarter", "2", "--format", "json", "--as-of", "2021-06-20", root=small
    )
    status = {row["duty"]: row["status"] for row in json.loads(due.out)["obligations"]}
    assert status["3"] == "overdue"


def test_an_untouched_one_makes_no_slip_and_withdraws_nothing(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    bring_in(small, file)
    result = bring_in(small, book_of(sent, "Tư pháp"))
    assert result.code == 0
    assert "chưa nêu gì" in result.out
    assert len(slips(small)) == 1


def by_hand(small: Path, text: str) -> str:
    said = ("--quarter", "2", "--status", "done", "--text", text, "--format", "json", "--as-of", "2021-06-12")
    result = call("record", "3", "--agency", "so-tp", *said, root=small)
    assert result.code == 0, result.err
    return str(json.loads(result.out)["slip"])


def test_a_slip_recorded_by_hand_in_between_is_named_and_not_overwritten(small: Path, sent: Path) -> None:
    slip = by_hand(small, "Ghi qua điện thoại.")
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    result = bring_in(small, file)
    assert result.code == 1
    assert f"đã được ghi tay bằng phiếu {slip}" in result.out
    assert len(slips(small)) == 1
    allowed = bring_in(small, file, options=("--supersede", slip))
    assert allowed.code == 0
    assert f"{slip}#3@2021-Q2" in slips(small)[-1].read_text("utf-8")


def test_what_was_prefilled_and_left_is_not_recorded_again(small: Path) -> None:
    by_hand(small, "Ghi qua điện thoại.")
    sent = export(small, day=IMPORTED)
    prefilled = openpyxl.load_workbook(book_of(sent, "Tư pháp"))
    assert place(sheet_of(prefilled, "duties"), ROW, "text").value == "Ghi qua điện thoại."
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties("2@2021", **DONE))
    assert bring_in(small, file).code == 0
    new = slips(small)[-1].read_text("utf-8")
    assert 'duty: "2"' in new
    assert 'duty: "3"' not in new


def test_a_dry_run_writes_nothing(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    before = sorted(small.rglob("*.yaml"))
    result = bring_in(small, file, options=("--dry-run",))
    assert "Chạy thử, sẽ ghi 1 tệp" in result.out
    assert sorted(small.rglob("*.yaml")) == before


def test_ten_faults_are_found_in_one_run_and_nothing_is_taken(small: Path, sent: Path) -> None:
    faults: dict[tuple[str, str, str], Any] = {
        **duties(ROW, status="gần xong", text="=1+", day="31/6/2021", link="www.example.vn", number=12.5),
        **duties(
            "2@2021", text="Có chữ mà không có tình trạng", day="16/6/2031", difficulty="§· hoµn thµnh viÖc"
        ),
        **duties("5b@2021-Q2", sheet="coordinated"),
        **duties("6@2021", status=True, proposal="#REF!"),
    }
    sheet = {("duties", "2@2021", "content"): "Việc khác"}
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", {**faults, **sheet})
    result = bring_in(small, file, options=("--format", "json"))
    (one,) = json.loads(result.out)["workbooks"]
    cells = sorted((problem["sheet"], problem["cell"]) for problem in one["problems"])
    assert result.code == 1
    assert len(cells) >= 8
    assert len(set(cells)) == len(cells)
    assert cells == sorted(sown(file, {**faults, **sheet}))
    assert not slips(small)


def sown(file: Path, faults: dict[tuple[str, str, str], Any]) -> list[tuple[str, str]]:
    """Sheet and cell of every fault; without a status the fault is in the cell of the status."""
    book = openpyxl.load_workbook(file)
    found = []
    for code, row, column in faults:
        page = sheet_of(book, code)
        where = "status" if (row, column) == ("2@2021", "text") else column
        found.append((page.title, place(page, row, where).coordinate))
    return found


def test_the_state_of_the_collection(small: Path, sent: Path, kst: Kst) -> None:
    good = filled(book_of(sent, "Ba Tơ"), small.parent / "ve" / "a.xlsx", duties(ROW, **DONE))
    filled(book_of(sent, "Lý Sơn"), good.parent / "b.xlsx", duties(ROW, status="?"))
    (good.parent / "c.xlsx").write_bytes(book_of(sent, "Y tế").read_bytes())
    assert bring_in(small, good.parent).code == 1
    asked = ("collect", "status", "--quarter", "2", "--format", "json", "--as-of", "2021-06-21")
    rows = {row["agency"]: row for row in json.loads(kst(*asked, root=small).out)["agencies"]}
    assert {name: row["state"] for name, row in rows.items()} == {
        "vp-ubnd-tinh": "late",
        "so-tp": "late",
        "so-yt": "answered",
        "huyen-ba-to": "answered",
        "huyen-ly-son": "faulty",
    }
    assert rows["huyen-ly-son"]["workbook"] == "b.xlsx"
    assert call("validate", root=small).code == 0
