"""`kst status`, `missing`, `overdue`, `history`: what was said, and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from kstthc_cli.commands.due import Asked, asked_span, chosen_agencies
from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.remembered import Answer, Question, by_agency
from kstthc_cli.commands.situation import Situation, situation
from kstthc_cli.domain.due import Row
from kstthc_cli.domain.obligations import falls_within
from kstthc_cli.domain.periods import Span
from kstthc_cli.domain.plan_year import PlanYear
from kstthc_cli.domain.registry import Agency
from kstthc_cli.domain.slips import Key, in_order, replaced_by, superseded
from kstthc_cli.domain.tally import is_silent
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render import progress as view_of
from kstthc_cli.render import records
from kstthc_cli.store.git import added_by
from kstthc_cli.store.plan_years import plan_year

HISTORY_FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom and what a question is about."""

    as_of: date
    asked: Asked = field(default_factory=Asked)
    plan: str | None = None
    agencies: tuple[str, ...] = ()
    level: str | None = None
    sections: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    def takes(self, row: Row) -> bool:
        """Whether a row passes the filters of section and role."""
        obligation = row.obligation
        in_section = not self.sections or obligation.duty.section.upper() in self.sections
        return in_section and (not self.roles or bool(self.roles & set(obligation.part.roles)))


def status(root: Path, scope: Scope, output: Output) -> int:
    """Print the counts of a period by section and by agency."""
    output.chosen(FORMATS)
    year, agencies = _asked_about(root, scope)
    label, name, span = asked_span(scope.asked, year.plan.year, scope.as_of)
    words = f"status {span} {sorted(scope.sections)} {sorted(scope.roles)}"
    question = Question(root, year, scope.as_of, words, output.watch)
    told = by_agency(question, agencies, partial(_standing, scope, span))
    view = view_of.StatusView(
        plan=year.plan,
        period=label,
        period_name=name,
        as_of=scope.as_of,
        counts={agency: told[agency.id]["counts"] for agency in agencies},
        contradictory=sum(answer["contradictory"] for answer in told.values()),
        unmatched=sum(answer["unmatched"] for answer in told.values()),
    )
    listing = Listing(
        data=lambda: view_of.status_data(view),
        header=view_of.STATUS_HEADER,
        records=lambda: view_of.status_records(view),
        sheet=lambda wide, _most: view_of.status_sheet(view, wide=wide),
    )
    return print_listing(root, listing, output)


def _standing(scope: Scope, span: Span, now: Situation, agencies: Sequence[Agency]) -> dict[str, Answer]:
    """How much of an agency's work stands how; and what it said that the plan does not ask of it.

    What agencies said of which the plan knows nothing is counted with the first.
    """
    found: dict[str, Answer] = {a.id: {"counts": {}, "contradictory": 0, "unmatched": 0} for a in agencies}
    owed: set[Key] = set()
    for row in now.rows(agencies):
        owed.add(row.obligation.key)
        if scope.takes(row) and falls_within(row.obligation, span):
            answer, section = found[row.obligation.agency.id], row.obligation.duty.section
            counts = answer["counts"].setdefault(section, {})
            counts[row.status] = counts.get(row.status, 0) + 1
            answer["contradictory"] += row.said is not None and row.said.contradictory
    for key in now.state.keys() - owed:
        found.get(key.agency, found[agencies[0].id])["unmatched"] += 1
    return found


def missing(root: Path, scope: Scope, output: Output) -> int:
    """Print what nobody has said a word about, by agency."""
    output.chosen(FORMATS)
    now, agencies = _scoped(root, scope, output)
    label, name, span = asked_span(scope.asked, now.year.plan.year, scope.as_of)
    asked = filter(scope.takes, now.rows(agencies))
    silent = (row for row in asked if falls_within(row.obligation, span) and is_silent(row))
    place = {agency.id: n for n, agency in enumerate(agencies)}
    rows = tuple(sorted(silent, key=lambda row: (place[row.obligation.agency.id], _last_day(row))))
    view = view_of.LateView(now.year.plan, f"Chưa báo cáo {name}", label, scope.as_of, rows, by_agency=True)
    return _late(root, view, output)


