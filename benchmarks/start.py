"""How long a command takes, as a multiple of starting Python and doing nothing.

Each command is run as a process of its own, in turn with `python -c pass`, so that other load on the
machine falls on both alike. Prints medians and their ratio.

    python benchmarks/start.py [--runs 21] [--check]

With `--check` the exit code is 1 when a ratio is above its reach.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DATA = ("plans", "agencies", "calendar", "templates", "schemas")


@dataclass(frozen=True)
class Work:
    """A command, and how many times as long as `python -c pass` it may take."""

    name: str
    arguments: tuple[str, ...]
    reach: float | None
    cold: bool = False


WORK = (
    Work("kst --help", ("--help",), 7),
    Work("kst due (table)", ("due", "--agency", "Sở TTTT", "--quarter", "2"), 25),
    Work("kst due (JSON)", ("due", "--agency", "Sở TTTT", "--quarter", "2", "--format", "json"), 25),
    Work("kst due (table), no cache", ("due", "--agency", "Sở TTTT", "--quarter", "2"), None, cold=True),
    Work("kst validate", ("validate",), None),
)


def main() -> int:
    """Measure everything in WORK and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--runs", type=int, default=21)
    options.add_argument("--check", action="store_true")
    asked = options.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {asked.runs} runs each\n")
    print("| work | ms | python -c pass, ms | ratio | reach |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in DATA:
            shutil.copytree(PROJECT / name, Path(folder) / name)
        late = [work.name for work in WORK if not _measure(work, Path(folder), asked.runs)]
    if late:
        print(f"\nAbove their reach: {', '.join(late)}")
    return 1 if asked.check and late else 0


def _measure(work: Work, folder: Path, runs: int) -> bool:
    """Print a row; whether the work is within its reach."""
    command = [str(Path(sys.executable).with_name("kst")), *work.arguments]
    nothing = [sys.executable, "-c", "pass"]
    _run(command, folder)
    ours: list[float] = []
    base: list[float] = []
    for _ in range(runs):
        if work.cold:
            shutil.rmtree(folder / ".kst", ignore_errors=True)
        ours.append(_run(command, folder))
        base.append(_run(nothing, folder))
    mine, theirs = statistics.median(ours), statistics.median(base)
    ratio = mine / theirs
    print(f"| {work.name} | {mine * 1000:.0f} | {theirs * 1000:.1f} | {ratio:.1f} | {work.reach or '—'} |")
    return work.reach is None or ratio <= work.reach


def _run(command: Sequence[str], folder: Path) -> float:
    """Seconds that a process took; compiled modules are kept, as they are in daily use."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
