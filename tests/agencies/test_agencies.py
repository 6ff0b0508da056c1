"""The registry against the national list of units, and what `kst agencies` prints of it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.agencies.registry import LEVELS
from kstthc_cli.render.agencies import COLUMNS
from tests.support.quang_ngai import fold, units, year
from tests.support.running import Kst
from tests.support.tables import cells, squeezed

DEPARTMENTS = {
    "Văn phòng UBND tỉnh",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Thông tin và Truyền thông",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Ngoại vụ",
    "Sở Kế hoạch và Đầu tư",
    "Sở Y tế",
    "Sở Giao thông vận tải",
    "Sở Công Thương",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Nội vụ",
    "Sở Xây dựng",
    "Sở Tài nguyên và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Thanh tra tỉnh",
    "Ban Dân tộc tỉnh",
    "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi",
}
DISTRICTS_IN_ORDER = [
    "UBND huyện Ba Tơ",
    "UBND huyện Bình Sơn",
    "UBND thị xã Đức Phổ",
    "UBND huyện Lý Sơn",
    "UBND huyện Minh Long",
    "UBND huyện Mộ Đức",
    "UBND huyện Nghĩa Hành",
    "UBND thành phố Quảng Ngãi",
    "UBND huyện Sơn Hà",
    "UBND huyện Sơn Tây",
    "UBND huyện Sơn Tịnh",
    "UBND huyện Trà Bồng",
    "UBND huyện Tư Nghĩa",
]
COMMUNES_OF_BINH_SON_IN_ORDER = (
    "Bình An, Bình Chánh, Bình Châu, Bình Chương, Bình Dương, Bình Đông, Bình Hải, Bình Hiệp, Bình Hòa, "
    "Bình Khương, Bình Long, Bình Minh, Bình Mỹ, Bình Nguyên, Bình Phước, Bình Tân Phú, Bình Thanh, "
    "Bình Thạnh, Bình Thuận, Bình Trị, Bình Trung, Châu Ổ"
)
SIZES = {"tinh": 1, "so": 20, "don-vi": 1, "nganh-doc": 6, "bao-chi": 2, "huyen": 13, "xa": 173}
SYMBOLS = {
    "so-tttt": "STTTT",
    "so-tp": "STP",
    "so-tc": "STC",
    "so-nnptnt": "SNNPTNT",
    "so-ngv": "SNgV",
    "so-khdt": "SKHĐT",
    "so-yt": "SYT",
    "so-gtvt": "SGTVT",
    "so-ct": "SCT",
    "so-ldtbxh": "SLĐTBXH",
    "so-nv": "SNV",
    "so-xd": "SXD",
    "so-tnmt": "STNMT",
    "so-vhttdl": "SVHTTDL",
    "so-khcn": "SKHCN",
    "so-gddt": "SGDĐT",
    "thanh-tra-tinh": "TTT",
    "ban-dan-toc": "BDT",
}


def listed(kst: Kst, sample: Path, *arguments: str) -> list[dict[str, Any]]:
    """What `kst agencies --format json` holds."""
    shown = kst("agencies", *arguments, "--format", "json", root=sample)
    assert shown.code == 0, shown.err
    agencies: list[dict[str, Any]] = json.loads(shown.out)["agencies"]
    return agencies


# The registry and the national list


def test_every_unit_of_the_national_list_is_there_and_no_other() -> None:
    codes = [agency.code for agency in year().registry.agencies.values() if agency.code]
    assert sorted(codes) == sorted(unit["code"] for unit in units())


@pytest.mark.parametrize("level", ["tỉnh", "huyện", "xã"])
def test_units_have_the_name_kind_level_and_parent_of_the_national_list(level: str) -> None:
    agencies = {agency.code: agency for agency in year().registry.agencies.values() if agency.code}
    for unit in (unit for unit in units() if unit["level"] == level):
        agency = agencies[unit["code"]]
        parent = year().registry.agencies[agency.parent].code if agency.parent else ""
        assert agency.name == f"UBND {unit['kind']} {unit['name']}"
        assert (LEVELS[agency.level], parent) == (f"Cấp {level}", unit["parent_code"])


def test_there_are_1_province_13_districts_and_173_communes() -> None:
    assert Counter(unit["level"] for unit in units()) == {"tỉnh": 1, "huyện": 13, "xã": 173}
    assert Counter(agency.level for agency in year().registry.agencies.values()) == SIZES


def test_districts_are_a_city_a_town_and_11_rural() -> None:
    kinds = Counter(a.name.split()[1] for a in year().registry.agencies.values() if a.level == "huyen")
    assert kinds == {"thành": 1, "thị": 1, "huyện": 11}


def test_communes_are_148_rural_17_wards_and_8_townships() -> None:
    kinds = Counter(a.name.split()[1] for a in year().registry.agencies.values() if a.level == "xa")
    assert kinds == {"xã": 148, "phường": 17, "thị": 8}


def test_ly_son_has_no_commune() -> None:
    parents = Counter(a.parent for a in year().registry.agencies.values() if a.level == "xa")
    assert parents["huyen-ly-son"] == 0
    assert len(parents) == 12


def test_there_are_two_wards_nguyen_nghiem() -> None:
    twins = {
        a.code: a.parent for a in year().registry.agencies.values() if a.name == "UBND phường Nguyễn Nghiêm"
    }
    assert twins == {"21025": "tp-quang-ngai", "21439": "tx-duc-pho"}


def test_ids_of_units_are_ascii_and_those_of_communes_end_in_their_code() -> None:
    assert all(agency_id.isascii() for agency_id in year().registry.agencies)
    assert all(a.id.endswith(f"-{a.code}") for a in year().registry.agencies.values() if a.level == "xa")


def test_districts_end_with_the_reform_of_2025_and_communes_know_no_end() -> None:
    ends = {a.level: str(a.last) for a in year().registry.agencies.values()}
    assert ends["huyen"] == "2025-06-30"
    assert ends["xa"] == "None"


# Departments and others


def test_the_20_departments_are_those_of_2021() -> None:
    assert {a.name for a in year().registry.agencies.values() if a.level == "so"} == DEPARTMENTS


def test_departments_answer_to_the_province() -> None:
    assert {a.parent for a in year().registry.agencies.values() if a.level == "so"} == {"ubnd-tinh"}


@pytest.mark.parametrize(("agency_id", "symbol"), SYMBOLS.items())
def test_departments_have_their_usual_symbol(agency_id: str, symbol: str) -> None:
    assert year().registry.agencies[agency_id].symbol == symbol


def test_the_one_stop_centre_belongs_to_the_office() -> None:
    centre = year().registry.agencies["tt-pvhcc"]
    assert (centre.level, centre.parent) == ("don-vi", "vp-ubnd-tinh")


def test_central_branches_and_media_are_those_of_the_decision() -> None:
    named = {a.name for a in year().registry.agencies.values() if a.level in ("nganh-doc", "bao-chi")}
    assert named == {
        "Công an tỉnh",
        "Cục Thuế tỉnh",
        "Kho bạc Nhà nước Quảng Ngãi",
        "Cục Hải quan tỉnh",
        "Cục Quản lý thị trường tỉnh",
        "Bảo hiểm xã hội tỉnh",
        "Báo Quảng Ngãi",
        "Đài PTTH tỉnh",
    }


@pytest.mark.parametrize(
    ("group", "levels"),
    [
        ("so-ban-nganh", {"so": 20}),
        ("ubnd-cap-huyen", {"huyen": 13}),
        ("ubnd-cap-xa", {"xa": 173}),
        ("dia-phuong", {"huyen": 13, "xa": 173}),
        ("don-vi-lien-quan", {}),
        ("don-vi-duoc-giao", {}),
        ("don-vi-co-tham-quyen", {}),
    ],
)
def test_groups_have_their_members(group: str, levels: dict[str, int]) -> None:
    registry = year().registry
    assert Counter(agency.level for agency in registry.members(registry.groups[group])) == levels


def test_there_is_no_other_group() -> None:
    assert len(year().registry.groups) == 7


# kst agencies


def test_agencies_lists_everybody_by_level(kst: Kst, sample: Path) -> None:
    levels = [agency["level"] for agency in listed(kst, sample)]
    assert list(dict.fromkeys(levels)) == list(LEVELS)
    assert Counter(levels) == SIZES
    assert levels == sorted(levels, key=list(LEVELS).index)


def test_districts_stand_in_vietnamese_order_of_their_proper_name(kst: Kst, sample: Path) -> None:
    assert [agency["name"] for agency in listed(kst, sample, "--level", "huyen")] == DISTRICTS_IN_ORDER


def test_communes_stand_by_district_and_then_by_name(kst: Kst, sample: Path) -> None:
    communes = listed(kst, sample, "--level", "xa")
    districts = {a.id: a.name for a in year().registry.agencies.values() if a.level == "huyen"}
    order = list(dict.fromkeys(districts[commune["parent"]] for commune in communes))
    assert order == [name for name in DISTRICTS_IN_ORDER if name != "UBND huyện Lý Sơn"]
    of_binh_son = [c["name"].split(maxsplit=2)[2] for c in communes if c["parent"] == "huyen-binh-son"]
    assert [name.removeprefix("trấn ") for name in of_binh_son] == COMMUNES_OF_BINH_SON_IN_ORDER.split(", ")


def test_departments_stand_in_vietnamese_order(kst: Kst, sample: Path) -> None:
    names = [agency["name"] for agency in listed(kst, sample, "--level", "so")]
    assert names[:3] == [
        "Ban Dân tộc tỉnh",
        "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi",
        "Sở Công Thương",
    ]
    assert names[-5:] == [
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Xây dựng",
        "Sở Y tế",
        "Thanh tra tỉnh",
        "Văn phòng UBND tỉnh",
    ]


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        *((level, level) for level in LEVELS),
        *((name, level) for level, name in LEVELS.items()),
        ("huyện", "huyen"),
        ("cấp xã", "xa"),
        ("XÃ", "xa"),
        ("so, ban, nganh", "so"),
        ("báo đài", "bao-chi"),
        ("cap huyen", "huyen"),
    ],
)
def test_a_level_is_named_by_id_or_in_vietnamese(asked: str, level: str, kst: Kst, sample: Path) -> None:
    agencies = listed(kst, sample, "--level", asked)
    assert {agency["level"] for agency in agencies} == {level}
    assert len(agencies) == SIZES[level]


@pytest.mark.parametrize("asked", ["huyện xã", "phuong", "", "x", "sở tttt"])
def test_an_unknown_level_is_wrong_use_and_names_the_levels(asked: str, kst: Kst, sample: Path) -> None:
    shown = kst("agencies", "--level", asked, root=sample)
    assert (shown.code, shown.out) == (2, "")
    assert all(level in shown.err for level in LEVELS)


@pytest.mark.parametrize("format_", ["text", "json", "csv", "markdown"])
def test_every_format_names_every_agency(format_: str, kst: Kst, sample: Path) -> None:
    shown = kst("agencies", "--format", format_, root=sample)
    assert shown.code == 0
    assert [a.id for a in year().registry.agencies.values() if fold(a.id) not in fold(shown.out)] == []
    assert [a.name for a in year().registry.agencies.values() if fold(a.name) not in fold(shown.out)] == []


@pytest.mark.parametrize("columns", ["80", "100", "160"])
def test_the_table_names_every_agency_at_any_width(
    columns: str, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = kst("agencies", root=sample).out
    names = squeezed(" ".join(row[1] for row in cells(shown)))
    assert [a.name for a in year().registry.agencies.values() if squeezed(a.name) not in names] == []
    assert max(len(line) for line in shown.splitlines()) <= int(columns)


def test_csv_and_json_say_the_same(kst: Kst, sample: Path) -> None:
    rows = csv.reader(io.StringIO(kst("agencies", "--format", "csv", root=sample).out, newline=""))
    assert next(rows) == list(COLUMNS.header)
    names = {agency["id"]: agency["name"] for agency in listed(kst, sample)}
    expected = [
        [
            agency["id"],
            agency["name"],
            agency["short"],
            LEVELS[agency["level"]],
            agency["code"] or "",
            names[agency["parent"]] if agency["parent"] else "",
            agency["valid_from"] or "",
            agency["valid_to"] or "",
        ]
        for agency in listed(kst, sample)
    ]
    assert list(rows) == expected


def test_json_holds_what_the_file_says(kst: Kst, sample: Path) -> None:
    office = next(agency for agency in listed(kst, sample) if agency["id"] == "so-tttt")
    assert office == {
        "id": "so-tttt",
        "name": "Sở Thông tin và Truyền thông",
        "short": "Sở TTTT",
        "level": "so",
        "code": None,
        "symbol": "STTTT",
        "parent": "ubnd-tinh",
        "aliases": ["Sở TT&TT"],
        "valid_from": "2021-01-01",
        "valid_to": None,
        "successors": [],
    }


def test_text_is_a_line_an_agency(kst: Kst, sample: Path) -> None:
    lines = kst("agencies", "--format", "text", root=sample).out.splitlines()
    assert len(lines) == 216
    assert {line.count("\t") for line in lines} == {len(COLUMNS.header) - 1}


def test_the_table_counts_each_level_and_all(kst: Kst, sample: Path) -> None:
    shown = kst("agencies", root=sample).out
    assert shown.rstrip().endswith("Cộng: 216.")
    assert [f"{name}: {SIZES[level]}" in shown for level, name in LEVELS.items()] == [True] * 7


def test_a_format_that_agencies_does_not_have_is_wrong_use(kst: Kst, sample: Path) -> None:
    assert kst("agencies", "--format", "yaml", root=sample).code == 2


@pytest.mark.parametrize("name", ["ds.csv", "ds.json", "ds.md", "ds.txt"])
def test_a_file_is_written_in_the_format_of_its_ending(
    name: str, kst: Kst, sample: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    assert kst("agencies", "--level", "huyen", "-o", str(file), root=sample).code == 0
    assert "UBND thị xã Đức Phổ" in file.read_text("utf-8")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf") == (name == "ds.csv")


# kst agencies show


def shown_duties(kst: Kst, sample: Path, name: str) -> dict[str, list[str]]:
    """Duty → roles in `kst agencies show`."""
    shown = kst("agencies", "show", name, "--format", "json", root=sample)
    assert shown.code == 0, shown.err
    return {one["duty"]: one["roles"] for one in json.loads(shown.out)["duties"]}


def test_show_finds_the_office_without_diacritics_and_its_duties(kst: Kst, sample: Path) -> None:
    duties = shown_duties(kst, sample, "so tttt")
    assert len(duties) == 36
    assert duties["10"] == ["lead"]
    assert duties["30"] == ["oversee"]
    assert not {"13", "15", "18", "33", "34", "35"} & set(duties)


def test_show_of_the_office_of_the_committee_has_all_but_15(kst: Kst, sample: Path) -> None:
    assert len(shown_duties(kst, sample, "Văn phòng UBND tỉnh")) == 41


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Cục Thuế tỉnh", {"27": ["coordinate"]}),
        ("Báo Quảng Ngãi", {"37": ["perform"]}),
        ("Công an tỉnh", {}),
        ("UBND tỉnh", {}),
    ],
)
def test_show_of_whom_the_decision_hardly_names(
    name: str, expected: dict[str, list[str]], kst: Kst, sample: Path
) -> None:
    assert shown_duties(kst, sample, name) == expected


@pytest.mark.parametrize("format_", ["table", "json", "markdown"])
def test_show_names_the_agency_and_its_code(format_: str, kst: Kst, sample: Path) -> None:
    shown = kst("agencies", "show", "xã Bình Thanh", "--format", format_, root=sample)
    assert shown.code == 0
    assert fold("UBND xã Bình Thanh") in fold(shown.out)
    assert "21091" in shown.out


@pytest.mark.parametrize(("format_", "delimiter", "headings"), [("csv", ",", 1), ("text", "\t", 0)])
def test_show_as_records_is_a_record_a_duty(
    format_: str, delimiter: str, headings: int, kst: Kst, sample: Path
) -> None:
    shown = kst("agencies", "show", "xã Bình Thanh", "--format", format_, root=sample)
    records = list(csv.reader(io.StringIO(shown.out, newline=""), delimiter=delimiter))[headings:]
    assert [record[0] for record in records] == list(shown_duties(kst, sample, "xã Bình Thanh"))
    assert len({len(record) for record in records}) == 1


def test_show_says_role_group_condition_and_time_of_a_duty(kst: Kst, sample: Path) -> None:
    rows = {row[0]: row[1:] for row in cells(kst("agencies", "show", "so tttt", root=sample).out)}
    assert rows["10"][1:] == ["chủ trì", "Thường xuyên"]
    assert rows["25"][1:] == ["phối hợp (nhóm sở, ban, ngành)", "Quý II"]
    assert rows["20"][0].endswith("Điều kiện: được giao chủ trì thực hiện.")
    assert rows["39a"][2] == "Định kỳ 3 tháng/lần."


def test_show_names_groups_parent_and_end(kst: Kst, sample: Path) -> None:
    shown = kst("agencies", "show", "huyện Bình Sơn", root=sample).out
    assert "UBND cấp huyện; địa phương" in shown
    assert "UBND tỉnh" in shown
    assert "30/06/2025" in shown


def test_show_of_an_unknown_name_is_refused(kst: Kst, sample: Path) -> None:
    shown = kst("agencies", "show", "Bộ Nội vụ Trung Quốc", root=sample)
    assert (shown.code, shown.out) == (4, "")


def test_show_in_an_unknown_format_is_wrong_use(kst: Kst, sample: Path) -> None:
    assert kst("agencies", "show", "so-tttt", "--format", "yaml", root=sample).code == 2


# On a terminal


def test_show_fits_in_a_screen_with_leading_duties_first(kst: Kst, sample: Path) -> None:
    shown = kst("agencies", "show", "so tttt", "--short", root=sample).out.splitlines()
    full = kst("agencies", "show", "so tttt", "--full", root=sample).out.splitlines()
    assert len(shown) <= 40
    assert len(full) > 200
    assert full == kst("agencies", "show", "so tttt", root=sample).out.splitlines()
    duties = [line.split()[0] for line in shown if re.match(r"\d+[ab]? ", line)]
    assert duties[:2] == ["7", "10"]
    assert "Cộng: 36 đầu việc trong kế hoạch 2021." in shown
    [apart] = [line for line in shown if line.startswith("Trong đó phối hợp ")]
    coordinated = apart.partition(": ")[2].rstrip(".").split(", ")
    assert sorted(duties + coordinated) == sorted(shown_duties(kst, sample, "so tttt"))
