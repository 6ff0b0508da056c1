"""What all pages of a site show, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.export.facts import Facts, StatedFigure
from kstthc_cli.domain.forms.counted_figures import Table
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import TEXTS, Slip
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import StatusCounts
from kstthc_cli.render.screen.phrases import SHORT_ROLES, percent_text, period_in
from kstthc_cli.render.unsure_days import unsure_sentence

if TYPE_CHECKING:
    from kstthc_cli.domain.tracking.targets import Ratios
    from kstthc_cli.model.plan import PlanFile

Values = dict[str, Any]
"""What a template is given."""
TEXT_LEFT_OUT = "(nội dung)"
"""What a public site has in the place of text in a form."""


class Amended(NamedTuple):
    """A plan before and after an amendment."""

    before: PlanFile
    after: PlanFile


class _Shown(NamedTuple):
    """The fields of `SiteView`; a NamedTuple cannot hold cached properties itself."""

    facts: Facts
    public: bool = False
    """Whether names of people, texts and evidence are left out."""
    amended: Mapping[str, Amended] = MappingProxyType({})
    """Number of an amendment → what it changed, as far as git has it."""
    ratios: Ratios = MappingProxyType({})
    """Those by which targets of all agencies together are judged."""


class SiteView(_Shown):
    """A plan on a day, with the figures of its forms."""

    @cached_property
    def head(self) -> Values:
        """What every page says of the plan."""
        plan = self.facts.year.plan
        return {
            "plan": plan.id,
            "plan_title": plan.title,
            "decision": plan.decision,
            "as_of": day_text(self.facts.as_of),
            "public": self.public,
            "unsure": unsure_sentence(
                self.facts.year.calendar, (row.obligation.due for row in self.facts.rows)
            ),
        }

    @cached_property
    def agencies(self) -> dict[str, tuple[Agency, list[Row]]]:
        """Agency id → the agency and its rows, in the order of lists; only agencies with work."""
        found: dict[str, tuple[Agency, list[Row]]] = {}
        for row in self.facts.rows:
            agency = row.obligation.agency
            found.setdefault(agency.id, (agency, []))[1].append(row)
        return found

    @cached_property
    def tasks(self) -> dict[str, list[Row]]:
        """Task id → the rows of its duties, in the order of the plan; tasks without work have none."""
        found: dict[str, list[Row]] = {duty.task: [] for duty in self.facts.year.plan.duties}
        for row in self.facts.rows:
            found[row.obligation.duty.task].append(row)
        return found

    @cached_property
    def slips(self) -> dict[str, list[Slip]]:
        """Agency id → its slips up to the day, the newest first."""
        found: dict[str, list[Slip]] = {}
        for slip in sorted(self.facts.slips, key=lambda slip: (slip.day, slip.id), reverse=True):
            if slip.day <= self.facts.as_of:
                found.setdefault(slip.agency, []).append(slip)
        return found

    @cached_property
    def stated(self) -> dict[str, dict[str, list[Table]]]:
        """Agency id → form id → its tables in which something is stated."""
        found: dict[str, dict[str, list[Table]]] = {}
        for key in sorted(self.facts.tables):
            if self.facts.tables[key].stated:
                found.setdefault(key.agency, {}).setdefault(key.form, []).append(self.facts.tables[key])
        return found

    @cached_property
    def target_figures(self) -> dict[str, list[StatedFigure]]:
        """Agency id → its figures for targets."""
        found: dict[str, list[StatedFigure]] = {}
        for one in self.facts.figures_for_targets():
            found.setdefault(one.agency, []).append(one)
        return found

    @cached_property
    def task_of(self) -> dict[str, str]:
        """Duty id → its task."""
        return {duty.id: duty.task for duty in self.facts.year.plan.duties}

    def short_name(self, agency: str) -> str:
        """The short name of an agency."""
        return self.facts.year.registry.short_name(agency)

    def row(self, row: Row) -> Values:
        """An obligation as a line of a table."""
        return self._rows[id(row)]

    @cached_property
    def _rows(self) -> dict[int, Values]:
        return {id(row): self._row(row) for row in self.facts.rows}

    def _row(self, row: Row) -> Values:
        obligation = row.obligation
        last = row.statements[-1] if row.statements else None
        return {
            "duty": obligation.duty.id,
            "task": obligation.duty.task,
            "content": obligation.duty.content,
            "agency": obligation.agency.id,
            "name": self.short_name(obligation.agency.id),
            "roles": ", ".join(SHORT_ROLES[role] for role in obligation.part.roles),
            "period": period_in(self.facts.year.plan, obligation),
            "due": day_text(obligation.due.effective if obligation.due else None),
            "status": row.status,
            "status_name": STATUSES[row.status],
            "late": self.facts.days_late(row) or 0,
            "reported": day_text(last.slip.day if last else None),
            "said": [] if self.public or not last else _said(row),
        }


def _said(row: Row) -> list[str]:
    """The texts of the last statement, then its evidence."""
    entry = row.statements[-1].entry
    texts = [f"{TEXTS[name]}{text}" for name, text in entry.texts.items()]
    return [*texts, *(f"Minh chứng: {one.words}" for one in entry.evidence)]


@cache
def day_text(day: date | None) -> str:
    """A day as pages show it, `05/01/2021`; a dash for none."""
    return f"{day:%d/%m/%Y}" if day else "–"


def counted(rows: Iterable[Row]) -> Values:
    """Counts of rows as every page names them, each with its Vietnamese name."""
    counts = StatusCounts.of(rows)
    return {
        "obligations": counts.total,
        "counted": counts.counted,
        "finished": counts.finished,
        "percent": percent_text(counts.percent),
        "overdue": counts.number("overdue"),
        "open": counts.number("not_reported") + counts.number("in_progress"),
        "waiting": counts.number("waiting"),
        "by_status": [
            {"status": status, "name": STATUSES[status], "number": number}
            for status, number in counts.counts
            if number
        ],
    }
