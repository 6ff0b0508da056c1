"""Summaries of agencies' progress in the index, under a hash of the files they were computed from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plain_values import plain
from kstthc_cli.domain.plan.plan import Target
from kstthc_cli.domain.progress.slips import Figure, Key
from kstthc_cli.domain.tracking.agency_summary import AgencySummary
from kstthc_cli.domain.tracking.status_counts import StatusCounts
from kstthc_cli.domain.tracking.targets import Miss
from kstthc_cli.store.index.index import Index
from kstthc_cli.store.index.slip_cache import hashes
from kstthc_cli.store.progress.slips import misplaced_paths, request_paths, slip_paths

_KIND = "summary"


class SummaryInputs(NamedTuple):
    """The inputs of a summary other than slips and requests; `words` identifies what is counted."""

    year: PlanYear
    as_of: str
    words: str


def cached_summaries(
    root: Path, inputs: SummaryInputs, agencies: Iterable[Agency], *, strays: bool
) -> dict[str, AgencySummary]:
    """The stored summaries of those agencies whose files are unchanged.

    With `strays` all files of the plan are listed. Nothing is returned if a file is outside the expected
    layout.
    """
    plan, registry = inputs.year.plan.id, inputs.year.registry
    ids = None if strays else [agency.id for agency in registry.with_relatives(agencies)]
    slips, misplaced, others = slip_paths(root, plan, ids)
    if (
        misplaced
        or misplaced_paths(root, plan, others, ids)
        or any(_agency(path) not in registry.agencies for path in slips)
    ):
        return {}
    keys = _keys(inputs, agencies, hashes(root, [*request_paths(root, plan), *slips]))
    with Index(root) as index:
        found = {agency: index.get(_KIND, key, _summary) for agency, key in keys.items()}
    return {agency: summary for agency, summary in found.items() if summary}


def store_summaries(
    root: Path,
    inputs: SummaryInputs,
    agencies: Iterable[Agency],
    found: Mapping[str, AgencySummary],
    read: Mapping[str, str],
) -> None:
    """Store summaries; `read` maps the path of every file that they were computed from to its hash."""
    with Index(root) as index:
        for agency, key in _keys(inputs, agencies, read).items():
            index.put(_KIND, key, plain(found[agency]))


def _keys(inputs: SummaryInputs, agencies: Iterable[Agency], files: Mapping[str, str]) -> dict[str, str]:
    """Agency id → key of its summary; agencies with a file without a hash are left out."""
    year, *words = inputs
    by_agency: dict[str, list[tuple[str, str]]] = {}
    for path, digest in sorted(files.items()):
        by_agency.setdefault(_agency(path), []).append((path, digest))
    keys = {}
    for agency in agencies if year.revision else ():
        ids = ["", *sorted(one.id for one in year.registry.with_relatives([agency]))]
        made_of = [file for one in ids for file in by_agency.get(one, ())]
        if all(digest for _, digest in made_of):
            text = json.dumps([year.plan.id, year.revision, *words, agency.id, made_of])
            keys[agency.id] = sha256(text.encode()).hexdigest()
    return keys


def _agency(path: str) -> str:
    """The id of the agency whose slip has this path; empty for a request."""
    return path.split("/")[3] if path.startswith("progress/") else ""


def _summary(data: Mapping[str, Any]) -> AgencySummary:
    """A summary from the plain values in the index."""
    sections = {
        name: StatusCounts(
            tuple((status, number) for status, number in tally["counts"]),
            tally["unheard"],
            tally["not_required"],
        )
        for name, tally in data["sections"].items()
    }
    misses = tuple(
        Miss(Key(**miss["key"]), miss["period"], Target(**miss["target"]), Figure(**miss["figure"]))
        for miss in data["misses"]
    )
    return AgencySummary(sections, data["contradictory"], data["unmatched"], misses)
