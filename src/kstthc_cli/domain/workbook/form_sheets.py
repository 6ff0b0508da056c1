"""The sheets with forms of figures: one for each form that an agency fills in the period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Period, parse_period
from kstthc_cli.domain.errors import BadPeriodError
from kstthc_cli.domain.forms.counted_figures import Place, TableKey, Tables
from kstthc_cli.domain.forms.form import Column as FormColumn
from kstthc_cli.domain.forms.form import Form, Rule, before, forms_filled_by
from kstthc_cli.domain.forms.form_grid import CellValue, grid_of, values_of
from kstthc_cli.domain.forms.sums import NOT_ARISING, Nothing
from kstthc_cli.domain.progress.form_statements import CONSOLIDATED, OWN
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.workbook.book import NONE_ARISES, Column, Condition, Row, Sent, Sheet
from kstthc_cli.domain.workbook.returned import ReturnedSheet

_PREFIX = "form:"
LABEL = "label"
_FREE_ROWS = 12
_WIDTHS = {"count": 9, "decimal": 10, "money": 13, "percent": 9, "text": 24}
_LONGEST_TAB = 31
_NOT_IN_TABS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
BASES_SHEET = "bases"
_FORM, _BASIS = "form", "basis"
_BASIS_COLUMNS = (
    Column(_FORM, ("Biểu",), "label", 70, filled=False),
    Column(_BASIS, ("Số liệu trong biểu",), "basis", 46),
)
_OPERATORS = {
    "total": "=", "equal": "=", "same_as_previous": "=", "at_most": "<=", "compulsory_pair": "both",
}  # fmt: skip
_BASIS_TITLE = "SỐ LIỆU ĐÃ GỒM CÁC CƠ QUAN TRỰC THUỘC HAY CHƯA"
_BASIS_SUBTITLE = "Chọn ở từng biểu. Số đã gồm cấp dưới thay cho số các đơn vị ấy tự gửi: không cộng hai lần."


def form_code(form: str, period: str) -> str:
    """The code of the sheet of a form in a period."""
    return f"{_PREFIX}{form}@{period}"


def form_of_code(code: str) -> tuple[str, Period] | None:
    """Form id and period of the code of a sheet; None for other sheets."""
    form, mark, period = code.removeprefix(_PREFIX).rpartition("@")
    if not code.startswith(_PREFIX) or not mark:
        return None
    try:
        return form, parse_period(period)
    except BadPeriodError:
        return None


def periods_of(form: Form, period: Period) -> tuple[Period, ...]:
    """The periods of a form that a collection of `period` asks for: those inside it, or the one it ends."""
    inside = form.parts_of(period)
    if inside or period.last_month % form.kind.value:
        return inside
    return (Period(period.year, form.kind, period.last_month // form.kind.value),)


def form_sheets(
    forms: Iterable[Form], agency: Agency, registry: Registry, period: Period, tables: Tables
) -> list[Sheet]:
    """The sheets of every form that the agency fills in the period, with what it has stated.

    Where agencies below it fill a form too, the first sheet asks whose figures each form holds.
    """
    below = [a for a in registry.agencies.values() if a.parent == agency.id and a.valid_within(period.span)]
    found: list[Sheet] = []
    bases: list[tuple[Sheet, str]] = []
    for form in forms_filled_by(forms, agency, registry):
        for one in periods_of(form, period):
            basis = _stated_basis(form, one, agency, tables)
            found.append(_sheet(form, one, agency, registry, tables))
            if basis == CONSOLIDATED or any(form.filled_by(a, registry) for a in below):
                bases.append((found[-1], basis))
    return [*([_basis_sheet(bases)] if bases else []), *_named_apart(found)]


def _named_apart(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets; a number follows a name that another has."""
    names: dict[str, int] = {}
    for sheet in sheets:
        count = names[sheet.name] = names.get(sheet.name, 0) + 1
        yield sheet if count == 1 else sheet._replace(name=f"{sheet.name[: _LONGEST_TAB - 4]} ({count})")


def _stated_basis(form: Form, period: Period, agency: Agency, tables: Tables) -> str:
    """`consolidated` where the agency has stated such figures, else `own`."""
    table = tables.get(TableKey(form.id, str(period), agency.id, CONSOLIDATED))
    return CONSOLIDATED if table is not None and table.stated else OWN


def template_of(form: Form, code: str) -> Sheet:
    """A sheet of a form without rows."""
    open_rows = form.rows.kind == "free"
    return Sheet(code, "", "", "", columns_of(form), (), () if open_rows else (LABEL,), open_rows=open_rows)


@lru_cache(maxsize=64)
def columns_of(form: Form) -> tuple[Column, ...]:
    """The column of labels and the columns that agencies fill."""
    label = Column(LABEL, (form.rows.heading,), "label", 30, filled=form.rows.kind == "free")
    parts = {rule.left[0]: rule.right for rule in form.rules if _is_total(rule)}
    return (label, *(_column(column, parts.get(column.id, ())) for column in form.filled))


