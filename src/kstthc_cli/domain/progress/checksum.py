"""The checksum of a write-once file, stored in its field `seal`: a hash of its content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any


def checksum_of(content: Mapping[str, Any]) -> str:
    """SHA-256 (hexadecimal) of the content without `seal`, independent of key order and layout.

    Raises TypeError for a value that YAML and JSON do not have.
    """
    plain = {key: value for key, value in content.items() if key != "seal"}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
