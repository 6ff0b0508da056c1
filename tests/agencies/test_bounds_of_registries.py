"""Bounds and defaults of registries: wordings of a level, ends of agencies, successors that are not there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kstthc_cli.domain.agencies.levels import USUAL_BY_ID, Level, Wording
from kstthc_cli.domain.agencies.names import group_named
from kstthc_cli.domain.agencies.registry import Registry, registry_of
from kstthc_cli.domain.agencies.unit_registry import registry_of_units
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.store.agencies import usual_agencies
from tests.agencies.test_update import UNITS


def registry(*agencies: dict[str, Any], **more: Any) -> Registry:
    """A registry of `Thử` known from 01/01/2021."""
    head = {"schema_version": 1, "id": "thu", "name": "Thử", "place": "Thử", "source": "DỮ LIỆU THỬ"}
    full = [{"name": f"Sở {one['id']}", "level": "so", **one} for one in agencies]
    return registry_of(
        RegistryFile.model_validate({**head, "valid_from": date(2021, 1, 1), "agencies": full, **more})
    )


@pytest.mark.parametrize(
    ("day", "addressed", "units"),
    [
        (date(2021, 1, 1), "Ủy ban nhân dân các xã, phường, thị trấn", "xã, phường, thị trấn"),
        (date(2025, 6, 30), "Ủy ban nhân dân các xã, phường, thị trấn", "xã, phường, thị trấn"),
        (date(2025, 7, 1), "Ủy ban nhân dân các xã, phường, đặc khu", "xã, phường, đặc khu"),
        (date.max, "Ủy ban nhân dân các xã, phường, đặc khu", "xã, phường, đặc khu"),
    ],
)
def test_communes_are_called_as_on_the_day(day: date, addressed: str, units: str) -> None:
    found = USUAL_BY_ID["xa"].wording(day)
    assert (found.addressed, found.units) == (addressed, units)


def test_a_level_that_says_no_more_than_its_name() -> None:
    bare = Level("phong", "Phòng, ban")
    assert (bare.wording(date(2021, 1, 1)).addressed, bare.several) == ("Phòng, ban", "phòng, ban")
    assert USUAL_BY_ID["so"].several == "sở, ban, ngành"


def test_levels_of_a_registry_and_their_defaults() -> None:
    before = [
        {"until": date(2023, 6, 30), "addressed": "Các ty", "units": "ty"},
        {"until": date(2025, 6, 30), "addressed": "Các phòng cũ"},
    ]
    levels = [{"id": "phong", "name": "Phòng"}, {"id": "so", "name": "Sở", "units": "sở", "before": before}]
    known = registry({"id": "a", "level": "so"}, {"id": "b", "level": "phong"}, levels=levels)
    assert known.levels == {
        "phong": Level("phong", "Phòng"),
        "so": Level(
            "so",
            "Sở",
            units="sở",
            before=(
                Wording(date(2023, 6, 30), "Các ty", "ty"),
                Wording(date(2025, 6, 30), "Các phòng cũ"),
            ),
        ),
    }
    assert [agency.id for agency in known.in_order] == ["b", "a"]
    assert (known.top and known.top.id, registry({"id": "a"}).levels) == ("b", USUAL_BY_ID)
    unknown = registry({"id": "a", "level": "so"}, levels=[{"id": "phong", "name": "Phòng"}])
    assert (unknown.level_name(unknown.agencies["a"]), unknown.top) == ("so", None)


def test_a_level_that_says_everything() -> None:
    said = {
        "plural": "các sở", "addressed": "Các sở của tỉnh", "units": "sở",
        "committee": True, "place": True, "nested": True,
    }  # fmt: skip
    known = registry({"id": "a"}, levels=[{"id": "so", "name": "Sở", **said}])
    assert known.levels == {
        "so": Level("so", "Sở", "các sở", "Các sở của tỉnh", "sở", committee=True, place=True, nested=True)
    }


def test_a_name_without_a_word_is_in_no_text() -> None:
    known = registry({"id": "a", "name": "–"}, {"id": "b", "name": "Sở Tư pháp"})
    assert [agency.id for agency in known.named_in(["gửi", "sở", "tư", "pháp"])] == ["b"]


@pytest.mark.parametrize(("parent", "wanted"), [("b", "b"), ("la", None), (None, None)])
def test_the_agency_above_where_it_is_known(parent: str | None, wanted: str | None) -> None:
    known = registry({"id": "a", **({"parent": parent} if parent else {})}, {"id": "b"})
    above = known.above(known.agencies["a"])
    assert (above and above.id) == wanted


def test_the_head_is_one_that_has_not_ended() -> None:
    old = {"id": "cu", "name": "UBND tỉnh A", "level": "tinh", "valid_to": date(2025, 6, 30)}
    new = {"id": "moi", "name": "UBND tỉnh B", "level": "tinh"}
    made = registry(old, new), registry(new, old), registry(old)
    assert [known.top and known.top.id for known in made] == ["moi", "moi", "cu"]


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (date(2021, 3, 1), date(2021, 3, 31), True),
        (date(2021, 2, 1), date(2021, 2, 28), False),
        (date(2021, 2, 1), date(2021, 3, 1), True),
        (date(2021, 6, 30), date(2021, 7, 31), True),
        (date(2021, 7, 1), date(2021, 7, 31), False),
    ],
)
def test_an_agency_is_there_on_its_first_and_on_its_last_day(first: date, last: date, wanted: bool) -> None:
    known = registry({"id": "a", "valid_from": date(2021, 3, 1), "valid_to": date(2021, 6, 30)})
    assert known.agencies["a"].valid_within(Span.of_days(first, last)) == wanted


def test_names_of_what_is_there_and_of_what_is_not() -> None:
    known = registry(
        {"id": "a", "short": "Sở A"},
        groups=[{"kind": "levels", "id": "cac-so", "name": "các sở", "levels": ["so"]}],
    )
    assert [known.short_name(who) for who in ("a", "cac-so", "la")] == ["Sở A", "các sở", "la"]
    assert [known.signed_name(who) for who in ("a", "cac-so", "la")] == ["Sở a", "các sở", "la"]


@pytest.mark.parametrize("asked", ["các sở", "Các Sở", "sở", "cac-so", "cac so"])
def test_a_group_is_known_by_its_name_and_its_id(asked: str) -> None:
    groups = [{"kind": "levels", "id": "cac-so", "name": "sở", "levels": ["so"]}]
    found = group_named(registry({"id": "a"}, groups=groups), asked)
    assert (found and found.id) == "cac-so"
    assert group_named(registry({"id": "a"}, groups=groups), "ban") is None


def test_whoever_succeeds_is_responsible_and_what_is_not_there_is_passed_over() -> None:
    known = registry(
        {"id": "a", "valid_to": date(2021, 3, 31), "successors": ["la", "b"]},
        {"id": "b", "valid_from": date(2021, 4, 1), "valid_to": date(2021, 6, 30), "successors": ["c", "a"]},
        {"id": "c", "valid_from": date(2021, 7, 1)},
    )

    def on(who: str, day: date) -> list[str]:
        return [agency.id for agency in known.responsible_on(known.agencies[who], day)]

    assert on("a", date(2021, 3, 31)) == ["a"]
    assert (on("a", date(2021, 4, 1)), on("a", date(2021, 7, 1))) == (["b"], ["c"])
    assert (on("c", date(2021, 6, 30)), on("c", date(2021, 3, 31))) == (["b"], ["a"])
    assert [agency.id for agency in known.relatives(known.agencies["a"])] == ["b", "c"]
    assert [agency.id for agency in known.with_relatives([known.agencies["b"]])] == ["b", "a", "c"]


BODIES = "Sở, ban, ngành ghi theo tên thường gặp: xác nhận từng dòng, thêm cơ quan riêng của tỉnh."
NAMES = "Tên đơn vị là của năm 2021, không ghi ngày đổi tên, sắp xếp sau đó: xem lại."
HEIRS = "Nơi kế thừa của huyện là các xã mới trên địa bàn, không phải quy định của luật: xác nhận."
WARDS = "Đổi từ xã thành phường trong năm 2026, không rõ ngày có hiệu lực: Phường Một."
DATA = "du-lieu-thu 1 (MIT); dữ liệu đến ngày 10/10/2026"
OLD = ["ubnd-tinh 99", "huyen-thu-990", "xa-cu-99001", "xa-hai-99002", "xa-mat-99009"]
NEW = [
    "ubnd-tinh 98", "xa-mot-99101 2025-07-01", "xa-hai-99002-2025 2025-07-01", "huyen-thu-990", "xa-cu-99001",
    "xa-hai-99002",
]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "known_from", "source", "decide", "units", "bodies"),
    [
        (2024, 2024, DATA, [BODIES, NAMES], OLD, 19),
        (2025, 2025, f"{DATA}; Nghị quyết số 1/NQ-THỬ", [BODIES, HEIRS], NEW, 14),
        (2026, 2025, f"{DATA}; Nghị quyết số 1/NQ-THỬ", [BODIES, HEIRS, WARDS], NEW, 14),
    ],
)
def test_a_new_registry_before_and_since_the_change(
    year: int, known_from: int, source: str, decide: list[str], units: list[str], bodies: int
) -> None:
    [province] = UNITS.provinces_named("Thử", year)
    made = registry_of_units(UNITS, province, year, usual_agencies())
    head = {key: value for key, value in made.items() if key not in ("agencies", "groups")}
    assert head == {
        "schema_version": 1, "id": "thu", "name": f"Cơ quan, đơn vị, địa phương tỉnh Thử năm {year}",
        "place": "Thử", "valid_from": date(known_from, 1, 1), "source": source, "decide": decide,
    }  # fmt: skip
    mine = [agency for agency in made["agencies"] if agency["level"] in ("tinh", "huyen", "xa")]
    shown = [
        " ".join(
            [one["id"], *([one["code"]] if one["level"] == "tinh" else []), str(one.get("valid_from", ""))]
        )
        for one in mine
    ]
    assert [text.strip() for text in shown] == units
    assert sum(agency["level"] == "so" for agency in made["agencies"]) == bodies
    [office] = [agency for agency in made["agencies"] if agency["id"] == "vp-ubnd-tinh"]
    assert (office["name"], office["short"]) == ("Văn phòng UBND tỉnh", "VP UBND tỉnh")


def test_groups_of_levels_that_a_registry_lacks_are_left_out() -> None:
    [province] = UNITS.provinces_named("Thử", 2025)
    usual = dict(usual_agencies())
    usual["groups"] = [
        {"kind": "levels", "id": "co", "name": "có", "levels": ["so", "xa"]},
        {"kind": "levels", "id": "khong", "name": "không", "levels": ["so", "phong"]},
        {"kind": "open", "id": "mo", "name": "mở"},
    ]
    made = registry_of_units(UNITS, province, 2025, usual)
    assert [group["id"] for group in made["groups"]] == ["co", "mo"]
