"""Whatever happens to files and index, in any order: the answers are those of a repository without index."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.support.running import Result
from tests.support.slip_files import AS_OF, laid, ran
from tests.support.small_province import small_province
from tests.support.trials import Note, trials

EXAMPLES = trials(12)
STEPS = 12
QUESTIONS = (
    ("due", "--agency", "so-yt", "--period", "2021"),
    ("due", "--quarter", "2"),
    ("status", "--quarter", "2"),
    ("history", "3"),
)
NUMBERS = st.integers(0, 9)
WORDS = ("mười", "mưởi", "mưỡi")
"""Of the same length in bytes: a change that no size tells."""


class Histories(RuleBasedStateMachine):
    """A repository to which things happen; its answers, with the index as it comes to be, and without."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kst-index-"))
        self.root = small_province(self.folder / "kho")
        self.saved: list[Path] = []
        self.count = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def slips(self) -> list[Path]:
        return sorted((self.root / "progress").rglob("*.yaml"))

    def slip(self, number: int) -> Path | None:
        every = self.slips()
        return every[number % len(every)] if every else None

    # What happens to files

    @rule(
        duty=st.sampled_from(["3", "4"]),
        status=st.sampled_from(["done", "in_progress", "not_arising"]),
        day=st.sampled_from(["2021-06-01", "2021-06-20"]),
        agency=st.sampled_from(["so-yt", "huyen-ba-to", "co-quan-la"]),
    )
    def a_slip_comes(self, duty: str, status: str, day: str, agency: str) -> None:
        from datetime import date

        self.count += 1
        entry = {"duty": duty, "status": status, "text": WORDS[0]}
        laid(self.root, f"phieu-{self.count}", [entry], date=date.fromisoformat(day), agency=agency)

    @rule(
        number=st.integers(0, 9), word=st.sampled_from(WORDS), times_kept=st.booleans(), whole=st.booleans()
    )
    def a_slip_is_edited(self, number: int, word: str, times_kept: bool, whole: bool) -> None:
        """In place, or by a new file under the old name; perhaps with the old times put back."""
        if (file := self.slip(number)) is None:
            return
        text, old = file.read_text("utf-8"), file.stat()
        for other in WORDS:
            text = text.replace(other, word)
        if whole:
            file.with_suffix(".new").write_text(text, "utf-8", newline="\n")
            file.with_suffix(".new").replace(file)
        else:
            file.write_text(text, "utf-8", newline="\n")
        if times_kept:
            os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))

    @rule(one=st.integers(0, 9), other=st.integers(0, 9))
    def two_slips_change_places(self, one: int, other: int) -> None:
        first, second = self.slip(one), self.slip(other)
        if first is not None and second is not None and first != second:
            first.rename(self.folder / "x")
            second.rename(first)
            (self.folder / "x").rename(second)

    @rule(number=st.integers(0, 9))
    def a_slip_goes(self, number: int) -> None:
        if (file := self.slip(number)) is not None:
            file.unlink()

    @rule(number=st.integers(0, 9))
    def a_slip_goes_astray(self, number: int) -> None:
        if (file := self.slip(number)) is not None:
            file.rename(file.parent.parent / file.name)

    @rule(times_kept=st.booleans(), words=st.sampled_from([("Sở Y tế", "Sở Ý tế"), ("Sở Ý tế", "Sở Y tế")]))
    def an_agency_is_renamed(self, times_kept: bool, words: tuple[str, str]) -> None:
        file = self.root / "agencies" / "quang-ngai.yaml"
        old = file.stat()
        file.write_text(file.read_text("utf-8").replace(*words), "utf-8", newline="\n")
        if times_kept:
            os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))

    @rule()
    def everything_is_checked_out_anew(self) -> None:
        """New files with the old bytes, as git leaves them."""
        for file in self.slips():
            content = file.read_bytes()
            file.unlink()
            file.write_bytes(content)

    @rule()
    def the_folder_is_copied(self) -> None:
        self.count += 1
        copy = self.folder / f"kho-{self.count}"
        shutil.copytree(self.root, copy, symlinks=True)
        self.root = copy

    # What happens to the index

    @rule()
    def the_index_is_deleted(self) -> None:
        shutil.rmtree(self.root / ".kst", ignore_errors=True)

    @rule(where=st.integers(0, 60_000), noise=st.binary(min_size=1, max_size=400))
    def the_index_is_damaged(self, where: int, noise: bytes) -> None:
        for file in (self.root / ".kst").glob("index-*.sqlite"):
            content = file.read_bytes()
            where %= max(1, len(content))
            file.write_bytes(content[:where] + noise + content[where + len(noise) :])

    @rule()
    def the_index_is_saved(self) -> None:
        for file in (self.root / ".kst").glob("index-*.sqlite"):
            shutil.copy2(file, self.folder / file.name)
            self.saved.append(self.folder / file.name)

    @rule()
    def an_old_index_comes_back(self) -> None:
        if self.saved and (self.root / ".kst").is_dir():
            shutil.copy2(self.saved[-1], self.root / ".kst" / self.saved[-1].name)

    @invariant()
    def the_answers_are_those_without_an_index(self) -> None:
        type(self).steps += 1
        with_index = self.answers()
        aside = self.folder / "kst"
        if (self.root / ".kst").exists():
            (self.root / ".kst").rename(aside)
        assert with_index == self.answers()
        shutil.rmtree(self.root / ".kst", ignore_errors=True)
        if aside.exists():
            aside.rename(self.root / ".kst")

    def answers(self) -> list[Result]:
        return [ran(*words, "--as-of", AS_OF, "--format", "json", root=self.root) for words in QUESTIONS]


def test_with_the_index_and_without_the_answers_are_the_same(record_property: Note) -> None:
    Histories.steps = 0
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, suppress_health_check=list(HealthCheck)
        ),
    )
    record_property("trials", f"{Histories.steps} moments in {EXAMPLES} histories")
