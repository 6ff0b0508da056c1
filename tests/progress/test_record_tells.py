"""What `kst record` says beside the slip: what stays open, figures that cannot be, periods by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kstthc_cli.store.files.append_only import with_checksum
from tests.support.repositories import change_file
from tests.support.running import Kst
from tests.support.slip_files import due_rows, only_slip, plain, ran, said
from tests.support.small_province import small_province

Q4 = ("--quarter", "4", "--as-of", "2021-12-16")


# Two obligations under one code


def test_recording_says_what_else_of_the_duty_is_open(province: Path, kst: Kst) -> None:
    for quarter in ("1", "2", "3"):
        said(province, "26", "so-tttt", "--quarter", quarter, as_of="2021-12-16")
    result = kst("record", "26", "--agency", "so-tttt", "--status", "done", *Q4, root=province)
    assert "Còn chưa hoàn thành: đầu việc 26, năm 2021 (hạn 18/12/2021).\n" in result.out


def test_nothing_is_said_where_all_is_done(province: Path) -> None:
    for period in ("2021-Q1", "2021-Q2", "2021-Q3", "2021"):
        told = said(province, "26", "so-tttt", "--period", period, as_of="2021-12-16")
    assert [o["period"] for o in told["still_open"]] == ["2021-Q4"]
    told = said(province, "26", "so-tttt", "--quarter", "4", as_of="2021-12-16")
    assert told["still_open"] == []


def test_what_is_due_later_is_not_open_yet(province: Path) -> None:
    told = said(province, "10", "so-tttt", "--quarter", "2", as_of="2021-06-16")
    assert [o["period"] for o in told["still_open"]] == ["2021-Q1"]


def test_what_is_due_between_today_and_the_recorded_period_is_open(province: Path) -> None:
    said(province, "10", "so-tttt", "--quarter", "1", as_of="2021-03-16")
    told = said(province, "10", "so-tttt", "--quarter", "3", as_of="2021-06-15")
    assert [o["period"] for o in told["still_open"]] == ["2021-Q2"]


def lines_of(*periods: str | None) -> str:
    lines = ["agency: so-tttt", "quarter: 4", "entries:"]
    for period in periods:
        more = f', period: "{period}"' if period else ""
        lines.append(f'  - {{duty: "26", status: done{more}}}')
    return "\n".join(lines) + "\n"


def test_a_file_tells_the_quarter_and_the_year_apart(province: Path, kst: Kst) -> None:
    draft = province / "phieu-nhap.yaml"
    draft.write_text(lines_of(None, "2021"), "utf-8")
    result = kst("record", "--file", str(draft), "--as-of", "2021-12-16", root=province)
    assert result.code == 0, result.err
    assert [entry.get("period") for entry in plain(only_slip(province))["entries"]] == [None, "2021"]


def test_two_lines_on_one_obligation_are_told_of_the_other(province: Path, kst: Kst) -> None:
    draft = province / "phieu-nhap.yaml"
    draft.write_text(lines_of(None, None), "utf-8")
    result = kst("record", "--file", str(draft), "--as-of", "2021-12-16", root=province)
    assert result.code == 4
    assert "Đầu việc 26, quý IV năm 2021 xuất hiện hai lần trong phiếu." in result.err
    assert "thì ghi ở dòng đó period: 2021." in result.err


def test_a_refused_line_is_named_with_its_period(province: Path, kst: Kst) -> None:
    draft = province / "phieu-nhap.yaml"
    draft.write_text(lines_of("2021-H1", "2021"), "utf-8")
    result = kst("record", "--file", str(draft), "--as-of", "2021-12-16", root=province)
    assert "  26, kỳ 2021-H1: " in result.err
    assert "  26, kỳ 2021: được" in result.err


def test_every_row_of_the_text_format_has_its_period(province: Path, kst: Kst) -> None:
    asked = ("due", "--agency", "so-tttt", "--task", "26", "--quarter", "4", "--as-of", "2021-12-16")
    lines = kst(*asked, "--format", "text", root=province).out.splitlines()
    assert sorted(line.split("\t")[3] for line in lines) == ["2021", "2021-Q4"]


def test_a_table_of_a_year_names_the_quarter_of_ongoing_work(province: Path, kst: Kst) -> None:
    asked = ("due", "--agency", "so-tttt", "--task", "10", "--period", "2021", "--as-of", "2021-12-16")
    table = kst(*asked, root=province).out
    assert all(f"(quý {numeral})" in table for numeral in ("I", "II", "III", "IV"))


# Figures


@pytest.mark.parametrize(
    ("figures", "warned"),
    [
        (("ty-le=-5", "so-ngay=3"), ["ty-le là -5%, là số âm", "ty-le là -5%, chưa đạt chỉ tiêu"]),
        (("ty-le=2500", "so-ngay=3"), ["ty-le là 2.500%, quá 100%"]),
        (("ty-le=9,5", "so-ngay=3"), ["ty-le là 9,5%, chưa đạt chỉ tiêu (tối thiểu 10%)"]),
        (("ty-le=10", "so-ngay=6"), ["so-ngay là 6 ngày, chưa đạt chỉ tiêu (tối đa 5 ngày)"]),
        (("ty-le=10",), ["chưa nêu số liệu so-ngay; bổ sung bằng --figure so-ngay=SỐ"]),
        ((), ["chưa nêu số liệu ty-le, so-ngay"]),
        (("ty-le=100", "so-ngay=5"), []),
        (("ty-le=10", "so-ngay=0"), []),
    ],
)
def test_odd_figures_are_warned_of(
    figures: tuple[str, ...], warned: list[str], small: Path, kst: Kst
) -> None:
    options = [part for figure in figures for part in ("--figure", figure)]
    line = ("record", "4", "--agency", "so-yt", "--quarter", "2", "--status", "done", "--as-of", "2021-06-18")
    result = kst(*line, *options, root=small)
    assert result.code == 0
    assert len(result.err.splitlines()) == len(warned)
    assert all(line.startswith("lưu ý: đầu việc 4, quý II năm 2021: ") for line in result.err.splitlines())
    assert [text for text in warned if text not in result.err] == []


def test_work_that_goes_on_needs_no_figures(small: Path, kst: Kst) -> None:
    line = ("record", "4", "--agency", "so-yt", "--quarter", "2", "--as-of", "2021-06-18")
    assert kst(*line, "--status", "in_progress", root=small).err == ""


def test_a_task_that_is_asked_for_shows_the_names_of_its_figures(province: Path, kst: Kst) -> None:
    shown = kst("plan", "show", "21", root=province).out
    assert "Số liệu: ty-le-dich-vu-cong-them (%); chỉ tiêu: cung cấp thêm tối thiểu 20%" in shown
    assert "Số liệu:" not in kst("plan", "show", "10", root=province).out
    assert "Số liệu:" not in kst("plan", "show", root=province).out


# A slip or request by the beginning of its id


def test_a_slip_is_named_by_the_beginning_of_its_id(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", "--quarter", "2", as_of="2021-06-17")["slip"]
    said(small, "3", "so-yt", "--quarter", "2", "--supersede", old[:19], as_of="2021-06-18")
    newest = json.loads(
        kst("history", "3", "--as-of", "2021-06-18", "--format", "json", root=small).out
    )["entries"]  # fmt: skip
    assert newest[0]["superseded_by"] == newest[1]["slip"]


def test_a_beginning_is_read_in_any_case(small: Path, kst: Kst) -> None:
    slip = said(small, "3", "so-yt", "--quarter", "2", as_of="2021-06-17")["slip"]
    line = ("--agency", "so-yt", "--text", "Nhầm", "--as-of", "2021-06-18")
    assert kst("record", "--withdraw", slip[:21].upper(), *line, root=small).code == 0
    for nothing in ("2021-06-19", "9"):
        refused = kst("record", "--withdraw", nothing, *line, root=small)
        assert (refused.code, f"Không có phiếu “{nothing}”" in refused.err) == (4, True)


def test_a_beginning_that_several_have_is_refused_with_them(small: Path, kst: Kst) -> None:
    two = [said(small, duty, "so-yt", "--quarter", "2", as_of="2021-06-17")["slip"] for duty in ("3", "4")]
    line = (
        "record",
        "--withdraw",
        "2021-06-17",
        "--agency",
        "so-yt",
        "--text",
        "Nhầm",
        "--as-of",
        "2021-06-18",
    )
    result = kst(*line, root=small)
    assert result.code == 4
    assert all(name in result.err for name in two)


# In one day


@pytest.mark.parametrize(
    ("first", "second", "contradicts"),
    [
        ("in_progress", "done", False),
        ("in_progress", "not_arising", False),
        ("done", "in_progress", True),
        ("done", "not_arising", True),
        ("not_arising", "done", True),
    ],
)
def test_on_one_day_work_may_go_on_but_not_back(
    first: str, second: str, contradicts: bool, small: Path, kst: Kst
) -> None:
    line = ("record", "3", "--agency", "so-yt", "--quarter", "2", "--as-of", "2021-06-18", "--status")
    assert kst(*line, first, root=small).err == ""
    assert ("--supersede" in kst(*line, second, root=small).err) is contradicts
    found = json.loads(kst("validate", "--format", "json", root=small).out)["problems"]
    assert [problem["code"] for problem in found] == (["KST053"] if contradicts else [])


# Requests


def opened(root: Path, *more: str, code: int = 0, number: str = "45/VPCP", due: str = "2021-08-20") -> str:
    line = ("request", "open", "5b", "--due", due, "--document", number, "--subject", "Báo cáo đột xuất")
    result = ran(*line, "--as-of", "2021-08-02", "--format", "json", *more, root=root)
    assert result.code == code, result.err
    return str(json.loads(result.out)["request"]) if code == 0 else result.err


@pytest.mark.parametrize("more", [(), ("--agency", "so-yt"), ("--agency", "so-yt", "--agency", "so-tp")])
def test_a_request_is_not_opened_twice(more: tuple[str, ...], small: Path) -> None:
    name = opened(small)
    assert f"mở lại với --supersede {name}" in opened(small, *more, code=4, number=" 45/vpcp ")


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("Công văn số 45/VPCP", ()),
        ("045/VPCP", ()),
        ("45 / VPCP", ()),
        ("45/VPCP", ("--document-date", "2021-08-01")),
    ],
)
def test_a_document_is_the_same_however_its_number_is_typed(
    number: str, day: tuple[str, ...], small: Path
) -> None:
    name = opened(small)
    assert f"mở lại với --supersede {name}" in opened(small, *day, code=4, number=number)


def test_documents_of_two_days_may_have_the_same_number(small: Path) -> None:
    opened(small, "--document-date", "2021-08-01")
    opened(small, "--document-date", "2021-07-30")


def test_one_document_may_ask_other_agencies_or_once_more(small: Path) -> None:
    first = opened(small, "--agency", "so-yt")
    opened(small, "--agency", "so-tp")
    line = ("request", "open", "5b", "--due", "2021-09-20", "--document", "45/VPCP", "--subject", "Lần hai")
    result = ran(*line, "--agency", "so-yt", "--as-of", "2021-08-02", root=small)
    assert (result.code, result.err) == (0, "")
    assert f"Văn bản này đã mở đầu việc 5b: yêu cầu {first}, hạn 20/08/2021." in result.out


def test_the_same_request_from_two_branches_is_a_finding(small: Path, kst: Kst) -> None:
    name = opened(small)
    [file] = (small / "requests" / "2021").iterdir()
    other = name[:-8] + "zzzzzzzz"
    content = {k: v for k, v in plain(file).items() if k != "seal"} | {"id": other}
    (file.parent / f"{other}.yaml").write_text(with_checksum(content), "utf-8", newline="\n")
    [found] = json.loads(kst("validate", "--format", "json", root=small).out)["problems"]
    assert (found["code"], found["path"]) == ("KST053", f"requests/2021/{other}.yaml")
    gone = ("request", "withdraw", other, "--reason", "Lặp", "--as-of", "2021-08-02")
    assert ran(*gone, root=small).code == 0
    assert json.loads(kst("validate", "--format", "json", root=small).out)["problems"] == []


def test_what_was_withdrawn_can_be_asked_again(small: Path) -> None:
    name = opened(small)
    gone = ("request", "withdraw", name[:21], "--reason", "Nhầm", "--as-of", "2021-08-02")
    assert ran(*gone, root=small).code == 0
    again = opened(small)
    rows = due_rows(small, "--quarter", "3", "--task", "5b", "--agency", "so-yt", as_of="2021-08-03")
    assert [row["request"] for row in rows] == [again]


@pytest.mark.parametrize(("quarter", "waits"), [("1", True), ("2", True), ("3", False), ("4", True)])
def test_a_request_ends_the_waiting_only_where_it_is_due(quarter: str, waits: bool, small: Path) -> None:
    opened(small)
    asked = ("--quarter", quarter, "--task", "5b", "--agency", "so-yt")
    statuses = [row["status"] for row in due_rows(small, *asked, as_of="2021-08-03")]
    assert statuses == (["waiting"] if waits else ["not_reported"])


# Who is named by the results only


def test_the_centre_of_task_11_reports_without_owing(province: Path, kst: Kst) -> None:
    told = said(province, "11", "TTPVHCC", "--quarter", "2", "--text", "Đã niêm yết.", as_of="2021-06-18")
    assert (told["agency"], told["period"]) == ("tt-pvhcc", "2021-Q2")
    assert due_rows(province, "--agency", "TTPVHCC", "--quarter", "2", "--task", "11") == []
    assert json.loads(kst("validate", "--format", "json", root=province).out)["problems"] == []
    counts = kst("status", "--quarter", "2", "--as-of", "2021-06-30", "--format", "json", root=province)
    assert json.loads(counts.out)["unmatched"] == 0
    shown = kst("history", "11", "--as-of", "2021-06-30", root=province).out
    assert "TT PVHCC tỉnh, đầu việc 11, quý II năm 2021: hoàn thành" in shown


@pytest.mark.parametrize(("duty", "agency"), [("10", "TTPVHCC"), ("11", "cuc-thue"), ("13", "TTPVHCC")])
def test_whom_neither_cell_names_cannot_report(duty: str, agency: str, province: Path, kst: Kst) -> None:
    line = ("record", duty, "--agency", agency, "--quarter", "2", "--status", "done", "--as-of", "2021-06-18")
    result = kst(*line, root=province)
    assert result.code == 4
    assert f"không được giao đầu việc {duty}" in result.err


@pytest.mark.parametrize(("words", "shown"), [(50, 50), (51, 49), (52, 49)])
def test_the_content_of_a_duty_of_others_is_cut_after_100_letters(
    words: int, shown: int, tmp_path: Path
) -> None:
    root = small_province(tmp_path / "kho")
    content = " ".join("a" * words)
    change_file(root, "plans/2021.yaml", "Góp ý dự thảo quy chế.", content)
    result = ran("record", "2", "--agency", "so-yt", "--status", "done", root=root)
    cut = content if words == shown else " ".join("a" * shown) + "…"
    assert result.err.startswith(f"lỗi: Cơ quan này không được giao đầu việc 2 ({cut}).\n")