def overdue(root: Path, scope: Scope, output: Output, *, fail: bool) -> int:
    """Print everything late on the day, oldest first; FINDINGS if asked to fail and there is any."""
    output.chosen(FORMATS)
    now, agencies = _scoped(root, scope, output)
    late = [row for row in filter(scope.takes, now.rows(agencies)) if row.status == "overdue"]
    rows = tuple(sorted(late, key=_last_day))
    title = "Việc quá hạn chưa xong"
    view = view_of.LateView(now.year.plan, title, None, scope.as_of, rows, by_agency=False)
    _late(root, view, output)
    return Exit.FINDINGS if fail and rows else Exit.FINE


def _last_day(row: Row) -> date:
    return row.obligation.due.effective if row.obligation.due else date.max


def _late(root: Path, view: view_of.LateView, output: Output) -> int:
    listing = Listing(
        data=lambda: view_of.late_data(view),
        header=view_of.LATE_HEADER,
        records=lambda: view_of.late_records(view),
        sheet=lambda _wide, most: view_of.late_sheet(view, most),
    )
    return print_listing(root, listing, output)


def _scoped(root: Path, scope: Scope, output: Output) -> tuple[Situation, tuple[Agency, ...]]:
    year, agencies = _asked_about(root, scope)
    narrow = agencies if scope.agencies or scope.level else None
    return situation(root, year, scope.as_of, narrow, output.watch), agencies


def _asked_about(root: Path, scope: Scope) -> tuple[PlanYear, tuple[Agency, ...]]:
    """The plan and the agencies of a question. Raises UsageError for an unknown section."""
    year = plan_year(root, scope.plan, scope.as_of)
    for section in sorted(scope.sections - {s.upper() for s in year.plan.sections}):
        known = ", ".join(year.plan.sections)
        raise UsageError(f"Kế hoạch {year.plan.id} không có mục “{section}”.", f"Các mục: {known}.")
    return year, chosen_agencies(year.registry, scope.agencies, scope.level)


# History


def history(root: Path, duty: str, scope: Scope, output: Output) -> int:
    """Print every entry on a duty, oldest first. Raises UsageError for an unknown duty."""
    chosen = output.chosen(HISTORY_FORMATS)
    now, agencies = _scoped(root, scope, output)
    wanted = duty.strip().casefold()
    duties = [d for d in now.year.plan.duties if wanted in (d.id.casefold(), d.task.casefold())]
    told = list(_told(now, wanted, {a.id for a in agencies} if scope.agencies or scope.level else None))
    if not duties and not told:
        raise UsageError(
            f"Kế hoạch {now.year.plan.id} không có đầu việc “{duty}”.", "Xem các đầu việc: `kst plan show`."
        )
    if chosen == "json":
        output.write(records.to_json(view_of.history_data(now.year.plan.id, wanted, told)), chosen)
        return Exit.FINE
    content = duties[0].content if duties else "đầu việc này không còn trong kế hoạch"
    title = f"{wanted}. {content}" + ("" if told else "\n\nChưa có phiếu nào.")
    output.write(view_of.history_text(title, told, now.year.registry.agencies), chosen)
    return Exit.FINE


def _told(now: Situation, duty: str, agencies: set[str] | None) -> Iterator[view_of.Told]:
    gone = superseded(slip for slip in now.slips if slip.day <= now.as_of)
    notes = {slip.id: slip.note for slip in now.slips}
    commits = added_by(now.root, f"progress/{now.year.plan.id}")
    task = {d.id for d in now.year.plan.duties if duty in (d.id.casefold(), d.task.casefold())} | {duty}
    before: dict[object, str] = {}
    for slip in in_order(now.slips):
        for entry in slip.entries:
            if (
                slip.day <= now.as_of
                and entry.key.duty in task
                and (agencies is None or slip.agency in agencies)
            ):
                replaced = replaced_by(gone, slip, entry)
                commit = commits.get(slip.path)
                known = {"hash": commit.hash, "author": commit.author, "day": commit.day} if commit else None
                earlier = before.get(entry.key)
                if replaced is None:
                    before[entry.key] = entry.status
                yield view_of.Told(slip, entry, replaced, notes.get(replaced or ""), earlier, known)
