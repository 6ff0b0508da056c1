"""What a person types into a cell is read in one way, or refused with what is wanted."""

# ruff: noqa: DTZ001 - days in cells have no zone
from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial

import pytest

from kstthc_cli.domain.progress.form_statements import BASES
from kstthc_cli.domain.text.legacy_encoding import legacy_encoding
from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.domain.workbook import cells
from kstthc_cli.domain.workbook.cells import CellError, Value
from kstthc_cli.domain.workbook.raw import cell_name

FIGURE, TALLY = partial(cells.read_number, whole=False), partial(cells.read_number, whole=True)


@pytest.mark.parametrize(
    ("typed", "whole", "read"),
    [
        (0, True, "0"),
        (12, True, "12"),
        (12.0, True, "12"),
        ("12", True, "12"),
        ("12 ", True, "12"),
        ("12\u00a0", True, "12"),
        ("1.234", True, "1234"),
        ("1,234", True, "1234"),
        ("1 234", True, "1234"),
        ("1\u00a0234", True, "1234"),
        ("1.234.567", True, "1234567"),
        ("1.234.567", False, "1234567"),
        ("1 234", False, "1234"),
        ("1 234,5", False, "1234.5"),
        ("0.125", False, "0.125"),
        ("1234.5", False, "1234.5"),
        (-(10**15) + 1, True, "-999999999999999"),
        ("334.327,57", False, "334327.57"),
        ("334,327.57", False, "334327.57"),
        ("1.234,5", False, "1234.5"),
        ("12,5", False, "12.5"),
        ("12,5 %", False, "12.5"),
        ("12,5%", False, "12.5"),
        ("0,125", False, "0.125"),
        ("-3", True, "-3"),
        (0.1 + 0.2, False, "0.3"),
        (0.12345678912, False, "0.1234567891"),
        (10**15 - 1, True, "999999999999999"),
        (1e3, True, "1000"),
    ],
)
def test_a_number_is_read(typed: Value, whole: bool, read: str) -> None:
    assert str(cells.read_number(typed, whole=whole)) == read


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("1.234", False),
        ("1,234", False),
        ("1.234,5", True),
        ("12,5", True),
        (12.5, True),
        (True, True),
        (False, False),
        ("x", True),
        ("-", True),
        ("mười hai", True),
        ("12 hồ sơ", True),
        ("1.2.3", False),
        ("1.234.5", False),
        ("1,234,5", False),
        ("1,2a", False),
        (-(10**15), True),
        ("1 2", False),
        ("0.123", True),
        (datetime(2021, 6, 16), True),
        (10**16, True),
        (10**18, True),
        (1e308, False),
        (float("inf"), False),
        (float("nan"), False),
        ("1e3", False),
        (",5", False),
        (".5", False),
        ("5,", False),
        ("١٢", True),
    ],
)
def test_what_is_no_number_or_has_two_readings_is_refused(typed: Value, whole: bool) -> None:
    with pytest.raises(CellError):
        cells.read_number(typed, whole=whole)


NUMBER, COUNT, DAY = "con số, ví dụ 12,5", "số nguyên, ví dụ 1234", "ngày/tháng/năm, ví dụ 16/6/2021"
PAPER = "số, ký hiệu văn bản, ví dụ 12/BC-STTTT"


STATUS = "một trong: đang thực hiện, hoàn thành, không phát sinh"
BASIS = "một trong: số liệu của riêng cơ quan; số liệu đã gồm các cơ quan trực thuộc"


@pytest.mark.parametrize(
    "read", [cells.read_status, cells.read_basis, cells.read_link, cells.read_day, cells.text_in]
)
@pytest.mark.parametrize("typed", [None, "", " \u00a0"])
def test_a_blank_cell_says_nothing(read: Callable[[Value], object], typed: Value) -> None:
    assert read(typed) is None


