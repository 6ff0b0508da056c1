"""The figures of forms that `kst record` writes: parsed, checked, and reduced to what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.commands.progress.draft import Draft
from kstthc_cli.commands.progress.entry_validation import clean_text
from kstthc_cli.commands.progress.figure_options import parsed_figure
from kstthc_cli.commands.snapshot import Snapshot
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period, parse_period
from kstthc_cli.domain.forms.checks import outcomes
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Place, Table, TableKey, tables_of
from kstthc_cli.domain.forms.form import Form, Row, rows_for
from kstthc_cli.domain.forms.form_grid import CellValue, changes_of
from kstthc_cli.domain.forms.rules import WRONG
from kstthc_cli.domain.forms.sums import NOT_ARISING
from kstthc_cli.domain.progress.form_statements import CONSOLIDATED, OWN, FormStatement
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.report.report_period import usual_period
from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.domain.validate.figure_checks import check_statement
from kstthc_cli.errors import RefusedError, UsageError
from kstthc_cli.render.forms.stated import StatedForm
from kstthc_cli.store.forms.forms import all_forms

_LAST = "￿"
"""Sorts behind every id of a slip, for the slip that has none yet."""


def valid_forms(draft: Draft, agency: Agency, now: Snapshot, day: date) -> tuple[StatedForm, ...]:
    """The statements to write, each with the figures before and after it.

    Raises UsageError for a figure that cannot be read; RefusedError for a form, row or figure that does not
    fit, for a form declared complete against a rule, and where nothing changes.
    """
    forms = all_forms(now.root, [item["form"] for item in draft.forms])
    found = [_valid(item, draft, agency, now, day, forms) for item in draft.forms]
    twice = [item.after.key for item in found]
    if len(set(twice)) < len(twice):
        raise RefusedError("Một biểu xuất hiện hai lần trong phiếu.", "Gộp các dòng của biểu đó lại.")
    return tuple(found)


def _valid(
    item: Mapping[str, Any], draft: Draft, agency: Agency, now: Snapshot, day: date, forms: Mapping[str, Form]
) -> StatedForm:
    form = _form_named(item["form"], forms)
    period = _period(item.get("period") or draft.period, form, now, day)
    basis = CONSOLIDATED if item.get("consolidated") else OWN
    if not form.filled_by(agency, now.year.registry):
        who = now.year.registry.short_name(agency.id)
        raise RefusedError(
            f"{who} không phải lập biểu {form.id}.", "Xem các biểu và cơ quan lập: kst form list."
        )
    key = TableKey(form.id, str(period), agency.id, basis)
    before = tables_of(now.slips, day).get(key)
    known = _known_rows(form, agency, now, before)
    values = _values(item["rows"], form, known, now)
    statement = changes_of((form.id, str(period), basis), item["status"], before, values)
    if statement is None:
        raise RefusedError(
            f"Biểu {form.id}, {period.vietnamese}: số liệu này đã có, không có gì thay đổi.",
            f"Xem số liệu: kst form show {form.id} --period {period} --agency {agency.id}.",
        )
    _refuse_misfits(statement, agency, now, forms)
    return _judged(form, statement, agency, now, day, before)


def _form_named(name: str, forms: Mapping[str, Form]) -> Form:
    found = [form for form in forms.values() if form.id.casefold() == name.strip().casefold()]
    if not found:
        known = ", ".join(forms) or "chưa có biểu nào trong forms/"
        raise UsageError(f"Không có biểu “{name}”.", f"Các biểu: {known}.")
    return found[0]


def _period(text: str | None, form: Form, now: Snapshot, day: date) -> Period:
    year = now.year.plan.year
    return period_argument(text, year) if text else usual_period(form.kind, year, day)


def _values(
    rows: Iterable[Mapping[str, Any]], form: Form, known: Sequence[Row], now: Snapshot
) -> dict[Place, CellValue]:
    """The figures of a draft by row key and column."""
    values: dict[Place, CellValue] = {}
    for row in rows:
        key = _row_key(row.get("row"), form, known, now)
        new: dict[str, CellValue] = {c: _value(form, c, given) for c, given in row["cells"].items()}
        new |= dict.fromkeys(row.get("not_arising", ()), NOT_ARISING)
        new |= dict.fromkeys(row.get("withdrawn", ()))
        for column, value in new.items():
            if (key, column) in values:
                raise RefusedError(f"Dòng “{key}”, cột ({column}) được nêu hai lần.", "Giữ một giá trị.")
            values[key, column] = value
    return values


def _known_rows(form: Form, agency: Agency, now: Snapshot, table: Table | None) -> list[Row]:
    """The printed or suggested rows, and those that the agency has named before."""
    named = table.rows if table is not None and form.rows.kind == "free" else []
    return [*(Row(name, name) for name in named), *rows_for(form, agency, now.year.registry)]


def _row_key(name: str | None, form: Form, rows: Sequence[Row], now: Snapshot) -> str:
    """The key of a row from its id, its label, or the name of an agency. Raises UsageError without one."""
    if name is None:
        if form.rows.kind != "free" and len(rows) == 1:
            return rows[0].id
        some = ", ".join(row.id for row in rows[:12])
        raise UsageError(
            f"Biểu {form.id} có nhiều dòng, chưa nêu dòng nào.", f"Thêm --row{f': {some}' if some else ''}."
        )
    if form.rows.kind == "agencies":
        return agency_named(now.year.registry, name, now.year.plan.year).id
    wanted = unmarked(name)
    same = [row.id for row in rows if name == row.id] or [
        row.id for row in rows if wanted in (unmarked(row.id), unmarked(row.label))
    ]
    return same[0] if same else clean_text(name, "tên dòng")


def _value(form: Form, column: str, given: object) -> CellValue:
    """A figure as it is typed: a number, `not_arising`, nothing (withdrawn), or text for a column of text."""
    known = form.column(column)
    text = str(given).strip()
    if not text:
        return None
    if unmarked(text).replace(" ", "_") in ("not_arising", "khong_phat_sinh", "kps"):
        return NOT_ARISING
    if known is not None and known.type == "text":
        return clean_text(text, f"cột ({column})")
    figure = parsed_figure(column, given, None)
    if figure.unit and known is not None and figure.unit != known.unit:
        raise UsageError(f"Số liệu {column}: “{text}” có đơn vị khác của cột.", "Chỉ viết con số.")
    number = Decimal(figure.value)
    return int(number) if number == number.to_integral_value() else number


def _refuse_misfits(
    statement: FormStatement, agency: Agency, now: Snapshot, forms: Mapping[str, Form]
) -> None:
    found = list(check_statement(statement, agency, forms, now.year.registry))
    if found:
        lines = "\n".join(f"  {finding.message}" for finding in found)
        remedy = next((finding.remedy for finding in found if finding.remedy), "")
        raise RefusedError(
            f"Biểu {statement.form} bị từ chối, chưa ghi gì:\n{lines}",
            remedy or f"Xem biểu: kst form list, kst form show {statement.form}.",
        )


def _judged(
    form: Form, statement: FormStatement, agency: Agency, now: Snapshot, day: date, before: Table | None
) -> StatedForm:
    """The statement with the table after it. Raises RefusedError for a complete form against a rule."""
    slip = Slip(_LAST, now.year.plan.id, agency.id, statement.period, day, None, (), (), forms=(statement,))
    tables = tables_of((*now.slips, slip), day)
    after = tables[TableKey(form.id, statement.period, agency.id, statement.basis)]
    collected = Collected(form, now.year.registry, now.year.calendar.window_first_day, tables)
    wrong = [
        item.outcome
        for item in outcomes(collected, [parse_period(statement.period)], [agency.id])
        if item.outcome.result == WRONG and item.table.key == after.key
    ]
    labels = {row.id: row.label for row in rows_for(form, agency, now.year.registry)}
    lines = [(f"{labels.get(o.row, o.row)}: {o.rule.sentence} {o.detail}.", o.rule.severity) for o in wrong]
    errors = [line for line, severity in lines if severity == "error"]
    if errors and statement.status == "done":
        listed = "\n".join(f"  {line}" for line in errors)
        raise RefusedError(
            f"Biểu {form.id} khai là đã đủ nhưng chưa khớp, chưa ghi gì:\n{listed}",
            "Sửa số liệu; chưa đủ số liệu thì ghi --status in_progress.",
        )
    return StatedForm(form, statement, before, after, labels, tuple(line for line, _ in lines))
