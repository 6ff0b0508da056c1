"""`kst record --form`: figures of a form become a slip, completely or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Kst, Result
from tests.support.slip_files import slips

BASE = ("record", "--form", "ho-so", "--quarter", "2", "--as-of", "2021-06-17")
XA = (*BASE, "--agency", "xa-a1")
TRUE = ("--figure", "1=5", "--figure", "2=3", "--figure", "3=2", "--figure", "4=1", "--figure", "5=4")


def said(kst: Kst, root: Path, *words: str) -> dict[str, Any]:
    result = kst(*words, "--format", "json", root=root)
    assert result.code == 0, result.err
    [form] = json.loads(result.out)["forms"]
    return dict(form)


def refused(result: Result, root: Path, *words: str) -> None:
    assert result.code == 4, result.out
    assert result.out == ""
    assert all(word in result.err for word in words), result.err
    assert slips(root) == []


def test_figures_of_a_row(kst: Kst, office: Path) -> None:
    form = said(kst, office, *XA, "--status", "done", "--row", "dat-dai", *TRUE)
    assert form["cells"][0] == {"row": "dat-dai", "column": "1", "before": None, "after": 5}
    [file] = slips(office)
    assert file.name.split("-")[4] == "bieu"
    assert 'cells: {"1": 5, "2": 3, "3": 2, "4": 1, "5": 4}' in file.read_text("utf-8")
    assert kst("validate", root=office).code == 0


def test_a_row_by_its_name_and_without_diacritics(kst: Kst, office: Path) -> None:
    form = said(kst, office, *XA, "--status", "in_progress", "--row", "dat dai", "--figure", "2=3")
    assert form["cells"][0]["row"] == "dat-dai"


def test_zero_blank_and_not_arising(kst: Kst, office: Path) -> None:
    row = (*XA, "--status", "in_progress", "--row", "dat-dai")
    said(kst, office, *row, "--figure", "2=7", "--figure", "3=0", "--figure", "4=kps")
    form = said(kst, office, *row, "--figure", "2=")
    assert form["cells"] == [{"row": "dat-dai", "column": "2", "before": 7, "after": None}]
    form = said(kst, office, *row, "--figure", "3=không phát sinh")
    assert form["cells"] == [{"row": "dat-dai", "column": "3", "before": 0, "after": "not_arising"}]


@pytest.mark.parametrize("typed", ["-", "x", "1.234", "true", "5%x"])
def test_what_is_no_number_is_refused(typed: str, kst: Kst, office: Path) -> None:
    result = kst(*XA, "--status", "done", "--row", "dat-dai", "--figure", f"2={typed}", root=office)
    assert result.code in (2, 4)
    assert slips(office) == []


def test_a_complete_form_against_a_rule_is_refused(kst: Kst, office: Path) -> None:
    row = ("--row", "dat-dai", "--figure", "1=9", "--figure", "2=3", "--figure", "3=2")
    refused(kst(*XA, "--status", "done", *row, root=office), office, "(1) = 9; (2) + (3) = 3 + 2 = 5")
    result = kst(*XA, "--status", "in_progress", *row, root=office)
    assert result.code == 0
    assert "lưu ý: Đất đai: (1) phải bằng (2) + (3). (1) = 9; (2) + (3) = 3 + 2 = 5." in result.err
    assert "KST094" in kst("validate", root=office).out


def test_a_text_that_no_file_can_hold_is_named_by_its_column(kst: Kst, office: Path) -> None:
    result = kst(*XA, "--status", "done", "--row", "dat-dai", "--figure", "8=a\x07", root=office)
    assert (result.code, slips(office)) == (2, [])
    assert "Nội dung cột (8) có ký tự điều khiển U+0007." in result.err


def test_everything_that_does_not_fit_is_told_at_once(kst: Kst, office: Path) -> None:
    cells = ("--figure", "6=1", "--figure", "99=4", "--figure", "2=1.5", "--figure", "3=-4")
    result = kst(*XA, "--status", "done", "--row", "dat-dai", *cells, root=office)
    wrong = ("Cột (6) do chương trình tính", "không có cột “99”", "cần số nguyên", "không được âm")
    refused(result, office, *wrong)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--row", "khac", "--figure", "2=1"), "không có dòng “khac”"),
        (("--figure", "2=1"), "chưa nêu dòng nào"),
        (("--row", "a\x07", "--figure", "2=1"), "Nội dung tên dòng có ký tự điều khiển U+0007."),
    ],
)
def test_rows_that_are_not_there(words: tuple[str, ...], hint: str, kst: Kst, office: Path) -> None:
    result = kst(*XA, "--status", "done", *words, root=office)
    assert result.code in (2, 4)
    assert hint in result.err
    assert slips(office) == []


def test_an_agency_that_does_not_fill_the_form(kst: Kst, office: Path) -> None:
    result = kst(*BASE, "--agency", "so-tp", "--status", "not_arising", root=office)
    refused(result, office, "không phải lập biểu ho-so")


def test_a_period_that_the_form_does_not_have(kst: Kst, office: Path) -> None:
    words = ("record", "--form", "ho-so", "--period", "2021-06", "--as-of", "2021-06-17", "--agency", "xa-a1")
    refused(kst(*words, "--status", "not_arising", root=office), office, "tháng 06 năm 2021", "2021-Q2")


def test_the_same_figures_twice_change_nothing(kst: Kst, office: Path) -> None:
    words = (*XA, "--status", "done", "--row", "dat-dai", *TRUE)
    said(kst, office, *words)
    result = kst(*words, root=office)
    assert result.code == 4
    assert "không có gì thay đổi" in result.err
    assert len(slips(office)) == 1


def test_a_file_of_many_rows(kst: Kst, office: Path, tmp_path: Path) -> None:
    file = tmp_path / "phieu.yaml"
    file.write_text(
        "agency: huyen-a\nperiod: 2021-Q2\nforms:\n  - form: ho-so\n    consolidated: true\n    rows:\n"
        '      - {row: dat-dai, cells: {"2": 3, "3": 2, "1": 5}, not_arising: ["4", "5"]}\n'
        '      - {row: "Hộ tịch", cells: {"2": 1, "8": "chờ"}}\n',
        encoding="utf-8",
    )
    result = kst("record", "--file", str(file), "--as-of", "2021-06-18", "--format", "json", root=office)
    assert result.code == 0, result.err
    [form] = json.loads(result.out)["forms"]
    assert (form["basis"], form["status"], len(form["cells"])) == ("consolidated", "done", 7)


def test_a_file_that_says_nothing_is_refused(kst: Kst, office: Path, tmp_path: Path) -> None:
    file = tmp_path / "phieu.yaml"
    file.write_text("agency: huyen-a\nperiod: 2021-Q2\n", encoding="utf-8")
    result = kst("record", "--file", str(file), "--as-of", "2021-06-18", root=office)
    assert (result.code, "KST020" in result.err) == (3, True)
    assert slips(office) == []


def test_withdrawing_the_slip_brings_back_what_was_said_before(kst: Kst, office: Path) -> None:
    row = (*XA, "--status", "in_progress", "--row", "dat-dai")
    said(kst, office, *row, "--figure", "2=7")
    said(kst, office, *row, "--figure", "2=8")
    second = sorted(slips(office))[-1].stem
    away = ("record", "--withdraw", second, "--agency", "xa-a1", "--text", "Nhầm", "--as-of", "2021-06-17")
    result = kst(*away, root=office)
    assert result.code == 0, result.err
    form = said(kst, office, *row, "--figure", "2=9")
    assert form["cells"][0]["before"] == 7


def test_options_of_a_form_need_the_form(kst: Kst, office: Path) -> None:
    result = kst("record", "1", "--agency", "so-tp", "--status", "done", "--row", "x", root=office)
    assert (result.code, "--form" in result.err) == (2, True)


@pytest.mark.parametrize("name", ["Tổng cộng", "tong so", "Cộng", "TỔNG"])
def test_a_row_that_repeats_the_sum_is_refused(name: str, kst: Kst, repo: Path) -> None:
    """Rows of form II.06a are named freely; one that holds their sum would be added once more."""
    words = ("record", "--form", "II.06a", "--agency", "so-yt", "--quarter", "2", "--as-of", "2021-06-17")
    result = kst(*words, "--row", name, "--figure", "3=12", "--status", "in_progress", root=repo)
    refused(result, repo, name, "do chương trình cộng")
