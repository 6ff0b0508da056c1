"""A report of quarter II of the small province, and its annex: `support/quarter_two.py` has the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.report.made import texts, under, values
from tests.support.quarter_two import TOTAL
from tests.support.slip_files import ran, said

Q2 = ("quarterly", "--quarter", "2")
ANNEX = ("annex", "--quarter", "2")
FINISHED = TOTAL["done"] + TOTAL["done_late"] + TOTAL["not_arising"]
DUTY_5A = "Nhiệm vụ 5a. Báo cáo tình hình kiểm soát thủ tục hành chính"
PLANNED = sum(TOTAL.values()) - TOTAL["waiting"]


def test_head_of_the_report(played: Path) -> None:
    found = values(played, *Q2)
    assert found["letter"]["subject"] == "Kết quả kiểm soát thủ tục hành chính quý II và 6 tháng đầu năm 2021"
    assert (found["data_from"], found["data_to"]) == ("2021-03-15", "2021-06-14")
    [opening] = found["opening"]
    assert "số liệu từ ngày 15/3/2021 đến ngày 14/6/2021" in opening


def test_counts_are_those_of_the_table(played: Path) -> None:
    total = values(played, *ANNEX)["counts"][-1]
    assert {
        name: total[name] for name in ("planned", "finished", "late", "in_progress", "overdue", "waiting")
    } == {
        "planned": PLANNED,
        "finished": FINISHED,
        "late": TOTAL["done_late"],
        "in_progress": TOTAL["in_progress"],
        "overdue": TOTAL["overdue"],
        "waiting": TOTAL["waiting"],
    }
    assert total["percent"] == "60%"
    assert total["bar"] == 12


def test_counts_of_sections_add_up_to_the_total(played: Path) -> None:
    *sections, total = values(played, *ANNEX)["counts"]
    for name in (
        "planned",
        "finished",
        "late",
        "in_progress",
        "not_reported",
        "overdue",
        "silent",
        "waiting",
    ):
        assert sum(section[name] for section in sections) == total[name]


def test_the_annex_tells_how_a_duty_stands_and_who_is_silent(played: Path) -> None:
    rows = [row for group in values(played, *ANNEX)["duties"] for row in group["rows"] if row["duty"] == "3"]
    assert [(row["status"], row["said"]) for row in rows] == [
        (
            "hoàn thành 0/5, quá hạn 5",
            "Chưa báo cáo: Sở Tư pháp, Sở Y tế, Văn phòng UBND tỉnh và 2 cơ quan khác.",
        ),
        ("hoàn thành 3/5 (quá hạn 1, không phát sinh 1), quá hạn 2", "Chưa báo cáo: UBND huyện Lý Sơn."),
    ]


def test_the_report_tells_nothing_of_arrears_and_of_the_silent(played: Path) -> None:
    words = " ".join(texts(values(played, *Q2)))
    assert "quá hạn" not in words
    assert "Chưa báo cáo" not in words
    assert "Lý Sơn" not in words


def test_what_earlier_quarters_left_over_is_told_apart(played: Path) -> None:
    found = values(played, *ANNEX)
    assert found["opening"][-1] == "Kỳ trước chuyển sang 9 lượt nhiệm vụ: hoàn thành 1, quá hạn 8."
    assert any("chuyển sang" in row["due"] for group in found["duties"] for row in group["rows"])


def test_who_is_late_stands_in_the_annex(played: Path) -> None:
    late = {row["agency"]: (row["overdue"], row["silent"]) for row in values(played, *ANNEX)["late"]}
    assert sum(overdue for overdue, _ in late.values()) == 11
    assert sum(silent for _, silent in late.values()) == 10


def test_words_figures_and_evidence_of_an_entry_stand_together(played: Path) -> None:
    said(
        played, "4", "so-yt", "--quarter", "2", "--date", "2021-06-16", "--text", "Đã đánh giá 8 đơn vị",
        "--document", "12/BC-SYT", "--document-date", "2021-06-16", "--figure", "ty-le=12.5",
    )  # fmt: skip
    assert "Đã đánh giá 8 đơn vị (12/BC-SYT ngày 16/6/2021). Chỉ tiêu “tối thiểu 10%”: đạt 12,5%." in under(
        values(played, *Q2, "--agency", "so-yt"), "1. Công khai"
    )


def test_no_agency_is_quoted_that_nobody_chose(played: Path) -> None:
    for agency in ("vp-ubnd-tinh", "so-tp", "so-yt", "huyen-ba-to", "huyen-ly-son"):
        said(played, "3", agency, "--quarter", "2", "--text", f"Lời của {agency}")
    assert not [text for text in texts(values(played, *Q2)) if "Lời của" in text]
    rows = [row for group in values(played, *ANNEX, "--full")["duties"] for row in group["rows"]]
    assert sum("Lời của" in row["said"] for row in rows) == 5


def test_difficulties_and_proposals_of_several_agencies_stand_once_with_their_number(played: Path) -> None:
    for agency in ("so-tp", "so-yt"):
        words = ("--difficulty", "Thiếu máy quét.", "--proposal", "Cấp máy quét")
        said(played, "3", agency, "--quarter", "2", *words)
    said(played, "3", "huyen-ba-to", "--quarter", "2", "--difficulty", "Chỉ một nơi nêu")
    found = values(played, *Q2)
    assert under(found, "2. Tồn tại") == ["Thiếu máy quét (02 cơ quan)."]
    assert under(found, "IV. Kiến nghị") == ["Cấp máy quét (02 cơ quan)."]
    own = values(played, *Q2, "--agency", "huyen-ba-to")
    assert under(own, "2. Tồn tại") == ["Chỉ một nơi nêu."]


def test_next_periods_duties_are_computed(played: Path) -> None:
    assert under(values(played, *Q2), "III. Kỳ tới") == [
        "Đánh giá chất lượng giải quyết thủ tục hành chính (thời hạn 18/9/2021).",
        "Báo cáo tình hình kiểm soát thủ tục hành chính (thời hạn 19/9/2021).",
        "Tiếp tục thực hiện 01 nhiệm vụ thường xuyên của Kế hoạch.",
    ]


def test_targets_stand_beside_what_was_reached(played: Path) -> None:
    said(played, "4", "so-yt", "--quarter", "2", "--figure", "ty-le=9.5", "--figure", "so-ngay=4")
    found = {target["text"]: target for target in values(played, *Q2)["appendices"]["targets"]}
    assert found["tối thiểu 10%"] == {
        "duty": "4", "text": "tối thiểu 10%", "required": "từ 10% trở lên", "reached": "9,5%",
        "met": False, "below": ["Sở Y tế: 9,5%"],
    }  # fmt: skip
    assert found["không quá 5 ngày"]["required"] == "không quá 5 ngày"
    assert found["không quá 5 ngày"]["met"] is True


def test_agencies_stand_beside_sections(played: Path) -> None:
    grid = values(played, *ANNEX)["grid"]
    assert grid["columns"] == ["I", "II", "III"]
    rows = {row["name"]: (row["cells"], row["total"], row["percent"]) for row in grid["rows"]}
    assert rows["Sở Tư pháp"] == (["1/1", "1/1", "0/1"], "2/3", "66,7%")
    assert rows["Tổng cộng"] == (["1/1", "4/6", "1/3"], "6/10", "60%")


# One agency's own report


def test_an_agency_reports_its_own_duties_only(played: Path) -> None:
    found = values(played, *ANNEX, "--agency", "Sở Y tế")
    rows = [(row["duty"], row["who"]) for group in found["duties"] for row in group["rows"]]
    assert list(dict(rows)) == ["3", "4", "5b"]
    assert {who for _, who in rows} == {"Sở Y tế: thực hiện", "Sở Y tế: phối hợp"}
    assert found["grid"] is None


def test_an_agency_that_said_nothing_has_an_honest_report(silent: Path) -> None:
    own = texts(values(silent, *Q2, "--agency", "so-yt"), "text")
    assert "Trong kỳ có 02 lượt nhiệm vụ của Kế hoạch về nội dung này, chưa có lượt nào hoàn thành." in own
    found = values(silent, *ANNEX, "--agency", "so-yt")
    assert found["late"][0]["duties"].startswith("3 (18/6/2021); 4 (18/6/2021); ")
    assert found["counts"][-1]["finished"] == 0
    assert found["counts"][-1]["silent"] == 2


def test_every_obligation_of_the_agency_stands_in_the_appendix(played: Path) -> None:
    groups = values(played, *ANNEX, "--agency", "so-tp")["duties"]
    rows = [(row["duty"], row["status"], row["day"]) for group in groups for row in group["rows"]]
    assert rows == [
        ("2", "hoàn thành", "04/6/2021"),
        ("3", "hoàn thành quá hạn", "20/6/2021"),
        ("3", "quá hạn", ""),
        ("5b", "chưa có kế hoạch chi tiết hoặc văn bản yêu cầu", ""),
        ("6", "đang thực hiện", "01/6/2021"),
    ]


def test_in_full_every_obligation_of_the_province_stands_in_the_appendix(played: Path) -> None:
    groups = values(played, *ANNEX, "--full")["duties"]
    of_quarter = [row for group in groups for row in group["rows"]]
    assert (
        len(of_quarter) == sum(TOTAL.values()) + 9
    )  # 8 left over from quarter I, and duty 1, reported on 30 March


# Edges


def test_a_period_without_anything_due(silent: Path) -> None:
    plan = silent / "plans" / "2021.yaml"
    once = 'schedule: {kind: by_date, text: "Quý I", by: "2021-Q1"}'
    lines = plan.read_text("utf-8").splitlines()
    moved = [re.sub(r"schedule: \{.*\}", once, line) for line in lines]
    plan.write_text("\n".join(moved) + "\n", "utf-8", newline="\n")
    found = values(silent, "annex", "--quarter", "3", as_of="2021-09-20")
    assert found["opening"][0] == "Kế hoạch không có nhiệm vụ nào đến hạn trong quý III năm 2021."
    assert found["counts"][-1]["percent"] == "—"


def test_the_same_data_and_day_give_the_same_values(played: Path) -> None:
    assert values(played, *Q2) == values(played, *Q2)


def test_a_report_on_demand_tells_who_answered(silent: Path) -> None:
    opened = ran(
        "request", "open", "5b", "--due", "2021-06-25", "--document", "45/VPCP-KSTT",
        "--subject", "Báo cáo đột xuất", "--as-of", "2021-06-10", root=silent,
    )  # fmt: skip
    assert opened.code == 0, opened.err
    [name] = [file.stem for file in (silent / "requests" / "2021").iterdir()]
    said(silent, "5b", "so-tp", "--request", name, "--text", "Đã báo cáo đủ", "--date", "2021-06-20")
    found = values(silent, "adhoc", "--request", name)
    subject = "Kết quả thực hiện yêu cầu tại Văn bản số 45/VPCP-KSTT: Báo cáo đột xuất"
    assert found["letter"]["subject"] == subject
    assert [text for text in texts(found, "heading") if "Công khai" in text] == []
    assert (found["data_from"], found["data_to"]) == ("2021-06-10", "2021-06-25")
    told = [text for text in texts(found) if "hoàn thành 01 trong 05 lượt nhiệm vụ" in text]
    assert len(told) == 1
    assert texts(found, "heading") == []
    annex = values(silent, "annex", "--request", name, "--full")
    assert (annex["counts"][-1]["planned"], annex["counts"][-1]["finished"]) == (5, 1)
    assert "Đã báo cáo đủ." in [row["said"] for group in annex["duties"] for row in group["rows"]]
    own = values(silent, "adhoc", "--request", name, "--agency", "so-tp")
    assert "Đã báo cáo đủ." in texts(own, "item")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("adhoc", "--request", "khong-co"), 2, "Không có yêu cầu “khong-co”."),
        (("quarterly", "--quarter", "5"), 2, "Quý"),
        (("quarterly", "--agency", "Sở Không Có"), 4, "Sở Không Có"),
        (("half-year", "--half", "3"), 2, "3"),
        (("quarterly", "--format", "pdf"), 2, "pdf"),
        (("reminder",), 2, "Chưa rõ đôn đốc ai."),
        (("reminder", "--agency", "so-yt", "--as-of", "2021-01-05"), 4, "không có việc quá hạn của Sở Y tế"),
    ],
)
def test_wrong_questions_get_one_sentence(
    silent: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    result = ran("report", *words, root=silent)
    assert (result.code, result.out) == (code, "")
    assert sentence in result.err
