"""What `kst search` finds, in every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from kstthc_cli.domain.text.normalize import with_long_parts_cut
from kstthc_cli.render.screen.columns import Column, Columns, Line
from kstthc_cli.render.screen.phrases import count
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

KINDS = {
    "task": "Nhiệm vụ",
    "agency": "Cơ quan",
    "request": "Văn bản yêu cầu",
    "slip": "Phiếu tiến độ",
    "prose": "Phần thuyết minh",
}
"""Kind of hit → its heading, in the order of the list."""
_MOST = 8
"""How many hits of a kind a screen shows."""


class Hit(NamedTuple):
    """Something that has the words: what it is called, where the words stand, what shows it."""

    kind: str
    name: str
    text: str
    command: str


class SearchView(NamedTuple):
    """The words that were looked for, the plan, and what was found, kind by kind."""

    words: str
    plan: str
    hits: Sequence[Hit]


COLUMNS = Columns[SearchView, Hit](
    Column("kind", lambda _, hit: hit.kind, "str", "Loại.", csv="Loại", text=lambda _, hit: KINDS[hit.kind]),
    Column("name", lambda _, hit: hit.name, "str", "Tên.", csv="Tên", shown=TableColumn("Tên", share=3)),
    Column(
        "text", lambda _, hit: hit.text, "str", "Chỗ có các từ.", csv="Nội dung",
        shown=TableColumn("Nội dung", share=5),
    ),
    Column(
        "command", lambda _, hit: hit.command, "str", "Lệnh để xem.", csv="Xem bằng",
        shown=TableColumn("Xem bằng"),
    ),
)  # fmt: skip
"""Every column of the list."""


def as_data(view: SearchView) -> dict[str, Any]:
    """The hits as JSON."""
    return {
        "schema_version": 1,
        "plan": view.plan,
        "words": view.words,
        "hits": [COLUMNS.data(view, hit) for hit in view.hits],
    }


def as_table(view: SearchView, *, short: bool) -> Table:
    """The hits by kind; `short` shows the first of each kind, a line each."""
    keys = ("name", "text", "command")
    wanted = with_long_parts_cut(f"“{view.words}”")
    blocks = []
    found = Counter(hit.kind for hit in view.hits)
    for kind, heading in KINDS.items():
        mine = [hit for hit in view.hits if hit.kind == kind][: _MOST if short else None]
        cells = [COLUMNS.cells(keys, view, Line(hit)) for hit in mine]
        some = f"{len(mine)} trong " if len(mine) < found[kind] else ""
        if mine:
            blocks.append(TableSection(f"{heading}: {some}{count(found[kind])}", cells))
    notes = [f"Cộng: {count(len(view.hits))} chỗ có {wanted}."]
    if short and any(number > _MOST for number in found.values()):
        notes.append("Tất cả: thêm --full.")
    title = f"Tìm {wanted} trong kế hoạch {view.plan}"
    return Table(title, "", COLUMNS.shown(*keys), blocks, notes, ruled=False, short=short)