@pytest.mark.parametrize(
    ("read", "typed", "wanted"),
    [
        (cells.read_status, " Hoàn  thành ", "done"),
        (cells.read_status, "HOAN THANH", "done"),
        (cells.read_status, "đang thực hiện", "in_progress"),
        (cells.read_status, "Không phát sinh", "not_arising"),
        (cells.read_basis, "Số liệu của riêng cơ quan", "own"),
        (cells.read_basis, "so lieu da gom cac co quan truc thuoc", "consolidated"),
        (cells.read_link, "https://a.vn", "https://a.vn"),
        (cells.read_document_number, 159.0, "159"),
        (cells.read_document_number, " 12 /BC-STP ", "12 /BC-STP"),
        (cells.text_in, True, "đúng"),
        (cells.text_in, False, "sai"),
        (cells.text_in, date(2021, 6, 5), "05/06/2021"),
        (cells.text_in, "a_x000D_b\r\nc\rd", "a\nb\nc\nd"),
        (cells.text_in, "\n a \n", "a"),
        (cells.shown, datetime(2021, 6, 5, 8, 30), "05/06/2021 08:30"),
        (cells.shown, datetime(2021, 6, 5), "05/06/2021"),
        (cells.shown, date(2021, 6, 5), "05/06/2021"),
        (cells.shown, False, "FALSE"),
        (cells.shown, 12.0, "12"),
        (cells.shown, 1e15, "1000000000000000.0"),
        (cells.shown, None, ""),
        (cells.read_day, 36526, date(2000, 1, 1)),
        (cells.read_day, 73050.9, date(2099, 12, 31)),
        (cells.read_day, "5-6-21", date(2021, 6, 5)),
        (cells.read_day, "2021-6-5", date(2021, 6, 5)),
        (cells.read_day, "ngày 05 tháng 6 năm 2021", date(2021, 6, 5)),
        (cells.read_day, "5/6/2021 08:30:15", date(2021, 6, 5)),
        (cells.read_day, date(2021, 6, 5), date(2021, 6, 5)),
    ],
)
def test_what_is_read_of_a_cell(read: Callable[[Value], object], typed: Value, wanted: object) -> None:
    assert read(typed) == wanted


@pytest.mark.parametrize("typed", [36525, 73051, "32/1/2021", "2021-13-01", "5/6", "5/6/2021 8"])
def test_what_is_no_day(typed: Value) -> None:
    with pytest.raises(CellError):
        cells.read_day(typed)


