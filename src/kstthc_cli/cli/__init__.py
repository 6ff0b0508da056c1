"""The command line: options become plain values, and one command is called.

Commands are imported when they run, and of the modules here only those that declare the word that was
said, so that each start is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kstthc_cli.cli.declared import Group

ROOMS: dict[str, tuple[str, ...]] = {
    "due": ("plan",),
    "new-year": ("plan", "drafts"),
    "import": ("importing",),
    "record": ("progress",),
    "status": ("progress",),
    "missing": ("progress",),
    "overdue": ("progress",),
    "history": ("progress",),
    "validate": ("files",),
    "fmt": ("files",),
    "explain": ("files",),
    "schema": ("files",),
    "init": ("files",),
    "diff": ("review",),
    "plan": ("plan", "drafts"),
    "request": ("request",),
    "report": ("report",),
    "template": ("template",),
    "agencies": ("plan",),
    "amend": ("amend",),
}
"""The first word of a command → the modules that declare what may follow, in the order of help."""


def declarations(word: str | None = None) -> Group:
    """What is declared; with the first word of a command no more than that word needs."""
    rooms = ROOMS.get(word or "") or dict.fromkeys(room for mine in ROOMS.values() for room in mine)
    for room in rooms:
        import_module(f"kstthc_cli.cli.{room}")
    from kstthc_cli.cli.options import app

    app.commands = {name: app.commands[name] for name in ROOMS if name in app.commands}
    return app
