"""The manual is true: its commands are run, its reference is what the code says, its links lead somewhere.

A ```console block is a transcript. All transcripts of a page are played, from top to bottom, in one new
repository, as `kst init` makes it:

- `$ kst …` is run; the lines below it, up to the next `$`, are compared with what it prints. Without such
  lines nothing is compared. A line `…` stands for any number of lines left out; a line that ends in `…` is
  cut there. A command must fail just when a line of what is shown begins with `lỗi`, unless `$ echo $?`
  stands below it and shows the exit code. `$ cd FOLDER` changes the folder.
- `$ cp FILE FOLDER` copies a file of this project (a sample) into the repository.
- Other commands (`git`, …) are for the reader: they are not run and show no output. A page that asks for
  differences is played in a repository whose sample is committed in git.
- A word of a command that ends in `…` stands for the last word printed that begins so: the id of a slip.
- What `kst due` prints depends on the day, so a transcript of it says `--as-of`.

A ```diff block that begins with `--- FILE` is done to that file: its `-` lines, which stand there once and
together, become its `+` lines. A ```console block without a `$` is a command line to copy.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import kstthc_cli
from kstthc_cli.catalogue import CATALOGUE
from kstthc_cli.store.init import write_repository
from tests.support.repositories import in_git
from tests.support.running import PROJECT, Kst, Result

LEFT_OUT = "…"
MANUAL = sorted([*PROJECT.glob("README*.md"), *(PROJECT / "docs").rglob("*.md")])
PAGES = sorted([*MANUAL, PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md"])


def name_of(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


def load_generator() -> ModuleType:
    sys.path.append(str(PROJECT / "docs"))  # as for a script: it imports its neighbours
    spec = importlib.util.spec_from_file_location("generate", PROJECT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = load_generator()
COMMANDS: dict[str, Any] = dict(GENERATE.every_command())


@cache
def reference(name: str) -> str:
    """A page of the reference as the code would write it now."""
    return written()[name]


@cache
def written() -> dict[str, str]:
    pages: dict[str, str] = GENERATE.pages()
    return pages


# Reading pages


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    lines: tuple[str, ...]


def blocks_of(text: str) -> Iterator[Block]:
    language: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        if language is None and line.startswith("```"):
            language, lines = line.removeprefix("```").strip(), []
        elif line == "```":
            yield Block(language or "", tuple(lines))
            language = None
        elif language is not None:
            lines.append(line)


def prose_of(text: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def steps_of(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Every command line of a transcript with what is shown below it."""
    command, shown = "", list[str]()
    for line in block.lines:
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line.removeprefix("$ "), []
        else:
            shown.append(line.rstrip())
    if command:
        yield command, shown


def transcripts(page: Path) -> Iterator[Block]:
    """The blocks of a page that are played: transcripts and changes of files."""
    for block in blocks_of(page.read_text(encoding="utf-8")):
        is_transcript = block.language == "console" and any(line.startswith("$ ") for line in block.lines)
        if is_transcript or (block.language == "diff" and block.lines[0].startswith("--- ")):
            yield block


def command_named(line: str) -> str:
    """The longest command of the program that a command line begins with."""
    return max((name for name in COMMANDS if f"{line} ".startswith(f"{name} ")), key=len)


# Playing them


