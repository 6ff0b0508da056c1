"""The sample as tests need it: the scan of the Decision, and the plan, agencies and calendar in memory."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from kstthc_cli.domain.agencies.registry import registry_of
from kstthc_cli.domain.calendar.calendar import calendar_of
from kstthc_cli.domain.obligations.derivation import Part, part_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty, plan_of
from kstthc_cli.model.plan import PlanFile, TaskFile
from kstthc_cli.store.plan.repository import Repository, load_repository
from tests.support.running import PROJECT

SOURCE = PROJECT / "tests" / "source"
SCAN = SOURCE / "quyet-dinh-159-2021.txt"


def read_yaml(text: str) -> Any:
    """Plain values of a YAML text."""
    return YAML(typ="safe", pure=True).load(text)


def fold(text: str) -> str:
    """What is left of a text without case, marks, blanks and punctuation."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return re.sub(r"[^a-z0-9]", "", plain)


# The scan


@dataclass(frozen=True)
class Repair:
    """A piece of the scan that lost letters, and what it must have been; `last` > `line` joins lines."""

    line: int
    last: int
    scanned: str
    repaired: str
    why: str

    @property
    def of_substance(self) -> bool:
        """Whether it corrects the Decision and not only the scan."""
        return self.why.startswith("đính chính")

    def mend(self, lines: dict[int, str]) -> None:
        """Repair the first place that is left on its line, or on its lines joined together."""
        numbers = range(self.line, self.last + 1)
        joined = "\n".join(lines.pop(number) for number in numbers if number in lines)
        assert self.scanned in joined, f"dòng {self.line}: không còn “{self.scanned}” trong “{joined}”"
        lines[self.line] = joined.replace(self.scanned, self.repaired, 1)


@cache
def repairs() -> tuple[Repair, ...]:
    """Every entry of scan_repairs.yaml, in its order."""
    entries = read_yaml((SOURCE / "scan_repairs.yaml").read_text("utf-8"))["repairs"]
    return tuple(_repair(entry) for entry in entries)


def _repair(entry: dict[str, Any]) -> Repair:
    first, last = entry["lines"] if "lines" in entry else (entry["line"], entry["line"])
    return Repair(first, last, entry["scanned"], entry["repaired"], entry.get("why", ""))


@cache
def scan_lines() -> tuple[str, ...]:
    """The lines of the scan as they came."""
    return tuple(SCAN.read_text("utf-8").split("\n"))


@dataclass(frozen=True)
class SourceLine:
    """A line of the repaired scan and its number there, counted from 1."""

    number: int
    text: str


def repaired_lines() -> list[SourceLine]:
    """The scan with all repairs, without lines that hold neither letter nor digit."""
    lines = dict(enumerate(scan_lines(), 1))
    for repair in repairs():
        repair.mend(lines)
    return [SourceLine(number, text) for number, text in sorted(lines.items()) if fold(text)]


# The data


@cache
def repository() -> Repository:
    """The sample repository, read and checked."""
    return load_repository(PROJECT)


@cache
def plan_file() -> PlanFile:
    """The file of the plan of 2021."""
    return repository().plan_file("2021")


@cache
def year() -> PlanYear:
    """The plan of 2021 with its registry and calendar."""
    return plan_year(repository())


def plan_year(read: Repository) -> PlanYear:
    """The plan of 2021 of any repository with its registry and calendar."""
    file = read.plan_file("2021")
    return PlanYear(
        plan_of(file),
        registry_of(read.registry_file(file.agencies)),
        calendar_of(read.calendar_file(file.calendar)),
    )


def tasks() -> Iterator[TaskFile]:
    """Every numbered row, in order."""
    return (task for section in plan_file().sections for task in section.tasks)


def task(number: str) -> TaskFile:
    """A numbered row."""
    return next(row for row in tasks() if row.id == number)


def duty(duty_id: str) -> Duty:
    """A duty with everything it shares with its task."""
    return next(one for one in year().plan.duties if one.id == duty_id)


def part(duty_id: str, agency_id: str) -> Part | None:
    """What an agency has to do with a duty."""
    agency = year().registry.agencies[agency_id]
    return part_of(duty(duty_id), agency, year().registry.groups_of(agency))


def roles(duty_id: str, agency_id: str) -> tuple[str, ...]:
    """The roles of an agency in a duty; none when it has no part."""
    found = part(duty_id, agency_id)
    return found.roles if found else ()


def units() -> list[dict[str, str]]:
    """The national list of the province's units."""
    with (SOURCE / "quangngai_units_2021.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
