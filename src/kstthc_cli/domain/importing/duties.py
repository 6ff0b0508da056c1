"""The parts of a task: what each of its rows, and each time in a cell of several, asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kstthc_cli.domain.importing.assignees.line import LineReading
from kstthc_cli.domain.importing.labels import LETTER, label_of
from kstthc_cli.domain.importing.schedules import Time
from kstthc_cli.domain.importing.table.column_titles import CONTENT, TIME

if TYPE_CHECKING:
    from kstthc_cli.domain.importing.reading import RowReading


@dataclass(slots=True)
class Part:
    """What will be one duty."""

    results: tuple[str, ...]
    lines: list[tuple[str, LineReading]]
    time: Time | None
    others: dict[int, tuple[str, ...]] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()


class Shared:
    """What all parts of a task have together, so that it is said once."""

    def __init__(self, parts: Sequence[Part]) -> None:
        printed = [tuple(line.printed for _, line in part.lines) for part in parts]
        results = [part.results for part in parts]
        self.lines = bool(printed[0]) and any(not lines or lines == printed[0] for lines in printed[1:])
        self.results = bool(results[0]) and all(not r or r == results[0] for r in results[1:])
        for part, lines in zip(parts[1:], printed[1:], strict=True):
            if lines == printed[0]:
                part.lines = []


def split_row(row: RowReading) -> Iterator[Part]:
    """A row as one part, or as several where its cell of times holds several."""
    item = row.item
    times: list[Time | None] = [*row.times] or [None]
    if len(times) == 1:
        yield Part(row.results, row.lines, times[0], item.others, item.shared)
        return
    apart = _each_a_result(row)
    own_lines = apart and len(row.lines) == len(times) and len(_columns(row)) == 1
    for n, time in enumerate(times):
        yield Part(
            (row.results[n],) if apart else row.results,
            [row.lines[n]] if own_lines else list(row.lines),
            time,
            item.others if n == 0 else {},
        )


def pairing(row: RowReading) -> str:
    """What is to be looked at of a row with several times; nothing where it can be read in one way only.

    That is where the content is one paragraph, every column names agencies on one line at most, and there is
    one result at most, or results and times have the same letters. Dashes do not do: two results may both be
    due at both times. Times that share a line have a doubt of their own, which is then all that is said.
    """
    count, cells = len(row.times), row.item.cells
    own_doubt = any(time.doubt for time in row.times)
    alone = len(_columns(row)) == len(row.lines) and len(cells.get(CONTENT, ())) <= 1
    if alone and (len(row.results) <= 1 or (_lettered(row) and not own_doubt)):
        return ""
    if _each_a_result(row):
        return f"đọc là {count} đầu việc, mỗi thời gian một kết quả"
    return f"{count} thời gian, chưa rõ kết quả và cơ quan nào ứng với thời gian nào"


def _columns(row: RowReading) -> set[str]:
    """The columns that name agencies."""
    return {key for key, _ in row.lines}


def _each_a_result(row: RowReading) -> bool:
    return _labelled(row) or _one_each(row)


def _labelled(row: RowReading) -> bool:
    """Whether there are as many results as times, each with a letter of its own."""
    return len(row.results) == len(row.times) and all(label_of(t).style == LETTER for t in row.results)


def _lettered(row: RowReading) -> bool:
    """Whether results and times have the same letters: `a) …`, `b) …` in both cells."""
    times = [label_of(line) for line in row.item.cells.get(TIME, ())]
    same = [label.parts for label in times] == [label_of(text).parts for text in row.results]
    return same and all(label.style == LETTER for label in times)


def _one_each(row: RowReading) -> bool:
    """Whether a row holds as many steps as times: in its results, its doers and its content."""
    count = len(row.times)
    steps = len(row.item.cells.get(CONTENT, ()))
    return len(row.results) == len(row.lines) == count and steps in (count, count + 1)
