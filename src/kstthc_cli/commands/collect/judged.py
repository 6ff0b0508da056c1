"""Judges a reply against the plan and what is recorded: problems, or the slip that it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kstthc_cli.commands.collect.judged_forms import FormContext, judged_forms
from kstthc_cli.commands.snapshot import Snapshot
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import parse_period, period_words
from kstthc_cli.domain.errors import BadPeriodError
from kstthc_cli.domain.forms.counted_figures import TableKey, tables_of
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.form_statements import BASES, FormStatement
from kstthc_cli.domain.progress.slips import Entry, ReportedProgress
from kstthc_cli.domain.tracking.due_list import row_of
from kstthc_cli.domain.workbook.book import VERSION, Identity
from kstthc_cli.domain.workbook.duty_changes import (
    CellChange,
    Conflict,
    RowChange,
    compared,
    incomplete,
    withdrawn_since,
)
from kstthc_cli.domain.workbook.duty_sheets import entry_of, is_duty_sheet
from kstthc_cli.domain.workbook.form_sheets import form_of_code
from kstthc_cli.domain.workbook.reply import Reply, lost_rows
from kstthc_cli.domain.workbook.returned import Answer, CellProblem


class Verdict(NamedTuple):
    """What a reply amounts to: problems, or entries, references, changes; rows taken and left empty."""

    problems: tuple[CellProblem, ...]
    entries: tuple[Entry, ...] = ()
    forms: tuple[FormStatement, ...] = ()
    supersedes: tuple[str, ...] = ()
    changes: tuple[CellChange, ...] = ()
    taken: int = 0
    empty: int = 0


class Expected(NamedTuple):
    """What workbooks must be for: the period if one is asked, the day of import, slips to be replaced."""

    period: str | None
    day: date
    replaced: frozenset[str] = frozenset()


def identity_problem(identity: Identity, now: Snapshot, expected: Expected) -> str:
    """Why a workbook does not belong here; empty if it does."""
    return next(_identity_problems(identity, now.year, expected), "")


def _identity_problems(identity: Identity, year: PlanYear, expected: Expected) -> Iterator[str]:
    """Everything that does not fit, the gravest first."""
    if identity.version > VERSION:
        yield f"tệp do phiên bản mới hơn của kst lập ({identity.program}); cập nhật kst rồi nhập lại."
    if identity.registry != year.registry.id:
        yield f"tệp của danh mục cơ quan “{identity.registry}”, không phải “{year.registry.id}” của kho này."
    if identity.plan != year.plan.id:
        yield (
            f"tệp của kế hoạch {identity.plan}, không phải kế hoạch {year.plan.id}; "
            f"nếu đúng, thêm --plan {identity.plan}."
        )
    if expected.period is not None and identity.period != expected.period:
        yield (
            f"tệp của {period_words(identity.period)}, không phải {period_words(expected.period)}; "
            f"nếu đúng, thêm --period {identity.period}."
        )
    if not _is_period(identity.period, year.plan.year):
        yield f"kỳ “{identity.period}” ghi trong tệp không thuộc năm {year.plan.year}; lập lại tệp."
    if identity.agency not in year.registry.agencies:
        yield f"danh mục không có cơ quan “{identity.agency}”; lập lại tệp sau khi sửa danh mục."


def _is_period(text: str, year: int) -> bool:
    try:
        period = parse_period(text)
    except BadPeriodError:
        return False
    return str(period) == text and period.year == year


class _Judge:
    """Judges one reply."""

    def __init__(
        self, reply: Reply, agency: Agency, now: Snapshot, expected: Expected, forms: FormContext
    ) -> None:
        self.reply, self.now, self.expected = reply, now, expected
        self.agency, self.forms = agency, forms
        owed = now.year.reportable_by(agency, now.requests)
        self.owed: Mapping[str, Obligation] = {o.key.local: o for o in owed}
        self.problems = list(reply.problems)
        self.changes: list[RowChange] = []
        self.cells: dict[str, str] = {}
        self.taken = self.empty = 0

    def verdict(self) -> Verdict:
        for code, sheet in self.reply.sheets.items():
            if is_duty_sheet(code):
                for row in sheet.rows:
                    self._row(code, row, sheet.answers.get(row, {}))
        figures = list(judged_forms(self.reply, self.agency, self.now, self.forms, self.expected.replaced))
        self.problems += (problem for one in figures for problem in one.problems)
        self.problems += lost_rows(self.reply, self._recorded)
        if self.problems:
            return Verdict(tuple(self.problems))
        keys = [(change, change.obligation.key) for change in self.changes if change.content]
        return Verdict(
            problems=(),
            entries=tuple(entry_of(key, c.content, self.cells.get(key.local)) for c, key in keys),
            forms=tuple(one.statement for one in figures if one.statement),
            supersedes=tuple(ref for change in self.changes for ref in change.supersedes),
            changes=(
                *(cell for change in self.changes for cell in change.cells),
                *(change for one in figures for change in one.changes),
            ),
            taken=self.taken + sum(one.taken for one in figures),
            empty=self.empty + sum(one.empty for one in figures),
        )

    def _row(self, code: str, row: str, answers: Mapping[str, Answer]) -> None:
        theirs = {column: answer.text for column, answer in answers.items()}
        base = {c: text for (s, r, c), text in self.reply.sent.prefilled.items() if (s, r) == (code, row)}
        self.taken, self.empty = self.taken + bool(theirs), self.empty + (not theirs)
        obligation = self.owed.get(row)
        if obligation is None:
            if theirs != base:
                self._problem(
                    code, answers, row, "cơ quan không còn việc này trong kế hoạch; để trống dòng này."
                )
            return
        self._check(code, row, answers)
        progress = self._progress(obligation)
        period, replaced = self.reply.identity.period, self.expected.replaced
        found = compared(obligation, base, theirs, progress, period, replaced)
        if isinstance(found, RowChange) and base and not (progress and progress.statements):
            found = withdrawn_since(obligation, self.now.slips, period, replaced) or found
        if isinstance(found, Conflict):
            slip, how = found.slip, "rút" if found.withdrawn else "ghi tay"
            wanted = (
                f"việc {obligation.duty.id} đã được {how} bằng phiếu {slip.id} ngày {slip.day:%d/%m/%Y} "
                f"sau khi gửi tệp; xem lại, muốn lấy theo tệp thì thêm --supersede {slip.id}."
            )
            self._problem(code, answers, row, wanted)
        elif found is not None:
            self.changes.append(found)
            place = answers.get("status") or next(iter(answers.values()), None)
            self.cells |= {row: f"{place.sheet}!{place.cell}"} if place else {}

    def _progress(self, obligation: Obligation) -> ReportedProgress | None:
        return row_of(obligation, self.now.state, self.now.as_of).progress

    def _check(self, code: str, row: str, answers: Mapping[str, Answer]) -> None:
        theirs = {column: answer.text for column, answer in answers.items()}
        if wrong := incomplete(theirs):
            column, wanted = wrong
            sheet, place = self.reply.sheets[code].name, self._place(code, row, column)
            if all((p.sheet, p.cell) != (sheet, place) for p in self.problems):
                self.problems.append(CellProblem(sheet, place, "", wanted))
        if (day := answers.get("day")) and date.fromisoformat(day.text) > self.expected.day:
            wanted = f"ngày văn bản ở sau ngày nhập {self.expected.day:%d/%m/%Y}; sửa ngày."
            self.problems.append(CellProblem(day.sheet, day.cell, day.typed, wanted))

    def _place(self, code: str, row: str, column: str) -> str:
        from kstthc_cli.domain.workbook.raw import cell_name

        sheet = self.reply.sheets[code]
        at = sheet.columns.get(column)
        return cell_name(sheet.rows[row], at) if at else ""

    def _problem(self, code: str, answers: Mapping[str, Answer], row: str, wanted: str) -> None:
        place = answers.get("status") or next(iter(answers.values()), None)
        cell = place.cell if place else self._place(code, row, "status")
        self.problems.append(
            CellProblem(self.reply.sheets[code].name, cell, place.typed if place else "", wanted)
        )

    def _recorded(self, code: str, row: str) -> bool:
        """Whether an earlier workbook of the period said something in this row."""
        if not is_duty_sheet(code):
            return self._stated(code, row)
        obligation = self.owed.get(row)
        progress = self._progress(obligation) if obligation else None
        period = self.reply.identity.period
        statements = progress.statements if progress else ()
        return any(s.slip.source and s.slip.period == period for s in statements)

    def _stated(self, code: str, row: str) -> bool:
        """Whether an earlier workbook of the period stated figures in this row of a form."""
        found = form_of_code(code)
        if found is None:
            return False
        keys = (TableKey(found[0], str(found[1]), self.agency.id, basis) for basis in BASES)
        period = self.reply.identity.period
        return any(
            name == row and cell.slip.source is not None and cell.slip.period == period
            for table in filter(None, map(self.forms.tables.get, keys))
            for (name, _), cell in table.cells.items()
        )


def judged(
    reply: Reply, agency: Agency, now: Snapshot, expected: Expected, forms: Mapping[str, Form]
) -> Verdict:
    """What a reply of an agency amounts to."""
    mine = tuple(slip for slip in now.slips if slip.agency == agency.id)  # also those that only withdraw
    context = FormContext(forms, mine, tables_of(mine))
    return _Judge(reply, agency, now, expected, context).verdict()
