"""`kst form list`, `kst form show`: figures with sums, what stands beside them, and every output."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.answers.sheet import Question, Sheet, sheet_from_data, sheet_of
from kstthc_cli.domain.forms.answers.trace import trace_of
from kstthc_cli.domain.forms.sums import Scope
from kstthc_cli.domain.plain_values import plain
from kstthc_cli.domain.progress.slips import Slip
from tests.forms.made import calendar, collected, form, registry, slip
from tests.support.running import Kst

AS_OF = ("--as-of", "2021-06-30")


def record(kst: Kst, root: Path, agency: str, *figures: str, day: str = "2021-06-16", **more: str) -> None:
    options = [word for name, value in more.items() for word in (f"--{name}", value)]
    words = [word for figure in figures for word in ("--figure", figure)]
    given = {"quarter": "2", "status": "done", "row": "dat-dai"} | more
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    result = kst("record", "--form", "ho-so", "--agency", agency, *options, *words, "--as-of", day, root=root)
    assert result.code == 0, result.err


@pytest.fixture
def filled(kst: Kst, office: Path) -> Path:
    """Quarter II: one commune in time, one late and in part, a department's zeros; one with a formula."""
    record(kst, office, "xa-a1", "1=5", "2=3", "3=2", "4=1", "5=4", "8==1+1")
    record(kst, office, "xa-a2", "2=10", "3=0", status="in_progress")
    record(kst, office, "huyen-b", "1=0", "2=0", "3=0", "4=0", "5=0", day="2021-06-25")
    return office


def shown(kst: Kst, root: Path, *words: str) -> dict[str, Any]:
    result = kst("form", "show", "ho-so", "--quarter", "2", *AS_OF, *words, "--format", "json", root=root)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_the_list_of_forms(kst: Kst, office: Path) -> None:
    found = json.loads(kst("form", "list", "--format", "json", root=office).out)["forms"]
    assert [(form["id"], len(form["agencies"])) for form in found] == [("ho-so", 6), ("tu-do", 6)]
    assert "ho-so" in kst("form", "list", root=office).out
    assert "\tCấp huyện; Cấp xã\t" in kst("form", "list", "--format", "text", root=office).out


def test_rows_with_a_total(kst: Kst, filled: Path) -> None:
    rows = shown(kst, filled)["rows"]
    assert [row["label"] for row in rows] == ["Đất đai", "Hộ tịch", "Tổng cộng"]
    two = rows[-1]["cells"]["2"]
    assert (two["value"], two["agencies"], two["partly"], two["expected"]) == (13, 3, 3, 5)
    assert rows[-1]["cells"]["6"] | {"value": 0} == {
        "value": 0, "agencies": 3, "partly": 3, "expected": 5, "numerator": "1", "denominator": "5",
    }  # fmt: skip
    assert rows[-1]["cells"]["6"]["value"] == 20


@pytest.mark.parametrize("by", ["level", "agency"])
def test_other_lines_add_up_to_the_same_total(by: str, kst: Kst, filled: Path) -> None:
    rows = shown(kst, filled, "--by", by)["rows"]
    assert rows[-1] == shown(kst, filled)["rows"][-1]
    assert sum(row["cells"]["2"]["value"] or 0 for row in rows[:-1]) == 13


def test_one_agency(kst: Kst, filled: Path) -> None:
    rows = shown(kst, filled, "--agency", "xa-a1")["rows"]
    assert (rows[-1]["cells"]["2"]["value"], rows[-1]["cells"]["2"]["expected"]) == (3, 1)


def test_completeness_and_timeliness_stand_with_their_definitions(kst: Kst, filled: Path) -> None:
    found = shown(kst, filled)
    [rate] = found["completeness"]
    assert (rate["expected"], rate["complete"], rate["on_time"]) == (5, 2, 1)
    assert (rate["silent"], rate["incomplete"]) == (["huyen-a", "xa-b1"], ["xa-a2"])
    assert rate["cells"] == 6 + 2 + 5
    assert "ngày gửi báo cáo" in found["definitions"]["on_time"]
    text = kst("form", "show", "ho-so", "--quarter", "2", *AS_OF, root=filled).out
    assert "đầy đủ 2/5 (40%), đúng hạn 1/5 (20%)" in text
    assert "Quý II năm 2021: đầy đủ 2/5" in text


