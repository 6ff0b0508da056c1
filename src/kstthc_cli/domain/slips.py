"""Slips and requests as computations need them, and the state that slips add up to.

State is a fold: which slips there are decides it, not the order in which they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

FINAL = frozenset({"done", "not_arising"})


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What an entry is about: one agency, one duty, one period, and for a demand its id."""

    agency: str
    duty: str
    period: str
    request: str = ""

    @property
    def local(self) -> str:
        """The key within a slip, whose agency is known: `10@2021-Q2`, `39b@2021/yc-1`."""
        return f"{self.duty}@{self.period}" + (f"/{self.request}" if self.request else "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a result can be seen; `kind` decides which of the other fields speak."""

    kind: str
    number: str | None = None
    day: date | None = None
    subject: str | None = None
    path: str | None = None
    sha256: str | None = None
    url: str | None = None

    @property
    def words(self) -> str:
        """The evidence in a line of a list."""
        if self.kind == "document":
            day = f" ngày {self.day:%d/%m/%Y}" if self.day else ""
            return f"{self.number}{day}{' ' + self.subject if self.subject else ''}"
        return self.path or self.url or ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was written, with its unit."""

    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said of one obligation."""

    key: Key
    status: str
    text: str | None
    difficulty: str | None
    proposal: str | None
    evidence: tuple[Evidence, ...]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Slip:
    """One agency's statement on one day; `path` tells where it is kept."""

    id: str
    plan: str
    agency: str
    period: str
    day: date
    by: str | None
    supersedes: tuple[str, ...]
    entries: tuple[Entry, ...]
    path: str = ""

    @property
    def order(self) -> tuple[date, str]:
        """By day, then by id, the same in every run."""
        return self.day, self.id


@dataclass(frozen=True, slots=True)
class Request:
    """A demand that gives an on-request duty a day; no agencies stands for all that have the duty."""

    id: str
    plan: str
    duty: str
    day: date
    due: date
    number: str
    subject: str
    agencies: frozenset[str]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that counts of what was said of one obligation, oldest first."""

    entries: tuple[tuple[Slip, Entry], ...]

    @property
    def latest(self) -> tuple[Slip, Entry]:
        """The last word: the newest slip's entry."""
        return self.entries[-1]

    @property
    def status(self) -> str:
        """The status that was said last."""
        return self.latest[1].status

    @property
    def contradictory(self) -> bool:
        """Whether a final word was followed, or met on the same day, by another one.

        To go on from in_progress to done is no contradiction; to go back is one, until a slip
        says which of the two it supersedes.
        """
        return any(
            earlier.status != later.status and (earlier.status in FINAL or first.day == second.day)
            for (first, earlier), (second, later) in pairwise(self.entries)
        )


State = Mapping[Key, Said]


def state_of(slips: Iterable[Slip], as_of: date | None = None) -> dict[Key, Said]:
    """What has been said, by obligation, of slips dated up to and including `as_of`.

    An entry counts unless another slip supersedes it; in a circle of slips that supersede each
    other all count, so that nothing said is ever lost.
    """
    known = sorted(
        {slip.id: slip for slip in slips if as_of is None or slip.day <= as_of}.values(),
        key=lambda slip: slip.order,
    )
    gone = superseded(known)
    found: dict[Key, list[tuple[Slip, Entry]]] = {}
    for slip in known:
        for entry in slip.entries:
            if slip.id not in gone and f"{slip.id}#{entry.key.local}" not in gone:
                found.setdefault(entry.key, []).append((slip, entry))
    return {key: Said(tuple(entries)) for key, entries in found.items()}


def superseded(slips: Iterable[Slip]) -> frozenset[str]:
    """The references (`ID` or `ID#DUTY@PERIOD`) that slips supersede, circles left out."""
    named = {slip.id: [ref.split("#")[0] for ref in slip.supersedes] for slip in slips}
    return frozenset(
        ref for slip in slips for ref in slip.supersedes if not _reaches(ref.split("#")[0], slip.id, named)
    )


def _reaches(start: str, goal: str, named: Mapping[str, list[str]]) -> bool:
    """Whether following what slips supersede leads from `start` to `goal`."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            todo += named.get(here, [])
    return False
