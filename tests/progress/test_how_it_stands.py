"""How one obligation stands after what was said of it, and whether that fits together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kstthc_cli.domain.progress.obligation_status import status_on
from kstthc_cli.domain.progress.slips import (
    FINAL,
    Key,
    ReportedProgress,
    Slip,
    state_of,
)
from tests.support.made_slips import SAID, any_slips, day, slip

ANY = settings(max_examples=2 * settings().max_examples)

# Contradictions


def said_of(*words: tuple[int, str]) -> ReportedProgress:
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
        ([(1, "in_progress"), (1, "done")], False),
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
        statuses = [status for _, status in words]
        back = any(old in FINAL and old != new for old, new in pairwise(statuses))
        assert said_of(*words).contradictory is back


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


# Since when it has been done, when words are corrected

KEY = Key("so-yt", "3", "2021-Q2")


def corrected(*words: tuple[int, str], chain: bool = True) -> ReportedProgress:
    """What is known after words on days of which each replaces the one before."""
    slips = [
        slip(f"p{n}", ("3", status), on=on, replaces=[f"p{n - 1}"] if n and chain else [])
        for n, (on, status) in enumerate(words)
    ]
    return state_of(slips)[KEY]


@pytest.mark.parametrize(
    ("words", "since"),
    [
        ([(5, "done")], 5),
        ([(5, "done"), (25, "done")], 5),
        ([(5, "done"), (12, "done"), (25, "done")], 5),
        ([(5, "in_progress"), (25, "done")], 25),
        ([(5, "not_arising"), (25, "done")], 25),
        ([(5, "done"), (10, "in_progress"), (25, "done")], 25),
        ([(5, "done"), (10, "not_arising"), (25, "done")], 25),
        ([(3, "in_progress"), (5, "done"), (25, "done")], 5),
    ],
)
def test_a_correction_keeps_the_day_of_what_it_says_again(words: list[tuple[int, str]], since: int) -> None:
    assert corrected(*words).finished_on == day(since)


def test_a_timely_word_that_is_corrected_late_stays_timely() -> None:
    said = corrected((18, "done"), (25, "done"))
    assert [word.day for word, _ in said.statements] == [day(25)]
    assert status_on(day(25), day(18), said) == "done"


def test_a_late_word_that_is_corrected_stays_late() -> None:
    assert status_on(day(25), day(18), corrected((19, "done"), (25, "done"))) == "done_late"


def word(name: str, on: int, status: str = "done", *replaces: str, duty: str = "3") -> Slip:
    """A slip of one word."""
    return slip(name, (duty, status), on=on, replaces=replaces)


WORDS = {
    "taken back, then said anew": (
        25,
        [word("a", 5), slip("b", replaces=["a"], on=6), word("c", 25)],
    ),
    "said of another duty": (
        25,
        [word("a", 5, duty="4"), word("b", 25, "done", "a")],
    ),
    "one line of a slip": (
        5,
        [slip("a", ("3", "done"), ("4", "done"), on=5), word("b", 25, "done", "a#3@2021-Q2")],
    ),
    "a correction that was taken back itself": (
        5,
        [
            word("a", 5), word("b", 8, "in_progress", "a"), slip("c", replaces=["b"], on=9),
            word("d", 25, "done", "a"),
        ],
    ),
    "going on again in between, as another slip says": (
        25,
        [word("a", 5), word("b", 8, "in_progress"), word("c", 25, "done", "a")],
    ),
    "two corrections unaware of each other": (
        5,
        [word("a", 5), word("b", 20, "done", "a"), word("c", 25, "done", "a")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WORDS)
def test_which_words_tell_since_when(case: str) -> None:
    since, slips = WORDS[case]
    assert state_of(slips)[KEY].finished_on == day(since)


@ANY
@given(any_slips(), st.data())
def test_to_correct_done_to_done_is_to_say_it_again(slips: list[Slip], data: st.DataObject) -> None:
    """Whether the later word replaces a standing one or stands beside it: the day is the same."""
    said = state_of(slips).get(KEY)
    standing = [word.id for word, entry in said.statements if entry.status == "done"] if said else []
    replaces = [f"{data.draw(st.sampled_from(standing))}#{KEY.local}"] if standing else []
    again = slip("sau-cung", ("3", "done"), on=5)
    correction = slip("sau-cung", ("3", "done"), on=5, replaces=replaces)
    alone, with_it = state_of([*slips, again])[KEY], state_of([*slips, correction])[KEY]
    assert with_it.finished_on == alone.finished_on


@ANY
@given(any_slips())
def test_it_is_done_on_a_day_on_which_that_was_said(slips: list[Slip]) -> None:
    for key, said in state_of(slips).items():
        words = ((one.day, entry) for one in slips for entry in one.entries)
        days = {on for on, entry in words if (entry.key, entry.status) == (key, said.status)}
        assert said.finished_on in days
        assert said.finished_on <= said.latest[0].day
