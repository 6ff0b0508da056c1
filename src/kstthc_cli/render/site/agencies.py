"""The list of agencies, and a page for each: what it owes, what it said, its figures, its slips."""

from __future__ import annotations

from collections.abc import Iterator

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.export.facts import StatedFigure
from kstthc_cli.domain.forms.numbers import DOES_NOT_ARISE
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.render.screen.phrases import measured, number, parent_name
from kstthc_cli.render.site.view import SiteView, Values, counted


def agencies_values(site: SiteView) -> Values:
    """The values of the list."""
    return {
        "total": counted(site.facts.rows),
        "agencies": [
            {
                "agency": name,
                "name": site.facts.year.registry.full_name(agency),
                "level": site.facts.year.registry.level_name(agency),
                "parent": parent_name(site.facts.year.registry, agency),
                "last": slips[0].day if (slips := site.slips.get(name)) else None,
                **counted(rows),
            }
            for name, (agency, rows) in site.agencies.items()
        ],
    }


def agency_values(site: SiteView, agency: Agency) -> Values:
    """The values of the page of an agency; it may have no work."""
    registry = site.facts.year.registry
    rows = site.agencies[agency.id][1] if agency.id in site.agencies else []
    return {
        "agency": agency.id,
        "name": registry.full_name(agency),
        "level": registry.level_name(agency),
        "parent": parent_name(registry, agency),
        "total": counted(rows),
        "rows": [site.row(row) for row in rows],
        "figures": list(_figures(site, agency)),
        "slips": [_slip(site, slip) for slip in site.slips.get(agency.id, ())],
    }


def _figures(site: SiteView, agency: Agency) -> Iterator[Values]:
    """What the agency stated in forms and for targets, period by period."""
    for one in site.facts.figures_of.get(agency.id, ()):
        form = site.facts.forms.get(one.form)
        column = form.column(one.column) if form else None
        yield {
            "about": f"Biểu {one.form}" if one.form else f"Đầu việc {one.duty}",
            "period": one.period,
            "row": one.row,
            "column": f"({one.column}) {column.title}" if column else one.column,
            "value": _value(one),
            "day": one.slip.day,
        }


def _value(one: StatedFigure) -> str:
    if one.value is None:
        return DOES_NOT_ARISE
    if one.duty:
        return measured(str(one.value), one.unit)
    return one.value if isinstance(one.value, str) else number(str(one.value))


def _slip(site: SiteView, slip: Slip) -> Values:
    said = [f"{entry.key.duty} {STATUSES[entry.status]}" for entry in slip.entries]
    said += [f"biểu {form.form}" for form in slip.forms]
    return {
        "id": slip.id,
        "day": slip.day,
        "said": "; ".join(said) or "rút phiếu trước",
        "by": "" if site.public else slip.by or "",
        "note": "" if site.public else slip.note or "",
    }
