"""What a workbook holds: sheets with columns and rows, each with a hidden code by which it is found again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kstthc_cli.domain.progress.checksum import checksum_of

VERSION = 1
"""The version of the layout of workbooks; a workbook with a higher one is refused."""

NONE_ARISES = "–"
"""What stands in a cell of figures where nothing arises."""

CellKey = tuple[str, str, str]
"""Codes of sheet, row and column."""


class Column(NamedTuple):
    """A column of a sheet; `code` identifies it, however it is moved.

    `kind` says how a cell is read: `status`, `basis`, `text`, `number` (of a document), `day`, `link`,
    `label`, `count`, `decimal`, `money` or `percent`. Columns that are not `filled` are printed and locked. A
    column with `parts` is the sum of these columns: a formula in a locked cell. `summed` columns add up over
    rows.
    """

    code: str
    heading: tuple[str, ...]
    kind: str
    width: float
    filled: bool = True
    parts: tuple[str, ...] = ()
    decimals: int = 0
    hint: str = ""
    summed: bool = True

    @property
    def title(self) -> str:
        """The headings on one line."""
        return " - ".join(self.heading)

    @property
    def typed(self) -> bool:
        """Whether an agency types into it."""
        return self.filled and not self.parts


class Row(NamedTuple):
    """A row: text by column code; `before` has the values of the period before, by column code.

    The agency names a `free` row itself.
    """

    code: str
    cells: Mapping[str, str]
    before: Mapping[str, str] = MappingProxyType({})
    free: bool = False


class Condition(NamedTuple):
    """A rule that colours cells while people type: the sum of `left` compared with `times` that of `right`.

    `operator` is `=`, `<=` or `>=`; the rule applies where all columns are filled, and a `ratio` not over
    zero. With the operator `both`, columns are wrong of which only some are filled. With `past` the right
    side is that of the period before.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    operator: str
    times: str = "1"
    ratio: bool = False
    past: bool = False


class Sheet(NamedTuple):
    """A sheet: its code, the name of its tab, headings, columns and rows.

    `heads` are codes of columns that show which row it is, and must come back unchanged. `total` is the label
    of a row of sums below the others; empty if there is none. In a sheet with `open_rows` the agency may add
    rows of its own.
    """

    code: str
    name: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heads: tuple[str, ...]
    total: str = ""
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    open_rows: bool = False

    @property
    def levels(self) -> int:
        """The number of rows of its header."""
        return max(len(column.heading) for column in self.columns)


class Identity(NamedTuple):
    """What a workbook is for: plan, registry of the province, agency, period, and the versions."""

    version: int
    plan: str
    registry: str
    agency: str
    period: str
    program: str
    made: date

    @property
    def seal(self) -> str:
        """The checksum of all of it, by which a changed agency or period is noticed."""
        return checksum_of(self._asdict())


class SentSheet(NamedTuple):
    """The name and the title of a sheet when it was sent."""

    name: str
    title: str


class Sent(NamedTuple):
    """What the hidden sheet of a returned workbook says was sent.

    `heads` has the text of the identifying cells by codes of sheet, row and column, `prefilled` what stood in
    the cells to fill, `sheets` the sheets by code.
    """

    identity: Identity
    sheets: Mapping[str, SentSheet]
    heads: Mapping[str, Mapping[str, Mapping[str, str]]]
    prefilled: Mapping[CellKey, str]


class Workbook(NamedTuple):
    """A workbook for one agency and period; `guide` are the lines of its first sheet."""

    identity: Identity
    title: str
    guide: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]

    @property
    def prefilled(self) -> dict[CellKey, str]:
        """What stands in the cells that the agency fills, when it is sent."""
        return {
            (sheet.code, row.code, column.code): text
            for sheet in self.sheets
            for row in sheet.rows
            for column in sheet.columns
            if column.typed and (text := row.cells.get(column.code))
        }
