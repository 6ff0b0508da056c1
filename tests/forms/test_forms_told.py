"""What `kst record --form`, `form show` and `report close` say of forms, whole; and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.forms.made import HEAD
from tests.support.in_process import call
from tests.support.refusals import Refused, ascii_id, refusal

SUM = """columns:
  - {id: "1", heading: ["Tổng"], type: count}
  - {id: "2", heading: ["Đúng hạn"], type: count}
  - {id: "3", heading: ["Trễ hạn"], type: count}
rules:
  - {id: tong, severity: error, sentence: "(1) phải bằng (2) + (3).", total: {of: "1", parts: ["2", "3"]}}
"""
MORE = {
    "mot-dong": 'rows: {kind: fixed, items: [{id: tinh, label: "Toàn tỉnh"}]}\n',
    "tu-dat": 'rows: {kind: free, heading: "Lĩnh vực"}\n',
    "theo-xa": "rows: {kind: agencies, levels: [xa]}\n",
}
DRAFTS = {
    "hai.yaml": """agency: xa-a1
quarter: 2
forms:
  - {form: ho-so, status: in_progress, rows: [{row: dat-dai, cells: {"2": 1}}]}
  - {form: HO-SO, status: in_progress, rows: [{row: ho-tich, cells: {"2": 1}}]}
""",
    "hai-o.yaml": """agency: xa-a1
quarter: 2
forms:
  - form: ho-so
    status: in_progress
    rows: [{row: dat-dai, cells: {"2": 1}}, {row: "Đất đai", cells: {"2": 2}}]
""",
    "ky.yaml": """agency: xa-a1
forms:
  - {form: ho-so, period: 2021-Q1, status: in_progress, rows: [{row: dat-dai, cells: {"2": 1}}]}
""",
}
DAY = ("--as-of", "2021-06-10")


@pytest.fixture
def forms(office: Path) -> Path:
    """The repository with forms of one row, of rows of one's own, and of a row for each commune."""
    for name, rows in MORE.items():
        text = HEAD.format(id=name, title="Hồ sơ") + rows + SUM
        (office / "forms" / f"{name}.yaml").write_text(text, "utf-8", newline="\n")
    for name, text in DRAFTS.items():
        (office / name).write_text(text, "utf-8", newline="\n")
    return office


def stated(
    root: Path, form: str, agency: str, *figures: str, day: str = "2021-06-16", basis: str = ""
) -> None:
    """State figures of quarter II."""
    words = [word for figure in figures for word in ("--figure", figure)]
    head = ("record", "--form", form, "--agency", agency, "--quarter", "2", "--status", "in_progress")
    row = () if form == "mot-dong" else ("--row", "ho-tich")
    result = call(*head, *row, *basis.split(), *words, "--as-of", day, root=root)
    assert result.code == 0


XA = "record --agency xa-a1 --status in_progress --form"

