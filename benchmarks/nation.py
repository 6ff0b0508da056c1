"""A nation: the provinces of `generated_nation.py` in one data set; times, sizes and what is in it.

    python benchmarks/nation.py [--provinces 34] [--work FOLDER] [--write]

Nothing of the data happened. Prints a table; `--write` puts it into RESULTS.md and the manual. Processor time
is told beside that of the clock, since other load on a machine disturbs it less.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generated_nation import YEAR, provinces
from results import RESULTS, machine, put

KST = str(Path(sys.executable).with_name("kst"))
AS_OF = ("--as-of", f"{YEAR}-12-31")
COUNTED = ("obligations", "entries", "figures")
MEGABYTE = 1e6


def measured(*words: str) -> tuple[float, float]:
    """Seconds of the clock and of the processor that a command line takes."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([KST, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(folder: Path, number: int) -> str:
    """Make everything; the table, and what it was measured on."""
    roots = provinces(folder, number)
    for root in roots:
        shutil.rmtree(root / ".kst", ignore_errors=True)
    target = folder / "national"
    shutil.rmtree(target, ignore_errors=True)
    export = ("export", *map(str, roots), *AS_OF, "-o", str(target))
    works: Sequence[tuple[str, str, tuple[str, ...]]] = (
        (f"export of {number} provinces, nothing known", "300", export),
        ("the same with the index (`--force`)", "—", (*export, "--force")),
        ("nothing has changed", "—", export),
        ("one province has changed", "15", export),
        ("`kst national summary`", "2", ("national", "summary", str(target))),
        (
            "`kst national summary --form II.06a`",
            "—",
            ("national", "summary", str(target), "--form", "II.06a"),
        ),
    )
    lines = ["| work | s | s of the processor | asked, s |", "|---|---|---|---|"]
    for name, asked, words in works:
        if name == "one province has changed":
            os.utime(roots[0] / "plans" / f"{YEAR}.yaml")
        wall, cpu = measured(*words)
        lines.append(f"| {name} | {wall:.1f} | {cpu:.1f} | {asked} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join([*lines, "", _size(target), _counts(target), "", machine()])


def _size(target: Path) -> str:
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    files = [file for file in target.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / MEGABYTE
    return f"On disk: {len(files)} files, {size:.1f} MB; at most {most} MB of memory (1,000 asked)."


def _counts(target: Path) -> str:
    rows = {name: _count(f"'{target}/{name}/**/*.parquet'") for name in COUNTED}
    communes = _count(f"'{target}/agencies/**/*.parquet' WHERE level = 'xa' AND last_day IS NULL")
    return f"In it: {communes:,} communes, " + ", ".join(f"{n:,} {name}" for name, n in rows.items()) + "."


def _count(where: str) -> int:
    import duckdb

    with duckdb.connect() as database:
        found = database.execute(f"SELECT count(*) FROM {where}").fetchone()
    return int(found[0]) if found else 0


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.work or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        text = run(folder, given.provinces)
    print(text)
    if given.write:
        put(RESULTS, "a nation", f"## A nation\n\n`python benchmarks/nation.py --write`\n\n{text}")
        subprocess.run([sys.executable, str(Path(__file__).with_name("nation_page.py"))], check=True)


if __name__ == "__main__":
    main()
