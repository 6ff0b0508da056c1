"""What a draft of the next year keeps, leaves out and asks, on plans small enough to read whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.agencies.registry import Registry, registry_of
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.drafts.current_assignments import current_lines
from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.model.plan import AssignmentLine
from tests.support.example_files import change, minimal
from tests.support.quang_ngai import read_yaml
from tests.support.running import Kst

PLAN, AGENCIES = "plan", "agencies"
ONGOING = '        schedule: {kind: ongoing, text: "Thường xuyên"}\n'
TEMPLATE = '{kind: by_date, text: "Quý III", by: "2021-Q3"}'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The minimal repository: task 1 is due in quarter III, task 2 goes on."""
    return minimal(tmp_path / "kho")


def drafted(kst: Kst, root: Path, *more: str) -> dict[str, Any]:
    result = kst("new-year", "2022", "--as-of", "2021-12-20", *more, root=root)
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = read_yaml((root / "plans" / "2022.yaml").read_text("utf-8"))
    return found


def told(kst: Kst, root: Path, *more: str) -> dict[str, Any]:
    """What matters of a draft: its questions, what it leaves out, and its tasks by section."""
    found = drafted(kst, root, *more)
    return {
        "decide": found["decide"][2:],
        "left_out": found["follows"].get("left_out", []),
        "unfinished": found["follows"].get("unfinished", []),
        "sections": {section["id"]: section["tasks"] for section in found["sections"]},
    }


def done(kst: Kst, root: Path, duty: str, agency: str, quarter: int = 3) -> None:
    words = (
        "record",
        duty,
        "--agency",
        agency,
        "--quarter",
        str(quarter),
        "--status",
        "done",
        "--text",
        "Xong.",
    )
    assert kst(*words, "--as-of", "2021-09-20", root=root).code == 0


SECOND = """  - id: "II"
    title: "Việc năm 2021"
    tasks:
      - id: "3"
        content: "Tổng kết năm 2021."
        results: ["Báo cáo năm 2021."]
        assignments: [{printed: "- Sở TTTT.", perform: [so-tttt]}]
        targets: [{id: "ty-le", text: "10%", comparison: at_least, value: 10, unit: "%"}]
        schedule: {kind: by_date, text: "31/12/2021", by: 2021-12-31, start: 2021-12-01}
"""


UNFINISHED = "Việc năm 2021 chưa hoàn thành ({}; xem follows.unfinished): làm tiếp hay kết thúc?"
AGAIN = "Việc có hạn một lần trong năm 2021 ({}): năm 2022 có làm lại không, hạn nào?"
COORDINATED = {
    "printed": "- Văn phòng UBND tỉnh chủ trì; các sở, ban, ngành phối hợp.",
    "lead": ["vp-ubnd-tinh"],
    "coordinate": ["so-ban-nganh"],
}
FIRST = {
    "id": "1",
    "from": "1",
    "decide": [AGAIN.format("Quý III")],
    "content": "Thẩm định quy định về thủ tục hành chính.",
    "results": ["Văn bản thẩm định."],
    "assignments": [{"printed": "- Sở Tư pháp thẩm định.", "appraise": ["so-tp"]}],
    "schedule": {"kind": "by_date", "text": "Quý III", "by": "2022-Q3"},
}
TRAINING = {
    "id": "2",
    "from": "2",
    "content": "Tập huấn nghiệp vụ kiểm soát thủ tục hành chính.",
    "results": ["Hội nghị tập huấn."],
    "assignments": [COORDINATED],
    "schedule": {"kind": "ongoing", "text": "Thường xuyên"},
}


def test_everything_of_a_small_draft(small: Path, kst: Kst) -> None:
    change(small, PLAN, ONGOING, ONGOING + SECOND)
    found = told(kst, small)
    assert found == {
        "decide": [UNFINISHED.format("1, 3")],
        "left_out": [],
        "unfinished": [{"duty": "1", "agencies": ["so-tp"]}, {"duty": "3", "agencies": ["so-tttt"]}],
        "sections": {"I": [FIRST, TRAINING], "II": found["sections"]["II"]},
    }
    assert found["sections"]["II"] == [
        {
            "id": "3",
            "from": "3",
            "decide": [
                "Đã đổi “năm 2021” thành “năm 2022” trong chữ của nhiệm vụ: xem lại.",
                "Chỉ tiêu là của năm 2021: giữ hay đổi?",
                AGAIN.format("31/12/2021"),
            ],
            "content": "Tổng kết năm 2022.",
            "results": ["Báo cáo năm 2022."],
            "assignments": [{"printed": "- Sở TTTT.", "perform": ["so-tttt"]}],
            "targets": [{"id": "ty-le", "text": "10%", "comparison": "at_least", "value": 10, "unit": "%"}],
            "schedule": {
                "kind": "by_date",
                "text": "31/12/2022",
                "by": date(2022, 12, 31),
                "start": date(2022, 12, 1),
            },
        }
    ]
    titles = [
        section["title"]
        for section in read_yaml((small / "plans" / "2022.yaml").read_text("utf-8"))["sections"]
    ]
    assert titles == ["Kiểm soát việc ban hành quy định thủ tục hành chính", "Việc năm 2022"]


