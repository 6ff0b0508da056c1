"""Consequences are the difference of all obligations, bundled without losing or inventing one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
from hypothesis import given

from kstthc_cli.domain.diff.consequences import ObligationGroup, consequences
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty, Schedule
from kstthc_cli.store.plan.plan_years import plan_years
from tests.support.small_province import small_province

Triple = tuple[str, str, str]
Changes = list[tuple[int, Callable[..., list[Duty]], Schedule]]
SCHEDULES = (
    Schedule("ongoing", "Thường xuyên"),
    Schedule("periodic", "Hằng năm", every=("year",)),
    Schedule("by_date", "Quý III", by="2021-Q3"),
    Schedule("on_request", "Đột xuất"),
)


@cache
def base() -> PlanYear:
    with TemporaryDirectory() as folder:
        return plan_years(small_province(Path(folder)))[0]


def rescheduled(duty: Duty, schedule: Schedule) -> list[Duty]:
    return [duty._replace(schedule=schedule)]


def dropped(_duty: Duty, _schedule: Schedule) -> list[Duty]:
    return []


def unassigned(duty: Duty, _schedule: Schedule) -> list[Duty]:
    return [duty._replace(lines=())]


CHANGE = st.tuples(
    st.integers(0, len(SCHEDULES) + 2),
    st.sampled_from([rescheduled, dropped, unassigned]),
    st.sampled_from(SCHEDULES),
)


def changed(year: PlanYear, changes: Changes) -> PlanYear:
    duties = list(year.plan.duties)
    for which, change, schedule in changes:
        if duties:
            place = which % len(duties)
            duties[place : place + 1] = change(duties[place], schedule)
    return year._replace(plan=year.plan._replace(duties=tuple(duties)))


def owed(year: PlanYear) -> dict[tuple[str, str, str], Triple]:
    """What is owed: by its key, and as bundles name it."""
    every = year.owed_by(year.registry.in_order)
    return {(o.key.duty, o.key.agency, o.key.period): (o.duty.id, o.agency.id, str(o.period)) for o in every}


def spread(bundles: Iterable[ObligationGroup]) -> list[Triple]:
    return sorted(
        (duty, agency, str(period))
        for bundle in bundles
        for duty, agency, period in product(bundle.duties, bundle.agencies, bundle.periods)
    )


@given(st.lists(CHANGE, max_size=5))
def test_bundles_hold_just_what_appears_and_vanishes(changes: Changes) -> None:
    old, new = base(), changed(base(), changes)
    found = consequences(old, new)
    before, after = owed(old), owed(new)
    assert spread(found.appear) == sorted(after[key] for key in after.keys() - before.keys())
    assert spread(found.vanish) == sorted(before[key] for key in before.keys() - after.keys())
    assert sum(bundle.count for bundle in found.vanish) == len(before.keys() - after.keys())


@given(st.lists(CHANGE, max_size=5))
def test_what_appears_one_way_vanishes_the_other(changes: Changes) -> None:
    old, new = base(), changed(base(), changes)
    there, back = consequences(old, new), consequences(new, old)
    assert spread(there.appear) == spread(back.vanish)
    assert sum(s.count for s in there.moved) == sum(s.count for s in back.moved)
    assert {(s.old, s.new) for s in there.moved} == {(s.new, s.old) for s in back.moved}


def test_nothing_follows_from_nothing() -> None:
    found = consequences(base(), base())
    assert (found.appear, found.vanish, found.moved, found.unmatched) == ((), (), (), ())


def test_a_plan_that_is_not_there_owes_nothing() -> None:
    assert len(spread(consequences(None, base()).appear)) == len(owed(base())) == 41
    assert consequences(None, base()).vanish == ()