REFUSALS = [
    Refused(
        "record --agency xa-a1 --status in_progress --form abc --figure 2=1",
        2,
        "Không có biểu “abc”.",
        "Các biểu: ho-so, mot-dong, theo-xa, tu-dat, tu-do.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form ho-so --figure 2=1",
        2,
        "Biểu ho-so có nhiều dòng, chưa nêu dòng nào.",
        "Thêm --row: dat-dai, ho-tich.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form tu-do --figure 1=1",
        2,
        "Biểu tu-do có nhiều dòng, chưa nêu dòng nào.",
        "Thêm --row: Tư pháp.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form tu-dat --figure 1=1",
        2,
        "Biểu tu-dat có nhiều dòng, chưa nêu dòng nào.",
        "Thêm --row.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form theo-xa --row abc --figure 1=1",
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
    Refused(
        'record --agency xa-a1 --status in_progress --form theo-xa --row "UBND xã A2" --figure 1=1',
        4,
        "Biểu theo-xa bị từ chối, chưa ghi gì:\n  Biểu theo-xa không có dòng “xa-a2”; các dòng: xa-a1.",
        "Xem biểu: kst form list, kst form show theo-xa.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form mot-dong --figure 9=1",
        4,
        "Biểu mot-dong bị từ chối, chưa ghi gì:\n  Biểu mot-dong không có cột “9”.",
        "Xem biểu: kst form list, kst form show mot-dong.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form mot-dong --figure 9=5%",
        4,
        "Biểu mot-dong bị từ chối, chưa ghi gì:\n  Biểu mot-dong không có cột “9”.",
        "Xem biểu: kst form list, kst form show mot-dong.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form mot-dong --figure 1=5%",
        2,
        "Số liệu 1: “5%” có đơn vị khác của cột.",
        "Chỉ viết con số.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form ho-so --row dat-dai --figure 6=5%",
        4,
        "Biểu ho-so bị từ chối, chưa ghi gì:\n  Cột (6) do chương trình tính, cơ quan không điền.",
        "Xem biểu: kst form list, kst form show ho-so.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form ho-so --row abc --figure 2=1",
        4,
        "Biểu ho-so bị từ chối, chưa ghi gì:\n  Biểu ho-so không có dòng “abc”; các dòng: dat-dai, ho-tich.",
        "Xem biểu: kst form list, kst form show ho-so.",
    ),
    Refused(
        "record --agency xa-a1 --status in_progress --form ho-so --row dat-dai --period 2021-05 --figure 2=1",
        4,
        "Biểu ho-so bị từ chối, chưa ghi gì:\n  Biểu ho-so không lập cho tháng 05 năm 2021.",
        "Nêu một kỳ của biểu, ví dụ 2021-Q2.",
    ),
    Refused(
        "record --agency so-tp --status in_progress --form ho-so --row dat-dai --figure 2=1",
        4,
        "Sở Tư pháp không phải lập biểu ho-so.",
        "Xem các biểu và cơ quan lập: kst form list.",
    ),
    Refused(
        "record --agency xa-a1 --status done --form mot-dong --figure 1=1 --figure 2=0 --figure 3=0",
        4,
        "Biểu mot-dong khai là đã đủ nhưng chưa khớp, chưa ghi gì:\n"
        "  Toàn tỉnh: (1) phải bằng (2) + (3). (1) = 1; (2) + (3) = 0 + 0 = 0.",
        "Sửa số liệu; chưa đủ số liệu thì ghi --status in_progress.",
    ),
    Refused(
        "record --file KHO/hai.yaml",
        4,
        "Một biểu xuất hiện hai lần trong phiếu.",
        "Gộp các dòng của biểu đó lại.",
    ),
    Refused(
        "record --file KHO/hai-o.yaml", 4, "Dòng “dat-dai”, cột (2) được nêu hai lần.", "Giữ một giá trị."
    ),
    Refused("form show abc", 2, "Không có biểu “abc”.", "Các biểu: ho-so, mot-dong, theo-xa, tu-dat, tu-do."),
    Refused(
        "form show ho-so --agency so-tp --by agency",
        2,
        "--by chỉ dùng khi xem toàn tỉnh.",
        "Bỏ --agency, hoặc bỏ --by.",
    ),
    Refused(
        "form show ho-so --agency so-tp --by level",
        2,
        "--by chỉ dùng khi xem toàn tỉnh.",
        "Bỏ --agency, hoặc bỏ --by.",
    ),
    Refused(
        "form show ho-so --cumulative --period 2021-05",
        2,
        "Không có lũy kế đến tháng 05 năm 2021.",
        "Nêu một quý, ví dụ --quarter 2.",
    ),
    Refused(
        "form show ho-so --cumulative --period 2021-06",
        2,
        "Không có lũy kế đến tháng 06 năm 2021.",
        "Nêu một quý, ví dụ --quarter 2.",
    ),
    Refused(
        "form show ho-so --period 2021-05",
        2,
        "Biểu ho-so không lập cho tháng 05 năm 2021.",
        "Nêu kỳ dài hơn, ví dụ --quarter 2.",
    ),
    Refused(
        "form show ho-so --trace abc",
        2,
        "Biểu ho-so không có cột “abc”.",
        "Viết CỘT hoặc DÒNG/CỘT; các cột: 1, 2, 3, 4, 5, 6, 7, 8.",
    ),
    Refused(
        "form show ho-so --trace dat-dai/99",
        2,
        "Biểu ho-so không có cột “99”.",
        "Viết CỘT hoặc DÒNG/CỘT; các cột: 1, 2, 3, 4, 5, 6, 7, 8.",
    ),
    Refused(
        "form show ho-so --trace abc/2", 2, "Biểu ho-so không có dòng “abc”.", "Các dòng: dat-dai, ho-tich."
    ),
    Refused("form show ho-so --by abc", 2, "Không có giá trị “abc”.", "Chọn một trong: row, level, agency."),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, forms: Path) -> None:
    assert refusal(case.line, forms) == (case.code, case.message)


def test_without_forms_it_says_that_there_are_none(unchanged: Path) -> None:
    none = "lỗi: Không có biểu “abc”.\n  Cách sửa: Các biểu: chưa có biểu nào trong forms/.\n"
    assert refusal("form show abc", unchanged) == (2, none)
    assert refusal("record --form abc --agency so-yt --status done", unchanged) == (2, none)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("mot-dong --figure 1=1", "quý II năm 2021: chưa đủ.\n    Toàn tỉnh, (1) Tổng: 1"),
        ("mot-dong --figure 1=1 --quarter 1", "quý I năm 2021: chưa đủ.\n    Toàn tỉnh, (1) Tổng: 1"),
        ("theo-xa --figure 1=1", "quý II năm 2021: chưa đủ.\n    UBND xã A1, (1) Tổng: 1"),
        ("tu-dat --row Đất --figure 1=1", "quý II năm 2021: chưa đủ.\n    Đất, (1) Tổng: 1"),
    ],
)
def test_a_figure_is_told_with_its_row_and_column(words: str, said: str, forms: Path) -> None:
    result = call(*XA.split(), *words.split(), "--dry-run", *DAY, root=forms)
    assert (result.code, result.err) == (0, "")
    form = words.split(maxsplit=1)[0]
    assert result.out == f"Biểu {form}. Hồ sơ\n    UBND xã A1, {said}\nChạy thử: chưa ghi gì.\n"


