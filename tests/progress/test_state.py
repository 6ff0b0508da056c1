"""State is a fold over slips: laws that hold for any slips, and tables for how one obligation stands."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kstthc_cli.domain.progress.slips import (
    Key,
    Slip,
    cyclic_references,
    in_order,
    replaced_by,
    state_of,
    superseded,
)
from tests.support.made_slips import AGENCIES, SAID, any_slips, day, references, slip
from tests.support.times import within

Counted = set[tuple[str, Key]]


def counted(slips: Iterable[Slip]) -> Counted:
    """Which entries count: slip and obligation."""
    return {(old.id, key) for key, said in state_of(slips).items() for old, _ in said.statements}


def every_entry(slips: Iterable[Slip]) -> Counted:
    return {(one.id, entry.key) for one in slips for entry in one.entries}


ANY = settings(max_examples=2 * settings().max_examples)


@ANY
@given(any_slips(), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(slips: list[Slip], random: Random) -> None:
    shuffled = random.sample(slips, len(slips))
    assert state_of(shuffled) == state_of(slips)
    assert in_order(shuffled) == in_order(slips)
    assert superseded(shuffled) == superseded(slips)


@ANY
@given(any_slips())
def test_to_say_everything_twice_says_nothing_new(slips: list[Slip]) -> None:
    once, twice = state_of(slips), state_of([*slips, *slips])
    assert counted([*slips, *slips]) == counted(slips)
    assert {key: (said.status, said.contradictory) for key, said in twice.items()} == {
        key: (said.status, said.contradictory) for key, said in once.items()
    }


@ANY
@given(any_slips())
def test_an_entry_counts_exactly_where_nothing_replaces_it(slips: list[Slip]) -> None:
    gone = superseded(slips)
    left = {
        (one.id, entry.key) for one in slips for entry in one.entries if not replaced_by(gone, one, entry)
    }
    assert counted(slips) == left


@ANY
@given(any_slips())
def test_what_nobody_names_always_counts(slips: list[Slip]) -> None:
    named = {ref.partition("#")[0] for one in slips for ref in one.supersedes}
    free = {(one.id, entry.key) for one in slips for entry in one.entries if one.id not in named}
    assert free <= counted(slips)


@ANY
@given(any_slips())
def test_without_replacing_nothing_is_lost(slips: list[Slip]) -> None:
    plain = [one._replace(supersedes=()) for one in slips]
    assert counted(plain) == every_entry(plain)


@ANY
@given(any_slips())
def test_an_agency_has_no_say_in_the_words_of_another(slips: list[Slip]) -> None:
    """So reading one agency's files gives the same as reading all."""
    whole = state_of(slips)
    for agency in AGENCIES:
        alone = state_of(one for one in slips if one.agency == agency)
        assert alone == {key: said for key, said in whole.items() if key.agency == agency}


@ANY
@given(any_slips(), st.integers(0, 5))
def test_what_is_dated_later_is_not_heard(slips: list[Slip], last: int) -> None:
    until = [one for one in slips if one.day <= day(last)]
    assert state_of(slips, day(last)) == state_of(until) == state_of(until, day(last))


@ANY
@given(any_slips(), st.sampled_from(SAID), st.integers(1, 5))
def test_a_slip_on_something_else_changes_nothing_else(slips: list[Slip], status: str, on: int) -> None:
    new = slip("phieu-moi", ("6", status), on=on)
    state = state_of([*slips, new])
    assert state.pop(Key("so-yt", "6", "2021-Q2")).statements == ((new, new.entries[0]),)
    assert state == state_of(slips)


@ANY
@given(any_slips(), st.data())
def test_a_withdrawn_correction_leaves_no_trace(slips: list[Slip], data: st.DataObject) -> None:
    agency = data.draw(st.sampled_from(AGENCIES))
    replaces = data.draw(st.lists(references(), max_size=3, unique=True))
    wrong = slip("sai", ("3", "done"), agency=agency, on=5, replaces=replaces)
    back = slip("rut", agency=agency, on=5, replaces=["sai"])
    assert state_of([*slips, wrong, back]) == state_of(slips)


@ANY
@given(any_slips())
def test_slips_in_a_circle_replace_nothing(slips: list[Slip]) -> None:
    mine = [one for one in slips if one.agency == "so-yt"]
    cycles = cyclic_references(mine)
    straight = [
        one._replace(supersedes=tuple(ref for ref in one.supersedes if (one.id, ref) not in cycles))
        for one in mine
    ]
    assert counted(straight) == counted(mine)


