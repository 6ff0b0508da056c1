"""What is a change of substance, and which ground covers it: on a plan small enough to read."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from kstthc_cli.domain.amend.amendment_checks import amendment_findings, newly_listed, units_without_amendment
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.store.files.source import read_source
from kstthc_cli.store.yaml.reader import parse
from tests.support.example_files import MINIMAL

Data = dict[str, Any]


def minimal_data() -> Data:
    source, _ = read_source(MINIMAL / "plans" / "2021.yaml", "plans/2021.yaml")
    data: Data = parse(source).data
    tasks = data["sections"][0]["tasks"]
    tasks.append(
        {
            "id": "3",
            "content": "Báo cáo tình hình, kết quả.",
            "results": ["Báo cáo."],
            "assignments": [{"printed": "- Sở Tư pháp.", "perform": ["so-tp"]}],
            "duties": [
                {"id": "3a", "schedule": {"kind": "periodic", "text": "Hằng quý", "every": ["quarter"]}},
                {"id": "3b", "schedule": {"kind": "on_request", "text": "Đột xuất"}},
            ],
            "targets": [{"id": "ty-le", "text": "10%", "comparison": "at_least", "value": 10, "unit": "%"}],
        }
    )
    return data


BASE = PlanFile.model_validate(minimal_data())


def task(data: Data, number: int) -> Data:
    found: Data = data["sections"][0]["tasks"][number - 1]
    return found


def after(change: Any, *grounds: str, number: str = "512/QĐ-UBND") -> PlanFile:
    """The plan after a change of its data, with a ground that names some ids."""
    data = copy.deepcopy(minimal_data())
    change(data)
    if grounds:
        item = {"number": number, "date": date(2021, 5, 20), "changes": list(grounds)}
        data.setdefault("amendments", []).append(item)
    return PlanFile.model_validate(data)


def ids(new: PlanFile, old: PlanFile = BASE) -> list[str]:
    return [unit.id for unit in units_without_amendment(old, new)]


def codes(new: PlanFile, old: PlanFile = BASE) -> list[str]:
    return [finding.code for finding in amendment_findings(old, new)]


def put(number: int, **values: Any) -> Any:
    return lambda data: task(data, number).update(values)


def later(data: Data) -> None:
    task(data, 1)["schedule"] = {"kind": "by_date", "text": "Quý IV", "by": "2021-Q4"}


def drop(number: int) -> Any:
    return lambda data: data["sections"][0]["tasks"].pop(number - 1)


def nothing(_data: Data) -> None:
    """Leave everything as it is."""


def head(**values: Any) -> Any:
    return lambda data: data["decision"].update(values)


OF_SUBSTANCE = {
    "deadline": (later, ["1"]),
    "words of a task": (put(2, content="Tập huấn nghiệp vụ rà soát thủ tục hành chính."), ["2"]),
    "another agency": (put(1, assignments=[{"printed": "- Sở Tư pháp.", "perform": ["so-tttt"]}]), ["1"]),
    "another role": (put(1, assignments=[{"printed": "- Sở Tư pháp.", "lead": ["so-tp"]}]), ["1"]),
    "results": (put(1, results=["Văn bản thẩm định.", "Báo cáo."]), ["1"]),
    "a condition": (put(1, condition="nếu Trung ương giao"), ["1"]),
    "a task dropped": (drop(2), ["2"]),
    "one duty of two": (lambda data: task(data, 3)["duties"].pop(), ["3b"]),
    "a cell that all duties share": (put(3, results=["Báo cáo tổng hợp."]), ["3"]),
    "a target": (lambda data: task(data, 3)["targets"][0].update(value=20), ["3"]),
    "the name of a section": (lambda data: data["sections"][0].update(title="Công khai"), ["I"]),
    "the head": (head(signer={"post": "Chủ tịch", "name": "Nguyễn Văn B"}), ["plan"]),
    "a sub-plan": (
        lambda data: data.update(sub_plans=[{"id": "kt", "title": "Kế hoạch kiểm tra", "ordered_by": "1"}]),
        ["plan"],
    ),
}


@pytest.mark.parametrize(("change", "named"), OF_SUBSTANCE.values(), ids=OF_SUBSTANCE)
def test_a_change_of_substance_needs_a_ground(change: Any, named: list[str]) -> None:
    assert ids(after(change)) == named
    assert codes(after(change)) == ["KST060"] * len(named)


@pytest.mark.parametrize(("change", "named"), OF_SUBSTANCE.values(), ids=OF_SUBSTANCE)
def test_a_ground_that_names_it_settles_it(change: Any, named: list[str]) -> None:
    assert codes(after(change, *named)) == []


def correct(data: Data) -> None:
    task(data, 1)["content"] = "Thẩm định dự thảo quy định về thủ tục hành chính."
    said = {"printed": "Thẩm định quy định", "corrected": "Thẩm định dự thảo quy định"}
    data["errata"] = [{"where": "nhiệm vụ 1", **said}]


def spell(data: Data) -> None:
    task(data, 1)["content"] = "thẩm định quy định về  thủ tục hành chính"


def reorder(data: Data) -> None:
    data["sections"][0]["tasks"].reverse()


def share(data: Data) -> None:
    """What the task said for both duties is said by each of them."""
    lines = task(data, 3).pop("assignments")
    for duty in task(data, 3)["duties"]:
        duty["assignments"] = lines


WITHOUT_SUBSTANCE = {
    "nothing": nothing,
    "spelling": spell,
    "order": reorder,
    "cells moved between task and duties": share,
    "an erratum and what it corrects": correct,
    "the printed numeral": lambda data: data["sections"][0].update(printed="VII"),
}


@pytest.mark.parametrize("change", WITHOUT_SUBSTANCE.values(), ids=WITHOUT_SUBSTANCE)
def test_form_needs_no_ground(change: Any) -> None:
    assert codes(after(change)) == []


def test_an_erratum_covers_only_its_own_words() -> None:
    def more(data: Data) -> None:
        correct(data)
        task(data, 1)["content"] += " Gửi trước ngày 15."

    assert ids(after(more)) == ["1"]


def test_an_erratum_of_before_covers_nothing_new() -> None:
    old = after(correct)
    assert ids(BASE, old) == ["1"]


def test_a_draft_needs_no_ground() -> None:
    draft = after(head(number="…/QĐ-UBND"))
    assert codes(after(later), draft) == []


def test_a_document_without_a_number_is_no_ground() -> None:
    assert codes(after(later, "1", number="…/QĐ-UBND")) == ["KST060"]


def test_the_ground_of_an_earlier_change_does_not_cover_a_new_one() -> None:
    once = after(later, "1")

    def again(data: Data) -> None:
        task(data, 1)["schedule"] = {"kind": "by_date", "text": "Quý II", "by": "2021-Q2"}

    assert codes(after(again, "1"), once) == ["KST060"]
    twice = after(again, "1")
    more = twice.model_copy(update={"amendments": [*once.amendments, _ground("700/QĐ-UBND")]})
    assert codes(more, once) == []


def _ground(number: str) -> Any:
    return after(later, "1", number=number).amendments[0]


def test_a_section_covers_its_tasks_and_a_task_its_duties() -> None:
    assert ids(after(drop(2), "I")) == []
    assert ids(after(lambda data: task(data, 3)["duties"].pop(), "3")) == []


def test_one_duty_does_not_cover_the_other() -> None:
    assert ids(after(put(3, results=["Báo cáo tổng hợp."]), "3a")) == ["3b"]


def test_the_head_covers_no_task() -> None:
    assert ids(after(later, "plan")) == ["1"]


def test_a_whole_section_is_named_once() -> None:
    section = {"id": "II", "title": "Công khai", "tasks": [{**task(minimal_data(), 1), "id": "4"}]}
    assert ids(after(lambda data: data["sections"].append(section))) == ["II"]


def test_a_whole_section_that_is_dropped_has_no_place_of_its_own() -> None:
    section = {"id": "II", "title": "Công khai", "tasks": [{**task(minimal_data(), 1), "id": "4"}]}
    before = after(lambda data: data["sections"].append(section))
    assert told(BASE, before) == [f"KST060 sections: Mục II bị bỏ{UNNAMED}"]


def test_a_ground_for_what_never_was_there() -> None:
    assert codes(after(later, "1", "99")) == ["KST061"]


def test_a_ground_for_what_did_not_change() -> None:
    assert codes(after(later, "1", "2")) == ["KST062"]


def test_a_ground_for_what_is_dropped_is_fine() -> None:
    assert codes(after(drop(2), "2")) == []


def test_a_ground_that_vanishes_is_told() -> None:
    assert codes(BASE, after(nothing, "2")) == ["KST063"]


def test_a_ground_that_names_more_than_before_is_kept() -> None:
    old = after(nothing, "2")
    assert codes(after(later, "2", "1"), old) == []
    assert [name for _, _, name in newly_listed(old, after(later, "2", "1"))] == ["1"]


# Sentences and places


def told(new: PlanFile, old: PlanFile = BASE) -> list[str]:
    return [
        f"{one.code} {'.'.join(map(str, one.loc))}: {one.message}" for one in amendment_findings(old, new)
    ]


UNNAMED = " mà chưa nêu văn bản sửa đổi (amendments)."
GONE = "KST063 amendments: Quyết định số 512/QĐ-UBND ngày 20/05/2021 đã ghi ở amendments nay bị bỏ hoặc sửa."


def unchanged(place: int, name: str, number: str = "512") -> str:
    said = f"Văn bản {number}/QĐ-UBND được ghi là sửa “{name}” nhưng “{name}” không đổi gì."
    return f"KST062 amendments.0.changes.{place}: {said}"


def every(*changes: Any) -> Any:
    def change(data: Data) -> None:
        for one in changes:
            one(data)

    return change


def split(data: Data) -> None:
    """The first task becomes two duties."""
    first = task(data, 1)
    first["duties"] = [{"id": "1a", "schedule": first.pop("schedule")}]
    first["duties"].append({"id": "1b", "schedule": {"kind": "on_request", "text": "Đột xuất"}})


def moved(data: Data) -> None:
    data["sections"].append({"id": "II", "title": "Mục mới", "tasks": [data["sections"][0]["tasks"].pop(1)]})


def more_results(data: Data) -> None:
    task(data, 1)["results"].append("Báo cáo.")


def no_number(data: Data) -> None:
    data["amendments"] = [{"number": "…/QĐ-UBND", "date": date(2021, 5, 20), "changes": ["1"]}]


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        (
            after(OF_SUBSTANCE["deadline"][0]),
            [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi thời gian{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["words of a task"][0]),
            [f"KST060 sections.0.tasks.1.id: Nhiệm vụ 2 đổi nội dung{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["another agency"][0]),
            [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi dòng phân công, cơ quan{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["another role"][0]),
            [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi dòng phân công, cơ quan{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["results"][0]),
            [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi kết quả{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["a condition"][0]),
            [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi điều kiện{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["a task dropped"][0]),
            [f"KST060 sections.0.id: Nhiệm vụ 2 bị bỏ{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["one duty of two"][0]),
            [f"KST060 sections.0.tasks.2.id: Đầu việc 3b bị bỏ{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["a cell that all duties share"][0]),
            [f"KST060 sections.0.tasks.2.id: Nhiệm vụ 3 đổi kết quả{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["a target"][0]),
            [f"KST060 sections.0.tasks.2.id: Nhiệm vụ 3 đổi chỉ tiêu{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["the name of a section"][0]),
            [f"KST060 sections.0.id: Mục I đổi tên{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["the head"][0]),
            [f"KST060 decision.signer.post: Phần chung của kế hoạch đổi chức vụ người ký, người ký{UNNAMED}"],
        ),
        (
            after(OF_SUBSTANCE["a sub-plan"][0]),
            [f"KST060 sub_plans: Phần chung của kế hoạch đổi kế hoạch chi tiết được giao lập{UNNAMED}"],
        ),
        (
            after(every(later, more_results)),
            [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi thời gian, kết quả{UNNAMED}"],
        ),
        (
            after(every(later, drop(2))),
            [
                f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi thời gian{UNNAMED}",
                f"KST060 sections.0.id: Nhiệm vụ 2 bị bỏ{UNNAMED}",
            ],
        ),
        (
            after(lambda data: data["sections"].insert(0, {"id": "0", "title": "Chung", "tasks": []})),
            [f"KST060 sections.0.id: Mục 0 là mới{UNNAMED}"],
        ),
        (
            after(split),
            [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi cách chia đầu việc{UNNAMED}"],
        ),
        (after(moved), [f"KST060 sections.1.id: Mục II là mới{UNNAMED}"]),
        (
            after(head(subject="Ban hành Kế hoạch khác")),
            [f"KST060 decision.subject: Phần chung của kế hoạch đổi trích yếu{UNNAMED}"],
        ),
        (
            after(every(head(place="Tỉnh Quảng Ngãi"), head(issuer="Chủ tịch"))),
            [f"KST060 decision.place: Phần chung của kế hoạch đổi địa danh, thẩm quyền ban hành{UNNAMED}"],
        ),
        (
            after(every(later, no_number)),
            [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi thời gian{UNNAMED}"],
        ),
        (after(later, "1"), []),
        (
            after(later, "1", "9"),
            ["KST061 amendments.0.changes.1: Kế hoạch không có “9” mà 512/QĐ-UBND sửa, trước đó cũng không."],
        ),
        (
            after(later, "1", "2"),
            [unchanged(1, "2")],
        ),
        (
            after(later, "1", "3a", "plan"),
            [unchanged(1, "3a")],
        ),
        (
            after(drop(3), "3b"),
            [f"KST060 sections.0.id: Nhiệm vụ 3 bị bỏ{UNNAMED}"],
        ),
    ],
)
def test_the_whole_sentence_and_where_it_belongs(new: PlanFile, wanted: list[str]) -> None:
    assert told(new) == wanted


KEPT = {"number": "512/QĐ-UBND", "date": date(2021, 5, 20), "changes": ["1", "2"]}


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ([KEPT], []),
        (
            [{**KEPT, "changes": ["2", "1", "3"]}],
            [unchanged(2, "3")],
        ),
        (
            [{**KEPT, "changes": ["1"]}],
            [GONE],
        ),
        (
            [{**KEPT, "note": "Ghi thêm."}],
            [GONE],
        ),
        (
            [{**KEPT, "date": date(2021, 5, 21)}],
            [
                unchanged(0, "1"),
                unchanged(1, "2"),
                GONE,
            ],
        ),
        (
            [{**KEPT, "number": "513/QĐ-UBND"}],
            [
                unchanged(0, "1", "513"),
                unchanged(1, "2", "513"),
                GONE,
            ],
        ),
        (
            [],
            [GONE],
        ),
    ],
)
def test_a_document_that_was_named_stays_as_it_was(now: list[Data], wanted: list[str]) -> None:
    old = after(lambda data: data.update(amendments=[KEPT]))
    assert told(after(lambda data: data.update(amendments=now)), old) == wanted


def test_a_draft_that_was_issued_before_is_compared_and_one_that_was_not_is_not() -> None:
    draft = after(lambda data: data.update(status="draft"))
    unnumbered = after(head(number="…/QĐ-UBND"))
    assert told(after(later), draft) == []
    assert told(after(later), unnumbered) == []
    status = f"KST060 status: Phần chung của kế hoạch đổi tình trạng (đã ban hành hay dự thảo){UNNAMED}"
    withdrawn = after(every(later, lambda data: data.update(status="draft")))
    assert told(withdrawn) == [status, *told(after(later))]


def test_a_condition_that_is_taken_away_is_a_change_of_substance() -> None:
    with_condition = after(put(1, condition="nếu Trung ương giao"))
    assert told(BASE, with_condition) == [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi điều kiện{UNNAMED}"]


def printed(text: str) -> Any:
    return put(1, content=text)


@pytest.mark.parametrize(
    ("old", "new", "errata", "wanted"),
    [
        ("Thẩm đinh quy định.", "Thẩm định quy định.", [("đinh", "định")], []),
        ("Thẩm đinh quy đinh.", "Thẩm định quy định.", [("đinh", "định")], []),
        ("Thẩm đinh quy định.", "Thẩm định quy định.", [("Thẩm đinh", "Thẩm định")], []),
        ("Thẩm đinh quy định.", "Thẩm định quy định.", [], ["1"]),
        ("Thẩm đinh quy định.", "Thẩm định quy chế.", [("đinh", "định")], ["1"]),
        ("Cơ quan nước.", "Cơ quan nhà nước.", [("nước", "nhà nước")], []),
        ("Nước, nhà nước, nước.", "Nước, nhà nước, nhà nước.", [("nước", "nhà nước")], []),
        ("Cơ quan nhà nước nước.", "Cơ quan nhà nước.", [("nhà nước nước", "nhà nước")], []),
    ],
)
def test_a_correction_of_print_is_none_of_substance(
    old: str, new: str, errata: list[tuple[str, str]], wanted: list[str]
) -> None:
    listed = [{"where": "Nhiệm vụ 1", "printed": wrong, "corrected": right} for wrong, right in errata]
    now = after(every(printed(new), lambda data: data.update(errata=listed)))
    assert ids(now, after(printed(old))) == wanted


def test_a_correction_that_was_listed_before_covers_no_later_change() -> None:
    def listed(text: str) -> PlanFile:
        errata = [{"where": "Nhiệm vụ 1", "printed": "đinh", "corrected": "định"}]
        return after(every(printed(text), lambda data: data.update(errata=errata)))

    assert ids(listed("Thẩm định."), listed("Thẩm đinh.")) == ["1"]


def test_only_what_changed_in_substance_is_named_and_a_duty_has_its_own_place() -> None:
    def change(data: Data) -> None:
        task(data, 1)["results"] = ["VĂN BẢN thẩm định"]
        later(data)

    assert told(after(change)) == [f"KST060 sections.0.tasks.0.id: Nhiệm vụ 1 đổi thời gian{UNNAMED}"]

    def of_a_duty(data: Data) -> None:
        task(data, 3)["duties"][1]["schedule"] = {"kind": "ongoing", "text": "Thường xuyên"}

    said = f"Đầu việc 3b đổi thời gian{UNNAMED}"
    assert told(after(of_a_duty)) == [f"KST060 sections.0.tasks.2.duties.1.id: {said}"]


def test_a_target_in_place_of_another_is_a_change_of_targets() -> None:
    def change(data: Data) -> None:
        task(data, 3)["targets"][0]["id"] = "ty-le-moi"

    said = f"KST060 sections.0.tasks.2.id: Nhiệm vụ 3 đổi chỉ tiêu{UNNAMED}"
    assert told(after(change)) == [said]
