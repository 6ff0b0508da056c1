"""A question about one agency, or a level, reads only its slips: what others wrote wrong does not stop it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.slip_files import said
from tests.support.small_province import small_province

QUARTER = ("--quarter", "2")
DAY = ("--as-of", "2021-07-01")
HUYEN = ("--level", "huyen")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province; Sở Tư pháp has a slip that cannot be read, Sở Y tế has a good one."""
    root = small_province(tmp_path_factory.mktemp("spoilt") / "kho")
    said(root, "3", "so-yt", *QUARTER)
    said(root, "3", "so-tp", *QUARTER)
    [file] = (root / "progress" / "2021" / "Q2" / "so-tp").iterdir()
    file.write_text("id: [\n", "utf-8", newline="\n")
    return root


ASKED = [
    ("due", *QUARTER),
    ("status", *QUARTER),
    ("missing", *QUARTER),
    ("overdue",),
    ("upcoming",),
    ("history", "3"),
    ("report", "quarterly", *QUARTER),
    ("report", "reminder"),
]


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_what_another_agency_wrote_wrong_stops_only_a_question_about_it(
    words: tuple[str, ...], spoilt: Path
) -> None:
    result = call(*words, "--agency", "so-yt", *DAY, root=spoilt)
    assert (result.code, "progress/" in result.err) == (0, False), result.err
    stopped = call(*words, "--agency", "so-tp", *DAY, root=spoilt)
    assert (stopped.code, stopped.out) == (3, "")
    assert "progress/2021/Q2/so-tp/" in stopped.err


@pytest.mark.parametrize("words", ASKED[:5], ids=" ".join)
def test_a_question_about_a_level_reads_only_that_level(words: tuple[str, ...], spoilt: Path) -> None:
    assert call(*words, *HUYEN, *DAY, root=spoilt).code == 0
    stopped = call(*words, *DAY, root=spoilt)
    assert (stopped.code, stopped.out) == (3, "")
    assert "progress/2021/Q2/so-tp/" in stopped.err


@pytest.mark.parametrize(("chosen", "code"), [(("--agency", "so-yt"), 0), (HUYEN, 0), ((), 3)])
def test_workbooks_for_some_are_made_whatever_others_wrote(
    chosen: tuple[str, ...], code: int, spoilt: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "gui"
    words = ("collect", "export", "--quarter", "3", "-o", str(folder))
    assert call(*words, *chosen, *DAY, root=spoilt).code == code
    assert folder.exists() is (code == 0)
