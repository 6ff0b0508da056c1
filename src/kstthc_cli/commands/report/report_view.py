"""What a periodic report and its internal annex are made of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kstthc_cli.commands.forms.form import closing_of
from kstthc_cli.commands.forms.targets import target_ratios
from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.commands.report.figures import FiguresQuestion, report_figures
from kstthc_cli.commands.report.letterhead import Given, head_of, letter_day, letter_number, owner_of
from kstthc_cli.commands.snapshot import Snapshot, snapshot, warn_of_misplaced, warn_of_unsure_rows
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Kind, Period, parse_period
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.obligation_status import FINISHED
from kstthc_cli.domain.progress.slips import Slip, state_of
from kstthc_cli.domain.report.closing import Change, Closing, changes, counted_then, kept_rows, slip_name
from kstthc_cli.domain.report.contents import Contents, contents_of
from kstthc_cli.domain.report.outline import Outline, unknown_names
from kstthc_cli.domain.report.report_period import (
    KINDS,
    ReportPeriod,
    report_on_demand,
    report_period,
    request_reference,
    usual_period,
)
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.targets import Ratios
from kstthc_cli.errors import UsageError
from kstthc_cli.model.report.prose import ProseFile
from kstthc_cli.output import Output
from kstthc_cli.render.report.letter import LetterView
from kstthc_cli.render.report.report import ReportView
from kstthc_cli.render.templates.templates import sentence_writer
from kstthc_cli.store.plan.plan_years import plan_year
from kstthc_cli.store.report.outlines import outline_for
from kstthc_cli.store.report.report_files import (
    closed_periods,
    read_closing,
    read_prose,
    unread_in_reports,
)

_PROSE = ("highlights", "shortcomings", "causes", "next", "proposals")
_DEMAND = "adhoc"
ANNEX = "annex"
_INTERNAL = "tài liệu nội bộ, không kèm báo cáo"


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """The options of a periodic report or of its annex (kind `annex`).

    `index` counts the period within the year from 1; an annex may name it in words as well (`period`). With a
    `folder` the document becomes a Word file of its own name there, which `open_file` opens.
    """

    kind: str
    as_of: date
    index: int | None = None
    request: str | None = None
    agency: str | None = None
    plan: str | None = None
    full: bool = False
    given: Given = field(default_factory=Given)
    period: str | None = None
    folder: Path | None = None
    open_file: Callable[[Path], bool] | None = None


def author_of(year: PlanYear, agency: Agency | None) -> Agency:
    """Whose report it is: the agency's own, or that of the plan's owner. Raises UsageError without one."""
    author = agency or owner_of(year)
    if author is None:
        first = next(iter(year.registry.levels.values())).name.lower()
        raise UsageError(
            f"Danh mục không có cơ quan {first}.", "Nêu một cơ quan bằng --agency, hoặc ghi owner ở kế hoạch."
        )
    return author


def _period(year: PlanYear, now: Snapshot, question: ReportQuestion) -> ReportPeriod:
    if question.kind == _DEMAND or question.request is not None:
        return _on_demand(now, question.request or "")
    if question.kind == ANNEX:
        return named_period(year, question.index, question.period, question.as_of)
    kind = KINDS[question.kind]
    if question.index is None:
        return report_period(usual_period(kind, year.plan.year, question.as_of), year.calendar)
    return report_period(Period(year.plan.year, kind, question.index), year.calendar)


def _on_demand(now: Snapshot, wanted: str) -> ReportPeriod:
    found = next((request for request in now.requests if request.id == wanted.strip()), None)
    if found is None:
        known = ", ".join(request.id for request in now.requests) or "chưa có"
        raise UsageError(f"Không có yêu cầu “{wanted}”.", f"Các yêu cầu: {known}. Xem `kst request list`.")
    return report_on_demand(found)


def named_period(year: PlanYear, quarter: int | None, text: str | None, as_of: date) -> ReportPeriod:
    """The period that options of `prepare` and `close` name; by default the quarter of the day."""
    if quarter is not None and text is not None:
        raise UsageError("Kỳ được nêu bằng nhiều cách.", "Chỉ dùng một: --quarter hoặc --period.")
    if text is not None:
        period = period_argument(text, year.plan.year)
        if period.year != year.plan.year:
            raise UsageError(
                f"Kế hoạch {year.plan.id} không có {period.vietnamese}.", "Chọn kế hoạch bằng --plan."
            )
        return report_period(period, year.calendar)
    if quarter is not None:
        return report_period(Period(year.plan.year, Kind.QUARTER, quarter), year.calendar)
    return report_period(usual_period(Kind.QUARTER, year.plan.year, as_of), year.calendar)


# What the report is made of


@dataclass(frozen=True, slots=True)
class _Job:
    """One report to make: its author, its period, and the snapshot it is made from."""

    root: Path
    now: Snapshot
    period: ReportPeriod
    closing: Closing | None
    agency: Agency | None

    @property
    def year(self) -> PlanYear:
        return self.now.year

    @property
    def agencies(self) -> Sequence[Agency]:
        return [self.agency] if self.agency else self.year.registry.in_order

    @property
    def slips_until(self) -> list[Slip]:
        """The slips up to the day of the report."""
        return [slip for slip in self.now.slips if slip.day <= self.now.as_of]

    @property
    def author(self) -> Agency:
        return author_of(self.year, self.agency)


def view_of(root: Path, question: ReportQuestion, output: Output) -> ReportView:
    """Everything of a report and of its annex."""
    year = plan_year(root, question.plan, question.as_of)
    agency = agency_named(year.registry, question.agency, year.plan.year) if question.agency else None
    now = snapshot(root, year, question.as_of, [agency] if agency else None, output.watch)
    period = _period(year, now, question)
    closing = None if period.request else read_closing(root, year.plan.id, period.id)
    return _view(_Job(root, now, period, closing, agency), question, output)


def _view(job: _Job, question: ReportQuestion, output: Output) -> ReportView:
    outline = outline_for(job.root, job.year.plan)
    _warn_of_names(outline, job.year)
    frozen = job.now if job.closing is None else as_it_was(job.now, job.closing)
    every = list(job.now.rows_to_report(job.agencies))
    prose = read_prose(job.root, job.year.plan.id, job.period.id, job.author.id)
    warn_of_misplaced(unread_in_reports(job.root, job.year.plan.id, job.period.id))
    contents, uncounted = _contents(job, outline, every)
    warn_of_unsure_rows(job.year.calendar, contents.covered)
    return ReportView(
        year=job.year,
        period=job.period,
        outline=outline,
        letter=_letter(job, outline, question),
        as_of=frozen.as_of,
        contents=contents,
        writer=sentence_writer(job.root),
        agency=job.agency,
        author=job.author.id,
        full=question.full,
        closed=job.closing.as_of if job.closing else None,
        figures=report_figures(
            FiguresQuestion(job.root, job.now, job.period, job.closing, job.agency), output.watch
        ),
        ratios=_ratios(job, frozen.as_of),
        prose={name: text for name in _PROSE if prose and (text := getattr(prose, name))},
        beside=dict(prose.headings) if prose else {},
        instead=dict(prose.paragraphs) if prose else {},
        chosen=_chosen(prose),
        since=_changes_since(job, outline, every),
        before=_earlier_changes(job, every),
        uncounted=uncounted,
    )


def _ratios(job: _Job, as_of: date) -> Ratios:
    """Those by which targets are judged; none in a report on demand."""
    if job.period.request:
        return {}
    return target_ratios(job.root, job.year, as_of, job.now.slips, job.period.period, job.agency)


def _chosen(prose: ProseFile | None) -> dict[str, list[str]]:
    """Number of a heading → the statements that an official chose for it."""
    found: dict[str, list[str]] = {}
    for statement in prose.statements if prose else ():
        if statement.highlight:
            found.setdefault(statement.heading, []).append(statement.text)
    return found


def _letter(job: _Job, outline: Outline, question: ReportQuestion) -> LetterView:
    head = head_of(job.root, job.year, job.author, question.given)
    day = letter_day(job.year, question.given, question.as_of)
    if question.kind == ANNEX:
        subject = f"{job.year.plan.subject or outline.subject} {job.period.name}\n({_INTERNAL})"
        return LetterView(head, "", day, "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", subject, draft=job.year.plan.draft)
    return LetterView(
        head,
        letter_number(head, question.given, "BC"),
        day,
        title="BÁO CÁO",
        subject=_subject(outline, job.year.plan.subject, job.period),
        to=head.to,
        draft=job.year.plan.draft,
    )


def _subject(outline: Outline, subject: str, period: ReportPeriod) -> str:
    if period.request is None:
        return f"{subject or outline.subject} {period.name}"
    return f"Kết quả thực hiện yêu cầu tại {request_reference(period.request)}: {period.request.subject}"


def _is_this_report(job: _Job, outline: Outline, row: Row) -> bool:
    """Whether an obligation is to send the very report that is being made, and so cannot be done yet.

    In the report of the province that is the part of its author and of who leads it.
    """
    if row.status in FINISHED or not outline.asks_for_report(row.obligation.duty):
        return False
    if job.period.request is not None:
        return False
    mine = job.agency is not None or row.obligation.agency.id == job.author.id
    leads = "lead" in row.obligation.part.roles
    return (mine or leads) and row.obligation.period.span.end == job.period.calendar.end


def _contents(job: _Job, outline: Outline, now: list[Row]) -> tuple[Contents, int]:
    """The rows of the report, and how many are left out because they are to send this very report.

    A closed period has the obligations that it had at its closing; the longer period that an open one tells
    too has those of its own closing.
    """

    def counted(rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(row for row in rows if not _is_this_report(job, outline, row))

    if job.closing is not None:
        rows, own = _as_closed(job, job.closing)
        return contents_of(counted(rows), job.period, counted(own)), len(own) - len(counted(own))
    contents = contents_of(counted(now), job.period)
    longer = job.period.cumulative
    closing = closing_of(job.root, job.year, longer, job.now.as_of) if longer else None
    if closing is not None:
        contents = replace(contents, cumulative=counted(_as_closed(job, closing)[1]))
    return contents, len(now) - len(counted(now))


def _as_closed(job: _Job, closing: Closing) -> tuple[list[Row], list[Row]]:
    """The rows of the whole plan, and those of the closed period, as they were at its closing."""
    then, ids = as_it_was(job.now, closing), {agency.id for agency in job.agencies}
    rows = list(then.rows_to_report(job.agencies))
    kept = kept_rows(closing, job.year, rows, then.state)
    return rows, [row for row in kept if row.obligation.agency.id in ids]


def as_it_was(now: Snapshot, closing: Closing) -> Snapshot:
    """The snapshot at the closing of the period: the slips that existed then, as of that day."""
    slips = counted_then(now.slips, closing)
    return now._replace(as_of=closing.as_of, slips=slips, state=state_of(slips, closing.as_of))


def _changes_since(job: _Job, outline: Outline, rows: Sequence[Row]) -> list[Change]:
    """What has changed since the closing of the period, but for the report itself."""
    if job.closing is None:
        return []
    found = _own(job, changes(job.closing, rows, job.slips_until))
    return [change for change in found if not (change.row and _is_this_report(job, outline, change.row))]


def _earlier_changes(job: _Job, rows: Sequence[Row]) -> list[tuple[str, Sequence[Change]]]:
    """Changes in earlier closed periods that no later closing includes."""
    earlier = [
        closed
        for closed in closed_periods(job.root, job.year.plan.id)
        if parse_period(closed.period).span.end <= job.period.calendar.start
    ]
    counted = earlier[-1].slips if earlier else frozenset()
    found: list[tuple[str, Sequence[Change]]] = []
    for closed in earlier:
        news = [
            change
            for change in _own(job, changes(closed, rows, job.slips_until))
            if any(slip_name(slip) not in counted for slip in change.later) or closed is earlier[-1]
        ]
        if news:
            found.append((parse_period(closed.period).vietnamese, news))
    return found


def _own(job: _Job, found: Iterable[Change]) -> list[Change]:
    ids = {agency.id for agency in job.agencies}
    return [change for change in found if change.key.agency in ids]


# What people wrote


def _warn_of_names(outline: Outline, year: PlanYear) -> None:
    if wrong := list(dict.fromkeys(unknown_names(outline, year.plan))):
        sys.stderr.write(f"cảnh báo: đề cương nhắc {', '.join(wrong)} mà kế hoạch {year.plan.id} không có.\n")
    if left := list(dict.fromkeys(duty.task for duty in outline.left_out(year.plan))):
        sys.stderr.write(
            f"cảnh báo: đề cương không có chỗ cho nhiệm vụ {', '.join(left)}, nên báo cáo không nêu "
            "(kst explain KST088).\n"
        )
