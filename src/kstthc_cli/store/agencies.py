"""The units of the country and the usual bodies of a province, from files of the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kstthc_cli.domain.agencies.unit_registry import FLOW
from kstthc_cli.domain.agencies.units import Units
from kstthc_cli.store.files.package_data import PACKAGE
from kstthc_cli.store.yaml.writer import to_yaml

_SCHEMA = "# yaml-language-server: $schema=../schemas/agencies.schema.json\n"
_REMARK = (
    "# Danh mục do kst lập từ dữ liệu đơn vị hành chính; sở, ban, ngành là tên thường gặp.\n"
    "# Điều còn phải xác nhận nằm ở các dòng decide: đã xem thì xóa dòng đó.\n"
)


def load_units() -> Units:
    """The units of the country; read only by commands that make or update a registry."""
    return Units(program_data("administrative_units"))


def usual_agencies() -> Mapping[str, Any]:
    """The usual bodies of a province before and since 2025, and the usual groups."""
    return program_data("usual_agencies")


def program_data(name: str) -> Mapping[str, Any]:
    """The content of a data file of the program."""
    content: Mapping[str, Any] = json.loads((PACKAGE / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return content


def registry_text(content: Mapping[str, Any]) -> str:
    """The text of a new registry file."""
    return _SCHEMA + _REMARK + to_yaml(content, FLOW)
