"""SIGKILL at any moment: what was said to be written is there, and nothing is ever half there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from disk import SYSTEMS
from tests.support.in_process import environment, record
from tests.support.running import Kst
from tests.support.trials import Note, trials
from trees import slips, unwhole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no fork")

KILLS = trials(15)
AT_ONCE = 3
SEED = 20210128


def start(root: Path, number: int) -> subprocess.Popen[bytes]:
    """A process that records something of its own."""
    line = record("10", "so-tttt", 2, f"Lần thứ {number}. " + "Dài. " * 2000)
    command = [sys.executable, "-m", "kstthc_cli", *line]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def killed(process: subprocess.Popen[bytes], after: float) -> str:
    """What a process managed to say within some seconds."""
    try:
        said, _ = process.communicate(timeout=max(after, 0))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
    return said.decode("utf-8", errors="replace")


def seconds_of_a_crowd(root: Path) -> float:
    begin = time.perf_counter()
    for process in [start(root, 0) for _ in range(AT_ONCE)]:
        process.communicate()
    return time.perf_counter() - begin


@pytest.mark.unheld
def test_processes_killed_at_random_moments(ready: Path, kst: Kst, record_property: Note) -> None:
    """Kills draw near to the moment of writing: earlier after a process that spoke, later after a kill."""
    chance, middle = random.Random(SEED), seconds_of_a_crowd(ready) * 0.8
    before, told, done = len(slips(ready)), 0, 0
    while done < KILLS:
        crowd = [start(ready, done + n) for n in range(min(AT_ONCE, KILLS - done))]
        begin = time.perf_counter()
        for process in crowd:
            moment = begin + middle * chance.uniform(0.85, 1.15)
            spoke = "Đã ghi progress/" in killed(process, moment - time.perf_counter())
            told, middle = told + spoke, middle * (0.94 if spoke else 1.06)
        done += len(crowd)
        assert unwhole(ready) == []
        assert told <= len(slips(ready)) - before <= done
    assert kst("validate", root=ready).code == 0
    written = len(slips(ready)) - before
    record_property("trials", f"{done} processes, {done - told} killed before they spoke, {written} slips")


@pytest.mark.parametrize("system", SYSTEMS)
def test_killed_at_every_step_of_a_write(
    system: str, ready: Path, tmp_path: Path, record_property: Note
) -> None:
    line = [sys.executable, "-m", "tests.files.die_at", str(ready), str(tmp_path), system]
    done = subprocess.run(
        [*line, *record("10", "so-tttt")], env=environment(), capture_output=True, check=True, text=True
    )
    ends = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    steps = len(ends) - 1
    assert ends == [*[(signal.SIGKILL, 0)] * steps, (0, 0)]
    for at in range(1, steps + 2):
        assert all(name.endswith(".tmp") for name in unwhole(tmp_path / f"{at}")), at
    new = [len(slips(tmp_path / f"{at}")) - len(slips(tmp_path / "0")) for at in range(1, steps + 2)]
    assert new == sorted(new)
    assert {*new} == {0, 1}
    record_property("trials", f"killed at {steps} steps on {system} disks")
