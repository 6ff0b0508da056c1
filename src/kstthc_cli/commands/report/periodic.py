"""`kst report quarterly`, `half-year`, `nine-month`, `yearly`, `adhoc`: the periodic report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.commands.report.letterhead import Given, head_of, letter_number, tell_what_lacks
from kstthc_cli.commands.report.write_document import FORMATS, write_document
from kstthc_cli.commands.snapshot import Snapshot, snapshot, warn_astray
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Kind, Period, parse_period
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip, state_of
from kstthc_cli.domain.report.closing import Change, Closing, changes, counted_then, kept_rows, slip_name
from kstthc_cli.domain.report.contents import Material, material
from kstthc_cli.domain.report.dossiers import Dossiers, broken_sums, dossiers_of
from kstthc_cli.domain.report.letterhead import full_name, short_date
from kstthc_cli.domain.report.outline import Outline, unknown_names
from kstthc_cli.domain.report.report_period import (
    KINDS,
    ReportPeriod,
    report_on_demand,
    report_period,
    usual_period,
)
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.model.report.prose import ProseFile
from kstthc_cli.output import Output
from kstthc_cli.render.report.letter import LetterView
from kstthc_cli.render.report.report import ReportView, report_values
from kstthc_cli.store.plan.plan_years import plan_year
from kstthc_cli.store.report.report_files import (
    all_prose,
    closed_periods,
    load_outline,
    prose_path,
    read_closing,
    unread_in_reports,
)

_PROSE = ("highlights", "shortcomings", "causes", "next", "proposals")
_DEMAND = "adhoc"


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """Everything the command line of a periodic report says; `index` counts within the year from 1."""

    kind: str
    as_of: date
    index: int | None = None
    request: str | None = None
    agency: str | None = None
    plan: str | None = None
    full: bool = False
    given: Given = field(default_factory=Given)


def report(root: Path, question: ReportQuestion, output: Output) -> int:
    """Write the report of a period, of the whole province or of one agency."""
    output.chosen(FORMATS)
    year = plan_year(root, question.plan, question.as_of)
    agency = agency_named(year.registry, question.agency, year.plan.year) if question.agency else None
    now = snapshot(root, year, question.as_of, [agency] if agency else None, output.watch)
    period = _period(year, now, question)
    closing = None if period.request else read_closing(root, year.plan.id, period.id)
    view = _view(_Job(root, now, period, closing, agency), question)
    write_document(root, report_values(view), output)
    _tell(view, question, root)
    return Exit.FINE


def author_of(year: PlanYear, agency: Agency | None) -> Agency:
    """Whose report it is: the agency's own, or that of the province. Raises UsageError without one."""
    if agency is not None:
        return agency
    province = next((a for a in year.registry.in_order if a.level == "tinh"), None)
    if province is None:
        raise UsageError("Danh mục không có cơ quan cấp tỉnh.", "Nêu một cơ quan bằng --agency.")
    return province


def _period(year: PlanYear, now: Snapshot, question: ReportQuestion) -> ReportPeriod:
    if question.kind == _DEMAND:
        return _on_demand(now, question.request or "")
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
            raise UsageError(f"Kế hoạch {year.plan.id} không có kỳ {period}.", "Chọn kế hoạch bằng --plan.")
        return report_period(period, year.calendar)
    if quarter is not None:
        return report_period(Period(year.plan.year, Kind.QUARTER, quarter), year.calendar)
    return report_period(usual_period(Kind.QUARTER, year.plan.year, as_of), year.calendar)


# What the report is made of


@dataclass(frozen=True, slots=True)
class _Job:
    """One report to make: whose, of which period, from which situation."""

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
    def said(self) -> list[Slip]:
        """What was said until the day of the report."""
        return [slip for slip in self.now.slips if slip.day <= self.now.as_of]

    @property
    def author(self) -> Agency:
        return author_of(self.year, self.agency)


def _view(job: _Job, question: ReportQuestion) -> ReportView:
    outline = load_outline(job.root)
    _warn_of_names(outline, job.year)
    frozen = job.now if job.closing is None else as_it_was(job.now, job.closing)
    rows = list(job.now.rows(job.agencies))
    written = all_prose(job.root, job.year.plan.id, job.period.id)
    warn_astray(unread_in_reports(job.root, job.year.plan.id, job.period.id))
    prose = next((file for file in written if file.agency == job.author.id), None)
    return ReportView(
        year=job.year,
        period=job.period,
        outline=outline,
        letter=_letter(job, outline, question),
        as_of=frozen.as_of,
        material=_material(job, frozen, rows),
        agency=job.agency,
        full=question.full,
        closed=job.closing.as_of if job.closing else None,
        prose={name: text for name in _PROSE if prose and (text := getattr(prose, name))},
        beside=dict(prose.headings) if prose else {},
        dossiers=_dossiers(job, written),
        since=_own(job, changes(job.closing, rows, job.said)) if job.closing else (),
        before=_earlier_changes(job, rows),
    )


