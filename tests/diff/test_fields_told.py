"""Every field that a file can have is compared, and a line tells its change."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from kstthc_cli.domain.diff.fields import row_of
from kstthc_cli.domain.diff.plan_facts import Facts, calendar_facts, plan_facts, registry_facts
from kstthc_cli.model.agencies import AgencyFile, LevelGroup, ListGroup, OpenGroup, RegistryFile
from kstthc_cli.model.calendar import CalendarFile, DaysOff, SendBy
from kstthc_cli.model.plan import DutyFile, PlanFile, Section, SubPlanRef, Target, TaskFile
from kstthc_cli.store.files.source import read_source
from kstthc_cli.store.yaml.reader import parse
from tests.diff.test_plan_diff import told
from tests.support.example_files import MINIMAL, minimal
from tests.support.in_process import call
from tests.support.repositories import in_git

CELLS = ("content", "results", "assignments", "condition", "targets", "duties")
APART: list[tuple[str, str, type[BaseModel], tuple[str, ...]]] = [
    ("plan", "", PlanFile, ("sections", "sub_plans", "errata", "amendments")),
    ("sub_plan", "", SubPlanRef, ()),
    ("section", "", Section, ("tasks",)),
    ("duty", "", TaskFile, CELLS),
    ("duty", "", DutyFile, CELLS),
    ("target", "", Target, ("value",)),
    ("registry", "", RegistryFile, ("agencies", "groups")),
    ("agency", "", AgencyFile, ()),
    ("group", "", ListGroup, ()),
    ("group", "", OpenGroup, ()),
    ("group", "", LevelGroup, ()),
    ("calendar", "", CalendarFile, ("days_off", "send_by")),
    ("calendar", "days_off.", DaysOff, ("days", "working_saturdays")),
    ("calendar", "send_by.xa.", SendBy, ("level",)),
    ("calendar", "send_by.phong.", SendBy, ("level",)),
]
"""Kind of item, how its fields begin, its model, and the fields that are compared as items of their own."""


def fields(model: type[BaseModel], begin: str, leave: tuple[str, ...]) -> Iterator[str]:
    """The names of the fields, of nested models too; a list is one field."""
    for key, field in model.model_fields.items():
        name = f"{begin}{key.removesuffix('_')}"
        inner = list(nested(field.annotation))
        if key in ("id", *leave):
            continue
        if inner:
            for one in inner:
                yield from fields(one, f"{name}.", ())
        else:
            yield name


def nested(kind: Any) -> Iterator[type[BaseModel]]:
    """The models that a field can be, not those in a list."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    elif typing.get_origin(kind) is not list:
        for part in typing.get_args(kind):
            yield from nested(part)


@pytest.mark.parametrize(("kind", "begin", "model", "leave"), APART)
def test_every_field_of_a_file_has_a_row(
    kind: str, begin: str, model: type[BaseModel], leave: tuple[str, ...]
) -> None:
    assert [name for name in fields(model, begin, leave) if not row_of(kind, name)] == []


def test_a_field_that_no_file_has_is_a_fault() -> None:
    assert (row_of("plan", "decision.number"), row_of("duty", "party.so-tp")) == ("decision.number", "party")
    for name in ("khong-co", "decision", "decision.khong-co", "agencies2"):
        with pytest.raises(KeyError, match=f"plan: {name}"):
            row_of("plan", name)


# The lines


def data(path: str) -> Any:
    source, _ = read_source(MINIMAL / path, path)
    return parse(source).data


def plan(change: Any) -> Facts:
    given = data("plans/2021.yaml")
    change(given)
    return plan_facts(PlanFile.model_validate(given))


def agencies(change: Any) -> Facts:
    given = data("agencies/quang-ngai.yaml")
    change(given)
    return registry_facts(RegistryFile.model_validate(given))


def days(change: Any) -> Facts:
    given = data("calendar/2021.yaml")
    change(given)
    return calendar_facts(CalendarFile.model_validate(given))


def nothing(_given: Any) -> None:
    """Leave everything as it is."""


def put(*path: Any, **values: Any) -> Any:
    def change(given: Any) -> None:
        for step in path:
            given = given[step]
        given.update(values)

    return change


MARKS = {"same": "{}", "old": "[-{}-]", "new": "[+{}+]", "was": "{} →", "now": "{}"}
TASK = ("sections", 0, "tasks", 0)
COLUMNS = [{"id": "time", "title": "Thời gian"}, {"id": "lead", "title": "Cơ quan chủ trì"}]
FOLLOWS = {
    "plan": "2020",
    "as_of": date(2020, 12, 20),
    "left_out": [{"duty": "7", "reason": "Đã xong."}],
    "unfinished": [{"duty": "8", "agencies": ["so-tp", "so-tttt"]}],
}
WORDING = {"until": date(2025, 6, 30), "addressed": "Các phòng cũ"}
LEVELS = [
    {"id": "so", "name": "Sở", "units": "sở", "committee": True, "before": [WORDING, WORDING]},
    {"id": "tinh", "name": "Tỉnh"},
]
FIRST_LEVEL = (
    "Các cấp: [+Mã cấp: so; Tên cấp: Sở; Tên chung của đơn vị: sở; Ủy ban nhân dân: ký thay mặt tập thể: có; "
    "Cách gọi trước đây: (Đến hết ngày: 30/06/2025; Trong Kính gửi: Các phòng cũ), "
    "(Đến hết ngày: 30/06/2025; Trong Kính gửi: Các phòng cũ)+]"
)
LINES = [
    {"printed": "- Sở A.", "perform": ["so-tp"], "conditions": {"so-tp": "nếu có"}},
    {"printed": "- Sở A phối hợp.", "coordinate": ["so-tp"], "conditions": {"so-tp": "khi cần"}},
]
OFF = [
    {"first": date(2021, 1, 1), "name": "Tết Dương lịch"},
    {
        "first": date(2021, 2, 10), "last": date(2021, 2, 12), "name": "Tết",
        "decide": ["Ngày nào?", "Đủ chưa?"],
    },
    {"first": date(2021, 4, 30), "last": date(2021, 4, 29), "name": "Lễ"},
]  # fmt: skip