@pytest.mark.parametrize(
    ("read", "typed", "wanted", "why"),
    [
        (FIGURE, True, NUMBER, "không phải là số"),
        (TALLY, time(3), COUNT, "không phải là số"),
        (FIGURE, "x", NUMBER, ""),
        (FIGURE, "1 2", NUMBER, ""),
        (FIGURE, "1,", NUMBER, ""),
        (FIGURE, float("inf"), NUMBER, "không phải là số"),
        (TALLY, Decimal("NaN"), COUNT, "không phải là số"),
        (FIGURE, 10**15, NUMBER, "số có hơn 15 chữ số"),
        (TALLY, 12.5, COUNT, "không phải số nguyên"),
        (FIGURE, "1.234", "1234 nếu là hàng nghìn, 1,2340 nếu là số thập phân", "có thể đọc hai cách"),
        (cells.read_day, True, DAY, ""),
        (cells.read_day, 159, DAY, ""),
        (cells.read_day, "quý II", DAY, ""),
        (cells.read_day, "31/6/2021", DAY, "không có ngày này"),
        (cells.read_document_number, 12.5, PAPER, ""),
        (
            cells.read_document_number, datetime(2021, 6, 12),
            "số, ký hiệu văn bản gõ dạng chữ, ví dụ '12/BC-STTTT", "Excel đã đổi thành ngày",
        ),
        (cells.read_link, "trang web", "địa chỉ web, ví dụ https://quangngai.gov.vn/…", ""),
        (cells.text_in, "a" * 30_001, "đoạn chữ ngắn hơn, không có ký tự lạ", ""),
        (cells.text_in, "a" + "\u0301" * 40, "đoạn chữ ngắn hơn, không có ký tự lạ", ""),
        (cells.read_status, "xong rồi", STATUS, ""),
        (cells.read_basis, "cả huyện", BASIS, ""),
        (cells.text_in, "a\x07b", "chữ thường, không có ký tự điều khiển", "có ký tự điều khiển"),
        (
            cells.text_in, "Kh«ng cã v­íng m¾c",
            "chữ Unicode (chọn bảng mã Unicode trong bộ gõ rồi gõ lại)", "chữ theo bảng mã TCVN3",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wanted_and_why(
    read: Callable[[Value], object], typed: Value, wanted: str, why: str
) -> None:
    with pytest.raises(CellError) as refused:
        read(typed)
    assert (refused.value.wanted, refused.value.why) == (wanted, why)


def test_an_ambiguous_number_names_both_readings() -> None:
    with pytest.raises(CellError) as refused:
        cells.read_number("1.234", whole=False)
    assert refused.value.wanted == "1234 nếu là hàng nghìn, 1,2340 nếu là số thập phân"


def test_a_percentage_by_format_is_the_shown_number() -> None:
    assert cells.read_number(0.125, whole=False, percent_format=True) == Decimal("12.5")


@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0", "\n", "\u200b"])
def test_blank_is_neither_zero_nor_text(blank: Value) -> None:
    assert cells.read_number(blank, whole=True) is None
    assert cells.text_in(blank) is None
    assert cells.read_day(blank) is None
    assert cells.read_status(blank) is None
    assert cells.read_document_number(blank) is None


@pytest.mark.parametrize(
    "typed",
    [
        date(2021, 6, 16),
        datetime(2021, 6, 16, 13, 30),
        44363,
        44363.5,
        "16/6/2021",
        "16.6.21",
        "16-06-2021",
        " 16/06/2021 ",
        "2021-06-16",
        "ngày 16 tháng 6 năm 2021",
        "16/6/2021 00:00:00",
        "16/06/2021 7:30",
        "2021-06-16 00:00:00",
        "2021-06-16T13:30:00",
        "2021-06-16T13:30",
    ],
)
def test_a_day_is_read_day_first(typed: Value) -> None:
    assert cells.read_day(typed) == date(2021, 6, 16)


def test_a_day_is_never_read_month_first() -> None:
    assert cells.read_day("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize(("serial", "day"), [(36526, date(2000, 1, 1)), (73050.9, date(2099, 12, 31))])
def test_the_first_and_the_last_serial_number_of_a_day(serial: float, day: date) -> None:
    assert cells.read_day(serial) == day
    beyond = serial - 1 if serial < 40_000 else serial + 1
    with pytest.raises(CellError):
        cells.read_day(beyond)


@pytest.mark.parametrize("typed", ["31/6/2021", "06/16/2021", "quý II", 159, 16.6, True, "6/2021", time(3)])
def test_what_is_no_day_is_refused(typed: Value) -> None:
    with pytest.raises(CellError):
        cells.read_day(typed)


def test_a_document_number_that_became_a_number_is_text_again() -> None:
    assert cells.read_document_number(159) == "159"
    assert cells.read_document_number(159.0) == "159"
    assert cells.read_document_number(" 12/BC-STTTT ") == "12/BC-STTTT"


@pytest.mark.parametrize("typed", [datetime(2021, 6, 12), 12.5, True])
def test_a_document_number_that_became_a_day_is_refused(typed: Value) -> None:
    with pytest.raises(CellError):
        cells.read_document_number(typed)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("Hoàn thành", "done"),
        ("HOÀN THÀNH.", "done"),
        ("hoan thanh", "done"),
        (" đã  hoàn thành ", "done"),
        (unicodedata.normalize("NFD", "Đang thực hiện"), "in_progress"),
        ("đang làm", "in_progress"),
        ("Không phát sinh", "not_arising"),
    ],
)
def test_a_status_in_other_spellings(typed: str, status: str) -> None:
    assert cells.read_status(typed) == status


@pytest.mark.parametrize("typed", ["x", "1", "có", "hoàn", "quá hạn", 1, True])
def test_an_unknown_status_is_refused_with_the_choices(typed: Value) -> None:
    with pytest.raises(CellError) as refused:
        cells.read_status(typed)
    assert "đang thực hiện, hoàn thành, không phát sinh" in refused.value.wanted


def test_text_comes_in_nfc_with_plain_line_ends() -> None:
    assert (
        cells.text_in(unicodedata.normalize("NFD", " Đã niêm yết \r\n\u00a0tại xã ")) == "Đã niêm yết\ntại xã"
    )


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        (True, "đúng", "TRUE"),
        (False, "sai", "FALSE"),
        (12.0, "12", "12"),
        (12.5, "12.5", "12.5"),
        (1e15, "1000000000000000.0", "1000000000000000.0"),
        (date(2021, 6, 1), "01/06/2021", "01/06/2021"),
        (datetime(2021, 6, 1), "01/06/2021", "01/06/2021"),
        (datetime(2021, 6, 1, 7, 30), "01/06/2021", "01/06/2021 07:30"),
        ("một_x000D_hai\rba\r\nbốn", "một\nhai\nba\nbốn", "một_x000D_hai\rba\r\nbốn"),
        ("a" * 30_000, "a" * 30_000, "a" * 30_000),
        (None, None, ""),
    ],
)
def test_any_value_as_text_and_as_it_is_shown(value: Value, text: str | None, shown: str) -> None:
    assert (cells.text_in(value), cells.shown(value)) == (text, shown)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        (" https://quangngai.gov.vn/tin ", "https://quangngai.gov.vn/tin"),
        ("http://quangngai.gov.vn", "http://quangngai.gov.vn"),
    ],
)
def test_the_address_of_a_page_is_read(typed: str, link: str) -> None:
    assert cells.read_link(typed) == link


