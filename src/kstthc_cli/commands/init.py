"""`kst init`: creates a new plan repository."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.store.init import write_repository


def init(folder: Path) -> int:
    """Write the sample repository with CI files into a new or empty folder."""
    names = write_repository(folder)
    _tell(folder, names)
    sys.stdout.write(f"Tiếp theo: cd {folder}, git init, rồi thử `kst validate` và `kst due --quarter 2`.\n")
    return Exit.FINE


def init_province(folder: Path, name: str, year: int) -> int:
    """Write a repository with the registry of a province, a draft of the year's calendar, usual forms.

    Raises UsageError for a year or a province of which nothing is known.
    """
    from kstthc_cli.commands.calendar import new_calendar
    from kstthc_cli.domain.agencies.levels import COMMUNE
    from kstthc_cli.domain.agencies.unit_registry import registry_of_units
    from kstthc_cli.domain.agencies.units import slug
    from kstthc_cli.store.agencies import load_units, registry_text, usual_agencies
    from kstthc_cli.store.files.paths import text_bytes
    from kstthc_cli.store.forms.usual_forms import usual_forms

    units = load_units()
    if year < units.first_year:
        raise UsageError(
            f"Chưa có dữ liệu đơn vị hành chính năm {year}.", f"Nêu năm từ {units.first_year} trở đi."
        )
    found = units.provinces_named(name, year)
    if len(found) != 1:
        listed = ", ".join(province.place for province in units.provinces(year))
        raise UsageError(f"Năm {year} không có tỉnh “{name}”.", f"Các tỉnh, thành phố: {listed}.")
    registry = registry_of_units(units, found[0], year, usual_agencies())
    levels = {agency["level"] for agency in registry["agencies"] if _lasts(agency, year)}
    forms = dict(usual_forms(levels, year))
    texts = {
        f"agencies/{slug(found[0].place)}.yaml": registry_text(registry),
        f"calendar/{year}.yaml": new_calendar(year, levels),
        **forms,
    }
    data = {path: text_bytes(text) for path, text in texts.items()}
    _tell(folder, write_repository(folder, data))
    communes = sum(agency["level"] == COMMUNE and "valid_to" not in agency for agency in registry["agencies"])
    sys.stdout.write(
        f"{found[0].name} năm {year}: {communes} xã, phường và tương đương. Danh mục, lịch là dự thảo, còn "
        f"điều phải xác nhận (decide).\nforms/ có {len(forms)} biểu số liệu thường dùng: đối chiếu với văn "
        f"bản còn hiệu lực.\nTiếp theo: cd {folder}, git init, `kst import TỆP` với văn bản đã ký,"
        " rồi `kst validate`.\n"
    )
    return Exit.FINE


def _lasts(agency: Mapping[str, Any], year: int) -> bool:
    """Whether the agency exists in the year, be it only in its first months."""
    return "valid_to" not in agency or bool(agency["valid_to"].year >= year)


def _tell(folder: Path, names: list[str]) -> None:
    sys.stdout.write(f"Đã tạo kho kế hoạch ở {folder}:\n" + "".join(f"  {name}\n" for name in names))
