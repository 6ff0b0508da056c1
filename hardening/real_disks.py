"""Disks, folders and limits that really refuse: no step is counted here, the system itself says no.

What needs a right that whoever runs this lacks is left out, and `missing()` says so.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from disk import Step
from trial import SECONDS, Bench, Outcome, Trial, child, line, refused_lock
from writers import WRITERS

PAGE = 4096
STREAMS = [(stream, kind) for stream in ("stdout", "stderr") for kind in ("full", "broken", "closed")]
NOBODY = 65534
_ROOM = "size=64m"
Around = Callable[[], contextlib.AbstractContextManager[None]]


@contextlib.contextmanager
def workspace(prefix: str) -> Iterator[Path]:
    """A temporary folder, on a small disk in memory of its own where that can be had."""
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        mounted = _mount("-t", "tmpfs", "-o", f"{_ROOM},mode=755", "tmpfs", str(folder))
        try:
            yield folder
        finally:
            os.chdir("/")
            if mounted:
                _umount(folder)


def missing() -> list[str]:
    """What cannot be tried here, in words."""
    with tempfile.TemporaryDirectory() as name:
        if _mount("-t", "tmpfs", "tmpfs", name):
            _umount(Path(name))
            return []
    return ["no right to mount: no full disk, no disk that is read-only"]


def real_trials(bench: Bench, *, thorough: bool) -> Iterator[Outcome]:
    """The command line of a bench on disks that are full or read-only, and with a limit on files.

    Unless thorough, one of these for each command line, each in turn.
    """
    folder = bench.place.folder
    changed = [data for path, data in bench.good.items() if data != bench.place.before.get(path)]
    half = max(len(data) for data in changed) // 2
    around: dict[str, Around] = {"a limit on files": _nothing}
    inside: dict[str, Callable[[], None]] = {"a limit on files": lambda: _limit(half)}
    if os.geteuid() == 0:
        around["no right to write"] = _nothing
        inside["no right to write"] = _be_nobody
    if os.path.ismount(folder.parent):
        around["a read-only disk"] = lambda: _read_only(folder)
        around["a full disk"] = lambda: _full(folder.parent, 0)
        around["a disk with a page left"] = lambda: _full(folder.parent, PAGE)
    if thorough:
        around["a read-only cache"] = lambda: _read_only(bench.place.kho / ".kst")
        inside["no file may grow"] = lambda: _limit(0)
        around["no file may grow"] = _nothing
        if not os.path.ismount(folder.parent):
            del around["a read-only cache"]
    names = list(around) if thorough else [list(around)[WRITERS.index(bench.writer) % len(around)]]
    for name, disk in ((name, around[name]) for name in names):
        yield _tried(bench, name, disk, inside.get(name, lambda: None))
    if thorough and " -o " not in bench.writer.words:  # what all -o write is said by one function
        kinds = STREAMS if bench.writer is WRITERS[0] else STREAMS[:2]
        yield from (_spoken_into(bench, *which) for which in kinds)


def _tried(bench: Bench, name: str, disk: Around, inside: Callable[[], None]) -> Outcome:
    work = line(bench.place, bench.writer)

    def limited() -> int:
        signal.alarm(SECONDS)
        inside()
        return work()

    with disk():
        end = child(limited)
    outcome = bench.judged(end, Trial(name, lasting=True), Step("", str(bench.place.kho)))
    outcome.fault = name
    if name == "a read-only cache" and end.code and not refused_lock(end):
        outcome.wrong.append("a read-only cache stops the command")
    return outcome


# Streams


def _spoken_into(bench: Bench, stream: str, kind: str) -> Outcome:
    """A process of its own, since what happens at its very end counts too."""
    words = [
        sys.executable,
        "-m",
        "kstthc_cli",
        "--root",
        str(bench.place.kho),
        *bench.writer.line(bench.place),
    ]
    with _broken(kind) as handle, (bench.scratch / "other").open("wb+") as told:
        out, err = (handle, told) if stream == "stdout" else (told, handle)
        number = {"stdout": 1, "stderr": 2}[stream]
        start = (lambda: os.close(number)) if kind == "closed" else None
        done = subprocess.run(
            words, cwd=bench.place.kho, stdout=out, stderr=err, preexec_fn=start, check=False
        )
        told.seek(0)
        said = told.read().decode("utf-8", errors="replace")
    now = bench.place.files()
    outcome = Outcome(bench.writer.name, f"{kind} {stream}", "", done.returncode)
    outcome.wrong = list(_wrong_of_stream(bench, now, done.returncode, said, stream))
    outcome.new = len(now) > len(bench.place.before) or any(
        now[p] != d for p, d in bench.place.before.items()
    )
    bench.place.restore(now)
    return outcome


def _wrong_of_stream(bench: Bench, now: dict[str, bytes], code: int, said: str, stream: str) -> Iterator[str]:
    """Names and days are those of the moment here, so that only sizes and what was there can be compared."""
    before, good = bench.place.before, bench.good
    if code not in (0, 3):
        yield f"exit code {code}: {said[-300:]!r}"
    if len(now) != len(good):
        yield f"{len(now)} files where {len(good)} were to be"
    for path, data in now.items():
        if path in before and data not in (before[path], good.get(path)) and good.get(path) == before[path]:
            yield f"{path} has changed"
    if "Traceback" in said:
        yield "a traceback"
    if stream == "stdout" and code == 3 and not said.startswith("lỗi: ") and "\nlỗi: " not in said:
        yield f"no sentence: {said[-300:]!r}"


@contextlib.contextmanager
def _broken(kind: str) -> Iterator[int]:
    """A handle that takes nothing: a full device, or a pipe that nobody reads."""
    if kind == "broken":
        read, handle = os.pipe()
        os.close(read)
    else:
        handle = os.open("/dev/full" if kind == "full" else os.devnull, os.O_WRONLY)
    try:
        yield handle
    finally:
        os.close(handle)


# Disks and limits


@contextlib.contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextlib.contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """The folder as a disk that only lets itself be read; root has no right there either."""
    if not _mount("--bind", str(folder), str(folder)):
        raise OSError(f"cannot mount {folder}")
    try:
        _mount("-o", "remount,ro,bind", str(folder))
        yield
    finally:
        _umount(folder)


@contextlib.contextmanager
def _full(disk: Path, left: int) -> Iterator[None]:
    """The disk without room but for some bytes."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        with contextlib.suppress(OSError):
            while True:
                stream.write(b"\0" * PAGE * 64)
        with contextlib.suppress(OSError):
            while True:
                stream.write(b"\0" * PAGE)
        stream.truncate(stream.tell() - left)
    try:
        yield
    finally:
        filler.unlink()


def _limit(size: int) -> None:
    """No file may grow beyond a size; what is said goes into pipes, which have none."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def _be_nobody() -> None:
    """Root has every right; somebody who owns nothing has none to write."""
    os.setegid(NOBODY)
    for name in ("ruamel.yaml", "tempfile", "encodings.utf_8_sig"):
        import_module(name)  # nobody may have no right to read the interpreter's own folder
    os.seteuid(NOBODY)


def _mount(*words: str) -> bool:
    try:
        return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _umount(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
