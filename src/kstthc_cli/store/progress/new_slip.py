"""Giving a new slip or request its id and its file."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.model import SCHEMA_VERSION
from kstthc_cli.store.files.append_only import sealed, write_once
from kstthc_cli.store.progress.slips import period_folder, remember_written

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def _name(day: date, moment: str, what: str) -> str:
    """An id that no other clerk, branch or second gives: the day, the moment, a hint, and chance.

    The moment makes the slips of one day sort in the order in which they were written.
    """
    return f"{day.isoformat()}-{moment}-{what}-{''.join(secrets.choice(_LETTERS) for _ in range(8))}"


def write_slip(root: Path, content: Mapping[str, Any], moment: str, hint: str) -> str:
    """Write a slip (without id and seal) to its place; its path from the root."""
    name = _name(content["date"], moment, hint)
    folder = period_folder(content["period"], content["plan"])
    return _write(root, f"progress/{content['plan']}/{folder}/{content['agency']}", content, name)


def write_withdrawal(root: Path, content: Mapping[str, Any], moment: str) -> str:
    """Write the withdrawal of a request (without id and seal) to its place; its path from the root."""
    name = _name(content["date"], moment, "rut")
    return _write(root, f"requests/{content['plan']}", content, name)


def write_request(root: Path, content: Mapping[str, Any], moment: str) -> str:
    """Write a request (without id and seal) to its place; its path from the root."""
    name = _name(content["date"], moment, content["duty"])
    return _write(root, f"requests/{content['plan']}", content, name)


def _write(root: Path, folder: str, content: Mapping[str, Any], name: str) -> str:
    """Write a file and let the index know it; its path from the root."""
    path = f"{folder}/{name}.yaml"
    text = sealed({"schema_version": SCHEMA_VERSION, "id": name, **content})
    write_once(root, path, text)
    remember_written(root, path, text)
    return path