@pytest.mark.parametrize("basis", BASES)
def test_the_basis_of_figures_in_other_spellings(basis: str) -> None:
    name = BASES[basis]
    spellings = (name, name.upper(), f"  {name}. ", unmarked(name), unicodedata.normalize("NFD", name))
    assert {cells.read_basis(typed) for typed in spellings} == {basis}
    with pytest.raises(CellError) as refused:
        cells.read_basis("của ai")
    assert name in refused.value.wanted


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    assert cells.text_in("=1+1") == "=1+1"


@pytest.mark.parametrize("reader", [cells.text_in, cells.read_document_number, cells.read_link])
@pytest.mark.parametrize("text", ["§· hoµn thµnh viÖc niªm yÕt", "Ñaõ hoaøn thaønh vieäc nieâm yeát"])
def test_text_in_old_encodings_is_refused(text: str, reader: Callable[[Value], str | None]) -> None:
    with pytest.raises(CellError):
        reader(text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Sè l­îng hå s¬ ®· gi¶i quyÕt", "TCVN3"),
        ("Kh«ng cã v­íng m¾c", "TCVN3"),
        ("Soá löôïng hoà sô ñaõ giaûi quyeát", "VNI"),
        ("Khoâng coù vöôùng maéc", "VNI"),
        ("Đã hoàn thành việc niêm yết, hoá, thuý, loà xoà, oà khóc", None),
        ("Ông Müller thăm Sở Ngoại vụ và các đơn vị trực thuộc", None),
        ("12/BC-STTTT", None),
        ("", None),
    ],
)
def test_old_encodings_are_recognized(text: str, encoding: str | None) -> None:
    assert legacy_encoding(text) == encoding


def test_names_of_cells() -> None:
    assert [cell_name(7, 4), cell_name(1, 26), cell_name(10, 27), cell_name(1, 16384)] == [
        "D7",
        "Z1",
        "AA10",
        "XFD1",
    ]
