"""Which obligation `kst record` is about, where the period is not, or only roughly, said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.repositories import change_file
from tests.support.running import Kst
from tests.support.slip_files import only_slip, plain, said, slips

YEAR_END = "2021-12-31"


def period_of(root: Path) -> tuple[str, str]:
    """The period of the only slip, and of its only entry."""
    content = plain(only_slip(root))
    [entry] = content["entries"]
    return content["period"], entry.get("period", content["period"])


# By the reporting windows (the 15th of the month before a quarter to the 14th of its last month), and from
# their end to the send-by day


@pytest.mark.parametrize(
    ("day", "period"),
    [
        ("2020-12-15", "2021-Q1"),
        ("2021-01-01", "2021-Q1"),
        ("2021-03-14", "2021-Q1"),
        ("2021-03-15", "2021-Q1"),
        ("2021-04-01", "2021-Q2"),
        ("2021-06-14", "2021-Q2"),
        ("2021-06-15", "2021-Q2"),
        ("2021-07-01", "2021-Q3"),
        ("2021-09-14", "2021-Q3"),
        ("2021-09-15", "2021-Q3"),
        ("2021-10-01", "2021-Q4"),
        ("2021-12-14", "2021-Q4"),
    ],
)
def test_the_period_is_that_of_the_window_or_of_the_send_by_day(day: str, period: str, small: Path) -> None:
    said(small, "3", "so-yt", "--date", day, as_of=YEAR_END)
    assert period_of(small) == (period, period)


def test_the_window_begins_when_the_calendar_says(small: Path) -> None:
    calendar = small / "calendar" / "2021.yaml"
    calendar.write_text(
        calendar.read_text("utf-8").replace("first_day: 15", "first_day: 20"), "utf-8", newline="\n"
    )
    said(small, "3", "so-yt", "--date", "2021-06-19", as_of=YEAR_END)
    assert period_of(small)[0] == "2021-Q2"


def test_the_day_is_that_of_as_of(small: Path) -> None:
    assert said(small, "3", "so-yt", as_of="2021-05-03")["date"] == "2021-05-03"
    assert period_of(small)[0] == "2021-Q2"


def test_after_the_year_the_period_must_be_said(small: Path, kst: Kst) -> None:
    words = (
        "record",
        "3",
        "--agency",
        "so-yt",
        "--status",
        "done",
        "--as-of",
        "2022-01-05",
        "--plan",
        "2021",
    )
    result = kst(*words, "--as-of", "2022-01-05", root=small)
    assert (result.code, slips(small)) == (4, [])
    assert "hãy nêu rõ kỳ bằng --quarter hoặc --period" in result.err
    assert "quý I năm 2021, quý II năm 2021, quý III năm 2021, quý IV năm 2021" in result.err


def test_between_window_and_send_by_day_the_report_that_is_due_is_meant(small: Path, kst: Kst) -> None:
    """On 18 June the report of quarter II is due, while the data of quarter III have begun."""
    words = ("record", "3", "--agency", "so-yt", "--status", "done", "--as-of", "2021-06-18")
    result = kst(*words, root=small)
    assert (result.code, result.err, period_of(small)[0]) == (0, "", "2021-Q2")
    assert "quý II năm 2021" in result.out


@pytest.mark.parametrize("more", [("--quarter", "3"), ("--date", "2021-06-14"), ("--date", "2021-07-01")])
def test_no_remark_where_nothing_is_unclear(more: tuple[str, str], small: Path, kst: Kst) -> None:
    words = ("record", "3", "--agency", "so-yt", "--status", "done", "--as-of", "2021-07-01")
    assert kst(*words, *more, root=small).err == ""


# One occurrence, several, none


@pytest.mark.parametrize(
    ("duty", "agency", "asked", "period"),
    [
        ("25", "so-nnptnt", ("--date", "2021-07-20"), "2021-Q2"),
        ("25", "so-nnptnt", ("--quarter", "2"), "2021-Q2"),
        ("1a", "vp-ubnd-tinh", ("--quarter", "1"), "2021-02"),
        ("1a", "vp-ubnd-tinh", ("--period", "tháng 02"), "2021-02"),
        ("1a", "vp-ubnd-tinh", ("--date", "2021-05-20"), "2021-02"),
        ("38", "so-tttt", ("--quarter", "2"), "2021-H1"),
        ("38", "so-tttt", ("--period", "2021-06"), "2021-H1"),
        ("38", "so-tttt", ("--period", "6 tháng đầu năm"), "2021-H1"),
        ("38", "so-tttt", ("--quarter", "4"), "2021"),
        ("26", "so-tttt", ("--quarter", "4"), "2021-Q4"),
        ("26", "so-tttt", ("--period", "2021"), "2021"),
        ("26", "so-tttt", ("--date", "2021-12-01"), "2021-Q4"),
        ("26", "so-tttt", ("--period", "2021-06"), "2021-Q2"),
        ("13", "vp-ubnd-tinh", ("--quarter", "3"), "2021"),
        ("13", "vp-ubnd-tinh", (), "2021"),
        ("10", "so-tttt", ("--quarter", "III"), "2021-Q3"),
        ("10", "so-tttt", ("--quarter", "quý 3"), "2021-Q3"),
    ],
)
def test_the_obligation_that_is_meant(
    duty: str, agency: str, asked: tuple[str, ...], period: str, province: Path
) -> None:
    told = said(province, duty, agency, *asked, as_of=YEAR_END)
    assert [entry["period"] for entry in told["entries"]] == [period]


@pytest.mark.parametrize(
    ("duty", "agency", "asked", "choices"),
    [
        ("26", "so-tttt", ("--period", "2021-12"), "quý IV năm 2021, năm 2021)"),
        ("26", "so-tttt", ("--period", "2021-H2"), "quý III năm 2021, quý IV năm 2021"),
        ("25", "so-nnptnt", ("--quarter", "3"), "2021-Q2"),
        ("1a", "vp-ubnd-tinh", ("--quarter", "2"), "2021-02"),
        ("38", "so-tttt", ("--quarter", "1"), "(các kỳ: 6 tháng đầu năm 2021, năm 2021)"),
        ("38", "so-tttt", ("--date", "2021-06-20"), "--period 2021-H1 hoặc --period 2021"),
        ("10", "so-tttt", ("--period", "2021-05"), "(các kỳ: quý I năm 2021, quý II năm 2021, quý III"),
        ("10", "so-tttt", ("--period", "2021"), "(các kỳ: quý I năm 2021, quý II năm 2021, quý III"),
        ("10", "so-tttt", ("--period", "2020-Q2"), "(các kỳ: quý I năm 2021, quý II năm 2021, quý III"),
    ],
)
def test_what_could_be_several_or_none_is_refused_with_the_choices(
    duty: str, agency: str, asked: tuple[str, ...], choices: str, province: Path, kst: Kst
) -> None:
    words = ("record", duty, "--agency", agency, "--status", "done", "--as-of", YEAR_END, *asked)
    result = kst(*words, root=province)
    assert (result.code, slips(province)) == (4, [])
    assert choices in result.err


def test_slip_and_entry_may_be_of_different_periods(province: Path) -> None:
    said(province, "38", "so-tttt", "--quarter", "2", as_of=YEAR_END)
    assert period_of(province) == ("2021-Q2", "2021-H1")
    assert only_slip(province).parent.relative_to(province).as_posix() == "progress/2021/Q2/so-tttt"


def test_the_plan_is_that_of_the_day(small: Path) -> None:
    assert said(small, "3", "so-yt", "--quarter", "2", "--yes", as_of="2022-02-01")["path"].startswith(
        "progress/2021/"
    )


@pytest.mark.parametrize(("status", "told"), [("done", "hoàn thành"), ("not_arising", "không phát sinh")])
def test_work_is_not_finished_before_its_period_begins(status: str, told: str, small: Path, kst: Kst) -> None:
    line = ("record", "3", "--agency", "so-yt", "--quarter", "3", "--status", status)
    early = kst(*line, "--as-of", "2021-06-14", root=small)
    assert early.code == 4
    assert f"kỳ bắt đầu ngày 15/06/2021, mà ngày 14/06/2021 đã báo cáo {told}." in early.err
    assert kst(*line, "--as-of", "2021-06-14", "--yes", root=small).code == 0
    assert kst(*line, "--as-of", "2021-06-15", root=small).code == 0


WHOEVER = 'content: "Niêm yết, công khai thủ tục hành chính."'
EARLY = ("--as-of", "2021-06-10")


def test_work_with_a_condition_that_a_request_opens_has_its_own_periods_too(small: Path, kst: Kst) -> None:
    change_file(small, "plans/2021.yaml", WHOEVER, f'{WHOEVER}\n        condition: "nếu có"')
    words = ("request", "open", "3", "--due", "2021-05-31", "--document", "45/VPCP-KSTT")
    asked = kst(*words, "--subject", "Rà soát", "--as-of", "2021-05-10", "--format", "json", root=small)
    request = json.loads(asked.out)["request"]
    said_ = ("record", "3", "--agency", "so-yt", "--status", "done", "--period", "2021-05", *EARLY)
    result = kst(*said_, root=small)
    periods = [f"quý {number} năm 2021" for number in ("I", "II", "III", "IV")]
    there = ", ".join([*periods, f"quý II năm 2021 theo yêu cầu {request}"])
    ways = [f"--request {request}", *(f"--period 2021-Q{number}" for number in (1, 2, 3, 4))]
    assert (result.code, result.err) == (
        4,
        (
            f"lỗi: Đầu việc 3 không có ở tháng 05 năm 2021 (các kỳ: {there}).\n"
            f"  Cách sửa: Nêu rõ {' hoặc '.join(ways)}.\n"
        ),
    )
