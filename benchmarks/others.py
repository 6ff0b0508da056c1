"""The same data and questions in programs that people would use instead, where they are installed.

Each gets the obligations of M as its own kind of record and answers three questions: what is due for one
agency in quarter II, how many there are of each status, and the adding of one more.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kstthc_cli.store.files.source import decode_source
from kstthc_cli.store.yaml.reader import parse

Command = tuple[str, ...]
_TOO_LONG = 60
_SLOW = 5
"""Seconds after which a program is stopped, or not run again."""


@dataclass(frozen=True)
class Record:
    """An entry of M, flat: what every program can hold."""

    agency: str
    duty: str
    period: str
    status: str
    text: str

    @property
    def due(self) -> str:
        """A day in the last month of the quarter."""
        return f"2021-{int(self.period[-1]) * 3:02}-20"


@dataclass(frozen=True)
class Other:
    """A program: how it is given the data, and its words for the three questions."""

    name: str
    program: str
    write: Callable[[Path, list[Record]], None]
    due: Command
    counts: Command
    add: Command
    environment: tuple[tuple[str, str], ...] = ()


def compare(folder: Path, kst: str, runs: int) -> list[str]:
    """The lines of a table; programs that are not there are named."""
    records = list(_records(folder / "M"))
    day = ("--as-of", "2021-07-20", "--plan", "2021", "--format", "json")
    own = ("--agency", "so-tttt", "--quarter", "2")
    ours = (
        (kst, "due", *own, *day),
        (kst, "status", "--quarter", "2", *day),
        (kst, "record", "1", *own, "--status", "in_progress", "--text", "Thử.", *day),
    )
    lines = ["| program, M | due, ms | counts, ms | add, ms |", "|---|---|---|---|"]
    for command in ours[:2] * 3:  # so that the index is there, as it is for whoever asked before
        _seconds(command, folder / "M", {})
    lines.append(_line("kst", ours, folder / "M", {}, runs))
    missing = []
    for other in OTHERS:
        if shutil.which(other.program) is None:
            missing.append(other.name)
            continue
        place = folder / other.name.replace(" ", "-")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        other.write(place, records)
        lines.append(
            _line(other.name, (other.due, other.counts, other.add), place, dict(other.environment), runs)
        )
    return [*lines, "", f"Not installed: {', '.join(missing) or 'none'}."]


def _line(name: str, commands: Sequence[Command], place: Path, extra: dict[str, str], runs: int) -> str:
    told = [_told(command, place, extra, max(3, runs // 3)) for command in commands]
    print(f"{name}: {told}", file=sys.stderr)
    return f"| {name} | {' | '.join(told)} |"


def _told(command: Command, place: Path, extra: dict[str, str], runs: int) -> str:
    """The median in milliseconds; of a program that takes too long, or refuses, that it does."""
    try:
        if (first := _seconds(command, place, extra)) > _SLOW:
            return f"{first * 1000:.0f}"
        return f"{statistics.median(_seconds(command, place, extra) for _ in range(runs)) * 1000:.0f}"
    except subprocess.TimeoutExpired:
        return f"> {_TOO_LONG * 1000}"
    except subprocess.CalledProcessError as error:
        return f"refused ({error.returncode})"


def _seconds(command: Command, place: Path, extra: dict[str, str]) -> float:
    """How long a command takes; a timer ends it, since waiting with a limit looks but every 50 ms.

    Raises TimeoutExpired, or CalledProcessError where it fails.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | extra
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=place, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    watch = threading.Timer(_TOO_LONG, process.kill)
    watch.start()
    code = process.wait()
    took = time.perf_counter() - begin
    watch.cancel()
    if took >= _TOO_LONG:
        raise subprocess.TimeoutExpired(command, _TOO_LONG)
    if code:
        raise subprocess.CalledProcessError(code, command)
    return took


def _records(root: Path) -> Iterator[Record]:
    for file in sorted((root / "progress").rglob("*-phieu-*.yaml")):
        slip = parse(decode_source(file.read_bytes(), file.name)[0]).data
        for entry in slip["entries"]:
            yield Record(slip["agency"], entry["duty"], slip["period"], entry["status"], entry["text"])


def _ledger(place: Path, records: list[Record]) -> None:
    lines = (
        f"{r.due.replace('-', '/')} {r.text}\n    {r.status}:{r.agency}:{r.duty}  1\n    owed\n"
        for r in records
    )
    (place / "data.ledger").write_text("\n".join(lines), "utf-8")


def _recfile(place: Path, records: list[Record]) -> None:
    lines = (
        f"agency: {r.agency}\nduty: {r.duty}\nperiod: {r.period}\nstatus: {r.status}\ntext: {r.text}\n"
        for r in records
    )
    (place / "data.rec").write_text("%rec: entry\n\n" + "\n".join(lines), "utf-8")


def _todo_txt(place: Path, records: list[Record]) -> None:
    lines = (
        f"{r.text} @{r.agency} +{r.duty} due:{r.due} period:{r.period} status:{r.status}" for r in records
    )
    (place / "todo.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (place / "config").write_text(
        f'export TODO_DIR="{place}"\nexport TODO_FILE="{place}/todo.txt"\nexport DONE_FILE="{place}/done.txt"\n'
        f'export REPORT_FILE="{place}/report.txt"\n',
        "utf-8",
    )


