"""Requests, and what their corrections and withdrawals make of them.

How a request stands is a fold: which files there are decides it, not the order in which they were
read. Requests that correct one another make one line: it keeps the id and the day of its first
request, so that answers stay with it, and has the words of its last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple


class Withdrawal(NamedTuple):
    """Word that requests are no longer asked; `path` tells where it is kept."""

    id: str
    plan: str
    day: date
    withdraws: tuple[str, ...]
    reason: str
    path: str = ""


class Request(NamedTuple):
    """A demand that gives an on-request duty a day; no agencies stands for all that have the duty.

    Of a request as it stands, `line` holds the ids of its files, `last` those that none supersedes,
    and `newest` is the day of the newest.
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
    def order(self) -> tuple[date, str]:
        """By day, then by id, which begins with the moment of writing."""
        return self.day, self.id


def requests_on(
    requests: Iterable[Request], withdrawals: Iterable[Withdrawal], as_of: date | None = None
) -> list[Request]:
    """Every request as it stands by what is dated up to and including `as_of`, withdrawn ones too.

    The last word is that of the newest file that no other one supersedes. Once withdrawn, a request
    stays so, whatever corrects it: whoever still needs it opens another one.
    """
    asked = sorted((r for r in requests if as_of is None or r.day <= as_of), key=lambda r: r.order)
    heard = sorted((w for w in withdrawals if as_of is None or w.day <= as_of), key=lambda w: (w.day, w.id))
    origin = origins(asked)
    lines: dict[str, list[Request]] = {}
    for request in asked:
        lines.setdefault(origin[request.id], []).append(request)
    taken = {origin[name]: w for w in reversed(heard) for name in w.withdraws if name in origin}
    standing = (_standing(name, line, taken.get(name)) for name, line in lines.items())
    return sorted(standing, key=lambda request: request.order)


def _standing(name: str, line: Sequence[Request], withdrawn: Withdrawal | None) -> Request:
    last = last_words(line)
    ids = tuple(dict.fromkeys(request.id for request in line))
    tips = tuple(dict.fromkeys(request.id for request in last))
    known = last[-1]._replace(line=ids, last=tips, newest=line[-1].day, withdrawn=withdrawn)
    return known._replace(id=name, day=line[0].day)


def last_words(line: Sequence[Request]) -> list[Request]:
    """Those of a line that no other one supersedes; in a circle, all.

    There is one, unless people corrected a request unaware of each other.
    """
    gone = {ref for request in line for ref in request.supersedes}
    return [request for request in line if request.id not in gone] or list(line)


def origins(requests: Iterable[Request]) -> Mapping[str, str]:
    """Request → the first of its line. Only requests of one plan and duty can correct one another."""
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


def corrects(new: Request, old: Request) -> bool:
    """Whether one request can be the correction of another: both ask for the same duty."""
    return (new.plan, new.duty) == (old.plan, old.duty)
