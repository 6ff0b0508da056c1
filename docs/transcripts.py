"""The transcripts of the manual: how they are played, and how a page shows what is printed today.

A ```console block is a transcript. All transcripts of a page are played, from top to bottom, in one new
repository, as `kst init` makes it:

- `$ kst …` is run; the lines below it, up to the next `$`, are what it prints. Without such lines nothing is
  compared. A line `…` stands for any number of lines left out; a line that ends in `…` is cut there.
  `$ echo $?` shows the exit code of the command above it. `$ cd FOLDER` changes the folder.
- `$ cp FILE FOLDER` copies a file of this project (a sample) into the repository.
- Other commands (`git`, …) are for the reader: they are not run and show no output. A page that asks for
  differences is played in a repository whose sample is committed in git.
- A word of a command that ends in `…` stands for the last word printed that begins so: the id of a slip.
- What `kst due` prints depends on the day, so a transcript of it says `--as-of`.

A ```diff block that begins with `--- FILE` is done to that file: its `-` lines, which stand there once and
together, become its `+` lines. A ```console block without a `$` is a command line to copy.

`tests/docs` compares what is shown with what is printed; `python docs/generate.py` rewrites what is shown.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kstthc_cli.store.init import write_repository
from page_parts import PROJECT, Printed, run_kst

LEFT_OUT = "…"
_ALIKE = 0.6
"""How much two lines must have in common, of 1, to be taken for an old and a new form of one line."""


class TranscriptError(Exception):
    """A transcript that cannot be played, or cannot be aligned to what is printed."""


# Reading pages


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `first` is the index of its first line on the page."""

    language: str
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A command line of a transcript, the index of the line below it, and the lines shown there."""

    command: str
    first: int
    shown: list[str] = field(default_factory=list)


class Played(NamedTuple):
    """A step whose output is compared, with what was printed and the exit code."""

    step: Step
    printed: list[str]
    code: int


def blocks_of(text: str) -> Iterator[Block]:
    """Every fenced block of a page."""
    language: str | None = None
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if language is None and line.startswith("```"):
            language, lines = line.removeprefix("```").strip(), []
        elif line == "```":
            yield Block(language or "", number - len(lines), tuple(lines))
            language = None
        elif language is not None:
            lines.append(line)


def transcripts(text: str) -> Iterator[Block]:
    """The blocks of a page that are played: transcripts and changes of files."""
    for block in blocks_of(text):
        is_transcript = block.language == "console" and any(line.startswith("$ ") for line in block.lines)
        if is_transcript or (block.language == "diff" and block.lines[0].startswith("--- ")):
            yield block


def steps_of(block: Block) -> Iterator[Step]:
    """Every command line of a transcript with what is shown below it."""
    step: Step | None = None
    for number, line in enumerate(block.lines, block.first):
        if line.startswith("$ "):
            if step:
                yield step
            step = Step(line.removeprefix("$ "), number + 1)
        elif step:
            step.shown.append(line.rstrip())
    if step:
        yield step


# Playing them


def play(text: str) -> list[Played]:
    """Play all transcripts of a page in a new repository; return the steps that show output.

    Raises TranscriptError where a step cannot be played.
    """
    with TemporaryDirectory() as folder:
        repository = Path(folder) / "kho"
        write_repository(repository)
        if re.search(r"^\$ kst (diff\b|validate .*--base)", text, re.MULTILINE):
            _commit(repository)
        player = _Player(repository)
        return [played for block in transcripts(text) for played in player.play(block)]


def _commit(folder: Path) -> None:
    """Commit everything, with no settings of whoever runs this."""
    names = (
        "user.name=Cán bộ",
        "user.email=can-bo@example.vn",
        "core.autocrlf=false",
        "commit.gpgsign=false",
    )
    settings = [word for name in names for word in ("-c", name)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Bản đầu"]):
        subprocess.run(["git", *settings, *words], cwd=folder, env=environment, check=True)  # noqa: S603, S607


@dataclass
class _Player:
    """Plays the transcripts of one page: the folder it is in, and what was printed so far."""

    folder: Path
    last: Printed | None = None
    printed: str = ""

    def play(self, block: Block) -> Iterator[Played]:
        if block.language == "diff":
            self._change(block)
            return
        for step in steps_of(block):
            printed = self._run(step)
            if step.shown:
                if printed is None or self.last is None:
                    raise TranscriptError(f"is not run, so it can show nothing: {step.command}")
                yield Played(step, printed, self.last.code)

    def _run(self, step: Step) -> list[str] | None:
        """What a step prints; None when it is not run."""
        words = shlex.split(step.command)
        if words[0] == "kst":
            return self._kst(words[1:], step)
        if words[0] == "cd":
            self.folder /= words[1]
            if not self.folder.is_dir():
                raise TranscriptError(f"there is no such folder: {step.command}")
        elif words[0] == "cp":
            shutil.copy(PROJECT / words[1], self.folder / words[2])
        elif step.command == "echo $?" and self.last:
            return [str(self.last.code)]
        return None

    def _kst(self, words: Sequence[str], step: Step) -> list[str]:
        if {"|", ">", "&&", ";"} & set(words):
            raise TranscriptError(f"not played: {step.command}")
        if words[0] == "due" and step.shown and "--as-of" not in words:
            raise TranscriptError(f"depends on the day: {step.command}")
        self.last = run_kst(*map(self._completed, words), folder=self.folder)
        text = self.last.out + self.last.err
        self.printed += text
        return [line.rstrip() for line in text.rstrip("\n").split("\n")]

    def _completed(self, word: str) -> str:
        if not word.endswith(LEFT_OUT):
            return word
        found = re.findall(rf"{re.escape(word.removesuffix(LEFT_OUT))}[\w-]+", self.printed)
        if not found:
            raise TranscriptError(f"not printed before: {word}")
        return str(found[-1])

    def _change(self, block: Block) -> None:
        file = self.folder / block.lines[0].removeprefix("--- ").strip()
        old, new = (
            "".join(f"{line[1:]}\n" for line in block.lines[1:] if line.startswith(sign)) for sign in "-+"
        )
        text = file.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise TranscriptError(f"{file.name} does not hold these lines once:\n{old}")
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


# Comparing and rewriting


def matches(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether `shown` is `printed` with some lines left out where it says so."""
    if not shown:
        return not printed
    if shown[0] == LEFT_OUT:
        return any(matches(shown[1:], printed[n:]) for n in range(len(printed) + 1))
    return bool(printed) and _same(shown[0], printed[0]) and matches(shown[1:], printed[1:])


