"""The overview of workbooks that were made, and the state of a collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from kstthc_cli.domain.agencies.registry import LEVELS, Agency, Registry
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.workbook.records import STATES, CollectionState, Made
from kstthc_cli.render.screen.phrases import count
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection
from kstthc_cli.store.files.paths import printable


class Exported(Protocol):
    """A workbook that was written."""

    @property
    def agency(self) -> Agency: ...  # noqa: D102
    @property
    def made(self) -> Made: ...  # noqa: D102
    @property
    def duties(self) -> int: ...  # noqa: D102
    @property
    def forms(self) -> int: ...  # noqa: D102


def as_data(
    written: Iterable[Exported], period: Period, days: Mapping[str, Due], record: str | None
) -> dict[str, Any]:
    """What `kst collect export` prints as JSON."""
    return {
        "schema_version": 1,
        "period": str(period),
        "record": record,
        "workbooks": [
            {
                "agency": item.agency.id,
                "workbook": item.made.workbook,
                "sha256": item.made.sha256,
                "duties": item.duties,
                "forms": item.forms,
                "due": days[item.agency.level].effective.isoformat() if item.agency.level in days else None,
            }
            for item in written
        ],
    }


def overview(data: Mapping[str, Any], folder: Path, names: Sequence[str]) -> str:
    """The same for people: one line a workbook; `names` are those of the lists that were written."""
    lines = (f"  {row['workbook']}: {_counts([row])}" for row in data["workbooks"])
    return _overview(data, folder, names, lines)


def summary(written: Iterable[Exported], data: Mapping[str, Any], folder: Path, names: Sequence[str]) -> str:
    """The same in one line a level."""
    levels: dict[str, list[Mapping[str, Any]]] = {}
    for item, row in zip(written, data["workbooks"], strict=True):
        levels.setdefault(item.agency.level, []).append(row)
    lines = (
        f"  {LEVELS.get(level, level)}: {len(rows)} tệp, {_counts(rows)}" for level, rows in levels.items()
    )
    return _overview(data, folder, names, lines)


def _overview(data: Mapping[str, Any], folder: Path, names: Sequence[str], lines: Iterable[str]) -> str:
    head = f"Đã lập {len(data['workbooks'])} tệp trong {printable(str(folder))}:"
    tail = [f"Danh sách từng tệp: {printable(str(folder / name))}" for name in names]
    tail += [f"Đã ghi {data['record']}"] if data["record"] else []
    return "\n".join([head, *lines, *tail, ""])


def _counts(rows: Sequence[Mapping[str, Any]]) -> str:
    """How much workbooks of one level ask, and by which day."""
    duties, forms = (sum(row[what] for row in rows) for what in ("duties", "forms"))
    due = rows[0]["due"]
    last = f", hạn gửi {_day(due)}" if due else ""
    return f"{count(duties)} việc phải báo cáo, {count(forms)} biểu{last}"


LIST_HEADER = ("Mã", "Cơ quan", "Cấp", "Tệp Excel", "Việc phải báo cáo", "Biểu", "Hạn gửi")


def list_rows(
    written: Iterable[Exported], registry: Registry, days: Mapping[str, Due]
) -> Iterator[tuple[str, ...]]:
    """A record for each workbook that was written, see `LIST_HEADER`."""
    for item in written:
        agency = item.agency
        due = days[agency.level].effective.isoformat() if agency.level in days else ""
        who = (agency.id, registry.full_name(agency), LEVELS.get(agency.level, agency.level))
        yield *who, item.made.workbook, str(item.duties), str(item.forms), due


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


HEADER = ("agency", "name", "state", "due", "sent", "answered", "problems", "workbook")


def records(states: Iterable[CollectionState], registry: Registry, as_of: date) -> list[tuple[str, ...]]:
    """The state of a collection as lines of text, see `HEADER`."""
    return [
        (
            state.agency.id,
            registry.full_name(state.agency),
            state.status(as_of),
            state.due.effective.isoformat() if state.due else "",
            state.sent.isoformat() if state.sent else "",
            state.answered.isoformat() if state.answered else "",
            str(state.problems or ""),
            state.workbook,
        )
        for state in states
    ]


_COLUMNS = (
    TableColumn("Cơ quan", share=2),
    TableColumn("Hạn gửi"),
    TableColumn("Lập tệp"),
    TableColumn("Đã gửi"),
    TableColumn("Ghi chú", share=1),
)


def status_table(states: Sequence[CollectionState], registry: Registry, period: Period, as_of: date) -> Table:
    """The state of a collection in blocks, see `STATES`; below it whom to remind."""
    blocks = []
    for key, name in STATES.items():
        mine = [state for state in states if state.status(as_of) == key]
        if mine:
            heading = f"{name[:1].upper()}{name[1:]} ({len(mine)})"
            blocks.append(TableSection(heading, [_cells(state, registry) for state in mine]))
    done = sum(state.answered is not None for state in states)
    subtitle = f"Tính đến hết ngày {as_of:%d/%m/%Y}: {done} trong {len(states)} cơ quan đã gửi."
    notes = _reminder(states, registry, as_of)
    return Table(f"Thu báo cáo {period.vietnamese}", subtitle, _COLUMNS, blocks, notes, ruled=False)


def _cells(state: CollectionState, registry: Registry) -> tuple[str, ...]:
    notes = []
    if state.problems:
        notes.append(f"{state.workbook}: {state.problems} lỗi")
    if state.answer == "empty":
        notes.append("chưa nêu gì")
    return (
        registry.full_name(state.agency),
        f"{state.due.effective:%d/%m/%Y}" if state.due else "",
        f"{state.sent:%d/%m/%Y}" if state.sent else "",
        f"{state.answered:%d/%m/%Y}" if state.answered else "",
        "; ".join(notes),
    )


def _reminder(states: Iterable[CollectionState], registry: Registry, as_of: date) -> tuple[str, ...]:
    """The names of those who are late or sent faults, by day, to be copied into a reminder."""
    by_day: dict[str, list[str]] = {}
    for state in states:
        if state.status(as_of) in ("late", "faulty"):
            day = f"hạn {state.due.effective:%d/%m/%Y}" if state.due else "không có hạn"
            by_day.setdefault(day, []).append(registry.full_name(state.agency))
    return tuple(f"Nhắc ({day}): {'; '.join(names)}." for day, names in by_day.items())
