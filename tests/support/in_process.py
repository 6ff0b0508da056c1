"""Running kst in this process where no fixture can: in session fixtures, workers and state machines."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from kstthc_cli.main import run
from tests.support.printed import heard
from tests.support.running import PROJECT, Result

AS_OF = "2021-06-10"
DAY = ("--as-of", AS_OF)


def call(*arguments: str, root: Path) -> Result:
    """A command line with what it printed; no width or colour of a terminal."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--root", str(root), *arguments])
    return heard(arguments, Result(int(code), out.getvalue(), err.getvalue()))


def record(duty: str, agency: str, quarter: int = 2, text: str = "Đã xong.") -> tuple[str, ...]:
    """The words of a record of a finished duty."""
    said = ("--quarter", str(quarter), "--status", "done", "--text", text)
    return ("record", duty, "--agency", agency, *said, *DAY)


def environment() -> dict[str, str]:
    """That of this process, with the modules of these tests to be found."""
    places = (str(PROJECT), str(PROJECT / "hardening"), os.environ.get("PYTHONPATH", ""))
    path = os.pathsep.join(filter(None, places))
    return {**os.environ, "PYTHONPATH": path}
