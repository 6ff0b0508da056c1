"""`kst agencies update`: a registry carried over 01/7/2025, and the next year's plan made from it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.agencies.carried_over import carried_over
from kstthc_cli.domain.agencies.unit_registry import registry_of_units
from kstthc_cli.domain.agencies.units import Units
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.store.agencies import usual_agencies
from tests.support.quang_ngai import read_yaml
from tests.support.refusals import ascii_id
from tests.support.running import Kst

REGISTRY = "agencies/quang-ngai.yaml"


@pytest.fixture
def updated(repo: Path, kst: Kst) -> Path:
    """The sample, its registry carried over to 2026."""
    assert kst("agencies", "update", "--year", "2026", root=repo).code == 0
    return repo


def test_old_units_end_with_successors_and_new_ones_begin(updated: Path) -> None:
    agencies = {a["id"]: a for a in read_yaml((updated / REGISTRY).read_text("utf-8"))["agencies"]}
    assert str(agencies["xa-binh-thanh-21091"]["valid_to"]) == "2025-06-30"
    [heir] = agencies["xa-binh-thanh-21091"]["successors"]
    assert str(agencies[heir]["valid_from"]) == "2025-07-01"
    assert agencies["huyen-ly-son"]["successors"] == ["dac-khu-ly-son-21548"]
    now = [a for a in agencies.values() if a["level"] == "xa" and "valid_to" not in a]
    assert len(now) == 96


def test_nothing_that_was_written_is_lost(updated: Path, sample: Path) -> None:
    before = (sample / REGISTRY).read_text("utf-8").splitlines()
    after = (updated / REGISTRY).read_text("utf-8")
    assert all(line.rstrip("}") in after for line in before if not line.startswith(("source", "  - {kind")))


def test_a_second_update_changes_nothing(updated: Path, kst: Kst) -> None:
    before = (updated / REGISTRY).read_bytes()
    result = kst("agencies", "update", "--year", "2026", root=updated)
    assert (result.code, "không có gì để chuyển" in result.out) == (0, True)
    assert (updated / REGISTRY).read_bytes() == before


def test_a_trial_writes_nothing(repo: Path, kst: Kst) -> None:
    before = (repo / REGISTRY).read_bytes()
    result = kst("agencies", "update", "--year", "2026", "--dry-run", root=repo)
    assert (result.code, result.err) == (0, "")
    assert "186 cơ quan kết thúc ngày 30/6/2025, thêm 96 UBND cấp xã" in result.out
    assert "Chưa rõ cơ quan kế thừa: UBND xã Nghĩa Phú, UBND xã Nghĩa Mỹ, UBND xã Đức Lợi." in result.out
    assert (repo / REGISTRY).read_bytes() == before


def test_the_next_plan_loses_no_duty_and_asks_once(updated: Path, kst: Kst) -> None:
    assert kst("validate", root=updated).code == 0
    result = kst("new-year", "2026", "--as-of", "2021-12-20", "--format", "json", root=updated)
    made = json.loads(result.out)
    assert (result.code, made["left_out"]) == (0, [])
    asked = [text for text in made["decide"] if "UBND cấp huyện" in text]
    assert len(asked) == 1
    assert "đã thay bằng nhóm “UBND cấp xã”: đúng chưa? (nhiệm vụ 1, 2, 3," in asked[0]
    plan = read_yaml((updated / "plans/2026.yaml").read_text("utf-8"))
    duties = [d for s in plan["sections"] for t in s["tasks"] for d in t.get("duties", [t])]
    assert len(duties) == 42
    assert kst("validate", root=updated).code == 0


def test_a_name_goes_to_whoever_exists_then(updated: Path, kst: Kst) -> None:
    then = kst("agencies", "show", "xã Bình Minh", "--plan", "2021", root=updated)
    assert "xa-binh-minh-21061" in then.out or "Mã: xa-binh-minh" in then.out
    assert kst("new-year", "2026", "--as-of", "2021-12-20", root=updated).code == 0
    now = kst("agencies", "show", "xã Bình Minh", "--plan", "2026", root=updated)
    assert (now.code, "Mã: xa-binh-minh-21085-2025" in now.out) == (0, True)


def test_the_registry_of_a_province_that_was_taken_in(kst: Kst, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    assert kst("init", str(root), "--province", "Kon Tum", "--year", "2021").code == 0
    assert kst("agencies", "update", "--year", "2026", root=root).code == 0
    agencies = {
        a["id"]: a for a in read_yaml((root / "agencies/kon-tum.yaml").read_text("utf-8"))["agencies"]
    }
    assert agencies["ubnd-tinh"]["successors"] == ["ubnd-tinh-quang-ngai-51"]
    assert agencies["phuong-kon-tum-23293"]["parent"] == "ubnd-tinh-quang-ngai-51"
    assert kst("validate", root=root).code == 0


@pytest.mark.parametrize(
    ("place", "year", "code", "says"),
    [("Quảng Ngãi", "2024", 2, "ở trước ngày 01/7/2025"), ("Thử", "2026", 4, "không có tỉnh “Thử”")],
)
def test_what_cannot_be_carried_over_is_refused(
    place: str, year: str, code: int, says: str, repo: Path, kst: Kst
) -> None:
    file = repo / REGISTRY
    file.write_text(file.read_text("utf-8").replace('place: "Quảng Ngãi"', f'place: "{place}"'), "utf-8")
    before = file.read_bytes()
    result = kst("agencies", "update", "--year", year, root=repo)
    assert (result.code, says in result.err, file.read_bytes()) == (code, True, before)


# DỮ LIỆU THỬ: một tỉnh có hai xã, một xã thành phường trong năm 2026


UNITS = Units(
    {
        "date": "2026-10-10",
        "first_year": 2021,
        "sources": [{"package": "du-lieu-thu", "version": "1", "licence": "MIT"}],
        "gaps": [],
        "provinces_2021": {"99": "Tỉnh Thử"},
        "districts": {"990": ["Huyện Thử", "99"]},
        "communes_2021": {"99001": ["Xã Cũ", "990"], "99002": ["Xã Hai", "990"], "99009": ["Xã Mất", "990"]},
        "provinces": {"98": {"name": "Tỉnh Thử", "from": ["99"], "resolution": "1/NQ-THỬ"}},
        "communes": {"99101": ["Xã Một", "98", "Phường Một"], "99002": ["Xã Hai", "98"]},
        "later_names": {},
        "successors": {"99001": ["99101"], "99002": ["99002"]},
    }
)


def registry_of_2021() -> Plain:
    units = [("ubnd-tinh", "tỉnh Thử", "tinh", "99"), ("huyen-thu", "huyện Thử", "huyen", "990")]
    units += [("xa-cu", "xã Cũ", "xa", "99001"), ("xa-hai", "xã Hai", "xa", "99002")]
    units += [("xa-mat", "xã Mất", "xa", "99009")]
    return {
        "place": "Thử",
        "source": "DỮ LIỆU THỬ",
        "agencies": [
            {"id": name, "name": f"UBND {unit}", "level": level, "code": code}
            for name, unit, level, code in units
        ],
        "groups": [
            {"kind": "levels", "id": "cap-huyen", "name": "UBND cấp huyện", "levels": ["huyen"]},
            {"kind": "levels", "id": "cap-xa", "name": "UBND cấp xã", "levels": ["xa"]},
        ],
    }


def test_a_commune_that_became_a_ward_keeps_its_id_and_its_old_name() -> None:
    of_2025 = carried_over(registry_of_2021(), UNITS, 2025)
    assert (of_2025.ended, of_2025.added, of_2025.without_successor) == (4, 2, ("UBND xã Mất",))
    of_2026 = carried_over(of_2025.data, UNITS, 2026)
    assert (of_2026.ended, of_2026.added) == (0, 0)
    [before], [now] = (
        [a for a in of.data["agencies"] if a["id"] == "xa-mot-99101"] for of in (of_2025, of_2026)
    )
    assert (before["name"], before["aliases"]) == ("UBND xã Một", ["UBND xã Cũ"])
    assert (now["name"], now["aliases"]) == ("UBND phường Một", ["UBND xã Một", "UBND xã Cũ"])
    assert any("Đổi từ xã thành phường trong năm 2026" in text for text in of_2026.data["decide"])


def test_year_after_year_comes_to_the_same_as_at_once() -> None:
    by_steps = carried_over(carried_over(registry_of_2021(), UNITS, 2025).data, UNITS, 2026)
    at_once = carried_over(registry_of_2021(), UNITS, 2026)
    assert by_steps.data == at_once.data
    assert carried_over(at_once.data, UNITS, 2026).data == at_once.data


def carried(change: Any, units: Units = UNITS, year: int = 2025) -> list[Plain]:
    """The agencies of the registry of 2021, changed, after the update."""
    data = registry_of_2021()
    change(data["agencies"])
    found: list[Plain] = carried_over(data, units, year).data["agencies"]
    return found


def by_id(agencies: list[Plain]) -> dict[str, Plain]:
    return {agency["id"]: agency for agency in agencies}


def test_everything_that_an_update_writes() -> None:
    """Also the questions, each once, and the group that takes over from the districts."""
    found = carried_over(registry_of_2021(), UNITS, 2026)
    source = "DỮ LIỆU THỬ; du-lieu-thu 1 (MIT); dữ liệu đến ngày 10/10/2026; Nghị quyết số 1/NQ-THỬ"
    end = {"valid_to": date(2025, 6, 30)}
    ended = "với cơ quan đã kết thúc, ghi valid_to và successors theo văn bản của tỉnh; thêm cơ quan mới."
    assert found.data["source"] == source
    assert found.data["decide"] == [
        f"Sở, ban, ngành được sắp xếp trong năm 2025: {ended}",
        "Nơi kế thừa của huyện là các xã mới trên địa bàn, không phải quy định của luật: xác nhận.",
        "Đổi từ xã thành phường trong năm 2026, không rõ ngày có hiệu lực: Phường Một.",
    ]
    assert found.data["groups"] == [
        {
            "kind": "levels", "id": "cap-huyen", "name": "UBND cấp huyện", "levels": ["huyen"],
            "successors": ["cap-xa"],
            "decide": ["Cấp huyện kết thúc ngày 30/6/2025: chuyển việc của nhóm cho UBND cấp xã, xác nhận."],
        },
        {"kind": "levels", "id": "cap-xa", "name": "UBND cấp xã", "levels": ["xa"]},
    ]  # fmt: skip
    assert found.data["agencies"] == [
        {"id": "ubnd-tinh", "name": "UBND tỉnh Thử", "level": "tinh", "code": "99"},
        {"id": "huyen-thu", "name": "UBND huyện Thử", "level": "huyen", "code": "990", **end,
         "successors": ["xa-mot-99101", "xa-hai-99002-2025"]},
        {"id": "xa-cu", "name": "UBND xã Cũ", "level": "xa", "code": "99001", **end,
         "successors": ["xa-mot-99101"]},
        {"id": "xa-hai", "name": "UBND xã Hai", "level": "xa", "code": "99002", **end,
         "successors": ["xa-hai-99002-2025"]},
        {"id": "xa-mat", "name": "UBND xã Mất", "level": "xa", "code": "99009", **end},
        {"id": "xa-mot-99101", "name": "UBND phường Một", "level": "xa", "code": "99101",
         "parent": "ubnd-tinh", "aliases": ["UBND xã Một", "UBND xã Cũ"], "valid_from": date(2025, 7, 1)},
        {"id": "xa-hai-99002-2025", "name": "UBND xã Hai", "level": "xa", "code": "99002",
         "parent": "ubnd-tinh", "valid_from": date(2025, 7, 1)},
    ]  # fmt: skip


def test_an_office_may_have_written_some_of_it_before() -> None:
    """A commune of the day of the change, without code, or with an end and a successor of its own."""

    def change(agencies: list[Plain]) -> None:
        agencies[2] |= {"valid_to": date(2025, 5, 31), "successors": ["xa-khac"]}
        agencies[3] |= {"valid_to": date(2025, 5, 31)}
        agencies.append(
            {
                "id": "moi",
                "name": "UBND xã Một",
                "level": "xa",
                "code": "99101",
                "valid_from": date(2025, 7, 1),
            }
        )
        agencies.append({"id": "khac", "name": "UBND xã Khác", "level": "xa", "valid_from": date(2025, 7, 1)})
        agencies.append(
            {
                "id": "truoc",
                "name": "UBND xã Trước",
                "level": "xa",
                "code": "99102",
                "valid_from": date(2025, 6, 30),
            }
        )

    found = by_id(carried(change))
    assert (found["xa-cu"]["valid_to"], found["xa-cu"]["successors"]) == (date(2025, 5, 31), ["xa-khac"])
    assert (found["xa-hai"]["valid_to"], found["xa-hai"]["successors"]) == (
        date(2025, 5, 31),
        ["xa-hai-99002-2025"],
    )
    assert found["moi"] == {
        "id": "moi",
        "name": "UBND xã Một",
        "level": "xa",
        "code": "99101",
        "valid_from": date(2025, 7, 1),
    }
    assert found["huyen-thu"]["successors"] == ["moi", "xa-hai-99002-2025"]
    khac = {"id": "khac", "name": "UBND xã Khác", "level": "xa", "valid_from": date(2025, 7, 1)}
    assert found["khac"] == khac
    assert found["truoc"]["valid_to"] == date(2025, 6, 30)


def test_an_id_that_is_taken_gets_the_year_of_the_change() -> None:
    found = by_id(carried(lambda agencies: agencies[2].update(id="xa-mot-99101")))
    assert found["xa-mot-99101"]["code"] == "99001"
    assert found["xa-mot-99101-2025"]["code"] == "99101"


def without_committee(agencies: list[Plain]) -> None:
    del agencies[0]


def committee_last(agencies: list[Plain]) -> None:
    agencies.append(agencies.pop(0))


COMMITTEE = {
    "id": "ubnd-tinh", "name": "UBND tỉnh Thử", "level": "tinh", "code": "98", "valid_from": date(2025, 7, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (without_committee, COMMITTEE),
        (committee_last, {"id": "ubnd-tinh", "name": "UBND tỉnh Thử", "level": "tinh", "code": "99"}),
    ],
)
def test_the_committee_of_the_province_wherever_it_stands(change: Any, wanted: Plain) -> None:
    """One that the registry lacks is added; the communes belong to it."""
    found = carried(change)
    assert [agency for agency in found if agency["level"] == "tinh"] == [wanted]
    assert by_id(found)["xa-mot-99101"]["parent"] == "ubnd-tinh"


def units(**more: Any) -> Units:
    """The units of the test with more of a kind."""
    content = UNITS._content
    return Units({key: {**value, **more[key]} if key in more else value for key, value in content.items()})


ELSEWHERE = units(successors={"99001": ["88001", "99101"], "99009": ["88001"]})
"""Parts of two communes went to a commune of another province."""


def test_successors_are_those_of_the_own_province() -> None:
    found = carried_over(registry_of_2021(), ELSEWHERE, 2025)
    heirs = {one["id"]: one.get("successors") for one in found.data["agencies"] if "valid_to" in one}
    assert heirs == {
        "huyen-thu": ["xa-mot-99101", "xa-hai-99002-2025"],
        "xa-cu": ["xa-mot-99101"],
        "xa-hai": ["xa-hai-99002-2025"],
        "xa-mat": None,
    }
    assert (found.ended, found.added, found.without_successor) == (4, 2, ("UBND xã Mất",))


def test_a_commune_that_no_old_unit_went_to_has_no_other_name() -> None:
    [province] = UNITS.provinces_named("Thử", 2025)
    more = units(communes={"99103": ["Xã Ba", "98"]})
    made = by_id(registry_of_units(more, province, 2025, usual_agencies())["agencies"])
    assert made["xa-ba-99103"] == {
        "id": "xa-ba-99103", "name": "UBND xã Ba", "level": "xa", "code": "99103", "parent": "ubnd-tinh",
        "valid_from": date(2025, 7, 1),
    }  # fmt: skip
    assert by_id(registry_of_units(ELSEWHERE, province, 2025, usual_agencies())["agencies"])[
        "xa-cu-99001"
    ] == {
        "id": "xa-cu-99001", "name": "UBND xã Cũ", "level": "xa", "code": "99001", "parent": "huyen-thu-990",
        "valid_to": date(2025, 6, 30), "successors": ["xa-mot-99101"],
    }  # fmt: skip


def test_a_commune_that_an_office_entered_without_other_names_keeps_its_first_one() -> None:
    entered = {"id": "moi", "name": "UBND xã Một", "level": "xa", "code": "99101"}
    entered |= {"valid_from": date(2025, 7, 1)}  # type: ignore[dict-item]
    found = by_id(carried(lambda agencies: agencies.append(entered), year=2026))
    assert found["moi"] == entered | {"name": "UBND phường Một", "aliases": ["UBND xã Một"]}


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [("Tỉnh Thử", ["98"]), ("tỉnh thu", ["98"]), ("98", ["98"]), ("Tỉnh", []), ("Thành phố", []), ("TP", [])],
    ids=ascii_id,
)
def test_a_province_by_its_name_and_no_province_by_its_kind(asked: str, wanted: list[str]) -> None:
    assert [province.code for province in UNITS.provinces_named(asked, 2025)] == wanted


def test_a_registry_without_groups_or_without_a_group_of_communes() -> None:
    data = registry_of_2021()
    del data["groups"][1]
    assert carried_over(data, UNITS, 2025).data["groups"] == data["groups"]
    del data["groups"]
    assert "groups" not in carried_over(data, UNITS, 2025).data


def test_a_group_keeps_the_successor_and_the_questions_that_it_has() -> None:
    data = registry_of_2021()
    data["groups"][0]["decide"] = ["Hỏi trước."]
    asked = carried_over(data, UNITS, 2025).data["groups"][0]
    assert (asked["successors"], asked["decide"][0], len(asked["decide"])) == (["cap-xa"], "Hỏi trước.", 2)
    data["groups"][0]["successors"] = ["khac"]
    assert carried_over(data, UNITS, 2025).data["groups"][0] == data["groups"][0]
    data["groups"][0] = {"kind": "levels", "id": "hai-cap", "name": "Hai cấp", "levels": ["huyen", "xa"]}
    assert carried_over(data, UNITS, 2025).data["groups"][0] == data["groups"][0]
    data["groups"][0] = {"kind": "list", "id": "mot", "name": "Một", "members": ["huyen-thu"]}
    assert carried_over(data, UNITS, 2025).data["groups"][0] == data["groups"][0]
