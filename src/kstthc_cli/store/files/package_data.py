"""Files that come with the program: templates, schemas and the sample repository."""

from __future__ import annotations

from pathlib import Path

import kstthc_cli

PACKAGE = Path(kstthc_cli.__file__).resolve().parent


def data_folder() -> Path:
    """Where `plans/`, `agencies/`, `calendar/`, `templates/` and `schemas/` of the program lie.

    In an installed wheel they are inside the package; in a checkout they are at its top.
    """
    bundled = PACKAGE / "_data"
    return bundled if bundled.is_dir() else PACKAGE.parent.parent
