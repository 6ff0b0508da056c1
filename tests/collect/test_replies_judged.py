"""What `kst collect import` says of returned workbooks, whole; which of several files of an agency counts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.in_process import call
from tests.support.refusals import ascii_id
from tests.support.repositories import change_file
from tests.support.slip_files import said
from tests.support.workbooks import DONE, book_of, bring_in, duties, export, filled, resealed, slips

ROW = "3@2021-Q2"
JUSTICE = "Sở Tư pháp ({name}), quý II năm 2021: "
REFUSED = JUSTICE + "từ chối, 1 lỗi\n  {why}\n"
FAULTY = "trang “Nhiệm vụ”, ô H7: “?”; cần một trong: đang thực hiện, hoàn thành, không phát sinh."
SENT_ANEW = JUSTICE + "tệp này đã bị từ chối trước đây; đã có tệp gửi lại\n"
KNOWN = JUSTICE + "tệp này đã nhập ngày 17/06/2021\n"
TAKEN = JUSTICE + "1 dòng có nội dung, 4 dòng để trống\n"


def tail(taken: int = 0, nothing: int = 0, refused: int = 0, trial: str = "Đã ghi") -> str:
    return f"{trial} {taken} tệp; {nothing} tệp không có gì mới; {refused} tệp bị từ chối.\n"


# What does not belong here


def told(name: str, value: str) -> Callable[[Any], None]:
    """Let the hidden sheet of a workbook say something else of itself."""

    def change(book: Any) -> None:
        for line in book["kst"].iter_rows():
            if line[1].value == name:
                line[2].value = value
        resealed(book)

    return change


ELSEWHERE = [
    ("plan", "2022", "tệp của kế hoạch 2022, không phải kế hoạch 2021; nếu đúng, thêm --plan 2022."),
    (
        "registry",
        "da-nang",
        "tệp của danh mục cơ quan “da-nang”, không phải “quang-ngai” của kho này.",
    ),
    (
        "period",
        "2021-Q1",
        "tệp của quý I năm 2021, không phải quý II năm 2021; nếu đúng, thêm --period 2021-Q1.",
    ),
    ("agency", "so-khac", "danh mục không có cơ quan “so-khac”; lập lại tệp sau khi sửa danh mục."),
]


@pytest.mark.parametrize(("name", "value", "why"), ELSEWHERE)
def test_a_workbook_of_elsewhere_is_told_why(
    name: str, value: str, why: str, small: Path, sent: Path
) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), told(name, value))
    result = bring_in(small, file)
    assert (result.code, result.out) == (1, f"a.xlsx: từ chối, 1 lỗi\n  {why}\n" + tail(refused=1))
    assert len(list((small / "workbooks").rglob("*.yaml"))) == 1


def test_a_workbook_of_a_newer_program_is_told_to_wait_for_it(small: Path, sent: Path) -> None:
    file = filled(
        book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), told("version", "2")
    )
    out = bring_in(small, file).out
    assert out.splitlines()[1].startswith("  tệp do phiên bản mới hơn của kst lập (")
    assert out.splitlines()[1].endswith("); cập nhật kst rồi nhập lại.")


@pytest.mark.parametrize("period", ["2020-Q1", "2022-Q1", "abc", "Q2/2021"])
def test_a_period_of_another_year_or_spelling_is_refused(period: str, small: Path, sent: Path) -> None:
    """Nothing says here which period is collected."""
    shutil.rmtree(small / "workbooks")
    change = told("period", period)
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), change)
    why = f"kỳ “{period}” ghi trong tệp không thuộc năm 2021; lập lại tệp."
    assert bring_in(small, file).out == f"a.xlsx: từ chối, 1 lỗi\n  {why}\n" + tail(refused=1)


def test_the_period_that_is_asked_counts_and_not_the_last_one_sent(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    result = bring_in(small, file, options=("--quarter", "1"))
    why = "tệp của quý II năm 2021, không phải quý I năm 2021; nếu đúng, thêm --period 2021-Q2."
    assert (result.code, result.out) == (1, f"a.xlsx: từ chối, 1 lỗi\n  {why}\n" + tail(refused=1))
    assert bring_in(small, file, options=("--period", "2021-Q2")).code == 0


def test_what_came_back_is_noted_by_period(small: Path, sent: Path) -> None:
    first = export(small, folder="quy-1", quarter=1)
    shutil.rmtree(small / "workbooks")
    files = [
        filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE)),
        filled(book_of(first, "Tư pháp"), small.parent / "b.xlsx", duties("3@2021-Q1", **DONE)),
    ]
    assert bring_in(small, *files).code == 0
    noted = sorted(file.parent.name for file in (small / "workbooks").rglob("*.yaml"))
    assert (noted, len(slips(small))) == (["Q1", "Q2"], 2)


# What is wrong in a row

WRONG: list[tuple[dict[str, Any], str]] = [
    (
        {"text": "Đã làm"},
        "trang “Nhiệm vụ”, ô H7: chọn tình trạng: đang thực hiện, hoàn thành hoặc không phát sinh.",
    ),
    ({"status": "?", "text": "Đã làm"}, FAULTY),
    (
        {"status": "Hoàn thành", "day": date(2021, 6, 1)},
        "trang “Nhiệm vụ”, ô J7: điền số, ký hiệu của văn bản có ngày này.",
    ),
    (
        {**DONE, "number": "12/BC", "day": date(2021, 6, 18)},
        "trang “Nhiệm vụ”, ô K7: “18/06/2021”; ngày văn bản ở sau ngày nhập 17/06/2021; sửa ngày.",
    ),
]


@pytest.mark.parametrize(("typed", "why"), WRONG, ids=lambda value: ascii_id(value)[:40])
def test_what_is_wrong_in_a_row_is_told_once(
    typed: dict[str, Any], why: str, small: Path, sent: Path
) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **typed))
    assert bring_in(small, file).out == REFUSED.format(name="a.xlsx", why=why) + tail(refused=1)


def test_a_document_of_the_day_of_import_is_taken(small: Path, sent: Path) -> None:
    typed = duties(ROW, **DONE, number="12/BC", day=date(2021, 6, 17))
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", typed)
    result = bring_in(small, file, options=("--dry-run",))
    assert result.out == TAKEN.format(name="a.xlsx") + tail(taken=1, trial="Chạy thử, sẽ ghi")


def test_work_that_is_no_longer_in_the_plan_must_be_left_blank(small: Path, sent: Path) -> None:
    change_file(
        small, "plans/2021.yaml", "perform: [so-ban-nganh, ubnd-cap-huyen]", "perform: [ubnd-cap-huyen]"
    )
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    why = (
        "trang “Nhiệm vụ”, ô H7: “Hoàn thành”; cơ quan không còn việc này trong kế hoạch; để trống dòng này."
    )
    assert bring_in(small, file).out == REFUSED.format(name="a.xlsx", why=why) + tail(refused=1)


def test_what_stood_in_a_row_may_stay_when_its_work_has_gone(small: Path) -> None:
    said(small, "3", "so-tp", "--quarter", "2", "--text", "Một.", as_of="2021-06-09")
    sent = export(small)
    change_file(
        small, "plans/2021.yaml", "perform: [so-ban-nganh, ubnd-cap-huyen]", "perform: [ubnd-cap-huyen]"
    )
    file = filled(book_of(sent, "Tư pháp"), small.parent / "b.xlsx", duties("2@2021", **DONE))
    assert bring_in(small, file).code == 0


def test_a_row_cleared_against_a_slip_recorded_since_is_named_by_its_cell(small: Path) -> None:
    said(small, "3", "so-tp", "--quarter", "2", "--text", "Một.", as_of="2021-06-09")
    sent = export(small)
    slip = said(small, "3", "so-tp", "--quarter", "2", "--text", "Hai.", as_of="2021-06-12")["slip"]
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, status=None, text=None))
    why = (
        f"trang “Nhiệm vụ”, ô H7: việc 3 đã được ghi tay bằng phiếu {slip} ngày 12/06/2021 sau khi gửi tệp; "
        f"xem lại, muốn lấy theo tệp thì thêm --supersede {slip}."
    )
    assert bring_in(small, file).out == REFUSED.format(name="a.xlsx", why=why) + tail(refused=1)


def test_a_row_that_was_cleared_is_a_withdrawal_and_nothing_else(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    assert bring_in(small, file).code == 0
    again = book_of(export(small, folder="lai", day="2021-06-17"), "Tư pháp")
    cleared = filled(again, small.parent / "b.xlsx", duties(ROW, status=None, text=None))
    result = bring_in(small, cleared)
    assert result.out == (
        JUSTICE.format(name="b.xlsx") + "0 dòng có nội dung, 5 dòng để trống, đổi 2 ô\n"
        "  3, Tình trạng: “hoàn thành” → rút, để trống\n"
        "  3, Kết quả thực hiện: “Đã niêm yết.” → rút, để trống\n" + tail(taken=1)
    )
    assert 'note: "Cơ quan gửi lại tệp Excel."' in slips(small)[-1].read_text("utf-8")


def test_a_file_that_cannot_be_opened_has_no_marked_copy(small: Path) -> None:
    file = small.parent / "a.xlsx"
    file.write_bytes(b"x")
    result = bring_in(small, file, options=("--annotate", str(small.parent / "dau")))
    why = "không phải tệp Excel, hoặc tệp bị hỏng. Mở tệp bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
    assert (result.code, result.out) == (1, f"a.xlsx: từ chối, 1 lỗi\n  {why}\n" + tail(refused=1))
    assert (result.err, list((small.parent / "dau").iterdir())) == ("", [])


def test_where_there_is_no_workbook_it_says_what_it_takes(small: Path) -> None:
    result = bring_in(small, small / "plans")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        (
            f"lưu ý: “{small / 'plans' / '2021.yaml'}” không phải tệp Excel nên được bỏ qua.\n"
            "lỗi: Không có tệp Excel nào ở các đường dẫn này.\n"
            "  Cách sửa: Nêu tệp .xlsx, thư mục hoặc tệp .zip.\n"
        ),
    )


# Several files of one agency in a folder to which files are added


@pytest.fixture
def folder(small: Path) -> Path:
    """The folder into which answers are saved."""
    return small.parent / "ve"


def answer(sent: Path, folder: Path, name: str, **typed: Any) -> Path:
    """Save an answer of the Department of Justice."""
    return filled(book_of(sent, "Tư pháp"), folder / name, duties(ROW, **typed))


def state(small: Path) -> str:
    """How the collection stands with the Department of Justice."""
    words = ("collect", "status", "--quarter", "2", "--agency", "so-tp", "--format", "json")
    [found] = json.loads(call(*words, "--as-of", "2021-06-17", root=small).out)["agencies"]
    return str(found["state"])


def test_a_refused_file_stays_set_aside_whatever_is_sent_later(small: Path, sent: Path, folder: Path) -> None:
    answer(sent, folder, "a.xlsx", status="?")
    assert bring_in(small, folder).out == REFUSED.format(name="a.xlsx", why=FAULTY) + tail(refused=1)
    answer(sent, folder, "b.xlsx", **DONE)
    aside = SENT_ANEW.format(name="a.xlsx")
    assert bring_in(small, folder).out == aside + TAKEN.format(name="b.xlsx") + tail(taken=1, nothing=1)
    answer(sent, folder, "c.xlsx", status="Hoàn thành", text="Khác.")
    changed = (
        JUSTICE.format(name="c.xlsx") + "1 dòng có nội dung, 4 dòng để trống, đổi 1 ô\n"
        "  3, Kết quả thực hiện: “Đã niêm yết.” → “Khác.”\n"
    )
    known = aside + KNOWN.format(name="b.xlsx")
    assert bring_in(small, folder).out == known + changed + tail(taken=1, nothing=2)
    assert bring_in(small, folder).out == known + KNOWN.format(name="c.xlsx") + tail(nothing=3)


def test_a_file_refused_after_a_good_one_is_judged_again(small: Path, sent: Path, folder: Path) -> None:
    answer(sent, folder, "b.xlsx", **DONE)
    assert bring_in(small, folder).code == 0
    answer(sent, folder, "c.xlsx", status="?")
    faulty = (
        KNOWN.format(name="b.xlsx") + REFUSED.format(name="c.xlsx", why=FAULTY) + tail(nothing=1, refused=1)
    )
    assert bring_in(small, folder).out == faulty
    other = filled(book_of(sent, "Y tế"), small.parent / "y-te.xlsx", duties(ROW, **DONE))
    assert bring_in(small, other).code == 0
    assert bring_in(small, folder).out == faulty
    assert state(small) == "faulty"


def other_than(name: str, other: str) -> str:
    why = f"cơ quan này có hai tệp nội dung khác nhau (tệp kia: “{other}”); giữ một tệp rồi nhập lại."
    return REFUSED.format(name=name, why=why)


def test_of_two_that_differ_none_is_taken_until_one_is_left(small: Path, sent: Path, folder: Path) -> None:
    answer(sent, folder, "a.xlsx", **DONE)
    answer(sent, folder, "b.xlsx", status="Hoàn thành", text="Khác.")
    both = other_than("a.xlsx", "b.xlsx") + other_than("b.xlsx", "a.xlsx") + tail(refused=2)
    assert [bring_in(small, folder).out for _ in range(2)] == [both, both]
    (folder / "a.xlsx").unlink()
    assert bring_in(small, folder).out == TAKEN.format(name="b.xlsx") + tail(taken=1)


def test_three_files_are_told_as_three(small: Path, sent: Path, folder: Path) -> None:
    """Also where two of them say the same: each of the three may be the one to keep."""
    answer(sent, folder, "a.xlsx", **DONE)
    answer(sent, folder, "b.xlsx", status="Hoàn thành", text="Khác.")
    answer(sent, folder, "c.xlsx", status="Hoàn thành", text="Khác.")
    why = (
        "cơ quan này có 3 tệp nội dung khác nhau (các tệp kia: “a.xlsx”, “c.xlsx”); giữ một tệp rồi nhập lại."
    )
    told = bring_in(small, folder).out
    assert REFUSED.format(name="b.xlsx", why=why) in told
    assert told.endswith(tail(refused=3))


def test_the_later_of_two_refused_files_is_judged(small: Path, sent: Path, folder: Path) -> None:
    first = answer(sent, folder, "a.xlsx", status="?")
    bring_in(small, folder)
    answer(sent, folder, "b.xlsx", status="?", text="Khác.")
    later = (
        SENT_ANEW.format(name="a.xlsx")
        + REFUSED.format(name="b.xlsx", why=FAULTY)
        + tail(nothing=1, refused=1)
    )
    assert [bring_in(small, folder).out for _ in range(2)] == [later, later]
    alone = REFUSED.format(name="a.xlsx", why=FAULTY) + tail(refused=1)
    assert bring_in(small, first).out == alone


def test_a_blank_file_does_not_stand_against_the_one_that_is_filled(
    small: Path, sent: Path, folder: Path
) -> None:
    filled(book_of(sent, "Tư pháp"), folder / "a.xlsx", {})
    blank = JUSTICE.format(name="a.xlsx") + "chưa nêu gì\n"
    assert bring_in(small, folder).out == blank + tail(nothing=1)
    answer(sent, folder, "b.xlsx", **DONE)
    known = KNOWN.format(name="a.xlsx")
    assert bring_in(small, folder).out == known + TAKEN.format(name="b.xlsx") + tail(taken=1, nothing=1)


def test_a_copy_of_a_faulty_file_is_no_answer(small: Path, sent: Path, folder: Path) -> None:
    first = answer(sent, folder, "a.xlsx", status="?")
    filled(first, folder / "b.xlsx", {})
    result = bring_in(small, folder)
    twin = JUSTICE.format(name="b.xlsx") + "trùng với “a.xlsx”\n"
    assert result.out == REFUSED.format(name="a.xlsx", why=FAULTY) + twin + tail(nothing=1, refused=1)
    assert state(small) == "faulty"
