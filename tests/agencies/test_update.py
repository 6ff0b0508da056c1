"""`kst agencies update`: a registry carried over 01/7/2025, and the next year's plan made from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kstthc_cli.domain.agencies.carried_over import carried_over
from kstthc_cli.domain.agencies.units import Units
from kstthc_cli.domain.plain_values import Plain
from tests.support.quang_ngai import read_yaml
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
