"""Slips in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kstthc_cli.domain.progress.slips import (
    Entry,
    Key,
    Slip,
)

FIRST = date(2021, 6, 1)
NAMES = [f"phieu-{n}" for n in range(7)]
AGENCIES = ("so-tp", "so-yt")
DUTIES = ("3", "4")
SAID = ("in_progress", "done", "not_arising")


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
