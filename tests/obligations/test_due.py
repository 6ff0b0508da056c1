"""What `kst due` answers: whose obligations, which of them, in what state and order."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from kstthc_cli.domain.agencies.registry import LEVELS
from tests.obligations.due_lists import asked, duties, refused_as_wrong_use, rows
from tests.support.running import Kst
from tests.support.tables import cells

KINDS = ["by_date", "periodic", "ongoing", "by_plan", "on_request"]


OBLIGATION_10 = {
    "duty": "10",
    "task": "10",
    "section": "III",
    "content": (
        "Cập nhật, đăng tải công khai TTHC trên Cổng Dịch vụ công - Hệ thống thông tin một cửa điện tử tỉnh "
        "Quảng Ngãi."
    ),
    "results": [
        (
            "TTHC thực hiện tiếp nhận, trả kết quả giải quyết tại Bộ phận Một cửa của các cấp chính quyền "
            "trên địa bàn tỉnh được cập nhật, đăng tải công khai trên Cổng Dịch vụ công - Hệ thống thông tin "
            "một cửa điện tử tỉnh Quảng Ngãi."
        )
    ],
    "agency": {"id": "so-tttt", "name": "Sở Thông tin và Truyền thông"},
    "roles": ["lead"],
    "printed": ["- Sở Thông tin và Truyền thông chủ trì."],
    "via": None,
    "condition": None,
    "schedule": {"kind": "ongoing", "text": "Thường xuyên"},
    "period": "2021-Q2",
    "due": "2021-06-18",
    "effective_due": "2021-06-18",
    "status": "not_reported",
    "carried": False,
}


# One obligation


def test_an_obligation_says_all_there_is_to_know(kst: Kst, sample: Path) -> None:
    (row,) = (row for row in rows(kst, sample, "--quarter", "2") if row["duty"] == "10")
    assert {key: row[key] for key in OBLIGATION_10} == OBLIGATION_10


def test_the_list_says_what_was_asked(kst: Kst, sample: Path) -> None:
    answer = asked(kst, sample, "--agency", "Sở TTTT", "--quarter", "2")
    head = {key: value for key, value in answer.items() if key != "obligations"}
    assert head == {
        "schema_version": 1,
        "plan": "2021",
        "period": "2021-Q2",
        "as_of": "2021-06-01",
        "earlier_unfinished": 29,
    }
    assert len(answer["obligations"]) == 31


def test_what_is_given_to_a_group_names_the_group_and_the_condition(kst: Kst, sample: Path) -> None:
    (row,) = rows(kst, sample, "--quarter", "2", "--task", "20")
    assert (row["via"], row["condition"]) == ("so-ban-nganh", "được giao chủ trì thực hiện")
    assert row["printed"] == ["- Các sở, ban ngành và UBND cấp huyện được giao chủ trì thực hiện."]


@pytest.mark.parametrize(
    ("task", "waits_for"),
    [
        ("14", "Kế hoạch rà soát, đánh giá TTHC"),
        ("37", "Kế hoạch truyền thông về kiểm soát TTHC"),
        ("39b", "văn bản yêu cầu"),
    ],
)
def test_what_has_no_day_says_what_it_waits_for(task: str, waits_for: str, kst: Kst, sample: Path) -> None:
    (row,) = rows(kst, sample, "--quarter", "3", "--task", task)
    assert (row["waits_for"], row["due"], row["effective_due"], row["status"]) == (
        waits_for,
        None,
        None,
        "waiting",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--agency", "Sở TTTT", "--quarter", "2"),
        ("--agency", "VP UBND tỉnh", "--period", "2021", "--carry-over"),
        ("--agency", "UBND xã Bình Thanh", "--quarter", "4", "--carry-over"),
        ("--agency", "Công an tỉnh", "--quarter", "1"),
        ("--quarter", "1"),
        ("--from", "2021-01-05", "--to", "2021-03-20", "--agency", "so-tp"),
    ],
)
def test_json_is_what_its_schema_describes(arguments: tuple[str, ...], kst: Kst, sample: Path) -> None:
    schema = json.loads(kst("schema", "due").out)
    jsonschema.validate(asked(kst, sample, *arguments), schema, format_checker=jsonschema.FormatChecker())


# Whose


def test_several_agencies_are_listed_in_the_order_they_were_named(kst: Kst, sample: Path) -> None:
    found = asked(kst, sample, "--agency", "xã Bình Thanh", "--agency", "STP", "--quarter", "2")[
        "obligations"
    ]
    order = list(dict.fromkeys(row["agency"]["id"] for row in found))
    assert order == ["xa-binh-thanh-21091", "so-tp"]
    assert [row["agency"]["id"] for row in found] == sorted(
        (r["agency"]["id"] for r in found), key=order.index
    )


def test_without_an_agency_everybody_is_listed_by_level(kst: Kst, sample: Path) -> None:
    found = asked(kst, sample, "--quarter", "2")["obligations"]
    listed = list(dict.fromkeys(row["agency"]["id"] for row in found))
    shown = json.loads(kst("agencies", "--format", "json", root=sample).out)["agencies"]
    levels = {agency["id"]: agency["level"] for agency in shown}
    assert listed == [agency["id"] for agency in shown if agency["id"] in listed]
    assert [levels[one] for one in listed] == sorted((levels[one] for one in listed), key=list(LEVELS).index)
    assert len(listed) == 20 + 1 + 2 + 2 + 13 + 173


def test_a_table_of_everybody_names_open_groups_in_a_note(kst: Kst, sample: Path) -> None:
    shown = kst("due", "--quarter", "1", "--as-of", "2021-06-01", "--task", "34", root=sample).out
    assert "tất cả cơ quan" in shown
    assert "Văn phòng UBND tỉnh" in shown
    assert "nhóm mở" in shown
    assert re.search(r"nhiệm vụ 34\.", shown)


def test_a_table_of_everybody_has_a_heading_for_each_agency(kst: Kst, sample: Path) -> None:
    shown = kst(
        "due", "--quarter", "2", "--task", "25", "--as-of", "2021-06-01", root=sample
    ).out.splitlines()
    for heading in ("Sở Y tế", "Văn phòng UBND tỉnh", "UBND huyện Lý Sơn"):
        assert shown.count(heading) == 1


def test_a_table_of_one_agency_names_it_in_the_title_only(kst: Kst, sample: Path) -> None:
    shown = kst(
        "due", "--agency", "so-yt", "--quarter", "2", "--as-of", "2021-06-01", root=sample
    ).out.splitlines()
    assert shown[0] == "Việc phải làm quý II năm 2021: Sở Y tế"
    assert "Sở Y tế" not in shown[1:]


def test_who_owes_nothing_is_named_all_the_same(kst: Kst, sample: Path) -> None:
    shown = kst("due", "--agency", "Công an tỉnh", "--quarter", "2", "--as-of", "2021-06-01", root=sample)
    assert shown.code == 0
    assert "Công an tỉnh" in shown.out.splitlines()[0]
    assert asked(kst, sample, "--agency", "Công an tỉnh", "--quarter", "2")["obligations"] == []


# Which


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("lead", "7"),
        ("chủ trì", "7"),
        ("Chu tri", "7"),
        ("perform", "38"),
        ("thực hiện", "38"),
        ("coordinate", "25"),
        ("phối hợp", "25"),
        ("oversee", "30"),
        ("theo dõi/hướng dẫn", "30"),
        ("theo dõi", "30"),
        ("consolidate", "26"),
        ("tổng hợp", "26"),
    ],
)
def test_a_role_narrows_the_list(role: str, first: str, kst: Kst, sample: Path) -> None:
    assert duties(rows(kst, sample, "--quarter", "2", "--role", role))[0] == first


@pytest.mark.parametrize("role", ["appraise", "có ý kiến/thẩm định", "thẩm định", "có ý kiến"])
def test_appraisal_is_named_by_either_of_its_words(role: str, kst: Kst, sample: Path) -> None:
    found = asked(kst, sample, "--agency", "so-tp", "--quarter", "2", "--role", role)["obligations"]
    assert duties(found) == ["6"]


def test_several_roles_are_taken_together(kst: Kst, sample: Path) -> None:
    both = duties(rows(kst, sample, "--quarter", "2", "--role", "oversee", "--role", "tổng hợp"))
    assert both == ["26", "30"]


@pytest.mark.parametrize(
    ("section", "expected"), [("III", ["7", "8", "9", "10", "11"]), ("viii", ["36"]), ("IX", ["37"])]
)
def test_a_section_narrows_the_list(section: str, expected: list[str], kst: Kst, sample: Path) -> None:
    assert duties(rows(kst, sample, "--quarter", "2", "--section", section)) == expected


@pytest.mark.parametrize(
    ("task", "expected"), [("39", ["39a", "39b"]), ("39A", ["39a"]), ("10", ["10"]), ("15", [])]
)
def test_a_task_is_named_by_its_number_or_a_duty(
    task: str, expected: list[str], kst: Kst, sample: Path
) -> None:
    assert duties(rows(kst, sample, "--quarter", "2", "--task", task)) == expected


@pytest.mark.parametrize("status", ["overdue", "quá hạn", "Qua han"])
def test_a_status_is_named_in_english_or_vietnamese(status: str, kst: Kst, sample: Path) -> None:
    found = rows(kst, sample, "--quarter", "1", "--status", status, as_of="2021-03-20")
    assert duties(found)[:2] == ["1a", "26"]
    assert {row["status"] for row in found} == {"overdue"}


@pytest.mark.parametrize(
    "status", ["in_progress", "done", "not_arising", "done_late", "hoàn thành", "không phát sinh"]
)
def test_nothing_is_done_where_nobody_has_reported(status: str, kst: Kst, sample: Path) -> None:
    assert rows(kst, sample, "--quarter", "1", "--status", status) == []


def test_filters_work_together(kst: Kst, sample: Path) -> None:
    found = rows(kst, sample, "--quarter", "2", "--role", "lead", "--section", "VI", "--section", "VII")
    assert duties(found) == ["19", "20", "21", "22", "23", "28", "29", "32"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--task", "99"),
        ("--task", "1c"),
        ("--task", ""),
        ("--section", "XII"),
        ("--section", ""),
        ("--role", "chief"),
        ("--role", ""),
        ("--status", "late"),
        ("--status", ""),
        ("--plan", "2020"),
        ("--plan", ""),
    ],
)
def test_an_unknown_filter_or_plan_is_wrong_use(arguments: tuple[str, ...], kst: Kst, sample: Path) -> None:
    refused_as_wrong_use(kst, sample, *arguments)


# In what state


@pytest.mark.parametrize(
    ("duty", "last_day", "day_after"),
    [
        ("10", "2021-06-18", "2021-06-19"),
        ("25", "2021-06-30", "2021-07-01"),
        ("1a", "2021-03-01", "2021-03-02"),
    ],
)
def test_overdue_is_the_day_after_the_effective_one(
    duty: str, last_day: str, day_after: str, kst: Kst, sample: Path
) -> None:
    arguments = ("--period", "2021-H1", "--task", duty)
    on_the_day = [row["status"] for row in rows(kst, sample, *arguments, as_of=last_day)]
    assert on_the_day[-1] == "not_reported"
    assert rows(kst, sample, *arguments, as_of=day_after)[-1]["status"] == "overdue"


def test_what_waits_is_never_overdue(kst: Kst, sample: Path) -> None:
    found = rows(kst, sample, "--period", "2021", "--status", "waiting", as_of="2029-01-01")
    assert duties(found) == ["14", "37", "39b"]


def test_in_order_dated_periodic_ongoing_waiting_and_each_by_day(kst: Kst, sample: Path) -> None:
    found = rows(kst, sample, "--period", "2021")
    blocks = [KINDS.index(row["schedule"]["kind"]) for row in found]
    assert blocks == sorted(blocks)
    assert set(blocks) == set(range(5))
    for kind in KINDS[:3]:
        days = [row["effective_due"] for row in found if row["schedule"]["kind"] == kind]
        assert days == sorted(days)


def test_on_one_day_duties_stand_as_in_the_plan(kst: Kst, sample: Path) -> None:
    ongoing = duties(
        [row for row in rows(kst, sample, "--quarter", "2") if row["schedule"]["kind"] == "ongoing"]
    )
    assert ongoing == sorted(ongoing, key=lambda duty: int(re.sub(r"\D", "", duty)))


# What earlier periods left


def test_carry_over_lists_what_earlier_periods_left(kst: Kst, sample: Path) -> None:
    with_earlier = rows(kst, sample, "--quarter", "2", "--carry-over")
    carried = [row for row in with_earlier if row["carried"]]
    assert [row for row in with_earlier if not row["carried"]] == rows(kst, sample, "--quarter", "2")
    assert with_earlier[: len(carried)] == carried
    assert {row["duty"] for row in carried if row["schedule"]["kind"] == "by_date"} == {"1a", "2", "12"}
    assert all(date.fromisoformat(row["due"]) < date(2021, 4, 1) for row in carried)
    assert {row["status"] for row in carried} == {"overdue"}
    assert len(carried) == 29


def test_without_carry_over_one_line_counts_them(kst: Kst, sample: Path) -> None:
    arguments = ("--all-roles", "--agency", "so-tttt", "--quarter", "2", "--as-of", "2021-06-01")
    notes = [line for line in kst("due", *arguments, root=sample).out.splitlines() if "--carry-over" in line]
    assert notes == ["Còn 29 việc chưa hoàn thành từ các kỳ trước (xem bằng --carry-over)."]
    assert "xem bằng" not in kst("due", *arguments, "--carry-over", root=sample).out


def test_in_the_first_quarter_nothing_is_left_over(kst: Kst, sample: Path) -> None:
    answer = asked(kst, sample, "--agency", "so-tttt", "--quarter", "1", "--carry-over")
    assert answer["earlier_unfinished"] == 0
    assert not any(row["carried"] for row in answer["obligations"])


def test_carried_rows_stand_under_their_own_heading(kst: Kst, sample: Path) -> None:
    arguments = (
        "--agency",
        "so-tttt",
        "--quarter",
        "2",
        "--task",
        "26",
        "--carry-over",
        "--as-of",
        "2021-06-01",
    )
    shown = kst("due", *arguments, root=sample).out
    headings = [line for line in shown.splitlines() if line.endswith(": 1")]
    assert headings == ["Chưa hoàn thành từ kỳ trước: 1", "Định kỳ: 1"]
    assert [row[0] for row in cells(shown) if row[1] == "26"] == ["18/03/2021 (quý I)", "18/06/2021 (quý II)"]


@pytest.mark.parametrize(
    ("arguments", "as_of", "code"),
    [
        (("--quarter", "1"), "2021-03-01", 0),
        (("--quarter", "1"), "2021-03-02", 1),
        (("--quarter", "2"), "2021-06-18", 0),
        (("--quarter", "2"), "2021-06-19", 1),
        (("--quarter", "2", "--carry-over"), "2021-06-01", 1),
        (("--quarter", "2", "--status", "waiting"), "2021-06-19", 0),
    ],
)
def test_fail_overdue_is_1_when_something_listed_is_overdue(
    arguments: tuple[str, ...], as_of: str, code: int, kst: Kst, sample: Path
) -> None:
    asked_ = ("due", "--all-roles", "--agency", "so-tttt", *arguments, "--as-of", as_of)
    failing = kst(*asked_, "--fail-overdue", root=sample)
    assert failing.code == code
    assert failing.out == kst(*asked_, root=sample).out


def test_being_overdue_alone_is_no_failure(kst: Kst, sample: Path) -> None:
    assert kst("due", "--agency", "so-tttt", "--quarter", "1", "--as-of", "2021-12-31", root=sample).code == 0
