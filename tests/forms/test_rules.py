"""Rules are right, wrong or not applicable; outliers need a history without the tested figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.findings import Loc
from kstthc_cli.domain.forms.checks import outcomes, outliers
from kstthc_cli.domain.forms.form import Rule, RuleKind
from kstthc_cli.domain.forms.outliers import outlier
from kstthc_cli.domain.forms.rules import NOT_APPLICABLE, RIGHT, WRONG, check_row
from kstthc_cli.domain.forms.sums import NOT_ARISING
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement
from kstthc_cli.domain.validate.figure_checks import MOST, check_statement
from tests.forms.made import collected, form, registry, slip


def rule(kind: RuleKind, left: str, right: str, missing: str = "skip", **more: str) -> Rule:
    return Rule("r", "error", "Câu.", missing, kind, tuple(left), tuple(right), **more)


TOTAL = rule("total", "1", "23")
CASES = [
    (TOTAL, {"1": 5, "2": 2, "3": 3}, RIGHT),
    (TOTAL, {"1": 5, "2": 2, "3": 4}, WRONG),
    (TOTAL, {"1": 5, "2": 5, "3": None}, NOT_APPLICABLE),
    (TOTAL, {"1": 5, "2": 5, "3": NOT_ARISING}, RIGHT),
    (rule("total", "1", "23", "zero"), {"1": 5, "2": 5}, RIGHT),
    (rule("total", "1", "23", "zero"), {"1": 5}, WRONG),
    (rule("total", "1", "23", "skip_all"), {}, NOT_APPLICABLE),
    (rule("total", "1", "23", "skip_all"), {"2": 1}, WRONG),
    (rule("at_most", "1", "2"), {"1": 5, "2": 5}, RIGHT),
    (rule("at_most", "1", "2"), {"1": 6, "2": 5}, WRONG),
    (rule("at_most", "1", "2", times="2"), {"1": 10, "2": 5}, RIGHT),
    (rule("ratio", "1", "2", most="1"), {"1": 5, "2": 5}, RIGHT),
    (rule("ratio", "1", "2", most="1"), {"1": 6, "2": 5}, WRONG),
    (rule("ratio", "1", "2", least="0.5"), {"1": 2, "2": 5}, WRONG),
    (rule("ratio", "1", "2", most="1"), {"1": 6, "2": 0}, NOT_APPLICABLE),
    (rule("compulsory_pair", "1", "2"), {"1": 5}, WRONG),
    (rule("compulsory_pair", "1", "2"), {"1": 5, "2": 0}, RIGHT),
    (rule("compulsory_pair", "1", "2"), {}, NOT_APPLICABLE),
]


@pytest.mark.parametrize(("one", "values", "result"), CASES)
def test_a_rule(one: Rule, values: dict[str, int], result: str) -> None:
    found = check_row(one, "d", values, None)
    assert found.result == result
    assert bool(found.detail) == (result == WRONG)


def test_a_broken_rule_names_the_numbers() -> None:
    assert (
        check_row(TOTAL, "d", {"1": 5, "2": 2, "3": 4000}, None).detail
        == "(1) = 5; (2) + (3) = 2 + 4.000 = 4.002"
    )


def test_the_period_before() -> None:
    same = rule("same_as_previous", "3", "5")
    assert check_row(same, "d", {"3": 7}, {"5": 7}).result == RIGHT
    assert check_row(same, "d", {"3": 7}, {"5": 8}).result == WRONG
    assert check_row(same, "d", {"3": 7}, None).result == NOT_APPLICABLE


def test_every_rule_of_every_table_has_an_outcome() -> None:
    cells = {("dat-dai", c): n for c, n in (("1", 5), ("2", 3), ("3", 2), ("4", 1), ("5", 4))}
    slips = [
        slip("xa-a1", {**cells, ("dat-dai", "5"): 9}, period="2021-Q1"),
        slip("xa-a1", cells, name="p2"),
    ]
    found = outcomes(collected(slips), [parse_period("2021-Q2")])
    by_row = {(o.outcome.row, o.outcome.rule.id): o.outcome.result for o in found}
    assert by_row == {
        ("dat-dai", "tong"): RIGHT, ("dat-dai", "can"): RIGHT, ("dat-dai", "chuyen"): WRONG,
        ("dat-dai", "cap"): RIGHT, ("ho-tich", "tong"): NOT_APPLICABLE, ("ho-tich", "can"): NOT_APPLICABLE,
        ("ho-tich", "chuyen"): NOT_APPLICABLE, ("ho-tich", "cap"): NOT_APPLICABLE,
    }  # fmt: skip


# Outliers


@pytest.mark.parametrize("value", [0, 10**6])
def test_three_earlier_figures_are_no_history(value: int) -> None:
    assert outlier(value, [10, 11, 12]) is None


def test_a_figure_far_from_its_history() -> None:
    assert outlier(100, [10, 11, 12, 13]) is not None
    assert outlier(14, [10, 11, 12, 13]) is None


def test_a_single_spike_in_four_quarters_is_seen() -> None:
    """A z-score over five values cannot exceed 2: a threshold of 3 would never fire."""
    assert outlier(1000, [10, 10, 11, 10]) is not None


def test_a_history_without_any_change() -> None:
    assert outlier(11, [10, 10, 10, 10]) is None
    assert outlier(16, [10, 10, 10, 10]) is not None
    assert outlier(1, [0, 0, 0, 0]) is None


def test_outliers_of_an_agency() -> None:
    history = [f"{year}-Q{n}" for year in (2020, 2021) for n in range(1, 5)][:5]
    slips = [
        slip("xa-a1", {("dat-dai", "2"): 10 + n}, period=period, name=f"p{n}")
        for n, period in enumerate(history)
    ]
    slips.append(slip("xa-a1", {("dat-dai", "2"): 500}, period="2021-Q2", name="p9"))
    [found] = outliers(collected(slips), parse_period("2021-Q2"), registry().in_order)
    assert (found.agency, found.column.id, found.outlier.value) == ("xa-a1", "2", 500)
    assert (found.outlier.earlier, found.outlier.last_year) == (5, 11)


# Statements that do not fit their form


def stated(*rows: RowStatement, of: str = "ho-so", **more: str) -> FormStatement:
    given = {"period": "2021-Q2", "basis": "own", "status": "done"} | more
    return FormStatement(of, given["period"], given["basis"], given["status"], rows)


def row(name: str = "dat-dai", **more: Any) -> RowStatement:
    """A row with (2) = 1, or what `more` says."""
    return RowStatement(name, more.pop("cells", {"2": 1}), **more)


UNKNOWN = "Biểu ho-so không có dòng “lao-dong”"
SUMMED = "Dòng “Tổng số” của biểu tu-do do chương trình cộng, cơ quan không điền."
CELLS: Loc = ("rows", 0, "cells")


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        (
            stated(
                row(not_arising=("3",)), row(cells={"7": Decimal("1.5"), "8": "Ghi chú"}, withdrawn=("3",))
            ),
            [],
        ),
        (stated(of="khac"), [("KST092", ("form",), "Không có biểu “khac”; các biểu: ho-so, tu-do.")]),
        (
            stated(period="2021-H1"),
            [("KST092", ("period",), "Biểu ho-so không lập cho 6 tháng đầu năm 2021.")],
        ),
        (
            stated(row(), status="not_arising"),
            [("KST093", ("rows",), "Cả biểu không phát sinh thì không nêu dòng nào.")],
        ),
        (
            stated(row(), row("lao-dong")),
            [("KST092", ("rows", 1, "row"), f"{UNKNOWN}; các dòng: dat-dai, ho-tich.")],
        ),
        (stated(row("Tư pháp", cells={"1": 1}), of="tu-do"), []),
        (
            stated(row("Tổng số", cells={"1": 1}), of="tu-do"),
            [("KST092", ("rows", 0, "row"), SUMMED)],
        ),
        (stated(row(cells={"99": 1})), [("KST092", (*CELLS, "99"), "Biểu ho-so không có cột “99”.")]),
        (stated(row(withdrawn=("99",))), [("KST092", ("rows", 0), "Biểu ho-so không có cột “99”.")]),
        (stated(row(not_arising=("99",))), [("KST092", ("rows", 0), "Biểu ho-so không có cột “99”.")]),
        (
            stated(row(cells={"6": 50})),
            [("KST093", (*CELLS, "6"), "Cột (6) do chương trình tính, cơ quan không điền.")],
        ),
        (
            stated(row(not_arising=("2",), withdrawn=("3",))),
            [("KST093", ("rows", 0), "Cột (2) được nêu nhiều lần trong một dòng.")],
        ),
        (stated(row(cells={"8": 5})), [("KST093", (*CELLS, "8"), "Cột (8) cần chữ, đang là số 5.")]),
        (
            stated(row(cells={"2": "năm"})),
            [("KST093", (*CELLS, "2"), "Cột (2) cần một con số, đang là “năm”.")],
        ),
        (stated(row(cells={"2": -1})), [("KST093", (*CELLS, "2"), "Cột (2): số -1 không được âm.")]),
        (stated(row(cells={"2": 0})), []),
        (stated(row(cells={"2": MOST - 1})), []),
        (
            stated(row(cells={"2": MOST})),
            [("KST093", (*CELLS, "2"), "Cột (2): số 1.000.000.000.000.000 quá lớn.")],
        ),
        (
            stated(row(cells={"2": Decimal("1.5")})),
            [("KST093", (*CELLS, "2"), "Cột (2) cần số nguyên, đang là 1,5.")],
        ),
    ],
)
def test_a_statement_that_does_not_fit_its_form(
    statement: FormStatement, wanted: list[tuple[str, Loc, str]]
) -> None:
    forms = {name: form(name) for name in ("ho-so", "tu-do")}
    found = check_statement(statement, registry().agencies["xa-a1"], forms, registry())
    assert [(one.code, one.loc, one.message) for one in found] == wanted


@pytest.mark.parametrize(
    ("frequency", "period", "example"),
    [
        ("month", "2021-Q1", "2021-06"),
        ("quarter", "2021-06", "2021-Q2"),
        ("half", "2021-Q1", "2021-H1"),
        ("year", "2021-H1", "2021"),
    ],
)
def test_a_period_that_a_form_does_not_have_is_told_with_one_that_it_has(
    frequency: str, period: str, example: str
) -> None:
    forms = {"ho-so": form("ho-so")._replace(frequency=frequency)}
    wrong, right = (
        list(check_statement(stated(period=named), registry().agencies["xa-a1"], forms, registry()))
        for named in (period, example)
    )
    assert [one.remedy for one in wrong] == [f"Nêu một kỳ của biểu, ví dụ {example}."]
    assert right == []
