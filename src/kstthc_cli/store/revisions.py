"""Which files an agency's answers hang on, told without reading them, and answers kept under that."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kstthc_cli.store import cache
from kstthc_cli.store.index import Index, Kept, stamp_of
from kstthc_cli.store.known_slips import SHELF

Answers = Mapping[str, Any]
Revisions = dict[str, str]
_SHELF = "answers"


class Asked(NamedTuple):
    """A question about each agency of a plan: all that the answer hangs on beside the files."""

    plan: str
    as_of: str
    words: str


def recalled(root: Path, asked: Asked, agencies: Iterable[str]) -> tuple[dict[str, Any], Revisions]:
    """The kept answers of the agencies whose files are still the same, and what all their files are.

    Both are empty where a file lies astray.
    """
    place = _place(asked)
    with Index(root) as index:
        revisions = _revisions(root, index, asked, list(agencies))
        rows = index.recall(_SHELF, [place]) if revisions else {}
        return {
            agency: row.data()
            for agency, revision in revisions.items()
            if (row := rows.get(f"{place}/{agency}")) and row.hash == revision
        }, revisions


def keep(root: Path, asked: Asked, answers: Answers, before: Revisions) -> None:
    """Keep answers whose files are still what they were `before`; those of other days are dropped."""
    place = _place(asked)
    with Index(root) as index:
        now = _revisions(root, index, asked, list(before)) if before else {}
        for agency in answers:
            if (revision := now.get(agency)) and revision == before.get(agency):
                content = json.dumps(answers[agency])
                index.remember(_SHELF, Kept(f"{place}/{agency}", asked.as_of, revision, content))
        for name, row in index.recall(_SHELF, [asked.plan]).items():
            if row.stamp != asked.as_of:
                index.forget(_SHELF, name)


def _place(asked: Asked) -> str:
    return f"{asked.plan}/{hashlib.sha256(json.dumps(asked).encode()).hexdigest()}"


def _revisions(root: Path, index: Index, asked: Asked, agencies: list[str]) -> dict[str, str]:
    """Agency → what its plan, the requests and its slips are; without those of which a file is unknown."""
    plan = index.row("plans", "")
    files = _files(root, asked.plan, frozenset(agencies))
    if files is None or plan is None or not plan.stamp or plan.stamp != cache.stamps_of(root):
        return {}
    known = index.marks(SHELF, [f"progress/{asked.plan}", f"requests/{asked.plan}"])
    told = {agency: [_told(root, path, known) for path in paths] for agency, paths in files.items()}
    requests = told.pop("", [])
    if not all(requests):
        return {}
    return {
        agency: hashlib.sha256("\n".join([plan.hash, *requests, *slips]).encode()).hexdigest()
        for agency in agencies
        if all(slips := told.get(agency, []))
    }


def _told(root: Path, path: str, known: Mapping[str, tuple[str, str]]) -> str:
    """Path and hash of a file that is as the index knows it; else nothing."""
    stamp, name = known.get(path, ("", ""))
    return f"{path} {name}" if stamp and stamp == stamp_of(f"{root}/{path}") else ""


def _files(root: Path, plan: str, agencies: frozenset[str]) -> dict[str, list[str]] | None:
    """Agency → the paths of its slips, and under no name the requests.

    None where anything lies where only the strict walk finds it: other files, folders too deep,
    agencies that nobody asked about.
    """
    found: dict[str, list[str]] = {}
    for period in _names(root, f"progress/{plan}"):
        for agency in _names(root, period):
            name = agency.rpartition("/")[2]
            if name not in agencies:
                return None
            found.setdefault(name, []).extend(_names(root, agency))
    found[""] = _names(root, f"requests/{plan}")
    every = [path for paths in found.values() for path in paths]
    return found if all(path.endswith(".yaml") for path in every) else None


def _names(root: Path, folder: str) -> list[str]:
    """The paths of what lies in a folder; one that is no slip's where the folder cannot be listed."""
    try:
        return [f"{folder}/{name}" for name in sorted(os.listdir(f"{root}/{folder}"))]  # noqa: PTH208
    except FileNotFoundError:
        return []
    except OSError:
        return [f"{folder}/"]
