"""The manual is true: its commands are run, its reference is what the code says, its links lead somewhere.

How transcripts are played: `docs/transcripts.py`.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import generate
import kstthc_cli
from kstthc_cli.catalogue import CATALOGUE
from page_parts import prose, slug
from tests.support.running import PROJECT, Kst
from transcripts import LEFT_OUT, blocks_of, matches, play, steps_of, transcripts

MANUAL = sorted([*PROJECT.glob("README*.md"), *(PROJECT / "docs").rglob("*.md")])
PAGES = sorted([*MANUAL, PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md"])


def name_of(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


COMMANDS: dict[str, Any] = dict(generate.every_command())


@cache
def reference(name: str) -> str:
    """A page of the reference as the code would write it now."""
    return written()[name]


@cache
def written() -> dict[str, str]:
    pages: dict[str, str] = generate.pages()
    return pages


# Reading pages


def prose_of(text: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def command_named(line: str) -> str:
    """The longest command of the program that a command line begins with."""
    return max((name for name in COMMANDS if f"{line} ".startswith(f"{name} ")), key=len)


# Playing them


@pytest.mark.parametrize("page", generate.manual(), ids=name_of)
def test_commands_print_what_the_page_shows(page: Path) -> None:
    """A command fails just when a line shown begins with `lỗi`, unless its exit code is shown below it."""
    steps = play(page.read_text(encoding="utf-8"))
    codes_at = {played.step.first - 1 for played in steps if played.step.command == "echo $?"}
    for step, printed, code in steps:
        assert matches(step.shown, printed), f"$ {step.command}\n{first_wrong(step.shown, printed)}"
        if step.command.startswith("kst ") and step.first + len(step.shown) not in codes_at:
            fails = any(re.match(r"lỗi[:\[]", line) for line in step.shown)
            assert bool(code) == fails, f"exit code {code}: {step.command}"


def first_wrong(shown: list[str], printed: list[str]) -> str:
    """Where a page and the program part."""
    good = max(n for n in range(len(shown)) if matches([*shown[:n], LEFT_OUT], printed))
    return f"not printed there: {shown[good]!r} (shown line {good + 1}); printed at the end: {printed[-3:]}"


# The reference


def test_the_figures_of_a_nation_are_those_that_were_measured() -> None:
    script = PROJECT / "benchmarks" / "nation_page.py"
    assert subprocess.run([sys.executable, str(script), "--check"], check=False).returncode == 0


def test_reference_is_current() -> None:
    assert generate.main(["--check"]) == 0, "run python docs/generate.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_and_a_section(name: str) -> None:
    command = COMMANDS[name]
    page = reference("commands.md")
    assert (command.help or "").strip()
    assert f"\n## {name}\n" in page
    section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
    for option in (opt for param in command.params for opt in param.opts if opt.startswith("-")):
        assert option in section, f"{name} {option}"


def can_be_run(name: str) -> bool:
    """Whether a command does something by itself; a group without a command shows its help."""
    return not hasattr(COMMANDS[name], "commands") or (
        COMMANDS[name].invoke_without_command and name != "kst"
    )


@pytest.mark.parametrize("name", [name for name in COMMANDS if can_be_run(name)])
def test_command_has_an_example_that_is_run(name: str) -> None:
    texts = (page.read_text(encoding="utf-8") for page in MANUAL)
    played = (step.command for text in texts for block in transcripts(text) for step in steps_of(block))
    assert any(command_named(line) == name for line in played if line.startswith("kst"))


@pytest.mark.parametrize("code", CATALOGUE)
def test_problem_code_is_explained(code: str) -> None:
    page = reference("problems.md")
    assert f"\n## {code}\n" in page
    assert prose(CATALOGUE[code].meaning) in page
    assert prose(CATALOGUE[code].remedy) in page


# Pages


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose_of(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {slug(heading) for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose_of(page.read_text(encoding="utf-8"))):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(PROJECT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors_of(target), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page_is_reached_and_clean(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text
    assert text.count("\n```") % 2 == 0
    wheels = re.findall(r"kstthc_cli-([\d.]+)-py3", text)
    assert set(wheels) <= {kstthc_cli.__version__}


def test_index_names_every_page() -> None:
    index = PROJECT / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    for page in (PROJECT / "docs").rglob("*.md"):
        assert page == index or f"({page.relative_to(index.parent).as_posix()})" in text, page.name


def test_readme_begins_with_the_two_commands(kst: Kst, repo: Path) -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    first, second = (block for block in list(blocks_of(text))[:2])
    assert (first.language, second.language) == ("console", "console")
    assert len(first.lines) == len(second.lines) == 1
    assert text.index(second.lines[0]) < text.index("\n## ")
    assert second.lines[0] in (PROJECT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    ours = first.lines[0].rsplit(" && ", 1)[1].removeprefix(".venv/bin/")
    words = shlex.split(ours)
    assert words[0] == "kst"
    assert kst(*words[1:], root=repo).code == 0
