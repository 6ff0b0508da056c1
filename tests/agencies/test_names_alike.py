"""Names that look or sound alike: other letters for Đ, y and i, ids in capitals, agencies that have ended."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kstthc_cli.domain.agencies.names import find_agency, name_forms
from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.text.normalize import final_i, foreign_letters
from kstthc_cli.domain.validate.printed_checks import unregistered_names
from tests.support.quang_ngai import year
from tests.support.running import Kst

# Đ and the letters that look like it


@pytest.mark.parametrize("letter", ["Đ", "Ð", "Ɖ", "đ", "ð", "ɖ", "D\u0335", "D\u0336", "d\u0336"])
@pytest.mark.parametrize(
    "name", ["huyện Mộ {}ức", "UBND thị xã {}ức Phổ", "Sở Lao {}ộng - Thương binh và Xã hội"]
)
def test_every_d_with_a_bar_is_the_same(letter: str, name: str) -> None:
    found = find_agency(year().registry, name.format(letter)).agency
    assert found is not None
    assert found == find_agency(year().registry, name.format("Đ")).agency


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Sở Đông y, TP Đà Nẵng; xã Ea M'Đroh", []),
        ("Sở Ðông y", ["Ð"]),
        ("Сục Thuế", ["С"]),
        ("Bảo hiểm xã hộі", ["і"]),
        ("D\u0336ài PTTH", ["D\u0336"]),
    ],
)
def test_letters_of_other_alphabets_are_seen(text: str, letters: list[str]) -> None:
    assert foreign_letters(text) == letters


# y and i


@pytest.mark.parametrize(
    ("typed", "agency"),
    [
        ("Lí Sơn", "huyen-ly-son"),
        ("UBND huyện Lí Sơn", "huyen-ly-son"),
        ("li son", "huyen-ly-son"),
        ("xã Tịnh Kì", "UBND xã Tịnh Kỳ"),
        ("xã Bình Mĩ", "UBND xã Bình Mỹ"),
        ("UBND xã Hành Tín Đông", "UBND xã Hành Tín Đông"),
    ],
)
def test_i_is_found_for_y(typed: str, agency: str) -> None:
    found = find_agency(year().registry, typed).agency
    assert found is not None
    assert agency in (found.id, found.name)


@pytest.mark.parametrize(
    ("word", "other"),
    [("kỳ", "kì"), ("mỹ", "mĩ"), ("lý", "lí"), ("quý", "quí"), ("thúy", "thúy"), ("tây", "tây"), ("y", "y")],
)
def test_only_a_y_after_a_consonant_is_an_i(word: str, other: str) -> None:
    assert final_i(word) == other


def test_two_names_that_differ_in_y_and_i_are_kept_apart() -> None:
    one, two = agency("xa-1", "UBND xã Bình Kỳ"), agency("xa-2", "UBND xã Bình Kì")
    registry = registry_of(one, two)
    assert find_agency(registry, "xã Bình Kỳ").agency == one
    assert find_agency(registry, "xã Bình Kì").agency == two
    assert find_agency(registry, "xa binh ky").agency == one


# Ids


def agency(name: str, full: str, **more: date | str) -> Agency:
    return Agency(name, full, full, str(more.pop("level", "xa")), **more)  # type: ignore[arg-type]


def registry_of(*agencies: Agency) -> Registry:
    return Registry("thu", "Quảng Ngãi", {one.id: one for one in agencies}, {})


def test_an_id_is_found_in_any_case_and_first_as_it_is_written() -> None:
    low, high = agency("so-tp", "Sở Tư pháp"), agency("SO-TP", "Sở Tài pháp")
    assert find_agency(registry_of(high), "so-tp").agency == high
    assert find_agency(registry_of(low), "SO-TP").agency == low
    both = registry_of(low, high)
    assert find_agency(both, "so-tp").agency == low
    assert find_agency(both, "SO-TP").agency == high
    assert find_agency(both, "So-Tp").agency is None


def test_a_slip_is_of_the_agency_whose_id_is_typed(sample: Path, kst: Kst) -> None:
    line = ("record", "10", "--agency", "SO-TTTT", "--quarter", "2", "--status", "done")
    told = kst(*line, "--as-of", "2021-06-18", "--dry-run", "--format", "json", root=sample)
    assert json.loads(told.out)["agency"] == "so-tttt"


# Agencies that have ended


ENDED = agency("huyen-ly-son", "UBND huyện Lý Sơn", level="huyen", last=date(2025, 6, 30))
NEW = agency("dac-khu-ly-son", "UBND đặc khu Lý Sơn", first=date(2025, 7, 1))
SHARED = (
    agency("xa-cu", "UBND xã Bình Minh", last=date(2025, 6, 30)),
    agency("xa-moi", "UBND xã Bình Minh", first=date(2025, 7, 1)),
)


@pytest.mark.parametrize("typed", ["Lý Sơn", "lý sơn", "Lí Sơn", "ly son", "LY SON"])
@pytest.mark.parametrize(("of", "found"), [(2021, ENDED), (2024, ENDED), (2026, NEW), (2025, None)])
def test_a_name_is_of_the_agency_that_exists_in_the_period(typed: str, of: int, found: Agency | None) -> None:
    span = Period(of, Kind.YEAR).span
    assert find_agency(registry_of(ENDED, NEW), typed, span).agency == found


def test_who_has_ended_is_found_where_nobody_else_has_the_name() -> None:
    span = Period(2026, Kind.YEAR).span
    assert find_agency(registry_of(ENDED, NEW), "huyện Lý Sơn", span).agency == ENDED
    assert find_agency(registry_of(ENDED), "Lý Sơn", span).agency == ENDED
    assert find_agency(registry_of(*SHARED), "xã Bình Minh", span).agency == SHARED[1]
    assert find_agency(registry_of(*SHARED), "xã Bình Minh").agency is None


# Printed names


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("- Sở Tư pháp chủ trì; Bộ Công an.", ["Bộ Công an"]),
        ("- Bộ Công an chủ trì.", ["Bộ Công an"]),
        ("- Sở Tư pháp, Viện Kiểm sát nhân dân tỉnh và Sở Y tế phối hợp.", ["Viện Kiểm sát nhân dân tỉnh"]),
        ("- Sở Tư pháp phối hợp với Ngân hàng Nhà nước chi nhánh tỉnh thực hiện.",
         ["Ngân hàng Nhà nước chi nhánh tỉnh"]),
        ("- Sở Tư pháp (Hội Luật gia) thực hiện.", ["Hội Luật gia"]),
        ("- Sở Tư pháp chủ trì; Viettel Quảng Ngãi phối hợp.", ["Viettel Quảng Ngãi"]),
        ("- Sở Du lịch.", ["Sở Du lịch"]),
        ("- Sở Tư pháp tổng hợp, báo cáo Bộ Tư pháp, Văn phòng Chính phủ.", []),
        ("- Các sở, ban ngành và địa phương phối hợp.", []),
        ("- Sở Văn hoá, Thể thao và Du lịch; Sở TT&TT chủ trì.", []),
        ("- Cơ quan được nêu.", []),
        ("- Sở Tư pháp chủ trì; viễn thông Quảng Ngãi phối hợp.", ["viễn thông Quảng Ngãi"]),
        ("- Sở Tư pháp, agribank thực hiện.", ["agribank"]),
        ("- Sở Tư pháp; doanh nghiệp bưu chính công ích.", ["bưu chính công ích"]),
        ("- Sở Tư pháp; các đơn vị trực thuộc có liên quan; cá nhân, tổ chức trên địa bàn tỉnh.", []),
        ("- Thủ trưởng các cơ quan, đơn vị và cán bộ, công chức có thẩm quyền.", []),
        ("- Trung tâm Kiểm soát chất lượng.", ["Trung tâm Kiểm soát chất lượng"]),
        ("- Sở Tư pháp chủ trì - Ban Tổ chức Tỉnh ủy.", ["Ban Tổ chức Tỉnh ủy"]),
        ("- Sở Tư pháp + Hội Nông dân.", ["Hội Nông dân"]),
        ("- Sở Tư pháp theo dõi, đôn đốc; theo dõi Bưu điện tỉnh.", ["Bưu điện tỉnh"]),
        ("- Sở Tư pháp thực hiện theo kế hoạch của Bộ Tư pháp.", []),
        ("UBND các huyện, thị xã, thành phố; UBND các xã, phường", []),
        ("Đoàn kiểm tra do Văn phòng UBND tỉnh chủ trì", ["Đoàn"]),
    ],
)  # fmt: skip
def test_a_printed_agency_that_nobody_registered_is_left_over(printed: str, left: list[str]) -> None:
    assert list(unregistered_names(printed, name_forms(year().registry))) == left


@pytest.mark.parametrize(
    ("first", "names"),
    [
        (date(2025, 7, 1), ["UBND xã Cũ (huyện A)", "UBND xã Cũ"]),
        (date(2025, 6, 30), ["UBND xã Cũ (huyện A)", "UBND xã Cũ (huyện B)"]),
        (None, ["UBND xã Cũ (huyện A)", "UBND xã Cũ (huyện B)"]),
    ],
)
def test_a_name_that_only_an_ended_agency_shares_needs_no_parent(
    first: date | None, names: list[str]
) -> None:
    def unit(
        name: str, full: str, parent: str | None, first: date | None = None, last: date | None = None
    ) -> Agency:
        return Agency(name, full, full, "xa" if parent else "huyen", parent=parent, first=first, last=last)

    units = (
        unit("a", "UBND huyện A", None),
        unit("b", "UBND huyện B", None),
        unit("cu", "UBND xã Cũ", "a", last=date(2025, 6, 30)),
        unit("moi", "UBND xã Cũ", "b", first=first),
    )
    registry = Registry("x", "X", {agency.id: agency for agency in units}, {})
    assert [registry.short_name(name) for name in ("cu", "moi")] == names
