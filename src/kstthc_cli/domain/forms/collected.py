"""Whose figures a sum holds: the tables of a form, who is expected, and whose table carries whom.

No figure counts twice: the consolidated table of an agency takes the place of its own one and of those of
all agencies below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.calendar.reporting_windows import reporting_window
from kstthc_cli.domain.forms.counted_figures import Table, TableKey, Tables
from kstthc_cli.domain.forms.form import Form, rows_for
from kstthc_cli.domain.progress.form_statements import CONSOLIDATED, OWN
from kstthc_cli.domain.text.normalize import sort_key


class InPeriod(NamedTuple):
    """The tables of a period: `expected` agencies, and agency id → the table that carries its figures.

    Agencies are expected that fill the form and exist in the whole reporting window, and all others that
    stated something. An agency without a carrier is silent.
    """

    expected: tuple[Agency, ...]
    carriers: Mapping[str, Table]

    def contributes(self, agency: str) -> Table | None:
        """The table that an agency itself adds to sums; None if it is silent or another one carries it."""
        table = self.carriers.get(agency)
        return table if table is not None and table.key.agency == agency else None


class Collected:
    """The tables of one form, with what is needed to add them up. `first_day` opens reporting windows.

    `every` has those too of which all figures were withdrawn; they state nothing and are not in `tables`.
    With `only`, no other agency is expected to fill the form.
    """

    def __init__(
        self, form: Form, registry: Registry, first_day: int, tables: Tables, only: Agency | None = None
    ) -> None:
        self.form = form
        self.registry = registry
        self.first_day = first_day
        self.every = {key: table for key, table in tables.items() if key.form == form.id}
        self.tables = {key: table for key, table in self.every.items() if table.stated}
        self._agencies = registry.in_order if only is None else (only,)
        self._periods: dict[Period, InPeriod] = {}

    @cached_property
    def fillers(self) -> tuple[Agency, ...]:
        """The agencies that fill the form at any time, in the order of lists."""
        return tuple(a for a in self._agencies if self.form.filled_by(a, self.registry))

    def alone(self, agency: Agency) -> Collected:
        """Only the tables of one agency, which nobody else then carries."""
        own = {key: table for key, table in self.every.items() if key.agency == agency.id}
        return Collected(self.form, self.registry, self.first_day, own, agency)

    def table(self, period: Period, agency: str, basis: str) -> Table | None:
        """The table of an agency."""
        return self.tables.get(TableKey(self.form.id, str(period), agency, basis))

    def in_period(self, period: Period) -> InPeriod:
        """Who is expected and who carries whom in one period of the form."""
        if period not in self._periods:
            self._periods[period] = self._in_period(period)
        return self._periods[period]

    def _in_period(self, period: Period) -> InPeriod:
        window = reporting_window(period, self.first_day)
        first = max(window.start, self._known_from)
        stated = {key.agency for key in self.tables if key.period == str(period)}
        whole = {a.id for a in self.fillers if a.exists_on(first) and a.exists_on(window.last)}
        filling = whole | stated
        expected = tuple(a for a in self._agencies if a.id in filling)
        carriers = {agency.id: table for agency in expected if (table := self._carrier(agency, period))}
        return InPeriod(expected, carriers)

    @cached_property
    def _known_from(self) -> date:
        """The day from which the registry knows agencies at all: before it nobody has begun."""
        return min((a.first for a in self.registry.agencies.values() if a.first), default=date.min)

    def _carrier(self, agency: Agency, period: Period) -> Table | None:
        """The consolidated table of the highest agency above, else its own consolidated one, else its own."""
        line = [agency, *self._above(agency)]
        for one in reversed(line):
            if table := self.table(period, one.id, CONSOLIDATED):
                return table
        return self.table(period, agency.id, OWN)

    def _above(self, agency: Agency) -> Iterable[Agency]:
        seen = {agency.id}
        parent = self.registry.above(agency)
        while parent is not None and parent.id not in seen:
            seen.add(parent.id)
            yield parent
            parent = self.registry.above(parent)

    def below(self, agency: Agency) -> tuple[Agency, ...]:
        """The agencies directly and indirectly below, in the order of lists."""
        return tuple(a for a in self.registry.in_order if any(up.id == agency.id for up in self._above(a)))

    def row_keys(self, table: Table) -> tuple[str, ...]:
        """The keys of the rows that a table has: those printed, or those that the agency named."""
        if self.form.rows.kind == "free":
            return tuple(table.rows)
        return self._printed_rows(table.key.agency)

    def row_labels(self, periods: Iterable[Period]) -> dict[str, str]:
        """Row key → label of every row of the contributing tables of some periods.

        Rows are as printed; of free rows the suggested ones come first, then the others by name.
        """
        printed = {row.id: row.label for row in self.form.rows.items}
        if self.form.rows.kind == "fixed":
            return printed
        tables = [table for period in periods for table in self.in_period(period).carriers.values()]
        if self.form.rows.kind == "agencies":
            named_by = {table.key.agency for table in tables}
            fillers = (agency for agency in self.registry.in_order if agency.id in named_by)
            return {row.id: row.label for a in fillers for row in rows_for(self.form, a, self.registry)}
        named = {row for table in tables for row in table.rows}
        first = [name for name in printed if name in named]
        return {name: name for name in (*first, *sorted(named - set(first), key=sort_key))}

    def _printed_rows(self, agency: str) -> tuple[str, ...]:
        if self.form.rows.kind == "fixed":
            return self._fixed
        known = self.registry.agencies.get(agency)
        return tuple(row.id for row in rows_for(self.form, known, self.registry)) if known else ()

    @cached_property
    def _fixed(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.form.rows.items)
