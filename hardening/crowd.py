"""Many programs write and read one repository together.

    python hardening/crowd.py [--seconds 60] [--processes 16] [--seed 1] [--keep]

Every process runs one command line after the other: records, requests, lists, reports, checks, differences,
on a repository in git full of generated data. Afterwards everything that was accepted is there, once, with
its words; no lock and no temporary file is left; and no reader ever spoke of a broken file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import figures
from kstthc_cli.store.plan.plan_years import choose, plan_years
from kstthc_cli.store.progress.slips import validated_data
from real_disks import workspace
from runs import Run, finish, forked, start

AS_OF = "2021-12-31"
GENERATOR = Path(__file__).parent.parent / "benchmarks" / "generated_year.py"
WEIGHTS = {
    "record": 34,
    "request open": 6,
    "status": 14,
    "due": 14,
    "missing": 6,
    "validate": 6,
    "diff": 4,
    "report quarterly (md)": 5,
    "report quarterly (docx)": 2,
}
ASKED = "39b"
APART = 10
"""Of so many runs one is a program of its own; the others are forks, which come closer together."""

Owed = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Told:
    """A run as its process saw it: the command, its end, the mark in its words, and where it wrote."""

    command: str
    code: int
    mark: str
    path: str
    trouble: str


def obligations(root: Path) -> Owed:
    """Agency, duty and period of what the agencies with slips owe, but for what is asked out of turn."""
    year = choose(plan_years(root), None, date.fromisoformat(AS_OF))
    names = sorted({folder.name for folder in (root / "progress" / "2021").glob("*/*")})
    agencies = [year.registry.agencies[name] for name in names]
    return [
        (agency.id, owed.duty.id, str(owed.period))
        for agency in agencies
        for owed in year.owed_by([agency])
        if owed.duty.id != ASKED
    ]


def words(command: str, chance: random.Random, owed: Owed, mark: str, out: Path) -> list[str]:
    """A command line, with chance where it has a choice."""
    who, duty, period = chance.choice(owed)
    day = ["--as-of", AS_OF]
    if command == "record":
        status = chance.choice(("done", "in_progress", "not_arising"))
        about = ["--agency", who, "--period", period, "--status", status, "--text", mark]
        return ["record", duty, *about, *day]
    if command == "request open":
        about = ["--due", "2021-12-31", "--document", mark, "--subject", f"Yêu cầu {mark}"]
        return ["request", "open", ASKED, *about, "--agency", who, *day]
    if command in {"status", "due", "missing"}:
        return [command, "--agency", who, "--period", "2021", "--format", "json", *day]
    if command.startswith("report"):
        ending = command[command.index("(") + 1 : -1]
        return ["report", "quarterly", "--agency", who, *day, "-o", str(out / f"{mark}.{ending}")]
    return [command]


def work(root: Path, number: int, until: float, chance: random.Random, owed: Owed) -> Iterator[Told]:
    """One process of the crowd: run after run until the time is over."""
    out, done = root.parent / "out", 0
    while time.time() < until:
        command = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        mark = f"D{number}-{done}."
        line = words(command, chance, owed, mark, out)
        apart = done % APART == number % APART
        ended = finish(start(line, root)) if apart else forked(line, root)
        yield told(command, ended, mark)
        done += 1


def told(command: str, ended: Run, mark: str) -> Told:
    """What is to be kept of a run, and what is wrong with it by itself."""
    found = re.search(r"^Đã ghi (\S+)", ended.out, re.MULTILINE)
    broken = re.search("^(lỗi|Traceback)", ended.err, re.MULTILINE)
    trouble = f"exit code {ended.code}: {ended.err[-400:]}" if ended.code or broken else ""
    if command in {"status", "due", "missing"} and not trouble:
        trouble = "" if json.loads(ended.out)["plan"] == "2021" else "half an answer"
    return Told(command, ended.code, mark, found[1] if found else "", trouble)


def crowd(root: Path, processes: int, seconds: float, seed: int) -> list[Told]:
    """Let the processes run; everything that they told."""
    log, owed, children = root.parent / "log", obligations(root), []
    log.mkdir()
    until = time.time() + seconds
    for number in range(processes):
        pid = os.fork()
        if not pid:
            chance = random.Random(f"{seed} {number}")
            _work_into(log / f"{number}", work(root, number, until, chance, owed))
        children.append(pid)
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    if any(codes):
        raise RuntimeError(f"a process of the crowd failed by itself: {codes}")
    lines = [line for file in sorted(log.iterdir()) for line in file.read_text("utf-8").splitlines()]
    return [Told(*json.loads(line).values()) for line in lines]


def _work_into(file: Path, runs: Iterator[Told]) -> None:
    code = 1
    try:
        with file.open("w", encoding="utf-8") as stream:
            for item in runs:
                stream.write(json.dumps(asdict(item)) + "\n")
        code = 0
    finally:
        os._exit(code)


# Afterwards


def trouble(root: Path, runs: Sequence[Told], began: set[str]) -> Iterator[str]:
    """Everything that is wrong with what the crowd left."""
    yield from (f"{run.command}: {run.trouble}" for run in runs if run.trouble)
    accepted = {run.mark: run for run in runs if run.path and run.code == 0}
    found = Counter[str]()
    for top in ("progress", "requests"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.is_file() and path not in began:
                found[_mark(root, file)] += 1
    for mark, run in accepted.items():
        if not (root / run.path).is_file() or _mark(root, root / run.path) != mark:
            yield f"{run.command} {mark}: {run.path} does not say so"
    yield from (f"{mark} is there {count} times" for mark, count in found.items() if count != 1)
    yield from (f"{mark} is there, but was not accepted" for mark in sorted(found.keys() - accepted.keys()))
    writes = [run for run in runs if run.command in {"record", "request open"} and run.code == 0]
    if len(writes) != len(accepted) or len(accepted) != sum(found.values()):
        told_of, there = len(accepted), sum(found.values())
        yield f"{len(writes)} writes ended well, {told_of} told of a file, {there} are there"
    yield from (f"left behind: {path}" for path in left(root))
    done = finish(start(["validate"], root))
    if done.code:
        yield f"validate: {done.out[-500:]}{done.err[-500:]}"


def _mark(root: Path, file: Path) -> str:
    """The words by which a slip or request is known again."""
    data, problems = validated_data(file.relative_to(root).as_posix(), file.read_bytes())
    if data is None or problems:
        return f"{file.name} is broken"
    return str(data["entries"][0]["text"] if "entries" in data else data["document"]["number"])


def left(root: Path) -> list[str]:
    """Locks and temporary files, in the repository and among the results."""
    every = [*root.rglob("*.lock"), *root.rglob(".kst-*"), *(root.parent / "out").glob(".kst-*")]
    return sorted(str(file.relative_to(root.parent)) for file in every)


def generated(folder: Path, agencies: int) -> Path:
    """A repository in git, with half a year of generated slips."""
    size = ("--seed", "3", "--agencies", str(agencies), "--quarters", "2", "--git")
    subprocess.run([sys.executable, str(GENERATOR), str(folder), *size], check=True, capture_output=True)
    (folder.parent / "out").mkdir()
    return folder


def main() -> int:
    """Let the crowd run, look, print, keep; 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--agencies", type=int, default=14, help="how many agencies have generated slips")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="write the figures into docs/hardening.md")
    options = parser.parse_args()
    with workspace("kst-crowd-") as folder:
        root = generated(folder / "kho", options.agencies)
        finish(start(["status"], root))
        began = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
        runs = crowd(root, options.processes, options.seconds, options.seed)
        wrong = list(trouble(root, runs, began))
    table = "\n".join(_table(runs, options.processes, options.seconds, len(wrong)))
    print(table)
    for line in wrong:
        print(line, file=sys.stderr)
    if options.keep:
        figures.keep("crowd", table)
    return 1 if wrong else 0


def _table(runs: Sequence[Told], processes: int, seconds: float, wrong: int) -> Iterator[str]:
    accepted = sum(run.code == 0 and bool(run.path) for run in runs)
    yield f"{processes} processes for {seconds:g} s: {len(runs)} runs, {accepted} entries accepted."
    yield f"Entries lost, there twice or half, locks left, readers that saw half a file: {wrong}."
    yield ""
    yield "| command | runs | exit 0 | other exits |"
    yield "|---|---|---|---|"
    for command in WEIGHTS:
        mine = [run for run in runs if run.command == command]
        good = sum(run.code == 0 for run in mine)
        yield f"| {command} | {len(mine)} | {good} | {len(mine) - good} |"


if __name__ == "__main__":
    sys.exit(main())
