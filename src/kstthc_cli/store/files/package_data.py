"""Data files of the program: templates, schemas and the sample repository."""

from __future__ import annotations

from pathlib import Path

import kstthc_cli

PACKAGE = Path(kstthc_cli.__file__).resolve().parent


def data_folder() -> Path:
    """The folder that contains the program's `plans/`, `agencies/`, `calendar/`, `templates/` and `schemas/`.

    In an installed wheel it is inside the package; in a checkout it is the top folder.
    """
    bundled = PACKAGE / "_data"
    return bundled if bundled.is_dir() else PACKAGE.parent.parent
