"""Counts, silent agencies, late work and history in every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from kstthc_cli.domain.due import Row
from kstthc_cli.domain.periods import parse_period
from kstthc_cli.domain.plan import Plan
from kstthc_cli.domain.registry import LEVELS, Agency
from kstthc_cli.domain.roles import names
from kstthc_cli.domain.slips import Entry, Slip
from kstthc_cli.domain.status import STATUSES
from kstthc_cli.domain.tally import Tally, days_late
from kstthc_cli.domain.text import shortened
from kstthc_cli.render.sheet import Block, Column, Sheet

_BAR = 10
_COUNTED = {
    "done": "Xong",
    "done_late": "Xong muộn",
    "not_arising": "Không p/s",
    "in_progress": "Đang làm",
    "not_reported": "Chưa b/c",
    "overdue": "Quá hạn",
    "waiting": "Chờ",
}


def bar(share: float) -> str:
    """A share as ten blocks and a percentage, rounded down so that 100 % means all."""
    full = int(share * _BAR)
    return "█" * full + "░" * (_BAR - full) + f" {int(share * 100):3d}%"


# kst status


@dataclass(frozen=True, slots=True)
class StatusView:
    """Counts of a period, by section and by agency."""

    plan: Plan
    period: str
    period_name: str
    as_of: date
    counts: Mapping[Agency, Mapping[str, Mapping[str, int]]]
    """Agency → section → status → how many; agencies in the order of lists."""
    contradictory: int
    unmatched: int

    @property
    def total(self) -> Tally:
        """Everything counted."""
        return Tally.sum(tally for mine in self.counts.values() for tally in mine.values())

    def by_section(self) -> Iterator[tuple[str, Tally]]:
        """Section ids in the plan's order, with their counts."""
        for section in self.plan.sections:
            mine = [counts[section] for counts in self.counts.values() if section in counts]
            if mine:
                yield section, Tally.sum(mine)

    def by_agency(self) -> Iterator[tuple[Agency, Tally]]:
        """Agencies in the order of lists, with their counts."""
        for agency, mine in self.counts.items():
            if mine:
                yield agency, Tally.sum(mine.values())


def status_data(view: StatusView) -> dict[str, Any]:
    """The counts in JSON."""
    return {
        "schema_version": 1,
        "plan": view.plan.id,
        "period": view.period,
        "as_of": view.as_of.isoformat(),
        "total": _counts(view.total),
        "contradictory": view.contradictory,
        "unmatched": view.unmatched,
        "sections": [
            {"id": section, "title": view.plan.sections[section], **_counts(tally)}
            for section, tally in view.by_section()
        ],
        "agencies": [
            {"id": a.id, "name": a.name, "level": a.level, **_counts(tally)} for a, tally in view.by_agency()
        ],
    }


def _counts(tally: Tally) -> dict[str, Any]:
    return {"obligations": tally.total, "finished": tally.finished, **dict(tally.counts)}


STATUS_HEADER = ("Theo", "Mã", "Tên", "Cộng", *_COUNTED.values(), "Tỷ lệ xong (%)")


def status_records(view: StatusView) -> Iterator[tuple[str, ...]]:
    """A record a section, then a record an agency, in the columns of `STATUS_HEADER`."""
    for section, tally in view.by_section():
        yield ("mục", section, view.plan.sections[section], *_numbers(tally), f"{tally.share * 100:.1f}")
    for agency, tally in view.by_agency():
        yield ("cơ quan", agency.id, agency.name, *_numbers(tally), f"{tally.share * 100:.1f}")


def _numbers(tally: Tally) -> list[str]:
    return [str(tally.total), *(str(tally[status]) for status in _COUNTED)]


