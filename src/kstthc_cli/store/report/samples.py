"""Sample values of each kind of document, to try templates on; they name themselves samples."""

from __future__ import annotations

import json
from typing import Any

from kstthc_cli.store.files.package_data import PACKAGE


def sample(kind: str) -> dict[str, Any]:
    """The complete sample of a kind of document."""
    values: dict[str, Any] = json.loads((PACKAGE / "samples" / f"{kind}.json").read_text(encoding="utf-8"))
    return values
