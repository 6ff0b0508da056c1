"""What became of returned workbooks, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.workbook.duty_changes import CellChange
from kstthc_cli.domain.workbook.duty_sheets import COLUMNS
from kstthc_cli.domain.workbook.records import REFUSED, TAKEN
from kstthc_cli.domain.workbook.returned import CellProblem

_TITLES = {column.code: column.title for column in COLUMNS}
_LONG = 80


class Result(NamedTuple):
    """What became of one file; `title` is the name of its agency, `note` why nothing was taken.

    A file that is set `aside` was not judged: another file, or an earlier import, stands for it.
    """

    name: str
    sha256: str
    outcome: str
    agency: str = ""
    period: str = ""
    title: str = ""
    taken: int = 0
    empty: int = 0
    note: str = ""
    problems: tuple[CellProblem, ...] = ()
    changes: tuple[CellChange, ...] = ()
    slip: str = ""
    aside: bool = False


def as_data(results: Sequence[Result]) -> dict[str, Any]:
    """The results as JSON."""
    return {"schema_version": 1, "workbooks": [_data(result) for result in results]}


def _data(result: Result) -> dict[str, Any]:
    return {
        "workbook": result.name,
        "sha256": result.sha256,
        "agency": result.agency or None,
        "period": result.period or None,
        "outcome": result.outcome,
        "rows_taken": result.taken,
        "rows_empty": result.empty,
        "note": result.note or None,
        "slip": result.slip or None,
        "problems": [problem._asdict() for problem in result.problems],
        "changes": [change._asdict() for change in result.changes],
    }


def as_text(results: Sequence[Result], *, dry_run: bool) -> str:
    """One line a workbook, below it what is wrong or what changed; a summary at the end."""
    lines = [line for result in results for line in _lines(result)]
    taken = sum(result.outcome == TAKEN for result in results)
    refused = sum(result.outcome == REFUSED for result in results)
    done = "Chạy thử, sẽ ghi" if dry_run else "Đã ghi"
    rest = len(results) - taken - refused
    tail = f"{done} {taken} tệp; {rest} tệp không có gì mới; {refused} tệp bị từ chối."
    return "\n".join([*lines, tail, ""])


def _lines(result: Result) -> Iterator[str]:
    who = f"{result.title or result.name}"
    where = f" ({result.name})" if result.title else ""
    period = f", {parse_period(result.period).vietnamese}" if result.title else ""
    yield f"{who}{where}{period}: {_outcome(result)}"
    for problem in result.problems:
        yield f"  {problem.sentence}"
    if not result.problems:
        yield from (f"  {_change(change)}" for change in result.changes if change.before)


def _outcome(result: Result) -> str:
    if result.outcome == REFUSED:
        return f"từ chối, {len(result.problems)} lỗi"
    if result.outcome == TAKEN:
        withdrawn = (
            f", đổi {sum(bool(c.before) for c in result.changes)} ô"
            if any(c.before for c in result.changes)
            else ""
        )
        return f"{result.taken} dòng có nội dung, {result.empty} dòng để trống{withdrawn}"
    return result.note


def _change(change: CellChange) -> str:
    title = _TITLES.get(change.column, change.column)
    after = f"“{_shown(change.column, change.after)}”" if change.after else "rút, để trống"
    return f"{change.about}, {title}: “{_shown(change.column, change.before)}” → {after}"


def _shown(column: str, text: str) -> str:
    if column == "status":
        return STATUSES.get(text, text)
    if column == "day":
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[: _LONG - 1]}…"
