"""What `kst record` prints about the figures of a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.counted_figures import Table
from kstthc_cli.domain.forms.form import Column, Form
from kstthc_cli.domain.forms.numbers import as_json, shown
from kstthc_cli.domain.forms.sums import NOT_ARISING, Result, figure
from kstthc_cli.domain.progress.form_statements import BASES, CONSOLIDATED, FormStatement

FORM_STATUSES = {"done": "đã đủ", "in_progress": "chưa đủ", "not_arising": "không phát sinh"}
"""Status of a form → its Vietnamese name."""
_BLANK = "(trống)"


@dataclass(frozen=True, slots=True)
class StatedForm:
    """A statement in a form: the tables before and after it, the labels of its rows, the rules that fail."""

    form: Form
    statement: FormStatement
    before: Table | None
    after: Table
    labels: Mapping[str, str]
    failing: tuple[str, ...] = ()

    def changed(self) -> Iterator[tuple[str, Column, Result, Result]]:
        """Row key, column, figure before and figure after, of every cell that the statement changes."""
        for row in self.statement.rows:
            named = {*row.cells, *row.not_arising, *row.withdrawn}
            for column in (column for column in self.form.columns if column.id in named):
                before, after = (_figure(table, row.row, column) for table in (self.before, self.after))
                yield row.row, column, before, after

    def data(self) -> dict[str, Any]:
        """The statement in JSON."""
        return {
            "form": self.statement.form,
            "period": self.statement.period,
            "basis": self.statement.basis,
            "status": self.statement.status,
            "cells": [
                {
                    "row": row,
                    "column": column.id,
                    "before": as_json(old, column),
                    "after": as_json(new, column),
                }
                for row, column, old, new in self.changed()
            ],
            "failing": list(self.failing),
        }

    def lines(self, agency: Agency) -> Iterator[str]:
        """The form, its status, then a line for each cell: `Tư pháp, (3): 120 → 125`."""
        statement = self.statement
        yield f"Biểu {statement.form}. {self.form.title}"
        basis = f", {BASES[CONSOLIDATED]}" if statement.basis == CONSOLIDATED else ""
        when = parse_period(statement.period).vietnamese
        yield f"    {agency.short}, {when}{basis}: {FORM_STATUSES[statement.status]}."
        for row, column, old, new in self.changed():
            before = f"{_words(old, column)} → " if old is not None else ""
            place = f"{self.labels.get(row, row)}, ({column.id}) {column.title}"
            yield f"    {place}: {before}{_words(new, column)}"


def _figure(table: Table | None, row: str, column: Column) -> Result:
    return figure(column, table.cell(row, column.id)) if table is not None else None


def _words(value: Result, column: Column) -> str:
    if value is NOT_ARISING:
        return "không phát sinh"
    return shown(value, column) or _BLANK
