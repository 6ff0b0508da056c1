"""What a closed period keeps and what a report says of it, case by case as an office meets them."""

from __future__ import annotations

from pathlib import Path

from tests.report.made import changed, texts, values
from tests.report.test_closing import Q2, closed, late_word
from tests.report.test_prose import prepared, written
from tests.support.slip_files import problems, ran, said

LATER = "Sau khi chốt số liệu"
REPORT = ("quarterly", "--quarter", "2")
OF_SO_YT = "reports/2021/Q2/so-yt.yaml"


def request(root: Path, *words: str) -> None:
    result = ran("request", *words, root=root)
    assert result.code == 0, result.err


def request_opened(root: Path) -> str:
    """Ask for duty 5b within quarter II, after the closing; the id of the request."""
    document = ("--document", "45/VPCP-KSTT", "--subject", "Báo cáo đột xuất", "--date", "2021-06-10")
    request(root, "open", "5b", "--due", "2021-06-14", *document, "--as-of", "2021-07-10")
    [name] = [file.stem for file in (root / "requests" / "2021").iterdir()]
    return name


def without_task_3(root: Path) -> None:
    plan = root / "plans" / "2021.yaml"
    text = plan.read_text("utf-8")
    start, end = text.index('      - id: "3"'), text.index('      - id: "4"')
    plan.write_text(text[:start] + text[end:], "utf-8", newline="\n")


def test_a_request_after_the_closing_drops_nothing(played: Path) -> None:
    before = values(played, *Q2)["counts"]
    closed(played)
    request_opened(played)
    found = values(played, *Q2, as_of="2021-08-01")
    assert found["counts"] == before
    assert not [text for text in changed(found, LATER) if "không còn giao" in text]


def test_what_a_request_asks_after_the_closing_is_told(played: Path) -> None:
    closed(played)
    request_opened(played)
    told = changed(values(played, *Q2, "--full", as_of="2021-08-01"), LATER)
    opened = [text for text in told if text.endswith("giao thêm theo văn bản yêu cầu, quá hạn.")]
    assert opened
    assert all("nhiệm vụ 5b," in text for text in opened)
    assert f"giao thêm theo văn bản yêu cầu, quá hạn ({len(opened)})" in told[0]


def test_a_request_that_is_withdrawn_is_not_called_dropped(played: Path) -> None:
    name = request_opened(played)
    closed(played, as_of="2021-07-12")
    request(played, "withdraw", name, "--reason", "Văn bản đã thu hồi.", "--as-of", "2021-07-20")
    told = " ".join(changed(values(played, *Q2, "--full", as_of="2021-08-01"), LATER))
    assert "văn bản yêu cầu đã được thu hồi (5)" in told
    assert "không còn giao" not in told


def test_requested_and_dropped_are_told_apart(played: Path) -> None:
    closed(played)
    request_opened(played)
    without_task_3(played)
    told = " ".join(changed(values(played, *Q2, "--full", as_of="2021-08-01"), LATER))
    dropped = [text for text in told.split(".") if "Kế hoạch không còn giao" in text]
    assert not [text for text in dropped if "nhiệm vụ 5b" in text]
    assert sum("nhiệm vụ 3," in text for text in dropped) == 5


def test_an_open_quarter_tells_a_closed_half_year_as_it_was_closed(played: Path) -> None:
    def to_date() -> list[str]:
        found = values(played, "annex", "--quarter", "2", as_of="2021-07-20")
        return [line for line in found["opening"] if line.startswith("Lũy kế 6 tháng đầu năm 2021: ")]

    assert ran("report", "close", "--period", "2021-H1", "--as-of", "2021-07-05", root=played).code == 0
    [before] = to_date()
    late_word(played)
    assert to_date() == [before]
    (played / "reports/2021/H1/closing.json").unlink()
    assert to_date() != [before]


def test_late_reports_stand_before_mere_lapses(played: Path) -> None:
    closed(played, as_of="2021-06-15")
    late_word(played)
    head, *full = changed(values(played, *Q2, "--full", as_of="2021-08-01"), LATER)
    reported = [", báo cáo ngày " in text for text in full]
    assert reported == sorted(reported, reverse=True)
    assert (set(reported), sum("(7/BC-SYT)" in text for text in full)) == ({True, False}, 1)
    assert f"Có {len(full)} lượt nhiệm vụ thay đổi" in head
    first = head.partition(": ")[2].partition(" (")[0]
    assert any(first in text for text in full if ", báo cáo ngày " in text)
    _, *shown, _ = changed(values(played, *Q2, as_of="2021-08-01"), LATER)
    assert shown == full[:3]


def test_bad_prose_of_one_agency_stops_its_own_report_only(played: Path) -> None:
    prepared(played, "--agency", "so-yt")
    written(played, "causes: [1, 2\n", OF_SO_YT)
    own = ran("report", *REPORT, "--agency", "so-yt", "--as-of", "2021-07-01", root=played)
    assert (own.code, own.out) == (3, "")
    for words in (REPORT, (*REPORT, "--agency", "so-tp")):
        result = ran("report", *words, "--as-of", "2021-07-01", "--format", "json", root=played)
        assert result.code == 0, result.err
    province = ran("report", *REPORT, "--as-of", "2021-07-01", "--format", "markdown", root=played)
    assert province.code == 0, province.err
    assert OF_SO_YT not in province.out


def test_words_on_a_duty_without_a_last_day_are_told_once(played: Path) -> None:
    said(played, "6", "so-tp", "--date", "2021-05-20", "--text", "Đã kiểm tra 3 xã")
    times = [
        sum("Đã kiểm tra 3 xã" in text for text in texts(values(played, *words, as_of="2021-12-25")))
        for quarter in "1234"
        for words in [("quarterly", "--quarter", quarter, "--agency", "so-tp")]
    ]
    assert times == [0, 1, 0, 0]


def test_a_figure_below_its_target_is_not_called_reached(played: Path) -> None:
    plan = played / "plans" / "2021.yaml"
    asked = (
        plan.read_text("utf-8").replace("tối thiểu 10%", "tối thiểu 20%").replace("value: 10,", "value: 20,")
    )
    plan.write_text(asked, "utf-8", newline="\n")
    said(played, "4", "so-yt", "--quarter", "2", "--text", "Đã đánh giá", "--figure", "ty-le=12.5")
    found = values(played, *REPORT, "--agency", "so-yt")
    told = [text for text in texts(found) if "12,5%" in text]
    assert told
    assert all("chưa đạt" in text for text in told)
    province = values(played, *REPORT)["appendices"]["targets"]
    [target] = [row for row in province if row["duty"] == "4" and row["text"] == "tối thiểu 20%"]
    assert (target["met"], target["below"]) == (False, ["Sở Y tế: 12,5%"])


def test_an_outline_by_the_numbers_of_another_plan_is_found(played: Path) -> None:
    assert "KST087" not in problems(played)
    outline = played / "templates" / "outline.yaml"
    text = outline.read_text("utf-8")
    outline.write_text(text.replace("most: 3\n", 'plan: "2019"\nmost: 3\n'), "utf-8", newline="\n")
    assert "KST087" in problems(played)
