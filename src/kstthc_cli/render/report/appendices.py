"""The appendices of a periodic report: form II.06a as printed, figures of the other forms, targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kstthc_cli.domain.forms.form import Column, Form
from kstthc_cli.domain.report.figures import Counted, FormFigures, RowFigures
from kstthc_cli.domain.text.first_letter import capitalized

_MILLION = 1_000_000
_NUMBERS = ("I", "II")
DOSSIERS = "II.06a"
DOSSIER_COLUMNS = tuple(str(number) for number in range(3, 14))
"""The columns of the printed form II.06a, (3) to (13)."""
TOTAL = "Tổng cộng"
Values = dict[str, Any]


def appendices(figures: Sequence[FormFigures], targets: Sequence[Values], reference: str) -> Values:
    """The values of the appendices; those that are not there have no number."""
    printed = next((found for found in figures if _is_printed(found.form)), None)
    others = [found for found in figures if found is not printed]
    table = figure_table(others) if others else None
    second = bool(table or targets)
    numbers = _NUMBERS if printed and second else ("", "")
    return {
        "reference": reference,
        "dossiers_number": numbers[0],
        "dossiers": dossier_rows(printed) if printed else None,
        "figures_number": numbers[1],
        "figures": table,
        "targets": list(targets),
    }


def _is_printed(form: Form) -> bool:
    """Whether a form has the columns in which form II.06a is printed."""
    return form.id == DOSSIERS and {column.id for column in form.columns} >= {*DOSSIER_COLUMNS}


def dossier_rows(found: FormFigures) -> Values:
    """The rows of form II.06a: of the province by level, of one agency by field; the total last."""
    parts: Sequence[Counted | RowFigures] = found.levels or found.rows
    rows = [{"name": _name(part), "cells": _dossier_cells(part.cells)} for part in parts]
    whole = {"name": TOTAL, "cells": _dossier_cells(found.now.cells)}
    return {"rows": [*rows, whole] if len(rows) > 1 else rows or [whole], "held": _held(found.now)}


def _name(part: Counted | RowFigures) -> str:
    return part.label if isinstance(part, RowFigures) else part.name


def _dossier_cells(cells: Mapping[str, int | float]) -> list[int | None]:
    return [int(cells[column]) if column in cells else None for column in DOSSIER_COLUMNS]


def _held(counted: Counted) -> str:
    """`180/206`: how many of how many agencies are in the figures."""
    return f"{counted.held}/{counted.expected}" if counted.expected > 1 else ""


# The other forms


def figure_table(figures: Sequence[FormFigures]) -> Values | None:
    """A line for each column of each form: by level, in all, and in the periods that it is compared with.

    Of one agency, which has no levels, lines that are zero or blank throughout are left out. None without
    any line.
    """
    levels = list(dict.fromkeys(level.name for found in figures for level in found.levels))
    then = list(dict.fromkeys(other.name for found in figures for other in found.compared))
    name = next(found.now.name for found in figures)
    groups = [_group(found, levels, then) for found in figures]
    if not levels:
        groups = list(_without_zeros(groups))
    columns = [*levels, TOTAL if levels else capitalized(name), *map(capitalized, then)]
    return {"columns": columns, "groups": groups} if groups else None


def _without_zeros(groups: Sequence[Values]) -> Iterator[Values]:
    for group in groups:
        if rows := [row for row in group["rows"] if {*row["cells"]} - {"0", ""}]:
            yield {**group, "rows": rows}


def _group(found: FormFigures, levels: Sequence[str], then: Sequence[str]) -> Values:
    return {"title": found.form.title, "held": _held(found.now), "rows": list(_lines(found, levels, then))}


def _lines(found: FormFigures, levels: Sequence[str], then: Sequence[str]) -> Iterator[Values]:
    """The columns of a form; of a form with several rows, each row of its scored or only column instead."""
    scoring = found.form.scoring
    if len(found.rows) > 1 and scoring is not None:
        column = found.form.column(scoring.column)
        blanks = [""] * len(levels), [""] * len(then)
        for row in found.rows if column else ():
            text = _text(row.cells, column) if column else ""
            yield {"name": row.label, "cells": [*blanks[0], text, *blanks[1]]}
        return
    by_level = {level.name: level.cells for level in found.levels}
    before = {other.name: other.cells for other in found.compared}
    parts = [*(by_level.get(name, {}) for name in levels), found.now.cells]
    parts += (before.get(name, {}) for name in then)
    for column in found.form.columns:
        if column.type != "text" and column.id in found.now.cells:
            yield {"name": _label(column), "cells": [_text(cells, column) for cells in parts]}


def _label(column: Column) -> str:
    unit = {"percent": "%", "money": "triệu đồng"}.get(column.type, column.unit)
    return f"{column.title} ({unit})" if unit and column.type != "count" else column.title


def _text(cells: Mapping[str, int | float], column: Column) -> str:
    """A figure as a table shows it; money in triệu đồng, what is blank as nothing."""
    if column.id not in cells:
        return ""
    value = cells[column.id]
    if column.type == "money":
        return _written(value / _MILLION, 2)
    return _written(value, 2 if column.ratio is None or column.type == "percent" else column.decimals)


def _written(value: int | float, decimals: int) -> str:
    from fractions import Fraction

    from kstthc_cli.domain.forms.numbers import written

    if isinstance(value, int):
        return written(value, 0)
    return written(Fraction(str(value)), decimals).rstrip("0").rstrip(",")
