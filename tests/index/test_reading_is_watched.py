"""Commands that read many slips show on a terminal how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kstthc_cli.output import Output
from tests.support.in_process import call
from tests.support.repositories import in_git
from tests.support.slip_files import laid
from tests.support.small_province import sample_province

AGENCY, QUARTER = ("--agency", "so-yt"), ("--quarter", "2")


@pytest.mark.unheld  # whole lists, which others hold
@pytest.mark.parametrize(
    "words",
    [
        ("due", *QUARTER), ("due", *AGENCY), ("status", *QUARTER), ("missing", *QUARTER), ("overdue",),
        ("upcoming",), ("overview", *QUARTER), ("search", "xong"), ("history", "10"), ("request", "list"),
        ("validate",), ("diff",), ("form", "show", "II.06a", *QUARTER), ("report", "quarterly", *QUARTER),
        ("report", "quarterly", *QUARTER, *AGENCY), ("report", "close", *QUARTER),
        ("report", "reminder", "--all-missing", "--together"), ("export", "--format", "csv", "-o", "bang"),
        ("new-year", "2022"), ("collect", "export", *QUARTER, *AGENCY, "-o", "bieu"),
    ],
    ids="-".join,
)  # fmt: skip
def test_slips_that_are_not_in_the_index_are_counted(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = in_git(sample_province(tmp_path / "kho"))
    slip = laid(root, "2021-06-10-may-khac", [{"duty": "10", "status": "done", "text": "Xong."}])
    watched: list[str] = []

    def watch(_output: Output, files: list[Path]) -> Iterable[Path]:
        watched.extend(file.name for file in files)
        return files

    monkeypatch.setattr(Output, "watch", watch)
    monkeypatch.chdir(tmp_path)
    result = call(*words, *(() if words[0] in ("validate", "diff") else ("--as-of", "2021-07-01")), root=root)
    assert (result.code, watched) == (0, [slip.name])
