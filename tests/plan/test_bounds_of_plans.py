"""Lines on a day, defaults of plan files, evidence and citations in words."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.commands.plan import PlanOptions, show
from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.plan.plan import Duty, Line, Plan, Reporting, Schedule, ScheduleKind, Target, plan_of
from kstthc_cli.domain.plan.sub_plans import by_parent, with_sub_plans
from kstthc_cli.domain.progress.slips import Evidence
from kstthc_cli.model.plan import PlanFile, TaskFile
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from kstthc_cli.store.files.source import read_source
from kstthc_cli.store.yaml.reader import parse
from tests.support.example_files import MINIMAL
from tests.support.running import Kst

REGISTRY = Registry("thu", "Thử", {"so-a": Agency("so-a", "Sở A", "Sở A", "so")}, {})
LINE = Line(
    "- Các sở.",
    {"so-c": ("lead",), "so-a": ("perform",), "so-b": ("perform",)},
    since=date(2021, 3, 1),
    ended={"so-c": date(2021, 6, 1), "so-a": date(2021, 6, 1), "xa-x": date(2021, 9, 1)},
)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2021, 2, 28), None),
        (date(2021, 3, 1), (["so-c", "so-a", "so-b"], ())),
        (date(2021, 5, 31), (["so-c", "so-a", "so-b"], ())),
        (date(2021, 6, 1), (["so-b"], ("so-a", "so-c"))),
        (date(2021, 9, 1), (["so-b"], ("so-a", "so-c", "xa-x"))),
        (None, (["so-b"], ("so-a", "so-c", "xa-x"))),
    ],
)
def test_who_has_a_part_in_a_line_on_a_day(day: date | None, wanted: Any) -> None:
    found = LINE.on(day)
    assert (found and ([*found.roles], found.without)) == wanted


def test_a_line_that_everybody_has_left_is_gone() -> None:
    alone = Line("- Sở A.", {"so-a": ("lead",)}, ended={"so-a": date(2021, 6, 1)})
    assert alone.on(date(2021, 5, 31)) == alone
    assert (alone.on(date(2021, 6, 1)), alone.on(None)) == (None, None)


def data() -> dict[str, Any]:
    source, _ = read_source(MINIMAL / "plans" / "2021.yaml", "plans/2021.yaml")
    found: dict[str, Any] = copy.deepcopy(parse(source).data)
    return found


def test_every_default_of_a_plan_file() -> None:
    made = plan_of(PlanFile.model_validate(data()))
    assert (made.decision, made.draft) == (
        "Quyết định số 159/QĐ-UBND ngày 28/01/2021 của Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi", False,
    )  # fmt: skip
    assert (made.parent_plan, made.detailed, made.owner, made.subject) == (None, (), None, "")
    assert (made.reporting, made.stands_alone) == (Reporting(), True)
    first = made.duties[0]
    assert (first.id, first.task, first.section, first.results) == ("1", "1", "I", ("Văn bản thẩm định.",))
    assert (first.condition, first.targets, len(first.lines)) == (None, (), 1)


@pytest.mark.parametrize(
    ("number", "issued", "wanted"),
    [
        ("159/QĐ-UBND", date(2021, 1, 28), "Quyết định số 159/QĐ-UBND ngày 28/01/2021 của Chủ tịch"),
        ("159/QĐ-UBND", None, "Quyết định số 159/QĐ-UBND của Chủ tịch"),
        (None, None, "Quyết định (dự thảo) của Chủ tịch"),
    ],
)
def test_how_a_decision_is_cited(number: str | None, issued: date | None, wanted: str) -> None:
    given = data() | {"status": "draft"}
    given["decision"] |= {"issuer": "Chủ tịch"}
    for key, value in (("number", number), ("issued", issued)):
        given["decision"][key] = value
        if value is None:
            del given["decision"][key]
    made = plan_of(PlanFile.model_validate(given))
    assert (made.decision, made.draft) == (wanted, True)


def test_a_duty_has_what_it_says_and_else_what_its_task_says() -> None:
    given = data()
    task = given["sections"][0]["tasks"][1]
    ongoing = task.pop("schedule")
    own = {
        "results": ["Riêng."],
        "condition": "nếu có",
        "assignments": [{"printed": "- Sở.", "perform": ["so-tp"]}],
    }
    task |= {
        "condition": "khi được giao",
        "duties": [{"id": "2a", "schedule": ongoing}, {"id": "2b", "schedule": ongoing, **own}],
    }
    shared, other = plan_of(PlanFile.model_validate(given)).duties[1:]
    assert (shared.results, shared.condition, len(shared.lines[0].roles)) == (
        ("Hội nghị tập huấn.",), "khi được giao", 2,
    )  # fmt: skip
    assert (other.results, other.condition, list(other.lines[0].roles)) == (("Riêng.",), "nếu có", ["so-tp"])
    assert {duty.task for duty in (shared, other)} == {"2"}


@pytest.mark.parametrize(
    ("more", "parent", "owner", "alone"),
    [
        ({"details": {"plan": "2021-tren", "duties": ["3"]}}, "2021-tren", None, False),
        ({"derived": {"plan": "2021-tinh", "agency": "so-tp"}}, "2021-tinh", "so-tp", False),
        ({"owner": "so-yt"}, None, "so-yt", True),
    ],
)
def test_whose_plan_it_is_and_under_which_it_stands(
    more: dict[str, Any], parent: str | None, owner: str | None, alone: bool
) -> None:
    made = plan_of(PlanFile.model_validate({**data(), **more}))
    assert (made.parent_plan, made.owner, made.stands_alone) == (parent, owner, alone)


@pytest.mark.parametrize(
    ("evidence", "wanted"),
    [
        (Evidence("document", "12/BC-STP"), "12/BC-STP"),
        (Evidence("document", "12/BC-STP", date(2021, 6, 5)), "12/BC-STP ngày 05/06/2021"),
        (Evidence("document", "12/BC-STP", None, "về rà soát"), "12/BC-STP về rà soát"),
        (Evidence("file", path="minh-chung/a.pdf"), "minh-chung/a.pdf"),
        (Evidence("link", url="https://a.vn/1"), "https://a.vn/1"),
    ],
)
def test_evidence_in_words(evidence: Evidence, wanted: str) -> None:
    assert evidence.words == wanted


UNKNOWN = (
    "lỗi: Kế hoạch 2021 không có nhiệm vụ “{}”.\n"
    "  Cách sửa: Các nhiệm vụ: 1 đến 6. Tìm theo chữ: kst search.\n"
)


@pytest.mark.parametrize(
    ("words", "unknown"),
    [("", ""), ("1,", ""), ("?", "?"), ("7", "7"), ("3 thủ tục", "3 thủ tục"), ("xyz", "xyz")],
)
def test_what_is_no_task_is_refused(words: str, unknown: str, small: Path, kst: Kst) -> None:
    result = kst("plan", "show", words, root=small)
    assert (result.code, result.out, result.err) == (2, "", UNKNOWN.format(unknown))


def shown(root: Path, output: Output) -> None:
    options = PlanOptions(tasks=("2",), head=False, today=date(2021, 6, 10))
    assert show(root, options, output) == 0


def test_a_task_is_broken_into_lines_on_a_terminal_only(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    narrow = Screen(25, terminal=True)
    shown(small, Output(screen=narrow))
    broken = capsys.readouterr().out
    shown(small, Output(screen=Screen(25)))
    whole = capsys.readouterr().out
    shown(small, Output(screen=narrow, file=tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_text("utf-8") == whole
    assert " ".join(broken.split()) == " ".join(whole.split())
    assert max(map(len, broken.splitlines())) <= 25 < max(map(len, whole.splitlines()))


def duty(name: str, kind: ScheduleKind = "by_plan", **more: Any) -> Duty:
    schedule = Schedule(kind, "Theo kế hoạch", plan="x" if kind == "by_plan" else None)
    return Duty(name, name, "I", f"Việc {name}.", (), (), schedule, **more)


def plan(name: str, *duties: Duty, **more: Any) -> Plan:
    return Plan(name, 2021, name, "1/QĐ", "thu", "2021", {}, {"x": f"Kế hoạch {name}"}, duties, **more)


GOAL = Target("ty-le", "10%", "at_least", "10", "%")
OWN = GOAL._replace(value="20")
ABOVE = plan("2021", duty("6", targets=(GOAL,)), duty("7"), duty("8", "ongoing"))


def below(*rows: Duty, of: tuple[str, ...] = ("6", "7"), **more: Any) -> Plan:
    return plan("kt", *rows, parent_plan="2021", detailed=of, **more)


@pytest.mark.parametrize(
    ("subs", "wanted"),
    [
        ([], ["6", "7", "8"]),
        # a row says which duty it details; where only one is detailed, it may leave that out
        (
            [below(duty("1", origin="6"), duty("2", origin="7"), duty("3"), duty("4", origin="8"))],
            ["6", "6.1", "7", "7.2", "8"],
        ),
        ([below(duty("1"), duty("2", origin="6"), of=("6",))], ["6", "6.1", "6.2", "7", "8"]),
        # only what waits for a plan is detailed
        ([below(duty("1"), of=("8",))], ["6", "7", "8"]),
        # drafts, and plans that detail nothing, do not count
        ([below(duty("1"), of=("6",), draft=True)], ["6", "7", "8"]),
        ([below(duty("1"), of=())], ["6", "7", "8"]),
        ([plan("rieng", duty("1"))], ["6", "7", "8"]),
        # rows of the sub-plan of a sub-plan belong to the duty of the row that they detail
        (
            [
                below(duty("1", origin="6"), duty("2", origin="7")),
                plan("sau", duty("a"), parent_plan="kt", detailed=("2",)),
            ],
            ["6", "6.1", "7", "7.2", "7.2.a", "8"],
        ),
        (
            [
                below(duty("1"), duty("2"), of=("6",)),
                plan("sau", duty("a"), duty("b"), parent_plan="kt", detailed=("2",)),
            ],
            ["6", "6.1", "6.2", "6.2.a", "6.2.b", "7", "8"],
        ),
    ],
)
def test_which_rows_a_sub_plan_puts_under_which_duty(subs: list[Plan], wanted: list[str]) -> None:
    made = with_sub_plans(ABOVE, by_parent(subs), REGISTRY)
    assert [one.id for one in made.duties] == wanted


def test_everything_that_a_row_of_a_sub_plan_has() -> None:
    sub = below(duty("1", origin="6"), duty("2", "ongoing", origin="6", targets=(OWN,)))
    last = plan("sau", duty("a", "ongoing"), parent_plan="kt", detailed=("1",))
    made = {one.id: one for one in with_sub_plans(ABOVE, by_parent([sub, last]), REGISTRY).duties}
    told = [
        (row.id, row.task, row.section, row.content, row.targets, row.above, row.sub_plan, row.schedule.plan)
        for row in (made["6"], made["6.1"], made["6.1.a"], made["6.2"])
    ]
    assert told == [
        ("6", "6", "I", "Việc 6.", (GOAL,), (), "kt", "x"),
        ("6.1", "6", "I", "Việc 1.", (GOAL,), ("6",), "sau", "kt:x"),
        ("6.1.a", "6", "I", "Việc a.", (GOAL,), ("6.1", "6"), "sau", None),
        ("6.2", "6", "I", "Việc 2.", (OWN,), ("6",), "kt", None),
    ]


def test_the_parts_of_a_task_and_what_they_share() -> None:
    line = {"printed": "- Sở.", "perform": ["so-tp"]}
    ongoing = {"kind": "ongoing", "text": "Thường xuyên"}
    duties = [{"id": "1a", "schedule": ongoing}, {"id": "1b", "schedule": ongoing, "results": ["Riêng."]}]
    one = TaskFile.model_validate({"id": "1", "content": "Việc"})
    assert (one.parts, one.assignments_of(one), one.results_of(one)) == ((one,), (), ())
    many = TaskFile.model_validate(
        {"id": "1", "content": "Việc", "results": ["Chung."], "assignments": [line], "duties": duties}
    )
    assert [part.id for part in many.parts] == ["1a", "1b"]
    assert [[*many.results_of(part)] for part in many.parts] == [["Chung."], ["Riêng."]]
    assert [[*many.assignments_of(part)] for part in many.parts] == [many.assignments, many.assignments]
