"""Requests with their corrections and withdrawals.

The content in force is a fold over all files, independent of the order of reading. Requests that correct one
another form a chain: it has the id and day of its first request, so that answers remain valid, and the
content of its last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.text.normalize import nfc, with_standard_d


class Withdrawal(NamedTuple):
    """The withdrawal of requests; `path` is its file, from the root of the repository."""

    id: str
    plan: str
    day: date
    withdraws: tuple[str, ...]
    reason: str
    path: str = ""


class Request(NamedTuple):
    """A document that asks agencies for a duty by a day; without `agencies`, all that have the duty.

    For a chain of corrections, `line` has the ids of all files, `last` those that none supersedes, and
    `newest` is the day of the newest file.
    """

    id: str
    plan: str
    duty: str
    day: date
    due: date
    number: str
    number_day: date | None
    subject: str
    agencies: tuple[str, ...]
    supersedes: tuple[str, ...] = ()
    path: str = ""
    line: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    newest: date = date.min
    withdrawn: Withdrawal | None = None

    @property
    def document(self) -> str:
        """The number of the document, however it was typed: `Công văn số 05/VPCP-KSTT` is `5/vpcp-kstt`."""
        plain = with_standard_d(nfc(self.number)).casefold().rpartition("số ")[2]
        return "".join(plain.replace("–", "-").split()).lstrip("0")

    def is_of(self, other: Request) -> bool:
        """Whether it is of the same document; a day that is not known may be any."""
        days = {day for day in (self.number_day, other.number_day) if day}
        return self.document == other.document and len(days) <= 1

    @property
    def order(self) -> tuple[date, str]:
        """Sort key: by day, then by id, which begins with the moment of writing."""
        return self.day, self.id


def requests_on(
    requests: Iterable[Request], withdrawals: Iterable[Withdrawal], as_of: date | None = None
) -> list[Request]:
    """Every request by the files dated up to and including `as_of`, including withdrawn ones.

    The content is that of the newest file that is not superseded. A withdrawn request stays withdrawn, even
    if it is corrected later.
    """
    asked = sorted((r for r in requests if as_of is None or r.day <= as_of), key=lambda r: r.order)
    taken_back = sorted(
        (w for w in withdrawals if as_of is None or w.day <= as_of), key=lambda w: (w.day, w.id)
    )
    origin = origins(asked)
    lines: dict[str, list[Request]] = {}
    for request in asked:
        lines.setdefault(origin[request.id], []).append(request)
    taken = {origin[name]: w for w in reversed(taken_back) for name in w.withdraws if name in origin}
    return [_in_force(name, line, taken.get(name)) for name, line in lines.items()]


def _in_force(name: str, line: Sequence[Request], withdrawn: Withdrawal | None) -> Request:
    last = unsuperseded(line)
    ids = tuple(dict.fromkeys(request.id for request in line))
    tips = tuple(dict.fromkeys(request.id for request in last))
    known = last[-1]._replace(line=ids, last=tips, newest=line[-1].day, withdrawn=withdrawn)
    return known._replace(id=name, day=line[0].day)


def unsuperseded(line: Sequence[Request]) -> list[Request]:
    """The requests of a chain that no other one supersedes; all of them in a cycle.

    There is exactly one, unless two people corrected the same request independently.
    """
    gone = {ref for request in line for ref in request.supersedes}
    return [request for request in line if request.id not in gone] or list(line)


def origins(requests: Iterable[Request]) -> Mapping[str, str]:
    """Request id → id of the first of its chain; only requests of one plan and duty correct each other."""
    known = {request.id: request for request in sorted(requests, key=lambda request: request.order)}
    place = {name: n for n, name in enumerate(known)}
    leads = {name: name for name in known}

    def first(name: str) -> str:
        while leads[name] != name:
            leads[name] = name = leads[leads[name]]
        return name

    for request in known.values():
        for ref in request.supersedes:
            if ref in known and corrects(request, known[ref]):
                earlier, later = sorted((first(request.id), first(ref)), key=place.__getitem__)
                leads[later] = earlier
    return {name: first(name) for name in known}


def repeats(new: Request, old: Request) -> bool:
    """Whether two requests are the same one entered twice: document, duty, deadline, common agencies."""
    shared = not new.agencies or not old.agencies or {*new.agencies} & {*old.agencies}
    return corrects(new, old) and new.is_of(old) and new.due == old.due and bool(shared)


def corrects(new: Request, old: Request) -> bool:
    """Whether one request can be the correction of another: both ask for the same duty."""
    return (new.plan, new.duty) == (old.plan, old.duty)
