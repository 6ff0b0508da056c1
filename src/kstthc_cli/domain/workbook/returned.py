"""Reading a returned workbook: its sheets, rows and columns are found by their hidden codes.

Names of files and sheets, places of rows and columns, formats and protection mean nothing: whatever was moved
is found, whatever is missing, doubled or overwritten is reported with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kstthc_cli.domain.text.normalize import words
from kstthc_cli.domain.workbook import cells
from kstthc_cli.domain.workbook.book import NONE_ARISES, Column, Sheet
from kstthc_cli.domain.workbook.cells import CellError, is_blank
from kstthc_cli.domain.workbook.raw import (
    COLUMN,
    ROW,
    SUM,
    RawCell,
    RawSheet,
    cell_name,
    code_of,
    column_letters,
    mark_of,
)
from kstthc_cli.domain.workbook.readers import canonical


class CellProblem(NamedTuple):
    """What is wrong: sheet and cell (empty if it concerns more), what stands there, what is wanted."""

    sheet: str
    cell: str
    found: str
    wanted: str

    @property
    def sentence(self) -> str:
        """The problem in one Vietnamese line."""
        place = ", ".join(
            part for part in (self.sheet and f"trang “{self.sheet}”", self.cell and _where(self.cell)) if part
        )
        there = f"“{_short(self.found)}”; " if self.found else ""
        return f"{place}: {there}{self.wanted}" if place else f"{there}{self.wanted}"


class Answer(NamedTuple):
    """What stands in one cell: as canonical text, where, and as it was typed."""

    text: str
    sheet: str
    cell: str
    typed: str


class ReturnedSheet(NamedTuple):
    """The answers of a sheet: by row code and column code; `rows` and `columns` are their places.

    Rows that an agency added are under codes made from their place.
    """

    code: str
    name: str
    rows: Mapping[str, int]
    columns: Mapping[str, int]
    answers: Mapping[str, Mapping[str, Answer]]
    problems: tuple[CellProblem, ...]
    sums: frozenset[str] = frozenset()


class _Reader:
    """Reads one sheet that has the given columns; `sent` has what stood in the cells that identify rows."""

    def __init__(self, raw: RawSheet, sheet: Sheet, heads: Mapping[str, Mapping[str, str]]) -> None:
        self.raw, self.sheet, self.heads = raw, sheet, heads
        self.problems: list[CellProblem] = []
        top, left = mark_of(raw.grid) or (1, 1)
        self.left = left
        columns = [(c, cell) for (r, c), cell in raw.grid.items() if r == top]
        self.columns = self._codes(COLUMN, columns) | self._codes(SUM, columns)
        rows = ((r, cell) for (r, c), cell in raw.grid.items() if c == left and r != top)
        self.rows = self._codes(ROW, rows)

    def _codes(self, mark: str, found: Iterable[tuple[int, RawCell]]) -> dict[str, list[int]]:
        codes: dict[str, list[int]] = {}
        for place, cell in sorted(found):
            if isinstance(cell.value, str) and cell.value.startswith(mark):
                codes.setdefault(cell.value.removeprefix(mark), []).append(place)
        return codes

    def problem(self, cell: str, found: str, wanted: str) -> None:
        self.problems.append(CellProblem(self.raw.name, cell, found, wanted))

    def read(self) -> ReturnedSheet:
        columns = self._checked_columns()
        rows = {code: places[0] for code, places in self.rows.items()}
        answers = {code: self._row(code, places, columns) for code, places in self.rows.items()}
        answers |= self._without_code(columns)
        self._check_merged(columns)
        self.problems.sort(key=_order)
        found = {code: row for code, row in answers.items() if row}
        sums = frozenset(column.code for column in self.sheet.columns if column.parts)
        return ReturnedSheet(self.sheet.code, self.raw.name, rows, columns, found, tuple(self.problems), sums)

    def _checked_columns(self) -> dict[str, int]:
        """The places of the columns; one that is missing or doubled, or has another heading, is a problem."""
        found = {}
        for column in self.sheet.columns:
            places = self.columns.get(column.code, [])
            if len(places) != 1:
                if column.typed:
                    times = {0: "đã bị xóa", 2: "có hai lần"}
                    how = times.get(len(places), f"có {len(places)} lần")
                    self.problem(
                        "", "", f"cột “{column.title}” {how}; chép nội dung vào tệp gốc rồi gửi lại."
                    )
                continue
            found[column.code] = places[0]
            if column.typed and not self._has_heading(places[0], column):
                self.problem(
                    column_letters(places[0]), "", f"tiêu đề cột đã đổi, phải là “{column.heading[-1]}”."
                )
        return found

    def _has_heading(self, place: int, column: Column) -> bool:
        first = min((row for places in self.rows.values() for row in places), default=0)
        wanted = words(column.heading[-1])
        return any(
            c == place and isinstance(cell.value, str) and words(cell.value) == wanted
            for (r, c), cell in self.raw.grid.items()
            if not first or r < first
        )

    def _row(self, code: str, places: Sequence[int], columns: Mapping[str, int]) -> dict[str, Answer]:
        """The answers of a row; a copy of the row must say the same."""
        read = [self._answers(place, columns) for place in places]
        for place, other in zip(places[1:], read[1:], strict=True):
            if {k: a.text for k, a in other.items()} != {k: a.text for k, a in read[0].items()}:
                self.problem(
                    f"{place}:{place}",
                    "",
                    f"dòng này chép từ dòng {places[0]} nhưng nội dung khác; giữ một dòng.",
                )
        for place in places:
            self._check_heads(code, place)
        return read[0]

    def _check_heads(self, code: str, place: int) -> None:
        for name, wanted in self.heads.get(code, {}).items():
            column = self.columns.get(name)
            if not column:
                continue
            cell = self.raw.grid.get((place, column[0]))
            if words(cells.shown(cell.value) if cell else "") != words(wanted):
                there = cells.shown(cell.value) if cell else "(trống)"
                self.problem(
                    cell_name(place, column[0]), there, f"ô khóa đã bị sửa, phải là “{_short(wanted)}”."
                )

    def _answers(self, place: int, columns: Mapping[str, int]) -> dict[str, Answer]:
        found = {}
        for column in self.sheet.columns:
            at = columns.get(column.code)
            if at is None or not column.typed or (raw := self.raw.grid.get((place, at))) is None:
                continue
            name = cell_name(place, at)
            try:
                text = canonical(raw, column, days_of_1904=self.raw.days_of_1904)
            except CellError as error:
                why = f"{error.why}; " if error.why else ""
                self.problem(name, cells.shown(raw.value), f"{why}cần {error.wanted}.")
                continue
            if text is not None:
                found[column.code] = Answer(text, self.raw.name, name, cells.shown(raw.value))
        return found | self._sums(place, columns, found)

    def _sums(self, place: int, columns: Mapping[str, int], found: Mapping[str, Answer]) -> dict[str, Answer]:
        """The sums of a row, computed anew from what was filled; a typed one must agree."""
        sums: dict[str, Answer] = {}
        for column in self.sheet.columns:
            at = columns.get(column.code)
            if not column.parts or at is None:
                continue
            known = {**found, **sums}
            given = [known[part].text for part in column.parts if part in known]
            name = cell_name(place, at)
            if given:
                sums[column.code] = Answer(total := _sum(given), self.raw.name, name, total)
            self._check_sum(self.raw.grid.get((place, at)), name, column, sums.get(column.code))
        return sums

    def _check_sum(self, raw: RawCell | None, name: str, column: Column, total: Answer | None) -> None:
        if raw is None or raw.kind == "f" or is_blank(raw.value):
            return
        parts = " + ".join(f"({part})" for part in column.parts)
        wanted = f"tổng {parts} là {total.text if total else 'trống'}; ô này tự tính, điền các ô thành phần."
        try:
            typed = canonical(raw, column)
        except CellError:
            typed = ""
        if total is None or typed != total.text:
            self.problem(name, cells.shown(raw.value), wanted)

    def _without_code(self, columns: Mapping[str, int]) -> dict[str, dict[str, Answer]]:
        """Rows that people inserted: new free rows, or a problem if they say anything."""
        known = {place for places in self.rows.values() for place in places}
        if not known:
            return {}
        typed = {at for column in self.sheet.columns if column.typed and (at := columns.get(column.code))}
        others = sorted(
            {r for (r, c), cell in self.raw.grid.items() if c in typed and not is_blank(cell.value)} - known
        )
        top = self._last_heading(min(known), columns)
        inside = [row for row in others if row > top and (row, self.left) not in self.raw.grid]
        if self.sheet.open_rows:
            labels = {column.code for column in self.sheet.columns if column.kind == "label"}
            added = {f"row-{place}": self._answers(place, columns) for place in inside}
            return {code: answers for code, answers in added.items() if answers.keys() - labels}
        for place in inside:
            what = next(
                cells.shown(cell.value)
                for (r, c), cell in sorted(self.raw.grid.items())
                if r == place and c in typed
            )
            self.problem(
                f"{place}:{place}",
                what,
                "dòng chèn thêm không thuộc dòng nào của trang; chuyển nội dung vào dòng có sẵn.",
            )
        return {}

    def _last_heading(self, first: int, columns: Mapping[str, int]) -> int:
        """The last row above the `first` with a code where headings or numbers of columns stand."""
        names = {
            at: {words(column.heading[-1]), words(f"({column.code})")}
            for column in self.sheet.columns
            if (at := columns.get(column.code))
        }
        found = (
            r
            for (r, c), cell in self.raw.grid.items()
            if r < first and words(cells.shown(cell.value)) in names.get(c, ())
        )
        return max(found, default=first)

    def _check_merged(self, columns: Mapping[str, int]) -> None:
        """Merged cells hide all values but one: over cells to fill they are a problem."""
        rows = {place for places in self.rows.values() for place in places}
        typed = {at for column in self.sheet.columns if column.filled and (at := columns.get(column.code))}
        for top, left, bottom, right in self.raw.merged:
            if any(top <= row <= bottom for row in rows) and any(left <= at <= right for at in typed):
                place = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
                self.problem(place, "", "các ô này đã gộp làm một; bỏ gộp (Unmerge) rồi điền từng ô.")


def _sum(texts: Sequence[str]) -> str:
    """The sum of figures; what does not arise counts as zero, unless nothing arises at all."""
    if all(text == NONE_ARISES for text in texts):
        return NONE_ARISES
    return str(sum((Decimal(text) for text in texts if text != NONE_ARISES), Decimal(0)))


def read_sheet(raw: RawSheet, sheet: Sheet, heads: Mapping[str, Mapping[str, str]]) -> ReturnedSheet:
    """What a returned sheet says; `heads` has what stood in the identifying cells, by row and column code."""
    return _Reader(raw, sheet, heads).read()


def doubled(raws: Iterable[RawSheet]) -> Iterator[CellProblem]:
    """A problem for every copy of a sheet that does not say what the original says."""
    seen: dict[str, RawSheet] = {}
    for raw in raws:
        code = code_of(raw)
        if code is None:
            continue
        first = seen.setdefault(code, raw)
        if first is not raw and _values(first) != _values(raw):
            yield CellProblem(
                raw.name, "", "", f"bản chép của trang “{first.name}” nhưng nội dung khác; giữ một trang."
            )


def _values(raw: RawSheet) -> dict[tuple[int, int], str]:
    return {at: cells.shown(cell.value) for at, cell in raw.grid.items()}


def _where(cell: str) -> str:
    """The words for a cell, a range of cells, a whole row (`9:9`) or a whole column (`D`)."""
    first, _, last = cell.partition(":")
    if first.isdigit():
        return f"dòng {first}"
    if first.isalpha():
        return f"cột {first}"
    return f"các ô {cell}" if last else f"ô {cell}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _order(problem: CellProblem) -> tuple[str, int, int, str]:
    letters, row = re.findall(r"^([A-Z]*)(\d*)", problem.cell)[0]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return problem.sheet, int(row or 0), column, problem.wanted
