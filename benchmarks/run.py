"""Every measured work as a whole process, in turn with its yardstick; prints and writes RESULTS.md.

    python benchmarks/run.py [--runs 15] [--sizes P,M,L] [--work FOLDER] [--date 2026-11-22] [--check]

Repositories are generated below `--work` (a temporary folder by default) and kept there for the next run.
Other programs are measured where they are installed: see `others.py`. With `--check` the exit code is 1
when a ratio is above its reach.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import others
import sizes
from generated_year import Written
from results import RESULTS, put

from kstthc_cli.store.files.append_only import with_checksum
from kstthc_cli.store.plan.plan_years import plan_years

KST = str(Path(sys.executable).with_name("kst"))
NOTHING = (sys.executable, "-c", "pass")
DAY = ("--as-of", "2021-07-20", "--plan", "2021")
DUE = ("due", "--agency", "so-tttt", "--quarter", "2", *DAY)
RECORD = (
    "record",
    "1",
    "--agency",
    "so-tttt",
    "--quarter",
    "2",
    "--status",
    "in_progress",
    "--text",
    "Thử.",
    *DAY,
)
MEGABYTE = 1024
Prepare = Callable[[Path, int], None]


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds on the clock, seconds of the processor, kilobytes at the most."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True)
class Work:
    """A command on a repository of a size, with how many times its yardstick it may take."""

    name: str
    size: str
    arguments: tuple[str, ...]
    reach: float | None
    aim: float | None
    prepare: Prepare | None = None
    terminal: bool = False
    runs: int | None = None
    yardstick: Callable[[Path], tuple[str, ...]] = lambda _: NOTHING
    """What the work is compared with, told after a first run of it in a folder."""


@dataclass(frozen=True)
class Row:
    """A measured work."""

    work: Work
    ours: Cost
    base: Cost

    @property
    def ratio(self) -> float:
        """On the clock."""
        return self.ours.wall / self.base.wall

    @property
    def late(self) -> bool:
        """Whether the work is above its reach."""
        return self.work.reach is not None and self.ratio > self.work.reach


def one_slip_more(folder: Path, number: int) -> None:
    """Write one more slip of the agency that is asked about."""
    year = next(year for year in plan_years(folder) if year.plan.id == "2021")
    item: Written = sizes.one_more(year, "so-tttt", number)
    file = folder / item.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(with_checksum(item.content), "utf-8")


def record_first(folder: Path, _number: int) -> None:
    """Record something of the agency that is asked about."""
    run((KST, *RECORD), folder)


def without_index(folder: Path, _number: int) -> None:
    """Throw the index away."""
    shutil.rmtree(folder / ".kst", ignore_errors=True)


def docxtpl_alone(folder: Path) -> tuple[str, ...]:
    """Docxtpl filling a table of as many rows as the report's Word file in the folder has."""
    with zipfile.ZipFile(folder / WORD) as file:
        rows = len(re.findall(rb"<w:tr[ >]", file.read("word/document.xml")))
    return (
        sys.executable,
        str(Path(__file__).with_name("word.py")),
        "--work",
        "docxtpl",
        "--rows",
        str(rows),
    )


JSON = ("--format", "json")
WORD = "bao-cao.docx"
REPORT = ("report", "annex", "--quarter", "2", "--full", "-o", WORD, "--force", *DAY)
WORKS = (
    Work("`kst --help`", "P", ("--help",), 7, 5),
    *(Work(f"`kst due`, one agency, JSON, warm, {size}", size, (*DUE, *JSON), 12, 4) for size in "PML"),
    Work("`kst due`, one agency, table on a terminal, warm", "M", DUE, 12, 7, terminal=True),
    Work(
        "`kst due`, one agency, JSON, one slip of another machine since",
        "M",
        (*DUE, *JSON),
        25,
        15,
        one_slip_more,
    ),
    Work("`kst due`, one agency, JSON, straight after `kst record`", "M", (*DUE, *JSON), 13, 5, record_first),
    Work(
        "`kst status --quarter 2`, whole province, JSON, warm",
        "M",
        ("status", "--quarter", "2", *DAY, *JSON),
        15,
        8,
    ),
    Work(
        "`kst form show II.06a --quarter 2`, whole province, JSON, warm",
        "F",
        ("form", "show", "II.06a", "--quarter", "2", *DAY, *JSON),
        15,
        8,
    ),
    Work(
        "`kst status --quarter 2`, whole province, table on a terminal, warm",
        "M",
        ("status", "--quarter", "2", *DAY),
        15,
        8,
        terminal=True,
    ),
    Work("`kst record`", "M", RECORD, 18, 8),
    Work("`kst validate`, cold", "M", ("validate",), 150, 50, without_index, runs=5),
    Work(
        "`kst report annex --full` DOCX, beside docxtpl alone on a table of as many rows",
        "M",
        REPORT,
        2,
        1.3,
        runs=3,
        yardstick=docxtpl_alone,
    ),
)


