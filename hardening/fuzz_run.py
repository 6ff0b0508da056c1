"""Running kst on broken files: in a forked child with bounds on time and memory, and what may not happen."""

from __future__ import annotations

import gc
import io
import re
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import kstthc_cli.main as main_module
import kstthc_cli.store.plan.repository as repository_module
from fuzz_mutations import Words
from fuzz_readers import Command, Reader
from kstthc_cli.cli.app import kst
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import Document, parse

SECONDS = 5.0
WAITING = 60.0
"""How long a child may wait, without computing, before it is taken to wait for ever."""
MOST_MB = 500
_ADDRESSES = 3 << 30
_DOCUMENTED = frozenset({0, 1, 2, 3, 4})
_AGREES = 0.5
_EVERY = 50
_BATCH = 250
_MOST_KEPT = 20_000
_LOG = re.compile(r"Gửi tệp (\S+\.log)")
_CODES = re.compile(r"^(?:lỗi|cảnh báo)\[(KST\d+)\]", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
_SAID = re.compile(r"^(?:lỗi|cảnh báo|  (?!\|)|/).*$", re.MULTILINE)
_GIVEN = re.compile(r"“[^”]*”|\"[^\"]*\"|\S*[/\d]\S*|\S{25,}")


@dataclass(frozen=True)
class Finding:
    """Something that may not happen: what, at which input, and the input itself."""

    reader: str
    number: int
    what: str
    detail: str
    content: bytes

    @property
    def same(self) -> str:
        """What two findings of one cause have in common."""
        last = [line for line in self.detail.split("\n") if line.lstrip().startswith('File "')][-1:]
        return f"{self.reader} {self.what.split(':')[0]} {last}"


@dataclass
class Tally:
    """What came of the inputs of one reader."""

    inputs: int = 0
    commands: int = 0
    fine: int = 0
    codes: set[str] = field(default_factory=set)
    slowest: float = 0.0
    largest_mb: float = 0.0
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """What a child says of one input."""

    number: int
    commands: int
    code: int
    codes: frozenset[str]
    seconds: float
    megabytes: float
    findings: tuple[Finding, ...]
    new: str
    content: bytes


@dataclass(frozen=True)
class Answer:
    """What one command left behind; `log` is the traceback, where there was one."""

    code: int
    said: str
    log: str = ""


def ask(arguments: list[str]) -> Answer:
    """Run a command line in this process."""
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", newline="\n") for _ in range(2)]
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = streams
    try:
        code, log = int(main_module.run(arguments)), ""
    except BaseException:  # noqa: BLE001 - nothing at all may come through
        code, log = -1, traceback.format_exc()
    finally:
        sys.stdout, sys.stderr = before
    for stream in streams:
        stream.flush()
    said = "".join(stream.buffer.getvalue().decode("utf-8") for stream in streams)
    if kept := _LOG.search(said):
        log = Path(kept[1]).read_text("utf-8")
        Path(kept[1]).unlink()
    return Answer(code, said, log)


def wrong(answer: Answer, command: Command) -> tuple[str, str] | None:
    """What is wrong with an answer whatever was asked, and the detail."""
    shown = " ".join(command)
    if answer.log or "Traceback" in answer.said:
        return f"traceback: {shown}", answer.log or answer.said
    if answer.code not in _DOCUMENTED:
        return f"exit code {answer.code}: {shown}", answer.said
    if answer.code and not answer.said.strip():
        return f"silent refusal: {shown}", str(answer.code)
    if found := _CONTROL.search(answer.said):
        return f"control character U+{ord(found[0]):04X} in the output: {shown}", answer.said[:2000]
    return None


class Trial:
    """A repository in which one file is broken again and again."""

    def __init__(self, reader: Reader, root: Path, seed: int, inputs: int) -> None:
        self.reader, self.root, self.seed, self.inputs = reader, root, seed, inputs
        self.target = reader.build(root)
        self.corpus = [content for content in reader.seeds() if content] or [b"a"]
        self.words = Words(self.corpus)
        self.known: set[str] = set()
        self.seeds = len(self.corpus)
        self.walked = min(self.seeds, inputs // 4)
        self.good: list[bytes] = []
        self.ground = self._tree()

    def _tree(self) -> dict[str, bytes]:
        files = (file for file in sorted(self.root.rglob("*")) if file.is_file() and ".kst" not in file.parts)
        return {str(file): file.read_bytes() for file in files if file != self.target}

    def content(self, number: int) -> bytes:
        """The input of a number: at first some of the seeds, then what is made of them and of those kept."""
        rnd = Random(f"{self.seed} {self.reader.name} {number}")
        if number < self.walked:
            return self.corpus[number * self.seeds // self.walked]
        corpora = (self.good, self.corpus[: self.seeds], self.corpus[self.seeds :])
        corpus = rnd.choices(
            [c for c in corpora if c], [w for w, c in zip((8, 2, 4), corpora, strict=True) if c]
        )[0]
        content = self.reader.mutate(rnd, corpus, self.words)
        return self.reader.finish(content) if self.reader.finish else content

    def learn(self, told: Told) -> None:
        """Keep an input that made something new happen; know the good ones among the seeds."""
        if told.number < self.walked and told.code == 0:
            self.good.append(told.content)
        if told.new:
            self.known.add(told.new)
            if told.number >= self.walked and len(told.content) <= _MOST_KEPT:
                self.corpus.append(told.content)

    def one(self, number: int) -> Told:
        """Try one input. May die of the bounds on time; the input lies in the target then."""
        content, findings = self.content(number), []
        self.target.write_bytes(content)
        _bound(SECONDS)
        begin = time.process_time()
        first = ask(self.reader.arguments(self.reader.command, self.root))
        seconds, count = time.process_time() - begin, 1
        if fault := wrong(first, self.reader.command):
            findings.append(fault)
        rnd = Random(f"{self.seed} others {self.reader.name} {number}")
        if self.reader.others and (number % _EVERY == 0 or (first.code == 0 and rnd.random() < _AGREES)):
            command = rnd.choice(self.reader.others)
            _bound(SECONDS)
            begin = time.process_time()
            other = ask(self.reader.arguments(command, self.root))
            seconds, count = max(seconds, time.process_time() - begin), 2
            if fault := wrong(other, command) or _disagree(first, other, command):
                findings.append(fault)
        _bound(0)
        if self.target.read_bytes() != content or (number % _EVERY == 0 and self._tree() != self.ground):
            findings.append(("the files were changed", ""))
        if (megabytes := resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024) > MOST_MB:
            findings.append((f"memory: {megabytes:.0f} MB", ""))
        signature = _shape(first)
        return Told(
            number,
            count,
            first.code,
            frozenset(_CODES.findall(first.said)),
            seconds,
            megabytes,
            tuple(Finding(self.reader.name, number, what, detail, content) for what, detail in findings),
            "" if signature in self.known else signature,
            content,
        )


def _shape(answer: Answer) -> str:
    """What an answer says, without the names and numbers in it: new sentences come of new paths."""
    lines = {_GIVEN.sub("", line) for line in _SAID.findall(answer.said[:20_000])}
    return f"{answer.code} {' '.join(sorted(lines))}"


def _disagree(first: Answer, other: Answer, command: Command) -> tuple[str, str] | None:
    """What `validate` finds no error in, no other command may refuse as data with errors."""
    if first.code == 0 and other.code == 3 and _CODES.search(other.said):
        return f"disagrees with validate: {' '.join(command)}", other.said
    return None


def _bound(seconds: float) -> None:
    """Let the system end this process after so much computing, or a longer wait; 0 lifts the bounds."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, WAITING if seconds else 0)


def _try_warm(trial: Trial) -> None:
    _default_signals()
    _bound(2 * SECONDS)
    warm(trial)


def _default_signals() -> None:
    for name in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(name, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _child(trial: Trial, numbers: range, pipe: Connection) -> None:
    _default_signals()
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in numbers:
        pipe.send(number)
        told = trial.one(number)
        pipe.send(told)
        trial.learn(told)
        if told.megabytes > MOST_MB:
            break
    pipe.close()


class _Parsed:
    """Reads the files that are not broken only once: most of the time would go there."""

    def __init__(self, trial: Trial) -> None:
        self.broken = trial.target.relative_to(trial.root).as_posix()
        self.memory: dict[tuple[str, str], Document] = {}

    def __call__(self, source: Source) -> Document:
        if source.path == self.broken:
            return parse(source)
        key = source.path, source.text
        if key not in self.memory:
            self.memory[key] = parse(source)
        return self.memory[key]


def warm(trial: Trial) -> None:
    """Let this process import what its children need, and read what they do not break."""
    setattr(repository_module, "parse", _Parsed(trial))  # noqa: B010 - the module only imports it
    kst()  # built once, not for every input
    trial.target.write_bytes(trial.corpus[0])
    for command in (trial.reader.command, *trial.reader.others):
        ask(trial.reader.arguments(command, trial.root))
    gc.collect()
    gc.freeze()


def fuzz(trial: Trial) -> Iterator[Tally]:
    """Try all inputs; yields the tally after every one of them."""
    tally, at, inputs, context = Tally(), 0, trial.inputs, get_context("fork")
    probe = context.Process(target=_try_warm, args=(trial,))
    probe.start()
    probe.join()
    if not probe.exitcode:  # else its children find out why, one by one
        warm(trial)
    while at < inputs:
        here, there = context.Pipe(duplex=False)
        child = context.Process(target=_child, args=(trial, range(at, min(at + _BATCH, inputs)), there))
        child.start()
        there.close()
        begun = at
        try:
            while True:
                told = here.recv()
                if isinstance(told, int):
                    begun = told
                    continue
                at = told.number + 1
                _count(tally, told)
                trial.learn(told)
                yield tally
        except EOFError:
            child.join()
        finally:
            if child.is_alive():
                child.kill()
        if child.exitcode:
            at = begun + 1
            tally.inputs += 1
            tally.findings.append(_death(trial, begun, child.exitcode))
            yield tally
    return


def _death(trial: Trial, number: int, code: int) -> Finding:
    what = {
        -signal.SIGPROF: f"hang: computed for more than {SECONDS:.0f} s",
        -signal.SIGALRM: f"hang: waited for more than {WAITING:.0f} s",
    }.get(code, f"crash: ended with {code}")
    return Finding(trial.reader.name, number, what, "", trial.target.read_bytes())


def _count(tally: Tally, told: Told) -> None:
    tally.inputs += 1
    tally.commands += told.commands
    tally.fine += told.code == 0
    tally.codes |= told.codes
    tally.slowest = max(tally.slowest, told.seconds)
    tally.largest_mb = max(tally.largest_mb, told.megabytes)
    tally.findings += told.findings


def saved(finding: Finding, folder: Path) -> Path:
    """Write the input of a finding, and beside it what happened; the input's path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{finding.reader}-{finding.number}"
    file.write_bytes(finding.content)
    file.with_name(f"{file.name}.txt").write_text(
        f"{finding.what}\n{finding.detail}\n", "utf-8", "backslashreplace"
    )
    return file
