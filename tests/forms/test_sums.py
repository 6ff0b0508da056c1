"""Sums: what counts once, what is blank, and how many of how many agencies a number holds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.checks import differences
from kstthc_cli.domain.forms.completeness import completeness
from kstthc_cli.domain.forms.counted_figures import TableKey, tables_of
from kstthc_cli.domain.forms.sums import NOT_ARISING
from kstthc_cli.domain.progress.slips import Slip
from tests.forms.made import calendar, collected, form, registry, slip, total

D, H = "dat-dai", "ho-tich"


def both(agency: str, column: str, number: int, **more: object) -> Slip:
    """A slip with the number in the first row and 0 in the second."""
    return slip(agency, {(D, column): number, (H, column): 0}, **more)  # type: ignore[arg-type]


def test_zero_blank_and_not_arising_are_three_things() -> None:
    slips = [slip("xa-a1", {(D, "2"): 0, (H, "2"): "not_arising"})]
    table = tables_of(slips)[TableKey("ho-so", "2021-Q2", "xa-a1", "own")]
    zero, nothing, blank = (table.cell(*place) for place in ((D, "2"), (H, "2"), (D, "3")))
    assert zero is not None
    assert zero.value == 0
    assert nothing is not None
    assert nothing.value is None
    assert blank is None
    assert total(slips, "2").value == 0
    assert total(slips, "3").value is None


def test_a_sheet_of_zeros_is_a_complete_report() -> None:
    found = total([both("xa-a1", "2", 0)], "2")
    assert (found.value, found.full, found.partly) == (0, 1, 0)


def test_a_sum_says_how_many_of_how_many() -> None:
    found = total([both("xa-a1", "2", 5), slip("xa-b1", {(D, "2"): 7})], "2")
    assert (found.value, found.full, found.partly, found.expected) == (12, 1, 1, 5)
    assert {agency for agency, _ in found.missing} == {"huyen-a", "huyen-b", "xa-a2"}


def test_a_consolidated_figure_takes_the_place_of_those_below() -> None:
    communes = [both("xa-a1", "2", 60), both("xa-a2", "2", 40), both("xa-b1", "2", 7)]
    whole = [*communes, both("huyen-a", "2", 100, basis="consolidated")]
    assert total(communes, "2").value == 107
    found = total(whole, "2")
    assert (found.value, found.full, found.expected) == (107, 4, 5)
    assert list(differences(collected(whole), parse_period("2021-Q2"))) == []


def test_a_difference_names_both() -> None:
    slips = [both("xa-a1", "2", 60), both("xa-a2", "2", 30), both("huyen-a", "2", 100, basis="consolidated")]
    [found] = differences(collected(slips), parse_period("2021-Q2"))
    assert (found.agency.id, found.consolidated, found.parts, found.stated) == ("huyen-a", 100, 90, 2)
    assert total(slips, "2").value == 100


def test_what_nobody_below_stated_is_no_difference() -> None:
    whole = slip("huyen-a", {(D, "2"): 100, (D, "4"): 7}, basis="consolidated", name="h")
    found = list(differences(collected([whole, both("xa-a1", "2", 60)]), parse_period("2021-Q2")))
    assert [(one.column.id, one.consolidated, one.parts, one.of) for one in found] == [("2", 100, 60, 3)]


def test_own_figures_beside_consolidated_ones_count_once() -> None:
    slips = [
        both("huyen-a", "2", 30),
        both("xa-a1", "2", 70),
        both("huyen-a", "2", 100, basis="consolidated", name="p2"),
    ]
    assert total(slips, "2").value == 100
    assert list(differences(collected(slips), parse_period("2021-Q2"))) == []


def test_levels_add_up_to_the_whole_when_a_district_holds_its_communes() -> None:
    slips = [both("huyen-a", "2", 100, basis="consolidated"), both("xa-a1", "2", 60), both("xa-b1", "2", 7)]
    levels = {level: [a.id for a in registry().in_order if a.level == level] for level in ("huyen", "xa")}
    parts = {level: total(slips, "2", agencies=ids) for level, ids in levels.items()}
    assert {level: found.value for level, found in parts.items()} == {"huyen": 100, "xa": 7}
    assert parts["xa"].expected == 1
    assert total(slips, "2").value == 107


def test_a_withdrawn_figure_is_blank_again() -> None:
    first = slip("xa-a1", {(D, "2"): 5})
    again = slip("xa-a1", {(D, "2"): None}, name="p2", day=date(2021, 6, 18))
    table = tables_of([first, again])[TableKey("ho-so", "2021-Q2", "xa-a1", "own")]
    assert table.cell(D, "2") is None
    [replaced] = table.replaced
    assert (replaced.before.value, replaced.now, replaced.by.id) == (5, None, "p2")


def test_a_withdrawn_slip_no_longer_counts() -> None:
    first, second = (
        slip("xa-a1", {(D, "2"): 5}),
        slip("xa-a1", {(D, "2"): 9}, name="p2", day=date(2021, 6, 18)),
    )
    gone = Slip("p3", "2021", "xa-a1", "2021-Q2", date(2021, 6, 19), None, ("p2",), ())
    assert total([first, second], "2").value == 9
    assert total([first, second, gone], "2").value == 5
    assert total(iter([first, second, gone]), "2").value == 5


def test_nothing_arises_in_the_whole_form() -> None:
    found = total([slip("xa-a1", status="not_arising")], "2")
    assert (found.value, found.full) == (NOT_ARISING, 1)
    later = slip("xa-a1", {(D, "2"): 3}, name="p2", day=date(2021, 6, 18))
    assert total([slip("xa-a1", status="not_arising"), later], "2").value == 3


# Periods


def quarters(*values: int | None, column: str = "2") -> list[Slip]:
    """Slips of one commune, a value for each quarter that has one."""
    return [
        both("xa-a1", column, value, period=f"2021-Q{n}", name=f"q{n}")
        for n, value in enumerate(values, 1)
        if value is not None
    ]


def test_flows_add_up_stocks_take_the_last_and_starts_the_first() -> None:
    assert [total(quarters(1, 2, 4, 8), "2", p).value for p in ("2021-H1", "2021-9M", "2021")] == [3, 7, 15]
    assert total(quarters(1, 2, 4, 8, column="5"), "5", "2021").value == 8
    assert total(quarters(1, 2, 4, 8, column="3"), "3", "2021").value == 1


def test_a_stock_of_the_first_quarter_is_missing_in_the_third() -> None:
    found = total(quarters(9, column="5"), "5", "2021-9M")
    assert (found.value, found.full) == (None, 0)
    assert ("xa-a1", "2021-Q3") in found.missing


def test_a_total_is_computed_anew_from_its_parts() -> None:
    """(1) = (2) + (3): what was pending at the start of the year counts once, not once a quarter."""
    slips = [
        slip("xa-a1", {(row, c): n for row in (D, H) for c, n in (("1", 15), ("2", 10), ("3", 5))},
             period=f"2021-Q{q}", name=f"q{q}")
        for q in (1, 2)
    ]  # fmt: skip
    assert total(slips, "1", "2021-Q1").value == 30
    assert total(slips, "1", "2021-H1").value == (10 + 10 + 5) * 2


def test_a_mean_leaves_out_what_does_not_arise_or_is_blank() -> None:
    slips = [slip("xa-a1", {(D, "7"): 4, (H, "7"): "not_arising"}), slip("xa-a2", {(D, "7"): 1})]
    assert total(slips, "7").value == Fraction(5, 2)


def test_what_cannot_be_added_is_shown_only_alone() -> None:
    one, other = slip("xa-a1", {(D, "8"): "chờ"}), slip("xa-a2", {(D, "8"): "xong"})
    assert total([one], "8").value == "chờ"
    assert total([one, other], "8").value is None


def test_a_ratio_is_computed_from_sums_of_rows_that_state_all_of_it() -> None:
    slips = [
        slip("xa-a1", {(D, "2"): 90, (D, "3"): 10, (D, "4"): 50}),
        slip("xa-a2", {(D, "2"): 1, (D, "3"): 0, (D, "4"): 1}),
        slip("xa-b1", {(D, "2"): 1000, (D, "4"): 0}),
    ]
    found = total(slips, "6")
    assert found.ratio == (51, 101)
    assert found.value == Fraction(5100, 101)


def test_what_does_not_arise_is_nothing_in_a_ratio() -> None:
    found = total([slip("xa-a1", {(D, "2"): 10, (D, "3"): "not_arising", (D, "4"): 5})], "6")
    assert (found.ratio, found.value) == ((5, 10), 50)


def test_a_ratio_over_nothing_is_blank() -> None:
    found = total([slip("xa-a1", {(D, "2"): 0, (D, "3"): 0, (D, "4"): 0})], "6")
    assert (found.value, found.ratio) == (None, (0, 0))


# Who is expected


@pytest.mark.parametrize(("slips", "expected"), [([], 5), (["xa-b2"], 6)])
def test_an_agency_that_ended_is_expected_only_where_it_reported(slips: list[str], expected: int) -> None:
    made = [both(agency, "2", 3, day=date(2021, 5, 10)) for agency in slips]
    now = collected(made).in_period(parse_period("2021-Q2"))
    assert len(now.expected) == expected
    assert "xa-b2" in {a.id for a in collected(made).in_period(parse_period("2021-Q1")).expected}


def test_merging_agencies_keeps_the_past_sum() -> None:
    """A(5) + B(7) into C(3): the sum of the past stays 15."""
    slips = [
        both("xa-b2", "2", 5, day=date(2021, 5, 10)), both("xa-a1", "2", 7), both("xa-b1", "2", 3),
    ]  # fmt: skip
    assert total(slips, "2").value == 15


# Laws

AGENCIES = ("huyen-a", "huyen-b", "xa-a1", "xa-a2", "xa-b1")
CELLS = st.dictionaries(
    st.tuples(st.sampled_from((D, H)), st.sampled_from(("2", "3", "4", "5"))),
    st.one_of(st.integers(0, 99), st.none(), st.just("not_arising")),
    max_size=8,
)
SLIPS = st.lists(
    st.builds(
        lambda agency, cells, quarter, basis, n: slip(
            agency, cells, period=f"2021-Q{quarter}", basis=basis, day=date(2021, 6, 1 + n % 28), name=f"p{n}"
        ),
        st.sampled_from(AGENCIES),
        CELLS,
        st.integers(1, 4),
        st.sampled_from(("own", "consolidated")),
        st.integers(0, 999),
    ),
    max_size=12,
    unique_by=lambda one: (one.agency, one.id),
)


@given(SLIPS, st.randoms(use_true_random=False))
def test_the_order_of_slips_does_not_matter(slips: list[Slip], chance: object) -> None:
    shuffled = list(slips)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for period in ("2021-Q2", "2021-H1", "2021"):
        for column in form("ho-so").columns:
            assert total(slips, column.id, period) == total(shuffled, column.id, period)


def number(value: object) -> int | Fraction:
    return value if isinstance(value, (int, Fraction)) else 0


@given(SLIPS)
def test_the_sum_of_the_parts_is_the_whole(slips: list[Slip]) -> None:
    for period in ("2021-Q2", "2021-9M", "2021"):
        for column in ("2", "3", "4", "5"):
            whole = number(total(slips, column, period).value)
            ids = [agency.id for agency in registry().in_order]
            by_agency = [total(slips, column, period, agencies=[agency]).value for agency in ids]
            by_row = [total(slips, column, period, rows=[row]).value for row in (D, H)]
            levels = [[a.id for a in registry().in_order if a.level == level] for level in ("huyen", "xa")]
            by_level = [total(slips, column, period, agencies=level).value for level in levels]
            assert (
                whole == sum(map(number, by_agency)) == sum(map(number, by_row)) == sum(map(number, by_level))
            )


@given(SLIPS)
def test_no_rate_is_above_one(slips: list[Slip]) -> None:
    for quarter in range(1, 5):
        found = completeness(collected(slips), parse_period(f"2021-Q{quarter}"), calendar())
        assert 0 <= found.on_time <= found.complete <= found.expected
        assert found.cells <= found.places
