"""Slips as computations need them, and the state that they add up to.

State is a fold: which slips there are decides it, not the order in which they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kstthc_cli.domain.cycles import circles_of

FINAL = frozenset({"done", "not_arising"})


class Key(NamedTuple):
    """What an entry is about: one agency, one duty, one period, and for a demand its id."""

    agency: str
    duty: str
    period: str
    request: str = ""

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """Agency, duty, period and request."""
        return self.agency, self.duty, self.period, self.request

    @property
    def local(self) -> str:
        """The key within a slip, whose agency is known: `10@2021-Q2`, `39b@2021/yc-1`."""
        return f"{self.duty}@{self.period}" + (f"/{self.request}" if self.request else "")


class Evidence(NamedTuple):
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


class Figure(NamedTuple):
    """A number as it was written, with its unit."""

    value: str
    unit: str


class Entry(NamedTuple):
    """What was said of one obligation."""

    key: Key
    status: str
    text: str | None
    difficulty: str | None
    proposal: str | None
    evidence: tuple[Evidence, ...]
    figures: Mapping[str, Figure]


class Slip(NamedTuple):
    """One agency's statement on one day; `path` tells where it is kept."""

    id: str
    plan: str
    agency: str
    period: str
    day: date
    by: str | None
    supersedes: tuple[str, ...]
    entries: tuple[Entry, ...]
    note: str | None = None
    path: str = ""


Word = tuple[Slip, Entry]
Words = dict[Key, list[Word]]


class Said(NamedTuple):
    """Everything that counts of what was said of one obligation, oldest first.

    `confirmed` are words that do not count any more, but of which those that replaced them said the
    same: they tell since when it has been said.
    """

    entries: tuple[Word, ...]
    confirmed: tuple[Word, ...] = ()

    @property
    def latest(self) -> Word:
        """The last word: the newest slip's entry."""
        return self.entries[-1]

    @property
    def status(self) -> str:
        """The status that was said last."""
        return self.latest[1].status

    @property
    def finished_on(self) -> date:
        """The day since which the last word has been said without another one in between.

        A word that replaces the same word on the same obligation says again what was said then. A
        word taken back, or replaced by another one, or said of another obligation, says nothing.
        """
        since, status = self.latest[0].day, self.status
        for slip, entry in reversed(in_line((*self.entries, *self.confirmed))):
            if entry.status != status:
                break
            since = min(since, slip.day)
        return since

    @property
    def contradictory(self) -> bool:
        """Whether a final word was followed, or met on the same day, by another one.

        To go on from in_progress to done is no contradiction; to go back is one, until a slip
        says which of the two it supersedes.
        """
        return len(self.entries) > 1 and any(
            earlier.status != later.status and (earlier.status in FINAL or first.day == second.day)
            for (first, earlier), (second, later) in pairwise(self.entries)
        )


State = Mapping[Key, Said]


def state_of(slips: Iterable[Slip], as_of: date | None = None) -> dict[Key, Said]:
    """What has been said, by obligation, of slips dated up to and including `as_of`.

    An entry counts unless another slip supersedes it; in a circle of slips that supersede each
    other all count, so that nothing said is ever lost.
    """
    counted = [slip for slip in slips if as_of is None or slip.day <= as_of]
    by = replacements(counted)
    found: Words = {}
    touched = _touched(by)
    for slip in in_order(counted):
        whole = (slip.agency, slip.id) not in touched
        for entry in slip.entries:
            if whole or not _replacing(by, slip, entry):
                found.setdefault(entry.key, []).append((slip, entry))
    confirmed = _confirmed(counted, by, found)
    return {key: Said(tuple(words), tuple(confirmed.get(key, ()))) for key, words in found.items()}


def _confirmed(slips: Iterable[Slip], by: Replacements, counted: Words) -> Words:
    """The replaced words that words of the same obligation and status stand for, link by link."""
    if not by:
        return {}
    todo = [(slip.id, entry) for words in counted.values() for slip, entry in words]
    earlier: dict[tuple[str, Key, str], list[Word]] = {}
    touched = _touched(by)
    for slip in slips:
        for entry in slip.entries if (slip.agency, slip.id) in touched else ():
            for new in _replacing(by, slip, entry):
                earlier.setdefault((new.id, entry.key, entry.status), []).append((slip, entry))
    found: Words = {}
    while todo:
        name, entry = todo.pop()
        for word in earlier.pop((name, entry.key, entry.status), ()):
            found.setdefault(entry.key, []).append(word)
            todo.append((word[0].id, word[1]))
    return {key: in_line(words) for key, words in found.items()}


def in_order(slips: Iterable[Slip]) -> list[Slip]:
    """By day, then by id, which begins with the moment of writing."""
    return sorted(slips, key=_place)


