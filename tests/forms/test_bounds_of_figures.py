"""Bounds and defaults of figures: limits of rules, unusual figures, classes of scores, rows of agencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.answers.sheet import Question, Sheet, sheet_of
from kstthc_cli.domain.forms.answers.trace import trace_of
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.completeness import completeness
from kstthc_cli.domain.forms.counted_figures import Place, tables_of
from kstthc_cli.domain.forms.form import Column, Form, Ratio, Row, Rows, Rule, Scoring, rows_for
from kstthc_cli.domain.forms.form_files import form_of
from kstthc_cli.domain.forms.form_grid import CellValue, HeaderCell, changes_of, grid_of, header_of
from kstthc_cli.domain.forms.numbers import as_json, shown, written
from kstthc_cli.domain.forms.outliers import outlier
from kstthc_cli.domain.forms.rules import check_row
from kstthc_cli.domain.forms.scoring import score
from kstthc_cli.domain.forms.sums import NOT_ARISING, Result, Scope, parts_of
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.progress.slips import Source as SlipSource
from kstthc_cli.domain.validate.figure_checks import check_statement
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse
from tests.forms.made import HEAD, calendar, collected, form, registry, slip

Q2 = parse_period("2021-Q2")

# Rules


def ratio(least: str | None, most: str | None) -> Rule:
    return Rule("r", "error", "Câu.", "skip", "ratio", ("1",), ("2",), "1", least, most)


@pytest.mark.parametrize(
    ("rule", "value", "wanted"),
    [
        (ratio("0.5", "0.9"), 4, "wrong"),
        (ratio("0.5", "0.9"), 5, "right"),
        (ratio("0.5", "0.9"), 9, "right"),
        (ratio("0.5", "0.9"), 10, "wrong"),
        (ratio(None, "0.9"), 0, "right"),
        (ratio("0.5", None), 99, "right"),
    ],
)
def test_a_ratio_at_its_limits(rule: Rule, value: int, wanted: str) -> None:
    assert check_row(rule, "d", {"1": value, "2": 10}, None).result == wanted


def test_a_ratio_that_is_wrong_names_both_numbers() -> None:
    found = check_row(ratio("0.5", None), "d", {"1": Fraction(9, 2), "2": 10}, None)
    assert found.detail == "(1) = 4,5; (2) = 10"


# Unusual figures

FAR = Fraction(6745, 1000)


@pytest.mark.parametrize(
    ("value", "history", "wanted"),
    [
        # 0,6745·x/MAD over 3,5: MAD 6.745, median 0, so x over 35
        (35, (-FAR, -FAR, FAR, FAR), False),
        (36, (-FAR, -FAR, FAR, FAR), True),
        # MAD 0, mean of distances 1: x over 1,253314·3,5 = 4,386599
        (Fraction(4_386_599, 1_000_000), (0, 0, 0, 4), False),
        (Fraction(4_386_600, 1_000_000), (0, 0, 0, 4), True),
        # MAD 0, mean 2: x over 8,773198
        (Fraction(8_773_198, 1_000_000), (0, 0, 0, 8), False),
        (Fraction(8_773_199, 1_000_000), (0, 0, 0, 8), True),
        # no change before: more than half, and more than one
        (15, (10, 10, 10, 10), False),
        (16, (10, 10, 10, 10), True),
        (5, (10, 10, 10, 10), False),
        (4, (10, 10, 10, 10), True),
        (2, (1, 1, 1, 1), False),
        (3, (1, 1, 1, 1), True),
    ],
)
def test_an_unusual_figure_at_its_limit(value: Any, history: tuple[Any, ...], wanted: bool) -> None:
    assert (outlier(value, history) is not None) == wanted


# Scores

POINTS = form("ho-so").columns[6]
SCORED = form("ho-so")._replace(scoring=Scoring("7", "10", (("9", "Tốt"), ("7", "Khá"))))


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([9], ("9.0", "10", 1, 1, "Tốt")),
        ([Fraction(895, 100)], ("9.0", "10", 1, 1, "Tốt")),
        ([Fraction(894, 100)], ("8.9", "10", 1, 1, "Khá")),
        ([7], ("7.0", "10", 1, 1, "Khá")),
        ([Fraction(69, 10)], ("6.9", "10", 1, 1, "")),
        ([9, None], ("9.0", "10", 1, 2, "Tốt")),
        ([Fraction(9, 2), None], ("4.5", "10", 1, 2, "Tốt")),
        ([None, NOT_ARISING], None),
        ([], None),
    ],
)
def test_the_class_of_a_score(values: list[Result], wanted: Any) -> None:
    found = score(SCORED, values)
    told = found and (str(found.total), str(found.most), found.rows, found.of, found.band)
    assert told == wanted


def test_a_form_without_classes_has_no_score() -> None:
    assert score(form("ho-so"), [9]) is None
    assert score(SCORED._replace(scoring=Scoring("99", "10", ())), [9]) is None


# Numbers in words and in JSON

SHARE = form("ho-so").columns[5]


@pytest.mark.parametrize(
    ("value", "column", "wanted"),
    [
        (Fraction(1, 3), POINTS, ["0,3", 0.3]),
        (Fraction(1, 10**6), POINTS, ["0,000001", 1e-06]),
        (Fraction(1, 10**7), POINTS, ["0,0", 0]),
        (Fraction(5, 4), POINTS, ["1,25", 1.25]),
        (Fraction(1, 2), SHARE, ["0,5", 0.5]),
        (Fraction(1, 10**4), SHARE, ["0,1", 0.1]),
        (Fraction(999_999, 10_000), SHARE, ["99,9", 99.9]),
        (100, SHARE, ["100,0", 100]),
        (0, SHARE, ["0,0", 0]),
        (1234567, POINTS, ["1.234.567", 1234567]),
        ("Ghi chú", POINTS, ["Ghi chú", "Ghi chú"]),
        (None, POINTS, ["", None]),
        (NOT_ARISING, POINTS, ["–", "not_arising"]),
    ],
)
def test_a_figure_as_text_and_as_json(value: Result, column: Column, wanted: Any) -> None:
    assert [shown(value, column), as_json(value, column)] == wanted


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (Fraction(1, 10**6), "0,000001"),
        (Fraction(1, 10**7), "0,000000"),
        (Fraction(1, 3), "0,333333"),
        (Decimal("1.50"), "1,5"),
        (-1234, "-1.234"),
    ],
)
def test_a_number_has_the_decimals_that_it_has_up_to_six(number: Any, wanted: str) -> None:
    assert written(number) == wanted


# A row for each agency

BY_AGENCY = form("ho-so")._replace(id="theo-xa", rows=Rows("agencies", "Xã", (), ("xa",)))


@pytest.mark.parametrize(
    ("agency", "wanted"),
    [
        ("huyen-a", [["xa-a1", "UBND xã A1"], ["xa-a2", "UBND xã A2"]]),
        ("xa-a1", [["xa-a1", "UBND xã A1"]]),
        ("ubnd-tinh", []),
        ("so-tp", []),
    ],
)
def test_the_rows_of_a_form_with_a_row_for_each_agency(agency: str, wanted: list[list[str]]) -> None:
    rows = rows_for(BY_AGENCY, registry().agencies[agency], registry())
    assert [list(row) for row in rows] == wanted


def by_agency(*slips: Any) -> Collected:
    return Collected(BY_AGENCY, registry(), 15, tables_of(slips))


def test_rows_of_agencies_are_those_of_the_agencies_that_stated_them() -> None:
    """In the order of the registry, whoever was first."""
    said = [
        slip("huyen-b", {("xa-b1", "2"): 1}, of="theo-xa"),
        slip("huyen-a", {("xa-a1", "2"): 2}, of="theo-xa", name="p2"),
    ]
    found = by_agency(*said)
    labels = {"xa-a1": "UBND xã A1", "xa-a2": "UBND xã A2", "xa-b1": "UBND xã B1", "xa-b2": "UBND xã B2"}
    assert list(found.row_labels((Q2,)).items()) == list(labels.items())
    [key] = [key for key in found.tables if key.agency == "huyen-a"]
    assert found.row_keys(found.tables[key]) == ("xa-a1", "xa-a2")
    assert by_agency(said[0]).row_labels((Q2,)) == {name: labels[name] for name in ("xa-b1", "xa-b2")}


def test_free_rows_are_the_suggested_ones_that_are_used_and_then_others_by_name() -> None:
    cells: Mapping[Place, Any] = {("Y tế", "1"): 1, ("Đất đai", "1"): 1, ("Tư pháp", "1"): 1}
    found = collected([slip("xa-a1", cells, of="tu-do")], "tu-do")
    assert list(found.row_labels((Q2,))) == ["Tư pháp", "Đất đai", "Y tế"]
    other = collected([slip("xa-a1", {("Y tế", "1"): 1}, of="tu-do")], "tu-do")
    assert list(other.row_labels((Q2,))) == ["Y tế"]


# Who fills a form


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"levels": ("xa",)}, ["xa-a1", "xa-a2", "xa-b1", "xa-b2"]),
        ({"agencies": ("so-tp",)}, ["so-tp"]),
        ({"groups": ("so-ban-nganh",)}, ["so-tttt", "so-tp", "vp-ubnd-tinh"]),
        ({"groups": ("nhom-la",)}, []),
        (
            {"groups": ("nhom-la", "so-ban-nganh"), "agencies": ("huyen-a",)},
            ["so-tttt", "so-tp", "vp-ubnd-tinh", "huyen-a"],
        ),
    ],
)
def test_who_fills_a_form(more: dict[str, Any], wanted: list[str]) -> None:
    one = form("ho-so")._replace(**{"levels": (), "agencies": (), "groups": (), **more})
    known = registry()
    assert [agency.id for agency in known.in_order if one.filled_by(agency, known)] == wanted


# Forms from files

FILE = (
    HEAD.format(id="b", title="Biểu")
    + """\
