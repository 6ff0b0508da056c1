"""Progress slips, and the reported progress computed from them.

The reported progress is a fold over all slips: it depends on which slips exist, not on the order of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from kstthc_cli.domain.cycles import cycles_of
from kstthc_cli.domain.progress.form_statements import FormStatement

FINAL = frozenset({"done", "not_arising"})
"""The reported statuses after which an obligation needs no further work."""


class Key(NamedTuple):
    """Identifies an obligation: agency id, duty id, period name, and the id of the request that opened it.

    `request` is empty where no request opened the obligation.
    """

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
        """The key without the agency, as `supersedes` writes it: `10@2021-Q2`, `39b@2021/yc-1`."""
        return f"{self.duty}@{self.period}" + (f"/{self.request}" if self.request else "")


class Evidence(NamedTuple):
    """Proof of a result. `kind` is `document`, `file` or `link` and decides which other fields are set."""

    kind: Literal["document", "file", "link"]
    number: str | None = None
    day: date | None = None
    subject: str | None = None
    path: str | None = None
    sha256: str | None = None
    url: str | None = None

    @property
    def words(self) -> str:
        """The evidence as one line of Vietnamese text."""
        if self.kind == "document":
            day = f" ngày {self.day:%d/%m/%Y}" if self.day else ""
            return f"{self.number}{day}{' ' + self.subject if self.subject else ''}"
        return self.path or self.url or ""


class Figure(NamedTuple):
    """A number as decimal text (so that no digit is lost), and its unit."""

    value: str
    unit: str


class Source(NamedTuple):
    """The workbook from which a slip was imported: its name and the hash of its bytes."""

    workbook: str
    sha256: str


class Entry(NamedTuple):
    """What a slip reports on one obligation; `figures` maps the id of a target to its figure.

    `cell` is the place in the workbook from which it was imported, `Nhiệm vụ!F7`.
    """

    key: Key
    status: str
    text: str | None = None
    difficulty: str | None = None
    proposal: str | None = None
    evidence: tuple[Evidence, ...] = ()
    figures: Mapping[str, Figure] = MappingProxyType({})
    cell: str | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The free texts that are not empty, by field, in the order of `TEXTS`."""
        given = {name: getattr(self, name) for name in TEXTS}
        return {name: text for name, text in given.items() if text is not None}


TEXTS = {"text": "", "difficulty": "Khó khăn: ", "proposal": "Kiến nghị: "}
"""Free-text field of an entry → its label in a list."""


class Slip(NamedTuple):
    """What one agency reported on one day; `path` is its file, from the root of the repository."""

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
    source: Source | None = None
    forms: tuple[FormStatement, ...] = ()

    @property
    def withdraws(self) -> bool:
        """Whether it says nothing itself and only withdraws others."""
        return not self.entries and not self.forms


class Statement(NamedTuple):
    """One entry together with its slip."""

    slip: Slip
    entry: Entry

    @property
    def order(self) -> tuple[date, str, str]:
        """Sort key: by day, then by slip id, which begins with the moment of writing."""
        return _order(self.slip)


class ReportedProgress(NamedTuple):
    """The statements on one obligation that count, oldest first.

    `confirmed` are superseded statements whose replacement reports the same status; they show since when that
    status has been reported.
    """

    statements: tuple[Statement, ...]
    confirmed: tuple[Statement, ...] = ()

    @property
    def latest(self) -> Statement:
        """The newest statement."""
        return self.statements[-1]

    @property
    def status(self) -> str:
        """The status that was reported last."""
        return self.latest.entry.status

    @property
    def finished_on(self) -> date:
        """The first day since which the last status has been reported without interruption.

        A correction that repeats the status keeps the day of what it corrects. A statement that was
        withdrawn, replaced by another status, or made about another obligation does not count.
        """
        since = self.latest.slip.day
        for slip, entry in reversed(by_day((*self.statements, *self.confirmed))):
            if entry.status != self.status:
                break
            since = min(since, slip.day)
        return since

    @property
    def contradictory(self) -> bool:
        """Whether a statement contradicts the one before it; see `contradicts`."""
        return any(contradicts(earlier, later) for earlier, later in pairwise(self.statements))


def contradicts(earlier: Statement, later: Statement) -> bool:
    """Whether a final status is followed by another status without a correction.

    A status after in_progress is no contradiction, even on the same day.
    """
    return earlier.entry.status in FINAL and earlier.entry.status != later.entry.status


State = Mapping[Key, ReportedProgress]
"""Obligation → what was reported of it; an obligation without a statement is absent."""


def state_of(slips: Iterable[Slip], as_of: date | None = None) -> dict[Key, ReportedProgress]:
    """The reported progress by obligation, of slips dated up to and including `as_of`.

    An entry counts unless another slip supersedes it. In a cycle of slips that supersede each other all
    of them count, so that nothing reported is lost.
    """
    counted = [slip for slip in slips if as_of is None or slip.day <= as_of]
    replaced = replacements(counted)
    found: dict[Key, list[Statement]] = {}
    touched = _touched(replaced)
    for slip in in_order(counted):
        untouched = (slip.agency, slip.id) not in touched
        for entry in slip.entries:
            if untouched or not _replacing(replaced, slip, entry):
                found.setdefault(entry.key, []).append(Statement(slip, entry))
    confirmed = _confirmed(counted, replaced, found)
    return {
        key: ReportedProgress(tuple(statements), tuple(confirmed.get(key, ())))
        for key, statements in found.items()
    }


