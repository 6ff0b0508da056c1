"""Sample values of each kind of document, on which templates are tried; they say that they are samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent.parent / "samples"


def sample(kind: str) -> dict[str, Any]:
    """The complete sample of a kind of document."""
    values: dict[str, Any] = json.loads((_FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return values
