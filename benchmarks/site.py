"""The sites of a generated province, of one with the figures of every form, and of ten: times and sizes.

    python benchmarks/site.py [--work FOLDER] [--write]

The province is that of size P of `sizes.py`, F has the figures of every form too, L is ten like P. Nothing of
the data happened. Prints a table; `--write` puts it into RESULTS.md.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import sizes
from nation import MEGABYTE, measured
from results import RESULTS, machine, put

DAY = ("--as-of", "2021-12-31")
PLANS = {
    "P": ("2021",),
    "F": ("2021",),
    "L": ("2021", *(f"tinh-{n:02}" for n in range(2, sizes.PROVINCES + 1))),
}


def run(folder: Path) -> str:
    """Make the sites and tell the table; a site a plan, so ten provinces are ten sites."""
    lines = ["| site | s | s of the processor | MB | first page, kB |", "|---|---|---|---|---|"]
    for size, plans in PLANS.items():
        root = folder / size
        if not root.exists():
            subprocess.run([sys.executable, sizes.__file__, size, str(root)], check=True)
        measured("status", "--root", str(root), "--plan", plans[-1], *DAY)  # the index is there in daily use
        wall = cpu = total = first = 0.0
        for plan in plans:
            out = folder / f"site-{size}-{plan}"
            spent = measured("site", "--root", str(root), "--plan", plan, *DAY, "-o", str(out), "--force")
            wall, cpu = wall + spent[0], cpu + spent[1]
            total += sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
            first = max(first, (out / "index.html").stat().st_size)
        many = {"P": "a province", "F": "a province with the figures of every form"}.get(
            size, f"{len(plans)} provinces like the first"
        )
        lines.append(f"| {many} | {wall:.1f} | {cpu:.1f} | {total / MEGABYTE:.1f} | {first / 1000:.0f} |")
    asked = "Asked of a province: 5 s, 15 MB, first page 300 kB; of ten provinces ten times the time."
    return "\n".join([*lines, "", asked, "", machine()])


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        text = run(given.work or Path(place))
    print(text)
    if given.write:
        put(RESULTS, "the site", f"## The site\n\n`python benchmarks/site.py --write`\n\n{text}")


if __name__ == "__main__":
    main()
