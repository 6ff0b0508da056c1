"""What changed since a period was closed: statuses, later slips, and why an obligation is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.obligations.derivation import Obligation, obligations
from kstthc_cli.domain.progress.slips import Entry, Key, Slip
from kstthc_cli.domain.report.closing import Closing, Frozen, changes, kept_rows
from kstthc_cli.domain.tracking.due_list import Row
from tests.support.quang_ngai import year

KEY = Key("so-yt", "4", "2021-Q2")
OTHER = Key("so-yt", "6", "2021-Q2")
ASKED_LATER = Key("so-yt", "4", "2021", "yc-2")
ASKED = Key("so-yt", "5b", "2021", "yc-1")


def closing(*rows: tuple[Key, str], slips: tuple[str, ...] = ()) -> Closing:
    frozen = tuple(Frozen(key, "I", status, key.period) for key, status in rows)
    return Closing("2021", "2021-Q2", date(2021, 7, 1), None, "0", frozenset(slips), frozen)


def row(key: Key, status: str, due: date | None = date(2021, 6, 18), above: tuple[str, ...] = ()) -> Row:
    owed = SimpleNamespace(
        key=key, agency=SimpleNamespace(id=key.agency), duty=SimpleNamespace(id=key.duty, above=above),
        request=key.request, due=Due(due, due) if due else None, year=2021,
    )  # fmt: skip
    return Row(cast("Obligation", owed), status)


def slip(name: str, *keys: Key) -> Slip:
    entries = tuple(Entry(key, "done") for key in keys)
    return Slip(name, "2021", "so-yt", "2021-Q2", date(2021, 7, 5), None, (), entries)


def told(then: Closing, rows: list[Row], slips: tuple[Slip, ...] = ()) -> list[str]:
    return [
        f"{one.key.local}: {one.then} → {one.now} {'+'.join(s.id for s in one.later)} {one.gone}".strip()
        for one in changes(then, rows, slips)
    ]


@pytest.mark.parametrize(
    ("then", "rows", "slips", "wanted"),
    [
        (closing((KEY, "done")), [row(KEY, "done")], (), []),
        (closing((KEY, "overdue")), [row(KEY, "done")], (), ["4@2021-Q2: overdue → done"]),
        # a slip that came later is told although the status stays
        (closing((KEY, "done")), [row(KEY, "done")], (slip("p2", KEY),), ["4@2021-Q2: done → done p2"]),
        (closing((KEY, "done"), slips=("so-yt/p2",)), [row(KEY, "done")], (slip("p2", KEY),), []),
        (closing((KEY, "done")), [row(KEY, "done")], (slip("p2", OTHER),), []),
        (
            closing((KEY, "not_due")), [row(KEY, "done")], (slip("p2", KEY, KEY), slip("p3", KEY)),
            ["4@2021-Q2: not_due → done p2+p3"],
        ),
        # gone
        (closing((KEY, "overdue")), [], (), ["4@2021-Q2: overdue → None  dropped"]),
        (
            closing((KEY, "overdue")), [row(Key("so-yt", "4.1", "2021-Q3"), "not_due", above=("4",))], (),
            ["4@2021-Q2: overdue → None  detailed"],
        ),
        (
            closing((KEY, "waiting")), [row(ASKED_LATER, "not_due", date(2021, 8, 1))], (),
            ["4@2021-Q2: waiting → None  requested"],
        ),
        (closing((ASKED, "overdue")), [], (), ["5b@2021/yc-1: overdue → None  withdrawn"]),
        # opened since by a request due in the period
        (closing(), [row(ASKED, "overdue", date(2021, 6, 30))], (), ["5b@2021/yc-1: None → overdue"]),
        (closing(), [row(ASKED, "not_due", date(2021, 7, 1))], (), []),
        (closing(), [row(KEY, "overdue")], (), []),
        (
            closing(), [row(ASKED, "done", date(2021, 6, 30))], (slip("p2", ASKED),),
            ["5b@2021/yc-1: None → done p2"],
        ),
    ],
)  # fmt: skip
def test_what_changed_since_a_closing(
    then: Closing, rows: list[Row], slips: tuple[Slip, ...], wanted: list[str]
) -> None:
    assert told(then, rows, slips) == wanted


def test_what_stands_as_it_did_keeps_its_day_before_it_was_moved_and_what_moved_has_that_of_then() -> None:
    plan_year = year()
    agency = plan_year.registry.agencies["so-yt"]
    every = obligations(plan_year.plan, plan_year.registry, plan_year.calendar, [agency])
    owed = next(one for one in every if one.due is not None and one.due.nominal != one.due.effective)
    assert owed.due is not None
    frozen = Frozen(owed.key, owed.duty.section, "done", str(owed.key.period), owed.due.effective.isoformat())
    moved = replace(frozen, due="2021-03-02")
    then = Closing("2021", "2021-Q2", date(2021, 7, 1), None, "0", frozenset(), (frozen, moved))
    same, other = kept_rows(then, plan_year, [Row(owed, "done")], {})
    assert same.obligation.due == owed.due
    assert other.obligation.due == Due(date(2021, 3, 2), date(2021, 3, 2))
    assert same.obligation.part == other.obligation.part == owed.part