def status_sheet(view: StatusView, *, wide: bool) -> Sheet:
    """The counts for a person; a narrow screen leaves out what is zero everywhere."""
    shown = [s for s in _COUNTED if wide or view.total[s]]
    columns = [
        Column("Tên", share=1),
        Column("Cộng"),
        *(Column(_COUNTED[s]) for s in shown),
        Column("Tiến độ"),
    ]

    def cells(name: str, tally: Tally) -> list[str]:
        return [name, str(tally.total), *(str(tally[s]) for s in shown), bar(tally.share)]

    sections = [cells(f"{s}. {view.plan.sections[s]}", tally) for s, tally in view.by_section()]
    blocks = [Block("Theo mục", sections)]
    for level, members in groupby(view.by_agency(), key=lambda item: item[0].level):
        blocks.append(Block(LEVELS[level], [cells(a.short, tally) for a, tally in members]))
    title = f"Tiến độ {view.period_name}"
    subtitle = f"Kế hoạch {view.plan.id}, tính đến ngày {view.as_of:%d/%m/%Y}"
    return Sheet(title, subtitle, columns, blocks, list(_status_notes(view)), ruled=False)


def _status_notes(view: StatusView) -> Iterator[str]:
    tally = view.total
    parts = ", ".join(f"{n} {STATUSES[status]}" for status, n in tally.counts if n)
    counted = f" ({parts})" if parts else ""
    yield f"Cộng: {tally.total} nghĩa vụ{counted}; xong {int(tally.share * 100)}%."
    if view.contradictory:
        yield f"{view.contradictory} nghĩa vụ có phiếu trái nhau: xem `kst validate`, `kst history`."
    if view.unmatched:
        yield f"{view.unmatched} dòng tiến độ không khớp với kế hoạch hiện nay: xem `kst validate`."


# kst missing, kst overdue


@dataclass(frozen=True, slots=True)
class LateView:
    """Rows that need a reminder."""

    plan: Plan
    title: str
    period: str | None
    as_of: date
    rows: tuple[Row, ...]
    by_agency: bool


LATE_HEADER = (
    "Hạn", "Hạn tính theo ngày làm việc", "Số ngày chậm",
    "Mã cơ quan", "Cơ quan", "Đầu việc", "Kỳ", "Vai trò", "Trạng thái",
    "Nội dung công việc",
)  # fmt: skip


def late_records(view: LateView) -> Iterator[tuple[str, ...]]:
    """A record a row, in the columns of `LATE_HEADER`."""
    for row in view.rows:
        o = row.obligation
        yield (
            o.due.nominal.isoformat() if o.due else "",
            o.due.effective.isoformat() if o.due else "",
            str(days_late(row, view.as_of)),
            o.agency.id,
            o.agency.name,
            o.duty.id,
            str(o.period),
            names(o.part.roles),
            _how(row),
            o.duty.content,
        )


def late_data(view: LateView) -> dict[str, Any]:
    """The rows in JSON."""
    return {
        "schema_version": 1,
        "plan": view.plan.id,
        "period": view.period,
        "as_of": view.as_of.isoformat(),
        "obligations": [_late(row, view.as_of) for row in view.rows],
    }


def _late(row: Row, as_of: date) -> dict[str, Any]:
    o = row.obligation
    return {
        "duty": o.duty.id,
        "task": o.duty.task,
        "content": o.duty.content,
        "agency": {"id": o.agency.id, "name": o.agency.name, "level": o.agency.level},
        "roles": list(o.part.roles),
        "condition": o.part.condition,
        "period": str(o.period),
        "request": o.request or None,
        "due": o.due.nominal.isoformat() if o.due else None,
        "effective_due": o.due.effective.isoformat() if o.due else None,
        "days_late": days_late(row, as_of),
        "status": row.status,
        "said": row.said.status if row.said else None,
    }


def late_sheet(view: LateView, most: int | None) -> Sheet:
    """The rows for a person: by agency, or oldest first."""
    columns = [Column("Hạn"), Column("Chậm"), Column("NV")]
    columns += [] if view.by_agency else [Column("Cơ quan", share=2)]
    columns += [Column("Nội dung công việc", share=4), *([] if view.by_agency else [Column("Đã báo")])]
    blocks: list[Block] = []
    if view.by_agency:
        for agency, mine in groupby(view.rows, key=lambda row: row.obligation.agency):
            rows = [_late_cells(view, row, most) for row in mine]
            blocks.append(Block(f"{agency.name}: {len(rows)}", rows))
    elif view.rows:
        blocks.append(Block("Muộn nhất trước", [_late_cells(view, row, most) for row in view.rows]))
    agencies = len({row.obligation.agency.id for row in view.rows})
    total = f"{len(view.rows)} nghĩa vụ của {agencies} cơ quan"
    notes = [f"Cộng: {total}."]
    subtitle = f"Kế hoạch {view.plan.id}, tính đến ngày {view.as_of:%d/%m/%Y}: {total}"
    return Sheet(view.title, subtitle, columns, blocks, notes, ruled=False)


