"""Where the files of reports lie, from the root of a repository."""

from __future__ import annotations

from kstthc_cli.store.files.paths import CLOSING
from kstthc_cli.store.progress.slips import period_folder


def report_folder(plan: str, period: str) -> str:
    """The folder of a report's files, from the root: `reports/2021/Q2`."""
    return f"reports/{plan}/{period_folder(period, plan)}"


def prose_path(plan: str, period: str, agency: str) -> str:
    """The path, relative to the root, of an agency's written text for a report."""
    return f"{report_folder(plan, period)}/{agency}.yaml"


def closing_path(plan: str, period: str) -> str:
    """The path, relative to the root, of the figures of a closed period."""
    return f"{report_folder(plan, period)}/{CLOSING}"
