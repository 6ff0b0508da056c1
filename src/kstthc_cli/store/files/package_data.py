"""Files that come with the program: templates, schemas and the sample repository."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Where `plans/`, `agencies/`, `calendar/`, `templates/` and `schemas/` of the program lie.

    In an installed wheel they are inside the package; in a checkout they are at its top.
    """
    bundled = _PACKAGE / "_data"
    return bundled if bundled.is_dir() else _PACKAGE.parent.parent
