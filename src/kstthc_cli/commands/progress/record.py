"""`kst record`: write down what an agency says, once and for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.commands.progress.correction import references
from kstthc_cli.commands.progress.days import day_of_saying
from kstthc_cli.commands.progress.entry_validation import Accepted, Draft, accept, clean_text
from kstthc_cli.commands.progress.warnings import remark_on_closing, remark_on_contradiction, remark_on_window
from kstthc_cli.commands.snapshot import Situation, situation
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.errors import Exit
from kstthc_cli.output import Output
from kstthc_cli.render.progress import recorded as view_of
from kstthc_cli.render.screen.records import to_json
from kstthc_cli.store.plan.plan_years import issued, plan_year
from kstthc_cli.store.progress.new_slip import write_slip

FORMATS = ("text", "json")


def record(root: Path, draft: Draft, as_of: date, output: Output, *, moment: str, dry_run: bool) -> int:
    """Write a slip, all of it or nothing, and say what was written.

    Raises RefusedError when an entry does not fit the plan, with a line for each entry.
    """
    chosen = output.chosen(FORMATS)
    year = issued(plan_year(root, draft.plan, as_of))
    agency = agency_named(year.registry, draft.agency)
    day = day_of_saying(draft.day or as_of, as_of, year, "Ngày báo cáo")
    now = situation(root, year, as_of, [agency])
    accepted = accept(draft, agency, now, day)
    slip = _slip(draft, agency, now, day, accepted)
    path = None if dry_run else write_slip(root, slip, moment, _hint(accepted))
    told = view_of.Recorded(
        agency=agency,
        period=slip["period"],
        day=day,
        entries=tuple((item.obligation, item.content) for item in accepted),
        supersedes=tuple(slip.get("supersedes", ())),
        path=path,
    )
    output.write(to_json(view_of.as_data(told)) if chosen == "json" else view_of.as_text(told), chosen)
    remark_on_contradiction(now, accepted, slip, written=path is not None)
    remark_on_closing(now, accepted)
    if draft.period is None:
        remark_on_window(now, agency, accepted, day, written=path is not None)
    return Exit.FINE


def _hint(accepted: list[Accepted]) -> str:
    """What the file's name says of its content."""
    return accepted[0].obligation.duty.id if len(accepted) == 1 else "phieu" if accepted else "rut"


def _slip(
    draft: Draft, agency: Agency, now: Situation, day: date, accepted: list[Accepted]
) -> dict[str, Any]:
    period = str(period_argument(draft.period, now.year.plan.year)) if draft.period else None
    refs = references(draft.supersedes, now, accepted, day)
    own = period or (str(accepted[0].obligation.period) if accepted else _period_of(refs, now.slips))
    content: dict[str, Any] = {"plan": now.year.plan.id, "period": own, "agency": agency.id, "date": day}
    if draft.by is not None:
        content["by"] = clean_text(draft.by, "người báo cáo")
    if refs:
        content["supersedes"] = refs
    if draft.note is not None:
        content["note"] = clean_text(draft.note, "lý do")
    if accepted:
        content["entries"] = [_without_own_period(item.content, own) for item in accepted]
    return content


def _period_of(refs: list[str], slips: Iterable[Slip]) -> str:
    """The period of the slip that is withdrawn."""
    first = refs[0].split("#")[0]
    return next(slip.period for slip in slips if slip.id == first)


def _without_own_period(content: dict[str, Any], own: str) -> dict[str, Any]:
    return {key: value for key, value in content.items() if (key, value) != ("period", own)}
