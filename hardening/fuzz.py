"""Feed every reader of kst with broken files: `python hardening/fuzz.py --inputs 100000 --keep`.

The same seed gives the same inputs. What makes kst say something new is kept and broken further. Ends with 1
when anything was found; the inputs lie in the folder of `--failures` then.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from figures import keep
from fuzz_readers import READERS, Reader
from fuzz_run import MOST_MB, SECONDS, Finding, Tally, Trial, fuzz, saved

_SHOWN = 40


def shares(inputs: int, readers: Sequence[Reader]) -> dict[str, int]:
    """How many inputs each reader gets."""
    whole = sum(reader.share for reader in readers)
    counts = {reader.name: inputs * reader.share // whole for reader in readers}
    counts[readers[0].name] += inputs - sum(counts.values())
    return counts


def workplace() -> Path:
    """A folder in memory, where there is one."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="kst-fuzz-", dir=memory if memory.is_dir() else None))


def run_reader(reader: Reader, inputs: int, seed: int) -> tuple[Tally, int]:
    """Fuzz one reader; what came of it, and how many inputs were kept as new."""
    place, last, tally = workplace(), 0.0, Tally()
    try:
        trial = Trial(reader, place / "kho", seed, inputs)
        for tally in fuzz(trial):
            if sys.stderr.isatty() and time.monotonic() - last > 0.5:
                last = time.monotonic()
                told = f"{reader.name}: {tally.inputs}/{inputs}, {len(tally.findings)} findings"
                sys.stderr.write(f"\r{told:<78}")
        return tally, len(trial.corpus) - trial.seeds
    finally:
        shutil.rmtree(place, ignore_errors=True)


def row(name: str, tally: Tally, kept: int) -> str:
    """A reader's line of the table."""
    share = 100 * tally.fine // max(tally.inputs, 1)
    cells = [
        name,
        f"{tally.inputs:,}",
        f"{tally.commands:,}",
        f"{share} %",
        str(len(tally.codes)),
        f"{kept:,}",
    ]
    cells += [f"{tally.slowest:.2f} s", f"{tally.largest_mb:.0f} MB", str(len(tally.findings))]
    return f"| {' | '.join(cells)} |"


HEAD = (
    "| reader | inputs | commands | without error | codes | new answers | slowest | memory | findings |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", action="append", choices=[reader.name for reader in READERS])
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"))
    parser.add_argument("--keep", action="store_true", help="write the table into docs/hardening.md")
    wanted = parser.parse_args()
    readers = [reader for reader in READERS if not wanted.reader or reader.name in wanted.reader]
    counts, rows, findings = shares(wanted.inputs, readers), [], list[Finding]()
    begin, done = time.monotonic(), 0
    print(HEAD)
    for reader in readers:
        tally, kept = run_reader(reader, counts[reader.name], wanted.seed)
        rows.append(row(reader.name, tally, kept))
        done += tally.inputs
        findings += tally.findings
        sys.stderr.write("\r" * sys.stderr.isatty())
        print(rows[-1], flush=True)
        first = {finding.same: finding for finding in reversed(tally.findings)}
        for finding in list(first.values())[:_SHOWN]:
            last = finding.detail.strip().split("\n")[-1][:200]
            print(f"{saved(finding, wanted.failures)}: {finding.what} {last}", flush=True)
    minutes = (time.monotonic() - begin) / 60
    told = (
        f"{done:,} inputs, seed {wanted.seed}, {minutes:.0f} minutes on one core: {len(findings)} findings. "
        "A finding is a traceback, an exit code that is not documented, more than "
        f"{SECONDS:.0f} s of computing, more than {MOST_MB} MB of memory, a changed file, a control "
        "character in the output, or data that `kst validate` has nothing against and another one refuses."
    )
    print(told)
    if wanted.keep:
        keep("fuzz", "\n".join([HEAD, *rows, "", told]))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