def test_the_period_of_a_form_is_that_of_its_slip(forms: Path) -> None:
    result = call("record", "--file", str(forms / "ky.yaml"), *DAY, root=forms)
    assert (result.code, result.err) == (0, "")
    [file] = (forms / "progress").rglob("*.yaml")
    assert file.parent == forms / "progress" / "2021" / "Q1" / "xa-a1"


def test_a_rule_that_fails_is_told_of_an_incomplete_form(forms: Path) -> None:
    words = ("mot-dong", "--figure", "1=1", "--figure", "2=0", "--figure", "3=0", "--dry-run")
    result = call(*XA.split(), *words, *DAY, root=forms)
    assert (result.code, result.err) == (
        0,
        "lưu ý: Toàn tỉnh: (1) phải bằng (2) + (3). (1) = 1; (2) + (3) = 0 + 0 = 0.\n",
    )


def test_a_form_is_complete_whatever_is_wrong_on_its_other_basis(forms: Path) -> None:
    wrong = ("--figure", "1=1", "--figure", "2=0", "--figure", "3=0")
    head = ("record", "--form", "mot-dong", "--agency", "huyen-a", "--quarter", "2")
    assert call(*head, "--consolidated", "--status", "in_progress", *wrong, *DAY, root=forms).code == 0
    right = ("--figure", "1=0", "--figure", "2=0", "--figure", "3=0")
    result = call(*head, "--status", "done", *right, *DAY, root=forms)
    assert (result.code, result.err) == (0, "")


# Closing


