"""How one obligation stands after what was said of it, and whether that fits together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kstthc_cli.domain.slips import (
    Key,
    Said,
    state_of,
)
from kstthc_cli.domain.status import status_on
from progress.made_slips import SAID, day, slip

ANY = settings(max_examples=300)

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
