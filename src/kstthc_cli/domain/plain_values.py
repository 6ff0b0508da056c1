"""Named tuples as plain values, for JSON and templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Plain = dict[str, Any]
"""A mapping of a file or of printed JSON."""


def plain(value: Any) -> Any:
    """Convert named tuples and mappings to dictionaries, tuples and sets to lists, recursively."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value