rows: {kind: agencies, levels: [xa]}
columns:
  - {id: "1", heading: ["Tổng"], type: count}
  - {id: "2", heading: ["Tiền"], type: money, unit: "đồng", over_rows: mean, over_agencies: none,
     over_periods: first}
  - {id: "3", heading: ["Tỷ lệ"], type: percent}
  - {id: "4", heading: ["Ngày"], type: decimal, decimals: 3}
  - {id: "5", heading: ["Chữ"], type: text}
  - {id: "6", heading: ["Mỗi"], type: decimal, ratio: {numerator: ["1"], less: ["2"], denominator: ["4"]}}
  - {id: "7", heading: ["Tỷ lệ"], type: percent, unit: "phần nghìn", over_rows: sum}
rules:
  - {id: a, severity: error, sentence: "A.", total: {of: "1", parts: ["2", "4"]}}
  - {id: b, severity: error, sentence: "B.", equal: {left: ["1", "2"], right: ["4"]}}
  - {id: c, severity: warning, sentence: "C.", missing: zero,
     at_most: {left: ["1"], right: ["2"], times: 1.5}}
  - {id: d, severity: warning, sentence: "D.", at_most: {left: ["1"], right: ["2"]}}
  - {id: e, severity: error, sentence: "E.",
     ratio: {numerator: ["1"], denominator: ["2"], at_least: 0, at_most: 1}}
  - {id: f, severity: error, sentence: "F.", missing: skip_all, compulsory_pair: ["1", "2"]}
  - {id: g, severity: error, sentence: "G.", same_as_previous: {column: "1", previous: "2"}}
  - {id: h, severity: error, sentence: "Không rõ."}