def test_a_section_without_a_task_that_goes_on_is_gone(small: Path, kst: Kst) -> None:
    change(small, PLAN, ONGOING, ONGOING + SECOND)
    found = told(kst, small, "--drop", "3")
    assert (list(found["sections"]), found["left_out"]) == (
        ["I"], [{"duty": "3", "reason": "Người lập dự thảo nêu là việc chỉ làm một lần."}],
    )  # fmt: skip


def test_what_was_done_once_is_left_out_unless_it_is_of_the_year(small: Path, kst: Kst) -> None:
    change(small, PLAN, ONGOING, ONGOING + SECOND)
    done(kst, small, "1", "so-tp")
    done(kst, small, "3", "so-tttt", 4)
    found = told(kst, small)
    assert found["left_out"] == [
        {"duty": "1", "reason": "Việc có hạn một lần, đã hoàn thành trong năm 2021."}
    ]
    assert [task["from"] for tasks in found["sections"].values() for task in tasks] == ["2", "3"]


def test_what_is_kept_is_neither_left_out_nor_asked(small: Path, kst: Kst) -> None:
    done(kst, small, "1", "so-tp")
    found = told(kst, small, "--keep", "1")
    [first, _] = found["sections"]["I"]
    assert (found["left_out"], first["from"], first.get("decide")) == ([], "1", None)


DUTIES = f"""        duties:
          - id: "1a"
            label: "a)"
            results: ["Dự thảo."]
            schedule: {TEMPLATE}
          - id: "1b"
            condition: "nếu có"
{ONGOING.replace("        schedule", "            schedule")}"""


def test_duties_keep_what_is_their_own_and_share_what_is_the_tasks(small: Path, kst: Kst) -> None:
    change(small, PLAN, f"        schedule: {TEMPLATE}\n", DUTIES)
    once = {key: value for key, value in FIRST.items() if key not in ("from", "decide", "schedule")}
    assert told(kst, small)["sections"]["I"] == [
        {
            **once,
            "duties": [
                {
                    "id": "1a",
                    "from": "1a",
                    "label": "a)",
                    "decide": [AGAIN.format("Quý III")],
                    "results": ["Dự thảo."],
                    "schedule": {"kind": "by_date", "text": "Quý III", "by": "2022-Q3"},
                },
                {
                    "id": "1b",
                    "from": "1b",
                    "condition": "nếu có",
                    "schedule": {"kind": "ongoing", "text": "Thường xuyên"},
                },
            ],
        },
        TRAINING,
    ]


ENDED = 'so-tttt, name: "Sở Thông tin và Truyền thông", short: "Sở TTTT", level: so, parent: ubnd-tinh'
GROUPS = "groups:\n"
ALONE = '  - {kind: list, id: nhom-cu, name: "nhóm cũ", members: [so-tttt]}\n'
NOBODY = "danh mục chưa nêu cơ quan kế thừa: giao cho ai? (nhiệm vụ 2)"
AND_OTHERS = "coordinate: [so-ban-nganh, so-tttt]"


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        (
            [(PLAN, "coordinate: [so-ban-nganh]", AND_OTHERS)],
            (
                [
                    UNFINISHED.format("1"),
                    f"Sở Thông tin và Truyền thông không còn, {NOBODY}",
                ],
                [],
                {
                    "1": FIRST["assignments"],
                    "2": [COORDINATED],
                },
            ),
        ),
        (
            [
                (PLAN, "coordinate: [so-ban-nganh]", "coordinate: [nhom-cu]"),
                (AGENCIES, GROUPS, GROUPS + ALONE),
            ],
            (
                [
                    UNFINISHED.format("1"),
                    f"Nhóm “nhóm cũ” không còn ai, {NOBODY}",
                ],
                [],
                {
                    "1": FIRST["assignments"],
                    "2": [{key: value for key, value in COORDINATED.items() if key != "coordinate"}],
                },
            ),
        ),
        (
            [(PLAN, "appraise: [so-tp]", "appraise: [so-tttt]")],
            (
                [
                    UNFINISHED.format("1"),
                    "Đầu việc 1 cũ không còn cơ quan nào chủ trì, thực hiện: giao cho ai, hay bỏ?",
                ],
                [{"duty": "1", "reason": "Không còn cơ quan nào chủ trì, thực hiện."}],
                {"2": [COORDINATED]},
            ),
        ),
        (
            [
                (
                    PLAN,
                    "appraise: [so-tp]",
                    "appraise: [so-tttt]\n            conditions: {so-tttt: nếu được giao}",
                ),
                (AGENCIES, "valid_to: 2021-12-31", "valid_to: 2021-12-31, successors: [so-tp]"),
            ],
            (
                ["Sở Thông tin và Truyền thông không còn, đã thay bằng Sở Tư pháp: đúng chưa? (nhiệm vụ 1)"],
                [],
                {
                    "1": [
                        {
                            "printed": "- Sở Tư pháp thẩm định.",
                            "appraise": ["so-tp"],
                            "conditions": {"so-tp": "nếu được giao"},
                        }
                    ],
                    "2": [COORDINATED],
                },
            ),
        ),
    ],
)
def test_what_is_asked_about_agencies_that_have_ended(
    edits: list[tuple[str, str, str]], wanted: Any, small: Path, kst: Kst
) -> None:
    change(small, AGENCIES, ENDED, f"{ENDED}, valid_to: 2021-12-31")
    for kind, old, new in edits:
        change(small, kind, old, new)
    found = told(kst, small)
    lines = {task["from"]: task["assignments"] for tasks in found["sections"].values() for task in tasks}
    assert (found["decide"], found["left_out"], lines) == wanted


