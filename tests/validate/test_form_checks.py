"""What `kst validate` says of forms, of the figures in them, and of targets computed from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.example_files import KIND_FILES, change
from tests.support.running import Kst, report, told
from tests.support.slip_files import written

HEAD = """\
schema_version: 1
id: "bieu-1"
title: "Biểu thử"
source: {text: "Kho này đặt", confidence: "L"}
unit: "số hồ sơ"
"""
FILLED = "filled_by: {levels: [so]}\n"
FIXED = 'rows: {kind: fixed, items: [{id: dat-dai, label: "Đất đai"}, {id: ho-tich, label: "Hộ tịch"}]}\n'
COLUMNS = """\
columns:
  - {id: "1", heading: ["Tổng"], type: count}
  - {id: "2", heading: ["Trực tuyến"], type: count}
  - {id: "3", heading: ["Trực tiếp"], type: count}
  - {id: "4", heading: ["Tỷ lệ"], type: percent, ratio: {numerator: ["2"], denominator: ["1"]}}
  - {id: "5", heading: ["Ghi chú"], type: text}
  - {id: "6", heading: ["Điểm"], type: decimal, over_rows: none}
  - {id: "7", heading: ["Mức"], type: decimal, over_agencies: none}
"""
TOTAL = """\
rules:
  - {id: a, severity: error, sentence: "(1) phải bằng (2) + (3).", total: {of: "1", parts: ["2", "3"]}}
