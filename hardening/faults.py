"""Every step of every writing command fails, in every way a disk can.

Of more than four calls of one name in one folder (the pages of a site) the first two and the last two fail.

    python hardening/faults.py [--command NAME] [--sample N] [--keep]

What must hold: every file is old or new, byte for byte; the exit code is 0 with everything new, or 3 with
one sentence that names the file and says what to do; nothing is left behind but by a kill. Prints a table
of figures; `--lines` prints every outcome as a line of JSON for the tests.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import figures
from disk import Fault, Step, failing, interrupted, killed
from real_disks import real_trials, workspace
from trial import Bench, Outcome, Trial
from writers import WRITERS, Place, Writer, make_place

NO_SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "safe.directory",
    "GIT_CONFIG_VALUE_0": "*",
}
NUMBERS = ("ENOSPC", "EACCES", "EIO", "EROFS", "EDQUOT")
FAULTS: dict[str, Fault] = {
    **{name: failing(getattr(errno, name)) for name in NUMBERS if hasattr(errno, name)},
    "SIGKILL": killed,
    "Ctrl+C": interrupted,
}


def telling(steps: Sequence[Step]) -> list[int]:
    """The numbers of the steps, from 1; of more than four calls of one name in one folder the outer four."""
    alike: dict[tuple[str, Path], list[int]] = {}
    for at, step in enumerate(steps, 1):
        alike.setdefault((step.name, Path(step.path).parent), []).append(at)
    return sorted(at for group in alike.values() for at in {*group[:2], *group[-2:]})


def every(place: Place, steps: Sequence[Step]) -> list[Trial]:
    """Each fault at each telling step, once and, among the files of the place, lasting.

    A folder for temporary files that can never be emptied is a matter of Python's own.
    """
    chosen = telling(steps)
    lasting = [at for at in chosen if Path(steps[at - 1].path).is_relative_to(place.folder)]
    once = [Trial(fault, at) for fault in FAULTS for at in chosen]
    return once + [Trial(fault, at, lasting=True) for fault in NUMBERS if fault in FAULTS for at in lasting]


def some(trials: list[Trial], most: int | None) -> list[Trial]:
    """All trials, or about as many as are wanted, spread over steps and faults, the same each time."""
    return trials if most is None else trials[:: max(1, len(trials) // most) | 1]


def tried(place: Place, writer: Writer, scratch: Path, sample: int | None) -> Iterator[Outcome]:
    """Every outcome for one command line."""
    place.before, place.cache = place.files(), place.cached()
    if writer.dirty:
        place.make_dirty()
    bench = Bench(place, writer, scratch, FAULTS)
    clean = dict(place.before)
    yield from bench.at_steps(lambda steps: some(every(place, steps), sample))
    yield from real_trials(bench, thorough=sample is None)
    place.before = clean


def main() -> int:
    """Try, print, keep; 1 when anything is wrong."""
    options = _options()
    wanted = [w for w in WRITERS if options.command in (None, w.name, w.command)]
    if not wanted:
        raise SystemExit("no such command; there are: " + ", ".join(w.name for w in WRITERS))
    outcomes: list[Outcome] = []
    os.environ.update(NO_SETTINGS)
    with workspace("kst-faults-") as folder, tempfile.TemporaryDirectory(prefix="kst-faults-") as beside:
        place, scratch = make_place(folder / "place"), Path(beside)
        clean = place.files()
        for number, writer in enumerate(wanted, 1):
            if not options.lines:
                print(f"{number} of {len(wanted)}: {writer.name}", file=sys.stderr, flush=True)
            place.restore(place.files())
            for outcome in tried(place, writer, scratch, options.sample):
                outcomes.append(outcome)
                _tell(outcome, lines=options.lines)
            place.before = clean
            place.restore(place.files())
    if not options.lines:
        table = "\n".join(_table(outcomes))
        print(table)
        if options.keep:
            figures.keep("faults", table)
    return 1 if any(outcome.wrong for outcome in outcomes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--command", help="only this command, or this line of the table")
    parser.add_argument("--sample", type=int, help="about so many trials of each command's steps")
    parser.add_argument("--lines", action="store_true", help="print outcomes as lines of JSON")
    parser.add_argument("--keep", action="store_true", help="write the table into docs/hardening.md")
    return parser.parse_args()


def _tell(outcome: Outcome, *, lines: bool) -> None:
    if lines:
        print(json.dumps(asdict(outcome)), flush=True)
        return
    for what in outcome.wrong:
        print(f"{outcome.writer}: {outcome.fault} at {outcome.step}: {what}", file=sys.stderr, flush=True)


def _table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    faults = Counter(outcome.fault.removesuffix(", lasting") for outcome in outcomes)
    yield "| fault | trials | stayed old or in part | became new | wrong |"
    yield "|---|---|---|---|---|"
    for fault in faults:
        yield _row(fault, [o for o in outcomes if o.fault.removesuffix(", lasting") == fault])
    yield ""
    yield "| command line | trials | stayed old or in part | became new | wrong |"
    yield "|---|---|---|---|---|"
    for writer in dict.fromkeys(outcome.writer for outcome in outcomes):
        yield _row(writer, [o for o in outcomes if o.writer == writer])
    yield _row("all", outcomes)


def _row(name: str, of: Iterable[Outcome]) -> str:
    found = list(of)
    new, wrong = sum(o.new for o in found), sum(bool(o.wrong) for o in found)
    return f"| {name} | {len(found)} | {len(found) - new} | {new} | {wrong} |"


if __name__ == "__main__":
    sys.exit(main())
