"""`kst record`: writes what an agency reports as an immutable slip."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import names_year, period_argument
from kstthc_cli.commands.progress.correction import references
from kstthc_cli.commands.progress.days import checked_day
from kstthc_cli.commands.progress.draft import Draft, contradiction
from kstthc_cli.commands.progress.entry_validation import ValidEntry, clean_text, valid_entries
from kstthc_cli.commands.progress.open_obligations import with_duties_of_roles
from kstthc_cli.commands.progress.warnings import warn
from kstthc_cli.commands.questions import Questions, Writing
from kstthc_cli.commands.snapshot import Snapshot, snapshot
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.matching import opens_on
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import FINAL, Slip
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.progress import recorded as view_of
from kstthc_cli.render.screen.data_formats import to_json
from kstthc_cli.store.plan.plan_years import issued, plan_year
from kstthc_cli.store.progress.new_slip import write_slip

if TYPE_CHECKING:
    from kstthc_cli.render.forms.stated import StatedForm

FORMATS = ("text", "json")


def record(root: Path, draft: Draft, as_of: date, output: Output, writing: Writing) -> int:
    """Write a slip, completely or not at all, and print it.

    Raises RefusedError when an entry does not fit the plan, with a line for each entry, and when a doubt is
    not confirmed.
    """
    chosen = output.resolve_format(FORMATS)
    year = issued(plan_year(root, draft.plan, as_of))
    agency = agency_named(year.registry, draft.agency, year.plan.year)
    _refuse_contradictions(draft, agency, year)
    day = checked_day(draft.day or as_of, as_of, year, "Ngày báo cáo")
    now = snapshot(root, year, as_of, [agency])
    draft = with_duties_of_roles(draft, now, agency, day)
    entries = valid_entries(draft, agency, now, day, writing.questions)
    forms = _forms(draft, agency, now, day)
    _confirm_year(draft, now, day, writing.questions)
    _confirm_early(entries, now, day, writing.questions)
    slip = _slip(draft, agency, now, day, entries, forms)
    if writing.shown_first:
        writing.questions.approve(view_of.preview(agency, entries))
    path = None if writing.dry_run else write_slip(root, slip, writing.moment)
    view = view_of.Recorded(
        agency=agency,
        slip=slip._replace(path=path or ""),
        entries=tuple(entries),
        still_open=tuple(_unfinished(now, agency, entries, day)),
        shown=writing.shown_first,
        forms=forms,
    )
    output.write(to_json(view_of.as_data(view)) if chosen == "json" else view_of.as_text(view), chosen)
    warn(now, entries, slip, written=path is not None)
    for line in (line for item in forms for line in item.failing):
        sys.stderr.write(f"lưu ý: {line}\n")
    return Exit.FINE


def _refuse_contradictions(draft: Draft, agency: Agency, year: PlanYear) -> None:
    """Raise UsageError where a file and the command line name different agencies or periods.

    Another way of writing the same is no contradiction: `Sở Y tế` and `so-yt`, `Q2` and `2021-Q2`.
    """
    of_plan = year.plan.year
    if draft.option_agency and agency_named(year.registry, draft.option_agency, of_plan).id != agency.id:
        raise contradiction("cơ quan", draft.agency, draft.option_agency)
    if len(draft.file_periods) > 1:
        raise UsageError("Tệp nêu kỳ hai lần: period và quarter.", "Giữ một trong hai.")
    option = draft.option_period
    if draft.period and option and period_argument(draft.period, of_plan) != period_argument(option, of_plan):
        raise contradiction("kỳ", draft.period, option)


def _forms(draft: Draft, agency: Agency, now: Snapshot, day: date) -> tuple[StatedForm, ...]:
    """The statements in forms; what reads and adds up figures is imported only where there are any."""
    if not draft.forms:
        return ()
    from kstthc_cli.commands.forms.record_forms import valid_forms

    return valid_forms(draft, agency, now, day)


def _confirm_year(draft: Draft, now: Snapshot, day: date, questions: Questions) -> None:
    """Ask for confirmation if a report of another year would be written to the default plan."""
    year = now.year.plan.year
    periods = [draft.period, *(entry.get("period") for entry in draft.entries)]
    named = draft.plan or draft.supersedes or any(entry.get("request") for entry in draft.entries)
    if day.year <= year or named or any(names_year(period) for period in periods if period):
        return
    questions.confirm(
        f"Ngày báo cáo {day:%d/%m/%Y} đã sang năm {day.year}, còn phiếu này thuộc kế hoạch "
        f"{now.year.plan.id} (năm {year}).",
        f"Đúng là báo cáo của năm {year} thì nêu rõ --plan {now.year.plan.id} hoặc thêm --yes.",
    )


def _confirm_early(entries: Sequence[ValidEntry], now: Snapshot, day: date, questions: Questions) -> None:
    """Ask for confirmation if work is reported as finished before its period has begun."""
    for obligation, entry in entries:
        opens = opens_on(obligation, now.year.calendar.window_first_day)
        if entry.status in FINAL and opens is not None and day < opens:
            questions.confirm(
                f"Đầu việc {obligation.duty.id}, {obligation.period.vietnamese}: kỳ bắt đầu ngày "
                f"{opens:%d/%m/%Y}, mà ngày {day:%d/%m/%Y} đã báo cáo {STATUSES[entry.status]}.",
                "Kiểm tra --quarter, --period; đúng là báo cáo trước kỳ thì thêm --yes.",
            )


def _unfinished(
    now: Snapshot, agency: Agency, entries: Sequence[ValidEntry], day: date
) -> Iterable[Obligation]:
    """Unfinished obligations on the same duties that are due by the day, or until a recorded one."""
    recorded = {item.obligation.key for item in entries}
    for obligation in now.year.owed_by([agency], now.requests):
        duty, period = obligation.duty.id, obligation.period
        mine = [(o.period, o.due.nominal) for o, _ in entries if o.duty.id == duty and o.due]
        if not mine or obligation.due is None or obligation.key in recorded or not obligation.reports:
            continue
        progress, due = now.state.get(obligation.key), obligation.due.nominal
        finished = progress is not None and progress.status in FINAL
        if not finished and (due <= day or any(_until(last, of, due, period) for of, last in mine)):
            yield obligation


def _until(last: date, of: Period, due: date, period: Period) -> bool:
    """Whether an obligation is due together with a recorded one on its duty, or is a like one before it."""
    return due == last or (due < last and of.kind is period.kind)


def _slip(
    draft: Draft,
    agency: Agency,
    now: Snapshot,
    day: date,
    entries: Sequence[ValidEntry],
    forms: Sequence[StatedForm],
) -> Slip:
    """The slip to write; its id and path are still empty."""
    refs = references(draft.supersedes, now, entries, day)
    if draft.period:
        period = str(period_argument(draft.period, now.year.plan.year))
    elif forms and not entries:
        period = forms[0].statement.period
    else:
        period = entries[0].entry.key.period if entries else _period_of(refs, now.slips)
    return Slip(
        id="",
        plan=now.year.plan.id,
        agency=agency.id,
        period=period,
        day=day,
        by=clean_text(draft.by, "người báo cáo") if draft.by is not None else None,
        supersedes=tuple(refs),
        entries=tuple(item.entry for item in entries),
        note=clean_text(draft.note, "lý do") if draft.note is not None else None,
        forms=tuple(item.statement for item in forms),
    )


def _period_of(refs: Sequence[str], slips: Iterable[Slip]) -> str:
    """The period of the withdrawn slip."""
    first = refs[0].split("#")[0]
    return next(slip.period for slip in slips if slip.id == first)
