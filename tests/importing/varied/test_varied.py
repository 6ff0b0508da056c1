"""Plans of varied layouts, read row by row and held against their gold; what is left to a person is marked."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.text.normalize import words
from tests.importing.test_layouts import BENCHMARK, lost_words, read
from tests.importing.varied import departments, formats, provinces, wordings
from tests.importing.varied.making import VARIED

assert all((departments, formats, provinces, wordings))
MARKED = {
    "results_and_times_before_bodies": 2,  # after an event
    "both_roles_in_one_column": 1,  # whose role stands in brackets
    "the_same_as_above": 5,
    "notes_totals_and_a_title_within": 4,  # an event, every day, a sum, a note
    "steps_in_one_cell": 6,  # several times in a cell, a day of every month, an event
    "targets_beside_the_tasks": 1,  # twice a month
    "no_numbers_at_all": 1,  # before a month
    "headers_with_line_breaks": 1,  # days after an event
    "plan_within_a_frame": 1,  # every week
    "pipes_with_breaks": 1,  # a day of every month
    "times_worded_freely": 9,
    "bodies_by_abbreviation": 2,  # units in brackets
    "posts_and_conditions": 2,  # whose role stands in brackets, a verb that is unknown
    "headings_in_the_rows": 2,  # a bare row over letters
    "two_header_rows_and_an_index": 3,  # an event, from a day on, every week
    "a_column_for_each_month": 1,  # crosses in four months
}
"""How many rows of a layout a person has to look at, and why; none where a layout is not named."""


@pytest.mark.parametrize("name", VARIED)
def test_rows_are_right_or_marked_and_no_word_is_lost(name: str) -> None:
    made = VARIED[name]()
    reading = read(made.content, made.suffix)
    score = BENCHMARK.score(BENCHMARK.gold_rows(made.gold), reading)
    assert (score.rows, score.lost, score.wrong) == (len(made.gold) - 1, 0, ())
    assert score.marked == MARKED.get(name, 0)
    labels = {word for title in reading.columns.titles for word in words(title)}
    lost = {word for word in lost_words(made.content, made.suffix, reading) if len(word) > 1}  # columns A, B
    assert lost <= labels