def shown(old: Facts, new: Facts) -> list[str]:
    return [" ".join(MARKS[piece.mark].format(piece.text) for piece in line) for line in told(old, new)]


@pytest.mark.parametrize(
    ("facts", "change", "wanted"),
    [
        (
            plan,
            put("annex", columns=COLUMNS),
            [
                "Các cột của bảng: [+Mã cột: time; Tiêu đề như đã in: Thời gian+]",
                "Các cột của bảng: [+Mã cột: lead; Tiêu đề như đã in: Cơ quan chủ trì+]",
            ],
        ),
        (
            plan,
            put("decision", body=["Thực hiện Nghị định.", "Giao các sở."], after=["Trên đây là Kế hoạch."]),
            [
                "Đoạn văn: [+Thực hiện Nghị định.+]",
                "Đoạn văn: [+Giao các sở.+]",
                "Đoạn văn sau bảng: [+Trên đây là Kế hoạch.+]",
            ],
        ),
        (
            plan,
            put(follows=FOLLOWS),
            [
                "Kế hoạch năm trước: [+2020+]",
                "Kế hoạch năm trước: [+20/12/2020+]",
                "Kế hoạch năm trước: [+Mã đầu việc của năm cũ: 7; Lý do: Đã xong.+]",
                "Kế hoạch năm trước: [+Mã đầu việc của năm cũ: 8; Cơ quan chưa hoàn thành: so-tp, so-tttt+]",
            ],
        ),
        (plan, put("sections", 0, under="0"), ["Mục I, thuộc mục: [+mục 0+]"]),
        (plan, put(*TASK, columns={"ghi-chu": "Gửi bản in"}), ["Chữ ở các cột khác: [+Gửi bản in+]"]),
        (
            plan,
            put(*TASK, assignments=LINES),
            [
                "Vai trò của so-tp: có ý kiến/thẩm định → thực hiện, phối hợp",
                "Điều kiện của so-tp: [+nếu có; khi cần+]",
                "Dòng phân công: [-- Sở Tư pháp thẩm định.-]",
                "Dòng phân công: [+- Sở A.+]",
                "Dòng phân công: [+- Sở A phối hợp.+]",
            ],
        ),
        (
            agencies,
            put(levels=LEVELS),
            [
                FIRST_LEVEL,
                "Các cấp: [+Mã cấp: tinh; Tên cấp: Tỉnh+]",
            ],
        ),
        (
            days,
            put("days_off", days=OFF),
            [
                "Ngày nghỉ: [+01/01/2021 Tết Dương lịch+]",
                "Ngày nghỉ: 10/02/2021 đến 12/02/2021 Tết Nguyên đán Tân Sửu → 10/02/2021 đến 12/02/2021 Tết",
                "Ngày nghỉ: [+30/04/2021 Lễ+]",
                "Ngày nghỉ: [-13/02/2021 đến 16/02/2021 Tết Nguyên đán Tân Sửu-]",
                "Ngày nghỉ: [-02/09/2021 đến 03/09/2021 Quốc khánh-]",
                "Ngày nghỉ cần xác nhận: [+Tết: Ngày nào?+]",
                "Ngày nghỉ cần xác nhận: [+Tết: Đủ chưa?+]",
            ],
        ),
    ],
    ids=["columns", "body", "follows", "under", "cells", "conditions", "levels", "days off"],
)
def test_the_lines_of_a_change(facts: Any, change: Any, wanted: list[str]) -> None:
    assert shown(facts(nothing), facts(change)) == wanted


def test_a_plan_with_columns_and_text_of_its_own_is_compared(tmp_path: Path) -> None:
    """As `kst import` writes them."""
    root = minimal(tmp_path / "kho")
    file = root / "plans" / "2021.yaml"
    text = file.read_text("utf-8")
    columns: tuple[str, ...] = ('{id: content, title: "Nội dung"}', '{id: time, title: "Thời gian"}')
    columns += ('{id: lead, title: "Chủ trì"}', '{id: ghi-chu, title: "Ghi chú"}')
    text = text.replace("annex:\n", f"annex:\n  columns: [{', '.join(columns)}]\n")
    text = text.replace("decision:\n", 'decision:\n  body: ["Thực hiện Nghị định."]\n', 1)
    text = text.replace("        results:", '        columns: {ghi-chu: "Gửi bản in"}\n        results:', 1)
    file.write_text(text, "utf-8", newline="\n")
    in_git(root)
    assert call("diff", root=root).out.splitlines()[1:] == ["Không thay đổi nội dung."]
    text = text.replace("Gửi bản in", "Gửi bản điện tử").replace('"Ghi chú"', '"Lưu ý"')
    file.write_text(text.replace("Thực hiện Nghị định.", "Thực hiện Thông tư."), "utf-8", newline="\n")
    result = call("diff", root=root)
    assert (result.code, result.err) == (0, "")
    checked = call("validate", "--base", "HEAD", root=root)
    assert (checked.code, checked.out.count("KST060"), checked.err) == (1, 2, "")
