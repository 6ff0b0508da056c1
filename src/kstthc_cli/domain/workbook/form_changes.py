"""What the sheet of a form changes in the stated figures, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kstthc_cli.domain.forms.counted_figures import Place, Table
from kstthc_cli.domain.forms.form_grid import CellValue, values_of
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.workbook.form_sheets import LABEL, text_of
from kstthc_cli.domain.workbook.returned import Answer, CellProblem, ReturnedSheet

Texts = Mapping[Place, str]
"""Row key and column id → canonical text; blank cells are left out."""


class Stated(NamedTuple):
    """What a sheet says: the text of each cell by row key, where it stands, what is wrong with rows."""

    texts: Texts
    places: Mapping[Place, Answer]
    rows: Mapping[str, str]
    problems: tuple[CellProblem, ...]


class Difference(NamedTuple):
    """A cell to be stated anew; `slip` recorded or withdrew it by hand since the workbook was sent."""

    place: Place
    before: str
    after: str
    slip: str = ""


def stated(sheet: ReturnedSheet, *, open_rows: bool) -> Stated:
    """The figures of a sheet by row key: the code of a row, or the name that the agency gave it."""
    places: dict[Place, Answer] = {}
    problems: list[CellProblem] = []
    rows: dict[str, str] = {}
    for code, answers in sheet.answers.items():
        figures = {column: answer for column, answer in answers.items() if column != LABEL}
        label = answers.get(LABEL)
        key = " ".join(label.text.split()) if label and open_rows else "" if open_rows else code
        if figures and not key:
            first = next(iter(figures.values()))
            problems.append(CellProblem(sheet.name, first.cell, first.typed, "điền tên dòng ở cột đầu."))
        elif figures and key in rows:
            first = next(iter(answers.values()))
            problems.append(
                CellProblem(sheet.name, first.cell, key, "tên dòng này đã có ở dòng khác; gộp hai dòng.")
            )
        elif figures:
            rows[key] = code
            places |= {(key, column): answer for column, answer in figures.items()}
    texts = {place: answer.text for place, answer in places.items()}
    return Stated(texts, places, rows, tuple(problems))


def base_of(prefilled: Mapping[tuple[str, str, str], str], code: str, *, open_rows: bool) -> Texts:
    """What a sheet said when it was sent, by row key."""
    mine = {(row, column): text for (sheet, row, column), text in prefilled.items() if sheet == code}
    if not open_rows:
        return mine
    names = {row: text for (row, column), text in mine.items() if column == LABEL}
    return {(names.get(row, row), column): text for (row, column), text in mine.items() if column != LABEL}


def differences(
    typed: Texts,
    base: Texts,
    table: Table | None,
    period: str,
    replaced: frozenset[str],
    withdrawn: Mapping[Place, Slip],
) -> Iterator[Difference]:
    """The cells that must be stated anew, and those that somebody recorded or withdrew by hand since.

    `period` is that of the collection: what its earlier workbooks stated is superseded. `withdrawn` has the
    slips that left cells blank. A cell that says what it said when it was sent says nothing.
    """
    current: Mapping[Place, CellValue] = values_of(table)
    for place in dict.fromkeys((*base, *typed, *current)):
        there, sent, now = typed.get(place, ""), base.get(place, ""), text_of(current.get(place))
        cell = table.cells.get(place) if table else None
        slip = cell.slip if cell else withdrawn.get(place)
        if there == now:
            continue
        if slip and (_imported(slip, period) or slip.id in replaced):
            if cell or there != sent:
                yield Difference(place, now, there)
        elif there != sent:
            yield Difference(place, now, there, slip.id if slip and now != sent else "")


def _imported(slip: Slip, period: str) -> bool:
    return slip.source is not None and slip.period == period
