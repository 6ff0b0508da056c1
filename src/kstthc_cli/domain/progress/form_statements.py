"""What a slip states in a form: rows of figures, as they were sent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

Value = int | Decimal | str
"""A figure; text only in a column of text."""
OWN, CONSOLIDATED = "own", "consolidated"
BASES = {OWN: "số liệu của riêng cơ quan", CONSOLIDATED: "số liệu đã gồm các cơ quan trực thuộc"}
"""Basis of figures → its Vietnamese name."""


class RowStatement(NamedTuple):
    """What is stated in one row: figures by column, columns that do not arise, and withdrawn columns.

    A column that is not named is not stated: what an earlier slip stated of it still counts. `places` are the
    cells of the workbook from which figures were imported, by column: `E9`.
    """

    row: str
    cells: Mapping[str, Value] = MappingProxyType({})
    not_arising: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    places: Mapping[str, str] = MappingProxyType({})


class FormStatement(NamedTuple):
    """What a slip states in one form and period.

    `basis` is `own`, or `consolidated` where the figures already hold those of the agencies below. `status`
    is `done` when the agency declares the form complete, `in_progress` while it is not, and `not_arising`
    when nothing in the form arises, which takes the place of every earlier figure. `sheet` is the sheet of
    the workbook from which it was imported.
    """

    form: str
    period: str
    basis: str
    status: str
    rows: tuple[RowStatement, ...] = ()
    sheet: str | None = None