def _same(shown: str, printed: str) -> bool:
    if shown.endswith(LEFT_OUT) and shown != printed:
        return printed.startswith(shown.removesuffix(LEFT_OUT))
    return shown == printed


def aligned(shown: Sequence[str], printed: Sequence[str]) -> list[str]:
    """What to show of `printed` so that the same parts are left out as in `shown`.

    Raises TranscriptError where the lines beside a part left out are not found again.
    """
    if matches(shown, printed):
        return list(shown)
    runs = list(_runs(shown))
    new: list[str] = []
    start = 0
    for number, run in enumerate(runs):
        start = _start(run, printed, start) if number else 0
        stop = _stop(run, printed, start) if number < len(runs) - 1 else len(printed)
        new += [*([LEFT_OUT] if number else []), *(_cut(line, run) for line in printed[start:stop])]
        start = stop
    if not matches(new, printed):
        raise TranscriptError("cannot be aligned")
    return new


def _runs(shown: Iterable[str]) -> Iterator[list[str]]:
    """The lines between those that stand for lines left out; empty where the text begins or ends with one."""
    run: list[str] = []
    for line in shown:
        if line == LEFT_OUT:
            yield run
            run = []
        else:
            run.append(line)
    yield run


def _start(run: Sequence[str], printed: Sequence[str], after: int) -> int:
    """Where in `printed` the run begins: where most of it is found, its first line among that."""
    if not run:
        return len(printed)
    places = [n for n in range(after, len(printed)) if _alike(run[0], printed[n]) >= _ALIKE]
    if not places:
        raise TranscriptError(f"is printed nowhere: {run[0]}")
    return max(places, key=lambda n: sum(map(_alike, run, printed[n:])))


def _stop(run: Sequence[str], printed: Sequence[str], start: int) -> int:
    """Behind which line of `printed` the run ends."""
    if not run:
        return start
    backwards = list(reversed(printed[start:]))
    return len(printed) - _start(list(reversed(run)), backwards, 0)


@lru_cache(maxsize=100_000)
def _alike(shown: str, printed: str) -> float:
    if _same(shown, printed):
        return 1.0
    return SequenceMatcher(None, shown.removesuffix(LEFT_OUT), printed).ratio()


def _cut(line: str, run: Sequence[str]) -> str:
    """A printed line, cut as the shown line that is most like it."""
    old = max(run, key=lambda shown: _alike(shown, line), default="")
    if _same(old, line):
        return old
    if old.endswith(LEFT_OUT) and _alike(old, line) >= _ALIKE:
        return line[: len(old) - 1] + LEFT_OUT
    return line


def rewritten(text: str) -> tuple[str, list[str]]:
    """A page with its transcripts as the program prints them today, and a sentence for each that it keeps.

    A transcript that cannot be aligned, and everything from a step on that cannot be played, stays as it is.
    """
    problems: list[str] = []
    lines = text.split("\n")
    try:
        steps = play(text)
    except TranscriptError as error:
        return text, [str(error)]
    for step, printed, _ in reversed(steps):
        shown = len(step.shown)
        try:
            lines[step.first : step.first + shown] = aligned(step.shown, printed)
        except TranscriptError as error:
            problems.append(f"$ {step.command}: {error}")
    return "\n".join(lines), problems[::-1]
