"""Standings of agencies, kept under the files they hang on, which are told without being read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.plain_values import plain
from kstthc_cli.domain.plan.plan import Target
from kstthc_cli.domain.progress.slips import Figure, Key
from kstthc_cli.domain.tracking.agency_summary import Standing
from kstthc_cli.domain.tracking.status_counts import StatusCounts
from kstthc_cli.domain.tracking.targets import Miss
from kstthc_cli.store.index import plan_cache as cache
from kstthc_cli.store.index.index import Index, Kept, stamp_of
from kstthc_cli.store.index.slip_cache import SHELF

Revisions = dict[str, str]
_SHELF = "answers"


class Asked(NamedTuple):
    """What is counted of each agency of a plan: all that a standing hangs on beside the files."""

    plan: str
    as_of: str
    words: str


def recalled(root: Path, asked: Asked, registry: Registry) -> tuple[dict[str, Standing], Revisions]:
    """The kept standings of the agencies whose files are still the same, and what all their files are.

    Both are empty where a file lies astray.
    """
    place = _place(asked)
    with Index(root) as index:
        revisions = _revisions(root, index, asked, registry)
        rows = index.recall(_SHELF, [place]) if revisions else {}
        kept = {
            agency: _standing(row.data())
            for agency, revision in revisions.items()
            if (row := rows.get(f"{place}/{agency}")) and row.hash == revision
        }
        return {agency: standing for agency, standing in kept.items() if standing}, revisions


def keep(
    root: Path, asked: Asked, found: Mapping[str, Standing], before: Revisions, registry: Registry
) -> None:
    """Keep standings whose files are still what they were `before`; those of other days are dropped."""
    place = _place(asked)
    with Index(root) as index:
        now = _revisions(root, index, asked, registry) if before else {}
        for agency, standing in found.items():
            if (revision := now.get(agency)) and revision == before.get(agency):
                content = json.dumps(plain(standing), ensure_ascii=False)
                index.remember(_SHELF, Kept(f"{place}/{agency}", asked.as_of, revision, content))
        for name, row in index.recall(_SHELF, [asked.plan]).items():
            if row.stamp != asked.as_of:
                index.forget(_SHELF, name)


def _place(asked: Asked) -> str:
    return f"{asked.plan}/{hashlib.sha256(json.dumps(asked).encode()).hexdigest()}"


def _standing(data: Any) -> Standing | None:
    """The standing that was kept as plain values; None where they are something else."""
    try:
        sections = {
            name: StatusCounts(
                tuple((status, number) for status, number in tally["counts"]), tally["unheard"]
            )
            for name, tally in data["sections"].items()
        }
        misses = tuple(
            Miss(Key(**miss["key"]), miss["period"], Target(**miss["target"]), Figure(**miss["figure"]))
            for miss in data["misses"]
        )
        return Standing(sections, data["contradictory"], data["unmatched"], misses)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _revisions(root: Path, index: Index, asked: Asked, registry: Registry) -> Revisions:
    """Agency → what its plan, the requests, its slips and those of its relatives are.

    An agency is left out where the index does not know one of these files as it is.
    """
    plan = index.row("plans", "")
    files = _files(root, asked.plan, registry.agencies.keys())
    if files is None or plan is None or not plan.stamp or plan.stamp != cache.stamps_of(root):
        return {}
    known = index.marks(SHELF, [f"progress/{asked.plan}", f"requests/{asked.plan}"])
    told = {agency: [_told(root, path, known) for path in paths] for agency, paths in files.items()}
    requests = told.pop("", [])
    if not all(requests):
        return {}
    heard = {
        agency.id: [slip for one in registry.with_relatives([agency]) for slip in told.get(one.id, [])]
        for agency in registry.agencies.values()
    }
    return {
        agency: hashlib.sha256("\n".join([plan.hash, *requests, *slips]).encode()).hexdigest()
        for agency, slips in heard.items()
        if all(slips)
    }


def _told(root: Path, path: str, known: Mapping[str, tuple[str, str]]) -> str:
    """Path and hash of a file that is as the index knows it; else nothing."""
    stamp, name = known.get(path, ("", ""))
    return f"{path} {name}" if stamp and stamp == stamp_of(f"{root}/{path}") else ""


def _files(root: Path, plan: str, agencies: Container[str]) -> dict[str, list[str]] | None:
    """Agency → the paths of its slips, and under no name the requests.

    None where anything lies where only the strict walk finds it: other files, folders too deep, links,
    agencies that nobody asked about.
    """
    if any(os.path.islink(f"{root}/{top}") for top in ("progress", "requests")):  # noqa: PTH114
        return None
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
    """The paths of what lies in a folder; one that is no slip's where it cannot be listed, or is a link."""
    if os.path.islink(f"{root}/{folder}"):  # noqa: PTH114
        return [f"{folder}/"]
    try:
        return [f"{folder}/{name}" for name in sorted(os.listdir(f"{root}/{folder}"))]  # noqa: PTH208
    except FileNotFoundError:
        return []
    except OSError:
        return [f"{folder}/"]
