"""Figures of one agency for the forms of the program, quarter by quarter; every rule of the forms holds.

Nobody counted so: the figures are drawn by chance, larger for departments and districts than for communes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from kstthc_cli.domain.forms.form import Form

Cells = Mapping[str, int | float]
Content = dict[str, Any]
FIELDS = {
    "so": ("Lĩnh vực 1 (dữ liệu sinh tự động)", "Lĩnh vực 2 (dữ liệu sinh tự động)"),
    "huyen": ("Đất đai (dữ liệu sinh tự động)", "Hộ tịch (dữ liệu sinh tự động)"),
    "xa": ("Hộ tịch (dữ liệu sinh tự động)", "Chứng thực (dữ liệu sinh tự động)"),
}
SIZES = {"so": 900, "huyen": 700, "xa": 150}


@dataclass
class Counter:
    """Counts for one agency; it remembers what was pending at the end of the quarter before."""

    level: str
    chance: Random
    pending: dict[str, int] = field(default_factory=dict)
    services: int = 0

    def __post_init__(self) -> None:
        self.services = self.chance.randint(20, 60)
        self.careless = self.chance.choice((0, 0, 0, 1, 2, 8))

    def statement(self, form: Form) -> Content | None:
        """What the agency states in a form in the next quarter; None for a form that nobody taught it."""
        count = COUNTED.get(form.id)
        if count is None:
            return None
        rows = [{"row": row, "cells": cells} for row, cells in count(self)]
        return {"form": form.id, "status": "done", "rows": rows}

    def some(self, most: int) -> int:
        """A number from zero on."""
        return self.chance.randint(0, max(most, 0))

    def small(self, *choices: int) -> int:
        """One of some numbers."""
        return self.chance.choice(choices)


Rows = Sequence[tuple[str, Cells]]


def _dossiers(counter: Counter) -> Rows:
    return [(name, _dossiers_of(counter, name)) for name in FIELDS[counter.level]]


def _dossiers_of(counter: Counter, name: str) -> Cells:
    size = SIZES[counter.level] // 2
    carried = counter.pending.get(name, size // 20)
    online, direct = counter.some(size), size // 4 + counter.some(size)
    received = online + direct + carried
    pending = min(received, counter.some(size // 8))
    settled = received - pending
    late = min(settled, counter.some(settled * counter.careless // 100))
    early = counter.some(settled - late)
    overdue = min(pending, counter.some(counter.careless))
    counter.pending[name] = pending
    return {
        "3": received, "4": online, "5": direct, "6": carried,
        "7": settled, "8": early, "9": settled - late - early, "10": late,
        "11": pending, "12": pending - overdue, "13": overdue,
    }  # fmt: skip


def _procedures(counter: Counter) -> Rows:
    own, one_stop, rules = 30 + counter.some(60), 20 + counter.some(10), 20 + counter.some(10)
    zero = dict.fromkeys(("3", "4", "7", "8", "11", "12"), 0)
    cells = {"1": own, "2": own, "5": one_stop, "6": one_stop, "9": rules, "10": rules, **zero}
    return [(FIELDS[counter.level][0], cells)]


def _one(cells: Cells) -> Rows:
    return [("tong", cells)]


def _assessed(counter: Counter) -> Rows:
    drafts = counter.small(0, 0, 0, 0, 1)
    return _one({"1": drafts, "2": drafts * 3, "3": drafts * 2, "4": counter.small(0, 0, 0, 0, 1)})


def _published(counter: Counter) -> Rows:
    decisions = counter.small(0, 0, 1, 2) if counter.level == "so" else 0
    new, changed, gone = (counter.some(decisions * 5) for _ in range(3))
    every = new + changed + gone
    return _one({"1": decisions, "2": every, "3": new, "4": changed, "5": gone, "6": every})


def _reviewed(counter: Counter) -> Rows:
    reviewed = counter.small(0, 0, 2, 5)
    before = reviewed * counter.chance.randint(2, 9) * 1_000_000
    days = reviewed * counter.chance.randint(5, 15)
    cost, time = before * counter.chance.randint(75, 95) // 100, days * counter.chance.randint(60, 90) // 100
    return _one({"1": reviewed, "2": min(reviewed, 2), "3": before, "4": cost, "6": days, "7": time})


def _complaints(counter: Counter) -> Rows:
    rules, conduct = counter.small(0, 0, 0, 1, 2), counter.small(0, 0, 0, 0, 1)
    carried = counter.pending.get("complaints", 0)
    pending = min(rules + conduct + carried, counter.small(0, 0, 1))
    counter.pending["complaints"] = pending
    answered = rules + conduct + carried - pending
    cells: Cells = {"1": rules, "2": conduct, "3": carried, "4": answered, "5": answered, "6": pending}
    return _one(cells)


def _posted(counter: Counter) -> Rows:
    received = SIZES[counter.level] + counter.some(100)
    return _one(
        {
            "1": counter.some(40), "2": counter.some(60), "3": received,
            "4": received * counter.chance.randint(40, 95) // 100, "6": counter.some(30),
        }
    )  # fmt: skip


def _services(counter: Counter) -> Rows:
    return _one({"1": counter.services, "2": counter.small(0, 1, 2, 5)})


def _reported(counter: Counter) -> Rows:
    meetings = counter.small(0, 0, 0, 1)
    return _one({"1": counter.some(6), "2": meetings, "3": meetings * counter.chance.randint(20, 120)})


def _inspected(counter: Counter) -> Rows:
    planned, own = counter.small(0, 0, 0, 1), counter.small(0, 1)
    cells: Cells = {"1": planned, "2": counter.small(0, 0, 0, 0, 1), "3": own, "4": planned, "5": planned * 2}
    return _one(cells)


def _rewarded(counter: Counter) -> Rows:
    return _one({"1": counter.small(0, 0, 0, 0, 1), "2": counter.small(0, 0, 0, 1, 2), "3": 0})


def _scored(counter: Counter) -> Rows:
    found = []
    for row in map(str, range(1, 10)):
        dossiers = 10 + counter.some(40)
        found.append((row, {"1": dossiers, "2": dossiers * counter.chance.randint(140, 195) // 100}))
    return found


def _pleased(counter: Counter) -> Rows:
    very, pleased, not_pleased = 20 + counter.some(80), counter.some(60), counter.some(counter.careless)
    return _one({"1": very + pleased + not_pleased, "2": very, "3": pleased, "4": not_pleased})


COUNTED: dict[str, Callable[[Counter], Rows]] = {
    "II.06a": _dossiers,
    "II.07b": _procedures,
    "danh-gia-tac-dong": _assessed,
    "cong-bo-cong-khai": _published,
    "ra-soat": _reviewed,
    "phan-anh-kien-nghi": _complaints,
    "buu-chinh-so-hoa": _posted,
    "dich-vu-cong": _services,
    "truyen-thong": _reported,
    "kiem-tra": _inspected,
    "khen-thuong-xu-ly": _rewarded,
    "cham-diem-mot-cua": _scored,
    "hai-long": _pleased,
}
"""Form id → what an agency counts in it; these are the forms that come with the program."""
