"""Sums of figures by a naive program that shares no code with kst; all it reads is plain data.

A figure is added unless a consolidated one above holds it; a ratio is one of sums over the rows that state
all of it; what does not arise is zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

Plain = Mapping[str, Any]
Key = tuple[str, ...]
"""Agency, basis, period; followed by row and column for a cell."""

SPANS: Mapping[str, Sequence[str]] = {f"2021-Q{n}": [f"2021-Q{n}"] for n in range(1, 5)} | {
    "2021-H1": ["2021-Q1", "2021-Q2"],
    "2021-9M": ["2021-Q1", "2021-Q2", "2021-Q3"],
    "2021": ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"],
}
"""Span → the quarters in it."""


class NaiveSums:
    """The figures of one form that are added up; `parents` has the agency above each one."""

    def __init__(self, form: Plain, parents: Mapping[str, str | None], slips: Iterable[Plain]) -> None:
        self.form, self.parents = form, parents
        self.columns = {one["id"]: one for one in form["columns"]}
        cells, stated = self._known(slips)
        counted = self._counting(stated)
        self.cells = {key: value for key, value in cells.items() if key[:3] in counted}
        self.nothing = counted - {key[:3] for key in self.cells}
        self._by_agency: dict[str, dict[Key, Fraction]] = {}
        for key, value in self.cells.items():
            self._by_agency.setdefault(key[0], {})[key] = value

    def value(
        self,
        column: str,
        periods: Sequence[str],
        agencies: Collection[str] | None = None,
        row: str | None = None,
    ) -> Fraction | None:
        """A column over periods, of some agencies or all, in a row or in all; None if nothing is stated."""
        cells = {key: value for key, value in self._of(agencies).items() if row is None or key[3] == row}
        if "ratio" in self.columns[column]:
            idle = {key for key in self.nothing if agencies is None or key[0] in agencies}
            return self._ratio(self.columns[column], cells, idle, periods)
        return self._sum(self.columns[column], cells, periods)

    def _of(self, agencies: Collection[str] | None) -> dict[Key, Fraction]:
        if agencies is None:
            return self.cells
        mine = (self._by_agency.get(agency, {}) for agency in agencies)
        return {key: value for cells in mine for key, value in cells.items()}

    def _known(self, slips: Iterable[Plain]) -> tuple[dict[Key, Fraction], set[Key]]:
        """What every cell says after all slips; and the (agency, basis, period) that say something."""
        cells: dict[Key, Fraction] = {}
        nothing: set[Key] = set()
        for slip in sorted(slips, key=lambda slip: (slip["date"], slip["id"])):
            for said in (one for one in slip.get("forms", ()) if one["form"] == self.form["id"]):
                place = slip["agency"], said.get("basis", "own"), slip["period"]
                if said["status"] == "not_arising":
                    cells = {key: value for key, value in cells.items() if key[:3] != place}
                    nothing.add(place)
                    continue
                nothing.discard(place)
                for row in said["rows"]:
                    _take(cells, (*place, row["row"]), row)
        return cells, {key[:3] for key in cells} | nothing

    def _counting(self, stated: set[Key]) -> set[Key]:
        """The (agency, basis, period) that are added: nothing that a consolidated table above holds."""
        found: set[Key] = set()
        for agency, basis, period in stated:
            above, parent = [], self.parents[agency]
            while parent:
                above.append(parent)
                parent = self.parents[parent]
            held = any((one, "consolidated", period) in stated for one in above)
            double = basis == "own" and (agency, "consolidated", period) in stated
            if not held and not double:
                found.add((agency, basis, period))
        return found

    def _sum(self, column: Plain, cells: Mapping[Key, Fraction], periods: Sequence[str]) -> Fraction | None:
        how = column.get("over_periods", "sum")
        if how == "from_parts" and len(periods) > 1:
            totals = [rule["total"] for rule in self.form["rules"] if "total" in rule]
            parts = next(total["parts"] for total in totals if total["of"] == column["id"])
            values = [self._sum(self.columns[part], cells, periods) for part in parts]
            known = [value for value in values if value is not None]
        else:
            wanted = _periods_of(how, periods)
            mine = ((key[2], value) for key, value in cells.items() if key[4] == column["id"])
            known = [value for period, value in mine if period in wanted]
        return sum(known, Fraction(0)) if known else None

    def _ratio(
        self, column: Plain, cells: Mapping[Key, Fraction], nothing: set[Key], periods: Sequence[str]
    ) -> Fraction | None:
        """Over the rows that state every column of it; None without any, or over zero."""
        parts = column["ratio"]
        plus, minus, under = parts["numerator"], parts.get("less", []), parts["denominator"]
        at = {(key[0], key[2], key[3], key[4]): value for key, value in cells.items()}
        zero = {(agency, period) for agency, _, period in nothing}

        def over(agency: str, row: str, name: str) -> Fraction | None:
            known = [
                Fraction(0) if (agency, period) in zero else at[agency, period, row, name]
                for period in _periods_of(self.columns[name].get("over_periods", "sum"), periods)
                if (agency, period) in zero or (agency, period, row, name) in at
            ]
            return sum(known, Fraction(0)) if known else None

        above = below = Fraction(0)
        for agency, row in {(key[0], key[3]) for key in cells if key[2] in periods}:
            values = {name: over(agency, row, name) for name in (*plus, *minus, *under)}
            found = {name: value for name, value in values.items() if value is not None}
            if len(found) == len(values):
                above += sum(found[name] for name in plus) - sum(found[name] for name in minus)
                below += sum(found[name] for name in under)
        scale = 100 if column["type"] == "percent" else 1
        return above * scale / below if below else None


def _take(cells: dict[Key, Fraction], place: Key, row: Plain) -> None:
    for column, value in row.get("cells", {}).items():
        cells[(*place, column)] = Fraction(str(value))
    for column in row.get("not_arising", ()):
        cells[(*place, column)] = Fraction(0)
    for column in row.get("withdrawn", ()):
        cells.pop((*place, column), None)


def _periods_of(how: str, periods: Sequence[str]) -> Sequence[str]:
    return {"first": periods[:1], "last_in_period": periods[-1:]}.get(how, periods)