def in_line(words: Iterable[Word]) -> list[Word]:
    """Words of one obligation in the order of their slips."""
    return sorted(words, key=lambda word: _place(word[0]))


def _place(slip: Slip) -> tuple[date, str, str]:
    return slip.day, slip.id, slip.path


def _named(slips: Iterable[Slip]) -> dict[str, list[str]]:
    """Slip id → ids of the slips that it supersedes, whole or in part."""
    return {slip.id: [ref.split("#")[0] for ref in slip.supersedes] for slip in slips}


def circular(slips: Iterable[Slip]) -> frozenset[tuple[str, str]]:
    """Pairs of a slip's id and a reference in it that leads back to the slip."""
    every = list(slips)
    circle = circles_of(_named(every))
    return frozenset(
        (slip.id, ref)
        for slip in every
        for ref in slip.supersedes
        if (target := ref.split("#")[0]) == slip.id or circle.get(target, target) == circle[slip.id]
    )


Replacements = Mapping[tuple[str, str], tuple[Slip, ...]]
"""(agency, reference) → the slips that supersede it; a reference is `ID` or `ID#DUTY@PERIOD`."""

Superseded = Mapping[tuple[str, str], str]
"""(agency, reference) → the slip that supersedes it, the newest of several."""


def superseded(slips: Iterable[Slip]) -> Superseded:
    """What is superseded, and by which slip; see `replacements`."""
    return {key: max(slip.id for slip in by) for key, by in replacements(slips).items()}


def replacements(slips: Iterable[Slip]) -> Replacements:
    """What is superseded, and by which slips.

    An agency can only take back its own words; slips in a circle take back nothing; and a slip that
    was withdrawn (superseded by slips without entries) gives back what it had superseded.
    """
    by_agency: dict[str, list[Slip]] = {}
    for slip in slips:
        by_agency.setdefault(slip.agency, []).append(slip)
    return {
        (agency, ref): by for agency, own in by_agency.items() for ref, by in _replacements_of(own).items()
    }


def replaced_by(gone: Superseded, slip: Slip, entry: Entry) -> str | None:
    """The slip that supersedes an entry, alone or with its whole slip."""
    whole = gone.get((slip.agency, slip.id))
    return whole or gone.get((slip.agency, f"{slip.id}#{entry.key.local}"))


def _touched(by: Replacements) -> set[tuple[str, str]]:
    """Agency and id of every slip of which something is superseded."""
    return {(agency, ref.partition("#")[0]) for agency, ref in by}


def _replacing(by: Replacements, slip: Slip, entry: Entry) -> tuple[Slip, ...]:
    """The slips that supersede an entry, alone or with its whole slip."""
    return (
        *by.get((slip.agency, slip.id), ()),
        *by.get((slip.agency, f"{slip.id}#{entry.key.local}"), ()),
    )


def _replacements_of(slips: list[Slip]) -> dict[str, tuple[Slip, ...]]:
    if not any(slip.supersedes for slip in slips):
        return {}
    circles = circular(slips)
    known = {slip.id for slip in slips}
    found: dict[str, list[Slip]] = {}
    for slip in slips:
        for ref in slip.supersedes:
            if ref.split("#")[0] in known and (slip.id, ref) not in circles:
                found.setdefault(ref, []).append(slip)
    standing = _standing(slips, found)
    kept = {ref: tuple(slip for slip in by if standing[slip.id]) for ref, by in found.items()}
    return {ref: by for ref, by in kept.items() if by}


def _standing(slips: list[Slip], found: Mapping[str, list[Slip]]) -> dict[str, bool]:
    """Whether each slip stands: no standing withdrawal takes it back, whole or entry by entry.

    Withdrawals of withdrawals may form long chains, so they are followed without recursion.
    """
    taking = {slip.id: _withdrawals(slip, found) for slip in slips}
    stands: dict[str, bool] = {}
    todo = list(taking)
    while todo:
        if todo[-1] in stands:
            todo.pop()
            continue
        whole, *parts = taking[todo[-1]]
        unknown = next((w.id for group in (whole, *parts) for w in group if w.id not in stands), None)
        if unknown is not None:
            todo.append(unknown)
            continue
        taken = [any(stands[w.id] for w in group) for group in (whole, *parts)]
        stands[todo.pop()] = not (taken[0] or (len(parts) > 0 and all(taken[1:])))
    return stands


def _withdrawals(slip: Slip, found: Mapping[str, list[Slip]]) -> list[list[Slip]]:
    """The slips without entries that take back the whole slip; then those for each of its entries."""
    refs = [slip.id, *(f"{slip.id}#{entry.key.local}" for entry in slip.entries)]
    return [[other for other in found.get(ref, ()) if not other.entries] for ref in refs]
