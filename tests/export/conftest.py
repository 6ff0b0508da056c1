"""The small province after quarter II, with what a spreadsheet would take for a formula."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.form_figures import state_form
from tests.support.provinces import played
from tests.support.running import Kst
from tests.support.slip_files import ran

AS_OF = ("--as-of", "2021-07-01")
FORMULA = "=HYPERLINK(1)"
__all__ = ["played"]


@pytest.fixture(scope="module")
def told(played: Path) -> Path:
    """The province with a correction and a text that begins like a formula, only to be read."""
    for text, more in ((FORMULA, ()), ("Làm lại.", ("--supersede",))):
        slips = sorted((played / "progress").rglob("so-tp/*.yaml"))
        words = (*more, slips[-1].stem) if more else ()
        result = ran(
            "record", "3", "--agency", "so-tp", "--quarter", "2", "--status", "done", "--text", text,
            "--date", "2021-06-21", "--as-of", "2021-07-01", *words, root=played,
        )  # fmt: skip
        assert result.code == 0, result.err
    state_form(played)
    return played


def exported(kst: Kst, root: Path, target: Path, *words: str) -> Path:
    """The place into which the tables were written."""
    result = kst("export", *words, *AS_OF, "-o", str(target), root=root)
    assert result.code == 0, result.err
    return target
