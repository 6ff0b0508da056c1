"""Judges the sheets of forms in a reply: figures against the form, its rules, and what is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from kstthc_cli.commands.snapshot import Snapshot
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.checks import outcomes
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Table, TableKey, Tables, tables_of, withdrawn_by
from kstthc_cli.domain.forms.form import Form, rows_for
from kstthc_cli.domain.forms.form_grid import changes_of
from kstthc_cli.domain.forms.rules import WRONG
from kstthc_cli.domain.progress.form_statements import BASES, CONSOLIDATED, FormStatement
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.validate.figure_checks import check_statement
from kstthc_cli.domain.workbook.duty_changes import CellChange
from kstthc_cli.domain.workbook.form_changes import Difference, Stated, Texts, base_of, differences, stated
from kstthc_cli.domain.workbook.form_sheets import (
    BASES_SHEET,
    form_of_code,
    periods_of,
    said_basis,
    sent_basis,
    value_of,
)
from kstthc_cli.domain.workbook.raw import cell_name
from kstthc_cli.domain.workbook.reply import Reply
from kstthc_cli.domain.workbook.returned import CellProblem, ReturnedSheet

_LAST = "￿"
"""Sorts behind every id of a slip, for the slip that has none yet."""


class FormContext(NamedTuple):
    """The forms of the repository, and the slips of one agency with the tables that they make."""

    forms: Mapping[str, Form]
    slips: Sequence[Slip]
    tables: Tables


class FormVerdict(NamedTuple):
    """What one sheet amounts to."""

    problems: tuple[CellProblem, ...] = ()
    statement: FormStatement | None = None
    changes: tuple[CellChange, ...] = ()
    taken: int = 0
    empty: int = 0


def judged_forms(
    reply: Reply, agency: Agency, now: Snapshot, context: FormContext, replaced: frozenset[str]
) -> Iterator[FormVerdict]:
    """What every sheet of a form in a reply amounts to."""
    for code, sheet in reply.sheets.items():
        if found := form_of_code(code):
            form, period = context.forms[found[0]], found[1]
            basis = said_basis(reply.sent, reply.sheets.get(BASES_SHEET), code)
            for one in BASES:
                judge = _FormJudge(reply, sheet, form, period, agency, now, context, one)
                if one == basis:
                    yield judge.verdict(replaced)
                elif judge.key in context.tables:
                    yield judge.withdrawal(replaced)


class _FormJudge:
    """Judges one sheet."""

    def __init__(  # noqa: PLR0913, PLR0917 - one sheet in its surroundings
        self,
        reply: Reply,
        sheet: ReturnedSheet,
        form: Form,
        period: Period,
        agency: Agency,
        now: Snapshot,
        context: FormContext,
        basis: str,
    ) -> None:
        self.reply, self.sheet, self.form, self.period = reply, sheet, form, period
        self.agency, self.now, self.context = agency, now, context
        self.key = TableKey(form.id, str(period), agency.id, basis)
        self.open = form.rows.kind == "free"

    def verdict(self, replaced: frozenset[str]) -> FormVerdict:
        """The problems, or the statement and its changes."""
        return self._verdict(stated(self.sheet, open_rows=self.open), replaced)

    def withdrawal(self, replaced: frozenset[str]) -> FormVerdict:
        """The same where the sheet states its figures on the other basis: on this one there are none."""
        return self._verdict(Stated({}, {}, {}, ()), replaced)._replace(taken=0, empty=0)

    def _verdict(self, says: Stated, replaced: frozenset[str]) -> FormVerdict:
        rows = {row for row, _ in says.texts}
        counts = (len(rows), max(len(self.sheet.rows) - len(rows), 0))
        base: Texts = {}
        if sent_basis(self.reply.sent, self.sheet.code) == self.key.basis:
            base = base_of(self.reply.sent.prefilled, self.sheet.code, open_rows=self.open)
        table = self.context.tables.get(self.key)
        gone = withdrawn_by(self.key, table, self.context.slips)
        found = list(differences(says.texts, base, table, self.reply.identity.period, replaced, gone))
        problems = [*says.problems, *self._misfit(says), *self._conflicts(found, says)]
        statement = None if problems or not found else self._statement(found, says, table)
        if statement is None:
            return FormVerdict(tuple(problems), None, (), *counts)
        wrong = [*self._wrong(statement, says)]
        return FormVerdict(tuple(wrong), statement, tuple(map(self._change, found)), *counts)

    def _misfit(self, says: Stated) -> Iterator[CellProblem]:
        """A form that the agency does not fill, or not in this period."""
        collected = _period(self.reply.identity.period)
        mine = self.form.filled_by(self.agency, self.now.year.registry)
        if says.texts and not (mine and self.period in periods_of(self.form, collected)):
            yield CellProblem(self.sheet.name, "", "", "cơ quan không phải lập biểu này trong kỳ; xóa trang.")

    def _conflicts(self, found: Sequence[Difference], says: Stated) -> Iterator[CellProblem]:
        for item in found:
            if item.slip:
                (row, column), cell = item.place, self._cell(item.place, says)
                what = "này" if cell else f"dòng “{self._label(row)}”, cột ({column})"
                how = f"ghi tay ({item.before})" if item.before else "rút"
                wanted = (
                    f"số liệu {what} đã được {how} bằng phiếu {item.slip} "
                    f"sau khi gửi tệp; xem lại, muốn lấy theo tệp thì thêm --supersede {item.slip}."
                )
                typed = says.places[item.place].typed if item.place in says.places else ""
                yield CellProblem(self.sheet.name, cell, typed, wanted)

    def _statement(
        self, found: Sequence[Difference], says: Stated, table: Table | None
    ) -> FormStatement | None:
        """What the slip states, with the cell of each figure."""
        columns = {column.id: column for column in self.form.columns}
        values = {item.place: value_of(item.after, columns[item.place[1]]) for item in found}
        key = self.form.id, str(self.period), self.key.basis
        statement = changes_of(key, self._status(says), table, values)
        if statement is None:
            return None
        rows = tuple(
            row._replace(places={c: says.places[row.row, c].cell for c in (*row.cells, *row.not_arising)})
            for row in statement.rows
        )
        return statement._replace(rows=rows, sheet=self.sheet.name)

    def _status(self, says: Stated) -> str:
        """`done` where every row that says anything says everything, else `in_progress`."""
        rows = {row for row, _ in says.texts} if self.open else set(self.sheet.rows)
        wanted = [(row, column.id) for row in rows for column in self.form.filled if column.type != "text"]
        return "done" if says.texts and all(place in says.texts for place in wanted) else "in_progress"

    def _wrong(self, statement: FormStatement, says: Stated) -> Iterator[CellProblem]:
        registry = self.now.year.registry
        for finding in check_statement(statement, self.agency, self.context.forms, registry):
            yield CellProblem(self.sheet.name, "", "", finding.message)
        identity = self.reply.identity
        day = max((slip.day for slip in self.context.slips), default=self.now.as_of)
        slip = Slip(
            _LAST,
            identity.plan,
            self.agency.id,
            identity.period,
            max(day, self.now.as_of),
            None,
            (),
            (),
            forms=(statement,),
        )
        tables = tables_of((*self.context.slips, slip))
        collected = Collected(self.form, registry, self.now.year.calendar.window_first_day, tables)
        for item in outcomes(collected, [self.period], [self.agency.id]):
            outcome = item.outcome
            if outcome.result == WRONG and outcome.rule.severity == "error" and item.table.key == self.key:
                cell = self._cell((outcome.row, outcome.rule.left[0]), says)
                label = self._label(outcome.row)
                yield CellProblem(
                    self.sheet.name, cell, "", f"dòng “{label}”: {outcome.rule.sentence} {outcome.detail}."
                )

    def _cell(self, place: tuple[str, str], says: Stated) -> str:
        """Where a figure stands, or should stand."""
        if place in says.places:
            return says.places[place].cell
        row, column = says.rows.get(place[0], place[0]), self.sheet.columns.get(place[1])
        at = self.sheet.rows.get(row)
        return cell_name(at, column) if at and column else ""

    def _change(self, item: Difference) -> CellChange:
        row, column = item.place
        held = " (số tổng hợp)" if self.key.basis == CONSOLIDATED else ""
        return CellChange(
            f"{self.sheet.name}{held}, {self._label(row)}", f"({column})", item.before, item.after
        )

    def _label(self, row: str) -> str:
        """What a row is called: its label, or in an open form the name that the agency gave it."""
        return self._labels.get(row, row)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {row.id: row.label for row in rows_for(self.form, self.agency, self.now.year.registry)}


def _period(text: str) -> Period:
    from kstthc_cli.domain.calendar.periods import parse_period

    return parse_period(text)
