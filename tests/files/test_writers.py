"""Every writing command is known to `hardening/`; short forms of its trials, which run on Sundays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import PROJECT, Kst
from tests.support.trials import Note, trials

if sys.platform == "win32":
    pytest.skip("no fork, no SIGKILL and no limits on files there", allow_module_level=True)

from disk import Disk
from writers import READ_ONLY, WRITERS, commands, make_place

SAMPLE = str(trials(3))
NAMES = [writer.name for writer in WRITERS]


def script(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROJECT / "hardening" / name), *words],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="session")
def outcomes() -> dict[str, list[dict[str, Any]]]:
    """What came of a sample of the faults, by command line."""
    done = script("faults.py", "--sample", SAMPLE, "--lines")
    assert done.stderr == ""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
    for line in done.stdout.splitlines():
        outcome = json.loads(line)
        found[outcome["writer"]].append(outcome)
    return found


@pytest.mark.trial
@pytest.mark.parametrize("name", NAMES)
def test_a_command_that_cannot_write_leaves_old_or_new(
    name: str, outcomes: dict[str, list[dict[str, Any]]], record_property: Note
) -> None:
    wrong = [f"{o['fault']} at {o['step']}: {what}" for o in outcomes[name] for what in o["wrong"]]
    assert wrong == []
    assert {o["code"] for o in outcomes[name]} & {0, 3}
    record_property("trials", f"{len(outcomes[name])} faults")


def test_every_command_is_among_those_that_write_or_only_read() -> None:
    known = {writer.command for writer in WRITERS} | set(READ_ONLY)
    assert sorted(commands()) == sorted(known)


@pytest.mark.parametrize("command", READ_ONLY)
def test_what_only_reads_makes_no_step(command: str, tmp_path: Path, kst: Kst) -> None:
    place = make_place(tmp_path)
    with Disk() as disk:
        assert kst(*command.split(), root=None).code == 0
    assert disk.log == []
    assert place.files() == place.before


@pytest.mark.trial
def test_programs_killed_while_they_write(record_property: Note) -> None:
    done = script("kills.py", "--kills", str(trials(10)))
    assert (done.returncode, done.stderr) == (0, "")
    record_property("trials", done.stdout.splitlines()[-1])


@pytest.mark.trial
def test_a_crowd_of_programs_on_one_repository(record_property: Note) -> None:
    done = script("crowd.py", "--seconds", "2", "--processes", "4", "--agencies", "3")
    assert (done.returncode, done.stderr) == (0, "")
    record_property("trials", done.stdout.splitlines()[0])
