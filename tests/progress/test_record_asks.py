"""What `kst record` asks back: on a terminal the person, elsewhere it refuses and says how to confirm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kstthc_cli.commands.questions import Questions
from kstthc_cli.errors import RefusedError
from tests.support.running import Kst
from tests.support.slip_files import only_slip, plain, said, slips

DONE = ("--status", "done")


def recorded(kst: Kst, root: Path, duty: str, agency: str, *more: str) -> tuple[int, str]:
    result = kst("record", duty, "--agency", agency, *more, root=root)
    return result.code, result.err


# The period, where none is named


@pytest.mark.parametrize(
    ("agency", "day", "period"),
    [
        ("so-yt", "2021-06-14", "2021-Q2"),  # the last day of the data
        ("so-yt", "2021-06-15", "2021-Q2"),
        ("so-yt", "2021-06-18", "2021-Q2"),  # the send-by day of sở
        ("huyen-ly-son", "2021-06-19", "2021-Q2"),  # that of huyện
        ("so-yt", "2021-03-15", "2021-Q1"),
        ("so-yt", "2021-09-16", "2021-Q3"),
        ("so-yt", "2021-12-16", "2021-Q4"),
        ("so-yt", "2021-12-28", "2021-Q4"),  # late, and no other period of this plan runs
        ("so-yt", "2021-07-01", "2021-Q3"),
        ("so-yt", "2020-12-20", "2021-Q1"),
    ],
)
def test_the_period_is_that_of_the_send_by_day_near(agency: str, day: str, period: str, small: Path) -> None:
    said(small, "3", agency, "--date", day, as_of="2021-12-31")
    assert plain(only_slip(small))["period"] == period


@pytest.mark.parametrize("day", ["2021-06-19", "2021-06-30", "2021-03-31", "2021-09-25"])
def test_after_the_send_by_day_two_periods_fit(day: str, small: Path, kst: Kst) -> None:
    code, err = recorded(kst, small, "3", "so-yt", *DONE, "--as-of", day)
    quarter = (int(day[5:7]) - 1) // 3 + 1
    assert (code, slips(small)) == (4, [])
    assert f"Nêu rõ --period 2021-Q{quarter} hoặc --period 2021-Q{quarter + 1}." in err


def test_a_period_that_is_finished_does_not_fit_any_more(small: Path) -> None:
    said(small, "3", "so-yt", "--quarter", "2", as_of="2021-06-18")
    told = said(small, "3", "so-yt", "--status", "in_progress", as_of="2021-06-25")
    assert told["period"] == "2021-Q3"


def test_a_correction_is_of_the_period_of_what_it_corrects(small: Path) -> None:
    old = said(small, "3", "so-yt", "--quarter", "2", as_of="2021-06-18")["slip"]
    assert said(small, "3", "so-yt", "--supersede", old, as_of="2021-08-02")["period"] == "2021-Q2"


@pytest.mark.parametrize(("day", "fits"), [("2021-06-30", ["2021-H1", "2021"]), ("2021-06-18", ["2021-H1"])])
def test_half_years_are_like_quarters(day: str, fits: list[str], province: Path, kst: Kst) -> None:
    code, err = recorded(kst, province, "38", "so-tttt", *DONE, "--as-of", day)
    assert code == (4 if len(fits) > 1 else 0)
    assert all(f"--period {period}" in err for period in fits) is (len(fits) > 1)


# A plan of another year; work done before its period


def test_a_report_of_another_year_is_confirmed(small: Path, kst: Kst) -> None:
    late = ("3", "so-yt", *DONE, "--as-of", "2022-03-10")
    code, err = recorded(kst, small, *late, "--quarter", "1")
    assert (code, slips(small)) == (4, [])
    assert "đã sang năm 2022, còn phiếu này thuộc kế hoạch 2021 (năm 2021)" in err
    assert "--plan 2021 hoặc thêm --yes" in err


@pytest.mark.parametrize(
    "named",
    [("--quarter", "1", "--plan", "2021"), ("--period", "2021-Q1"), ("--quarter", "1", "--yes")],
    ids=["plan", "year of the period", "yes"],
)
def test_naming_the_year_confirms_it(named: tuple[str, ...], small: Path, kst: Kst) -> None:
    assert recorded(kst, small, "3", "so-yt", *DONE, "--as-of", "2022-03-10", *named)[0] == 0


def test_a_report_within_the_year_needs_no_word(small: Path, kst: Kst) -> None:
    for day in ("2020-12-15", "2021-12-31"):
        at = ("--as-of", "2021-12-31", "--date", day, "--quarter", "1")
        assert recorded(kst, small, "3", "so-yt", *DONE, *at)[0] == 0


@pytest.mark.parametrize(
    ("duty", "agency", "named", "day", "opens"),
    [
        ("10", "so-tttt", ("--quarter", "4"), "2021-09-14", "15/09/2021"),
        ("38", "so-tttt", ("--period", "2021-H1"), "2020-12-15", None),
        ("1b", "vp-ubnd-tinh", (), "2021-06-30", None),  # a deadline may be met long before
        ("26", "so-tttt", ("--quarter", "2"), "2021-03-14", "15/03/2021"),
    ],
)
def test_done_before_its_period_is_confirmed(
    duty: str, agency: str, named: tuple[str, ...], day: str, opens: str | None, province: Path, kst: Kst
) -> None:
    line = (duty, agency, *DONE, *named, "--date", day, "--as-of", "2021-12-31")
    code, err = recorded(kst, province, *line)
    assert code == (4 if opens else 0)
    if opens:
        assert f"kỳ bắt đầu ngày {opens}" in err
        assert slips(province) == []
        assert recorded(kst, province, *line, "--yes")[0] == 0


def test_work_may_begin_before_its_period(small: Path, kst: Kst) -> None:
    line = ("3", "so-yt", "--status", "in_progress", "--quarter", "4", "--as-of", "2021-06-01")
    assert recorded(kst, small, *line)[0] == 0


# On a terminal


@pytest.mark.parametrize("answer", ["c", "C\n", "có\n", " yes \n"])
def test_yes_goes_on(answer: str) -> None:
    Questions(ask=lambda _: answer).confirm("Có điều lạ.", "Thêm --yes.")


@pytest.mark.parametrize("answer", ["", "\n", "k\n", "không\n", "n"])
def test_anything_else_stops(answer: str) -> None:
    with pytest.raises(RefusedError):
        Questions(ask=lambda _: answer).confirm("Có điều lạ.", "Thêm --yes.")


@pytest.mark.parametrize("answer", ["", "0", "3", "x"])
def test_only_a_number_of_the_list_chooses(answer: str) -> None:
    assert Questions(ask=lambda _: "2\n").choose("Kỳ nào?", ["a", "b"], "Nêu rõ.") == 1
    with pytest.raises(RefusedError):
        Questions(ask=lambda _: answer).choose("Kỳ nào?", ["a", "b"], "Nêu rõ.")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize(("answer", "period"), [(b"1\n", "2021-Q2"), (b"2\n", "2021-Q3"), (b"\n", None)])
def test_a_person_at_the_terminal_chooses(answer: bytes, period: str | None, small: Path) -> None:
    import pty

    outer, inner = pty.openpty()
    os.write(outer, answer)
    line = ["record", "3", "--agency", "so-yt", "--status", "done", "--as-of", "2021-06-25"]
    run = [sys.executable, "-m", "kstthc_cli", "--root", str(small), *line]
    done = subprocess.run(run, stdin=inner, stderr=inner, stdout=subprocess.PIPE, check=False)
    os.close(inner)
    assert done.returncode == (4 if period is None else 0)
    assert [plain(file)["period"] for file in slips(small)] == ([] if period is None else [period])
    os.close(outer)