def _is_total(rule: Rule) -> bool:
    return rule.kind == "total" and rule.severity == "error"


def _column(column: FormColumn, parts: tuple[str, ...]) -> Column:
    return Column(
        column.id,
        column.heading,
        column.type,
        max(_WIDTHS[column.type], min(max(map(len, column.heading[-1].split())) + 2, 16)),
        parts=parts,
        decimals=column.decimals,
        hint="" if column.type == "text" else f"Đơn vị tính: {column.unit}.",
        summed=column.over_rows == "sum",
    )


def _sheet(form: Form, period: Period, agency: Agency, registry: Registry, tables: Tables) -> Sheet:
    table, past_table = (
        tables.get(TableKey(form.id, str(one), agency.id, _stated_basis(form, one, agency, tables)))
        for one in (period, before(period))
    )
    past = values_of(past_table)
    grid = grid_of(form, agency, registry, table, past_table)
    rows = [_row(row.id, row.label, grid.values, past, free=grid.open_rows) for row in grid.rows]
    if grid.open_rows:
        more = max(_FREE_ROWS - len(rows), 3)
        rows += [Row(f"free-{n}", {}, free=True) for n in range(1, more + 1)]
    number = form.id if "." in form.id else ""
    return Sheet(
        code=form_code(form.id, str(period)),
        name=number or shortened(form.title.translate(_NOT_IN_TABS), _LONGEST_TAB),
        title=f"{f'Biểu {number}: ' if number else ''}{form.title}",
        subtitle=f"{capitalized(period.vietnamese)}; đơn vị tính: {form.unit}. Nguồn: {form.source}",
        columns=columns_of(form),
        rows=tuple(rows),
        heads=() if grid.open_rows else (LABEL,),
        total="Tổng cộng" if len(rows) > 1 and any(c.over_rows == "sum" for c in form.filled) else "",
        conditions=tuple(condition for rule in form.rules for condition in _conditions(rule)),
        notes=tuple(rule.sentence for rule in form.rules),
        open_rows=grid.open_rows,
    )


def _row(
    code: str, label: str, values: Mapping[Place, CellValue], past: Mapping[Place, CellValue], *, free: bool
) -> Row:
    return Row(code, {LABEL: label, **_texts(code, values)}, _texts(code, past), free)


def _texts(row: str, values: Mapping[Place, CellValue]) -> dict[str, str]:
    return {
        column: text for (name, column), value in values.items() if name == row and (text := text_of(value))
    }


def text_of(value: CellValue) -> str:
    """A figure as canonical text of a cell."""
    if value is None:
        return ""
    if isinstance(value, Nothing):
        return NONE_ARISES
    return str(value)


def value_of(text: str, column: FormColumn) -> CellValue:
    """The figure in canonical text; the inverse of `text_of`."""
    if not text:
        return None
    if text == NONE_ARISES:
        return NOT_ARISING
    if column.type == "text":
        return text
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def _conditions(rule: Rule) -> Iterator[Condition]:
    """The rule as colours; none for those that formulas already obey."""
    past = rule.kind == "same_as_previous"
    if rule.kind in _OPERATORS and not _is_total(rule):
        yield Condition(rule.left, rule.right, _OPERATORS[rule.kind], rule.times, past=past)
    if rule.kind == "ratio":
        limits = {"<=": rule.most, ">=": rule.least}
        for operator, limit in limits.items():
            if limit is not None:
                yield Condition(rule.left, rule.right, operator, limit, ratio=True)


# Whose figures a form holds


def _basis_sheet(forms: Sequence[tuple[Sheet, str]]) -> Sheet:
    """The sheet for sheets of forms, each with the basis of the figures in it."""
    rows = tuple(Row(sheet.code, {_FORM: sheet.title, _BASIS: basis}) for sheet, basis in forms)
    return basis_template()._replace(
        name="Số tổng hợp", title=_BASIS_TITLE, subtitle=_BASIS_SUBTITLE, rows=rows
    )


def basis_template() -> Sheet:
    """The sheet without rows."""
    return Sheet(BASES_SHEET, "", "", "", _BASIS_COLUMNS, (), (_FORM,))


def sent_basis(sent: Sent, form: str) -> str:
    """The basis of the figures that stood in a sheet when it was sent, by the code of the sheet."""
    return sent.prefilled.get((BASES_SHEET, form, _BASIS), OWN)


def said_basis(sent: Sent, returned: ReturnedSheet | None, form: str) -> str:
    """The basis that the agency states; without an answer that of the figures that were sent."""
    answer = returned.answers.get(form, {}).get(_BASIS) if returned else None
    return answer.text if answer else sent_basis(sent, form)
