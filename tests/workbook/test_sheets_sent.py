"""The sheets that an agency gets: names of tabs, headings, rows, sums, what it is asked, its first sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.counted_figures import Place, tables_of
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.forms.form_files import form_of
from kstthc_cli.domain.forms.sums import NOT_ARISING
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.workbook.book import Sheet
from kstthc_cli.domain.workbook.form_sheets import form_of_code, form_sheets, periods_of, text_of, value_of
from kstthc_cli.domain.workbook.guide import guide_lines
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.plan.repository import load_repository
from kstthc_cli.store.yaml.reader import parse
from tests.support.quang_ngai import plan_year
from tests.support.small_province import small_province

Q2 = parse_period("2021-Q2")
FORM = """\
schema_version: 1
id: "{id}"
title: "{title}"
source: {{text: "Kho này đặt", confidence: "L"}}
unit: "số hồ sơ"
filled_by: {{levels: [so, huyen]}}
frequency: {frequency}
rows: {rows}
columns:
  - {{id: "1", heading: ["Nhận", "Tổng"], type: count}}
  - {{id: "2", heading: ["Nhận", "Trực tuyến toàn trình"], type: count}}
  - {{id: "3", heading: ["Nhận", "Trực tiếp"], type: count}}
  - {{id: "4", heading: ["Phí"], type: money, unit: "đồng"}}
  - {{id: "5", heading: ["Tỷ lệ"], type: percent, ratio: {{numerator: ["2"], denominator: ["1"]}}}}
  - {{id: "6", heading: ["Ghi chú"], type: text}}
rules:
  - {{id: w, severity: warning, sentence: "(1) thường là (3).", total: {{of: "1", parts: ["3"]}}}}
  - {{id: a, severity: error, sentence: "(1) = (2) + (3).", total: {{of: "1", parts: ["2", "3"]}}}}
  - {{id: b, severity: warning, sentence: "(2) không quá (1).",
     at_most: {{left: ["2"], right: ["1"], times: 2}}}}
  - {{id: c, severity: error, sentence: "Tỷ lệ.",
     ratio: {{numerator: ["2"], denominator: ["1"], at_most: 1}}}}
