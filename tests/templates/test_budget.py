"""What a template costs, to the step, and when time is over."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kstthc_cli.render.templates.budget import LETTERS_A_STEP, STEPS_OF_A_TRIAL, Budget, OverBudgetError
from kstthc_cli.render.templates.sandbox import Sandbox
from kstthc_cli.render.templates.template_errors import TemplateFailureError
from kstthc_cli.render.templates.templates import render_template

COSTS = {
    "nothing": ("", 1),
    "a short text": ("x" * (LETTERS_A_STEP - 1), 1),
    "a step of text": ("x" * LETTERS_A_STEP, 2),
    "a long text": ("x" * (LETTERS_A_STEP * 10 + 1), 11),
    "a number": (7, 1),
    "a list": ([1, 2, 3], 4),
    "a tuple of texts": (("a", "x" * LETTERS_A_STEP), 4),
    "a mapping": ({"a": 1, "b": 2}, 6),  # itself, two keys, the list of its values and those
    "lists in a list": ([[], [1]], 4),
}


@pytest.mark.parametrize("name", COSTS)
def test_a_value_costs_what_it_holds(name: str) -> None:
    value, cost = COSTS[name]
    assert Budget(steps=cost).weighed(value) == value
    with pytest.raises(OverBudgetError):
        Budget(steps=cost - 1).weighed(value)


SOURCES = {
    "a loop over a list": ("{% for x in rows %}{% endfor %}", 3),
    "a loop over numbers": ("{% for x in range(5) %}{% endfor %}", 12),  # asked for, made, gone through
    "a list": ("{% set x = [1, 2] %}", 3),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_template_costs_its_turns_and_what_it_makes(name: str) -> None:
    source, cost = SOURCES[name]
    enough = Sandbox(autoescape=True, budget=Budget(steps=cost))
    enough.from_string(source).render(rows=[1, 2, 3])
    little = Sandbox(autoescape=True, budget=Budget(steps=cost - 1))
    with pytest.raises(OverBudgetError):
        little.from_string(source).render(rows=[1, 2, 3])


def test_ten_million_steps_are_the_most() -> None:
    budget = Budget()
    budget.spend(10_000_000)
    with pytest.raises(OverBudgetError):
        budget.spend()


def test_a_step_is_what_is_spent_where_nothing_is_said() -> None:
    budget = Budget(steps=2)
    budget.spend()
    budget.spend()
    with pytest.raises(OverBudgetError):
        budget.spend()


@pytest.mark.parametrize(("bits", "fits"), [(256, True), (257, False)])
def test_a_number_may_have_256_bits(bits: int, *, fits: bool) -> None:
    value = 1 << (bits - 1)
    if fits:
        assert Budget().weighed(value) == value
    else:
        with pytest.raises(OverBudgetError):
            Budget().weighed(value)


def at(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr(time, "process_time", lambda: seconds)


def test_sixty_seconds_are_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 100.0)
    budget = Budget()
    at(monkeypatch, 160.0)
    budget.spend()
    at(monkeypatch, 160.001)
    budget.spend(499)  # the time is asked for every 500 steps only
    with pytest.raises(OverBudgetError):
        budget.spend(2)


def test_the_first_step_looks_at_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 100.0)
    budget = Budget(seconds=1)
    at(monkeypatch, 101.5)
    with pytest.raises(OverBudgetError):
        budget.spend()


def test_a_trial_has_a_tenth_of_the_steps() -> None:
    assert STEPS_OF_A_TRIAL * 10 == 10_000_000


def rendered(folder: Path, source: str) -> str:
    place = folder / "templates"
    place.mkdir()
    (place / "x.md.j2").write_text(source, "utf-8")
    return render_template("x.md.j2", {"rows": [{"name": f"Sở {n}"} for n in range(2)]}, folder)


def test_tags_on_lines_of_their_own_leave_nothing_wherever_they_begin(tmp_path: Path) -> None:
    """As offices indent them: the lines of a list stay together, and at the margin."""
    source = "# Việc\n\n  {% for r in rows %}\n- {{ r.name }}\n\t{% endfor %}\nHết.\n"
    assert rendered(tmp_path, source) == "# Việc\n\n- Sở 0\n- Sở 1\nHết.\n"


def test_a_large_honest_document_of_an_office_passes(tmp_path: Path) -> None:
    """Forty thousand rows: more than all agencies of a province by all duties of a year."""
    cell = (
        "{{ r.name }}: {{ '%s' | replace('%s', 'Đã niêm yết công khai tại trụ sở và trên trang điện tử.') }}"
    )
    source = "{% for n in range(20000) %}{% for r in rows %}| " + cell + " |\n{% endfor %}{% endfor %}"
    assert rendered(tmp_path, source).count("\n") == 40_000


def test_no_template_is_left_without_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TemplateFailureError, match="chạy quá lâu hoặc in ra quá nhiều chữ"):
        rendered(tmp_path, "{% for a in range(5000) %}{% for b in range(5000) %}{% endfor %}{% endfor %}")
