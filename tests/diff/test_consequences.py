"""Consequences are the difference of all obligations, bundled without losing or inventing one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
from hypothesis import given

from kstthc_cli.domain.diff.consequences import ObligationGroup, UnmatchedEntry, consequences
from kstthc_cli.domain.obligations.comparison import Comparison
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty, Schedule
from kstthc_cli.domain.progress.slips import Entry, Key, Slip
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


def slip(*duties: str) -> Slip:
    entries = tuple(Entry(Key("so-yt", duty, "2021-Q2"), "done") for duty in duties)
    return Slip("p1", "2021", "so-yt", "2021-Q2", date(2021, 6, 1), None, (), entries)


def test_an_entry_is_unmatched_only_where_it_matched_before() -> None:
    """The duty 3 goes, the duty 2 never was of the agency, the duty 99 never was there."""
    old = base()
    new = old._replace(plan=old.plan._replace(duties=tuple(d for d in old.plan.duties if d.id != "4")))
    assert consequences(old, new, [slip("2", "4", "99")]).unmatched == (
        UnmatchedEntry("p1", "so-yt", "4", "2021-Q2"),
    )
    assert consequences(new, old, [slip("2", "4", "99")]).unmatched == ()
    assert consequences(None, new, [slip("4")]).unmatched == ()


def sizes(both: Comparison) -> list[tuple[int, int, int, int]]:
    """Of each class of agencies, what each of them owes in both versions, and how many they are."""
    return [(len(one.old), len(one.new), one.old_agencies, one.new_agencies) for one in both]


def test_an_agency_that_comes_or_goes_is_of_one_version_only() -> None:
    old = base()
    agencies = {name: one for name, one in old.registry.agencies.items() if name != "so-yt"}
    new = old._replace(registry=old.registry._replace(agencies=agencies))
    head, office, courts, districts = (0, 0, 1, 1), (7, 7, 1, 1), (6, 6, 1, 1), (9, 9, 2, 2)
    assert sizes(Comparison(old, new)) == [head, office, courts, districts, (10, 0, 1, 0)]
    assert sizes(Comparison(new, old)) == [head, office, (0, 10, 0, 1), courts, districts]


def test_a_plan_that_is_not_there_owes_nothing() -> None:
    assert len(spread(consequences(None, base()).appear)) == len(owed(base())) == 41
    assert consequences(None, base()).vanish == ()
