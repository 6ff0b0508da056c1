"""A form of the program in a small repository, filled in part by two agencies."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.running import PROJECT
from tests.support.slip_files import ran

FORM = "II.06a"
STATED = {"so-tp": 7, "so-yt": 5}
"""Agency → its figure of column 4 in quarter II."""


def state_form(root: Path) -> None:
    """Let both state column 4 in the row Hộ tịch."""
    (root / "forms").mkdir()
    shutil.copy(PROJECT / "forms" / f"{FORM}.yaml", root / "forms")
    for agency, figure in STATED.items():
        result = ran(
            "record", "--form", FORM, "--row", "Hộ tịch", "--agency", agency, "--quarter", "2", "--status",
            "in_progress", "--figure", f"4={figure}", "--date", "2021-06-17", "--as-of", "2021-07-01",
            root=root,
        )  # fmt: skip
        assert result.code == 0, result.err
