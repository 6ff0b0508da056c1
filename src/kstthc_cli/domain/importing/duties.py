"""The parts of a task: what each of its rows, and each time in a cell of several, asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kstthc_cli.domain.importing.labels import LETTER, label_of
from kstthc_cli.domain.importing.parties.line import LineReading
from kstthc_cli.domain.importing.reading import RowReading
from kstthc_cli.domain.importing.schedules import Time


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


def split_row(row: RowReading, doubts: list[str]) -> Iterator[Part]:
    """A row as one part, or as several where its cell of times holds several."""
    item = row.item
    place = f"{item.unit} {item.row}"
    times: list[Time | None] = [*row.times] or [None]
    if len(times) == 1:
        yield Part(row.results, row.lines, times[0], item.others, item.shared)
        return
    count = len(times)
    apart = len(row.results) == count and (
        all(label_of(text).style == LETTER for text in row.results) or _one_each(row, count)
    )
    if not apart:
        doubts.append(f"{place}: {count} thời gian, chưa rõ kết quả và cơ quan nào ứng với thời gian nào")
    elif not all(label_of(text).style == LETTER for text in row.results):
        doubts.append(f"{place}: đọc là {count} đầu việc, mỗi dòng một kết quả, một thời gian")
    each = apart and len(row.lines) == count
    for n, time in enumerate(times):
        yield Part(
            (row.results[n],) if apart else row.results,
            [row.lines[n]] if each else list(row.lines),
            time,
            item.others if n == 0 else {},
        )


def _one_each(row: RowReading, count: int) -> bool:
    """Whether a row holds as many steps as times: in its results, its doers and its content."""
    steps = len(row.item.cells.get("content", ()))
    return len(row.lines) == count and steps in (count, count + 1)
