"""What a report says of figures: none, one, many, more, fewer; by whom; and that a closing keeps it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kstthc_cli.render.templates.sentence_filters import amount, largest, lowest, money, rate, total
from tests.report.made import texts, under, values
from tests.report.test_closing import closed
from tests.support.running import PROJECT
from tests.support.slip_files import ran

Q2 = ("quarterly", "--quarter", "2")
HEADING = '      - {title: "Công khai", sections: ["II"]}\n'
FORMS = ("cong-bo-cong-khai", "II.06a", "hai-long")


@pytest.fixture
def counting(silent: Path) -> Path:
    """The small province with forms of the program, told under the heading of section II."""
    (silent / "forms").mkdir(exist_ok=True)
    for form in FORMS:
        shutil.copy(PROJECT / "forms" / f"{form}.yaml", silent / "forms")
    outline = silent / "templates" / "outline.yaml"
    text = outline.read_text("utf-8").replace(
        HEADING, HEADING.replace('["II"]}', f'["II"], forms: [{", ".join(FORMS)}]}}')
    )
    outline.write_text(text, "utf-8", newline="\n")
    return silent


def state(root: Path, form: str, agency: str, quarter: int, cells: str, row: str = "tong") -> None:
    """State cells of a form: `1=6 2=102`."""
    figures = [word for cell in cells.split() for word in ("--figure", cell)]
    day = ("--date", f"2021-{3 * quarter:02}-16", "--as-of", "2021-07-01")
    words = ("--form", form, "--row", row, "--agency", agency, "--quarter", str(quarter), *figures, *day)
    result = ran("record", *words, "--status", "done", root=root)
    assert result.code == 0, result.err


def published(root: Path, agency: str, quarter: int, decisions: int, new: int, gone: int) -> None:
    cells = f"1={decisions} 2={new + gone} 3={new} 4=0 5={gone} 6={new + gone}"
    state(root, "cong-bo-cong-khai", agency, quarter, cells)


def dossiers(root: Path, agency: str, quarter: int, early: int, late: int) -> None:
    whole = early + late
    cells = f"3={whole} 4={whole} 5=0 6=0 7={whole} 8={early} 9=0 10={late} 11=0 12=0 13=0"
    state(root, "II.06a", agency, quarter, cells, "Hộ tịch")


def told(root: Path, *words: str) -> str:
    return " ".join(under(values(root, *Q2, *words), "1. Công khai"))


def test_without_figures_the_duties_are_told(counting: Path) -> None:
    assert "lượt nhiệm vụ của Kế hoạch" in told(counting)


def test_none_is_told_as_not_arising(counting: Path) -> None:
    published(counting, "so-yt", 2, 0, 0, 0)
    assert told(counting) == "Trong kỳ, toàn tỉnh không phát sinh quyết định công bố TTHC."


def test_one_and_many_with_their_parts(counting: Path) -> None:
    published(counting, "so-yt", 2, 1, 3, 0)
    assert told(counting).startswith(
        "Trong kỳ, toàn tỉnh ban hành 01 quyết định công bố với 03 TTHC, gồm 03 ban hành mới."
    )
    published(counting, "so-tp", 2, 11, 20, 5)
    assert told(counting).startswith(
        "Trong kỳ, toàn tỉnh ban hành 12 quyết định công bố với 28 TTHC, gồm 23 ban hành mới, 05 bãi bỏ."
    )


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (4, "(tăng 02 quyết định so với quý I năm 2021)"),
        (7, "(giảm 01 quyết định so với quý I năm 2021)"),
        (6, "(bằng quý I năm 2021)"),
    ],
)
def test_more_fewer_and_as_many_as_in_the_period_before(counting: Path, before: int, words: str) -> None:
    published(counting, "so-yt", 1, before, 9, 0)
    published(counting, "so-yt", 2, 6, 9, 0)
    assert f"ban hành 06 quyết định công bố {words} với 09 TTHC" in told(counting)


def test_sums_of_other_agencies_are_not_compared(counting: Path) -> None:
    published(counting, "so-yt", 1, 4, 9, 0)
    for agency in ("so-yt", "so-tp"):
        published(counting, agency, 2, 6, 9, 0)
    assert "so với" not in told(counting)


def test_agencies_are_named_by_results_with_their_full_names(counting: Path) -> None:
    for agency, early, late in (("so-yt", 100, 0), ("so-tp", 180, 20), ("huyen-ba-to", 45, 5)):
        dossiers(counting, agency, 2, early, late)
    text = told(counting)
    assert (
        "trước và đúng hạn 325 hồ sơ, đạt 92,86% số hồ sơ đã giải quyết; quá hạn 25 hồ sơ, chiếm 7,14%"
        in text
    )
    assert (
        "Tiếp nhận nhiều hồ sơ nhất là Sở Tư pháp (200 hồ sơ), Sở Y tế (100 hồ sơ), Ủy ban nhân dân" in text
    )
    assert "Có 01 cơ quan giải quyết trước và đúng hạn 100% hồ sơ." in text
    assert "thấp nhất là Sở Tư pháp (90%), Ủy ban nhân dân huyện Ba Tơ (90%)." in text
    assert "Sở, ban, ngành: tiếp nhận 300 hồ sơ" in text


def test_an_agency_tells_of_itself(counting: Path) -> None:
    dossiers(counting, "so-yt", 2, 100, 0)
    dossiers(counting, "so-tp", 2, 180, 20)
    own = told(counting, "--agency", "so-yt")
    assert own.startswith("Trong kỳ, Sở tiếp nhận 100 hồ sơ, gồm 100 hồ sơ trực tuyến (100% số hồ sơ mới).")
    assert "Sở Tư pháp" not in own
    assert "Lũy kế 6 tháng đầu năm 2021, Sở tiếp nhận 100 hồ sơ" in own


def test_appendices_have_the_same_figures(counting: Path) -> None:
    published(counting, "so-yt", 1, 4, 9, 0)
    published(counting, "so-yt", 2, 6, 9, 0)
    dossiers(counting, "so-tp", 2, 180, 20)
    found = values(counting, *Q2)["appendices"]
    assert found["dossiers"]["rows"][-1]["cells"] == [200, 200, 0, 0, 200, 180, 0, 20, 0, 0, 0]
    assert found["figures"]["columns"] == ["Sở, ban, ngành", "Tổng cộng", "Quý I năm 2021"]
    [group] = found["figures"]["groups"]
    assert group["rows"][0] == {"name": "Số quyết định công bố", "cells": ["6", "6", "4"]}
    assert (found["dossiers_number"], found["figures_number"]) == ("I", "II")


def test_of_an_agency_lines_without_anything_are_left_out(counting: Path) -> None:
    published(counting, "so-yt", 1, 0, 9, 0)
    published(counting, "so-yt", 2, 6, 9, 0)
    found = values(counting, *Q2, "--agency", "so-yt")
    [group] = found["appendices"]["figures"]["groups"]
    names = [row["name"] for row in group["rows"]]
    assert "Số quyết định công bố" in names
    assert not [name for name in names if "Bãi bỏ" in name]
    assert found["opening"][0].endswith("; số liệu chi tiết tại Phụ lục):")


def test_where_all_lines_are_zero_there_is_no_appendix(counting: Path) -> None:
    published(counting, "so-tp", 2, 0, 0, 0)
    found = values(counting, *Q2, "--agency", "so-tp")
    assert found["appendices"]["figures"] is None
    assert "Phụ lục" not in found["opening"][0]


def test_a_level_may_report_without_appendices(counting: Path) -> None:
    outline = counting / "templates" / "outline.yaml"
    outline.write_text('without_appendices: ["so"]\n' + outline.read_text("utf-8"), "utf-8", newline="\n")
    published(counting, "so-yt", 2, 6, 9, 0)
    dossiers(counting, "so-yt", 2, 100, 0)
    own = values(counting, *Q2, "--agency", "so-yt")
    assert not any(own["appendices"][part] for part in ("dossiers", "figures", "targets"))
    assert "Phụ lục" not in own["opening"][0]
    assert values(counting, *Q2)["appendices"]["dossiers"]


def test_a_closed_period_keeps_its_figures_and_those_it_was_compared_with(counting: Path) -> None:
    published(counting, "so-yt", 1, 4, 9, 0)
    published(counting, "so-yt", 2, 6, 9, 0)
    before = values(counting, *Q2)
    closed(counting)
    for quarter in (1, 2):
        published(counting, "so-yt", quarter, 50, 9, 0)
    after = values(counting, *Q2)
    assert (after["body"], after["appendices"]) == (before["body"], before["appendices"])


def test_a_form_without_a_template_is_told_column_by_column(counting: Path) -> None:
    own = (counting / "forms" / "hai-long.yaml").read_text("utf-8").replace('id: "hai-long"', 'id: "y-kien"')
    (counting / "forms" / "y-kien.yaml").write_text(own, "utf-8", newline="\n")
    outline = counting / "templates" / "outline.yaml"
    text = outline.read_text("utf-8").replace("hai-long]", "y-kien]")
    outline.write_text(text, "utf-8", newline="\n")
    state(counting, "y-kien", "huyen-ba-to", 2, "1=30 2=20 3=9 4=1")
    assert told(counting) == (
        "Trong kỳ, số liệu về mức độ hài lòng tại Bộ phận Một cửa của toàn tỉnh: tổng số lượt đánh giá 30; "
        "trong đó - Rất hài lòng 20; trong đó - Hài lòng 09; trong đó - Không hài lòng 01; "
        "tỷ lệ rất hài lòng và hài lòng 96,67%."
    )


def test_an_office_changes_a_sentence(counting: Path) -> None:
    published(counting, "so-yt", 2, 6, 9, 0)
    own = counting / "templates" / "paragraph.cong-bo-cong-khai.txt.j2"
    own.write_text('Đã công bố {{ now["1"] | amount }} quyết định.\n¶ - Một ý.\n', "utf-8", newline="\n")
    assert under(values(counting, *Q2), "1. Công khai") == ["Đã công bố 06 quyết định.", "Một ý."]
    assert "Một ý." in texts(values(counting, *Q2), "item")
    own.write_text("{{ nwo }}", "utf-8", newline="\n")
    result = ran("report", *Q2, "--as-of", "2021-07-01", root=counting)
    assert result.code == 3
    assert "Mẫu paragraph.cong-bo-cong-khai.txt.j2, dòng 1: dùng tên không có: “nwo”" in result.err


# The filters of sentences


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1, "01"),
        (9, "09"),
        (10, "10"),
        (12345, "12.345"),
        (98.7, "98,7"),
        (1.005, "1,01"),
        (3.0, "3"),
    ],
)
def test_numbers_as_signed_documents_write_them(number: float, text: str) -> None:
    assert amount(number) == text


def test_money_is_told_in_millions_from_one_on() -> None:
    assert money(999_000) == "999.000 đồng"
    assert money(320_520_000) == "320,52 triệu đồng"


def test_only_all_and_none_are_a_hundred_and_zero_percent() -> None:
    assert rate({"a": 99_999, "b": 1}, ["a"], ["a", "b"]) == 99.99
    assert rate({"a": 1, "b": 99_999}, ["a"], ["a", "b"]) == 0.01
    assert rate({"a": 5}, ["a"], ["a"]) == 100
    assert rate({}, ["a"], ["b"]) is None
    assert total({"a": 2}, ["a", "b"]) == 2


def test_ranks_leave_out_nothing_and_small_numbers() -> None:
    agencies = [
        {"name": name, "cells": {"1": one, "2": of}}
        for name, one, of in (("A", 5, 50), ("B", 0, 9), ("C", 9, 40))
    ]
    assert [one["name"] for one in largest(agencies, ["1"], 3)] == ["C", "A"]
    assert [one["name"] for one in lowest(agencies, ["1"], ["2"], 30, 3)] == ["A", "C"]


def test_a_whole_percentage_is_no_count(counting: Path) -> None:
    shutil.copy(PROJECT / "forms" / "ra-soat.yaml", counting / "forms")
    outline = counting / "templates" / "outline.yaml"
    outline.write_text(outline.read_text("utf-8").replace("hai-long]", "ra-soat]"), "utf-8", newline="\n")
    state(counting, "ra-soat", "so-yt", 2, "1=2 2=2 3=100000000 4=91000000 6=100 7=95")
    assert "tiết kiệm 9 triệu đồng, tỷ lệ cắt giảm đạt 9%." in told(counting)
    assert "tỷ lệ rút ngắn đạt 5%." in told(counting)


def test_a_rate_of_a_form_is_the_same_in_sentence_table_and_form_show(counting: Path) -> None:
    """Of the rows that state all of it; almost all is not all."""
    state(counting, "hai-long", "huyen-ba-to", 2, "1=40000 2=30000 3=9999 4=1")
    state(counting, "hai-long", "huyen-ly-son", 2, "1=900 2=300")
    text = told(counting)
    assert text.startswith(
        "Có 40.900 lượt tổ chức, cá nhân đánh giá mức độ hài lòng; rất hài lòng và hài lòng"
    )
    assert "hài lòng đạt 99,99%, không hài lòng 01 lượt." in text
    [group] = values(counting, *Q2)["appendices"]["figures"]["groups"]
    assert group["rows"][-1]["cells"] == ["99,99", "99,99"]
    shown = ran("form", "show", "hai-long", "--quarter", "2", "--as-of", "2021-07-01", root=counting)
    assert "99,9, tính lại từ tổng: 39.999/40.000" in shown.out


def test_agencies_of_one_name_are_told_apart(counting: Path) -> None:
    registry = next((counting / "agencies").glob("*.yaml"))
    text = registry.read_text("utf-8")
    other = '{id: so-ten, name: "Sở Y tế", level: so, parent: huyen-ba-to}'
    line = next(line for line in text.splitlines() if "id: so-yt" in line)
    registry.write_text(text.replace(line, f"{line}\n  - {other}"), "utf-8", newline="\n")
    for agency, early in (("so-yt", 100), ("so-tp", 90)):
        dossiers(counting, agency, 2, early, 10)
    assert "nhất là Sở Y tế (tỉnh Quảng Ngãi) (110 hồ sơ), Sở Tư pháp (100 hồ sơ)." in told(counting)


@pytest.mark.parametrize(("first", "told_so"), [(False, True), (True, False)])
def test_figures_to_date_that_lack_what_was_carried_over_say_so(
    counting: Path, first: bool, told_so: bool
) -> None:
    """Without quarter I nobody knows what it began with: the year to date holds fewer than the quarter."""
    if first:
        dossiers(counting, "so-yt", 1, 40, 0)
    cells = "3=10 4=6 5=0 6=4 7=10 8=10 9=0 10=0 11=0 12=0 13=0"
    state(counting, "II.06a", "so-yt", 2, cells, "Hộ tịch")
    text = told(counting)
    assert "tiếp nhận 10 hồ sơ" in text
    assert f"Lũy kế 6 tháng đầu năm 2021, toàn tỉnh tiếp nhận {'46' if first else '06'} hồ sơ" in text
    assert ("không tính hồ sơ từ kỳ trước chuyển sang" in text) == told_so
