"""What a slip states in forms, from and to the plain data of its file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.progress.form_statements import OWN, FormStatement, RowStatement, Value


def statement_from(data: Plain, period: str) -> FormStatement:
    """The statement from the data of its file; `period` is that of the slip."""
    return FormStatement(
        form=data["form"],
        period=data.get("period") or period,
        basis=data.get("basis") or OWN,
        status=data["status"],
        rows=tuple(_row(item) for item in data.get("rows", ())),
        sheet=data.get("sheet"),
    )


def _row(data: Plain) -> RowStatement:
    return RowStatement(
        data["row"],
        {column: _value(value) for column, value in data.get("cells", {}).items()},
        tuple(data.get("not_arising", ())),
        tuple(data.get("withdrawn", ())),
        data.get("places", {}),
    )


def _value(value: float | str) -> Value:
    """A number as it was written, without the noise of binary fractions."""
    return Decimal(str(value)) if isinstance(value, float) else value


def statement_data(statement: FormStatement, period: str) -> dict[str, Any]:
    """The data of a statement; what is usual is left out. The inverse of `statement_from`."""
    return {
        "form": statement.form,
        **({"period": statement.period} if statement.period != period else {}),
        **({"basis": statement.basis} if statement.basis != OWN else {}),
        "status": statement.status,
        **({"sheet": statement.sheet} if statement.sheet else {}),
        **({"rows": [_row_data(row) for row in statement.rows]} if statement.rows else {}),
    }


def _row_data(row: RowStatement) -> dict[str, Any]:
    return {
        "row": row.row,
        **({"cells": dict(row.cells)} if row.cells else {}),
        **({"not_arising": list(row.not_arising)} if row.not_arising else {}),
        **({"withdrawn": list(row.withdrawn)} if row.withdrawn else {}),
        **({"places": dict(row.places)} if row.places else {}),
    }
