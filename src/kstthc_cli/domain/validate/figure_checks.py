"""What is wrong with a statement in a form: unknown places, and figures that do not fit their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.forms.form import Column, Form, rows_for
from kstthc_cli.domain.forms.numbers import grouped
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement, Value
from kstthc_cli.domain.text.normalize import unmarked

MOST = 10**15
"""Figures from here on are not exact in every program that reads them."""


def check_statement(
    statement: FormStatement, agency: Agency, forms: Mapping[str, Form], registry: Registry
) -> Iterator[Finding]:
    """Findings about form, period, rows, columns and figures; places are inside the statement.

    Whether the agency fills the form today does not matter: what it stated while it did still counts.
    """
    form = forms.get(statement.form)
    if form is None:
        known = ", ".join(forms) or "chưa có biểu nào"
        yield Finding("KST092", ("form",), f"Không có biểu “{statement.form}”; các biểu: {known}.")
        return
    period = parse_period(statement.period)
    if period.kind is not form.kind:
        message = f"Biểu {form.id} không lập cho {period.vietnamese}."
        yield Finding(
            "KST092", ("period",), message, f"Nêu một kỳ của biểu, ví dụ {_example(form, period.year)}."
        )
    if statement.status == "not_arising" and statement.rows:
        yield Finding("KST093", ("rows",), "Cả biểu không phát sinh thì không nêu dòng nào.")
    known_rows = None if form.rows.kind == "free" else {row.id for row in rows_for(form, agency, registry)}
    for n, row in enumerate(statement.rows):
        yield from _row(form, row, known_rows, ("rows", n))


_TOTALS = frozenset({"tong", "tong so", "tong cong", "cong", "tong so ho so", "toan tinh"})
"""What a row would be called that repeats the sum of the others."""


def _example(form: Form, year: int) -> str:
    return {"month": f"{year}-06", "quarter": f"{year}-Q2", "half": f"{year}-H1", "year": f"{year}"}[
        form.frequency
    ]


def _row(form: Form, row: RowStatement, known: set[str] | None, loc: Loc) -> Iterator[Finding]:
    if known is not None and row.row not in known:
        listed = ", ".join(sorted(known))
        yield Finding(
            "KST092", (*loc, "row"), f"Biểu {form.id} không có dòng “{row.row}”; các dòng: {listed}."
        )
    if known is None and unmarked(row.row).strip() in _TOTALS:
        message = f"Dòng “{row.row}” của biểu {form.id} do chương trình cộng, cơ quan không điền."
        yield Finding("KST092", (*loc, "row"), message, "Ghi số liệu theo từng dòng của biểu.")
    named: dict[str, Value | None] = {**dict.fromkeys((*row.not_arising, *row.withdrawn)), **row.cells}
    for name, value in named.items():
        where: Loc = (*loc, "cells", name) if name in row.cells else loc
        column = form.column(name)
        if column is None:
            yield Finding("KST092", where, f"Biểu {form.id} không có cột “{name}”.")
        elif column.ratio is not None:
            yield Finding("KST093", where, f"Cột ({name}) do chương trình tính, cơ quan không điền.")
        elif value is not None and (wrong := wrong_value(column, value)):
            yield Finding("KST093", where, wrong)
    repeated = [*row.cells, *row.not_arising, *row.withdrawn]
    for name in dict.fromkeys(name for name in repeated if repeated.count(name) > 1):
        yield Finding("KST093", loc, f"Cột ({name}) được nêu nhiều lần trong một dòng.")


def wrong_value(column: Column, value: Value) -> str:
    """A sentence on why a figure does not fit its column; empty if it does."""
    if isinstance(value, str):
        return "" if column.type == "text" else f"Cột ({column.id}) cần một con số, đang là “{value}”."
    number = Decimal(value)
    if column.type == "text":
        return f"Cột ({column.id}) cần chữ, đang là số {grouped(number)}."
    if abs(number) >= MOST:
        return f"Cột ({column.id}): số {grouped(number)} quá lớn."
    if number < 0:
        return f"Cột ({column.id}): số {grouped(number)} không được âm."
    if column.type == "count" and number != number.to_integral_value():
        return f"Cột ({column.id}) cần số nguyên, đang là {grouped(number)}."
    return ""
