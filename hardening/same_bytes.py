"""Every command in every format, in nine places: the bytes must be the same.

    python hardening/same_bytes.py [--keep]

In each place one process runs them all; in the last place they run once more, a process for each, so that
nothing is the same only because one command prepared it for the next. A place is a time zone, a locale, a
hash seed and a working folder; nine are enough for every pair of values of any two of them to meet. The day
is given by --as-of; the clock and the chance that make ids are fixed in the child; the path of the
repository, and nothing else, is replaced in what is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from command_lines import AS_OF, OUT, REQUEST, Step, commands, steps, without_words
from figures import keep
from places import FOLDERS, SEEDS, ZONES, Place, covering, made_locales

PROJECT = Path(__file__).parent.parent
DATA = ("plans", "agencies", "calendar", "forms", "templates", "schemas")
_NAMES = ("kho", "kế hoạch của tỉnh/kho số 1")
VARYING = f"{OUT}/duckdb"
"""A DuckDB file holds numbers that its library draws anew in each run; Parquet is the form to compare."""
_DERIVED = (".git", ".kst", OUT)

CHILD = """
import base64, io, json, random, secrets, sys, time
from kstthc_cli.main import main

def run(number, words):
    secrets.choice = random.Random(number).choice
    time.time_ns = lambda: (1625106600 + number) * 10**9
    sys.argv = ["kst", *words]
    try:
        main()
    except SystemExit as end:
        return end.code

given = json.loads(sys.argv[1])
if len(given) == 1:
    sys.exit(run(*given[0]))
real, said = sys.stdout, []
for number, words in given:
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO()) for _ in range(2))
    code = run(number, words)
    texts = []
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        texts.append(base64.b64encode(stream.buffer.getvalue()).decode())
    said.append([code, *texts])
real.write(json.dumps(said))
"""
"""One command line as it is; or several in one process, for the short form."""


@dataclass
class Trace:
    """What was left in one place: of every step the code and what was printed, and the files."""

    steps: list[tuple[int, bytes, bytes]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


def base_repository(folder: Path) -> Path:
    """The sample repository in git, with slips and a request, from which every place gets its copy."""
    root = folder / "kho"
    for name in DATA:
        shutil.copytree(PROJECT / name, root / name)
    place = Place(ZONES[0], "C.UTF-8", SEEDS[0], FOLDERS[0])
    env = {**place.environment(folder), **_AUTHOR}
    record = ("record", "--status", "done", "--quarter", "2", "--as-of", "2021-06-17", "--agency")
    for number, words in enumerate(
        (
            (*record, "so-tttt", "10", "--text", "Đã công khai."),
            (*record, "so-yt", "10", "--text", "Đủ; còn “vướng”.", "--difficulty", "Thiếu máy."),
            (*record, "huyen-ba-to", "10", "--proposal", "Tập huấn thêm."),
            (
                *("request", "open", "39b", "--due", "2021-08-20", "--document", "44/VPCP-KSTT"),
                *("--subject", "Báo cáo nhanh", "--as-of", "2021-06-18"),
            ),
        )
    ):
        done = _spawn([(9000 + number, words)], root, env)
        assert done.returncode == 0, done.stderr.decode()
    for git in ("init -q", "add -A", "commit -q -m đầu"):
        subprocess.run(["git", *git.split()], cwd=root, env=env, check=True, capture_output=True)
    return root


_AUTHOR = {
    **{f"GIT_{who}_NAME": "Cán bộ" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "can-bo@example.vn" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2021-06-19T23:30:00+0700" for who in ("AUTHOR", "COMMITTER")},
}


def run_at(place: Place, base: Path, wanted: list[Step], *, folder: Path, together: bool = False) -> Trace:
    """Run the steps in a copy of the repository, each in a process of its own or all together."""
    inside = place.folder == FOLDERS[0]
    root = folder / _NAMES[0 if inside else 1]
    shutil.copytree(base, root)
    here = root if inside else folder / "chỗ khác"
    (here / OUT).mkdir(parents=True)
    [request] = [file.stem for file in (root / "requests" / "2021").iterdir()]
    chosen = () if inside else ("--root", str(root))
    lines = [
        (n, (*chosen, *(word.replace(REQUEST, request) for word in step.words)))
        for n, step in enumerate(wanted)
    ]
    env = place.environment(base.parent)
    found = Trace()
    if together:
        import base64

        done = _spawn(lines, here, env)
        assert done.returncode == 0, done.stderr.decode()
        for code, *texts in json.loads(done.stdout):
            out, err = map(base64.b64decode, texts)
            found.steps.append((code, _rootless(out, root), _rootless(err, root)))
    else:
        for line in lines:
            done = _spawn([line], here, env)
            out, err = (_rootless(text, root) for text in (done.stdout, done.stderr))
            found.steps.append((done.returncode, out, err))
    found.files = {**_hashes(root, _DERIVED), **_hashes(here / OUT, (), OUT)}
    return found


def _spawn(
    lines: Iterable[tuple[int, tuple[str, ...]]], here: Path, env: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-c", CHILD, json.dumps(list(lines))]
    return subprocess.run(words, cwd=here, env=env, capture_output=True, check=False)


def _rootless(text: bytes, root: Path) -> bytes:
    return text.replace(os.fsencode(root.resolve()), b"<kho>").replace(os.fsencode(root), b"<kho>")


def _hashes(folder: Path, left_out: tuple[str, ...], name: str = "") -> dict[str, str]:
    """The hash of every file below a folder; `.kst/` and git's own folder are derived."""
    found = {}
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        if file.is_file() and parts[0] not in left_out and ".kst" not in parts and ".git" not in parts:
            found["/".join((name, *parts) if name else parts)] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def differences(one: Trace, other: Trace, wanted: list[Step]) -> list[str]:
    """What two places left otherwise: command lines, and files."""
    pairs = zip(wanted, one.steps, other.steps, strict=True)
    said = [" ".join(step.words) for step, here, there in pairs if here != there]
    names = sorted((one.files.keys() | other.files.keys()) - {VARYING})
    return said + [name for name in names if one.files.get(name) != other.files.get(name)]


