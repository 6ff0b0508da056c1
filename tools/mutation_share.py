"""Prints the share of mutants that the tests kill or the type check refuses; fails below a floor.

    mutmut run 'kstthc_cli.domain.*' && python tools/mutation_share.py --floor 93

What mutmut found stands beside its mutants: nothing for one that was not tried.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable

from mutation_sample import MUTANTS, results

SURVIVED = (0, 33)
"""The exit codes of a mutant that no test noticed, and of one that no test runs."""
REFUSED = 37
"""By the type check, which runs beside the tests wherever a change is judged."""


def told(codes: Iterable[int | None]) -> tuple[str, float]:
    """The shares as a line, and that of all in percent. Raises ZeroDivisionError where no mutant was tried."""
    found = Counter(code for code in codes if code is not None)
    tried, living, refused = found.total(), sum(found[code] for code in SURVIVED), found[REFUSED]
    share = 100 * (tried - living) / tried
    by_tests = (
        f"the tests kill {tried - living - refused} of {tried - refused}, the type check refuses {refused}"
    )
    return f"{share:.1f} % of {tried} mutants: {by_tests}", share


def main() -> int:
    """Print the shares; 1 below the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floor", type=float, default=93.0)
    floor: float = parser.parse_args().floor
    line, share = told(code for _, code in results(MUTANTS))
    sys.stdout.write(f"{line}; floor {floor:.1f} %\n")
    return int(share < floor)


if __name__ == "__main__":
    sys.exit(main())
