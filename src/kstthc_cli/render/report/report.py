"""A periodic report as plain values: `model.report.ReportValues`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.report.closing import Change
from kstthc_cli.domain.report.contents import Contents
from kstthc_cli.domain.report.dossiers import Dossiers
from kstthc_cli.domain.report.letterhead import full_name, short_date
from kstthc_cli.domain.report.outline import Outline
from kstthc_cli.domain.report.report_period import ReportPeriod, report_period, request_reference
from kstthc_cli.render.report import tables
from kstthc_cli.render.report.body import BodyView, body
from kstthc_cli.render.report.letter import LetterView, annex_reference, letter_values
from kstthc_cli.render.report.words import SIGNED_STATUSES, evidence_text
from kstthc_cli.render.screen.phrases import count

_APPENDIX_NUMBERS = ("I", "II", "III")


@dataclass(frozen=True, slots=True)
class ReportView:
    """The content of a periodic report; `agency` is None for that of the whole province.

    `author` is the id of the agency that issues it.

    `full` lists every agency's statements and every obligation. `since` are changes after the closing of
    this period, `before` those of earlier closed periods.
    """

    year: PlanYear
    period: ReportPeriod
    outline: Outline
    letter: LetterView
    as_of: date
    contents: Contents
    agency: Agency | None = None
    author: str = ""
    full: bool = False
    closed: date | None = None
    prose: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    dossiers: Mapping[str, Sequence[Dossiers]] = field(default_factory=dict)
    since: Sequence[Change] = ()
    before: Sequence[tuple[str, Sequence[Change]]] = ()

    @property
    def limit(self) -> int | None:
        """How many agencies are listed one by one; None for all."""
        return None if self.full else self.outline.agency_limit


def report_values(view: ReportView) -> dict[str, Any]:
    """The values of the report."""
    plan, registry = view.year.plan, view.year.registry
    reached = tables.targets(plan, registry, view.contents.for_targets, view.limit)
    return {
        "schema_version": 1,
        "kind": "report",
        "letter": letter_values(view.letter),
        "plan": plan.id,
        "period": str(view.period.period),
        "period_name": view.period.name,
        "data_from": view.period.window.start.isoformat(),
        "data_to": view.period.window.last.isoformat(),
        "as_of": view.as_of.isoformat(),
        "agency": view.agency.id if view.agency else None,
        "closed": view.closed.isoformat() if view.closed else None,
        "opening": list(_opening(view)),
        "body": body(_body_view(view, has_targets=bool(reached))),
        "counts": tables.counts_by_section(plan, view.contents.due),
        "targets": reached,
        "appendices": _appendices(view),
    }


def _body_view(view: ReportView, *, has_targets: bool) -> BodyView:
    since = {"Sau khi chốt số liệu": list(_changes(view, view.since))} if view.since else {}
    for name, changed in view.before:
        since[f"Thay đổi số liệu {name} sau khi chốt"] = list(_changes(view, changed))
    return BodyView(
        year=view.year,
        period=view.period,
        outline=view.outline,
        contents=view.contents,
        prose=view.prose,
        beside=view.beside,
        one_agency=view.agency is not None,
        limit=view.limit,
        since=since,
        author=view.author,
        has_targets=has_targets,
    )


def _opening(view: ReportView) -> Iterator[str]:
    window = view.period.window
    data = f"số liệu từ ngày {short_date(window.start)} đến ngày {short_date(window.last)}"
    until = (
        f"kết quả cập nhật đến hết ngày {short_date(view.closed)}"
        if view.closed
        else f"kết quả cập nhật đến hết ngày {short_date(view.as_of)}"
    )
    who = view.letter.head.issuer
    name = " ".join(who)
    if (longer := view.period.cumulative) is not None:
        whole = report_period(longer, view.year.calendar).window
        span = f"từ ngày {short_date(whole.start)} đến ngày {short_date(whole.last)}"
        data += f"; số liệu lũy kế {longer.vietnamese} {span}"
    yield (
        f"Thực hiện {_ground(view)}, {_sentence_case(name, view)} báo cáo "
        f"{_object(view)} như sau ({data}; {until}):"
    )


def _ground(view: ReportView) -> str:
    request = view.period.request
    return request_reference(request) if request else view.year.plan.decision


def _object(view: ReportView) -> str:
    """The subject of the report, without the document that requested it, which is named before."""
    request = view.period.request
    return f"kết quả về “{request.subject}”" if request else _lowered(view.letter.subject)


def _sentence_case(name: str, view: ReportView) -> str:
    """The issuer's name in sentence case, for running text."""
    known = [view.agency] if view.agency else []
    known += [a for a in (view.year.registry.agencies.get(view.author), view.year.registry.top) if a]
    return next((full_name(a) for a in known if full_name(a).upper() == name.upper()), name)