def broken(trace: Trace, wanted: list[Step]) -> list[str]:
    """Steps that ended as no step here should: what is the same everywhere must also be something."""
    pairs = zip(wanted, trace.steps, strict=True)
    return [
        f"{' '.join(step.words)}: {code} {err.decode(errors='replace')[:300]}"
        for step, (code, _, err) in pairs
        if code not in (0, 1) and "KST999" not in step.words
    ]


def main() -> int:
    """Run everything; print the table, and keep it in `docs/` where --keep is given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", action="store_true", help="write the table into docs/hardening.md")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    assert not without_words(), without_words()
    wanted, begin = steps(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kst-bytes-") as temporary:
        folder = Path(temporary)
        locales = made_locales(folder / "base")
        base = base_repository(folder / "base")
        places = covering(locales)
        with ThreadPoolExecutor(given.jobs) as pool:
            alone = pool.submit(run_at, places[-1], base, wanted, folder=folder / "alone")
            others = [
                pool.submit(run_at, place, base, wanted, folder=folder / f"{n}", together=True)
                for n, place in enumerate(places)
            ]
            traces = [trace.result() for trace in (*others, alone)]
    bad = broken(traces[0], wanted)
    unequal = [line for trace in traces[1:] for line in differences(traces[0], trace, wanted)]
    table = _table(places, traces, wanted, unequal, time.monotonic() - begin)
    print(table, *bad, *dict.fromkeys(unequal), sep="\n")
    if given.keep and not bad:
        keep("same_bytes", table)
    return int(bool(bad or unequal))


def _table(
    places: list[Place], traces: list[Trace], wanted: list[Step], unequal: list[str], seconds: float
) -> str:
    locales = list(dict.fromkeys(place.locale for place in places))
    printed = sum(len(out) + len(err) for _, out, err in traces[0].steps)
    rows = {
        "time zones": ", ".join(ZONES),
        "locales": ", ".join(locales),
        "hash seeds": ", ".join(SEEDS),
        "working folders": "; ".join(FOLDERS),
        "places (every pair of values meets)": len(places),
        "commands": len(commands()),
        "command lines at each place": len(wanted),
        "of them run again, a process for each": len(wanted),
        "bytes printed at each place": printed,
        "files written at each place": len(traces[0].files),
        "outputs that differ between places": len(unequal),
        "minutes": f"{seconds / 60:.0f}",
    }
    lines = [f"| {name} | {value} |" for name, value in rows.items()]
    return "\n".join(["| what | figure |", "| --- | --- |", *lines, "", f"The day was {AS_OF} (`--as-of`)."])


if __name__ == "__main__":
    sys.exit(main())