def _letter(job: _Job, outline: Outline, question: ReportQuestion) -> LetterView:
    head = head_of(job.root, job.year, job.author, question.given)
    return LetterView(
        head,
        letter_number(head, question.given, "BC"),
        question.given.day or question.as_of,
        title="BÁO CÁO",
        subject=_subject(outline, job.period),
        to=head.to,
    )


def _subject(outline: Outline, period: ReportPeriod) -> str:
    if period.request is None:
        return f"{outline.subject} {period.name}"
    asked = period.request
    day = f" ngày {short_date(asked.number_day)}" if asked.number_day else ""
    return f"Kết quả thực hiện yêu cầu tại Văn bản số {asked.number}{day}: {asked.subject}"


def _material(job: _Job, then: Snapshot, now: list[Row]) -> Material:
    """What the report is made of; a closed period has the obligations that it had when it was closed."""
    if job.closing is None:
        return material(now, job.period)
    rows = list(then.rows(job.agencies))
    ids = {agency.id for agency in job.agencies}
    kept = kept_rows(job.closing, job.year, rows, then.state)
    return material(rows, job.period, tuple(row for row in kept if row.obligation.agency.id in ids))


def as_it_was(now: Snapshot, closing: Closing) -> Snapshot:
    """The situation when the period was closed: the slips of then, on the day of then."""
    slips = counted_then(now.slips, closing)
    return now._replace(as_of=closing.as_of, slips=slips, state=state_of(slips, closing.as_of))


def _earlier_changes(job: _Job, rows: list[Row]) -> list[tuple[str, Sequence[Change]]]:
    """What changed in earlier closed periods and no closing since has seen."""
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
            for change in _own(job, changes(closed, rows, job.said))
            if any(slip_name(slip) not in counted for slip in change.later)
            or (closed is earlier[-1] and not change.later)
        ]
        if news:
            found.append((parse_period(closed.period).vietnamese, news))
    return found


def _own(job: _Job, found: Iterable[Change]) -> list[Change]:
    ids = {agency.id for agency in job.agencies}
    return [change for change in found if change.frozen.key.agency in ids]


# What people wrote


def _dossiers(job: _Job, written: Sequence[ProseFile]) -> dict[str, list[Dossiers]]:
    year, own = job.year, job.agency.id if job.agency else None
    found = [prose for prose in written if own in (None, prose.agency) and prose.dossiers]
    place = {agency.id: n for n, agency in enumerate(year.registry.in_order)}
    found.sort(key=lambda prose: place.get(prose.agency, len(place)))
    return {_name(year, prose): [dossiers_of(row) for row in prose.dossiers] for prose in found}


def _name(year: PlanYear, prose: ProseFile) -> str:
    return year.registry.short_name(prose.agency) if prose.agency in year.registry.agencies else prose.agency


# What to tell beside


def _warn_of_names(outline: Outline, year: PlanYear) -> None:
    if wrong := list(dict.fromkeys(unknown_names(outline, year.plan))):
        sys.stderr.write(f"cảnh báo: đề cương nhắc {', '.join(wrong)} mà kế hoạch {year.plan.id} không có.\n")


def _how_to_prepare(view: ReportView) -> str:
    which = f"--request {view.period.id}" if view.period.request else f"--period {view.period.id}"
    return f"kst report prepare {which}" + (f" --agency {view.agency.id}" if view.agency else "")


def _tell(view: ReportView, question: ReportQuestion, root: Path) -> None:
    """Which period was taken, and what is still missing for a signature."""
    author = author_of(view.year, view.agency)
    sys.stderr.write(f"Báo cáo {view.period.name} của {full_name(author)}.\n")
    tell_what_lacks(view.letter, question.given)
    for name, rows in view.dossiers.items():
        if wrong := [text for row in rows for text in broken_sums(row)]:
            sys.stderr.write(f"cảnh báo: biểu II.06a của {name} cộng sai: {wrong[0]}\n")
    if "causes" not in view.prose:
        path = prose_path(view.year.plan.id, view.period.id, author.id)
        how = "" if (root / path).exists() else f" (tạo bằng `{_how_to_prepare(view)}`)"
        sys.stderr.write(f"Chưa có lời về nguyên nhân: viết vào {path}{how}.\n")