# Groups that nobody is in any longer


def agencies(successors: list[str], *groups: dict[str, Any]) -> Registry:
    """A sở that ended with two successors, in a group of its own; the group has successors, or none."""
    end = {"valid_to": date(2021, 12, 31), "successors": ["so-moi", "so-khac"]}
    listed = [
        {"id": "so-cu", "name": "Sở Cũ", "level": "so", **end},
        {"id": "so-moi", "name": "Sở Mới", "short": "SM", "level": "so"},
        {"id": "so-khac", "name": "Sở Khác", "level": "so"},
    ]
    old = {"kind": "list", "id": "nhom-cu", "name": "nhóm cũ", "members": ["so-cu"], "successors": successors}
    head = {"schema_version": 1, "id": "thu", "name": "Thử", "place": "Thử", "source": "DỮ LIỆU THỬ"}
    return registry_of(
        RegistryFile.model_validate(
            {**head, "valid_from": date(2021, 1, 1), "agencies": listed, "groups": [old, *groups]}
        )
    )


EVERY_SO = {"kind": "levels", "id": "cac-so", "name": "các sở", "levels": ["so"]}
BOTH_LISTED = {"kind": "list", "id": "hai-so", "name": "hai sở", "members": ["so-moi", "so-khac"]}


@pytest.mark.parametrize(
    ("registry", "who", "by"),
    [
        (agencies([]), ["so-moi", "so-khac"], "Sở Mới, Sở Khác"),
        (agencies(["la"]), ["so-moi", "so-khac"], "Sở Mới, Sở Khác"),
        (agencies([], BOTH_LISTED), ["so-moi", "so-khac"], "Sở Mới, Sở Khác"),
        (agencies([], BOTH_LISTED, EVERY_SO), ["cac-so"], "nhóm “các sở”"),
        (agencies(["la", "so-moi"], EVERY_SO), ["so-moi"], "“SM”"),
        (agencies(["cac-so", "so-moi"], EVERY_SO), ["cac-so", "so-moi"], "nhóm “các sở”, “SM”"),
    ],
    ids=["members", "unknown", "list", "level", "agency", "both"],
)
def test_what_takes_the_place_of_a_group(registry: Registry, who: list[str], by: str) -> None:
    """Conditions go with it; those of somebody without a role in the line are left out."""
    conditions = {"nhom-cu": "nếu có", "so-la": "khi cần"}
    said = {"printed": "- Nhóm cũ.", "perform": ["nhom-cu"], "conditions": conditions}
    line = AssignmentLine.model_validate(said)
    lines, asked = current_lines([line], registry, Span.of_days(date(2022, 1, 1), date(2022, 12, 31)))
    assert lines == [{"printed": "- Nhóm cũ.", "perform": who, "conditions": dict.fromkeys(who, "nếu có")}]
    assert asked == [f"Nhóm “nhóm cũ” không còn ai, đã thay bằng {by}: đúng chưa?"]


def test_an_agency_that_was_divided_is_replaced_by_all_who_came_of_it() -> None:
    line = AssignmentLine.model_validate({"printed": "- Sở Cũ.", "perform": ["so-cu"]})
    lines, asked = current_lines([line], agencies([]), Span.of_days(date(2022, 1, 1), date(2022, 12, 31)))
    assert lines == [{"printed": "- Sở Cũ.", "perform": ["so-moi", "so-khac"]}]
    assert asked == ["Sở Cũ không còn, đã thay bằng Sở Mới, Sở Khác: đúng chưa?"]
