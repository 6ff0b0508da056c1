"""What a small change of a document changes in the draft made of it: word for word, in `held`.

Each document is one of the layouts, its tables cut to their first rows; the changes are chosen at random,
always the same. A line with `-` or `+` is one of the draft before or after the change:

    == WHAT WAS CHANGED
    - sections/0/tasks/1/schedule/by: 2026-03-31
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.importing.document import Document, ImportRefusedError, Table
from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.reading import Wish, read_plan
from kstthc_cli.store.importing.reader import document_of
from tests.importing.changed.changes import changes
from tests.importing.plan_layouts import LAYOUTS
from tests.importing.test_layouts import NOBODY
from tests.importing.varied import departments, formats, heads, provinces, tables, wordings
from tests.importing.varied.making import VARIED
from tests.support.held_files import difference, held, some
from tests.support.quang_ngai import year

assert all((departments, formats, heads, provinces, tables, wordings))
HELD = Path(__file__).parent / "held"
ROWS, CHANGES = 5, 20
WHOLE = year().registry
FEW = Registry(
    WHOLE.id,
    WHOLE.place,
    {
        one: WHOLE.agencies[one]
        for one in ("ubnd-tinh", "vp-ubnd-tinh", "so-nv", "so-tp", "so-yt", "thanh-tra-tinh", "huyen-ba-to")
    },
    {one: WHOLE.groups[one] for one in ("so-ban-nganh", "ubnd-cap-huyen", "ubnd-cap-xa")},
)
"""Some agencies of Quảng Ngãi; half the documents are read with them, the others with none."""


def made(name: str) -> Document:
    """A layout's document with the first rows of its tables."""
    content, suffix = (LAYOUTS[name]()[0], ".docx") if name in LAYOUTS else VARIED[name]()[:2]
    document = document_of(content, suffix)
    blocks = (Table(block.rows[:ROWS]) if isinstance(block, Table) else block for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """Every value with its place, a line each."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, f"{path}/{key}")
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from leaves(one, f"{path}/{at}")
    else:
        yield f"{path.removeprefix('/')}: {value}"


def draft(document: Document, registry: Registry) -> list[str]:
    """The draft made of a document, or the refusal."""
    try:
        reading = read_plan(document, registry, Wish(), {})
    except ImportRefusedError as refused:
        return [f"{refused.message} {refused.remedy}"]
    return [
        *leaves(draft_of(reading, Frame("2026", "quang-ngai", "2026"))),
        *(f"{who.id}: {who}" for who in reading.unregistered),
        *(f"rest: {line}" for line in reading.head.rest),
    ]


@pytest.mark.parametrize("name", [*LAYOUTS, *VARIED])
def test_a_small_change_of_a_document(name: str) -> None:
    document = made(name)
    registry = NOBODY if len(name) % 2 else FEW
    before = draft(document, registry)
    lines = [*before, ""]
    for what, changed in some(changes(document), name, CHANGES):
        lines += [f"== {what}", *difference(before, draft(changed, registry)), ""]
    held(HELD / f"{name}.txt", "\n".join(lines))
