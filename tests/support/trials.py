"""How many trials a test makes, and how that is told at the end of a run.

`KST_TRIALS=500 pytest tests/files tests/git/test_merge.py` makes more of them (or fewer) than the daily run.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

Note = Callable[[str, object], None]
_TOLD: pytest.StashKey[bool] = pytest.StashKey()


def trials(usual: int) -> int:
    """The usual number, or what the environment asks for."""
    return int(os.environ.get("KST_TRIALS", usual))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what tests noted under `trials`, once, from whichever conftest this was loaded."""
    lines = [
        f"{report.nodeid}: {value}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == "trials"
    ]
    if lines and not config.stash.get(_TOLD, False):
        config.stash[_TOLD] = True
        terminalreporter.section("trials")
        for line in sorted(lines):
            terminalreporter.write_line(line)
