"""The list of agencies, and a page for each: what it owes, what it said, its figures, its slips."""

from __future__ import annotations

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.export.facts import joined
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.render.screen.phrases import parent_name
from kstthc_cli.render.site.stated_figures import form_figures, target_figures
from kstthc_cli.render.site.view import SiteView, Values, counted, day_text


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
                "last": day_text(slips[0].day) if (slips := site.slips.get(name)) else day_text(None),
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
        "figures": form_figures(site, agency),
        "targets": list(target_figures(site, agency)),
        "slips": [_slip(site, slip) for slip in site.slips.get(agency.id, ())],
    }


def _slip(site: SiteView, slip: Slip) -> Values:
    said = [f"{STATUSES[status]} {joined(duties)}" for status, duties in _by_status(slip).items()]
    if slip.forms:
        said.append(f"biểu {joined(dict.fromkeys(form.form for form in slip.forms))}")
    return {
        "id": slip.id,
        "day": day_text(slip.day),
        "said": "; ".join(said) or "rút phiếu trước",
        "by": "" if site.public else slip.by or "",
        "note": "" if site.public else slip.note or "",
    }


def _by_status(slip: Slip) -> dict[str, dict[str, None]]:
    """Status → the duties that the slip gives it, each once."""
    found: dict[str, dict[str, None]] = {}
    for entry in slip.entries:
        found.setdefault(entry.status, {})[entry.key.duty] = None
    return found
