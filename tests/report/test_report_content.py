"""What a periodic report says of quarter II of the small province: `support/quarter_two.py` has the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.report.made import texts, under, values
from tests.support.quarter_two import TOTAL
from tests.support.slip_files import ran, said

Q2 = ("quarterly", "--quarter", "2")
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
    total = values(played, *Q2)["counts"][-1]
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
    *sections, total = values(played, *Q2)["counts"]
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


def test_a_duty_tells_who_has_to_do_it_and_who_is_silent(played: Path) -> None:
    told = under(values(played, *Q2), "1. Công khai")
    at = told.index("Nhiệm vụ 3. Niêm yết, công khai thủ tục hành chính.")
    assert told[at + 1] == (
        "Có 5 cơ quan phải thực hiện: hoàn thành 3 (quá hạn 1, không phát sinh 1), quá hạn 2. "
        "Chưa báo cáo: UBND huyện Lý Sơn."
    )


def test_what_earlier_quarters_left_over_is_told_apart(played: Path) -> None:
    told = under(values(played, *Q2), "1. Công khai")
    assert "Kỳ trước chuyển sang 5: quá hạn 5." in told


def test_words_figures_and_evidence_of_an_entry_stand_together(played: Path) -> None:
    said(
        played, "4", "so-yt", "--quarter", "2", "--date", "2021-06-16", "--text", "Đã đánh giá 8 đơn vị",
        "--document", "12/BC-SYT", "--document-date", "2021-06-16", "--figure", "ty-le=12.5",
    )  # fmt: skip
    assert (
        "Sở Y tế: Đã đánh giá 8 đơn vị (12/BC-SYT ngày 16/6/2021). Chỉ tiêu “tối thiểu 10%”: đạt 12,5%."
        in under(values(played, *Q2), "1. Công khai")
    )


def test_no_more_agencies_are_told_apart_than_the_outline_wants(played: Path) -> None:
    for agency in ("vp-ubnd-tinh", "so-tp", "so-yt", "huyen-ba-to", "huyen-ly-son"):
        said(played, "3", agency, "--quarter", "2", "--text", f"Lời của {agency}")
    told = under(values(played, *Q2), "1. Công khai")
    assert sum("Lời của" in text for text in told) == 3
    assert "Ngoài ra còn 2 báo cáo khác của các cơ quan, đơn vị, địa phương." in told
    assert sum("Lời của" in text for text in under(values(played, *Q2, "--full"), "1. Công khai")) == 5


def test_difficulties_and_proposals_are_gathered_and_the_same_words_stand_once(played: Path) -> None:
    for agency in ("so-tp", "so-yt"):
        words = ("--difficulty", "Thiếu máy quét.", "--proposal", "Cấp máy quét")
        said(played, "3", agency, "--quarter", "2", *words)
    found = values(played, *Q2)
    assert "Thiếu máy quét (Sở Tư pháp, Sở Y tế)." in under(found, "2. Tồn tại")
    assert "Cấp máy quét (Sở Tư pháp, Sở Y tế)." in under(found, "IV. Kiến nghị")


def test_overdue_is_counted_with_the_silent_among_it(played: Path) -> None:
    assert "Còn 11 lượt nhiệm vụ quá hạn, trong đó 10 lượt chưa có báo cáo." in under(
        values(played, *Q2), "2. Tồn tại"
    )


def test_next_periods_duties_are_computed(played: Path) -> None:
    assert under(values(played, *Q2), "III. Kỳ tới") == [
        "Thực hiện 12 lượt nhiệm vụ chưa hoàn thành của kỳ này, kỳ trước.",
        (
            "Nhiệm vụ 4. Đánh giá chất lượng giải quyết thủ tục hành chính (thời hạn 18/9/2021). "
            "Thực hiện: Sở Y tế."
        ),
        f"{DUTY_5A} (thời hạn 19/9/2021). Thực hiện: UBND cấp huyện.",
        "Tiếp tục thực hiện các nhiệm vụ thường xuyên: 3.",
        "Triển khai khi có kế hoạch chi tiết hoặc văn bản yêu cầu: nhiệm vụ 5b.",
    ]


def test_targets_stand_beside_what_was_reached(played: Path) -> None:
    said(played, "4", "so-yt", "--quarter", "2", "--figure", "ty-le=9.5", "--figure", "so-ngay=4")
    found = {target["text"]: target for target in values(played, *Q2)["targets"]}
    assert found["tối thiểu 10%"] == {
        "duty": "4", "text": "tối thiểu 10%", "required": "từ 10% trở lên", "reached": "9,5%",
        "met": False, "below": ["Sở Y tế: 9,5%"],
    }  # fmt: skip
    assert found["không quá 5 ngày"]["required"] == "không quá 5 ngày"
    assert found["không quá 5 ngày"]["met"] is True


def test_agencies_stand_beside_sections(played: Path) -> None:
    grid = values(played, *Q2)["appendices"]["grid"]
    assert grid["columns"] == ["I", "II", "III"]
    rows = {row["name"]: (row["cells"], row["total"], row["percent"]) for row in grid["rows"]}
    assert rows["Sở Tư pháp"] == (["1/1", "1/1", "0/1"], "2/3", "66,7%")
    assert rows["Tổng cộng"] == (["1/1", "4/6", "1/3"], "6/10", "60%")


# One agency's own report


def test_an_agency_reports_its_own_duties_only(played: Path) -> None:
    found = values(played, *Q2, "--agency", "Sở Y tế")
    assert texts(found, "duty") == [
        "Nhiệm vụ 3 (thực hiện). Niêm yết, công khai thủ tục hành chính.",
        "Nhiệm vụ 4 (thực hiện). Đánh giá chất lượng giải quyết thủ tục hành chính.",
        "Nhiệm vụ 5b (phối hợp). Báo cáo tình hình kiểm soát thủ tục hành chính.",
    ]
    assert found["appendices"]["grid"] is None
    assert found["appendices"]["duties_number"] == ""


def test_an_agency_that_said_nothing_has_an_honest_report(silent: Path) -> None:
    found = values(silent, *Q2, "--agency", "so-yt")
    assert "Quý II năm 2021: Chưa hoàn thành, đã quá hạn (thời hạn 18/6/2021)." in texts(found, "text")
    assert found["counts"][-1]["finished"] == 0
    assert found["counts"][-1]["silent"] == 2


def test_every_obligation_of_the_agency_stands_in_the_appendix(played: Path) -> None:
    groups = values(played, *Q2, "--agency", "so-tp")["appendices"]["duties"]
    rows = [(row["duty"], row["status"], row["day"]) for group in groups for row in group["rows"]]
    assert rows == [
        ("2", "hoàn thành", "04/6/2021"),
        ("3", "hoàn thành quá hạn", "20/6/2021"),
        ("3", "quá hạn", ""),
        ("5b", "chưa có kế hoạch chi tiết hoặc văn bản yêu cầu", ""),
        ("6", "đang thực hiện", "01/6/2021"),
    ]


def test_in_full_every_obligation_of_the_province_stands_in_the_appendix(played: Path) -> None:
    groups = values(played, *Q2, "--full")["appendices"]["duties"]
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
    found = values(silent, "quarterly", "--quarter", "3", as_of="2021-09-20")
    assert "Kế hoạch không có nhiệm vụ nào đến hạn trong quý III năm 2021." in texts(found, "text")
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
    assert (found["counts"][-1]["planned"], found["counts"][-1]["finished"]) == (5, 1)
    assert "Sở Tư pháp: Đã báo cáo đủ." in texts(found, "item")


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