def _taskwarrior(place: Path, records: list[Record]) -> None:
    import json
    import uuid

    (place / "rc").write_text(
        f"data.location={place}/data\nconfirmation=no\nverbose=nothing\nnews.version=9.9.9\n"
    )
    (place / "data").mkdir()
    tasks = [
        {
            "uuid": str(uuid.UUID(int=n + 1, version=4)),
            "description": r.text,
            "status": "pending",
            "project": r.agency,
            "entry": "20210101T000000Z",
            "due": r.due.replace("-", "") + "T000000Z",
            "tags": [r.status],
        }
        for n, r in enumerate(records)
    ]
    (place / "import.json").write_text(json.dumps(tasks), "utf-8")
    subprocess.run(
        ("task", "rc:rc", "import", "import.json"),
        cwd=place,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )


def _todoman(place: Path, records: list[Record]) -> None:
    (place / "list").mkdir()
    for n, r in enumerate(records):
        (place / "list" / f"{n}.ics").write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:kst-benchmark\r\nBEGIN:VTODO\r\n"
            f"UID:{n}\r\nDTSTAMP:20210101T000000Z\r\nSUMMARY:{r.agency} {r.duty}\r\nCATEGORIES:{r.agency}\r\n"
            f"DUE;VALUE=DATE:{r.due.replace('-', '')}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
            "utf-8",
        )
    (place / "config.py").write_text(
        f'path = "{place}/*"\ndefault_list = "list"\ncache_path = "{place}/cache"\n'
    )


def _beancount(place: Path, records: list[Record]) -> None:
    names = sorted({_account(r) for r in records})
    opened = [f"2021-01-01 open {name}" for name in names]
    said = [f'{r.due} * "{r.text}"\n  {_account(r)}  1 VND\n  Equity:Owed\n' for r in records]
    (place / "data.beancount").write_text("\n".join(["2021-01-01 open Equity:Owed", *opened, *said]), "utf-8")


def _account(record: Record) -> str:
    status = record.status.replace("_", "-").capitalize()
    return f"Assets:{status}:{record.agency.capitalize()}:D{record.duty}"


_LEDGER = ("-f", "data.ledger")
_SECOND = ("-b", "2021-04-01", "-e", "2021-07-01")
_APPEND = "printf '2021/06/20 x\\n    done:so-tttt:1  1\\n    owed\\n' >> data.ledger && "
OTHERS = (
    Other(
        "ledger", "ledger", _ledger, ("ledger", *_LEDGER, *_SECOND, "reg", "so-tttt"),
        ("ledger", *_LEDGER, *_SECOND, "bal", "--depth", "1"), ("sh", "-c", _APPEND + "ledger -f data.ledger stats"),
    ),
    Other(
        "hledger", "hledger", _ledger, ("hledger", *_LEDGER, *_SECOND, "reg", "so-tttt"),
        ("hledger", *_LEDGER, *_SECOND, "bal", "--depth", "1"), ("sh", "-c", _APPEND + "hledger -f data.ledger check"),
    ),
    Other(
        "recutils", "recsel", _recfile,
        ("recsel", "-e", "agency = 'so-tttt' && period = '2021-Q2'", "data.rec"),
        ("recsel", "-e", "period = '2021-Q2'", "-G", "status", "-p", "status,Count(status)", "data.rec"),
        ("recins", "-t", "entry", "-f", "agency", "-v", "so-tttt", "-f", "duty", "-v", "1", "data.rec"),
    ),
    Other(
        "todo.txt", "todo-txt", _todo_txt, ("todo-txt", "-p", "-d", "config", "ls", "@so-tttt", "period:2021-Q2"),
        ("todo-txt", "-p", "-d", "config", "ls", "period:2021-Q2", "status:done"),
        ("todo-txt", "-p", "-d", "config", "add", "x @so-tttt +1 due:2021-06-20"),
    ),
    Other(
        "taskwarrior", "task", _taskwarrior,
        ("task", "rc:rc", "project:so-tttt", "due.before:2021-07-01", "due.after:2021-04-01", "list"),
        ("task", "rc:rc", "due.before:2021-07-01", "due.after:2021-04-01", "+done", "count"),
        ("task", "rc:rc", "add", "x", "project:so-tttt"),
    ),
    Other(
        "todoman", "todo", _todoman, ("todo", "--config", "config.py", "list", "--category", "so-tttt"),
        ("todo", "--config", "config.py", "list", "--due", "1000"), ("todo", "--config", "config.py", "new", "x"),
    ),
    Other(
        "beancount", "bean-query", _beancount,
        ("bean-query", "data.beancount", "SELECT date, account WHERE account ~ 'So-tttt' AND date >= 2021-04-01"),
        ("bean-query", "data.beancount", "SELECT root(account, 2), count(*) WHERE date < 2021-07-01 GROUP BY 1"),
        ("sh", "-c", "printf '2021-06-20 * \"x\"\\n  Equity:Owed  0 VND\\n' >> data.beancount && bean-check data.beancount"),
    ),
)  # fmt: skip
