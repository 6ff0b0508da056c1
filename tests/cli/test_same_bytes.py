"""The same bytes in every time zone, locale and folder: the short form of `hardening/same_bytes.py`."""

from __future__ import annotations

import re
import sys
from itertools import combinations, product
from pathlib import Path

import pytest

from command_lines import FIRST, Step, commands, steps, without_words
from kstthc_cli.commands.validate.validate import FORMATS as PROBLEM_FORMATS
from places import FOLDERS, SEEDS, ZONES, covering, diagonal, made_locales
from same_bytes import PROJECT, base_repository, broken, differences, run_at
from tests.support.running import copy_sample

LOCALES = ("C", "C.UTF-8", "vi_VN.UTF-8")
SHORT = {
    ("due",): (".csv",),
    ("history",): (".json",),
    ("request", "list"): ("table",),
    ("plan", "derive"): ("yaml",),
    ("report", "assignment"): (".docx",),
}


def chosen() -> list[Step]:
    """The steps that write data, and of the others those whose bytes could differ most easily."""
    first = [step for step in steps() if step.command in FIRST and step.asked in ("written", "plain")]
    return first + [step for step in steps() if step.asked in SHORT.get(step.command, ())]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no TZ and no locale by these names")
def test_same_bytes_in_three_places(tmp_path: Path) -> None:
    wanted = chosen()
    base = base_repository(tmp_path / "base")
    places = diagonal(made_locales(tmp_path / "base"))
    first, *others = [
        run_at(place, base, wanted, folder=tmp_path / str(n), together=True) for n, place in enumerate(places)
    ]
    assert broken(first, wanted) == []
    assert [differences(first, other, wanted) for other in others] == [[], []]
    assert any(name.startswith("progress/") for name in first.files)
    assert any(name.endswith(".docx") for name in first.files)


def test_every_command_has_words() -> None:
    """A new command is not left out: `hardening/command_lines.py` must know how to call it."""
    assert without_words() == []


def test_every_format_of_every_command_is_run() -> None:
    found = {command.path: set(command.formats) for command in commands()}
    assert found["due",] == {"table", "text", "json", "csv", "markdown"}
    assert found["report", "yearly"] == {"markdown", "docx", "html", "json"}
    assert found["validate",] == set(PROBLEM_FORMATS)
    endings = {".txt": "text", ".md": "markdown"}
    asked = {(s.command, endings.get(s.asked, s.asked.removeprefix("."))) for s in steps()}
    assert {(path, format_) for path, formats in found.items() for format_ in formats} <= asked


def test_every_pair_of_values_meets_in_some_place() -> None:
    columns = ((ZONES, "zone"), (LOCALES, "locale"), (SEEDS, "seed"), (FOLDERS, "folder"))
    for (values, name), (others, other) in combinations(columns, 2):
        met = {(getattr(place, name), getattr(place, other)) for place in covering(LOCALES)}
        assert met == set(product(values, others)), f"{name} and {other}"


def test_the_data_that_are_copied_are_those_of_the_sample(tmp_path: Path) -> None:
    from same_bytes import DATA

    assert {folder.name for folder in copy_sample(tmp_path).iterdir()} == set(DATA)
    assert all((PROJECT / name).is_dir() for name in DATA)


def test_the_table_names_the_page_it_is_kept_on() -> None:
    page = (PROJECT / "docs" / "hardening.md").read_text("utf-8")
    assert re.search(r"<!-- figures of same_bytes -->.*<!-- end of same_bytes -->", page, re.DOTALL)
