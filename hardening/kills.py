"""A writing program is killed, at its steps and at random moments.

    python hardening/kills.py [--kills 1000] [--seed 1] [--only NAME] [--keep]

After every kill: no file is half there; what the program said to have written is there; now and then an
undisturbed run of the same command ends well, and in the end `kst validate` finds nothing wrong.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shlex
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import figures
from disk import Disk, killed
from kstthc_cli.domain.progress.checksum import checksum_of
from kstthc_cli.main import run
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse
from real_disks import workspace
from runs import finish, start
from trees import temporary
from trial import KILLED, child
from writers import DAY, GROUND, LEFT, Place, make_place

OFTEN = 4
"""Of so many kills one strikes at a random moment, and the others at a step of writing."""

LONG = "Dài. " * 400
LINES = {
    "record": f'record 10 --agency so-tttt --quarter 2 --status done --text "{LONG}" {DAY}',
    "record --file": f"record --file {{out}}/phieu.yaml {DAY}",
    "request open": f"request open 3b --due 2021-08-20 --document {{number}}/VPCP --subject Gấp {DAY}",
    "amend": f"amend 10 --drop-agency so-yt {GROUND} {DAY}",
    "report -o": f"report plan {DAY} -o {{out}}/old.md --force",
    "report close": f"report close --quarter 1 {DAY}",
    "collect import": f"collect import {{out}}/ve {DAY}",
    "collect export": f"collect export --quarter 2 --agency so-yt {DAY} -o {{out}}/gui",
}
SHARES = {
    "record": 10, "record --file": 3, "request open": 3, "amend": 2, "report -o": 1, "report close": 1,
    "collect import": 2, "collect export": 1,
}  # fmt: skip
NEW_FILES = {"collect import": 2, "collect export": 2}
"""Of command lines that note what they did: how many new files they make; taken away for the next kill."""
ONCE = {"kho/plans/2021.yaml", "kho/reports/2021/Q1/closing.json", "out/old.md"}
"""Files that a command line changes from old to new, and that are put back for the next kill."""


@dataclass
class Count:
    """What came of the kills of one command line."""

    kills: int = 0
    writing: int = 0
    told: int = 0
    found: int = 0
    left: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Killing:
    """A repository in which programs are killed, and what is known of it."""

    place: Place
    chance: random.Random
    steps: dict[str, int] = field(default_factory=dict)
    whole: dict[str, dict[str, bytes]] = field(default_factory=dict)
    middle: dict[str, float] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in LINES})
    first: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.first = {path: data for path, data in self.place.before.items() if path in ONCE}

    def learn(self, names: Iterable[str]) -> None:
        """Run command lines undisturbed: their steps, their time, and the new content of their files."""
        for name in names:
            steps = self.place.folder / "steps"

            def work(name: str = name, steps: Path = steps) -> int:
                with Disk() as disk:
                    code = self._run(name)
                steps.write_text(f"{len(disk.log)}")
                return code

            if (end := child(work)).code:
                raise ValueError(f"{name}: {end.err}")
            now = self.place.files()
            self.steps[name] = int(steps.read_text())
            self.whole[name] = {path: now[path] for path in ONCE if path in now}
            self.place.restore(now)
            begin = time.perf_counter()
            finish(start(self._words(name), self.place.kho))
            self.middle[name] = time.perf_counter() - begin
            self.place.restore(self.place.files())

    def kill(self, name: str, *, at_step: bool) -> None:
        """Kill a program once, and look at what it left."""
        count, before = self.counts[name], self.place.files()
        said = self._at_step(name) if at_step else self._at_random(name)
        now = self.place.files()
        new = {path for path in now.keys() - before.keys() if not _is_left(path)}
        left = [path for path in now.keys() - before.keys() if _is_left(path)]
        left += [path for path in temporary(self.place.kho) if "/.kst/" in f"/{path}"]
        count.kills += 1
        count.left += len(left)
        changed = bool(new) or any(now[path] != before[path] for path in before if path in now)
        count.writing += bool(left) or changed
        count.told += said
        count.found += changed
        count.wrong += self._wrong(self.whole[name], before, now, new)
        if said and not changed:
            count.wrong.append("said to be written, but nothing is there")
        if len(new) > NEW_FILES.get(name, 1):
            count.wrong.append(f"{len(new)} new files of one command")
        kept = before.keys() if name in NEW_FILES else before.keys() | new
        self.place.before = {path: data for path, data in now.items() if path in kept}
        self._put_back()

    def _wrong(
        self, known: dict[str, bytes], before: dict[str, bytes], now: dict[str, bytes], new: set[str]
    ) -> Iterator[str]:
        for path, data in before.items():
            if path not in now:
                yield f"{path} is gone"
            elif now[path] != data and now[path] != known.get(path):
                yield f"{path} is neither old nor new"
        yield from (f"{path} is half there" for path in new if not _is_whole(path, now[path]))

    def _put_back(self) -> None:
        """What can be written but once is as it was; slips and requests stay; temporary files go."""
        kept = dict(self.place.before)
        for path in ONCE:
            if path in self.first:
                kept[path] = self.first[path]
            else:
                kept.pop(path, None)
        self.place.before = kept
        self.place.restore(self.place.files())

    def _at_step(self, name: str) -> bool:
        at = self.chance.randint(1, self.steps[name] + 1)

        def work() -> int:
            with Disk(at, killed):
                return self._run(name)

        end = child(work)
        if end.code not in (KILLED, 0):
            self.counts[name].wrong.append(f"exit code {end.code}: {end.err[-300:]}")
        return end.code == 0

    def _at_random(self, name: str) -> bool:
        """Near the moment of writing: earlier after a program that spoke, later after one that did not."""
        moment = self.middle[name] * self.chance.uniform(0.8, 1.2)
        ended = finish(start(self._words(name), self.place.kho), moment)
        if ended.code not in (KILLED, 0):
            self.counts[name].wrong.append(f"exit code {ended.code}: {ended.err[-300:]}")
        said = "Đã ghi " in ended.out + ended.err
        self.middle[name] *= 0.97 if said or ended.code == 0 else 1.03
        return said

    def _words(self, name: str) -> list[str]:
        """The words of a command line; each asks by a document of its own, as a repeat is refused."""
        known = {"out": self.place.out, "number": time.time_ns()}
        return [word.format(**known) for word in shlex.split(LINES[name])]

    def _run(self, name: str) -> int:
        os.chdir(self.place.kho)
        return int(run(["--root", str(self.place.kho), *self._words(name)]))

    def goes_on(self, name: str) -> None:
        """An undisturbed run after kills ends well, amid whatever they left."""
        end = child(lambda: self._run(name))
        if end.code:
            self.counts[name].wrong.append(f"the next run fails: {end.err[-300:]}")
        before, now = self.place.before, self.place.files()
        kept = before.keys() if name in NEW_FILES else [path for path in now if not _is_left(path)]
        self.place.before = {path: data for path, data in now.items() if path in kept}
        self._put_back()

    def validated(self) -> str:
        """What `kst validate` says in the end; empty when all is well."""
        done = finish(start(["validate"], self.place.kho))
        return "" if done.code == 0 else done.out[-500:] + done.err[-500:]


def _is_whole(path: str, content: bytes) -> bool:
    """Whether a new file fits the seal at its end, or the checksums of its parts."""
    if path.endswith(".xlsx"):
        return zipfile.is_zipfile(io.BytesIO(content)) and not zipfile.ZipFile(io.BytesIO(content)).testzip()
    try:
        text = content.decode("utf-8")
        data = json.loads(text) if path.endswith(".json") else parse(Source("", text)).data
        return bool(checksum_of(data) == data["seal"])
    except (ValueError, KeyError, TypeError):
        return False


def _is_left(path: str) -> bool:
    return any(LEFT.fullmatch(part) for part in Path(path).parts)


def main() -> int:
    """Kill, look, print, keep; 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(LINES), help="only this command line")
    parser.add_argument("--keep", action="store_true", help="write the figures into docs/hardening.md")
    options = parser.parse_args()
    with workspace("kst-kills-") as folder:
        killing = Killing(make_place(folder / "place"), random.Random(options.seed))
        shares = {options.only: 1} if options.only else SHARES
        names = [name for name, share in shares.items() for _ in range(share)]
        killing.learn(dict.fromkeys(names[: options.kills]))
        for number in range(options.kills):
            name = names[number % len(names)]
            killing.kill(name, at_step=number % OFTEN != 0)
            if number % 10 == 9:
                killing.goes_on(name)
        bad = killing.validated()
    table = "\n".join(_table(killing.counts))
    print(table)
    wrong = [f"{name}: {what}" for name, of in killing.counts.items() for what in of.wrong]
    for line in [*wrong, *([bad] if bad else [])]:
        print(line, file=sys.stderr)
    if options.keep:
        figures.keep("kills", table)
    return 1 if wrong or bad else 0


def _table(counts: dict[str, Count]) -> Iterator[str]:
    yield "| command line | kills | in the midst of writing | told | found | temporary files left | wrong |"
    yield "|---|---|---|---|---|---|---|"
    total = Counter[str]()
    for name, of in ((name, of) for name, of in counts.items() if of.kills):
        numbers = {
            "k": of.kills,
            "w": of.writing,
            "t": of.told,
            "f": of.found,
            "l": of.left,
            "x": len(of.wrong),
        }
        total.update(numbers)
        yield _row(name, numbers)
    yield _row("all", total)


def _row(name: str, numbers: dict[str, int] | Counter[str]) -> str:
    return f"| {name} | " + " | ".join(str(numbers[key]) for key in "kwtflx") + " |"


if __name__ == "__main__":
    sys.exit(main())
