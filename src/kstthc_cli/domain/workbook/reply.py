"""What a returned workbook says, read with the hidden codes, before it is compared with anything recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from kstthc_cli.domain.text.normalize import words
from kstthc_cli.domain.workbook.book import Identity, Sent, SentSheet, Sheet
from kstthc_cli.domain.workbook.duty_sheets import COLUMNS, is_duty_sheet
from kstthc_cli.domain.workbook.form_sheets import BASES_SHEET, basis_template
from kstthc_cli.domain.workbook.raw import RawSheet, code_of, has_codes
from kstthc_cli.domain.workbook.returned import CellProblem, ReturnedSheet, doubled, read_sheet

Template = Callable[[str], "Sheet | None"]
"""Code of a sheet → a sheet without rows that has its columns; None for an unknown code."""


class Reply(NamedTuple):
    """A returned workbook as text by codes, and everything that is wrong in its cells."""

    sent: Sent
    sheets: Mapping[str, ReturnedSheet]
    problems: tuple[CellProblem, ...]

    @property
    def identity(self) -> Identity:
        """What the workbook is for."""
        return self.sent.identity

    @property
    def says(self) -> dict[str, dict[str, dict[str, str]]]:
        """The text of every filled cell, by codes of sheet, row and column."""
        return {
            code: {row: {c: a.text for c, a in answers.items()} for row, answers in sheet.answers.items()}
            for code, sheet in self.sheets.items()
        }

    @property
    def untouched(self) -> bool:
        """Whether nothing was changed since it was sent."""
        typed = {
            (sheet, row, column): text
            for sheet, rows in self.says.items()
            for row, columns in rows.items()
            for column, text in columns.items()
            if column not in self.sums(sheet)
        }
        rows = [(sheet, row) for sheet, rows in self.sent.heads.items() for row in rows]
        whole = all(sheet in self.sheets and row in self.sheets[sheet].rows for sheet, row in rows)
        return whole and typed == dict(self.sent.prefilled)

    def sums(self, sheet: str) -> frozenset[str]:
        """The codes of the columns of a sheet that are computed."""
        found = self.sheets.get(sheet)
        return found.sums if found else frozenset()


def reply_of(sent: Sent, raws: Iterable[RawSheet], template: Template) -> Reply:
    """The reply in a workbook; sheets without a code, which people added, are left out."""
    every = list(raws)
    found = {code_of(raw) for raw in every}
    lost = [sheet for code, sheet in sent.sheets.items() if code not in found]
    sheets: dict[str, ReturnedSheet] = {}
    problems: list[CellProblem] = []
    for raw in every:
        code = code_of(raw)
        if code is None and (has_codes(raw) or any(_is_of(raw, sheet) for sheet in lost)):
            problems.append(
                CellProblem(
                    raw.name, "", "", "hàng hoặc cột mã ẩn đã bị xóa; chép nội dung vào tệp gốc rồi gửi lại."
                )
            )
        if code is None or code in sheets:
            continue
        sheet = template(code)
        if sheet is None:
            problems.append(
                CellProblem(raw.name, "", "", "trang của biểu không còn trong kho; lập lại tệp rồi gửi lại.")
            )
            continue
        sheets[code] = read_sheet(raw, sheet, sent.heads.get(code, {}))
        problems += sheets[code].problems
    return Reply(sent, sheets, (*problems, *doubled(every)))


def _is_of(raw: RawSheet, sheet: SentSheet) -> bool:
    """Whether a sheet without any code is one that was sent: it has its name or its title."""
    texts = (cell.value for cell in raw.grid.values() if isinstance(cell.value, str))
    return words(raw.name) == words(sheet.name) or any(words(text) == words(sheet.title) for text in texts)


def fixed_template(code: str) -> Sheet | None:
    """A sheet without rows that no form describes: of duties, or of the bases of figures."""
    if code == BASES_SHEET:
        return basis_template()
    return Sheet(code, "", "", "", COLUMNS, (), ("duty", "content")) if is_duty_sheet(code) else None


def lost_rows(reply: Reply, recorded: Callable[[str, str], bool]) -> Iterable[CellProblem]:
    """A problem for every row that was deleted although something is recorded or was prefilled there.

    `recorded` is asked with the codes of sheet and row.
    """
    filled = {(sheet, row) for sheet, row, _ in reply.sent.prefilled}
    for code, rows in reply.sent.heads.items():
        sheet = reply.sheets.get(code)
        for row, heads in rows.items():
            missing = sheet is None or row not in sheet.rows
            if missing and ((code, row) in filled or recorded(code, row)):
                label = " ".join(text for text in heads.values() if text)[:60]
                name = (sheet or reply.sent.sheets.get(code) or SentSheet(code, "")).name
                wanted = f"dòng “{label}” đã bị xóa mà trước đó có nội dung; thêm lại, muốn rút thì để trống."
                yield CellProblem(name, "", "", wanted)
