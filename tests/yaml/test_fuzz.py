"""Broken files by the thousand, and whether the fuzzer would tell; `hardening/fuzz.py` makes more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz_mutations import Words, mutated
from fuzz_readers import READERS
from tests.support.running import PROJECT
from tests.support.trials import Note, trials

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="bounds of time and memory are those of Linux"
)
INPUTS = 200
MANY_INPUTS = 2000


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own: what forks should have no threads, and pytest's workers do."""
    paths = os.pathsep.join(str(PROJECT / name) for name in ("src", "hardening", "tools"))
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


@pytest.mark.parametrize("usual", [INPUTS, pytest.param(MANY_INPUTS, marks=pytest.mark.trial)])
def test_no_broken_file_gets_more_than_a_refusal(usual: int, tmp_path: Path, record_property: Note) -> None:
    inputs = trials(usual)
    script = str(PROJECT / "hardening" / "fuzz.py")
    done = python(script, "--inputs", str(inputs), "--failures", str(tmp_path / "failures"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{inputs:,} inputs" in done.stdout
    for reader in READERS:
        assert f"| {reader.name} |" in done.stdout
    record_property("trials", f"{inputs} broken files, {len(READERS)} readers")


# The fuzzer itself: on Sundays, as the fuzzer

PLANTED = """
import dataclasses, os, signal, sys
import fuzz, fuzz_run
import kstthc_cli.commands.validate.validate as command

real = command.validate
fuzz.READERS = [dataclasses.replace(fuzz.READERS[0], others=())]
fuzz_run.SECONDS, fuzz_run.WAITING = 1.0, {waiting}

def planted(here, root, *rest):
    content = (root / "plans" / "2021.yaml").read_bytes()
    if b"year" in content and {when}:
        {fault}
    return real(here, root, *rest)

command.validate = planted
sys.argv = ["fuzz.py", "--inputs", "6", "--reader", "plan", "--failures", sys.argv[1]]
sys.exit(fuzz.main())
"""
FAULTS = {
    "an exception": ("raise KeyError('x')", "traceback: validate KeyError: 'x'"),
    "an exit of its own": ("raise SystemExit(9)", "traceback: validate SystemExit: 9"),
    "an exit code": ("return 5", "exit code 5: validate"),
    "silence": ("return 3", "silent refusal: validate"),
    "computing without end": ("while True: pass", "hang: computed for more than 1 s"),
    "waiting without end": ("signal.pause()", "hang: waited for more than 2 s"),
    "a crash": ("os.abort()", "crash: ended with -6"),
    "memory": ("[bytearray(b'x') * (1 << 20) for _ in range(600)]", "memory: "),
    "a changed file": ("(root / 'plans' / '2021.yaml').write_bytes(b'')", "the files were changed"),
    "a control character": ("sys.stdout.write('\\x1b[2J')", "control character U+001B in the output"),
}


@pytest.mark.trial
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told_with_its_input(name: str, tmp_path: Path) -> None:
    fault, told = FAULTS[name]
    done = python(
        "-c",
        PLANTED.format(fault=fault, when="len(content) % 2", waiting=2 if "waiting" in name else 60),
        str(tmp_path),
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert told in done.stdout
    found = re.search(r"^(\S+/plan-\d+): ", done.stdout, re.MULTILINE)
    assert found
    assert b"year" in Path(found[1]).read_bytes()


@pytest.mark.trial
def test_refusals_are_no_findings(tmp_path: Path) -> None:
    done = python("-c", PLANTED.format(fault="pass", when="True", waiting=60), str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.trial
def test_the_same_seed_makes_the_same_inputs() -> None:
    from random import Random

    for reader in READERS:
        seeds = reader.seeds()
        first, second = ([reader.mutate(Random(n), seeds, Words(seeds)) for n in range(20)] for _ in range(2))
        assert first == second
        assert len(set(first)) > 10


@pytest.mark.trial
def test_mutations_leave_the_corpus_behind_but_stay_near() -> None:
    from random import Random

    seeds = READERS[0].seeds()
    made = [mutated(Random(n), seeds, Words(seeds)) for n in range(200)]
    assert sum(content not in seeds for content in made) > 150
    assert sum(b"sections:" in content for content in made) > 100