@dataclass
class Player:
    """Plays the transcripts of one page."""

    kst: Kst
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    last: Result | None = None
    printed: str = ""

    def play(self, block: Block) -> None:
        if block.language == "diff":
            self.change(block)
            return
        steps = list(steps_of(block))
        for number, (command, shown) in enumerate(steps):
            self.step(command, shown)
            tells_code = [following for following, _ in steps[number + 1 : number + 2]] == ["echo $?"]
            if command.startswith("kst ") and shown and not tells_code:
                assert self.last is not None
                fails = any(re.match(r"lỗi[:\[]", line) for line in shown)
                assert bool(self.last.code) == fails, f"exit code {self.last.code}: {command}"

    def step(self, command: str, shown: list[str]) -> None:
        words = shlex.split(command)
        if words[0] == "kst":
            assert not {"|", ">", "&&", ";"} & set(words), f"not played: {command}"
            self.run([self.completed(word) for word in words[1:]], shown, command)
        elif words[0] == "cd":
            self.folder = self.folder / words[1]
            assert self.folder.is_dir(), command
        elif words[0] == "cp":
            shutil.copy(PROJECT / words[1], self.folder / words[2])
        elif command == "echo $?":
            assert self.last is not None
            assert shown == [str(self.last.code)], command
        else:
            assert not shown, f"is not run, so it can show nothing: {command}"

    def completed(self, word: str) -> str:
        if not word.endswith(LEFT_OUT):
            return word
        found = re.findall(rf"{re.escape(word.removesuffix(LEFT_OUT))}[\w-]+", self.printed)
        assert found, f"not printed before: {word}"
        return str(found[-1])

    def run(self, arguments: list[str], shown: list[str], command: str) -> None:
        self.monkeypatch.chdir(self.folder)
        self.last = self.kst(*arguments)
        self.printed += self.last.out + self.last.err
        if not shown:
            return
        if arguments[0] == "due":
            assert "--as-of" in arguments, f"depends on the day: {command}"
        printed = [line.rstrip() for line in (self.last.out + self.last.err).rstrip("\n").split("\n")]
        assert matches(shown, printed), f"$ {command}\n{first_wrong(shown, printed)}"

    def change(self, block: Block) -> None:
        file = self.folder / block.lines[0].removeprefix("--- ").strip()
        old = "".join(f"{line[1:]}\n" for line in block.lines[1:] if line.startswith("-"))
        new = "".join(f"{line[1:]}\n" for line in block.lines[1:] if line.startswith("+"))
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file.name} does not hold these lines once:\n{old}"
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether `shown` is `printed` with some lines left out where it says so."""
    if not shown:
        return not printed
    if shown[0] == LEFT_OUT:
        return any(matches(shown[1:], printed[n:]) for n in range(len(printed) + 1))
    return bool(printed) and same(shown[0], printed[0]) and matches(shown[1:], printed[1:])


def first_wrong(shown: list[str], printed: list[str]) -> str:
    """Where a page and the program part."""
    good = max(n for n in range(len(shown)) if matches([*shown[:n], LEFT_OUT], printed))
    return f"not printed there: {shown[good]!r} (shown line {good + 1}); printed at the end: {printed[-3:]}"


def same(shown: str, printed: str) -> bool:
    if shown.endswith(LEFT_OUT) and shown != printed:
        return printed.startswith(shown.removesuffix(LEFT_OUT))
    return shown == printed


@pytest.mark.parametrize("page", [page for page in MANUAL if any(transcripts(page))], ids=name_of)
def test_commands_print_what_the_page_shows(
    page: Path, kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = tmp_path / "kho"
    write_repository(repo)
    if re.search(r"^\$ kst (diff\b|validate .*--base)", page.read_text("utf-8"), re.MULTILINE):
        in_git(repo)
    player = Player(kst, repo, monkeypatch)
    for block in transcripts(page):
        player.play(block)


def test_left_out_lines() -> None:
    printed = ["a", "b c", "d"]
    assert matches(["a", LEFT_OUT, "d"], printed)
    assert matches([LEFT_OUT, "b…", LEFT_OUT], printed)
    assert matches(["a", "b c", LEFT_OUT, "d"], printed)
    assert not matches(["a", "d"], printed)
    assert not matches(["a", LEFT_OUT, "c", LEFT_OUT], printed)
    assert not matches(["a", "b c"], printed)


# The reference


def test_reference_is_current() -> None:
    assert GENERATE.main(["--check"]) == 0, "run python docs/generate.py"


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
    played = (command for page in MANUAL for block in transcripts(page) for command, _ in steps_of(block))
    assert any(command_named(line) == name for line in played if line.startswith("kst"))


@pytest.mark.parametrize("code", CATALOGUE)
def test_problem_code_is_explained(code: str) -> None:
    page = reference("problems.md")
    assert f"\n## {code}\n" in page
    assert GENERATE.prose(CATALOGUE[code].meaning) in page
    assert GENERATE.prose(CATALOGUE[code].remedy) in page


# Pages


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose_of(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {GENERATE.slug(heading) for heading in headings}


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
