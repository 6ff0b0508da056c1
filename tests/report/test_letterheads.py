"""Head and foot: names in capitals, places, dates and numbers as NĐ 30/2020/NĐ-CP wants them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kstthc_cli.domain.report.letterhead import letterhead, number_line
from kstthc_cli.domain.text.dates import long_date, short_date
from kstthc_cli.store.report.report_files import load_letterheads
from tests.report.made import values
from tests.support.quang_ngai import year


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 1, 5), "ngày 05 tháng 01 năm 2021"),
        (date(2021, 2, 28), "ngày 28 tháng 02 năm 2021"),
        (date(2021, 3, 9), "ngày 09 tháng 3 năm 2021"),
        (date(2021, 12, 31), "ngày 31 tháng 12 năm 2021"),
    ],
)
def test_days_under_ten_and_two_months_take_a_zero(day: date, words: str) -> None:
    assert long_date(day) == words


def test_short_dates_take_the_same_zeros() -> None:
    assert (short_date(date(2021, 6, 8)), short_date(date(2021, 2, 14))) == ("08/6/2021", "14/02/2021")


@pytest.mark.parametrize(
    ("given", "kind", "symbol", "line"),
    [
        ("12/BC-STTTT", "BC", "STTTT", "Số: 12/BC-STTTT"),
        ("12", "BC", "STTTT", "Số: 12/BC-STTTT"),
        ("5", "BC", "STTTT", "Số: 05/BC-STTTT"),
        ("5/BC-STTTT", "BC", "STTTT", "Số: 05/BC-STTTT"),
        (None, "BC", "STTTT", "Số:        /BC-STTTT"),
        ("7", "", "VP-KSTTHC", "Số: 07/VP-KSTTHC"),
    ],
)
def test_number_line(given: str | None, kind: str, symbol: str, line: str) -> None:
    assert number_line(given, kind, symbol) == line


HEADS = {
    "ubnd-tinh": (None, ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"], "Quảng Ngãi", "CHỦ TỊCH"),
    "so-tttt": (
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
        ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
        "Quảng Ngãi",
        "GIÁM ĐỐC",
    ),
    "vp-ubnd-tinh": (
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
        ["VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH"],
        "Quảng Ngãi",
        "CHÁNH VĂN PHÒNG",
    ),
    "huyen-binh-son": (None, ["ỦY BAN NHÂN DÂN", "HUYỆN BÌNH SƠN"], "Bình Sơn", "CHỦ TỊCH"),
    "xa-ba-kham-21508": (None, ["ỦY BAN NHÂN DÂN", "XÃ BA KHÂM"], "Ba Khâm", "CHỦ TỊCH"),
    "tt-pvhcc": (
        "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH",
        ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH"],
        "Quảng Ngãi",
        "GIÁM ĐỐC",
    ),
}


@pytest.mark.parametrize("agency", HEADS)
def test_head_of_each_level(agency: str, sample: Path) -> None:
    letter = values(sample, "quarterly", "--quarter", "2", "--agency", agency)["letter"]
    parent, issuer, place, post = HEADS[agency]
    assert (letter["parent"], letter["issuer"]) == (parent, issuer)
    assert letter["place_date"] == f"{place}, ngày 01 tháng 7 năm 2021"
    assert letter["signer"]["post"] == post


def test_reports_go_up_the_ladder(sample: Path) -> None:
    to = {
        agency: values(sample, "quarterly", "--quarter", "2", "--agency", agency)["letter"]["to"]
        for agency in ("so-tttt", "huyen-binh-son", "xa-ba-kham-21508")
    }
    assert to == {
        "so-tttt": ["Ủy ban nhân dân tỉnh Quảng Ngãi"],
        "huyen-binh-son": ["Ủy ban nhân dân tỉnh Quảng Ngãi"],
        "xa-ba-kham-21508": ["Ủy ban nhân dân huyện Ba Tơ"],
    }


def test_options_go_before_the_configuration(sample: Path) -> None:
    letter = values(
        sample, "quarterly", "--agency", "so-tttt", "--number", "3", "--date", "2021-03-02",
        "--place", "Dung Quất", "--signer", "Nguyễn Văn A", "--post", "Phó Giám đốc",
        "--signing-for", "KT. Giám đốc",
    )["letter"]  # fmt: skip
    assert letter["number"] == "Số: 03/BC-STTTT"
    assert letter["place_date"] == "Dung Quất, ngày 02 tháng 3 năm 2021"
    assert letter["signer"] == {
        "authority": ["KT. GIÁM ĐỐC"],
        "post": "PHÓ GIÁM ĐỐC",
        "name": "Nguyễn Văn A",
    }


def test_a_repository_may_have_letterheads_of_its_own(sample: Path) -> None:
    (sample / "templates" / "letterhead.yaml").write_text(
        "schema_version: 1\nsenders: {assignment: so-tttt, reminder: so-tttt}\n"
        'agencies:\n  so-tttt: {name: "Trần Thị B", post: "Giám đốc", recipients: ["Lưu: VT."]}\n',
        "utf-8",
    )
    letter = values(sample, "assignment", "--agency", "so-yt")["letter"]
    assert letter["issuer"] == ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"]
    assert letter["signer"]["name"] == "Trần Thị B"


def test_where_nobody_is_addressed_recipients_do_not_begin_with_as_above(sample: Path) -> None:
    (sample / "templates" / "letterhead.yaml").write_text(
        "schema_version: 1\nsenders: {assignment: so-tttt, reminder: so-tttt}\n"
        'levels:\n  tinh: {to: [], recipients: ["Như trên;", "Lưu: VT."]}\n',
        "utf-8",
    )
    assert values(sample, "quarterly")["letter"]["recipients"] == ["Lưu: VT."]


def test_every_agency_has_a_head(sample: Path) -> None:
    configured = load_letterheads(sample)
    for agency in year().registry.in_order:
        head = letterhead(agency, year().registry, configured)
        assert head.issuer
        assert head.place
        assert head.post
