"""The command line: options become plain values, and one command is called.

Commands are imported when they run, so that each start is quick.
"""

from kstthc_cli.cli import (  # noqa: I001 - the order in which help lists them
    plan, drafts, progress, request, report, template, files, review, amend,
)  # fmt: skip
from kstthc_cli.cli.options import app

__all__ = ["amend", "app", "drafts", "files", "plan", "progress", "report", "request", "review", "template"]
