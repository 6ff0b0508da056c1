"""How requests stand is a fold over their files: laws that hold for any, and examples."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kstthc_cli.domain.requests import Request, Withdrawal, repeats, requests_on
from tests.support.made_slips import day

IDS = [f"yc-{n}" for n in range(6)]
ANY = settings(max_examples=2 * settings().max_examples)
Files = tuple[list[Request], list[Withdrawal]]


def request(name: str, *supersedes: str, on: int = 1, due: int = 20, duty: str = "5b") -> Request:
    """A request for a duty."""
    path = f"requests/2021/{name}.yaml"
    return Request(name, "2021", duty, day(on), day(due), "45/VPCP", None, "", (), supersedes, path)


def withdrawal(*names: str, on: int = 3, id_: str = "rut") -> Withdrawal:
    return Withdrawal(id_, "2021", day(on), names, "Văn bản thu hồi.")


@st.composite
def any_files(draw: st.DrawFn) -> Files:
    references = st.lists(st.sampled_from([*IDS, "khong-co"]), max_size=2, unique=True)
    names = draw(st.lists(st.sampled_from(IDS), unique=True))
    numbers, duties = st.integers(1, 4), st.sampled_from(["5b", "5b", "7"])
    asked = [
        request(name, *draw(references), on=draw(numbers), due=draw(numbers) + 20, duty=draw(duties))
        for name in names
    ]
    taken = draw(st.lists(st.tuples(references, numbers), max_size=2))
    return asked, [withdrawal(*refs, on=on, id_=f"rut-{n}") for n, (refs, on) in enumerate(taken)]


@ANY
@given(any_files(), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(files: Files, random: Random) -> None:
    asked, taken = files
    shuffled = random.sample(asked, len(asked)), random.sample(taken, len(taken))
    assert requests_on(*shuffled) == requests_on(*files)


@ANY
@given(any_files())
def test_to_read_everything_twice_says_nothing_new(files: Files) -> None:
    asked, taken = files
    assert requests_on([*asked, *asked], [*taken, *taken]) == requests_on(asked, taken)


@ANY
@given(any_files())
def test_every_file_belongs_to_one_line(files: Files) -> None:
    """Nothing that was asked is lost, nothing is asked twice."""
    standing = requests_on(*files)
    assert sorted(name for one in standing for name in one.line) == sorted(one.id for one in files[0])
    assert all(one.id in one.line and {*one.last} <= {*one.line} for one in standing)


@ANY
@given(any_files(), st.integers(0, 5))
def test_what_is_dated_later_is_not_heard(files: Files, last: int) -> None:
    until = [one for one in files[0] if one.day <= day(last)], [w for w in files[1] if w.day <= day(last)]
    assert requests_on(*files, day(last)) == requests_on(*until) == requests_on(*until, day(last))


@ANY
@given(any_files())
def test_what_nobody_names_stands_as_it_is(files: Files) -> None:
    named = {ref for one in files[0] for ref in one.supersedes} | {w for t in files[1] for w in t.withdraws}
    standing = {one.id: one for one in requests_on(*files)}
    for one in files[0]:
        if one.id not in named and not one.supersedes:
            assert (standing[one.id].due, standing[one.id].withdrawn) == (one.due, None)


@ANY
@given(any_files(), st.data())
def test_a_correction_changes_its_own_line_only(files: Files, data: st.DataObject) -> None:
    before = requests_on(*files)
    if before:
        old = data.draw(st.sampled_from(before))
        new = request("yc-moi", *old.last, on=5, due=29, duty=old.duty)
        after = {one.id: one for one in requests_on([*files[0], new], files[1])}
        assert (after[old.id].due, after[old.id].last) == (day(29), ("yc-moi",))
        assert {one.id for one in before} == {*after}
        assert [after[one.id] for one in before if one.id != old.id] == [o for o in before if o.id != old.id]


@ANY
@given(any_files(), st.data())
def test_a_withdrawn_request_stays_withdrawn(files: Files, data: st.DataObject) -> None:
    before = requests_on(*files)
    if before:
        old = data.draw(st.sampled_from(before))
        taken = [*files[1], withdrawal(*old.last, on=5, id_="rut-moi")]
        new = request("yc-moi", *old.last, on=6, duty=old.duty)
        [found] = [one for one in requests_on([*files[0], new], taken) if one.id == old.id]
        assert found.withdrawn


@ANY
@given(any_files(), any_files())
def test_two_branches_merge_to_one_answer(ours: Files, theirs: Files) -> None:
    """A merge is the union of files, whichever side comes first; files of one name are one."""
    asked = {one.id: one for one in (*ours[0], *theirs[0])}
    taken = {one.id: one for one in (*ours[1], *theirs[1])}
    forth, back = list(asked.values()), list(reversed(asked.values()))
    assert requests_on(forth, taken.values()) == requests_on(back, reversed(taken.values()))


# By example


def words(asked: Iterable[Request], *taken: Withdrawal) -> list[tuple[str, int]]:
    """Id and due day of what is still asked."""
    return [(one.id, one.due.day) for one in requests_on(asked, taken) if not one.withdrawn]


def test_a_correction_has_the_last_word_under_the_first_id() -> None:
    assert words([request("a"), request("b", "a", on=2, due=25)]) == [("a", 25)]


def test_a_line_of_corrections_is_followed_to_its_end() -> None:
    asked = [request("a"), request("b", "a", on=2, due=22), request("c", "b", on=3, due=25)]
    assert words(asked) == [("a", 25)]


def test_the_last_word_is_the_one_that_nobody_superseded() -> None:
    """Also where a day was typed wrong."""
    assert words([request("a", on=5), request("b", "a", on=2, due=25)]) == [("b", 25)]


def test_two_corrections_unaware_of_each_other_are_one_request() -> None:
    asked = [request("a"), request("b", "a", on=2, due=22), request("c", "a", on=3, due=25)]
    assert words(asked) == [("a", 25)]
    assert requests_on(asked, ())[0].last == ("b", "c")


def test_one_correction_makes_two_requests_one() -> None:
    asked = [request("a"), request("b"), request("c", "a", "b", on=2, due=25)]
    assert words(asked) == [("a", 25)]


@pytest.mark.parametrize("refs", [("a", "b"), ("b", "a")])
def test_a_circle_is_one_request(refs: tuple[str, str]) -> None:
    assert len(words([request("a", refs[0]), request("b", refs[1])])) == (1 if refs == ("b", "a") else 2)


def test_a_request_for_another_duty_corrects_nothing() -> None:
    asked = [request("a"), request("b", "a", on=2, due=25, duty="7")]
    assert words(asked) == [("a", 20), ("b", 25)]


def test_a_withdrawal_counts_from_its_day() -> None:
    asked, taken = [request("a")], [withdrawal("a", on=3)]
    assert [bool(one.withdrawn) for one in requests_on(asked, taken, day(2))] == [False]
    assert [bool(one.withdrawn) for one in requests_on(asked, taken, day(3))] == [True]


def test_of_two_withdrawals_the_first_tells_since_when() -> None:
    taken = [withdrawal("a", on=4, id_="sau"), withdrawal("a", on=3, id_="truoc")]
    [one] = requests_on([request("a")], taken)
    assert one.withdrawn == taken[1]


def test_a_long_line_is_quick_to_follow() -> None:
    asked = [request(f"p{n:04}", *([f"p{n - 1:04}"] if n else [])) for n in range(3000)]
    assert len(requests_on(asked, ())) == 1
    backwards = [one._replace(day=day(1)) for one in reversed(asked)]
    assert len(requests_on(backwards, ())) == 1


FIRST = request("a")._replace(number="Công văn số 45/VPCP", number_day=day(1), agencies=("so-tp", "so-yt"))


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({}, True),
        ({"number": "45/vpcp"}, True),
        ({"number": "46/VPCP"}, False),
        ({"number_day": None}, True),
        ({"number_day": day(2)}, False),
        ({"due": day(21)}, False),
        ({"duty": "7"}, False),
        ({"plan": "2022"}, False),
        ({"agencies": ("so-yt",)}, True),
        ({"agencies": ("so-nv",)}, False),
        ({"agencies": ()}, True),
    ],
)
def test_what_is_the_same_request_entered_twice(other: dict[str, Any], wanted: bool) -> None:
    again = FIRST._replace(id="b", **other)
    assert (repeats(again, FIRST), repeats(FIRST, again)) == (wanted, wanted)


def test_requests_come_by_the_day_of_their_first_file() -> None:
    asked = [request("c", on=2), request("b", on=1), request("a", on=2), request("d", "b", on=3)]
    assert [(one.id, one.day) for one in requests_on(asked, ())] == [
        ("b", day(1)), ("a", day(2)), ("c", day(2)),
    ]  # fmt: skip
