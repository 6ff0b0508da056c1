"""A clerk in a hurry: `python -m tests.files.recorder ROOT AGENCY COUNT [SHARED]`.

Records COUNT entries of the agency, each on another obligation, or with SHARED all on that duty.
Prints how many of the records ended well.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from kstthc_cli.store.plan.plan_years import choose, plan_years
from tests.support.in_process import call

AS_OF = "2021-12-31"


def obligations(root: Path, agency: str) -> list[tuple[str, str]]:
    """Duty and period of everything that an agency owes, in order."""
    year = choose(plan_years(root), None, date.fromisoformat(AS_OF))
    owed = year.owed_by([year.registry.agencies[agency]])
    return [(o.duty.id, str(o.period)) for o in owed]


def main() -> None:
    """Record, and print the number of records."""
    root, agency, count, *shared = sys.argv[1:]
    wanted = obligations(Path(root), agency)[: int(count)]
    if shared:
        wanted = [(shared[0], "2021-Q2")] * int(count)
    sys.stdout.write(f"{sum(_recorded(Path(root), agency, *item) for item in wanted)}\n")


def _recorded(root: Path, agency: str, duty: str, period: str) -> bool:
    words = ("record", duty, "--agency", agency, "--period", period, "--status", "done", "--as-of", AS_OF)
    result = call(*words, "--text", f"{agency}, {duty}, {period}", root=root)
    if result.code:
        sys.stderr.write(result.err)
    return result.code == 0 and "Đã ghi progress/" in result.out


if __name__ == "__main__":
    main()
