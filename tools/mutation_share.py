"""Prints the share of mutants that the tests kill, from `mutmut export-cicd-stats`; fails below a floor.

mutmut run 'kstthc_cli.domain.*' && mutmut export-cicd-stats && python tools/mutation_share.py --floor 93
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

STATS = Path("mutants") / "mutmut-cicd-stats.json"
KILLED = ("killed", "timeout", "segfault")
LIVING = ("survived", "no_tests", "suspicious")


def tried(stats: Mapping[str, int]) -> int:
    """How many mutants were tried."""
    return sum(stats[name] for name in (*KILLED, *LIVING))


def share(stats: Mapping[str, int]) -> float:
    """Killed mutants in percent of those that were tried. Raises ZeroDivisionError where none was."""
    return 100 * sum(stats[name] for name in KILLED) / tried(stats)


def main() -> int:
    """Print the share; 1 below the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floor", type=float, default=93.0)
    floor: float = parser.parse_args().floor
    stats = json.loads(STATS.read_text("utf-8"))
    found = share(stats)
    sys.stdout.write(f"{found:.1f} % killed of {tried(stats)} mutants; floor {floor:.1f} %\n")
    return int(found < floor)


if __name__ == "__main__":
    sys.exit(main())
