"""Rules of a form, evaluated on the figures of one agency: right, wrong, or not applicable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Table
from kstthc_cli.domain.forms.form import Form, Rule
from kstthc_cli.domain.forms.numbers import written
from kstthc_cli.domain.forms.sums import Number, Result, figure

RIGHT, WRONG, NOT_APPLICABLE = "right", "wrong", "not_applicable"
Values = Mapping[str, Result]
"""Column id → its figure in a row; None is blank."""


class Outcome(NamedTuple):
    """What a rule says about a row: `right`, `wrong` or `not_applicable`; `detail` names the numbers."""

    rule: Rule
    row: str
    result: str
    detail: str = ""


def check_row(rule: Rule, row: str, values: Values, previous: Values | None) -> Outcome:
    """Evaluate a rule on the figures of a row; `previous` are those of the period before, if known."""
    if rule.kind == "compulsory_pair":
        return _pair(rule, row, values)
    right_side = previous if rule.kind == "same_as_previous" else values
    if right_side is None:
        return Outcome(rule, row, NOT_APPLICABLE)
    left, right = _numbers(rule, rule.left, values), _numbers(rule, rule.right, right_side)
    if left is None or right is None or _all_blank(rule, values, right_side):
        return Outcome(rule, row, NOT_APPLICABLE)
    return _compared(rule, row, left, right)


def _pair(rule: Rule, row: str, values: Values) -> Outcome:
    blank = [name for name in (*rule.left, *rule.right) if values.get(name) is None]
    if len(blank) == len(rule.left) + len(rule.right):
        return Outcome(rule, row, NOT_APPLICABLE)
    detail = f"cột ({blank[0]}) để trống" if blank else ""
    return Outcome(rule, row, WRONG if blank else RIGHT, detail)


def _numbers(rule: Rule, names: tuple[str, ...], values: Values) -> list[Number] | None:
    """The figures of a side; None if a blank one makes the rule not applicable."""
    found = [values.get(name) for name in names]
    if rule.missing == "skip" and None in found:
        return None
    return [value if isinstance(value, (int, Fraction)) else 0 for value in found]


def _all_blank(rule: Rule, values: Values, right_side: Values) -> bool:
    stated = [*(values.get(name) for name in rule.left), *(right_side.get(name) for name in rule.right)]
    return rule.missing == "skip_all" and all(value is None for value in stated)


def _compared(rule: Rule, row: str, left: list[Number], right: list[Number]) -> Outcome:
    one, other = sum(left, Fraction(0)), sum(right, Fraction(0)) * Fraction(rule.times)
    if rule.kind == "ratio":
        if not other:
            return Outcome(rule, row, NOT_APPLICABLE)
        share = one / other
        low = rule.least is not None and share < Fraction(rule.least)
        high = rule.most is not None and share > Fraction(rule.most)
        holds = not (low or high)
    else:
        holds = one <= other if rule.kind == "at_most" else one == other
    if holds:
        return Outcome(rule, row, RIGHT)
    when = " của kỳ trước" if rule.kind == "same_as_previous" else ""
    detail = f"{_side(rule.left, left)}; {_side(rule.right, right)}{when}"
    return Outcome(rule, row, WRONG, detail)


def _side(names: tuple[str, ...], numbers: list[Number]) -> str:
    """`(4) + (5) = 3 + 2 = 5`, or `(3) = 10`."""
    columns = " + ".join(f"({name})" for name in names)
    total = written(sum(numbers, Fraction(0)))
    if len(numbers) == 1:
        return f"{columns} = {total}"
    return f"{columns} = {' + '.join(map(written, numbers))} = {total}"


def row_values(form: Form, table: Table, row: str) -> dict[str, Result]:
    """The figures of a row by column; columns that are computed are left out."""
    return {column.id: figure(column, table.cell(row, column.id)) for column in form.filled}


def check_table(collected: Collected, table: Table, previous: Table | None) -> Iterator[Outcome]:
    """Every rule on every row of a table, in the order of rows; none where nothing in the form arises."""
    if table.not_arising is not None:
        return
    form = collected.form
    for row in collected.row_keys(table):
        values = row_values(form, table, row)
        past = row_values(form, previous, row) if previous is not None else None
        for rule in form.rules:
            yield check_row(rule, row, values, past)
