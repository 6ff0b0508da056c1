"""Many at once: all that was recorded is there, and whoever reads meanwhile sees whole files only."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kstthc_cli.store.progress.slips import validated_data
from tests.files.recorder import AS_OF
from tests.support.in_process import environment, record
from tests.support.running import Kst
from tests.support.trials import Note
from trees import slips, temporary, unwhole

pytestmark = pytest.mark.unheld

AGENCIES = ("so-tp", "so-tc", "so-tttt", "so-nv", "so-xd", "so-ct", "so-khcn", "so-gtvt")
SHARED = "so-yt"
EACH = 4
MANY = 50
READERS = (
    ("status", "--agency", "so-tp", "--agency", "so-tc", "--period", "2021", "--format", "json"),
    ("due", "--agency", "so-tttt", "--period", "2021", "--format", "json"),
)
Process = subprocess.Popen[str]


def start(*words: str, cwd: Path) -> Process:
    command = [sys.executable, "-m", *words]
    return subprocess.Popen(
        command, cwd=cwd, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def results(crowd: list[Process]) -> Iterator[str]:
    for process in crowd:
        out, err = process.communicate(timeout=300)
        assert (process.returncode, err) == (0, "")
        yield out


def read_until_done(root: Path, kst: Kst, crowd: list[Process]) -> int:
    """Ask again and again while the crowd writes; how often."""
    questions = 0
    while any(process.poll() is None for process in crowd):
        result = kst(*READERS[questions % len(READERS)], "--as-of", AS_OF, root=root)
        assert (result.code, result.err) == (0, "")
        assert json.loads(result.out)["plan"] == "2021"
        questions += 1
    return questions


def statuses(root: Path, kst: Kst) -> Counter[str]:
    words = [word for agency in AGENCIES for word in ("--agency", agency)]
    result = kst(
        "status", *words, "--all-roles", "--period", "2021", "--as-of", AS_OF, "--format", "json", root=root
    )
    total = json.loads(result.out)["total"]
    return Counter({name: total[name] for name in ("done", "done_late", "in_progress", "not_arising")})


@pytest.mark.parametrize("each", [EACH, pytest.param(MANY, marks=pytest.mark.trial)])
def test_eight_processes_of_many_records_each(
    each: int, ready: Path, kst: Kst, record_property: Note
) -> None:
    before = len(slips(ready))
    crowd = [start("tests.files.recorder", str(ready), who, str(each), cwd=ready) for who in AGENCIES]
    questions = read_until_done(ready, kst, crowd)
    assert [int(out) for out in results(crowd)] == [each] * len(AGENCIES)
    there = len(slips(ready)) - before
    assert there == statuses(ready, kst).total() == len(AGENCIES) * each
    assert (unwhole(ready), temporary(ready)) == ([], [])
    assert kst("validate", root=ready).out.endswith(": không có lỗi.\n")
    record_property("trials", f"{len(AGENCIES)} × {each} records, {there} there; {questions} questions")


def test_all_on_the_same_obligation_and_without_caches(repo: Path, kst: Kst, record_property: Note) -> None:
    crowd = [start("tests.files.recorder", str(repo), SHARED, "5", "10", cwd=repo) for _ in AGENCIES]
    questions = read_until_done(repo, kst, crowd)
    assert [int(out) for out in results(crowd)] == [5] * len(AGENCIES)
    history = json.loads(kst("history", "10", "--agency", SHARED, "--format", "json", root=repo).out)
    there = len(slips(repo))
    assert len(history["entries"]) == there == 5 * len(AGENCIES)
    assert (unwhole(repo), temporary(repo)) == ([], [])
    assert kst("validate", root=repo).out.endswith(": không có lỗi.\n")
    record_property("trials", f"{len(AGENCIES)} × 5 of one obligation, {there} there; {questions} questions")


def test_eight_command_lines_at_once(ready: Path, kst: Kst, record_property: Note) -> None:
    before = slips(ready)
    crowd = [start("kstthc_cli", *record("10", who, text=f"Của {who}."), cwd=ready) for who in AGENCIES]
    said = [out.splitlines()[-1].removeprefix("Đã ghi ") for out in results(crowd)]
    assert sorted(ready / path for path in said) == [file for file in slips(ready) if file not in before]
    texts = [
        (validated_data(path, (ready / path).read_bytes())[0] or {})["entries"][0]["text"] for path in said
    ]
    assert texts == [f"Của {who}." for who in AGENCIES]
    assert kst("validate", root=ready).out.endswith(": không có lỗi.\n")
    record_property("trials", f"{len(said)} command lines")
