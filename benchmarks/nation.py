"""A nation: 34 provinces, each a year like that of `generated_year.py`, in one data set; times and sizes.

    python benchmarks/nation.py [--provinces 34] [--work FOLDER]

Provinces are copies of a few generated years under names of their own: nothing of it happened. Prints a table.
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

SCRIPT = Path(__file__).with_name("generated_year.py")
KST = str(Path(sys.executable).with_name("kst"))
AS_OF = ("--as-of", "2021-12-31")
SEEDS = 4


def provinces(folder: Path, number: int) -> list[Path]:
    """The repositories; those that are there stay."""
    years = []
    for seed in range(1, SEEDS + 1):
        year = folder / f"year-{seed}"
        if not year.exists():
            subprocess.run(
                [sys.executable, SCRIPT, year, "--seed", str(seed)], check=True, stdout=subprocess.DEVNULL
            )
        years.append(year)
    found = []
    for n in range(number):
        root = folder / f"tinh-{n + 1:02}"
        if not root.exists():
            shutil.copytree(years[n % SEEDS], root, ignore=shutil.ignore_patterns(".kst"))
            registry = root / "agencies" / "quang-ngai.yaml"
            lines = registry.read_text("utf-8").splitlines(keepends=True)
            at = next(k for k, line in enumerate(lines) if line.startswith("place: "))
            lines[at] = f'place: "Tỉnh {n + 1:02} (dữ liệu sinh tự động)"\n'
            registry.write_text("".join(lines), encoding="utf-8", newline="\n")
        found.append(root)
    return found


def measured(*words: str) -> tuple[float, float]:
    """Seconds of the clock and of the processor that a command line takes."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([KST, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(folder: Path, number: int) -> None:
    """Make everything and print the table."""
    roots = provinces(folder, number)
    target = folder / "national"
    shutil.rmtree(target, ignore_errors=True)
    export = ("export", *map(str, roots), *AS_OF, "-o", str(target))
    works: Sequence[tuple[str, tuple[str, ...]]] = (
        (f"export of {number} provinces, nothing known", export),
        ("the same with the index", (*export, "--force")),
        ("nothing has changed", export),
        ("one province has changed", export),
        ("summary", ("national", "summary", str(target))),
    )
    sys.stdout.write("| work | seconds | of the processor |\n|---|---|---|\n")
    for name, words in works:
        if name == "one province has changed":
            os.utime(roots[0] / "plans" / "2021.yaml")
        wall, cpu = measured(*words)
        sys.stdout.write(f"| {name} | {wall:.1f} | {cpu:.1f} |\n")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    files = [file for file in target.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    sys.stdout.write(f"\n{len(files)} files, {size:.1f} MB; at most {most} MB of memory.\n")


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    if given.work:
        given.work.mkdir(parents=True, exist_ok=True)
        run(given.work, given.provinces)
        return
    with tempfile.TemporaryDirectory() as place:
        run(Path(place), given.provinces)


if __name__ == "__main__":
    main()
