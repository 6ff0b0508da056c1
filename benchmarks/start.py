"""What a start of kst costs in several environments, as multiples of a bare `python -c pass`.

python benchmarks/start.py REPOSITORY PYTHON [PYTHON…]

Each PYTHON is the interpreter of an environment in which some kst is installed. Computing time (user and system)
is compared, which other work on the machine disturbs less than the clock; medians of 9 rounds, in turns.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

ROUNDS = 9
DAY = ("--as-of", "2021-06-01")
DUE = ("due", "--agency", "so-tttt", "--quarter", "2", *DAY)
COMMANDS: dict[str, tuple[str, ...]] = {
    "due, JSON": (*DUE, "--format", "json"),
    "due, table": DUE,
    "status": ("status", "--quarter", "2", *DAY),
    "record": (
        "record",
        "10",
        "--agency",
        "so-tttt",
        "--quarter",
        "2",
        "--status",
        "done",
        *DAY,
        "--dry-run",
    ),
    "--help": ("--help",),
    "due --help": ("due", "--help"),
}
_SLOW = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


def computed(words: Sequence[str]) -> float:
    """The seconds that a process computes. Raises CalledProcessError where it fails."""
    env = {name: value for name, value in os.environ.items() if name not in _SLOW}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main(repository: str, pythons: Sequence[str]) -> None:
    """Print a table: a row for each command, a column for each environment."""
    lines = {
        (name, python): (python, "-m", "kstthc_cli", "--root", repository, *words)
        for name, words in COMMANDS.items()
        for python in pythons
    }
    taken: dict[object, list[float]] = {key: [] for key in (*lines, "bare")}
    for _ in range(ROUNDS):
        taken["bare"].append(computed((pythons[0], "-c", "pass")))
        for key, line in lines.items():
            taken[key].append(computed(line))
    bare = statistics.median(taken["bare"])
    for name in COMMANDS:
        print(f"{name:12}", *(f"{statistics.median(taken[name, python]) / bare:6.1f}" for python in pythons))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
