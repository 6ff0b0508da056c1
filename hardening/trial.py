"""One command line, run in children that are forked at its first write: computed once, tried often."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import secrets
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from unittest import mock

from disk import Disk, Fault, Step
from kstthc_cli.main import run
from writers import LEFT, Files, Place, Writer

KILLED = -int(getattr(signal, "SIGKILL", 9))
SENTENCE = re.compile(r"lỗi: [^\n]*“(?P<what>[^”\n]+)”[^\n]*\.\n  Cách sửa: [^\n]+\.\n")
SECONDS = 60
"""No command line of these trials takes that long; one that does is killed, and counted as wrong."""

_MOMENT = 1_623_283_200_000_000_000


@dataclass(frozen=True)
class Trial:
    """What goes wrong, in words, and at which step of a write."""

    fault: str
    at: int = 0
    lasting: bool = False

    def __str__(self) -> str:
        return self.fault + (", lasting" if self.lasting else "")


@dataclass
class Outcome:
    """How a trial ended, and everything that is wrong with that."""

    writer: str
    fault: str
    step: str
    code: int
    new: bool = False
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Ended:
    """A child that is gone: its exit code, or minus the signal that ended it, and its words on stderr."""

    code: int
    err: str


# Children


def child(work: Callable[[], int]) -> Ended:
    """Run something in a fork of this process."""
    said, ours = os.pipe()
    pid = os.fork()
    if not pid:
        _become(work, ours)
    return ended(pid, said, ours)


def ended(pid: int, said: int, ours: int) -> Ended:
    """Wait for a child that speaks into a pipe, of which this process has an end of its own."""
    os.close(ours)
    with open(said, encoding="utf-8", errors="replace") as stream:
        err = stream.read()
    return Ended(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), err)


def _become(work: Callable[[], int], handle: int) -> None:
    code = 98
    try:
        speak_into(handle)
        code = work()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def speak_into(handle: int) -> None:
    """Send standard error to a handle and standard output nowhere, both as `kst` sets them up."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(handle, 2)
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = io.TextIOWrapper(
            open(number, "wb", buffering=0, closefd=False),  # noqa: SIM115 - a handle
            encoding="utf-8",
            errors="backslashreplace",
            newline="\n",
            write_through=True,
        )
        setattr(sys, name, stream)


def line(place: Place, writer: Writer) -> Callable[[], int]:
    """The command line of a writer, with a clock and dice that give every run the same names."""

    def work() -> int:
        words = ["--root", str(place.kho), *writer.line(place)]
        os.chdir(place.kho)
        with (
            mock.patch.object(time, "time_ns", return_value=_MOMENT),
            mock.patch.object(secrets, "choice", lambda letters: letters[0]),
        ):
            return int(run(words))

    return work


# Trials at steps


@dataclass
class Poised(Disk):
    """Stops before the first step; from there a child goes on for each trial, and this process ends."""

    branch: Callable[[Poised], None] = field(default=lambda _: None)

    def step(self, step: Step, torn: Callable[[], object] | None = None) -> None:
        """Branch before the first step; in the branches, count and strike."""
        if not self.log:
            self.branch(self)
        super().step(step, torn)


