"""Slips that contradict one another, or replace what is not there to be replaced."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.progress.found_problems import DONE, HERE, Q2, Found, found, one
from tests.support.running import Kst
from tests.support.slip_files import AS_OF, laid, said, status_of

# Slips against one another (KST053)


def test_a_contradiction_is_a_warning_at_the_last_word(small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE], date=date(2021, 6, 10))
    laid(small, "b", [{"duty": "4", "status": "done"}, {"duty": "3", "status": "not_arising"}])
    assert one(kst, small) == Found("KST053", f"{HERE}/b.yaml", 11, 13, "warning")
    assert kst("validate", root=small).code == 0
    assert "a" in kst("validate", root=small).out


def test_both_sides_of_a_contradiction_are_shown(small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE], date=date(2021, 6, 10))
    laid(small, "b", [{"duty": "3", "status": "not_arising"}])
    told = json.loads(kst("history", "3", "--as-of", AS_OF, "--format", "json", root=small).out)["entries"]
    assert [(e["slip"], e["superseded_by"]) for e in told] == [("a", None), ("b", None)]
    status = json.loads(kst("status", *Q2, "--as-of", AS_OF, "--format", "json", root=small).out)
    assert status["contradictory"] == 1


def test_a_correction_ends_a_contradiction(small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE], date=date(2021, 6, 10))
    laid(small, "b", [{"duty": "3", "status": "not_arising"}])
    said(small, "3", "so-yt", *Q2, "--supersede", "a", "--supersede", "b")
    assert found(kst, small) == []


# Wrong references (KST054)


@pytest.mark.parametrize(
    ("replaces", "place"),
    [
        (["khong-co"], 0),
        (["a#4@2021-Q2"], 0),
        (["a", "khong-co"], 1),
        (["b"], 0),
        (["cua-so-tp"], 0),
        (["a#"], None),
    ],
)
def test_a_wrong_reference_is_found(replaces: list[str], place: int | None, small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE], date=date(2021, 6, 10))
    laid(small, "cua-so-tp", [DONE], agency="so-tp")
    file = laid(small, "b", [DONE], supersedes=replaces)
    first = next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 2) if line == "supersedes:")
    if place is not None:
        assert one(kst, small) == Found("KST054", f"{HERE}/b.yaml", first + place, 5, "error")


def test_a_circle_is_found_on_every_side_and_all_count(small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE], supersedes=["c"], date=date(2021, 6, 10))
    laid(small, "b", [DONE], supersedes=["a"])
    laid(small, "c", [DONE], supersedes=["b#3@2021-Q2"])
    assert [(p.code, p.path) for p in found(kst, small)] == [
        ("KST054", f"{HERE}/{name}.yaml") for name in "abc"
    ]
    assert status_of(small, "3", "so-yt") == "done"


def test_a_slip_that_says_nothing_is_found(small: Path, kst: Kst) -> None:
    laid(small, "a", [])
    assert one(kst, small).code == "KST054"


def test_a_wrong_reference_does_not_stop_the_answer(small: Path, kst: Kst) -> None:
    laid(small, "b", [DONE], supersedes=["khong-co"])
    assert kst("status", *Q2, "--as-of", AS_OF, root=small).code == 0
