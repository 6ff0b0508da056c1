"""A closed period keeps its figures; what comes later is told apart, and again in the next report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.report.made import changed, values
from tests.support.slip_files import ran, said

Q2 = ("annex", "--quarter", "2")
FILE = "reports/2021/Q2/closing.json"


def closed(root: Path, quarter: str = "2", as_of: str = "2021-07-01") -> None:
    result = ran("report", "close", "--quarter", quarter, "--as-of", as_of, "--by", "Nguyễn Thị B", root=root)
    assert result.code == 0, result.err


def late_word(root: Path) -> None:
    """Sở Y tế says after the closing what it should have said before."""
    words = ("--quarter", "2", "--date", "2021-07-05", "--document", "7/BC-SYT", "--text", "Đã niêm yết")
    said(root, "3", "so-yt", *words, as_of="2021-07-10")


def figures(found: dict[str, object]) -> object:
    return found["counts"]


def test_closing_says_what_it_keeps(played: Path) -> None:
    result = ran("report", "close", "--quarter", "2", "--as-of", "2021-07-01", root=played)
    assert result.code == 0
    assert result.out.startswith(
        "Đã chốt số liệu quý II và 6 tháng đầu năm 2021, tính đến hết ngày 01/7/2021: 15 việc phải báo cáo "
        "(hoàn thành 6"
    )
    assert f"Đã ghi {FILE}" in result.out


def test_figures_of_a_closed_period_stay(played: Path) -> None:
    before = figures(values(played, *Q2))
    closed(played)
    late_word(played)
    assert figures(values(played, *Q2, as_of="2021-08-01")) == before
    assert figures(values(played, *Q2, as_of="2022-03-01")) == before


def test_a_later_word_is_told_apart(played: Path) -> None:
    closed(played)
    late_word(played)
    assert changed(values(played, *Q2, as_of="2021-08-01"), "Sau khi chốt số liệu") == [
        (
            "Sở Y tế, nhiệm vụ 3, quý II năm 2021: từ quá hạn sang hoàn thành quá hạn, "
            "báo cáo ngày 05/7/2021 (7/BC-SYT)."
        )
    ]


def test_a_slip_with_an_old_day_written_after_the_closing_changes_nothing_in_it(played: Path) -> None:
    before = figures(values(played, *Q2))
    closed(played)
    said(played, "3", "huyen-ly-son", "--quarter", "2", "--date", "2021-06-15", as_of="2021-07-10")
    found = values(played, *Q2, as_of="2021-08-01")
    assert figures(found) == before
    assert changed(found, "Sau khi chốt số liệu") == [
        "UBND huyện Lý Sơn, nhiệm vụ 3, quý II năm 2021: từ quá hạn sang hoàn thành, báo cáo ngày 15/6/2021."
    ]


def test_the_next_report_tells_what_changed_in_the_past(played: Path) -> None:
    closed(played)
    late_word(played)
    found = values(played, "annex", "--quarter", "3", as_of="2021-09-20")
    assert changed(found, "Thay đổi số liệu quý II năm 2021 sau khi chốt") == [
        (
            "Sở Y tế, nhiệm vụ 3, quý II năm 2021: từ quá hạn sang hoàn thành quá hạn, "
            "báo cáo ngày 05/7/2021 (7/BC-SYT)."
        )
    ]


def test_what_a_later_closing_has_seen_is_told_once(played: Path) -> None:
    closed(played)
    late_word(played)
    closed(played, "3", "2021-09-25")
    found = values(played, "annex", "--quarter", "4", as_of="2021-12-20")
    assert not [group for group in found["changes"] if "quý II" in group["title"]]


def test_figures_stay_also_when_the_plan_is_changed(played: Path) -> None:
    closed(played)
    before = [row for row in values(played, *Q2)["counts"] if row["id"] == "II"]
    plan = played / "plans" / "2021.yaml"
    plan.write_text(plan.read_text("utf-8").replace("by: 2021-06-05", "by: 2021-10-05"), "utf-8")
    assert [row for row in values(played, *Q2)["counts"] if row["id"] == "II"] == before


def test_a_duty_that_leaves_the_plan_stays_in_the_figures(played: Path) -> None:
    before = values(played, *Q2)
    closed(played)
    plan = played / "plans" / "2021.yaml"
    text = plan.read_text("utf-8")
    start, end = text.index('      - id: "3"'), text.index('      - id: "4"')
    plan.write_text(text[:start] + text[end:], "utf-8", newline="\n")
    found = values(played, *Q2, as_of="2021-08-01")
    assert figures(found) == figures(before)
    assert found["grid"] == before["grid"]
    lines = changed(found, "Sau khi chốt số liệu")
    assert lines[0].startswith("Có 5 lượt nhiệm vụ thay đổi: Kế hoạch không còn giao (5)")


def test_a_report_knows_nothing_of_slips_after_its_day(played: Path) -> None:
    closed(played)
    late_word(played)
    found = values(played, *Q2, as_of="2021-07-04")
    assert not found["changes"]


def test_a_word_on_a_closed_period_is_remarked_on(played: Path) -> None:
    closed(played)
    words = (
        "record",
        "3",
        "--agency",
        "so-yt",
        "--quarter",
        "2",
        "--status",
        "done",
        "--as-of",
        "2021-07-10",
    )
    assert "số liệu quý II năm 2021 đã chốt" in ran(*words, root=played).err


def test_nothing_is_closed_twice(played: Path) -> None:
    closed(played)
    before = (played / FILE).read_bytes()
    result = ran("report", "close", "--quarter", "2", "--as-of", "2021-07-02", root=played)
    assert (result.code, result.out) == (4, "")
    assert "đã chốt, tính đến hết ngày 01/7/2021" in result.err
    assert (played / FILE).read_bytes() == before


def test_a_period_is_not_closed_before_its_data_are_complete(played: Path) -> None:
    result = ran("report", "close", "--quarter", "2", "--as-of", "2021-06-13", root=played)
    assert result.code == 4
    assert "đến ngày 14/6/2021 mới hết" in result.err
    assert not (played / FILE).exists()


def test_a_trial_writes_nothing(played: Path) -> None:
    result = ran("report", "close", "--quarter", "2", "--as-of", "2021-07-01", "--dry-run", root=played)
    assert result.out.startswith("Chạy thử, sẽ chốt")
    assert not (played / "reports").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"done_late"', '"done"'),
        lambda text: text.replace('"as_of": "2021-07-01"', '"as_of": "2021-07-02"'),
        lambda text: text[: len(text) // 2],
        lambda _text: "[" * 100_000,
        lambda _text: "{}",
    ],
)
def test_an_edited_or_broken_closing_is_reported_and_not_used(played: Path, change) -> None:  # type: ignore[no-untyped-def]
    closed(played)
    file = played / FILE
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    assert "KST077" in ran("validate", root=played).out
    result = ran("report", *Q2, root=played)
    assert (result.code, result.out) == (3, "")


def test_hash_tells_the_data_that_were_used(played: Path) -> None:
    def hash_of() -> str:
        result = ran(
            "report",
            "close",
            "--quarter",
            "2",
            "--as-of",
            "2021-07-01",
            "--dry-run",
            "--format",
            "json",
            root=played,
        )
        return str(json.loads(result.out)["computed_from"])

    first = hash_of()
    assert hash_of() == first
    late_word(played)
    assert hash_of() == first  # dated later than the closing
    said(played, "3", "huyen-ly-son", "--quarter", "2", "--date", "2021-06-15")
    assert hash_of() != first


def test_a_word_on_a_closed_half_year_is_remarked_on(played: Path) -> None:
    close = ("report", "close", "--period", "2021-H1", "--as-of", "2021-07-01")
    assert ran(*close, root=played).code == 0
    words = (
        "record",
        "3",
        "--agency",
        "so-yt",
        "--quarter",
        "2",
        "--status",
        "done",
        "--as-of",
        "2021-07-10",
    )
    told = ran(*words, root=played).err
    assert "số liệu 6 tháng đầu năm 2021 đã chốt" in told
    assert "quý II năm 2021 đã chốt" not in told


def test_the_report_itself_is_no_change_after_a_closing(sample: Path) -> None:
    """The duty to send this very report is left out of it, which is no change of the plan."""
    root = sample
    assert ran("report", "close", "--quarter", "2", "--as-of", "2021-06-15", root=root).code == 0
    found = values(root, "annex", "--quarter", "2", as_of="2021-06-16")
    assert found["changes"] == []
    later = values(root, "annex", "--quarter", "2", as_of="2021-07-16")
    told = "\n".join(line for group in later["changes"] for line in group["lines"])
    assert "từ chưa báo cáo sang quá hạn" in told
    assert "Kế hoạch không còn giao" not in told
