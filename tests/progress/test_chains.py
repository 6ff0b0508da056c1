"""Slips that replace slips that replace slips: read in time that grows no faster than they do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kstthc_cli.domain.progress.slips import Entry, Key, Slip, in_order, state_of, superseded
from tests.support.times import within

SECONDS = 2


def slip(number: int, replaced: Iterable[int]) -> Slip:
    entry = Entry(Key("so-yt", "10", "2021-Q2"), "done", f"Lần {number}.", None, None, (), {})
    names = tuple(f"s{old:05}" for old in replaced)
    return Slip(
        f"s{number:05}", "2021", "so-yt", "2021-Q2", date(2021, 6, 1), None, names, (entry,), path=f"{number}"
    )


def test_a_long_chain_of_corrections() -> None:
    chain = [slip(n, range(max(n - 1, 0), n)) for n in range(3000)]
    with within(SECONDS):
        (said,) = state_of(chain).values()
        assert [newest.id for newest, _ in said.statements] == ["s02999"]
        assert in_order(reversed(chain)) == chain


def test_slips_that_each_replace_all_before() -> None:
    every = [slip(n, range(n)) for n in range(21)]
    with within(SECONDS):
        assert len(superseded(every)) == len(every) - 1
        assert in_order(reversed(every)) == every
        (said,) = state_of(every).values()
        assert [newest.id for newest, _ in said.statements] == ["s00020"]
