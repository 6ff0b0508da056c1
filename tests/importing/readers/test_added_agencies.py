"""The entry that a registry gets for somebody whom a document names."""

from __future__ import annotations

from typing import Any

import pytest

from kstthc_cli.domain.importing.assignees.names import Assignee
from kstthc_cli.store.importing.added_agencies import entry_of, lines_of

ASKED = {"decide": ["Lấy từ văn bản nhập: xác nhận tên, cấp, thêm tên gọi khác rồi xóa dòng này."]}


def agency(level: str) -> Assignee:
    return Assignee("so-y-te", "Sở Y tế", level=level, new=True)


def group(id_: str) -> Assignee:
    return Assignee(id_, "Nhóm", group=True, new=True)


@pytest.mark.parametrize(
    ("level", "own", "entered"),
    [
        ("so", (), "so"),
        ("", (), "don-vi"),
        ("so", ("so", "phong"), "so"),
        ("so", ("vu", "cuc"), "cuc"),
        ("", ("vu", "cuc"), "cuc"),
    ],
)
def test_an_agency_has_the_level_of_its_name_or_the_last_that_the_registry_has(
    level: str, own: tuple[str, ...], entered: str
) -> None:
    entry = {"id": "so-y-te", "name": "Sở Y tế", "level": entered}
    assert entry_of(agency(level), {"so"}, own) == entry | ASKED
    assert entry_of(agency(level), {"so"}, own, confirm=False) == entry


@pytest.mark.parametrize(
    ("id_", "levels", "of"),
    [
        ("ubnd-cap-xa", {"xa"}, ["xa"]),
        ("ubnd-cap-xa", {"xa", "so"}, ["xa"]),
        ("ubnd-cap-xa", {"so"}, None),
        ("dia-phuong", {"huyen", "xa"}, ["huyen", "xa"]),
        ("dia-phuong", {"xa"}, None),
        ("don-vi-lien-quan", {"xa"}, None),
        ("nhom-la", {"xa"}, None),
    ],
)
def test_a_group_is_of_its_usual_levels_where_the_registry_has_them_all(
    id_: str, levels: set[str], of: list[str] | None
) -> None:
    named: dict[str, Any] = {"id": id_, "name": "Nhóm"}
    entry = {"kind": "levels"} | named | {"levels": of} if of else {"kind": "open"} | named
    assert entry_of(group(id_), levels) == entry | ASKED
    assert list(entry_of(group(id_), levels)) == [*entry, "decide"]


def test_entries_are_shown_as_lines_to_paste() -> None:
    assert lines_of(
        [entry_of(agency("so"), (), confirm=False), entry_of(group("nhom"), (), confirm=False)]
    ) == [
        '  - {id: so-y-te, name: "Sở Y tế", level: so}',
        '  - {kind: open, id: nhom, name: "Nhóm"}',
    ]