def test_rules_that_fail_and_those_that_could_not_be_applied(kst: Kst, office: Path) -> None:
    record(kst, office, "xa-a1", "1=9", "2=3", "3=2", status="in_progress")
    found = shown(kst, office)
    assert found["failing"] == [
        (
            "lỗi: UBND xã A1, quý II năm 2021, Đất đai: (1) phải bằng (2) + (3). "
            "Ở đây (1) = 9; (2) + (3) = 3 + 2 = 5."
        )
    ]
    assert found["not_applicable"] == 7


# Sheets and traces without files

Q2 = parse_period("2021-Q2")
D = "dat-dai"
PERIODS = ("2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1", "2021-Q2")
WRONG_TWICE = (
    slip("xa-a1", {(D, "1"): 9, (D, "2"): 3, (D, "3"): 2}, status="in_progress", name="p1"),
    slip("xa-b1", {(D, "1"): 8, (D, "2"): 3, (D, "3"): 2}, status="in_progress", name="p2"),
    slip("huyen-a", {(D, "2"): 70}, basis="consolidated", name="p3"),
    *(
        slip("xa-a2", {(D, "2"): number}, period=period, name=f"p{number}")
        for number, period in zip((10, 11, 12, 13, 500), PERIODS, strict=True)
    ),
)


def asked(by: str = "row", agency: str | None = None, period: str = "2021-Q2") -> Sheet:
    """The sheet of what `WRONG_TWICE` states."""
    of = None if agency is None else registry().agencies[agency]
    return sheet_of(collected(WRONG_TWICE), Question(parse_period(period), by, of), calendar())


@pytest.mark.parametrize(
    "sheet", [asked(), asked("level"), asked("agency", period="2021"), asked("row", "xa-a1")]
)
def test_a_sheet_survives_the_index(sheet: Sheet) -> None:
    assert sheet_from_data(json.loads(json.dumps(plain(sheet)))) == sheet


def test_the_sheet_of_all_tells_of_everybody() -> None:
    sheet = asked()
    assert (sheet.heading, sheet.agency, sheet.period, sheet.period_name) == (
        form("ho-so").rows.heading, None, "2021-Q2", "quý II năm 2021",
    )  # fmt: skip
    assert [text.partition(":")[2].partition(",")[0].strip() for text in sheet.failing] == [
        "UBND xã A1", "UBND xã B1",
    ]  # fmt: skip
    assert [text.partition(",")[0] for text in sheet.warnings] == ["UBND huyện A", "UBND xã A2"]
    assert sheet.rates[0].counts.expected == 5


@pytest.mark.parametrize(
    ("agency", "failing", "not_applicable", "warnings"),
    [("xa-a1", 1, 7, []), ("huyen-a", 0, 8, ["UBND huyện A"]), ("xa-a2", 0, 8, ["UBND xã A2"])],
)
def test_the_sheet_of_an_agency_tells_of_nobody_else(
    agency: str, failing: int, not_applicable: int, warnings: list[str]
) -> None:
    sheet, name = asked(agency=agency), registry().agencies[agency].name
    assert (sheet.agency, len(sheet.failing), sheet.not_applicable) == (agency, failing, not_applicable)
    assert all(f"lỗi: {name}, " in text for text in sheet.failing)
    assert [text.partition(",")[0] for text in sheet.warnings] == warnings
    assert sheet.rates[0].counts.expected == 1


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (slip("xa-a1", {(D, "2"): 4}, name="p2"), "đã thay bởi phiếu p2"),
        (slip("xa-a1", {(D, "2"): None}, name="p2"), "đã rút bởi phiếu p2"),
        (slip("xa-a1", status="not_arising", name="p2"), "đã thay bởi phiếu p2"),
        (
            slip("huyen-a", {(D, "2"): 4}, basis="consolidated", name="p2"),
            "đã gồm trong số tổng hợp của huyen-a",
        ),
    ],
)
def test_a_figure_that_does_not_count_says_why(later: Slip, why: str) -> None:
    column = form("ho-so").column("2")
    assert column is not None
    first = slip("xa-a1", {(D, "2"): 3}, day=later.day.replace(day=1))
    cells = trace_of(Scope(collected([first, later]), (Q2,), rows=(D,)), column).cells
    assert [(cell.slip, cell.text, cell.why) for cell in cells if not cell.counts] == [("p1", "3", why)]


