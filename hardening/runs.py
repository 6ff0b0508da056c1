"""Programs started from a script: kst as its own process, with nothing of whoever starts it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kstthc_cli.main import run

KILL = int(getattr(signal, "SIGKILL", 9))


@dataclass(frozen=True)
class Run:
    """A program that has ended: its exit code, or minus the signal, and its words."""

    code: int
    out: str
    err: str


def start(words: list[str], cwd: Path) -> subprocess.Popen[bytes]:
    """Start kst in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "kstthc_cli", *words],
        cwd=cwd,
        env={**os.environ, "TERMINAL_WIDTH": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(process: subprocess.Popen[bytes], within: float | None = None) -> Run:
    """Wait for a program, and kill it when its time is over."""
    try:
        out, err = process.communicate(timeout=within)
    except subprocess.TimeoutExpired:
        process.send_signal(KILL)
        out, err = process.communicate()
    return Run(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def forked(words: list[str], root: Path) -> Run:
    """Run kst in a fork of this process, which has imported everything already."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        with contextlib.suppress(BaseException):
            _report(write, words, root)
        os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8") as stream:  # noqa: PTH123 - a handle
        told = stream.read()
    os.waitpid(pid, 0)
    return Run(*json.loads(told)) if told else Run(-1, "", "the program was gone at once")


def _report(handle: int, words: list[str], root: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = int(run(["--root", str(root), *words]))
    with open(handle, "w", encoding="utf-8") as stream:
        json.dump([code, out.getvalue(), err.getvalue()], stream)
