"""Everything that is known of a plan on a day: what its tables are filled from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.forms.answers.sheet import Sheet, SheetCell
from kstthc_cli.domain.forms.counted_figures import TableKey, Tables
from kstthc_cli.domain.forms.form import Column, Form
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.form_statements import Value
from kstthc_cli.domain.progress.slips import Entry, Key, Slip, State, in_order
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.domain.tracking.due_list import Row, row_of
from kstthc_cli.domain.tracking.status_counts import days_late

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Amendment


def province_of(registry: Registry) -> str:
    """The place of a registry as letters that every program takes: quang-ngai."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(registry.place)).strip("-")


class StatedEntry(NamedTuple):
    """An entry with its slip; `counts` tells whether it counts, or is withdrawn or replaced.

    `time` is 1, or more where its slip, or one with the same id, states the same obligation again.
    """

    slip: Slip
    entry: Entry
    counts: bool
    time: int = 1


class StatedFigure(NamedTuple):
    """A figure that counts: of a form (`form` is set) or for a target of a duty (`duty` is set)."""

    agency: str
    period: str
    column: str
    value: Value | None
    slip: Slip
    form: str = ""
    basis: str = ""
    row: str = ""
    duty: str = ""
    unit: str = ""
    request: str = ""


class FormTotal(NamedTuple):
    """The total of a column of a form in a period, as `kst form show` answers it; columns count from 1."""

    sheet: Sheet
    column: Column
    cell: SheetCell
    position: int

    @property
    def adds_up(self) -> bool:
        """Whether totals of several plans may be added."""
        return self.column.ratio is None and self.column.over_agencies == "sum"


class _Known(NamedTuple):
    """The fields of `Facts`; a NamedTuple cannot hold cached properties itself."""

    year: PlanYear
    as_of: date
    slips: Sequence[Slip]
    state: State
    requests: Sequence[Request]
    """Open requests and withdrawn ones."""
    amendments: Sequence[Amendment] = ()
    issued: date | None = None
    forms: Mapping[str, Form] = MappingProxyType({})
    tables: Tables = MappingProxyType({})
    """The figures of forms that count on the day."""
    sheets: Mapping[str, Sequence[Sheet]] = MappingProxyType({})
    """Form id → its sheet for each period that has begun, only of forms in which something is stated."""


class Facts(_Known):
    """A plan with its slips and requests up to a day."""

    @cached_property
    def province(self) -> str:
        """The province of the plan, see `province_of`."""
        return province_of(self.year.registry)

    @property
    def plan(self) -> str:
        """The key of the plan over all provinces."""
        return f"{self.province}/{self.year.plan.id}"

    def under_plan(self, *parts: str) -> str:
        """A key of the plan's own."""
        return "/".join([self.plan, *filter(None, parts)])

    def agency(self, name: str) -> str | None:
        """The key of an agency of the registry; None for others."""
        return self.under_plan(name) if name in self.year.registry.agencies else None

    def duty(self, name: str) -> str | None:
        """The key of a duty of the plan; None for others."""
        return self.under_plan(name) if name in self._duties else None

    @cached_property
    def _duties(self) -> frozenset[str]:
        return frozenset(duty.id for duty in self.year.plan.duties)

    def obligation(self, key: Key) -> str | None:
        """The key of the obligation on which something is stated; None if there is no such obligation."""
        found = self._owed.get(key)
        return self.key_of(found) if found else None

    def key_of(self, key: Key) -> str:
        """The key of an obligation over all provinces."""
        return self.under_plan(key.agency, key.local)

    @cached_property
    def _owed(self) -> dict[Key, Key]:
        """Every key under which something may be stated → the key of the obligation."""
        former = {key: row.obligation.key for row in self.rows for key in row.obligation.all_keys}
        return former | {row.obligation.key: row.obligation.key for row in self.rows}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every obligation with its status."""
        open_ = [request for request in self.requests if request.withdrawn is None]
        owed = self.year.owed_by(self.year.registry.in_order, open_)
        return tuple(row_of(obligation, self.state, self.as_of) for obligation in owed)

    def days_late(self, row: Row) -> int | None:
        """How many days late it was finished, or is overdue; None where it is neither."""
        if row.status == "overdue":
            return days_late(row, self.as_of)
        if row.status == "done_late" and row.progress:
            return days_late(row, row.progress.finished_on)
        return None

    def form_totals(self) -> Iterator[FormTotal]:
        """The total of every column of the forms, period by period."""
        for name, sheets in self.sheets.items():
            for sheet in sheets:
                cells = sheet.rows[-1].cells
                columns = zip(self.forms[name].columns, cells, strict=True)
                for position, (column, cell) in enumerate(columns, 1):
                    yield FormTotal(sheet, column, cell, position)

    def _until(self) -> list[Slip]:
        return in_order(slip for slip in self.slips if slip.day <= self.as_of)

    def entries(self) -> Iterator[StatedEntry]:
        """Every entry up to the day, also those that do not count."""
        counted = {
            (slip.agency, slip.id, key)
            for key, progress in self.state.items()
            for slip, _ in progress.statements
        }
        times: Counter[tuple[str, str, Key]] = Counter()
        for slip in self._until():
            for entry in slip.entries:
                place = slip.agency, slip.id, entry.key
                times[place] += 1
                yield StatedEntry(slip, entry, place in counted, times[place])

    def figures(self) -> Iterator[StatedFigure]:
        """Every figure that counts: of forms, then for targets."""
        for key in sorted(self.tables):
            table = self.tables[key]
            yield from (
                _of_form(key, row, column, cell.value, cell.slip)
                for (row, column), cell in sorted(table.cells.items())
            )
            if table.not_arising is not None:
                yield _of_form(key, "", "", None, table.not_arising)
        yield from self.figures_for_targets()

    def figures_for_targets(self) -> Iterator[StatedFigure]:
        """Every figure for a target that counts."""
        for about, progress in self.state.items():
            about_duty = {"duty": about.duty, "request": about.request}
            found = {
                target: StatedFigure(
                    about.agency, about.period, target, figure.value, slip, unit=figure.unit, **about_duty
                )
                for slip, entry in progress.statements
                for target, figure in entry.figures.items()
            }
            yield from found.values()


def _of_form(key: TableKey, row: str, column: str, value: Value | None, slip: Slip) -> StatedFigure:
    return StatedFigure(key.agency, key.period, column, value, slip, key.form, key.basis, row)


def joined(parts: Iterable[str]) -> str:
    """Several words in one cell."""
    return ", ".join(parts)
