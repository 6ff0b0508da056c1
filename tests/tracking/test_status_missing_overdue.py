"""`kst status`, `missing`, `overdue` and `due` on a quarter that was counted by hand."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.quarter_two import AS_OF, BY_AGENCY, LATE, SECTIONS, TOTAL, play
from tests.support.request_files import opened
from tests.support.running import Kst
from tests.support.slip_files import due_rows, laid, said
from tests.support.small_province import small_province
from tests.support.tables import squeezed
from trees import tree

STATUSES = set(TOTAL)
FORMATS = ("table", "text", "json", "csv", "markdown")
COUNTED = (
    "Hoàn thành đúng hạn",
    "Hoàn thành quá hạn",
    "Không phát sinh",
    "Đang thực hiện",
    "Chưa báo cáo",
    "Quá hạn",
    "Chờ",
)
NAMES = ("done", "done_late", "not_arising", "in_progress", "not_reported", "overdue", "waiting")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II, only to be read."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))


def asked(kst: Kst, root: Path, command: str, *more: str, as_of: str = AS_OF) -> Any:
    """The JSON of a list."""
    result = kst(command, *more, "--as-of", as_of, "--format", "json", root=root)
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def counts(item: dict[str, Any]) -> dict[str, int]:
    """The statuses that occur at all."""
    return {status: item[status] for status in STATUSES if item[status]}


def what(found: Any) -> list[tuple[str, str, str, int]]:
    """Duty, agency, period and days late of each row."""
    return [(o["duty"], o["agency"]["id"], o["period"], o["days_late"]) for o in found["obligations"]]


# kst status


def test_the_total_is_as_counted_by_hand(played: Path, kst: Kst) -> None:
    total = asked(kst, played, "status", "--quarter", "2")["total"]
    assert total == {
        "obligations": 15, "counted": 10, "finished": 6, "percent": 60, "overdue_unheard": 2, **TOTAL,
    }  # fmt: skip


def test_the_sections_are_as_counted_by_hand(played: Path, kst: Kst) -> None:
    found = asked(kst, played, "status", "--quarter", "2")
    assert {item["id"]: counts(item) for item in found["sections"]} == SECTIONS


def test_the_agencies_are_as_counted_by_hand(played: Path, kst: Kst) -> None:
    found = asked(kst, played, "status", "--quarter", "2")
    assert {item["id"]: counts(item) for item in found["agencies"]} == BY_AGENCY


@pytest.mark.parametrize("asked_for", [("--quarter", "2"), ("--period", "2021"), ("--period", "2021-06"), ()])
@pytest.mark.parametrize("more", [(), ("--level", "huyen"), ("--section", "III"), ("--agency", "so-tp")])
@pytest.mark.parametrize("as_of", ["2021-01-01", "2021-06-12", "2021-07-01", "2022-01-05"])
def test_sections_and_agencies_sum_up_to_the_total(
    asked_for: tuple[str, ...], more: tuple[str, ...], as_of: str, played: Path, kst: Kst
) -> None:
    found = asked(kst, played, "status", *asked_for, *more, as_of=as_of)
    total = Counter(counts(found["total"]))
    for part in ("sections", "agencies"):
        assert sum((Counter(counts(item)) for item in found[part]), Counter()) == total
    for item in [found["total"], *found["sections"], *found["agencies"]]:
        assert item["obligations"] == sum(item[status] for status in STATUSES)
        assert item["finished"] == item["done"] + item["done_late"] + item["not_arising"]


@pytest.mark.parametrize("asked_for", [("--quarter", "2"), ("--quarter", "4"), ("--period", "2021")])
def test_counts_are_those_of_the_due_list(asked_for: tuple[str, str], played: Path, kst: Kst) -> None:
    listed = Counter(row["status"] for row in due_rows(played, *asked_for, as_of=AS_OF))
    assert counts(asked(kst, played, "status", *asked_for)["total"]) == dict(listed)


def test_the_year_has_every_obligation(played: Path, kst: Kst) -> None:
    """1 + 1 + 5·4 + (4 + 1) + 2·4 + 5 + 1."""
    assert asked(kst, played, "status", "--period", "2021")["total"]["obligations"] == 41


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2021-06-01", {"not_reported": 9, "in_progress": 1}),
        ("2021-06-07", {"done": 1, "not_reported": 8, "in_progress": 1}),
        ("2021-06-18", {"done": 3, "not_reported": 5, "in_progress": 2}),
        ("2021-06-19", {"done": 4, "not_arising": 1, "overdue": 2, "not_reported": 2, "in_progress": 1}),
        ("2021-06-20", {"done": 4, "done_late": 1, "not_arising": 1, "overdue": 3, "in_progress": 1}),
    ],
)
def test_every_day_sees_what_was_said_until_then(
    as_of: str, expected: dict[str, int], played: Path, kst: Kst
) -> None:
    assert counts(asked(kst, played, "status", "--quarter", "2", as_of=as_of)["total"]) == {
        **expected,
        "waiting": 5,
    }


@pytest.mark.parametrize(
    ("more", "agencies", "obligations"),
    [
        (("--agency", "so-tp"), ["so-tp"], 4),
        (("--agency", "Sở Tư pháp", "--agency", "so-yt", "--agency", "so-tp"), ["so-tp", "so-yt"], 7),
        (("--level", "huyen"), ["huyen-ba-to", "huyen-ly-son"], 6),
        (("--level", "xa"), [], 0),
        (("--section", "I"), ["so-tp"], 1),
        (("--section", "iii", "--section", "I"), list(BY_AGENCY), 9),
        (("--section", "II", "--level", "huyen"), ["huyen-ba-to", "huyen-ly-son"], 2),
    ],
)
def test_a_question_may_be_narrowed(
    more: tuple[str, ...], agencies: list[str], obligations: int, played: Path, kst: Kst
) -> None:
    found = asked(kst, played, "status", "--quarter", "2", *more)
    assert [item["id"] for item in found["agencies"]] == agencies
    assert found["total"]["obligations"] == obligations


def test_the_csv_has_the_counts(played: Path, kst: Kst) -> None:
    result = kst("status", "--quarter", "2", "--as-of", AS_OF, "--format", "csv", root=played)
    rows = list(csv.DictReader(io.StringIO(result.out)))
    found = {
        row["Mã"]: {name: int(row[column]) for name, column in zip(NAMES, COUNTED, strict=True)}
        for row in rows
    }
    wanted = {**SECTIONS, **BY_AGENCY}
    assert found == {who: {name: wanted[who].get(name, 0) for name in NAMES} for who in wanted}
    assert [(row["Cộng"], row["Hoàn thành"], row["Tỷ lệ hoàn thành (%)"]) for row in rows][:3] == [
        ("1", "1", "100"),
        ("6", "4", "66,7"),
        ("3", "1", "33,3"),
    ]


def test_the_text_has_the_counts(played: Path, kst: Kst) -> None:
    result = kst("status", "--quarter", "2", "--as-of", AS_OF, "--format", "text", root=played)
    assert result.out.splitlines()[1].split("\t") == [
        "mục", "II", "Công khai thủ tục hành chính", "", "",
        "6", "4", "2", "1", "1", "0", "0", "2", "1", "0", "66,7",
    ]  # fmt: skip


@pytest.mark.parametrize("chosen", ["table", "markdown"])
def test_a_person_with_room_sees_bars_and_a_sum(
    chosen: str, played: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "130")
    shown = kst("status", "--quarter", "2", "--as-of", AS_OF, "--format", chosen, root=played).out
    assert "██████████  100%" in shown
    assert "██████░░░░ 66,7%" in shown
    parts = "4 hoàn thành, 1 hoàn thành quá hạn, 1 không phát sinh"
    assert f"Cộng: 10 việc phải báo cáo; hoàn thành 6 (60%): {parts}." in shown
    assert "Chưa hoàn thành 4: 1 đang thực hiện, 3 quá hạn, trong đó 2 chưa báo cáo gì." in shown


def test_a_table_names_sections_and_agencies(played: Path, kst: Kst) -> None:
    shown = squeezed(kst("status", "--quarter", "2", "--as-of", AS_OF, root=played).out.replace("│", ""))
    for name in ("II. Công khai", "Sở Tư pháp", "Sở Y tế"):
        assert squeezed(name) in shown


def test_not_quite_all_is_not_a_full_bar(played: Path, kst: Kst) -> None:
    shown = kst(
        "status", "--quarter", "2", "--agency", "so-tp", "--as-of", AS_OF, "--format", "markdown", root=played
    ).out
    assert "██████████  100%" in shown
    assert "██████░░░░ 66,7%" in shown


# kst missing


def test_missing_are_those_who_said_nothing(played: Path, kst: Kst) -> None:
    assert what(asked(kst, played, "missing", "--quarter", "2")) == [
        ("5a", "huyen-ba-to", "2021-Q2", 12),
        ("3", "huyen-ly-son", "2021-Q2", 12),
    ]


def test_whoever_said_anything_is_not_missing(played: Path, kst: Kst) -> None:
    """so-yt is overdue with duty 3, but has said that work goes on."""
    late = asked(kst, played, "overdue")
    silent = asked(kst, played, "missing", "--period", "2021")
    assert ("3", "so-yt", "2021-Q2", 13) in what(late)
    assert ("3", "so-yt", "2021-Q2", 13) not in what(silent)


def test_who_still_has_time_is_missing_without_days(played: Path, kst: Kst) -> None:
    found = asked(kst, played, "missing", "--quarter", "2", as_of="2021-06-18")
    assert what(found) == [
        ("3", "so-tp", "2021-Q2", 0),
        ("3", "huyen-ba-to", "2021-Q2", 0),
        ("5a", "huyen-ba-to", "2021-Q2", 0),
        ("3", "huyen-ly-son", "2021-Q2", 0),
        ("5a", "huyen-ly-son", "2021-Q2", 0),
    ]


def test_days_late_are_counted_from_the_day_that_counts(small: Path, kst: Kst) -> None:
    """5 June 2021 is a Saturday: Monday the 7th still counts."""
    found = [
        asked(kst, small, "missing", "--quarter", "2", "--section", "I", as_of=f"2021-06-0{n}")
        for n in (7, 8)
    ]
    assert [what(one)[0][3] for one in found] == [0, 1]


def test_what_has_no_day_is_not_missing(played: Path, kst: Kst) -> None:
    duties = {o["duty"] for o in asked(kst, played, "missing", "--period", "2021")["obligations"]}
    assert duties == {"3", "4", "5a"}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (("--level", "huyen"), 2),
        (("--level", "so"), 0),
        (("--agency", "huyen-ba-to"), 1),
        (("--section", "II"), 1),
        (("--section", "I"), 0),
    ],
)
def test_missing_may_be_narrowed(more: tuple[str, str], expected: int, played: Path, kst: Kst) -> None:
    assert len(asked(kst, played, "missing", "--quarter", "2", *more)["obligations"]) == expected


def test_missing_as_csv_and_text(played: Path, kst: Kst) -> None:
    words = ("missing", "--quarter", "2", "--as-of", AS_OF)
    rows = list(csv.DictReader(io.StringIO(kst(*words, "--format", "csv", root=played).out)))
    assert [(row["Mã cơ quan"], row["Đầu việc"], row["Số ngày chậm"]) for row in rows] == [
        ("huyen-ba-to", "5a", "12"),
        ("huyen-ly-son", "3", "12"),
    ]
    lines = kst(*words, "--format", "text", root=played).out.splitlines()
    assert [line.split("\t") for line in lines] == [list(row.values()) for row in rows]


def test_missing_as_a_table_goes_by_agency(played: Path, kst: Kst) -> None:
    shown = kst("missing", "--quarter", "2", "--as-of", AS_OF, root=played).out
    assert shown.index("UBND huyện Ba Tơ: 1") < shown.index("UBND huyện Lý Sơn: 1")
    assert "12 ngày" in shown
    assert "Cộng: 2 việc phải báo cáo của 2 cơ quan." in shown


# kst overdue


def test_overdue_is_everything_late_oldest_first(played: Path, kst: Kst) -> None:
    assert what(asked(kst, played, "overdue")) == LATE


def test_overdue_days_never_rise_down_the_list(played: Path, kst: Kst) -> None:
    days = [row[3] for row in what(asked(kst, played, "overdue", as_of="2021-12-31"))]
    assert days == sorted(days, reverse=True)
    assert len(days) > len(LATE)


def test_overdue_tells_what_was_said(played: Path, kst: Kst) -> None:
    found = asked(kst, played, "overdue", "--agency", "so-yt")["obligations"]
    assert [(o["period"], o["status"], o["said"]) for o in found] == [
        ("2021-Q1", "overdue", None),
        ("2021-Q1", "overdue", None),
        ("2021-Q2", "overdue", "in_progress"),
    ]


@pytest.mark.parametrize(
    ("more", "as_of", "code"),
    [
        (("--fail-overdue",), AS_OF, 1),
        (("--fail-overdue", "--agency", "so-yt"), AS_OF, 1),
        (("--fail-overdue", "--section", "I"), AS_OF, 0),
        (("--fail-overdue",), "2021-03-01", 0),
        ((), AS_OF, 0),
    ],
)
def test_overdue_fails_when_asked_to_and_there_is_any(
    more: tuple[str, ...], as_of: str, code: int, played: Path, kst: Kst
) -> None:
    result = kst("overdue", *more, "--as-of", as_of, root=played)
    assert (result.code, result.err) == (code, "")
    assert "Cộng: " in result.out


# All lists


@pytest.mark.parametrize("command", ["status", "missing", "overdue"])
@pytest.mark.parametrize("chosen", FORMATS)
def test_every_format_says_the_same_twice_and_touches_nothing(
    command: str, chosen: str, played: Path, kst: Kst
) -> None:
    before = tree(played)
    first, second = (kst(command, "--as-of", AS_OF, "--format", chosen, root=played) for _ in range(2))
    assert first == second
    assert (first.code, first.err, tree(played)) == (0, "", before)
    assert first.out.endswith("\n")
    assert "\x1b" not in first.out


@pytest.mark.parametrize("command", ["status", "missing", "overdue"])
def test_an_empty_list_is_no_mistake(command: str, small: Path, kst: Kst) -> None:
    for chosen in FORMATS:
        result = kst(command, "--level", "xa", "--as-of", AS_OF, "--format", chosen, root=small)
        assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    ("command", "more", "code", "words"),
    [
        ("status", ("--section", "IX"), 2, "Kế hoạch 2021 không có mục “IX”"),
        ("status", ("--level", "bo"), 2, "“bo”"),
        ("status", ("--quarter", "7"), 2, "Không có quý “7”"),
        ("status", ("--quarter", "2", "--period", "2021"), 2, "nhiều cách"),
        ("status", ("--agency", "so-abc"), 4, "“so-abc”"),
        ("missing", ("--plan", "2020"), 2, "Không có kế hoạch “2020”"),
        ("missing", ("--format", "xml"), 2, "“xml”"),
        ("overdue", ("--quarter", "2"), 2, "--quarter"),
    ],
)
def test_a_wrong_question_is_explained(
    command: str, more: tuple[str, ...], code: int, words: str, small: Path, kst: Kst
) -> None:
    result = kst(command, *more, "--as-of", AS_OF, root=small)
    assert (result.code, result.out) == (code, "")
    assert words in result.err


@pytest.mark.parametrize("ending", ["txt", "json", "csv", "md"])
def test_a_list_goes_into_a_file_by_its_ending(ending: str, played: Path, kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / f"tien-do.{ending}"
    words = ("status", "--quarter", "2", "--as-of", AS_OF)
    assert kst(*words, "-o", str(file), root=played).code == 0
    named = {"txt": "text", "md": "markdown"}.get(ending, ending)
    assert file.read_text("utf-8-sig") == kst(*words, "--format", named, root=played).out.replace(
        "\r\n", "\n"
    )
    assert kst(*words, "-o", str(file), root=played).code == 4


# Figures that miss their target


def test_a_missed_target_names_the_request_or_none(small: Path, kst: Kst) -> None:
    plan = small / "plans" / "2021.yaml"
    old = 'schedule: {kind: by_plan, text: "Theo kế hoạch", plan: "kiem-tra"}\n'
    target = (
        'targets: [{id: "ty-le-kt", text: "tối thiểu 10%", comparison: at_least, value: 10, unit: "%"}]\n'
    )
    new = f'schedule: {{kind: on_request, text: "Đột xuất"}}\n        {target}'
    assert plan.read_text("utf-8").count(old) == 1
    plan.write_text(plan.read_text("utf-8").replace(old, new), "utf-8", newline="\n")
    name = opened(kst, small, duty="6")
    said(small, "6", "so-tp", "--request", name, "--date", "2021-05-20", "--figure", "ty-le-kt=9")
    said(small, "4", "so-yt", "--quarter", "2", "--date", "2021-06-15", "--figure", "ty-le=9,5")
    found = asked(kst, small, "status", "--period", "2021")["missed_targets"]
    assert {(miss["agency"], miss["duty"], miss["request"]) for miss in found} == {
        ("so-tp", "6", name),
        ("so-yt", "4", None),
    }


def test_a_figure_in_another_unit_is_told_and_not_compared(small: Path, kst: Kst) -> None:
    entry = {"duty": "4", "status": "done", "figures": {"ty-le": {"value": 9, "unit": "hồ sơ"}}}
    laid(small, "phieu", [entry])
    assert asked(kst, small, "status", "--period", "2021")["missed_targets"] == []
    found = json.loads(kst("validate", "--format", "json", root=small).out)["problems"]
    [problem] = [problem for problem in found if "ty-le" in problem["message"]]
    assert ("hồ sơ" in problem["message"], "%" in problem["message"]) == (True, True)
    entry["figures"] = {"ty-le": {"value": 9, "unit": "%"}}
    laid(small, "phieu", [entry])
    assert [m["value"] for m in asked(kst, small, "status", "--period", "2021")["missed_targets"]] == ["9"]
