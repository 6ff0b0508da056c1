"""How well `kst import` reads a document: `python benchmarks/importing.py FILE GOLD [--root REPOSITORY]`.

GOLD is a JSON list of rows in reading order. A row is `[kind, cells]` or `[kind, cells, facts]`; the first
has the kind `header`, its cells are the heads of the columns. Kinds are `section`, `task`, and where a
document has them `subtask`, `duty`, `rest`; a section's cells are its number and title. `facts` may name
`parties` (pairs of name and role) and `schedules` (what a plan file says of each, without its text); they
are compared where they are given, words always are.

Printed are: rows lost (their words stand nowhere in the reading), rows that are wrong and not marked, rows
marked, and the seconds that 1,000 rows take.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Registry, registry_of
from kstthc_cli.domain.importing.labels import label_of, without_bullet
from kstthc_cli.domain.importing.reading import Reading, RowReading, Wish, read_plan
from kstthc_cli.domain.importing.table.column_titles import (
    AGENCY_KEYS,
    CONTENT,
    GROUP,
    NUMBER,
    OTHER,
    RESULT,
    TIME,
    key_of,
)
from kstthc_cli.domain.importing.table.rows import DUTY, SECTION
from kstthc_cli.domain.text.normalize import modern_tones
from kstthc_cli.store.importing.reader import read_document
from kstthc_cli.store.plan.repository import load_repository


class GoldRow(NamedTuple):
    """A row as it should be read: words by the key of their column, and facts where they are known."""

    kind: str
    words: dict[str, str]
    facts: dict[str, Any]


class Score(NamedTuple):
    """How many rows there are, and what became of them."""

    rows: int
    lost: int
    wrong_unmarked: int
    marked: int
    wrong: tuple[str, ...]
    """What is wrong of each row that is wrong and not marked."""


_KINDS = {"sub-task": "subtask", "sub_task": "subtask", "sub-section": "subsection", "further": "duty"}


def kind_of(row: RowReading) -> str:
    """The kind of a row; a section under another is a subsection."""
    return "subsection" if row.item.kind == SECTION and row.item.depth > 1 else row.item.kind


def plain(text: str) -> str:
    """Words to compare by: blanks, bullets and the place of tone marks do not count."""
    lines = (without_bullet(line) for line in text.split("\n"))
    return " ".join(modern_tones(" ".join(lines)).split())


def gold_rows(data: Sequence[Sequence[Any]]) -> list[GoldRow]:
    """The rows of a gold file, without its header."""
    heads = [key_of(title) for title in data[0][1]]
    found = []
    for kind, cells, *facts in data[1:]:
        keys = [NUMBER, CONTENT] if SECTION in kind and len(cells) == 2 else heads
        words = {key: text for key, text in zip(keys, cells, strict=False) if key not in (OTHER, GROUP)}
        found.append(GoldRow(_KINDS.get(kind, kind), words, facts[0] if facts else {}))
    return found


def words_of(row: RowReading) -> dict[str, str]:
    """What was read of a row, by the key of its column."""
    item = row.item
    found = {NUMBER: item.label.printed, CONTENT: item.content, RESULT: " ".join(row.results)}
    for key in AGENCY_KEYS:
        found[key] = " ".join(line.printed for column, line in row.lines if column == key)
    found[TIME] = " ".join(dict.fromkeys(t.text for t in row.times)) or " ".join(item.cells.get(TIME, ()))
    return found


def differences(gold: GoldRow, row: RowReading) -> list[str]:
    """What was read otherwise than it should be."""
    read = words_of(row)
    same_kind = gold.kind in (kind_of(row), row.item.kind)
    found = [] if same_kind else [f"loại {kind_of(row)}, đúng là {gold.kind}"]
    for key, wanted in gold.words.items():
        same = plain(read.get(key, "")) == plain(wanted)
        if key == NUMBER:
            same = label_of(wanted).id == row.item.label.id
        if not same and not (row.item.kind == DUTY and key in (NUMBER, CONTENT)):
            found.append(f"{key}: {read.get(key, '')!r}, đúng là {wanted!r}")
    if "parties" in gold.facts:
        wanted_assignees = {(plain(name).casefold(), role) for name, role in gold.facts["parties"]}
        assignees = {
            (plain(assignee.name).casefold(), role)
            for _, line in row.lines
            for assignee, roles in line.roles.items()
            for role in roles
        }
        found += [f"cơ quan {pair}" for pair in sorted(wanted_assignees ^ assignees)]
    if "schedules" in gold.facts:
        schedules = [schedule_data(row, n) for n in range(len(row.times))]
        if schedules != gold.facts["schedules"]:
            found.append(f"thời gian {schedules}, đúng là {gold.facts['schedules']}")
    return found


def schedule_data(row: RowReading, n: int) -> dict[str, Any]:
    """A schedule of a row without its words, as JSON holds it."""
    words = row.times[n].words
    if words is None:
        return {"kind": row.times[n].kind}
    return {
        key: value if isinstance(value, list) else str(value)
        for key, value in words.data().items()
        if key != "text"
    }


def score(gold: Sequence[GoldRow], reading: Reading) -> Score:
    """Rows are laid beside each other by their words; one that has no counterpart is looked for everywhere."""
    wanted = [plain(" ".join([row.kind, *row.words.values()])) for row in gold]
    read = [plain(" ".join([row.item.kind, *words_of(row).values()])) for row in reading.rows]
    everything = plain(" ".join(" ".join(words_of(row).values()) for row in reading.rows))
    pairs = dict(_aligned(wanted, read, gold, reading.rows))
    lost, marked, wrong = 0, 0, []
    for n, row in enumerate(gold):
        if n not in pairs:
            missing = [text for text in row.words.values() if plain(text) not in everything]
            lost += bool(missing)
            if not missing:
                wrong.append(f"hàng {n + 1} không có hàng tương ứng")
            continue
        mine = reading.rows[pairs[n]]
        if mine.doubts:
            marked += 1
        elif told := differences(row, mine):
            wrong.append(f"hàng {mine.item.row}: {'; '.join(told)}")
    return Score(len(gold), lost, len(wrong), marked, tuple(wrong))


def _aligned(
    wanted: Sequence[str], read: Sequence[str], gold: Sequence[GoldRow], rows: Sequence[RowReading]
) -> list[tuple[int, int]]:
    matcher = SequenceMatcher(None, wanted, read, autojunk=False)
    found = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal" or j - i == m - k:
            found += list(zip(range(i, j), range(k, m), strict=True))
        else:
            free = list(range(k, m))
            for n in range(i, j):
                near = next((x for x in free if _same_content(gold[n], rows[x])), None)
                if near is not None:
                    found.append((n, near))
                    free = [x for x in free if x > near]
    return found


def _same_content(gold: GoldRow, row: RowReading) -> bool:
    wanted = plain(gold.words.get(CONTENT, ""))
    return wanted == plain(row.item.content) and (bool(wanted) or gold.kind == row.item.kind)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the four numbers; 1 where they miss their marks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument(
        "--root", type=Path, help="repository whose registry is used; none: no agency is known"
    )
    parser.add_argument("--columns", default="", help="as for kst import")
    parser.add_argument("--table", type=int)
    asked = parser.parse_args(arguments)
    registry = Registry("", "", {}, {})
    if asked.root:
        registry = registry_of(load_repository(asked.root).registries[0].file)
    start = time.perf_counter()
    columns = tuple(name for name in asked.columns.split(",") if name)
    reading = read_plan(read_document(asked.file), registry, Wish(None, asked.table, columns), {})
    seconds = time.perf_counter() - start
    found = score(gold_rows(json.loads(asked.gold.read_text("utf-8"))), reading)
    share = found.wrong_unmarked / max(found.rows, 1)
    print(f"rows lost: {found.lost} of {found.rows}")
    print(f"wrong and unmarked: {found.wrong_unmarked} ({share:.1%})")
    print(f"marked: {found.marked} ({found.marked / max(found.rows, 1):.1%})")
    print(f"seconds for 1,000 rows: {seconds * 1000 / max(len(reading.rows), 1):.1f}")
    for line in found.wrong:
        print(f"  {line}", file=sys.stderr)
    return int(found.lost > 0 or share > 0.02)


if __name__ == "__main__":
    sys.exit(main())