"""
FIXED = '{kind: fixed, items: [{id: a, label: "Đất đai"}, {id: b, label: "Hộ tịch"}]}'
ONE = '{kind: fixed, items: [{id: a, label: "Đất đai"}]}'
FREE = '{kind: free, heading: "Lĩnh vực", suggested: ["Tư pháp"]}'


def form(name: str = "bieu", title: str = "Biểu thử", rows: str = FIXED, frequency: str = "quarter") -> Form:
    text = FORM.format(id=name, title=title, rows=rows, frequency=frequency)
    return form_of(FormFile.model_validate(parse(Source("", text)).data))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> PlanYear:
    return plan_year(load_repository(small_province(tmp_path_factory.mktemp("sheets") / "kho")))


def slip(agency: str, period: str, cells: Mapping[Place, Any], basis: str = "own", of: str = "bieu") -> Slip:
    rows: dict[str, dict[str, Any]] = {}
    for (name, column), value in cells.items():
        rows.setdefault(name, {})[column] = value
    stated = tuple(RowStatement(name, given) for name, given in rows.items())
    said = FormStatement(of, period, basis, "done", stated)
    return Slip(f"{agency}-{period}", "2021", agency, period, date(2021, 6, 1), None, (), (), forms=(said,))


def sheets(
    year: PlanYear, *forms: Form, agency: str = "so-tp", slips: tuple[Slip, ...] = (), period: str = "2021-Q2"
) -> list[Sheet]:
    who = year.registry.agencies[agency]
    return form_sheets(forms, who, year.registry, parse_period(period), tables_of(slips))


def test_everything_of_the_sheet_of_a_form(year: PlanYear) -> None:
    slips = (
        slip("so-tp", "2021-Q2", {("a", "2"): 5, ("a", "6"): "Ghi"}),
        slip("so-tp", "2021-Q1", {("b", "4"): Decimal("1.5")}),
    )
    [sheet] = sheets(year, form(), slips=slips)
    assert sheet._replace(columns=(), rows=(), conditions=()) == Sheet(
        "form:bieu@2021-Q2", "Biểu thử", "Biểu thử",
        "Quý II năm 2021; đơn vị tính: số hồ sơ. Nguồn: Kho này đặt", (), (), ("label",), "Tổng cộng",
        notes=("(1) thường là (3).", "(1) = (2) + (3).", "(2) không quá (1).", "Tỷ lệ."),
    )  # fmt: skip
    assert [
        (c.code, c.heading, c.kind, c.width, c.filled, c.parts, c.hint, c.summed) for c in sheet.columns
    ] == [
        ("label", ("Nội dung",), "label", 30, False, (), "", True),
        ("1", ("Nhận", "Tổng"), "count", 9, True, ("2", "3"), "Đơn vị tính: số hồ sơ.", True),
        ("2", ("Nhận", "Trực tuyến toàn trình"), "count", 9, True, (), "Đơn vị tính: số hồ sơ.", True),
        ("3", ("Nhận", "Trực tiếp"), "count", 9, True, (), "Đơn vị tính: số hồ sơ.", True),
        ("4", ("Phí",), "money", 13, True, (), "Đơn vị tính: đồng.", True),
        ("6", ("Ghi chú",), "text", 24, True, (), "", False),
    ]
    assert [(row.code, dict(row.cells), dict(row.before), row.free) for row in sheet.rows] == [
        ("a", {"label": "Đất đai", "2": "5", "6": "Ghi"}, {}, False),
        ("b", {"label": "Hộ tịch"}, {"4": "1.5"}, False),
    ]
    assert [(c.left, c.right, c.operator, c.times, c.ratio) for c in sheet.conditions] == [
        (("1",), ("3",), "=", "1", False),
        (("2",), ("1",), "<=", "2", False),
        (("2",), ("1",), "<=", "1", True),
    ]


def test_free_rows_leave_room_for_more(year: PlanYear) -> None:
    [sheet] = sheets(
        year, form(rows=FREE), slips=(slip("so-tp", "2021-Q2", {(f"r{n}", "2"): n for n in range(11)}),)
    )
    assert (len(sheet.rows), sheet.rows[-1].code, sheet.heads, sheet.open_rows) == (15, "free-3", (), True)
    [empty] = sheets(year, form(rows=FREE))
    assert [row.code for row in empty.rows[:2]] == ["Tư pháp", "free-1"]
    assert (len(empty.rows), empty.columns[0].filled) == (12, True)


@pytest.mark.parametrize(
    ("name", "title", "tab", "heading"),
    [
        ("II.06a", "Biểu về hồ sơ", "II.06a", "Biểu II.06a: Biểu về hồ sơ"),
        ("bieu", "Hồ sơ [mới]: a/b", "Hồ sơ  mới   a b", "Hồ sơ [mới]: a/b"),
        ("bieu", "x" * 31, "x" * 31, "x" * 31),
        (
            "bieu",
            "Biểu tổng hợp tình hình tiếp nhận",
            "Biểu tổng hợp tình hình tiếp…",
            "Biểu tổng hợp tình hình tiếp nhận",
        ),
    ],
)
def test_the_name_of_a_tab_fits(name: str, title: str, tab: str, heading: str, year: PlanYear) -> None:
    [sheet] = sheets(year, form(name, title))
    assert (sheet.name, sheet.title) == (tab, heading)


def test_tabs_of_one_name_are_told_apart(year: PlanYear) -> None:
    long = "Biểu tổng hợp tình hình tiếp nhận"
    made = sheets(year, form("a", long), form("b", long), form("c", "Biểu"), form("d", long))
    assert [sheet.name for sheet in made] == [
        "Biểu tổng hợp tình hình tiếp…", "Biểu tổng hợp tình hình tiế (2)", "Biểu",
        "Biểu tổng hợp tình hình tiế (3)",
    ]  # fmt: skip
    assert max(len(sheet.name) for sheet in made) == 31


def test_one_row_has_no_total_nor_have_columns_that_are_not_added(year: PlanYear) -> None:
    assert sheets(year, form(rows=ONE))[0].total == ""
    columns = tuple(column._replace(over_rows="none") for column in form().columns)
    assert sheets(year, form()._replace(columns=columns))[0].total == ""
    one = (columns[0]._replace(over_rows="sum"), *columns[1:])
    assert sheets(year, form()._replace(columns=one))[0].total == "Tổng cộng"


@pytest.mark.parametrize(
    ("frequency", "period", "wanted"),
    [
        ("quarter", "2021-Q2", ["2021-Q2"]),
        ("month", "2021-Q2", ["2021-04", "2021-05", "2021-06"]),
        ("half", "2021-Q2", ["2021-H1"]),
        ("half", "2021-Q1", []),
        ("year", "2021-Q4", ["2021"]),
        ("year", "2021-Q2", []),
        ("quarter", "2021-04", []),
        ("quarter", "2021-06", ["2021-Q2"]),
    ],
)
def test_the_periods_of_a_form_that_are_asked_for(frequency: str, period: str, wanted: list[str]) -> None:
    assert [str(one) for one in periods_of(form(frequency=frequency), parse_period(period))] == wanted


def test_whose_figures_a_form_holds_is_asked_of_whoever_has_others_below(year: PlanYear) -> None:
    [bases, sheet] = sheets(year, form()._replace(levels=("tinh", "huyen")), agency="ubnd-tinh")
    assert (bases.code, bases.name, bases.heads) == ("bases", "Số tổng hợp", ("form",))
    assert [(row.code, dict(row.cells)) for row in bases.rows] == [
        (sheet.code, {"form": "Biểu thử", "basis": "own"})
    ]
    assert len(sheets(year, form()._replace(levels=("tinh",)), agency="ubnd-tinh")) == 1
    said = slip("so-tp", "2021-Q2", {("a", "2"): 5}, "consolidated")
    [bases, sheet] = sheets(year, form(), slips=(said,))
    assert (bases.rows[0].cells["basis"], sheet.rows[0].cells["2"]) == ("consolidated", "5")
    taken = slip("so-tp", "2021-Q2", {}, "consolidated")
    [row] = taken.forms[0]._replace(rows=(RowStatement("a", {}, (), ("2",)),)).rows
    back = taken._replace(id="x", day=date(2021, 6, 2), forms=(taken.forms[0]._replace(rows=(row,)),))
    [sheet] = sheets(year, form(), slips=(said, back))
    assert (sheet.code, sheet.rows[0].cells) == ("form:bieu@2021-Q2", {"label": "Đất đai"})


@pytest.mark.parametrize(
    ("last", "asked"), [(date(2021, 3, 31), False), (date(2021, 4, 1), True), (None, True)]
)
def test_whoever_ended_before_the_period_is_not_below(last: date | None, asked: bool, year: PlanYear) -> None:
    agencies = {
        name: one._replace(last=last) if one.level in ("so", "huyen") else one
        for name, one in year.registry.agencies.items()
    }
    changed = year._replace(registry=year.registry._replace(agencies=agencies))
    made = sheets(changed, form()._replace(levels=("tinh", "huyen")), agency="ubnd-tinh")
    assert [sheet.code for sheet in made] == [*(["bases"] if asked else []), "form:bieu@2021-Q2"]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("form:II.06a@2021-Q2", ("II.06a", Q2)),
        ("form:a@b@2021-Q2", ("a@b", Q2)),
        ("form:bieu", None),
        ("bieu@2021-Q2", None),
        ("form:bieu@quý", None),
        ("duties", None),
    ],
)
def test_the_form_of_a_code(code: str, wanted: object) -> None:
    assert form_of_code(code) == wanted


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("", "2", None), ("–", "2", NOT_ARISING), ("5", "2", 5), ("1.5", "4", Decimal("1.5")),
        ("2.0", "4", 2), ("5", "6", "5"), ("–", "6", NOT_ARISING),
    ],
)  # fmt: skip
def test_figures_as_text_of_cells(text: str, column: str, value: Any) -> None:
    found = form().column(column)
    assert found is not None
    assert value_of(text, found) == value
    assert text_of(value) == ("2" if text == "2.0" else text)


FIGURES = (
    "Không có thì gõ 0; chưa có số liệu thì để trống; biểu hay ô không phát sinh thì gõ dấu –. "
    "Gõ số liền, không ngăn hàng nghìn. Ô tổng tự tính; ô đỏ là chỗ số liệu chưa khớp."
)
BACK = (
    "Lưu dạng .xlsx, không đặt mật khẩu, gửi lại nguyên tệp này. Đổi tên tệp, sắp xếp dòng được; "
    "không xóa trang, không xóa hay gộp cột."
)
CELLS = "Chỉ điền các ô nền vàng; ô khác đã khóa. Tình trạng chọn trong danh sách; ngày gõ dạng 16/6/2021."
FILL = [("Cách điền", CELLS), ("Số liệu", FIGURES), ("Gửi lại", BACK)]


@pytest.mark.parametrize(
    ("send_by", "send_to", "wanted"),
    [
        ({"so": 18}, {"so": "UBND tỉnh"}, [("Hạn gửi", "Chậm nhất ngày 18/06/2021, gửi về UBND tỉnh")]),
        ({"so": 18}, {}, [("Hạn gửi", "Chậm nhất ngày 18/06/2021")]),
        ({"xa": 18}, {"xa": "UBND cấp huyện"}, []),
    ],
)
def test_the_first_sheet(
    send_by: dict[str, int], send_to: dict[str, str], wanted: list[tuple[str, str]], year: PlanYear
) -> None:
    other = year._replace(calendar=year.calendar._replace(send_by=send_by, send_to=send_to))
    assert list(guide_lines(other, year.registry.agencies["so-tp"], Q2)) == [
        ("Cơ quan báo cáo", "Sở Tư pháp"),
        ("Kỳ báo cáo", "Quý II năm 2021; kỳ số liệu từ ngày 15/03/2021 đến hết ngày 14/06/2021"),
        *wanted,
        *FILL,
    ]