def main() -> int:
    """Make the repositories, measure, print, and write RESULTS.md."""
    asked = _arguments()
    folder = asked.work or Path(tempfile.mkdtemp(prefix="kst-benchmark-"))
    wanted = asked.sizes.split(",")
    for size in wanted:
        if not (folder / size).is_dir():
            make = (sys.executable, sizes.__file__, size, str(folder / size))
            subprocess.run(
                make, check=True
            )  # apart, since the memory of this process counts for its children
    rows = [_measured(work, folder / work.size, asked.runs) for work in WORKS if work.size in wanted]
    compared = others.compare(folder, KST, asked.runs) if "M" in wanted else ["M was not measured."]
    text = "\n".join([*_head(asked), "", *_table(rows), "", *_sizes(rows), "", *compared, ""])
    print(text)
    put(RESULTS, "single commands", text)
    late = [row.work.name for row in rows if row.late]
    if late:
        print(f"Above their reach: {', '.join(late)}")
    return 1 if asked.check and late else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--sizes", default="P,F,M,L")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--date", default=time.strftime("%Y-%m-%d"))
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def _measured(work: Work, folder: Path, runs: int) -> Row:
    """Medians of a work and of `python -c pass`, run in turn."""
    command = (KST, *work.arguments)
    for _ in range(min(3, work.runs or 3)):
        run(command, folder, terminal=work.terminal)
    yardstick = work.yardstick(folder)
    ours: list[Cost] = []
    base: list[Cost] = []
    for number in range(work.runs or runs):
        if work.prepare is not None:
            work.prepare(folder, number)
        ours.append(run(command, folder, terminal=work.terminal))
        base.append(run(yardstick, folder))
    row = Row(work, middle(ours), middle(base))
    print(f"{work.name}: {row.ratio:.1f}", file=sys.stderr)
    return row


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians; of memory the most."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
    )


def run(command: Sequence[str], folder: Path, *, terminal: bool = False) -> Cost:
    """Run a process and throw its output away; compiled modules are kept, as they are in daily use."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    sink, drain = _screen() if terminal else (os.open(os.devnull, os.O_WRONLY), None)
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=sink, stderr=subprocess.DEVNULL)
    os.close(sink)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    if drain is not None:
        drain.join()
    if status != 0:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss)


def _screen() -> tuple[int, threading.Thread]:
    """A terminal to write to, and the thread that reads it away."""
    reader, writer = os.openpty()

    def drain() -> None:
        with contextlib.suppress(OSError):
            while os.read(reader, 1 << 16):
                pass
        os.close(reader)

    thread = threading.Thread(target=drain)
    thread.start()
    return writer, thread


def _head(asked: argparse.Namespace) -> list[str]:
    packages = ("kstthc-cli", "typer", "pydantic", "rich", "ruamel.yaml", "ruamel.yaml.clib")
    return [
        "## Single commands",
        "",
        f"Written by `python benchmarks/run.py` on {asked.date}. Generated data.",
        "",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}, {asked.runs} runs each; "
        + ", ".join(f"{name} {version(name)}" for name in packages)
        + ".",
        "",
        "Each work is a whole process, run in turn with its yardstick, `python -c pass` unless it says otherwise;",
        "medians. A ratio is taken on the clock; beside it that of processor time, which other load on the machine",
        "disturbs less.",
    ]


def _table(rows: Sequence[Row]) -> list[str]:
    lines = [
        "| work | ms | yardstick, ms | ratio | ratio of CPU time | reach | aim | peak, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        mark = " (late)" if row.late else ""
        lines.append(
            f"| {row.work.name} | {row.ours.wall * 1000:.0f} | {row.base.wall * 1000:.1f} | {row.ratio:.1f}{mark} "
            f"| {row.ours.cpu / row.base.cpu:.1f} | {row.work.reach or '—'} | {row.work.aim or '—'} "
            f"| {row.ours.memory / MEGABYTE:.0f} |"
        )
    return lines


def _sizes(rows: Sequence[Row]) -> list[str]:
    """How far apart the warm answers of all sizes are, each as a multiple of its yardstick."""
    plain = [row for row in rows if row.work.arguments == (*DUE, *JSON) and row.work.prepare is None]
    warm = {row.work.size: row.ratio for row in plain}
    if len(warm) < 2:
        return []
    apart = max(warm.values()) / min(warm.values()) - 1
    return [f"Warm due in JSON, {', '.join(warm)}: {apart:.0%} between the quickest and the slowest."]


if __name__ == "__main__":
    sys.exit(main())