def _reference(view: ReportView) -> str:
    """The line under the title of an appendix: the report that it belongs to."""
    return annex_reference(view.letter, _sentence_case(" ".join(view.letter.head.issuer), view))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _changes(view: ReportView, changed: Sequence[Change]) -> Iterator[str]:
    """How many obligations have changed status, then a line for each, changes of status first."""
    kinds = Counter(_turn(change) for change in changed)
    if len(changed) > 1:
        words = "; ".join(f"{turn} ({count(number)})" for turn, number in kinds.most_common())
        yield f"Có {count(len(changed))} lượt nhiệm vụ thay đổi: {words}."
    ranked = sorted(changed, key=lambda change: (not change.later, change.now == change.frozen.status))
    shown = ranked if view.limit is None else ranked[: view.limit]
    yield from (_change(view, change) for change in shown)
    if len(changed) > len(shown):
        yield f"Ngoài ra còn {count(len(changed) - len(shown))} lượt nhiệm vụ khác."


def _turn(change: Change) -> str:
    """`từ quá hạn sang hoàn thành quá hạn`; or why the obligation is gone, or that there is a new slip."""
    then = SIGNED_STATUSES[change.frozen.status]
    if change.now is None:
        return _GONE[change.gone]
    now = SIGNED_STATUSES[change.now]
    return f"vẫn {now}, có báo cáo mới" if then == now else f"từ {then} sang {now}"


_GONE = {
    "requested": "đã có văn bản yêu cầu, theo dõi theo văn bản đó",
    "detailed": "đã có kế hoạch chi tiết, theo dõi theo kế hoạch đó",
    "withdrawn": "văn bản yêu cầu đã được thu hồi",
    "dropped": "Kế hoạch không còn giao",
}


def _change(view: ReportView, change: Change) -> str:
    key, registry = change.frozen.key, view.year.registry
    who = registry.short_name(key.agency) if key.agency in registry.agencies else key.agency
    evidence = [
        evidence_text(e)
        for slip in change.later
        for entry in slip.entries
        if entry.key == key
        for e in entry.evidence
    ]
    days = ", ".join(dict.fromkeys(f"{short_date(slip.day)}" for slip in change.later))
    reported = f", báo cáo ngày {days}" if days else ""
    beside = f" ({'; '.join(dict.fromkeys(evidence))})" if evidence else ""
    period = parse_period(key.period).vietnamese
    return f"{who}, nhiệm vụ {key.duty}, {period}: {_turn(change)}{reported}{beside}."


def _appendices(view: ReportView) -> dict[str, Any]:
    plan, registry = view.year.plan, view.year.registry
    one = view.agency is not None
    grid = None if one else tables.grid(plan, registry, view.contents.due, each_commune=view.full)
    dossiers = tables.dossier_table(view.dossiers, one_agency=one)
    there = [name for name, of in (("grid", grid), ("dossiers", dossiers), ("duties", True)) if of]
    numbers = dict(zip(there, _APPENDIX_NUMBERS, strict=False)) if len(there) > 1 else {}
    return {
        "reference": _reference(view),
        "grid_number": numbers.get("grid", ""),
        "grid": grid,
        "dossiers_number": numbers.get("dossiers", ""),
        "dossiers": dossiers,
        "duties_number": numbers.get("duties", ""),
        "duties": tables.duty_table(
            plan,
            registry,
            view.contents.covered,
            one_by_one=one or view.full,
            limit=view.limit,
            earlier={row.obligation.key for row in view.contents.earlier},
        ),
    }