def _late_cells(view: LateView, row: Row, most: int | None) -> list[str]:
    o = row.obligation
    content = shortened(o.duty.content, most)
    late = days_late(row, view.as_of)
    cells = [_days(row), f"{late} ngày" if late else "—", o.duty.id]
    return [*cells, content] if view.by_agency else [*cells, o.agency.short, content, _how(row)]


def _days(row: Row) -> str:
    due = row.obligation.due
    if due is None:
        return "—"
    shifted = f"\n→ {due.effective:%d/%m/%Y}" if due.effective != due.nominal else ""
    return f"{due.nominal:%d/%m/%Y}{shifted}"


def _how(row: Row) -> str:
    return STATUSES[row.said.status] if row.said else "chưa báo cáo"


# kst history


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the history: whether it still counts, what it changed, who committed it."""

    slip: Slip
    entry: Entry
    replaced_by: str | None
    replaced_note: str | None
    before: str | None
    commit: Mapping[str, str] | None


def history_data(plan: str, duty: str, told: Sequence[Told]) -> dict[str, Any]:
    """The history in JSON."""
    return {
        "schema_version": 1,
        "plan": plan,
        "duty": duty,
        "entries": [
            {
                "slip": item.slip.id,
                "path": item.slip.path,
                "date": item.slip.day.isoformat(),
                "by": item.slip.by,
                "agency": item.slip.agency,
                "duty": item.entry.key.duty,
                "period": item.entry.key.period,
                "request": item.entry.key.request or None,
                "status": item.entry.status,
                "before": item.before,
                "text": item.entry.text,
                "difficulty": item.entry.difficulty,
                "proposal": item.entry.proposal,
                "evidence": [e.words for e in item.entry.evidence],
                "figures": {name: f"{f.value} {f.unit}" for name, f in item.entry.figures.items()},
                "supersedes": list(item.slip.supersedes),
                "superseded_by": item.replaced_by,
                "superseded_note": item.replaced_note,
                "commit": dict(item.commit) if item.commit else None,
            }
            for item in told
        ],
    }


def history_text(title: str, told: Iterable[Told], agencies: Mapping[str, Agency]) -> str:
    """The history for a person, oldest first."""
    lines = [title]
    for item in told:
        who = agencies[item.slip.agency].short if item.slip.agency in agencies else item.slip.agency
        change = STATUSES[item.entry.status]
        if item.before and item.before != item.entry.status:
            change = f"{STATUSES[item.before]} → {change}"
        note = f": {item.replaced_note}" if item.replaced_note else ""
        dead = f" [không còn tính, theo phiếu {item.replaced_by}{note}]" if item.replaced_by else ""
        lines += ["", f"{item.slip.day:%d/%m/%Y}  {who}, {_about(item.entry)}: {change}{dead}"]
        lines += [f"    {line}" for line in _told_lines(item)]
    return "\n".join(lines) + "\n"


def _about(entry: Entry) -> str:
    """Duty, period and request of an entry in words."""
    request = f", yêu cầu {entry.key.request}" if entry.key.request else ""
    return f"đầu việc {entry.key.duty}, {parse_period(entry.key.period).vietnamese}{request}"


def _told_lines(item: Told) -> Iterator[str]:
    entry = item.entry
    for label, text in (("", entry.text), ("Khó khăn: ", entry.difficulty), ("Kiến nghị: ", entry.proposal)):
        if text:
            yield from (f"{label}{line}" for line in text.rstrip("\n").split("\n"))
    yield from (f"Minh chứng: {e.words}" for e in entry.evidence)
    yield from (f"Số liệu {name}: {f.value.replace('.', ',')} {f.unit}" for name, f in entry.figures.items())
    by = f", {item.slip.by}" if item.slip.by else ""
    yield f"Phiếu {item.slip.id}{by}"
    if item.commit:
        yield f"Git {item.commit['hash']}, {item.commit['author']}, {item.commit['day']}"
