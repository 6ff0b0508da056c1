"""The site of a generated year, into `examples/site/`: `kst site --public`, with figures of one form.

    python examples/make_site.py [FOLDER]

The year is that of `benchmarks/generated_year.py`: nobody reported so, and every page says so in
its title. The same program gives the same bytes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from kstthc_cli.main import run

PROJECT = Path(__file__).resolve().parent.parent
AS_OF = "2021-09-10"
GENERATED = " (dữ liệu sinh tự động)"
FORM, ROW = "II.06a", "Hộ tịch"
AGENCIES = ("so-tttt", "so-yt", "so-tp", "huyen-mo-duc", "huyen-binh-son")
DAYS = ("2021-03-17", "2021-06-17")


def kst(root: Path, *words: str) -> None:
    """Run a command line; anything but success ends the program."""
    code = run(["--root", str(root), *words])
    if code:
        sys.exit(f"kst {' '.join(words)}: {code}")


def play(root: Path) -> None:
    """A generated year whose plan says so in its title, and a form filled by some agencies."""
    subprocess.run([sys.executable, PROJECT / "benchmarks" / "generated_year.py", root], check=True)
    plan = root / "plans" / "2021.yaml"
    lines = plan.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("title: "))
    lines[at] = lines[at].rstrip("\n").removesuffix('"') + GENERATED + '"\n'
    plan.write_text("".join(lines), encoding="utf-8", newline="\n")
    for place, agency in enumerate(AGENCIES):
        state(root, agency, place)


def state(root: Path, agency: str, place: int) -> None:
    """The figures of an agency, quarter by quarter; what is pending is carried over."""
    pending = 0
    for quarter, day in enumerate(DAYS, 1):
        online, direct = 40 + 15 * quarter + 5 * place, 30 - 5 * quarter + place
        received = online + direct + pending
        late, open_ = place % 2, 3 + place + quarter
        settled = received - open_
        early = settled // 2
        figures = {
            "3": received, "4": online, "5": direct, "6": pending,
            "7": settled, "8": early, "9": settled - early - late, "10": late,
            "11": open_, "12": open_, "13": 0,
        }  # fmt: skip
        words = [word for column, figure in figures.items() for word in ("--figure", f"{column}={figure}")]
        said = ("--quarter", str(quarter), "--status", "done", "--date", day, "--as-of", AS_OF)
        kst(root, "record", "--form", FORM, "--row", ROW, "--agency", agency, *said, *words)
        pending = open_


def main() -> None:
    """Make the site in the folder that the command line names."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else PROJECT / "examples" / "site"
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "kho"
        play(root)
        kst(root, "site", "--public", "--as-of", AS_OF, "-o", str(folder), "--force")


if __name__ == "__main__":
    main()
