"""State is a fold over slips: laws that hold for any slips, and tables for how one obligation stands."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kstthc_cli.domain.slips import Entry, Key, Said, Slip, circular, in_order, state_of, superseded
from kstthc_cli.domain.status import status_on

FIRST = date(2021, 6, 1)
NAMES = [f"phieu-{n}" for n in range(7)]
AGENCIES = ("so-tp", "so-yt")
DUTIES = ("3", "4")
SAID = ("in_progress", "done", "not_arising")

Counted = set[tuple[str, Key]]


def day(number: int) -> date:
    """A day of June 2021."""
    return FIRST + timedelta(days=number - 1)


def slip(
    name: str, *said: tuple[str, str], agency: str = "so-yt", on: int = 1, replaces: Iterable[str] = ()
) -> Slip:
    """A slip that says `(duty, status)` of quarter II."""
    entries = (Entry(Key(agency, duty, "2021-Q2"), status, None, None, None, (), {}) for duty, status in said)
    path = f"progress/2021/Q2/{agency}/{name}.yaml"
    return Slip(name, "2021", agency, "2021-Q2", day(on), None, tuple(replaces), tuple(entries), path=path)


def counted(slips: Iterable[Slip]) -> Counted:
    """Which entries count: slip and obligation."""
    return {(old.id, key) for key, said in state_of(slips).items() for old, _ in said.entries}


def every_entry(slips: Iterable[Slip]) -> Counted:
    return {(one.id, entry.key) for one in slips for entry in one.entries}


# Any slips: of two agencies, on five days, replacing one another, what is not there, and themselves


def references() -> SearchStrategy[str]:
    lines = [f"{name}#{duty}@2021-Q2" for name in NAMES for duty in DUTIES]
    return st.sampled_from([*NAMES, *lines, "khong-co", "khong-co#3@2021-Q2"])


@st.composite
def any_slips(draw: st.DrawFn) -> list[Slip]:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    return [
        slip(
            name,
            *draw(st.dictionaries(st.sampled_from(DUTIES), st.sampled_from(SAID))).items(),
            agency=draw(st.sampled_from(AGENCIES)),
            on=draw(st.integers(1, 4)),
            replaces=draw(st.lists(references(), max_size=3, unique=True)),
        )
        for name in names
    ]


ANY = settings(max_examples=300)


@ANY
@given(any_slips(), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(slips: list[Slip], random: Random) -> None:
    shuffled = random.sample(slips, len(slips))
    assert state_of(shuffled) == state_of(slips)
    assert in_order(shuffled) == in_order(slips)
    assert superseded(shuffled) == superseded(slips)


@ANY
@given(any_slips())
def test_a_slip_read_twice_counts_once(slips: list[Slip]) -> None:
    assert state_of([*slips, *slips]) == state_of(slips)


@ANY
@given(any_slips())
def test_an_entry_counts_exactly_where_nothing_replaces_it(slips: list[Slip]) -> None:
    gone = superseded(slips)
    left = {
        (name, key)
        for name, key in every_entry(slips)
        if name not in gone and f"{name}#{key.local}" not in gone
    }
    assert counted(slips) == left


@ANY
@given(any_slips())
def test_without_replacing_nothing_is_lost(slips: list[Slip]) -> None:
    plain = [slip(s.id, *((e.key.duty, e.status) for e in s.entries), agency=s.agency) for s in slips]
    assert counted(plain) == every_entry(plain)


@ANY
@given(any_slips())
def test_what_replaces_is_there_and_of_the_same_agency(slips: list[Slip]) -> None:
    agency = {one.id: one.agency for one in slips}
    for ref, by in superseded(slips).items():
        assert agency[ref.split("#")[0]] == agency[by]


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
    assert state.pop(Key("so-yt", "6", "2021-Q2")).entries == ((new, new.entries[0]),)
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
    circles = circular(slips)
    gone = superseded(slips)
    for one in slips:
        in_circle = {ref for name, ref in circles if name == one.id}
        assert all(gone.get(ref) != one.id for ref in in_circle)


@ANY
@given(any_slips())
def test_slips_are_ordered_by_day(slips: list[Slip]) -> None:
    ordered = in_order(slips)
    assert [one.day for one in ordered] == sorted(one.day for one in slips)
    assert {one.id for one in ordered} == {one.id for one in slips}


@ANY
@given(any_slips())
def test_on_one_day_what_is_replaced_comes_first(slips: list[Slip]) -> None:
    place = {one.id: n for n, one in enumerate(in_order(slips))}
    circles = circular(slips)
    on = {one.id: one.day for one in slips}
    for one in slips:
        for ref in one.supersedes:
            name = ref.split("#")[0]
            if on.get(name) == one.day and not circles:
                assert place[name] < place[one.id]


@ANY
@given(any_slips())
def test_the_last_word_is_of_the_last_day(slips: list[Slip]) -> None:
    for said in state_of(slips).values():
        assert said.latest[0].day == max(one.day for one, _ in said.entries)


# By example


def names(slips: Iterable[Slip], duty: str = "3") -> list[str]:
    """The slips whose word on a duty of Sở Y tế counts, in order."""
    said = state_of(slips).get(Key("so-yt", duty, "2021-Q2"))
    return [one.id for one, _ in said.entries] if said else []


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
    """Each of 22 slips replaces all the earlier ones: a pull request must not stop the program."""
    slips = [slip(f"p{n:02}", DONE, replaces=[f"p{m:02}" for m in range(n)]) for n in range(22)]
    before = time.process_time()
    assert names(slips) == ["p21"]
    assert time.process_time() - before < 2


def test_withdrawals_that_name_all_before_them_are_quick() -> None:
    slips = [slip(f"p{n:02}", replaces=[f"p{m:02}" for m in range(n)]) for n in range(22)]
    before = time.process_time()
    state_of([slip("a", DONE), *slips])
    assert time.process_time() - before < 2


def test_a_long_chain_of_corrections_is_followed() -> None:
    slips = [slip(f"p{n:04}", DONE, replaces=[f"p{n - 1:04}"] if n else []) for n in range(1500)]
    assert names(slips) == ["p1499"]


# Contradictions


def said_of(*words: tuple[int, str]) -> Said:
    """What is known of an obligation after words on days."""
    slips = [slip(f"p{n}", ("3", status), on=on) for n, (on, status) in enumerate(words)]
    return state_of(slips)[Key("so-yt", "3", "2021-Q2")]


@pytest.mark.parametrize(
    ("words", "contradictory"),
    [
        ([(1, "done")], False),
        ([(1, "done"), (2, "done")], False),
        ([(1, "in_progress"), (2, "in_progress")], False),
        ([(1, "in_progress"), (2, "done")], False),
        ([(1, "in_progress"), (2, "not_arising")], False),
        ([(1, "in_progress"), (2, "in_progress"), (3, "done")], False),
        ([(1, "done"), (2, "in_progress")], True),
        ([(1, "done"), (2, "not_arising")], True),
        ([(1, "not_arising"), (2, "done")], True),
        ([(1, "not_arising"), (2, "in_progress")], True),
        ([(1, "done"), (2, "in_progress"), (3, "done")], True),
        ([(1, "done"), (1, "not_arising")], True),
        ([(1, "not_arising"), (1, "done")], True),
        ([(1, "done"), (1, "in_progress")], True),
        ([(1, "in_progress"), (1, "done")], True),
        ([(1, "done"), (1, "done")], False),
    ],
)
def test_words_against_a_final_one_are_contradictory(
    words: list[tuple[int, str]], contradictory: bool
) -> None:
    assert said_of(*words).contradictory is contradictory


@ANY
@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(SAID)), min_size=1, max_size=5))
def test_who_says_one_thing_only_does_not_contradict(words: list[tuple[int, str]]) -> None:
    if len({status for _, status in words}) == 1:
        assert not said_of(*words).contradictory
    elif len({on for on, _ in words}) == 1:
        assert said_of(*words).contradictory


# How an obligation stands

DUE = 18
NOBODY: list[tuple[int, str]] = []


@pytest.mark.parametrize(
    ("words", "as_of", "due", "status"),
    [
        (NOBODY, 17, DUE, "not_reported"),
        (NOBODY, 18, DUE, "not_reported"),
        (NOBODY, 19, DUE, "overdue"),
        (NOBODY, 19, None, "waiting"),
        ([(5, "in_progress")], 10, DUE, "in_progress"),
        ([(5, "in_progress")], 18, DUE, "in_progress"),
        ([(5, "in_progress")], 19, DUE, "overdue"),
        ([(5, "in_progress")], 19, None, "in_progress"),
        ([(5, "done")], 10, DUE, "done"),
        ([(18, "done")], 20, DUE, "done"),
        ([(19, "done")], 20, DUE, "done_late"),
        ([(19, "done")], 20, None, "done"),
        ([(18, "done"), (25, "done")], 25, DUE, "done"),
        ([(5, "in_progress"), (25, "done")], 25, DUE, "done_late"),
        ([(5, "done"), (10, "in_progress"), (25, "done")], 25, DUE, "done_late"),
        ([(5, "done"), (10, "in_progress")], 17, DUE, "in_progress"),
        ([(5, "done"), (10, "in_progress")], 25, DUE, "overdue"),
        ([(5, "done"), (10, "not_arising"), (25, "done")], 25, DUE, "done_late"),
        ([(5, "not_arising")], 10, DUE, "not_arising"),
        ([(25, "not_arising")], 25, DUE, "not_arising"),
        ([(5, "not_arising")], 25, None, "not_arising"),
        ([(5, "done"), (25, "not_arising")], 25, DUE, "not_arising"),
    ],
)
def test_how_an_obligation_stands(
    words: list[tuple[int, str]], as_of: int, due: int | None, status: str
) -> None:
    said = said_of(*words) if words else None
    assert status_on(day(as_of), day(due) if due else None, said) == status


@ANY
@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(SAID)), min_size=1, max_size=4),
    st.integers(1, 30),
    st.integers(1, 30),
)
def test_once_finished_no_day_makes_it_unfinished(words: list[tuple[int, str]], due: int, as_of: int) -> None:
    said = said_of(*words)
    finished = said.status in ("done", "not_arising")
    assert (status_on(day(as_of), day(due), said) in ("done", "done_late", "not_arising")) is finished
