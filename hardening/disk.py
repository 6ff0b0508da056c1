"""A disk that can be told to fail: every step by which a file comes to be is counted, one goes wrong.

The steps are calls into `os` and `io`, whichever module makes them, so that tests hold for any way of
writing. A fault strikes before the step has any effect, except that a write has put down its first half.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest import mock

SYSTEMS = ("plain", "two devices", "bind mounts", "no links")
"""A plain disk; a `.kst/` on another device, or behind a mount of the same; a disk without hard links."""

_PATHS = ("mkdir", "chmod", "unlink", "rename", "replace")
_OTHERS = ((os, "link"), (os, "open"), (os, "fsync"), (io, "open"), (os, "stat"))
REAL = {(module, name): getattr(module, name) for module, name in (*((os, n) for n in _PATHS), *_OTHERS)}
"""The calls as they are without a `Disk`."""


@dataclass(frozen=True)
class Step:
    """A call that changes the disk, or makes a change lasting, and the path it is about."""

    name: str
    path: str
    target: str = ""

    def __str__(self) -> str:
        return f"{self.name} {Path(self.path).name}"


Fault = Callable[[Step], None]


_NAMELESS = ("fdopen", "write", "truncate", "flush", "fsync", "close")


def failing(number: int) -> Fault:
    """The system refuses with an error number; it names no file where the step has but a handle."""

    def fault(step: Step) -> None:
        named = () if step.name in _NAMELESS else (step.path,)
        raise OSError(number, os.strerror(number), *named)

    return fault


def interrupted(_step: Step) -> None:
    """The user presses Ctrl+C."""
    raise KeyboardInterrupt


def killed(_step: Step) -> None:
    """The process is gone at once."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Disk:
    """Use as a context: logs steps, and lets the one numbered `at` (from 1) meet with `fault`.

    A lasting fault meets every later step of the same name too, as on a disk that stays full.
    """

    at: int = 0
    fault: Fault = field(default=killed)
    system: str = "plain"
    lasting: bool = False
    log: list[Step] = field(default_factory=list)
    _open: dict[int, str] = field(default_factory=dict)
    _patches: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self) -> Self:
        for name in _PATHS:
            self._patch(os, name, self._named(name, getattr(os, name)))
        self._patch(os, "link", self._link(os.link))
        self._patch(os, "open", self._os_open(os.open))
        self._patch(os, "fsync", self._fsync(os.fsync))
        self._patch(io, "open", self._io_open(io.open))
        if self.system == "two devices":
            self._patch(os, "stat", _elsewhere(os.stat))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._patches.close()

    def step(self, step: Step, torn: Callable[[], object] | None = None) -> None:
        """Count a step; where it is the one to fail, leave it half done and strike."""
        self.log.append(step)
        if self._strikes(step):
            if torn is not None:
                torn()
            self.fault(step)

    def _strikes(self, step: Step) -> bool:
        again = self.lasting and 0 < self.at < len(self.log) and step.name == self.log[self.at - 1].name
        return again or len(self.log) == self.at

    def _patch(self, module: Any, name: str, wrapper: Callable[..., Any]) -> None:
        self._patches.enter_context(mock.patch.object(module, name, wrapper))

    def _named(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *rest: Any, **options: Any) -> Any:
            target = os.fspath(rest[0]) if name in {"rename", "replace"} else ""
            self.step(Step(name, os.fspath(path), target))
            return real(path, *rest, **options)

        return call

    def _link(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(source: Any, target: Any, **options: Any) -> Any:
            self.step(Step("link", os.fspath(source), os.fspath(target)))
            if refusal := _refusal(self.system, Path(source), Path(target)):
                raise OSError(refusal, os.strerror(refusal), os.fspath(source))
            return real(source, target, **options)

        return call

    def _os_open(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, *rest: Any, **options: Any) -> int:
            self.step(Step("open", os.fspath(path)))
            handle = real(path, *rest, **options)
            self._open[handle] = os.fspath(path)
            return handle

        return call

    def _fsync(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def call(handle: int) -> None:
            self.step(Step("fsync", self._open.get(handle, str(handle))))
            real(handle)

        return call

    def _io_open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
            pipe = isinstance(file, int) and not stat.S_ISREG(os.fstat(file).st_mode)
            if pipe or not set(mode) & set("wxa+"):
                return real(file, mode, *rest, **options)
            path = self._open.get(file, "") if isinstance(file, int) else os.fspath(file)
            self.step(Step("fdopen" if isinstance(file, int) else "create", path))
            return _Stream(self, real(file, mode, *rest, **options), path)

        return call


def _refusal(system: str, source: Path, target: Path) -> int:
    """Why a file system gives no hard link; 0 where it does."""
    if system == "no links":
        return errno.EPERM
    apart = system in {"two devices", "bind mounts"} and (".kst" in source.parts) != (".kst" in target.parts)
    return errno.EXDEV if apart else 0


def _elsewhere(real: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
    """`.kst/` says that it lies on a device of its own."""

    def call(path: Any, *rest: Any, **options: Any) -> os.stat_result:
        found = real(path, *rest, **options)
        if isinstance(path, int) or Path(path).name != ".kst":
            return found
        return os.stat_result((*found[:2], found.st_dev + 1, *found[3:10]))

    return call


@dataclass
class _Stream:
    """A binary file whose every call is a step."""

    disk: Disk
    file: Any
    path: str

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, content: bytes) -> int:
        self.disk.step(Step("write", self.path), lambda: self._half(content))
        return int(self.file.write(content))

    def truncate(self, size: int) -> int:
        self.disk.step(Step("truncate", self.path))
        return int(self.file.truncate(size))

    def flush(self) -> None:
        self.disk.step(Step("flush", self.path))
        self.file.flush()

    def fileno(self) -> int:
        return int(self.file.fileno())

    def close(self) -> None:
        self.file.close()
        self.disk.step(Step("close", self.path))

    def _half(self, content: bytes) -> None:
        self.file.write(content[: len(content) // 2])
        self.file.flush()


def each_step(count: int, fault: Fault, system: str = "plain") -> Iterator[Disk]:
    """A disk for every step of `count`, failing there."""
    return (Disk(at, fault, system) for at in range(1, count + 1))
