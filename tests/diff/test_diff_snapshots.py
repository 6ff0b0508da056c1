"""What `kst diff` says of each kind of change, whole: `snapshots/*` hold it, as people read it.

After a wanted change, look at the difference that the failing test shows, and write the files anew:

    KST_SNAPSHOTS=write pytest tests/diff/test_diff_snapshots.py
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.held_files import held
from tests.support.repositories import change_file, in_git
from tests.support.running import Kst
from tests.support.small_province import sample_province

FOLDER = Path(__file__).parent / "snapshots"
PLAN, AGENCIES, CALENDAR = "plans/2021.yaml", "agencies/quang-ngai.yaml", "calendar/2021.yaml"
ENDINGS = {"text": "txt", "markdown": "md", "json": "json"}
NEW_TASK = """\
      - id: "40"
        content: "Tổng kết việc thực hiện Kế hoạch."
        results: ["Báo cáo tổng kết.", "Hội nghị tổng kết."]
        assignments:
          - printed: "- Văn phòng UBND tỉnh chủ trì; các sở, ban, ngành phối hợp."
            lead: [vp-ubnd-tinh]
            coordinate: [so-ban-nganh]
        schedule: {kind: by_date, text: "Tháng 12/2021", by: "2021-12"}
"""
GROUND = """\
amendments:
  - number: "…/QĐ-UBND"
    date: 2021-05-20
    changes: ["25"]
"""


def deadline(root: Path) -> None:
    change_file(root, PLAN, '{kind: by_date, text: "Quý II", by: "2021-Q2"}', THIRD_QUARTER)
    change_file(root, PLAN, "errata:\n", f"{GROUND}errata:\n")


THIRD_QUARTER = '{kind: by_date, text: "Quý III", by: "2021-Q3"}'


def wording(root: Path) -> None:
    change_file(
        root, PLAN, "Bộ hồ sơ mẫu, quy trình nhóm TTHC.", "Bộ hồ sơ mẫu điện tử, quy trình nhóm TTHC."
    )
    change_file(
        root, PLAN, "xây dựng bộ hồ sơ mẫu kết hợp các TTHC", "xây dựng, công bố bộ hồ sơ mẫu các TTHC"
    )


def task_of(root: Path, number: int) -> str:
    """The lines of a task, up to the next one."""
    text = (root / PLAN).read_text("utf-8")
    start = text.index(f'      - id: "{number}"\n')
    return text[start : text.index(f'      - id: "{number + 1}"\n')]


def agencies_of_a_task(root: Path) -> None:
    task = task_of(root, 25)
    line = '          - printed: "- Thanh tra tỉnh theo dõi."\n            oversee: [thanh-tra-tinh]\n'
    changed = task.replace("lead: [so-nnptnt]", "perform: [so-nnptnt]")
    districts = "coordinate: [so-ban-nganh, ubnd-cap-huyen]\n"
    changed = changed.replace(districts, f"coordinate: [so-ban-nganh]\n{line}")
    assert changed.count("thanh-tra-tinh") == 1
    change_file(root, PLAN, task, changed)


def task_added(root: Path) -> None:
    change_file(root, PLAN, "errata:\n", f"{NEW_TASK}errata:\n")


def task_dropped(root: Path) -> None:
    change_file(root, PLAN, task_of(root, 5), "")


def task_moved(root: Path) -> None:
    task = task_of(root, 9)
    change_file(root, PLAN, task, "")
    change_file(root, PLAN, '      - id: "16"\n', f'{task}      - id: "16"\n')


def order(root: Path) -> None:
    first, second = task_of(root, 20), task_of(root, 21)
    change_file(root, PLAN, first + second, second + first)


def target(root: Path) -> None:
    change_file(root, PLAN, "value: 10", "value: 15")


def head(root: Path) -> None:
    change_file(root, PLAN, "effective: 2021-01-28", "effective: 2021-02-15")
    change_file(root, PLAN, '"Công tác thông tin, báo cáo"', '"Công tác thông tin, báo cáo và tổng kết"')


def agency_ends(root: Path) -> None:
    old = 'parent: ubnd-tinh, aliases: ["Sở NgV"]}'
    end = ", valid_to: 2021-06-30, successors: [vp-ubnd-tinh]}"
    change_file(root, AGENCIES, old, old.replace("}", end))
    change_file(root, AGENCIES, 'name: "Sở Y tế"', 'name: "Sở Y tế và Dân số"')


def group_members(root: Path) -> None:
    old = re.search(r"  - \{kind: levels, id: ubnd-cap-huyen.*\n", (root / AGENCIES).read_text("utf-8"))
    assert old
    new = old[0].replace("kind: levels", "kind: list")
    change_file(
        root, AGENCIES, old[0], new.replace("levels: [huyen]", "members: [huyen-ba-to, huyen-tra-bong]")
    )


def calendar(root: Path) -> None:
    change_file(root, CALENDAR, "level: huyen, day: 19", "level: huyen, day: 20")
    holiday = '    - {first: 2021-09-30, last: 2021-10-01, name: "Nghỉ tránh bão"}\n'
    change_file(root, CALENDAR, "  working_saturdays: []", f"{holiday}  working_saturdays: [2021-10-09]")


def everything(root: Path) -> None:
    for change in (wording, task_added, deadline, task_dropped, task_moved, target, agency_ends, calendar):
        change(root)


KINDS: dict[str, Callable[[Path], object]] = {
    "deadline": deadline,
    "wording": wording,
    "agencies-of-a-task": agencies_of_a_task,
    "task-added": task_added,
    "task-dropped": task_dropped,
    "task-moved": task_moved,
    "order": order,
    "target": target,
    "head": head,
    "agency-ends": agency_ends,
    "group-members": group_members,
    "calendar": calendar,
    "everything": everything,
}
CASES = [(name, "text") for name in KINDS] + [("everything", "markdown"), ("deadline", "json")]


def shown(kst: Kst, root: Path, format_: str) -> str:
    result = kst("diff", "--format", format_, root=root)
    assert (result.code, result.err) == (0, "")
    return re.sub(r"HEAD \([0-9a-f]{7}\)", "HEAD (0000000)", result.out)


@pytest.mark.parametrize(("name", "format_"), CASES)
def test_a_change_is_told_as_it_was(name: str, format_: str, kst: Kst, tmp_path: Path) -> None:
    root = in_git(sample_province(tmp_path / "kho"))
    KINDS[name](root)
    assert kst("validate", root=root).code == 0
    told = shown(kst, root, format_)
    held(FOLDER / f"{name}.{ENDINGS[format_]}", told)


def test_every_snapshot_belongs_to_a_change() -> None:
    wanted = sorted(f"{name}.{ENDINGS[format_]}" for name, format_ in CASES)
    assert sorted(file.name for file in FOLDER.iterdir()) == wanted
