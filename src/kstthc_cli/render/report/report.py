"""A periodic report as plain values: `model.report.document_values.ReportValues`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.report.closing import Change
from kstthc_cli.domain.report.contents import Contents
from kstthc_cli.domain.report.figures import FormFigures
from kstthc_cli.domain.report.letterhead import full_name
from kstthc_cli.domain.report.outline import Outline
from kstthc_cli.domain.report.report_period import ReportPeriod, report_period, request_reference
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.text.first_letter import uncapitalized
from kstthc_cli.domain.tracking.targets import Ratios
from kstthc_cli.render.report import report_tables
from kstthc_cli.render.report.appendices import appendices
from kstthc_cli.render.report.body import BodyView, body
from kstthc_cli.render.report.letter import LetterView, annex_reference, letter_values
from kstthc_cli.render.report.paragraphs import Sentences, about
from kstthc_cli.render.templates.templates import Writer

_LONG = "thủ tục hành chính"
_MOST_OF_COMMUNE = 2


@dataclass(frozen=True, slots=True)
class ReportView:
    """The content of a periodic report and of its annex; `agency` is None for that of the whole province.

    `author` is the id of the agency that issues it. `figures` are what the forms add up to,
    `ratios` those by which targets are judged. `prose`,
    `beside`, `instead` and `chosen` are as in `BodyView`. `since` are changes after the closing of this
    period, `before` those of earlier closed periods; `full` lists every obligation in the annex. `uncounted`
    obligations are to send this very report, and in no count of it.
    """

    year: PlanYear
    period: ReportPeriod
    outline: Outline
    letter: LetterView
    as_of: date
    contents: Contents
    writer: Writer
    agency: Agency | None = None
    author: str = ""
    full: bool = False
    closed: date | None = None
    figures: Sequence[FormFigures] = ()
    ratios: Ratios = field(default_factory=dict)
    prose: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: Sequence[Change] = ()
    before: Sequence[tuple[str, Sequence[Change]]] = ()
    uncounted: int = 0


def report_values(view: ReportView) -> dict[str, Any]:
    """The values of the report."""
    shown = _has_appendices(view)
    behind = appendices(
        _as_told(view) if shown else (), _targets(view) if shown else (), reference=_reference(view)
    )
    cited = any(behind[part] for part in ("dossiers", "figures", "targets"))
    return {
        "schema_version": 2,
        **head_values(view, "report"),
        "opening": [_opening(view, cited=cited)],
        "body": body(body_view(view)),
        "appendices": behind,
    }


def head_values(view: ReportView, kind: str) -> dict[str, Any]:
    """What the report and its annex begin with."""
    return {
        "kind": kind,
        "letter": letter_values(view.letter),
        "plan": view.year.plan.id,
        "period": str(view.period.period),
        "period_name": view.period.name,
        "data_from": view.period.window.start.isoformat(),
        "data_to": view.period.window.last.isoformat(),
        "as_of": view.as_of.isoformat(),
        "agency": view.agency.id if view.agency else None,
        "closed": view.closed.isoformat() if view.closed else None,
    }


def body_view(view: ReportView) -> BodyView:
    """The content of the body."""
    registry = view.year.registry
    sentences = Sentences(
        write=view.writer,
        registry=registry,
        who=about(registry, view.agency),
        one_agency=view.agency is not None,
        figures={found.form.id: found for found in view.figures},
        targets=_targets(view),
    )
    return BodyView(
        year=view.year,
        period=view.period,
        outline=view.outline,
        contents=view.contents,
        sentences=sentences,
        prose=view.prose,
        beside=view.beside,
        instead=view.instead,
        chosen=view.chosen,
        limit=_limit(view),
    )


def _has_appendices(view: ReportView) -> bool:
    return view.agency is None or view.agency.level not in view.outline.without_appendices


def _as_told(view: ReportView) -> list[FormFigures]:
    """The figures in the order in which the outline tells them, the others last."""
    told = [form for heading in view.outline.headings for form in heading.forms]
    return sorted(
        view.figures, key=lambda found: told.index(found.form.id) if found.form.id in told else len(told)
    )


def _limit(view: ReportView) -> int:
    """How many statements are listed one by one; a commune's report has two pages."""
    most = view.outline.agency_limit
    short = view.agency is not None and view.year.registry.level_of(view.agency).nested
    return min(most, _MOST_OF_COMMUNE) if short else most


def _targets(view: ReportView) -> list[dict[str, Any]]:
    plan, registry = view.year.plan, view.year.registry
    return report_tables.targets(
        plan, registry, view.contents.for_targets, view.outline.agency_limit, view.ratios
    )


def _opening(view: ReportView, *, cited: bool) -> str:
    """The sentence that begins the report; it cites the appendix, if there is one (NĐ 30/2020/NĐ-CP)."""
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
    behind = "; số liệu chi tiết tại Phụ lục" if cited else ""
    return (
        f"Thực hiện {_ground(view)}, {_sentence_case(name, view)} báo cáo "
        f"{_object(view)} như sau ({data}; {until}{behind}):"
    )


def _ground(view: ReportView) -> str:
    request = view.period.request
    return request_reference(request) if request else view.year.plan.decision


def _object(view: ReportView) -> str:
    """What is reported: the first field of the subject, which stands in full above, and the period."""
    request = view.period.request
    if request is not None:
        return f"kết quả về “{request.subject}”"
    field, _, rest = view.letter.subject.partition(",")
    named = f"{field} {view.period.name}" if rest else field
    return uncapitalized(named).replace(_LONG, f"{_LONG} (TTHC)", 1)


def _sentence_case(name: str, view: ReportView) -> str:
    """The issuer's name in sentence case, for running text."""
    known = [view.agency] if view.agency else []
    known += [a for a in (view.year.registry.agencies.get(view.author), view.year.registry.top) if a]
    return next((full_name(a) for a in known if full_name(a).upper() == name.upper()), name)


def _reference(view: ReportView) -> str:
    """The line under the title of an appendix: the report that it belongs to."""
    return annex_reference(view.letter, _sentence_case(" ".join(view.letter.head.issuer), view))
