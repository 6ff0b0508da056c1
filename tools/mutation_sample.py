"""Prints the names of mutants chosen evenly at random, the same for the same seed; `mutmut run` takes them.

There are some 50,000: more than a night is long. `mutmut run 'kstthc_cli.domain.text.numerals.*'` makes them all, and
learns which test runs which function; then `mutmut run $(python tools/mutation_sample.py 300 --layer domain)`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable
from pathlib import Path

MUTANTS = Path("mutants") / "src" / "kstthc_cli"


def results(folder: Path) -> Iterable[tuple[str, int | None]]:
    """The names of all mutants that mutmut has made below a folder, each with its exit code once it was tried."""
    for file in folder.rglob("*.meta"):
        yield from json.loads(file.read_text("utf-8"))["exit_code_by_key"].items()


def sample(known: Iterable[str], size: int, seed: int) -> list[str]:
    """As many of the names, in order; all where there are fewer."""
    ordered = sorted(known)
    return sorted(random.Random(seed).sample(ordered, min(size, len(ordered))))


def main() -> int:
    """Print the names, a line each; 1 where there are none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("--layer", default="", help="domain, store or commands; all of them if left out")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    known = (name for name, _ in results(MUTANTS / options.layer))
    chosen = sample(known, options.size, options.seed)
    sys.stdout.writelines(f"{name}\n" for name in chosen)
    return int(not chosen)


if __name__ == "__main__":
    sys.exit(main())