@ANY
@given(any_slips())
def test_slips_are_ordered_by_day(slips: list[Slip]) -> None:
    ordered = in_order(slips)
    assert [one.day for one in ordered] == sorted(one.day for one in slips)
    assert {one.id for one in ordered} == {one.id for one in slips}


@ANY
@given(any_slips())
def test_the_last_word_is_of_the_last_day(slips: list[Slip]) -> None:
    for said in state_of(slips).values():
        assert said.latest[0].day == max(one.day for one, _ in said.statements)


# By example


def names(slips: Iterable[Slip], duty: str = "3") -> list[str]:
    """The slips whose word on a duty of Sở Y tế counts, in order."""
    said = state_of(slips).get(Key("so-yt", duty, "2021-Q2"))
    return [one.id for one, _ in said.statements] if said else []


DONE = ("3", "done")
OTHER = ("4", "done")


def test_a_replaced_slip_does_not_count() -> None:
    assert names([slip("a", DONE), slip("b", DONE, replaces=["a"])]) == ["b"]


def test_a_chain_of_corrections_leaves_the_last() -> None:
    assert names([slip("a", DONE), slip("b", DONE, replaces=["a"]), slip("c", DONE, replaces=["b"])]) == ["c"]


def test_a_line_is_replaced_and_its_neighbour_stays() -> None:
    slips = [slip("a", DONE, OTHER), slip("b", DONE, replaces=["a#3@2021-Q2"])]
    assert (names(slips), names(slips, "4")) == (["b"], ["a"])


def test_two_corrections_of_one_slip_both_count() -> None:
    """Two clerks on two branches: neither is lost."""
    slips = [slip("a", DONE), slip("b", DONE, replaces=["a"]), slip("c", DONE, replaces=["a"])]
    assert names(slips) == ["b", "c"]


@pytest.mark.parametrize("ref", ["a", "a#3@2021-Q2"])
def test_an_agency_cannot_take_back_the_words_of_another(ref: str) -> None:
    assert names([slip("a", DONE), slip("b", DONE, agency="so-tp", replaces=[ref])]) == ["a"]


@pytest.mark.parametrize(
    "slips",
    [
        [slip("a", DONE, replaces=["a"])],
        [slip("a", DONE, replaces=["b"]), slip("b", DONE, replaces=["a"])],
        [slip("a", DONE, replaces=["c"]), slip("b", DONE, replaces=["a"]), slip("c", DONE, replaces=["b"])],
        [slip("a", DONE, replaces=["b#3@2021-Q2"]), slip("b", DONE, replaces=["a"], on=2)],
    ],
)
def test_in_a_circle_all_count(slips: list[Slip]) -> None:
    assert sorted(names(slips)) == sorted(one.id for one in slips)


def test_a_slip_beside_a_circle_still_replaces() -> None:
    circle = [slip("a", DONE, replaces=["b"]), slip("b", DONE, replaces=["a"])]
    assert names([*circle, slip("c", DONE, replaces=["a"])]) == ["b", "c"]


def test_a_withdrawal_gives_back() -> None:
    slips = [slip("a", DONE), slip("b", DONE, replaces=["a"]), slip("rut", replaces=["b"])]
    assert names(slips) == ["a"]


def test_a_withdrawn_withdrawal_withdraws_nothing() -> None:
    slips = [slip("a", DONE), slip("r1", replaces=["a"]), slip("r2", replaces=["r1"])]
    assert names(slips) == ["a"]
    assert names([*slips, slip("r3", replaces=["r2"])]) == []


def test_two_withdrawals_are_as_one() -> None:
    slips = [slip("a", DONE), slip("r1", replaces=["a"]), slip("r2", replaces=["a"])]
    assert names(slips) == []
    assert names([*slips, slip("r3", replaces=["r1"])]) == []


# However many replace one another


def test_corrections_that_name_all_before_them_are_quick() -> None:
    """Each of 200 slips replaces all the earlier ones: a pull request must not stop the program."""
    slips = [slip(f"p{n:03}", DONE, replaces=[f"p{m:03}" for m in range(n)]) for n in range(200)]
    with within(2):
        assert names(slips) == ["p199"]


def test_withdrawals_that_name_all_before_them_are_quick() -> None:
    slips = [slip(f"p{n:03}", replaces=[f"p{m:03}" for m in range(n)]) for n in range(200)]
    with within(2):
        state_of([slip("a", DONE), *slips])


def test_a_long_chain_of_corrections_is_followed() -> None:
    slips = [slip(f"p{n:04}", DONE, replaces=[f"p{n - 1:04}"] if n else []) for n in range(1500)]
    assert names(slips) == ["p1499"]