def _confirmed(
    slips: Iterable[Slip], replaced: Replacements, counted: Mapping[Key, list[Statement]]
) -> dict[Key, list[Statement]]:
    """The superseded statements that counted ones replace with the same status, step by step."""
    if not replaced:
        return {}
    todo = [(slip.id, entry) for statements in counted.values() for slip, entry in statements]
    earlier: dict[tuple[str, Key, str], list[Statement]] = {}
    touched = _touched(replaced)
    for slip in slips:
        for entry in slip.entries if (slip.agency, slip.id) in touched else ():
            for new in _replacing(replaced, slip, entry):
                earlier.setdefault((new.id, entry.key, entry.status), []).append(Statement(slip, entry))
    found: dict[Key, list[Statement]] = {}
    while todo:
        name, entry = todo.pop()
        for statement in earlier.pop((name, entry.key, entry.status), ()):
            found.setdefault(entry.key, []).append(statement)
            todo.append((statement.slip.id, statement.entry))
    return {key: by_day(statements) for key, statements in found.items()}


def in_order(slips: Iterable[Slip]) -> list[Slip]:
    """Slips by day, then by id, which begins with the moment of writing."""
    return sorted(slips, key=_order)


def by_day(statements: Iterable[Statement]) -> list[Statement]:
    """Statements in the order of their slips."""
    return sorted(statements, key=lambda statement: statement.order)


def _order(slip: Slip) -> tuple[date, str, str]:
    return slip.day, slip.id, slip.path


def _named(slips: Iterable[Slip]) -> dict[str, list[str]]:
    """Slip id → ids of the slips that it supersedes, completely or in part."""
    return {slip.id: [ref.split("#")[0] for ref in slip.supersedes] for slip in slips}


def cyclic_references(slips: Iterable[Slip]) -> frozenset[tuple[str, str]]:
    """Pairs of a slip id and a reference in that slip that leads back to it through other slips."""
    every = list(slips)
    cycle = cycles_of(_named(every))
    return frozenset(
        (slip.id, ref)
        for slip in every
        for ref in slip.supersedes
        if (target := ref.split("#")[0]) == slip.id or cycle.get(target, target) == cycle[slip.id]
    )


Replacements = Mapping[tuple[str, str], tuple[Slip, ...]]
"""(agency, reference) → the slips that supersede it; a reference is `ID` or `ID#DUTY@PERIOD`."""

Superseded = Mapping[tuple[str, str], str]
"""(agency, reference) → the slip that supersedes it, the newest of several."""


def superseded(slips: Iterable[Slip]) -> Superseded:
    """The superseded slips and entries → the newest superseding slip; see `replacements`."""
    return {key: max(slip.id for slip in by) for key, by in replacements(slips).items()}


def replacements(slips: Iterable[Slip]) -> Replacements:
    """The superseded slips and entries → the superseding slips.

    A slip supersedes only slips of its own agency; slips in a cycle supersede nothing; when a slip is
    withdrawn (superseded by a slip that says nothing itself), the slips that it had superseded count again.
    """
    by_agency: dict[str, list[Slip]] = {}
    for slip in slips:
        by_agency.setdefault(slip.agency, []).append(slip)
    return {
        (agency, ref): by for agency, own in by_agency.items() for ref, by in _replacements_of(own).items()
    }


def replaced_by(gone: Superseded, slip: Slip, entry: Entry) -> str | None:
    """The id of the slip that supersedes an entry or its slip; None if the entry counts."""
    whole = gone.get((slip.agency, slip.id))
    return whole or gone.get((slip.agency, f"{slip.id}#{entry.key.local}"))


def _touched(by: Replacements) -> set[tuple[str, str]]:
    """Agency and id of every slip that is superseded completely or in part."""
    return {(agency, ref.partition("#")[0]) for agency, ref in by}


def _replacing(by: Replacements, slip: Slip, entry: Entry) -> tuple[Slip, ...]:
    """The slips that supersede an entry or its slip."""
    return (
        *by.get((slip.agency, slip.id), ()),
        *by.get((slip.agency, f"{slip.id}#{entry.key.local}"), ()),
    )


def _replacements_of(slips: list[Slip]) -> dict[str, tuple[Slip, ...]]:
    if not any(slip.supersedes for slip in slips):
        return {}
    cycles = cyclic_references(slips)
    known = {slip.id for slip in slips}
    found: dict[str, list[Slip]] = {}
    for slip in slips:
        for ref in slip.supersedes:
            if ref.split("#")[0] in known and (slip.id, ref) not in cycles:
                found.setdefault(ref, []).append(slip)
    in_force = _in_force(slips, found)
    kept = {ref: tuple(slip for slip in by if in_force[slip.id]) for ref, by in found.items()}
    return {ref: by for ref, by in kept.items() if by}


def _in_force(slips: list[Slip], found: Mapping[str, list[Slip]]) -> dict[str, bool]:
    """Slip id → whether the slip is in force: it is not completely withdrawn by withdrawals in force.

    A withdrawal can itself be withdrawn; such chains may be long, so they are followed without recursion.
    """
    taking = {slip.id: _withdrawals(slip, found) for slip in slips}
    known: dict[str, bool] = {}
    todo = list(taking)
    while todo:
        if todo[-1] in known:
            todo.pop()
            continue
        whole, *parts = taking[todo[-1]]
        unknown = next((w.id for group in (whole, *parts) for w in group if w.id not in known), None)
        if unknown is not None:
            todo.append(unknown)
            continue
        taken = [any(known[w.id] for w in group) for group in (whole, *parts)]
        known[todo.pop()] = not (taken[0] or (len(parts) > 0 and all(taken[1:])))
    return known


def _withdrawals(slip: Slip, found: Mapping[str, list[Slip]]) -> list[list[Slip]]:
    """The withdrawals (slips that say nothing) of the slip as a whole, then those of each of its entries."""
    refs = [slip.id, *(f"{slip.id}#{entry.key.local}" for entry in slip.entries)]
    return [[other for other in found.get(ref, ()) if other.withdraws] for ref in refs]