@dataclass
class Bench:
    """Where the trials of one command line are made and judged."""

    place: Place
    writer: Writer
    scratch: Path
    faults: dict[str, Fault]
    good: Files = field(default_factory=dict)

    def at_steps(self, choose: Callable[[list[Step]], Sequence[Trial]]) -> Iterator[Outcome]:
        """Try what is chosen from the steps of an undisturbed run.

        Raises ValueError where the command fails undisturbed, or makes no step.
        """
        results = self.scratch / "results"
        results.write_text("", encoding="utf-8")
        end = child(lambda: self._poised(choose, results))
        lines = [json.loads(text) for text in results.read_text("utf-8").splitlines()]
        if end.code or not lines:
            raise ValueError(f"{self.writer.name}: exit code {end.code}\n{end.err}")
        self.good = {path: bytes.fromhex(text) for path, text in lines[0].items()}
        yield from (Outcome(**item) for item in lines[1:])

    def _poised(self, choose: Callable[[list[Step]], Sequence[Trial]], results: Path) -> int:
        """Run up to the first step, then branch; the exit code tells whether all was tried."""

        def branch(disk: Poised) -> None:
            steps = self._undisturbed()
            if steps is None:
                return
            _append(results, {path: data.hex() for path, data in self.good.items()})
            for trial in choose(steps):
                outcome = self._tried(disk, trial, steps)
                if outcome is None:
                    return
                _append(results, asdict(outcome))
            os._exit(0)

        work = line(self.place, self.writer)
        with Poised(branch=branch) as disk:
            code = work()
        if not disk.at:
            (self.scratch / "steps").write_text(
                json.dumps([[step.name, step.path, step.target] for step in disk.log]), encoding="utf-8"
            )
        return code if disk.log else 97

    def _undisturbed(self) -> list[Step] | None:
        """The steps of a run without faults; None in the child that makes it."""
        end = _forked()
        if end is None:
            return None
        with _real():
            self.good = self.place.files()
            self.place.restore(self.good)
            if end.code:
                sys.stderr.write(end.err)
                os._exit(end.code)
            known = json.loads((self.scratch / "steps").read_text("utf-8"))
        return [Step(*parts) for parts in known]

    def _tried(self, disk: Poised, trial: Trial, steps: list[Step]) -> Outcome | None:
        """What came of a trial; None in the child that is to meet with it."""
        end = _forked()
        if end is None:
            disk.at, disk.fault, disk.lasting = trial.at, self.faults[trial.fault], trial.lasting
            return None
        with _real():
            return self.judged(end, trial, steps[trial.at - 1])

    # Judging

    def judged(self, end: Ended, trial: Trial, step: Step) -> Outcome:
        """Compare what lies there now with what was and what should be; then put it back."""
        now = self.place.files()
        outcome = Outcome(self.writer.name, str(trial), str(step), end.code, now == self.good)
        outcome.wrong = [*self._files(now, end, step), *self._words(end, step)]
        in_cache = ".kst" in Path(step.path).parent.parts
        if end.code == 3 and in_cache and not trial.lasting and not refused_lock(end):
            outcome.wrong.append(f"a failing cache stops the command: {_short(end.err)}")
        self.place.restore(now)
        return outcome

    def _files(self, now: Files, end: Ended, step: Step) -> Iterator[str]:
        before, good = self.place.before, self.good
        left = {path for path in now.keys() - before.keys() - good.keys() if _is_left(path)}
        for path in sorted((now.keys() | before.keys() | good.keys()) - left):
            if now.get(path) not in (before.get(path), good.get(path)):
                yield f"{path} is neither old nor new"
        in_removed_folder = not Path(step.path).is_absolute()  # rmtree opens folders from their parents
        removing = step.name in {"unlink", "rmdir"} or ".kst-init-" in step.path or in_removed_folder
        if left and end.code != KILLED and not removing:
            yield f"left behind: {', '.join(sorted(left))}"
        kept = {path: data for path, data in now.items() if path not in left}
        if end.code == 0 and kept != good:
            yield "exit code 0, but not everything is new"
        if end.code == 3 and kept != before and not self.writer.many:
            yield "exit code 3, but something was written"

    def _words(self, end: Ended, step: Step) -> Iterator[str]:
        if end.code not in (0, 3, KILLED, 130):
            yield f"exit code {end.code}: {_short(end.err)}"
        if end.code == 3 and not (found := SENTENCE.search(end.err)):
            yield f"no clear sentence: {_short(end.err)}"
        elif end.code == 3 and found and not self._names(found["what"], step, end.err):
            yield f"the sentence names another file: {_short(end.err)}"
        if "Traceback" in end.err:
            yield "a traceback"

    def _names(self, what: str, step: Step, said: str) -> bool:
        """Whether a sentence names what was to change, a folder on the way to it, or a temporary file."""
        if not Path(step.path).is_relative_to(self.place.folder) or "chỗ tạm" in said:
            return True
        changed = {path for path in self.good if self.good[path] != self.place.before.get(path)}
        named = Path(os.path.relpath(self.place.kho / what, self.place.folder)).as_posix()
        if "git" in said.casefold() and named == self.place.kho.name:
            return True  # git reads nothing for somebody who may not enter the folder, or does not own it
        if "Không khóa được kho" in said and named == f"{self.place.kho.name}/.kst":
            return True  # the lock comes before anything is written
        return any(path == named or path.startswith(f"{named}/") for path in changed)


def refused_lock(end: Ended) -> bool:
    """Whether a command that changes files in place could not lock the repository (decision 0049)."""
    return end.code == 3 and "Không khóa được kho" in end.err


def _short(said: str) -> str:
    return repr(said[-300:] if len(said) > 300 else said)


def _forked() -> Ended | None:
    """Go on twice: None in the child, and how that ended in this process."""
    with _real():
        said, ours = os.pipe()
        pid = os.fork()
        if pid:
            return ended(pid, said, ours)
        speak_into(ours)
        signal.alarm(SECONDS)
    return None


def _append(results: Path, item: object) -> None:
    with _real(), results.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(item) + "\n")


def _is_left(path: str) -> bool:
    return any(LEFT.fullmatch(part) for part in Path(path).parts)


@contextlib.contextmanager
def _real() -> Iterator[None]:
    """The calls of the system as they are, in the midst of a patched run."""
    from disk import REAL

    patched = {key: getattr(*key) for key in REAL}
    for (module, name), call in REAL.items():
        setattr(module, name, call)
    try:
        yield
    finally:
        for (module, name), call in patched.items():
            setattr(module, name, call)