@pytest.mark.parametrize(("rows", "texts"), [(None, ["3", "4"]), (("Tư pháp",), ["3"]), (("Nội vụ",), [])])
def test_free_rows_that_were_cleared_are_traced(rows: tuple[str, ...] | None, texts: list[str]) -> None:
    column = form("tu-do").column("1")
    assert column is not None
    said = {("Tư pháp", "1"): 3, ("Đất đai", "1"): 4}
    first = slip("xa-a1", said, of="tu-do", day=date(2021, 6, 1))
    nothing = slip("xa-a1", status="not_arising", of="tu-do", name="p2")
    trace = trace_of(Scope(collected([first, nothing], "tu-do"), (Q2,), rows=rows), column)
    assert [(cell.text, cell.why) for cell in trace.cells] == [(t, "đã thay bởi phiếu p2") for t in texts]


def test_cumulative_figures(kst: Kst, filled: Path) -> None:
    record(kst, filled, "xa-a1", "2=100", "3=7", "5=2", quarter="1", status="in_progress", day="2021-06-29")
    total = shown(kst, filled, "--cumulative")["rows"][-1]["cells"]
    assert (total["2"]["value"], total["3"]["value"], total["5"]["value"]) == (113, 7, 4)


def test_a_district_that_holds_its_communes_is_named(kst: Kst, filled: Path) -> None:
    words = ("record", "--form", "ho-so", "--agency", "huyen-a", "--consolidated", "--quarter", "2")
    figures = ("--row", "dat-dai", "--figure", "2=20", "--status", "done", "--as-of", "2021-06-18")
    assert kst(*words, *figures, root=filled).code == 0
    found = shown(kst, filled, "--by", "agency")
    assert found["rows"][-1]["cells"]["2"]["value"] == 20
    commune = next(row for row in found["rows"] if row["id"] == "xa-a1")
    assert (commune["cells"]["2"]["value"], commune["note"]) == (None, "trong số của UBND huyện A")
    assert any("số tổng hợp 20" in text and "tự gửi 13" in text for text in found["warnings"])


def test_a_number_is_followed_to_its_slips(kst: Kst, filled: Path) -> None:
    record(kst, filled, "xa-a1", "2=4", "1=6", "4=2", day="2021-06-20")
    words = ("form", "show", "ho-so", "--quarter", "2", *AS_OF, "--trace", "dat-dai/2", "--format", "json")
    found = json.loads(kst(*words, root=filled).out)
    assert found["text"] == "14"
    counted = [cell for cell in found["cells"] if cell["counts"]]
    assert sum(int(cell["text"]) for cell in counted) == 14
    for cell in found["cells"]:
        assert f'"{cell["column"]}": {cell["text"]}' in (filled / cell["path"]).read_text("utf-8")
    [old] = [cell for cell in found["cells"] if not cell["counts"]]
    assert (old["text"], old["agency"]) == ("3", "xa-a1")
    assert {gone["agency"] for gone in found["missing"]} == {"huyen-a", "xa-b1"}


def test_csv_and_markdown(kst: Kst, filled: Path) -> None:
    words = ("form", "show", "ho-so", "--quarter", "2", *AS_OF, "--format")
    rows = list(csv.reader(io.StringIO(kst(*words, "csv", root=filled).out)))
    assert rows[0][:3] == ["Mã", "Nội dung", "(1) Nhận - Tổng"]
    assert rows[-2][1:4] == ["Tổng cộng", "5", "13"]
    assert rows[-1][1:4] == ["Số cơ quan có số liệu / phải lập", "2/5", "3/5"]
    assert "| Tổng cộng | 5 | 13 |" in kst(*words, "markdown", root=filled).out


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html"])
def test_files_are_the_same_bytes_twice(ending: str, kst: Kst, filled: Path, tmp_path: Path) -> None:
    made = []
    for n in (1, 2):
        file = tmp_path / f"{n}.{ending}"
        words = ("form", "show", "ho-so", "--quarter", "2", *AS_OF, "-o", str(file))
        assert kst(*words, root=filled).code == 0
        made.append(file.read_bytes())
    assert made[0] == made[1]


