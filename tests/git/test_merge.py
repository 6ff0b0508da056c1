"""Branches on which people recorded, corrected and amended: any plain merge, in any order, loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.support.branches import Clerk, branch, git, small_repository
from tests.support.in_process import call
from tests.support.trials import Note, trials
from trees import tree

pytestmark = pytest.mark.unheld

CLERKS = 3
EXAMPLES = trials(4)
STEPS = 30
SHRINK = "KST_TRIALS" in os.environ  # making a failure small takes minutes
LAST_DAY = ("--as-of", "2021-12-31")
DAYS = st.sampled_from(["2021-03-05", "2021-06-10", "2021-06-25", "2021-11-30"])
ASKED = st.sampled_from(["2021-04-01", "2021-06-20"])
SAID = st.sampled_from(["in_progress", "done", "not_arising"])
TEXTS = st.sampled_from(
    ["Đã xong.", "a: b # c", "- gạch\n\nđầu dòng\n", "“ngoặc” \\ 🎉", "<<<<<<< HEAD\n=======\n>>>>>>> x\n"]
)
NUMBERS = st.integers(min_value=0, max_value=1000)
CLERK = st.integers(min_value=0, max_value=CLERKS - 1)
OBLIGATIONS = [
    (duty, agency, period)
    for duty, agency in (("10", "so-tttt"), ("11", "so-yt"), ("7", "huyen-ba-to"), ("9", "so-tttt"))
    for period in ("2021-Q1", "2021-Q2")
]


class Branches(RuleBasedStateMachine):
    """Clerks with branches of one repository; at the end everything is merged, in two orders."""

    template: ClassVar[Path]
    examples = steps = merges = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).examples += 1
        self.folder = Path(tempfile.mkdtemp())
        self.base = self.folder / "main"
        self.clerks: list[Clerk] = []
        self.about: dict[str, tuple[str, str, str]] = {}
        self.demands: set[str] = set()
        self.answers: set[str] = set()

    @initialize(
        autocrlf=st.lists(st.sampled_from(["false", "true", "input"]), min_size=CLERKS, max_size=CLERKS)
    )
    def begin(self, autocrlf: list[str]) -> None:
        shutil.copytree(self.template, self.base)
        self.clerks = [self._join(n, branch(n), setting) for n, setting in enumerate(autocrlf)]

    def _join(self, number: int, name: str, autocrlf: str = "false") -> Clerk:
        root = self.folder / name
        git(self.base, "worktree", "add", "-q", "-b", name, str(root), "main", autocrlf=autocrlf)
        return Clerk(number, root, autocrlf)

    def _write(self, who: int, *words: str, refused: str = "") -> str | None:
        """Run a command that writes a file; the path of the file, or None where it may refuse and does."""
        type(self).steps += 1
        clerk = self.clerks[who]
        sure = ("--yes",) if words[0] == "record" else ()  # days before the period began are meant here
        result = call(*words, *sure, "--format", "json", root=clerk.root)
        if refused and result.code == 4 and refused in result.err:
            return None
        assert result.code == 0, result.err
        path = str(json.loads(result.out)["path"])
        clerk.wrote(path)
        return path

    def _seen(self, who: int, names: Iterable[str]) -> list[str]:
        """Those of some files that the clerk has, in the order in which they came to be."""
        return [name for name in names if name in self.clerks[who].known]

    @rule(who=CLERK, what=st.sampled_from(OBLIGATIONS), status=SAID, text=TEXTS, day=DAYS)
    def record(self, who: int, what: tuple[str, str, str], status: str, text: str, day: str) -> None:
        self._record(who, what, "--status", status, "--text", text, "--as-of", day)

    def _record(self, who: int, what: tuple[str, str, str], *words: str) -> None:
        duty, agency, period = what
        if path := self._write(who, "record", duty, "--agency", agency, "--period", period, *words):
            self.about[path] = what

    @precondition(lambda self: self.about)
    @rule(who=CLERK, which=NUMBERS, status=SAID, day=DAYS)
    def correct(self, who: int, which: int, status: str, day: str) -> None:
        if seen := self._seen(who, self.about):
            old = seen[which % len(seen)]
            words = ("--status", status, "--supersede", Path(old).stem, "--as-of", not_before(old, day))
            self._record(who, self.about[old], *words)

    @precondition(lambda self: self.about)
    @rule(who=CLERK, which=NUMBERS, day=DAYS)
    def withdraw(self, who: int, which: int, day: str) -> None:
        if seen := self._seen(who, self.about):
            old = seen[which % len(seen)]
            words = ("--agency", self.about[old][1], "--text", "Ghi nhầm.", "--as-of", not_before(old, day))
            self._write(who, "record", "--withdraw", Path(old).stem, *words, refused="đã được rút hoặc thay")

    @rule(who=CLERK, due=st.sampled_from(["2021-06-30", "2021-12-10"]))
    def ask(self, who: int, due: str) -> None:
        self.asked = getattr(self, "asked", 0) + 1
        words = (
            "--document",
            f"{self.asked}/VPCP-KSTT",
            "--subject",
            "Báo cáo đột xuất",
            "--as-of",
            "2021-03-01",
        )
        if path := self._write(who, "request", "open", "3b", "--due", due, *words):
            self.demands.add(path)

    @precondition(lambda self: self.demands)
    @rule(who=CLERK, which=NUMBERS, due=st.sampled_from(["2021-09-30", "2022-01-14"]), day=ASKED)
    def correct_request(self, who: int, which: int, due: str, day: str) -> None:
        if seen := self._seen(who, sorted(self.demands)):
            old = seen[which % len(seen)]
            words = ("--document", "46/VPCP-KSTT", "--subject", "Đổi hạn", "--as-of", self._later(who, day))
            line = ("request", "open", "3b", "--due", due, *words, "--supersede", Path(old).stem)
            if path := self._write(who, *line, refused="đã bị rút"):
                self.demands.add(path)

    @precondition(lambda self: self.demands)
    @rule(who=CLERK, which=NUMBERS, day=ASKED)
    def withdraw_request(self, who: int, which: int, day: str) -> None:
        if seen := self._seen(who, sorted(self.demands)):
            name = Path(seen[which % len(seen)]).stem
            words = ("--reason", "Văn bản đã thu hồi.", "--as-of", self._later(who, day))
            self._write(who, "request", "withdraw", name, *words, refused="đã bị rút")

    def _later(self, who: int, day: str) -> str:
        """The day, or that of the newest request that the clerk has."""
        return max(day, *(Path(name).stem[:10] for name in self._seen(who, self.demands)))

    @precondition(lambda self: self.demands)
    @rule(who=CLERK, which=NUMBERS, agency=st.sampled_from(["so-tttt", "huyen-ba-to"]), status=SAID)
    def answer(self, who: int, which: int, agency: str, status: str) -> None:
        if seen := self._seen(who, sorted(self.demands)):
            name = Path(seen[which % len(seen)]).stem
            words = ("--agency", agency, "--request", name, "--status", status, "--as-of", "2021-06-25")
            if path := self._write(who, "record", "3b", *words, refused="đã bị rút"):
                self.answers.add(path)

    @rule(who=CLERK, which=NUMBERS)
    def amend(self, who: int, which: int) -> None:
        type(self).steps += 1
        self.clerks[who].reword(which, CLERKS)

    @rule(who=CLERK, other=CLERK)
    def merge(self, who: int, other: int) -> None:
        if who == other:
            return
        type(self).steps += 1
        for number in (who, other):
            self.clerks[number].commit()
        self._merge(self.clerks[who], self.clerks[other])

    def _merge(self, into: Clerk, other: Clerk) -> None:
        type(self).merges += 1
        into.merge(other)
        assert into.lost() == []

    def teardown(self) -> None:
        try:
            if self.clerks:
                self._all_into_main()
        finally:
            shutil.rmtree(self.folder)

    def _all_into_main(self) -> None:
        for clerk in self.clerks:
            clerk.commit()
        orders = (self.clerks, [*reversed(self.clerks)])
        merged = [self._join(CLERKS + n, f"main-{n}") for n in range(len(orders))]
        for into, order in zip(merged, orders, strict=True):
            for clerk in order:
                self._merge(into, clerk)
        assert len({clerk.git("rev-parse", "HEAD^{tree}") for clerk in merged}) == 1
        assert len({answers(clerk.root) for clerk in merged}) == 1
        self._whole(merged[0])

    def _whole(self, merged: Clerk) -> None:
        """Nothing more and nothing less than what the clerks wrote, and it is valid."""
        everything = {path for clerk in self.clerks for path in clerk.known}
        there = [p for p in tree(merged.root) if p.startswith(("progress/", "requests/"))]
        assert set(there) == everything == set(merged.known)
        result = call("validate", "--format", "json", root=merged.root)
        assert result.code == 0, result.out
        for duty in {what[0] for what in self.about.values()}:
            told = call("history", duty, *LAST_DAY, "--format", "json", root=merged.root)
            shown = {entry["path"] for entry in json.loads(told.out)["entries"]}
            assert shown == {path for path, what in self.about.items() if what[0] == duty}
        told = call("history", "3b", *LAST_DAY, "--format", "json", root=merged.root)
        assert {entry["path"] for entry in json.loads(told.out)["entries"]} == self.answers


def not_before(old: str, day: str) -> str:
    """The day, or that of an old slip if it is later: corrections come after what they correct."""
    return max(day, Path(old).stem[:10])


def answers(root: Path) -> tuple[str, ...]:
    """What the repository answers on a day, byte for byte."""
    words = ("--period", "2021", *LAST_DAY, "--format", "json")
    listed = ("request", "list", "--all", *LAST_DAY, "--format", "json")
    results = [
        *(call(question, *words, root=root) for question in ("due", "status")),
        call(*listed, root=root),
    ]
    assert [(result.code, result.err) for result in results] == [(0, "")] * len(results)
    return tuple(result.out for result in results)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_repository(tmp_path_factory.mktemp("git") / "kho")


def test_any_merge_in_any_order_loses_nothing(small: Path, record_property: Note) -> None:
    Branches.template = small
    chosen = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink] if SHRINK else [Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Branches, settings=chosen)
    told = f"{Branches.examples} examples, {Branches.steps} steps, {Branches.merges} merges without conflict"
    record_property("trials", told)


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
def test_a_clone_that_rewrites_line_ends_answers_the_same(autocrlf: str, small: Path, tmp_path: Path) -> None:
    origin = shutil.copytree(small, tmp_path / "origin")
    (origin / ".gitattributes").unlink()
    said = ("--agency", "so-tttt", "--quarter", "2", "--status", "done", "--as-of", "2021-06-10")
    for text in ("Đã xong.", "Dòng một\n\n  dòng hai\n"):
        assert call("record", "10", *said, "--text", text, root=origin).code == 0
    git(origin, "add", "-A", autocrlf="false")
    git(origin, "commit", "-q", "-m", "Phiếu")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(origin), str(clone), autocrlf=autocrlf)
    slip = next((clone / "progress").rglob("*.yaml"))
    assert (b"\r\n" in slip.read_bytes()) is (autocrlf == "true")
    assert answers(clone) == answers(origin)
    assert call("validate", root=clone).code == 0