"""


def laid(
    root: Path,
    *,
    filled: str = FILLED,
    rows: str = FIXED,
    columns: str = "",
    rules: str = TOTAL,
    frequency: str = "quarter",
) -> None:
    """Put a form there; `columns` and `rules` are more lines."""
    file = root / KIND_FILES["form"]
    file.parent.mkdir(exist_ok=True)
    text = f"{HEAD}{filled}frequency: {frequency}\n{rows}{COLUMNS}{columns}{rules}"
    file.write_text(text, "utf-8", newline="\n")


def column(more: str, name: str = "8", kind: str = "count") -> str:
    return f'  - {{id: "{name}", heading: ["Cột"], type: {kind}, {more}}}\n'


def rule(more: str, name: str = "b") -> str:
    return f'{TOTAL}  - {{id: {name}, severity: error, sentence: "Câu báo.", {more}}}\n'


def ratio(numerator: str, denominator: str = "1", more: str = "") -> str:
    return f'{more}ratio: {{numerator: ["{numerator}"], denominator: ["{denominator}"]}}'


def scoring(column: str, *limits: str) -> str:
    bands = ", ".join(f'{{from: {limit}, label: "Loại {limit}"}}' for limit in limits)
    return f'{TOTAL}scoring: {{column: "{column}", most_of_row: 10, bands: [{bands}]}}\n'


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({}, []),
        # who fills it
        (
            {"filled": "filled_by: {}\n"},
            ["KST090 6:12 Chưa nêu cơ quan lập biểu: agencies, groups hoặc levels."],
        ),
        (
            {"filled": "filled_by: {agencies: [so-tp, so-la]}\n"},
            ["KST091 6:31 Không danh mục nào có cơ quan “so-la”."],
        ),
        (
            {"filled": "filled_by: {groups: [so-ban-nganh, nhom-la]}\n"},
            ["KST091 6:36 Không danh mục nào có nhóm “nhom-la”."],
        ),
        # ids
        ({"columns": column("over_rows: sum", "3")}, ["KST030 17:10 Mã cột “3” đã dùng ở trên."]),
        (
            {"rules": rule('equal: {left: ["1"], right: ["2"]}', "a")},
            ["KST030 19:10 Mã quy tắc “a” đã dùng ở trên."],
        ),
        ({"rows": FIXED.replace("ho-tich", "dat-dai")}, ["KST030 8:67 Mã dòng “dat-dai” đã dùng ở trên."]),
        # columns computed from others
        (
            {"columns": column(ratio("2", more="over_rows: sum, "), kind="percent")},
            ["KST090 17:5 Cột 8 tính lại từ các tổng nên không nêu cách gộp (over_…)."],
        ),
        (
            {"columns": column(ratio("2", more="over_agencies: mean, "), kind="percent")},
            ["KST090 17:5 Cột 8 tính lại từ các tổng nên không nêu cách gộp (over_…)."],
        ),
        (
            {"columns": column(ratio("2", more="over_periods: last_in_period, "), kind="percent")},
            ["KST090 17:5 Cột 8 tính lại từ các tổng nên không nêu cách gộp (over_…)."],
        ),
        ({"columns": column(ratio("9"), kind="percent")}, ["KST090 17:55 Biểu không có cột “9”."]),
        ({"columns": column(ratio("2", "9"), kind="percent")}, ["KST090 17:55 Biểu không có cột “9”."]),
        (
            {"columns": column('ratio: {numerator: ["2"], less: ["9"], denominator: ["1"]}', kind="percent")},
            ["KST090 17:55 Biểu không có cột “9”."],
        ),
        (
            {"columns": column(ratio("4"), kind="percent")},
            ["KST090 17:55 Cột “4” không phải là số do cơ quan điền."],
        ),
        (
            {"columns": column(ratio("2", "5"), kind="percent")},
            ["KST090 17:55 Cột “5” không phải là số do cơ quan điền."],
        ),
        (
            {"columns": column(ratio("6"), kind="percent")},
            ["KST090 17:55 Cột 6 không cộng được nên không dùng để tính tỷ lệ."],
        ),
        (
            {"columns": column(ratio("7"), kind="percent")},
            ["KST090 17:55 Cột 7 không cộng được nên không dùng để tính tỷ lệ."],
        ),
        # how columns are added
        (
            {"columns": column("over_periods: from_parts")},
            ["KST090 17:60 Cột 8 tính lại từ các cột thành phần, mà không quy tắc total nào nêu chúng."],
        ),
        ({"columns": column("over_rows: none", kind="text")}, []),
        (
            {"columns": column("over_rows: sum", kind="text")},
            ["KST090 17:5 Cột 8 là cột chữ nên không cộng được."],
        ),
        (
            {"columns": column("over_agencies: mean", kind="text")},
            ["KST090 17:5 Cột 8 là cột chữ nên không cộng được."],
        ),
        (
            {"columns": column("over_periods: first", kind="text")},
            ["KST090 17:5 Cột 8 là cột chữ nên không cộng được."],
        ),
        # rules
        (
            {"rules": rule("missing: zero")},
            ["KST090 19:5 Mỗi quy tắc nêu đúng một loại, ví dụ total; ở đây: chưa có loại nào."],
        ),
        (
            {"rules": rule('equal: {left: ["1"], right: ["2"]}, total: {of: "1", parts: ["2"]}')},
            ["KST090 19:5 Mỗi quy tắc nêu đúng một loại, ví dụ total; ở đây: total, equal."],
        ),
        ({"rules": rule('equal: {left: ["1"], right: ["9"]}')}, ["KST090 19:59 Biểu không có cột “9”."]),
        (
            {"rules": rule('at_most: {left: ["4"], right: ["1"]}')},
            ["KST090 19:61 Cột “4” không phải là số do cơ quan điền."],
        ),
        (
            {"rules": rule('same_as_previous: {column: "2", previous: "5"}')},
            ["KST090 19:70 Cột “5” không phải là số do cơ quan điền."],
        ),
        ({"rules": rule('compulsory_pair: ["2", "5"]')}, []),
        ({"rules": rule('compulsory_pair: ["2", "9"]')}, ["KST090 19:69 Biểu không có cột “9”."]),
        (
            {"rules": rule('ratio: {numerator: ["2"], denominator: ["1"]}')},
            ["KST090 19:59 Tỷ lệ chưa nêu giới hạn: at_least hoặc at_most."],
        ),
        ({"rules": rule('ratio: {numerator: ["2"], denominator: ["1"], at_least: 0}')}, []),
        ({"rules": rule('ratio: {numerator: ["2"], denominator: ["1"], at_most: 1}')}, []),
        # classes of scores
        ({"rules": scoring("6", "90", "80", "0")}, []),
        (
            {"rules": scoring("6", "90", "90")},
            ["KST090 19:48 Các mức xếp loại phải xếp từ điểm cao xuống điểm thấp."],
        ),
        (
            {"rules": scoring("6", "80", "90")},
            ["KST090 19:48 Các mức xếp loại phải xếp từ điểm cao xuống điểm thấp."],
        ),
        ({"rules": scoring("9", "90", "80")}, ["KST090 19:19 Biểu không có cột “9”."]),
    ],
)
def test_form(parts: dict[str, str], wanted: list[str], small: Path, kst: Kst) -> None:
    laid(small, **parts)
    assert told(kst, small) == wanted


COMPUTED = "KST097 46:13 Chỉ tiêu “ty-le” tính từ"
TARGET = '- {{id: "ty-le", text: "tối thiểu 10%", comparison: at_least, value: 10, unit: "%"{more}}}'


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("", []),
        (', form: "bieu-1", column: "4"', []),
        (
            ', form: "bieu-1", column: "1"',
            [f"{COMPUTED} biểu “bieu-1”, cột “1”, nhưng không biểu nào có cột tỷ lệ ấy."],
        ),
        (
            ', form: "bieu-1"',
            [f"{COMPUTED} biểu “bieu-1” nhưng chưa nêu cột tỷ lệ (column)."],
        ),
        (
            ', column: "4"',
            [f"{COMPUTED} cột “4” nhưng chưa nêu biểu (form)."],
        ),
        (
            ', form: "bieu-9", column: "4"',
            [f"{COMPUTED} biểu “bieu-9”, cột “4”, nhưng không biểu nào có cột tỷ lệ ấy."],
        ),
    ],
)
def test_target_of_a_form(more: str, wanted: list[str], small: Path, kst: Kst) -> None:
    laid(small)
    ongoing = '        schedule: {kind: ongoing, text: "Thường xuyên"}\n'
    change(small, "plan", ongoing, f"{ongoing}        targets:\n          {TARGET.format(more=more)}\n")
    assert told(kst, small) == wanted


# Figures


def statement(*rows: Any, **more: Any) -> dict[str, Any]:
    return {"form": "bieu-1", "period": "2021-Q3", "status": "done", "rows": [*rows], **more}


def row(name: str = "dat-dai", **more: Any) -> dict[str, Any]:
    """A row; cells are given as `c1=5`."""
    cells = {key[1:]: value for key, value in more.items() if key[1:].isdigit()}
    others = {key: value for key, value in more.items() if not key[1:].isdigit()}
    return {"row": name, **({"cells": cells} if cells else {}), **others}


def stated(root: Path, *statements: dict[str, Any], name: str = "phieu-1", **more: Any) -> None:
    """A slip of Sở Tư pháp with statements in forms; those of its own period do not repeat it."""
    kept = [
        {
            key: value
            for key, value in one.items()
            if (key, value) not in (("period", "2021-Q3"), ("rows", []))
        }
        for one in statements
    ]
    content = {
        "schema_version": 1, "id": name, "plan": "2021", "period": "2021-Q3", "agency": "so-tp",
        "date": date(2021, 9, 20), **more, "forms": kept,
    }  # fmt: skip
    written(root, content)


def broken(place: str, when: str, row: str, figures: str) -> str:
    said = "(1) phải bằng (2) + (3). Ở đây"
    return f"KST094 {place} Biểu bieu-1, {when} năm 2021, dòng “{row}”: {said} {figures}."


AGENCY_ROWS = "rows: {kind: agencies, levels: [so]}\n"
FREE = 'rows: {kind: free, heading: "Lĩnh vực"}\n'


@pytest.mark.parametrize(
    ("form", "statements", "wanted"),
    [
        ({}, [statement(row(c1=3, c2=1, c3=2))], []),
        (
            {},
            [statement(row(c1=3, c2=1, c3=2), row("ho-tich", c1=3, c2=1, c3=1))],
            [broken("13:9", "quý III", "Hộ tịch", "(1) = 3; (2) + (3) = 1 + 1 = 2")],
        ),
        (
            {},
            [statement(row(c1=3, c2=1, c3=1), period="2021-Q1"), statement(row(c1=2, c2=2, c3=2))],
            [
                broken("12:9", "quý I", "Đất đai", "(1) = 3; (2) + (3) = 1 + 1 = 2"),
                broken("17:9", "quý III", "Đất đai", "(1) = 2; (2) + (3) = 2 + 2 = 4"),
            ],
        ),
        (
            {},
            [statement(row("thue", c1=3))],
            ["KST092 11:14 Biểu bieu-1 không có dòng “thue”; các dòng: dat-dai, ho-tich."],
        ),
        ({}, [statement(row(c1=-1))], ["KST093 12:22 Cột (1): số -1 không được âm."]),
        ({}, [statement(row(c1=0))], []),
        ({}, [statement(row(c1=10**15 - 1))], []),
        ({}, [statement(row(c1=10**15))], ["KST093 12:22 Cột (1): số 1.000.000.000.000.000 quá lớn."]),
        ({}, [statement(row(c1=2.5))], ["KST093 12:22 Cột (1) cần số nguyên, đang là 2,5."]),
        ({}, [statement(row(c1=-1.25))], ["KST093 12:22 Cột (1): số -1,25 không được âm."]),
        ({}, [statement(row(c6=2.5, c5="Ghi chú"))], []),
        (
            {},
            [statement(row(c6="2.5", c5=4))],
            [
                "KST093 12:22 Cột (6) cần một con số, đang là “2.5”.",
                "KST093 12:34 Cột (5) cần chữ, đang là số 4.",
            ],
        ),
        ({}, [statement(row(c4=10))], ["KST093 12:22 Cột (4) do chương trình tính, cơ quan không điền."]),
        ({}, [statement(row(c9=10))], ["KST092 12:22 Biểu bieu-1 không có cột “9”."]),
        ({}, [statement(row(c2=1, not_arising=["3"]))], []),
        (
            {},
            [statement(row(c2=1, not_arising=["2"]))],
            ["KST093 11:9 Cột (2) được nêu nhiều lần trong một dòng."],
        ),
        ({}, [statement(period="2021-Q1"), statement(status="not_arising")], []),
        (
            {},
            [statement(row(c2=1), status="not_arising")],
            ["KST093 11:7 Cả biểu không phát sinh thì không nêu dòng nào."],
        ),
        (
            {},
            [statement(row(c2=1)), statement(row(c3=1))],
            ["KST030 13:5 Mã biểu “bieu-1 2021-Q3 own” đã dùng ở trên."],
        ),
        (
            {},
            [statement(row(c2=1), period="2021-06")],
            ["KST092 9:13 Biểu bieu-1 không lập cho tháng 06 năm 2021."],
        ),
        (
            {"frequency": "month"},
            [statement(row(c2=1))],
            ["KST092 8:5 Biểu bieu-1 không lập cho quý III năm 2021."],
        ),
        (
            {"frequency": "half"},
            [statement(row(c2=1))],
            ["KST092 8:5 Biểu bieu-1 không lập cho quý III năm 2021."],
        ),
        (
            {"frequency": "year"},
            [statement(row(c2=1))],
            ["KST092 8:5 Biểu bieu-1 không lập cho quý III năm 2021."],
        ),
        (
            {"rows": AGENCY_ROWS},
            [statement(row("so-tp", c1=3, c2=1, c3=1))],
            [broken("11:9", "quý III", "Sở Tư pháp", "(1) = 3; (2) + (3) = 1 + 1 = 2")],
        ),
        (
            {"rows": AGENCY_ROWS},
            [statement(row("so-tttt", c1=3, c2=1, c3=1))],
            ["KST092 11:14 Biểu bieu-1 không có dòng “so-tttt”; các dòng: so-tp."],
        ),
        (
            {"rows": FREE},
            [statement(row("Lâm nghiệp", c1=3, c2=1, c3=1))],
            [broken("11:9", "quý III", "Lâm nghiệp", "(1) = 3; (2) + (3) = 1 + 1 = 2")],
        ),
        (
            {"rows": FREE},
            [statement(row("Tổng số", c1=3))],
            ["KST092 11:14 Dòng “Tổng số” của biểu bieu-1 do chương trình cộng, cơ quan không điền."],
        ),
        ({"rows": FREE}, [statement(row("Tổng số hồ sơ đất đai", c1=3))], []),
    ],
)
def test_figures(
    form: dict[str, str], statements: list[dict[str, Any]], wanted: list[str], small: Path, kst: Kst
) -> None:
    laid(small, **form)
    stated(small, *statements)
    assert told(kst, small) == wanted


def test_figures_of_a_form_that_is_not_there(small: Path, kst: Kst) -> None:
    laid(small)
    stated(small, statement(row(c1=3), form="bieu-9"))
    assert told(kst, small) == ["KST092 8:11 Không có biểu “bieu-9”; các biểu: bieu-1."]


def test_figures_without_any_form(small: Path, kst: Kst) -> None:
    stated(small, statement(row(c1=3)))
    assert told(kst, small) == ["KST092 8:11 Không có biểu “bieu-1”; các biểu: chưa có biểu nào."]


def test_a_broken_rule_is_told_at_the_newest_slip_of_the_row(small: Path, kst: Kst) -> None:
    laid(small)
    stated(small, statement(row(c1=9, c2=1), row("ho-tich", c1=2, c2=1, c3=1)))
    stated(small, statement(row(c3=2)), name="phieu-2", date=date(2021, 9, 21))
    stated(small, statement(row("ho-tich", c3=1)), name="phieu-3", date=date(2021, 9, 22))
    [problem] = report(kst("validate", "--format", "json", root=small))["problems"]
    assert problem["path"] == "progress/2021/Q3/so-tp/phieu-2.yaml"
    assert told(kst, small) == [broken("11:9", "quý III", "Đất đai", "(1) = 9; (2) + (3) = 1 + 2 = 3")]


def test_a_broken_rule_of_a_row_that_a_later_period_leaves_out(small: Path, kst: Kst) -> None:
    """Nothing is stated in the row, so it is told at the newest slip of the table."""
    previous = 'missing: zero, same_as_previous: {column: "2", previous: "3"}'
    laid(small, rules=rule(previous))
    stated(small, statement(row(c3=4)), period="2021-Q2", date=date(2021, 6, 20))
    stated(small, statement(row("ho-tich", c3=2)), name="phieu-2")
    stated(small, statement(row("ho-tich", c2=0)), name="phieu-3", date=date(2021, 9, 21))
    found = report(kst("validate", "--format", "json", root=small))["problems"]
    said = "Biểu bieu-1, quý III năm 2021, dòng “Đất đai”: Câu báo. Ở đây (2) = 0; (3) = 4 của kỳ trước."
    assert [(p["path"], p["line"], p["message"]) for p in found] == [
        ("progress/2021/Q3/so-tp/phieu-3.yaml", 8, said)
    ]


def test_figures_of_an_agency_that_is_not_registered(small: Path, kst: Kst) -> None:
    laid(small)
    stated(small, statement(row(c1=9, c2=1, c3=1)), agency="so-la")
    assert told(kst, small) == ["KST052 5:9 Danh mục không có cơ quan “so-la”."]


@pytest.mark.parametrize(
    ("frequency", "remedy"),
    [
        ("month", "Nêu một kỳ của biểu, ví dụ 2021-06."),
        ("half", "Nêu một kỳ của biểu, ví dụ 2021-H1."),
        ("year", "Nêu một kỳ của biểu, ví dụ 2021."),
    ],
)
def test_a_period_of_another_kind_names_one_of_the_form(
    frequency: str, remedy: str, small: Path, kst: Kst
) -> None:
    laid(small, frequency=frequency)
    stated(small, statement(row(c2=1)))
    [problem] = report(kst("validate", "--format", "json", root=small))["problems"]
    assert problem["remedy"] == remedy