def test_a_workbook_holds_numbers_and_never_a_formula(kst: Kst, filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    words = ("form", "show", "ho-so", "--quarter", "2", *AS_OF, "--agency", "xa-a1", "-o", str(file))
    assert kst(*words, root=filled).code == 0
    with zipfile.ZipFile(file) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        texts = parts.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in page
    assert ">=1+1<" in texts
    assert all(f"<v>{number}</v></c>" in page for number in (5, 3, 2))


def test_a_word_file_has_every_figure(kst: Kst, filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    assert kst("form", "show", "ho-so", "--quarter", "2", *AS_OF, "-o", str(file), root=filled).code == 0
    text = zipfile.ZipFile(file).read("word/document.xml").decode()
    assert all(f">{word}<" in text for word in ("Nhận", "Trong kỳ", "Tổng cộng", "13", "3/5"))


def test_the_index_gives_the_same_answer(kst: Kst, filled: Path) -> None:
    words = ("form", "show", "ho-so", "--quarter", "2", *AS_OF)
    first = kst(*words, root=filled).out
    assert kst(*words, root=filled).out == first
    record(kst, filled, "xa-b1", "2=1", "3=0", status="in_progress")
    assert shown(kst, filled)["rows"][-1]["cells"]["2"]["value"] == 14


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("khac",), "Các biểu: ho-so, tu-do"),
        (("ho-so", "--period", "2021-06"), "không lập cho tháng 06"),
        (
            ("ho-so", "--trace", "99"),
            "không có cột “99”.\n  Cách sửa: Viết CỘT hoặc DÒNG/CỘT; các cột: 1, 2, 3, 4, 5, 6, 7, 8.",
        ),
        (("ho-so", "--agency", "xa-a1", "--by", "level"), "Bỏ --agency"),
    ],
)
def test_wrong_use(words: tuple[str, ...], hint: str, kst: Kst, office: Path) -> None:
    result = kst("form", "show", *words, *AS_OF, root=office)
    assert (result.code, result.out) == (2, "")
    assert hint in result.err


def test_every_form_of_the_program_can_be_shown(kst: Kst, sample: Path) -> None:
    for file in sorted((sample / "forms").iterdir()):
        result = kst("form", "show", file.stem, "--quarter", "1", *AS_OF, root=sample)
        assert (result.code, result.err) == (0, "")
        assert "0/206" in result.out or "206" not in result.out


def test_the_figures_of_a_closed_period_stay(kst: Kst, filled: Path) -> None:
    assert kst("report", "close", "--quarter", "2", "--as-of", "2021-06-30", root=filled).code == 0
    before = shown(kst, filled)["rows"]
    record(kst, filled, "xa-a1", "2=300", "1=302", "4=298", day="2021-06-30")
    record(kst, filled, "xa-b1", "2=1", status="in_progress", day="2021-06-30")
    after = shown(kst, filled)
    assert after["rows"] == before
    assert after["closed"] == (
        "Số liệu đã chốt, tính đến hết ngày 30/06/2021. "
        "Từ đó có 4 ô được báo cáo khác; các ô ấy không tính ở đây."
    )
    result = kst("form", "show", "ho-so", "--quarter", "2", "--as-of", "2021-06-29", root=filled)
    assert "đã chốt" not in result.out


def test_a_trace_names_the_first_of_many_missing_agencies(kst: Kst, sample: Path) -> None:
    words = ("form", "show", "II.06a", "--quarter", "2", "--trace", "4", "--as-of", "2021-06-30")
    table = " ".join(kst(*words, root=sample).out.split())
    assert "quý II năm 2021: 206 cơ quan (Ban Dân tộc, " in table
    assert " và 194 cơ quan khác). Xem đủ: thêm --format csv." in table
    rows = kst(*words, "--format", "csv", root=sample).out.splitlines()[1:]
    assert len(rows) == 206
    assert rows[0].startswith("Ban Dân tộc,2021-Q2,,,4,,không,không có số liệu,")


def test_a_period_of_another_year_is_remarked_on(kst: Kst, sample: Path) -> None:
    other = kst("form", "show", "II.06a", "--period", "2022-Q1", *AS_OF, root=sample)
    assert "kế hoạch 2021 là kế hoạch của năm 2021, không giao việc quý I năm 2022" in other.err
    assert kst("form", "show", "II.06a", "--quarter", "2", *AS_OF, root=sample).err == ""
