"""Each edit of a plan on plain data: what it leaves, and the sentence and remedy where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kstthc_cli.domain.amend import plan_edits as edits
from kstthc_cli.domain.amend.plan_edits import AmendmentReference, NewLine, Wording, place_of
from kstthc_cli.domain.errors import CannotAmendError

Data = dict[str, Any]
DAY = date(2021, 6, 1)
ONGOING = {"kind": "ongoing", "text": "Thường xuyên"}
LATER = {"kind": "by_date", "text": "Quý IV", "by": "2021-Q4"}


def plan(**more: Any) -> Data:
    return {
        "id": "2021",
        "title": "Kế hoạch",
        "decision": {"number": "159/QĐ-UBND"},
        "sections": [
            {
                "id": "I",
                "title": "Mục một",
                "tasks": [
                    {
                        "id": "1",
                        "content": "Thẩm định.",
                        "results": ["Văn bản."],
                        "schedule": dict(ONGOING),
                        "assignments": [
                            {"printed": "- Sở A.", "lead": ["so-a"]},
                            {"printed": "- Các sở.", "coordinate": ["cac-so"], "ended": {"so-b": DAY}},
                        ],
                    },
                    {
                        "id": "3",
                        "content": "Báo cáo.",
                        "results": ["Báo cáo."],
                        "assignments": [{"printed": "- Sở A.", "perform": ["so-a"]}],
                        "duties": [
                            {"id": "3a", "schedule": dict(ONGOING)},
                            {"id": "3b", "schedule": dict(ONGOING), "results": ["Riêng."], "ended": DAY},
                        ],
                    },
                ],
            },
            {"id": "II", "title": "Mục hai", "tasks": [{"id": "7b", "content": "Khác."}]},
        ],
        **more,
    }


SEE = "Xem các đầu việc: `kst plan show`."
EVERY_LINE = (
    "Chép đủ mọi dòng theo thứ tự, dòng không đổi cũng chép; "
    "thêm, bớt cơ quan bằng --add-agency, --drop-agency."
)


def told(change: Callable[[Data], None]) -> str:
    """Why a change is refused, and what to do; nothing has changed."""
    data = plan()
    with pytest.raises(CannotAmendError) as refused:
        change(data)
    assert data == plan()
    return f"{refused.value.message} | {refused.value.remedy}"


def at(name: str, edit: Callable[..., None], *words: Any) -> Callable[[Data], None]:
    return lambda data: edit(place_of(data, name), *words)


def line(*who: str, role: str = "lead") -> NewLine:
    return NewLine("- Dòng mới.", role, who)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (
            at("9", edits.end, DAY),
            f"Kế hoạch 2021 không có đầu việc, nhiệm vụ hay mục “9”. | {SEE}",
        ),
        # cells that a duty shares, or has of its own
        (
            at("3a", edits.reword, Wording(results=("Mới.",))),
            "Phần kết quả của 3a dùng chung cho 3a. | Sửa cho cả nhiệm vụ bằng mã 3.",
        ),
        (
            at("3b", edits.reword, Wording(content="Mới.")),
            "Phần nội dung của 3b dùng chung cho 3a, 3b. | Sửa cho cả nhiệm vụ bằng mã 3.",
        ),
        (
            at("3", edits.set_schedule, LATER),
            "Nhiệm vụ 3 có thời gian riêng cho từng đầu việc. | Gọi từng đầu việc: 3a, 3b.",
        ),
        (
            at("I", edits.set_schedule, LATER),
            f"“I” là mục, không có thời gian để sửa. | {SEE}",
        ),
        (
            at("plan", edits.reword, Wording(content="Mới.")),
            f"“plan” là phần chung của kế hoạch, không có nội dung để sửa. | {SEE}",
        ),
        (
            at("7b", edits.set_schedule, LATER),
            f"“7b” là nhiệm vụ, không có thời gian để sửa. | {SEE}",
        ),
        # schedules
        (
            at("1", edits.set_schedule, ONGOING),
            "Thời gian của 1 đã là “Thường xuyên”. | Kiểm tra --deadline.",
        ),
        # roles
        (
            at("1", edits.assign, line("so-a"), DAY),
            "“so-a” đã có vai trò chủ trì ở 1. | Kiểm tra --add-agency và --role.",
        ),
        (
            at("1", edits.assign, line("so-c", "so-a"), DAY),
            "“so-a” đã có vai trò chủ trì ở 1. | Kiểm tra --add-agency và --role.",
        ),
        (
            at("1", edits.assign, line("cac-so", role="coordinate"), DAY),
            "“cac-so” đã có vai trò phối hợp ở 1. | Kiểm tra --add-agency và --role.",
        ),
        (
            at("1", edits.withdraw, "so-b", ["cac-so"], DAY),
            "“so-b” không được giao việc nào ở 1. | Xem `kst plan show`.",
        ),
        (
            at("1", edits.withdraw, "so-c", [], DAY),
            "“so-c” không được giao việc nào ở 1. | Xem `kst plan show`.",
        ),
        # words
        (
            at("1", edits.reword, Wording(title="Mới")),
            "“1” là nhiệm vụ: chữ của nó ở content, không phải title. | Đổi title thành content.",
        ),
        (
            at("3a", edits.reword, Wording(title="Mới")),
            "“3a” là đầu việc: chữ của nó ở content, không phải title. | Đổi title thành content.",
        ),
        (
            at("1", edits.reword, Wording(printed=("- Sở A.",))),
            f"1 có 2 dòng phân công, tệp chữ mới có 1 dòng printed. | {EVERY_LINE}",
        ),
        # ends
        (
            at("I", edits.end, DAY),
            f"“I” là mục; chỉ bỏ được nhiệm vụ, đầu việc. | {SEE}",
        ),
        (
            at("plan", edits.end, DAY),
            f"“plan” là phần chung của kế hoạch; chỉ bỏ được nhiệm vụ, đầu việc. | {SEE}",
        ),
        (at("3b", edits.end, DAY), f"3b đã bãi bỏ từ ngày 01/06/2021. | {SEE}"),
        # new tasks
        (
            lambda data: edits.add_task(data, "V", {"id": "9"}, None),
            "Kế hoạch 2021 không có mục “V”. | Các mục: I, II.",
        ),
        (
            lambda data: edits.add_task(data, "I", {"id": "3A"}, None),
            "Mã “3A” đã dùng trong kế hoạch. | Chọn mã khác bằng --id.",
        ),
        (
            lambda data: edits.add_task(data, "I", {"id": "ii"}, None),
            "Mã “ii” đã dùng trong kế hoạch. | Chọn mã khác bằng --id.",
        ),
        (
            lambda data: edits.add_task(data, "I", {"id": "9"}, "7b"),
            "Mục I không có nhiệm vụ “7b”. | Kiểm tra --after.",
        ),
    ],
)
def test_why_an_edit_is_refused(change: Callable[[Data], None], wanted: str) -> None:
    assert told(change) == wanted


def test_edits_change_nothing_but_what_they_must() -> None:
    data = plan()
    edits.set_schedule(place_of(data, " 3A "), LATER)
    edits.assign(place_of(data, "1"), line("so-b", "so-c"), DAY)
    edits.withdraw(place_of(data, "1"), "so-d", ["cac-so"], DAY)
    edits.reword(place_of(data, "3b"), Wording(results=("Một.", "Hai.")))
    edits.reword(place_of(data, "3"), Wording(content="Báo cáo quý.", printed=("- Sở A thực hiện.",)))
    edits.reword(place_of(data, "ii"), Wording(title="Mục hai mới"))
    edits.reword(place_of(data, "plan"), Wording(title="Kế hoạch mới"))
    edits.end(place_of(data, "3a"), DAY)
    edits.end(place_of(data, "7b"), DAY)
    wanted = plan(title="Kế hoạch mới")
    first, third = wanted["sections"][0]["tasks"]
    first["assignments"][1]["ended"]["so-d"] = DAY
    first["assignments"].append({"printed": "- Dòng mới.", "lead": ["so-b", "so-c"], "since": DAY})
    third |= {
        "content": "Báo cáo quý.",
        "assignments": [{"printed": "- Sở A thực hiện.", "perform": ["so-a"]}],
    }
    third["duties"][0] |= {"schedule": LATER, "ended": DAY}
    third["duties"][1]["results"] = ["Một.", "Hai."]
    wanted["sections"][1]["title"] = "Mục hai mới"
    wanted["sections"][1]["tasks"][0]["ended"] = DAY
    assert data == wanted


def test_an_agency_whose_part_has_ended_may_have_the_role_again() -> None:
    data = plan()
    edits.withdraw(place_of(data, "1"), "so-a", [], DAY)
    edits.assign(place_of(data, "1"), line("so-a"), DAY)
    lines = place_of(data, "1").item["assignments"]
    assert lines[0] == {"printed": "- Sở A.", "lead": ["so-a"], "ended": {"so-a": DAY}}
    assert lines[2] == {"printed": "- Dòng mới.", "lead": ["so-a"], "since": DAY}


@pytest.mark.parametrize(
    ("section", "after", "wanted"),
    [("I", None, ["1", "3", "9"]), (" i ", "1", ["1", "9", "3"]), ("I", " 3 ", ["1", "3", "9"])],
)
def test_where_a_new_task_stands(section: str, after: str | None, wanted: list[str]) -> None:
    data = plan()
    edits.add_task(data, section, {"id": "9"}, after)
    assert [task["id"] for task in data["sections"][0]["tasks"]] == wanted


@pytest.mark.parametrize(
    ("ids", "wanted"), [(("1", "12", "3"), "13"), (("7b", "2", "²", "٣"), "3"), (("a",), "1"), ((), "1")]
)
def test_the_next_number(ids: tuple[str, ...], wanted: str) -> None:
    assert edits.next_number({"sections": [{"tasks": [{"id": name} for name in ids]}]}) == wanted


BY = AmendmentReference("512/QĐ-UBND", date(2021, 5, 20), DAY)


def test_the_document_stands_behind_the_decision_once() -> None:
    data = edits.with_amendment(plan(), BY, ["1", "3a", "1"])
    item = {"number": "512/QĐ-UBND", "date": date(2021, 5, 20), "changes": ["1", "3a"]}
    assert list(data) == ["id", "title", "decision", "amendments", "sections"]
    assert data["amendments"] == [item]
    noted = AmendmentReference("512/QĐ-UBND", date(2021, 5, 20), DAY, "Sửa hạn.")
    again = edits.with_amendment(data, noted, ["3a", "7b"])
    assert list(again) == list(data)
    assert again["amendments"] == [{**item, "changes": ["1", "3a", "7b"], "note": "Sửa hạn."}]
    twice = edits.with_amendment(
        again, AmendmentReference("512/QĐ-UBND", date(2021, 5, 20), DAY, "Thêm."), ["1"]
    )
    assert twice["amendments"][0]["note"] == "Sửa hạn.; Thêm."
    other = edits.with_amendment(again, AmendmentReference("512/QĐ-UBND", date(2021, 5, 21), DAY), ["1"])
    assert [one["changes"] for one in other["amendments"]] == [["1", "3a", "7b"], ["1"]]


def test_what_neither_a_duty_nor_its_task_has_cannot_be_changed() -> None:
    def change(data: Data) -> None:
        edits.reword(place_of(data, "3a"), Wording(results=("Mới.",)))

    data = plan()
    del place_of(data, "3").item["results"]
    with pytest.raises(CannotAmendError) as refused:
        change(data)
    assert (refused.value.message, refused.value.remedy) == (
        "“3a” là đầu việc, không có kết quả để sửa.", SEE,
    )  # fmt: skip


def test_only_the_duties_that_have_the_cell_are_named() -> None:
    data = plan()
    task = data["sections"][0]["tasks"][1]
    del task["results"]
    with pytest.raises(CannotAmendError) as refused:
        edits.reword(place_of(data, "3"), Wording(results=("Mới.",)))
    assert (refused.value.message, refused.value.remedy) == (
        "Nhiệm vụ 3 có kết quả riêng cho từng đầu việc.", "Gọi từng đầu việc: 3b.",
    )  # fmt: skip
