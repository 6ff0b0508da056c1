"""The command line: options become plain values, and one command is called.

Commands are imported when they run, so that each start is quick.
"""

from kstthc_cli.cli import plan, progress, request, files, amend  # noqa: I001 - the order in which help lists them
from kstthc_cli.cli.options import app

__all__ = ["amend", "app", "files", "plan", "progress", "request"]
