"""The parts of a task: what each of its rows, and each time in a cell of several, asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kstthc_cli.domain.importing.assignees.line import LineReading
from kstthc_cli.domain.importing.labels import LETTER, label_of
from kstthc_cli.domain.importing.schedules import Time

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
    apart = _labelled(row) or _one_each(row)
    for n, time in enumerate(times):
        yield Part(
            (row.results[n],) if apart else row.results,
            [row.lines[n]] if apart and len(row.lines) == len(times) else list(row.lines),
            time,
            item.others if n == 0 else {},
        )


def pairing(row: RowReading) -> str:
    """What is to be looked at of a row with several times."""
    count = len(row.times)
    if _labelled(row) or _one_each(row):
        return f"đọc là {count} đầu việc, mỗi thời gian một kết quả"
    return f"{count} thời gian, chưa rõ kết quả và cơ quan nào ứng với thời gian nào"


def _labelled(row: RowReading) -> bool:
    """Whether there are as many results as times, each with a letter of its own."""
    return len(row.results) == len(row.times) and all(label_of(t).style == LETTER for t in row.results)


def _one_each(row: RowReading) -> bool:
    """Whether a row holds as many steps as times: in its results, its doers and its content."""
    count = len(row.times)
    steps = len(row.item.cells.get("content", ()))
    return len(row.results) == len(row.lines) == count and steps in (count, count + 1)