@pytest.mark.parametrize(
    ("form", "row"), [("mot-dong", ""), ("ho-so", ", dòng “Hộ tịch”"), ("tu-dat", ", dòng “ho-tich”")]
)
def test_figures_against_a_rule_are_named_and_not_closed(form: str, row: str, forms: Path) -> None:
    stated(forms, form, "xa-a1", "1=9", "2=1", "3=1")
    assert refusal("report close --quarter 2", forms, "2021-06-20") == (
        4,
        (
            f"lỗi: Biểu {form} của UBND xã A1{row} chưa khớp: (1) phải bằng (2) + (3). "
            "Ở đây (1) = 9; (2) + (3) = 1 + 1 = 2. Chưa chốt số liệu.\n"
            f"  Cách sửa: Ghi lại ô sai bằng `kst record --form {form} --agency xa-a1 …` rồi chốt lại.\n"
        ),
    )


# Following a number


def trace(root: Path, cell: str, *words: str, as_of: str = "2021-06-19") -> dict[str, Any]:
    """A number of quarter II with where it comes from."""
    asked = ("form", "show", "ho-so", "--quarter", "2", "--trace", cell, *words, "--format", "json")
    result = call(*asked, "--as-of", as_of, root=root)
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    return found


def traced(root: Path, cell: str, *words: str, as_of: str = "2021-06-19") -> list[tuple[str, str, str]]:
    """Agency, row and figure of each cell."""
    cells = trace(root, cell, *words, as_of=as_of)["cells"]
    return [(one["agency"], one["row"], one["text"]) for one in cells]


@pytest.mark.parametrize(
    ("cell", "words", "found"),
    [
        ("2", (), [("xa-a1", "ho-tich", "3"), ("xa-a2", "ho-tich", "4")]),
        ("ho-tich/2", (), [("xa-a1", "ho-tich", "3"), ("xa-a2", "ho-tich", "4")]),
        ("Hộ tịch/(2)", ("--agency", "xa-a2"), [("xa-a2", "ho-tich", "4")]),
        ("dat-dai/2", (), []),
    ],
)
def test_a_number_is_followed_to_who_stated_it(
    cell: str, words: tuple[str, ...], found: list[tuple[str, str, str]], forms: Path
) -> None:
    stated(forms, "ho-so", "xa-a1", "2=3")
    stated(forms, "ho-so", "xa-a2", "2=4")
    assert traced(forms, cell, *words) == found


def test_of_one_agency_nobody_else_is_missing(forms: Path) -> None:
    stated(forms, "ho-so", "xa-a1", "2=3")
    found = trace(forms, "2", "--agency", "xa-b1")
    assert (found["cells"], found["missing"]) == ([], [{"agency": "xa-b1", "period": "2021-Q2"}])


def test_what_a_commune_stated_counts_where_it_is_asked_alone(forms: Path) -> None:
    stated(forms, "ho-so", "xa-a1", "2=3")
    stated(forms, "ho-so", "huyen-a", "2=9", basis="--consolidated")
    whole, alone = trace(forms, "2"), trace(forms, "2", "--agency", "xa-a1")
    assert [(one["text"], one["counts"]) for one in alone["cells"]] == [("3", True)]
    assert (whole["text"], alone["text"]) == ("9", "3")


@pytest.mark.parametrize(("as_of", "figure"), [("2021-06-19", "4"), ("2021-06-23", "4")])
def test_a_number_of_a_closed_period_is_followed_to_what_counted(
    as_of: str, figure: str, forms: Path
) -> None:
    stated(forms, "ho-so", "xa-a1", "2=4")
    assert call("report", "close", "--quarter", "2", "--as-of", "2021-06-20", root=forms).code == 0
    stated(forms, "ho-so", "xa-a1", "2=7", day="2021-06-22")
    assert traced(forms, "2", as_of=as_of) == [("xa-a1", "ho-tich", figure)]
    shown = call("form", "show", "ho-so", "--quarter", "2", "--as-of", "2021-06-23", root=forms).out
    assert (
        " ".join(shown.split()).count(
            "Số liệu đã chốt, tính đến hết ngày 20/06/2021. Từ đó có 1 ô được báo cáo khác; "
            "các ô ấy không tính ở đây."
        )
        == 1
    )
    before = call("form", "show", "ho-so", "--quarter", "2", "--as-of", "2021-06-19", root=forms).out
    assert "đã chốt" not in before
