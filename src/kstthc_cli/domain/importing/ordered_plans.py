"""`Theo kế hoạch`: the sub-plan that a task of the same document orders, where only one can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.normalize import unmarked, words

_BY_PLAN = re.compile(r"(theo|thực hiện theo) (các )?kế hoạch", re.IGNORECASE)
_TITLE = re.compile(r"\bkế hoạch (?!hoạt động của|của|này|năm)[^;.:]+", re.IGNORECASE)
_NEXT = re.compile(r",? (?:và )?(?=kế hoạch )", re.IGNORECASE)
_COMMON = frozenset(
    words(
        "kế hoạch về công tác năm của việc thực hiện hoạt động kiểm soát thủ tục hành chính TTHC trên địa "
        "bàn tỉnh xã các ban hành chi tiết hằng hàng"
    )
)
"""Words that tell nothing of what a sub-plan is about."""
_ABOUT = "là kế hoạch nào"


class Ordered(NamedTuple):
    """A sub-plan that a duty orders."""

    id: str
    title: str
    duty: str
    about: frozenset[str]


def with_ordered_plans(sections: Sequence[Plain]) -> list[Plain]:
    """Name the sub-plan in every schedule `Theo kế hoạch` that can mean one only; return these sub-plans."""
    ordered = list(_ordered(sections))
    used: dict[str, Plain] = {}
    for section in sections:
        for task in section["tasks"]:
            for part in task.get("duties", [task]):
                schedule = part.get("schedule", {})
                text = schedule.get("text", "").strip(" -.")
                if schedule.get("kind") != "on_request" or not _BY_PLAN.fullmatch(text):
                    continue
                found = _meant(task, section, ordered, part["id"])
                if found is not None:
                    part["schedule"] = {"kind": "by_plan", "text": schedule["text"], "plan": found.id}
                    _answered(part)
                    _answered(task)
                    used[found.id] = {"id": found.id, "title": found.title, "ordered_by": found.duty}
    return list(used.values())


def _ordered(sections: Sequence[Plain]) -> Iterator[Ordered]:
    """The sub-plans that results name, each with the duty that orders it."""
    taken: set[str] = set()
    for section in sections:
        for task in section["tasks"]:
            for part in task.get("duties", [task]):
                for text in part.get("results") or task.get("results") or ():
                    for title in _titles(text):
                        about = frozenset(words(title)) - _COMMON
                        name = re.sub(r"[^a-z0-9]+", "-", unmarked(title))[9:49].strip("-")
                        if about and name not in taken:
                            taken.add(name)
                            yield Ordered(name, title, part["id"], about)


def _titles(text: str) -> Iterator[str]:
    for piece in _NEXT.split(text):
        if match := _TITLE.search(piece):
            title = match[0].strip(" ,")
            yield capitalized(title)


def _meant(task: Plain, section: Plain, ordered: Sequence[Ordered], duty: str) -> Ordered | None:
    """The only sub-plan of which all that it is about stands in the task or, else, in its section's title."""
    for text in (task["content"], f"{section['title']} {task['content']}"):
        mentioned = frozenset(words(text))
        fitting = [plan for plan in ordered if plan.about <= mentioned and plan.duty != duty]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _answered(part: Plain) -> None:
    """Remove the question which sub-plan is meant."""
    left = [text for text in part.get("decide", ()) if _ABOUT not in text]
    part.pop("decide", None)
    if left:
        rest = {key: value for key, value in part.items() if key not in ("id", "label")}
        head = {key: part[key] for key in ("id", "label") if key in part}
        part.clear()
        part.update(head | {"decide": left} | rest)