"""
)


def made(text: str) -> Form:
    return form_of(FormFile.model_validate(parse(Source("", text)).data))


def test_every_default_of_a_form_file() -> None:
    found = made(FILE)
    assert found._replace(columns=(), rules=()) == Form(
        "b", "Biểu", "Kho này đặt", "L", "số hồ sơ", (), (), (), ("huyen", "xa"), "quarter",
        Rows("agencies", "Cơ quan", (), ("xa",)), (),
    )  # fmt: skip
    units = [(c.id, c.unit, c.decimals, c.over_rows, c.over_agencies, c.over_periods) for c in found.columns]
    assert units == [
        ("1", "số hồ sơ", 0, "sum", "sum", "sum"),
        ("2", "đồng", 0, "mean", "none", "first"),
        ("3", "%", 1, "none", "none", "none"),
        ("4", "số hồ sơ", 3, "sum", "sum", "sum"),
        ("5", "số hồ sơ", 0, "none", "none", "none"),
        ("6", "số hồ sơ", 1, "none", "none", "none"),
        ("7", "phần nghìn", 1, "sum", "none", "none"),
    ]
    assert [column.ratio for column in found.columns if column.ratio] == [Ratio(("1",), ("2",), ("4",))]
    assert list(found.rules) == [
        Rule("a", "error", "A.", "skip", "total", ("1",), ("2", "4")),
        Rule("b", "error", "B.", "skip", "equal", ("1", "2"), ("4",)),
        Rule("c", "warning", "C.", "zero", "at_most", ("1",), ("2",), times="1.5"),
        Rule("d", "warning", "D.", "skip", "at_most", ("1",), ("2",)),
        Rule("e", "error", "E.", "skip", "ratio", ("1",), ("2",), least="0", most="1"),
        Rule("f", "error", "F.", "skip_all", "compulsory_pair", ("1",), ("2",)),
        Rule("g", "error", "G.", "skip", "same_as_previous", ("1",), ("2",)),
    ]


# Grids


def test_headings_are_shared_by_neighbours_that_go_deeper() -> None:
    columns = tuple(POINTS._replace(id=str(n), heading=heading) for n, heading in enumerate((
        ("Nhận", "Mới", "Giấy"), ("Nhận", "Mới", "Mạng"), ("Nhận", "Cũ"), ("Nhận",), ("Nhận", "Khác"),
        ("Trả",),
    )))  # fmt: skip
    assert header_of(columns) == (3, (
        HeaderCell("Nhận", 0, 0, 1, 3), HeaderCell("Nhận", 0, 3, 3, 1), HeaderCell("Nhận", 0, 4, 1, 1),
        HeaderCell("Trả", 0, 5, 3, 1), HeaderCell("Mới", 1, 0, 1, 2), HeaderCell("Cũ", 1, 2, 2, 1),
        HeaderCell("Khác", 1, 4, 2, 1), HeaderCell("Giấy", 2, 0, 1, 1), HeaderCell("Mạng", 2, 1, 1, 1),
    ))  # fmt: skip


def test_free_rows_of_the_period_before_are_offered_again_once() -> None:
    now = tables_of([slip("xa-a1", {("Y tế", "1"): 1, ("Tư pháp", "1"): 2}, of="tu-do")])
    before = tables_of([slip("xa-a1", {("Đất đai", "1"): 1, ("Y tế", "1"): 3}, of="tu-do", period="2021-Q1")])
    grid = grid_of(form("tu-do"), registry().agencies["xa-a1"], registry(), *now.values(), *before.values())
    assert [row.id for row in grid.rows] == ["Tư pháp", "Y tế", "Đất đai"]
    assert grid.values == {("Y tế", "1"): 1, ("Tư pháp", "1"): 2}
    fixed = grid_of(form("ho-so"), registry().agencies["xa-a1"], registry(), *now.values())
    assert fixed.rows == (Row("dat-dai", "Đất đai"), Row("ho-tich", "Hộ tịch"))


KEY = ("ho-so", "2021-Q2", "own")
FIVE: Mapping[Place, CellValue] = {("dat-dai", "2"): 5}


@pytest.mark.parametrize(
    ("before", "status", "values", "wanted"),
    [
        (None, "not_arising", {}, ("not_arising", [])),
        ({"status": "not_arising"}, "not_arising", {}, None),
        ({"status": "done", "cells": FIVE}, "not_arising", {}, ("not_arising", [])),
        (None, "done", {}, ("done", [])),
        (None, "in_progress", {}, ("in_progress", [])),
        ({"status": "done", "cells": FIVE}, "done", FIVE, None),
        ({"status": "in_progress", "cells": FIVE}, "done", FIVE, ("done", [])),
        ({"status": "in_progress", "cells": FIVE}, "in_progress", FIVE, None),
        ({"status": "done", "cells": FIVE}, "in_progress", FIVE, None),
        ({"status": "not_arising"}, "done", {}, ("done", [])),
        ({"status": "not_arising"}, "in_progress", {}, ("in_progress", [])),
        (
            {"status": "done", "cells": FIVE},
            "done",
            {("dat-dai", "2"): 6, ("ho-tich", "3"): None},
            ("done", [("dat-dai", {"2": 6}, (), ())]),
        ),
        (
            {"status": "done", "cells": FIVE},
            "done",
            {("dat-dai", "2"): None, ("ho-tich", "3"): NOT_ARISING},
            ("done", [("dat-dai", {}, (), ("2",)), ("ho-tich", {}, ("3",), ())]),
        ),
        ({"status": "done", "cells": {("dat-dai", "8"): "Chữ"}}, "done", {("dat-dai", "8"): "Chữ"}, None),
        (
            {"status": "done", "cells": {("dat-dai", "8"): "Chữ"}},
            "done",
            {("dat-dai", "8"): "Khác"},
            ("done", [("dat-dai", {"8": "Khác"}, (), ())]),
        ),
    ],
)
def test_what_a_slip_must_state(
    before: dict[str, Any] | None, status: str, values: Mapping[Place, CellValue], wanted: Any
) -> None:
    tables = tables_of([slip("xa-a1", before.get("cells"), status=before["status"])] if before else [])
    said = changes_of(KEY, status, next(iter(tables.values()), None), values)
    rows = said and [(row.row, dict(row.cells), row.not_arising, row.withdrawn) for row in said.rows]
    assert (said and (said.status, rows)) == wanted


# Where a number comes from


def traced(column: str, *slips: Any, periods: str = "2021-H1", **scope: Any) -> list[str]:
    found = form("ho-so").column(column)
    assert found is not None
    parts = form("ho-so").parts_of(parse_period(periods))
    cells = trace_of(Scope(collected(slips), parts, **scope), found).cells
    return [f"{c.agency} {c.period} ({c.column}) {c.row} {c.text}" for c in cells]


ALL_OF = {("dat-dai", str(n)): n for n in (1, 2, 3, 4, 5)}
TWO = (
    slip("xa-a1", ALL_OF, period="2021-Q1"),
    slip("xa-a1", ALL_OF, name="p2"),
    slip("xa-b1", ALL_OF, name="p3"),
)


@pytest.mark.parametrize(
    ("column", "more", "wanted"),
    [
        (
            "1",
            {},
            [
                "xa-a1 2021-Q1 (2) dat-dai 2",
                "xa-a1 2021-Q2 (2) dat-dai 2",
                "xa-b1 2021-Q2 (2) dat-dai 2",
                "xa-a1 2021-Q1 (3) dat-dai 3",
            ],
        ),
        ("1", {"periods": "2021-Q2"}, ["xa-a1 2021-Q2 (1) dat-dai 1", "xa-b1 2021-Q2 (1) dat-dai 1"]),
        ("2", {"agencies": ("xa-a1",)}, ["xa-a1 2021-Q1 (2) dat-dai 2", "xa-a1 2021-Q2 (2) dat-dai 2"]),
        ("3", {}, ["xa-a1 2021-Q1 (3) dat-dai 3"]),
        ("5", {}, ["xa-a1 2021-Q2 (5) dat-dai 5", "xa-b1 2021-Q2 (5) dat-dai 5"]),
        (
            "6",
            {"periods": "2021-Q2"},
            [
                "xa-a1 2021-Q2 (4) dat-dai 4",
                "xa-b1 2021-Q2 (4) dat-dai 4",
                "xa-a1 2021-Q2 (2) dat-dai 2",
                "xa-b1 2021-Q2 (2) dat-dai 2",
                "xa-a1 2021-Q2 (3) dat-dai 3",
                "xa-b1 2021-Q2 (3) dat-dai 3",
            ],
        ),
        ("2", {"rows": ("ho-tich",)}, []),
    ],
)
def test_the_cells_behind_a_number(column: str, more: dict[str, Any], wanted: list[str]) -> None:
    assert traced(column, *TWO, **more) == wanted


def test_the_parts_of_a_total_are_those_of_its_first_rule() -> None:
    """An equality with the column alone on its left is no total."""
    one = form("ho-so")
    assert parts_of(one, "1") == ("2", "3")
    assert parts_of(one._replace(rules=tuple(reversed(one.rules))), "1") == ("2", "3")
    assert parts_of(one, "2") == ()


# Who has sent in time


@pytest.mark.parametrize(("day", "wanted"), [(18, 1), (19, 1), (20, 0)])
def test_a_level_without_its_own_day_has_that_of_another(day: int, wanted: int) -> None:
    """Districts send on the 19th, communes on the 16th; departments have no day in this calendar."""
    found = completeness(collected([slip("so-tp", ALL_OF, day=date(2021, 6, day))]), Q2, calendar())
    assert (found.expected, found.complete, found.on_time) == (6, 1, wanted)
    assert found.silent == ("huyen-a", "huyen-b", "xa-a1", "xa-a2", "xa-b1")


# The sentences below a sheet


def sheet(slips: list[Slip], shown_form: Form, by: str = "row", period: str = "2021-Q2") -> Sheet:
    tables = Collected(shown_form, registry(), 15, tables_of(slips))
    return sheet_of(tables, Question(parse_period(period), by), calendar())


def points(**rows: Any) -> list[Slip]:
    """A slip that gives points (7) to rows."""
    return [slip("xa-a1", {(name.replace("_", "-"), "7"): value for name, value in rows.items()})]


@pytest.mark.parametrize(
    ("slips", "wanted"),
    [
        ([], "Chưa có chỉ số nào có dữ liệu nên chưa xếp loại."),
        (
            points(dat_dai=9),
            "Tổng điểm 9,0/10 (1/2 chỉ số; 1 chỉ số không có dữ liệu nên không tính): xếp loại Tốt.",
        ),
        (points(dat_dai=9, ho_tich=Decimal("7.26")), "Tổng điểm 16,3/20 (2/2 chỉ số): xếp loại Khá."),
        (points(dat_dai=9, ho_tich=4), "Tổng điểm 13,0/20 (2/2 chỉ số): chưa đến mức xếp loại nào."),
        (points(dat_dai="not_arising"), "Chưa có chỉ số nào có dữ liệu nên chưa xếp loại."),
    ],
)
def test_the_sentence_about_a_score(slips: list[Slip], wanted: str) -> None:
    classes = Scoring("7", "10", (("18", "Tốt"), ("14", "Khá")))
    assert sheet(slips, form("ho-so")._replace(scoring=classes)).score == wanted


def test_a_form_without_classes_says_nothing_of_a_score() -> None:
    assert sheet(points(dat_dai=9), form("ho-so")).score == ""


HISTORY = [
    slip("xa-a2", {("dat-dai", "2"): number}, period=period, name=f"p{number}")
    for number, period in (
        (10, "2020-Q2"),
        (11, "2020-Q3"),
        (12, "2020-Q4"),
        (13, "2021-Q1"),
        (5000, "2021-Q2"),
    )
]


def test_the_sentence_about_a_consolidated_figure() -> None:
    both = [
        slip("xa-a1", {("dat-dai", "2"): 3}),
        slip("huyen-a", {("dat-dai", "2"): 1070}, basis="consolidated"),
    ]
    apart = "số tổng hợp 1.070, cộng 1/3 cơ quan tự gửi 3."
    assert sheet(both, form("ho-so")).warnings == (f"UBND huyện A, quý II năm 2021, cột (2): {apart}",)


@pytest.mark.parametrize(
    ("slips", "wanted"),
    [
        (HISTORY, "5.000 khác thường so với 4 kỳ trước (trung vị 11,5, cùng kỳ năm trước 10)."),
        (HISTORY[1:], ""),
        (
            [slip("xa-a2", {("dat-dai", "2"): 9}, period="2020-Q1", name="p9"), *HISTORY[1:]],
            "5.000 khác thường so với 4 kỳ trước (trung vị 11,5).",
        ),
    ],
)
def test_the_sentence_about_an_unusual_figure(slips: list[Slip], wanted: str) -> None:
    told = sheet(slips, form("ho-so")).warnings
    assert told == ((f"UBND xã A2, quý II năm 2021, cột (2): {wanted}",) if wanted else ())


def test_the_sentence_about_a_broken_rule_names_the_row_where_there_are_several() -> None:
    wrong = [slip("xa-a1", {("dat-dai", "1"): 3, ("dat-dai", "2"): 1, ("dat-dai", "3"): 1})]
    one = form("ho-so")._replace(rows=Rows("fixed", "Nội dung", (Row("dat-dai", "Đất đai"),)))
    free = form("ho-so")._replace(rows=Rows("free", "Nội dung"))
    said = "(1) phải bằng (2) + (3). Ở đây (1) = 3; (2) + (3) = 1 + 1 = 2."
    for shown_form, row in ((form("ho-so"), ", Đất đai"), (one, ""), (free, ", dat-dai")):
        assert sheet(wrong, shown_form).failing == (f"lỗi: UBND xã A1, quý II năm 2021{row}: {said}",)


def test_a_ratio_has_its_two_numbers_in_its_cell() -> None:
    slips = [slip("xa-a1", {("dat-dai", "4"): 1, ("dat-dai", "2"): 1500, ("dat-dai", "3"): 500})]
    row, _, total = sheet(slips, form("ho-so")).rows
    assert [(cell.text, cell.ratio) for cell in row.cells[4:6]] == [("", ""), ("0,1", "1/2.000")]
    assert [(cell.text, cell.ratio) for cell in total.cells[4:6]] == [("", ""), ("0,1", "1/2.000")]


def test_text_where_a_number_belongs_is_blank() -> None:
    """A slip written by hand may have it; validation says so."""
    slips = [slip("xa-a1", {("dat-dai", "2"): "năm", ("dat-dai", "8"): "Ghi chú"})]
    row = sheet(slips, form("ho-so")).rows[0]
    assert [cell.text for cell in row.cells] == ["", "", "", "", "", "", "", "Ghi chú"]


def test_agencies_are_expected_from_the_first_day_that_the_registry_knows() -> None:
    """Data of the first quarter begin on 15/12 of the year before, of which the registry knows nothing."""
    known = collected([])
    expected = [
        [a.id for a in known.in_period(parse_period(name)).expected] for name in ("2019-Q4", "2020-Q1")
    ]
    assert expected == [[], ["huyen-a", "huyen-b", "xa-a1", "xa-a2", "xa-b1", "xa-b2"]]


def test_the_table_of_an_agency_that_left_the_registry_has_no_rows_of_agencies() -> None:
    found = by_agency(slip("xa-la", {("xa-a1", "2"): 1}, of="theo-xa"))
    [table] = found.tables.values()
    assert found.row_keys(table) == ()


def test_parents_in_a_circle_come_to_an_end() -> None:
    """A registry like this is refused; a sum over it must not go on for ever."""
    agencies = dict(registry().agencies)
    agencies["ubnd-tinh"] = agencies["ubnd-tinh"]._replace(parent="huyen-a")
    circle = registry()._replace(agencies=agencies)
    found = Collected(form("ho-so"), circle, 15, tables_of([slip("xa-a1", {("dat-dai", "2"): 1})]))
    assert [one.id for one in found.below(circle.agencies["xa-a1"])] == []
    below = [one.id for one in found.below(circle.agencies["ubnd-tinh"])]
    assert ("ubnd-tinh" in below, "huyen-a" in below, "xa-b1" in below) == (False, True, True)


def test_a_cell_that_came_from_a_workbook_names_it_where_it_stands() -> None:
    """That nothing in the form arises stands in no cell of the workbook."""
    source = SlipSource("bieu.xlsx", "0" * 64)
    [stated] = tables_of([slip("xa-a1", {("dat-dai", "2"): 1})]).values()
    cell = stated.cells["dat-dai", "2"]
    places = []
    for one in (
        cell,
        cell._replace(slip=cell.slip._replace(source=source)),
        cell._replace(slip=cell.slip._replace(source=source), place="Biểu!E9"),
        cell._replace(place="Biểu!E9"),
    ):
        stated.cells["dat-dai", "2"] = one
        known = Collected(form("ho-so"), registry(), 15, {stated.key: stated})
        column = form("ho-so").columns[1]
        [traced_cell] = trace_of(Scope(known, (Q2,)), column).cells
        places.append((traced_cell.workbook, traced_cell.cell))
    assert places == [("", ""), ("", ""), ("bieu.xlsx", "Biểu!E9"), ("", "Biểu!E9")]


def test_rows_that_a_form_has_are_named_in_order() -> None:
    names = ("y-te", "ho-tich", "xay-dung", "dat-dai", "van-hoa", "an-ninh", "thue", "lam-nghiep")
    rows = Rows("fixed", "Nội dung", tuple(Row(name, name) for name in names))
    known = {"b": form("ho-so")._replace(id="b", rows=rows), "a": form("tu-do")}
    agency = registry().agencies["xa-a1"]

    def told(said: FormStatement) -> list[str]:
        return [finding.message for finding in check_statement(said, agency, known, registry())]

    wrong = FormStatement("b", "2021-Q2", "own", "done", (RowStatement("la", {"2": 1}),))
    listed = "an-ninh, dat-dai, ho-tich, lam-nghiep, thue, van-hoa, xay-dung, y-te"
    assert told(wrong) == [f"Biểu b không có dòng “la”; các dòng: {listed}."]
    assert told(wrong._replace(form="c")) == ["Không có biểu “c”; các biểu: b, a."]
    known.clear()
    assert told(wrong) == ["Không có biểu “b”; các biểu: chưa có biểu nào."]
