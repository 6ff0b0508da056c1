"""The generated year: the same for a seed, valid, and counted alike by kst and by a plain recount."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support.running import PROJECT, Kst
from tests.support.trials import Note
from trees import tree

AS_OF = "2021-10-10"
PERIODS = ("2021-Q1", "2021-Q2", "2021-Q3", "2021")
SIZE = ("--seed", "3", "--agencies", "14", "--quarters", "3")
FINAL = ("done", "not_arising")
Plain = dict[str, Any]
Key = tuple[str, str, str, str | None]


def generate(folder: Path, *words: str) -> Path:
    script = PROJECT / "benchmarks" / "generated_year.py"
    subprocess.run([sys.executable, str(script), str(folder), *words], check=True, capture_output=True)
    shutil.rmtree(folder / ".kst")
    return folder


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("year") / "kho", *SIZE)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    small = ("--agencies", "3", "--quarters", "1")
    first, second = (tree(generate(tmp_path / name, "--seed", "3", *small)) for name in ("a", "b"))
    other = tree(generate(tmp_path / "c", "--seed", "4", *small))
    assert first == second
    assert first != other


def test_the_year_says_that_it_is_generated_and_is_valid(year: Path, kst: Kst) -> None:
    assert (year / "README.md").read_text("utf-8").startswith("# Dữ liệu sinh tự động\n")
    assert all("dữ liệu sinh tự động" in slip["by"] for slip in raw_slips(year))
    assert kst("validate", root=year).code == 0


def test_every_kind_of_statement_is_played(year: Path) -> None:
    slips = list(raw_slips(year))
    entries = [entry for slip in slips for entry in slip.get("entries", ())]
    assert {entry["status"] for entry in entries} == {"done", "in_progress", "not_arising"}
    for word in ("difficulty", "proposal", "evidence", "figures", "request"):
        assert any(word in entry for entry in entries), word
    assert any("supersedes" in slip and "entries" in slip for slip in slips)
    assert any("supersedes" in slip and "entries" not in slip for slip in slips)


# A recount that shares no code with kst but its list of obligations


def raw_slips(root: Path) -> Iterator[Plain]:
    yaml = YAML(typ="safe", pure=True)
    for file in sorted((root / "progress").rglob("*.yaml")):
        yield yaml.load(file.read_text("utf-8"))


def said(root: Path) -> dict[Key, list[tuple[str, str]]]:
    """Day and status of everything that counts on the day, by obligation, oldest first."""
    slips = [slip for slip in raw_slips(root) if str(slip["date"]) <= AS_OF]
    gone = {ref for slip in slips for ref in slip.get("supersedes", ())}
    found: dict[Key, list[tuple[str, str]]] = {}
    for slip in sorted(slips, key=lambda slip: (slip["date"], slip["id"])):
        for entry in slip.get("entries", ()):
            period, request = entry.get("period", slip["period"]), entry.get("request")
            local = f"{entry['duty']}@{period}" + (f"/{request}" if request else "")
            if not gone & {slip["id"], f"{slip['id']}#{local}"}:
                key = (slip["agency"], entry["duty"], period, request)
                found.setdefault(key, []).append((str(slip["date"]), entry["status"]))
    return found


def status(due: str | None, words: list[tuple[str, str]]) -> str:
    """How an obligation stands, from the words of the manual."""
    last = words[-1][1] if words else None
    if last == "done":
        since = len(words) - next(
            (n for n, (_, said) in enumerate(reversed(words)) if said != "done"), len(words)
        )
        return "done_late" if due and words[since][0] > due else "done"
    if last == "not_arising":
        return last
    if due and due < AS_OF:
        return "overdue"
    return "in_progress" if last else "not_reported" if due else "waiting"


def must_report(root: Path, owed: Plain) -> bool:
    """Whether the plan asks the agency to report: it does more than coordinate, and no condition is open."""
    yaml = YAML(typ="safe", pure=True)
    asked = [yaml.load(file.read_text("utf-8")) for file in (root / "requests").rglob("*.yaml")]
    if any(one["id"] == owed["request"] and one.get("agencies") for one in asked):
        return True
    met = owed["condition"] is None or owed["request"] is not None
    return met and owed["roles"] != ["coordinate"]


@pytest.mark.parametrize("period", PERIODS)
def test_status_counts_what_a_recount_counts(
    period: str, year: Path, kst: Kst, record_property: Note
) -> None:
    words = ("--period", period, "--as-of", AS_OF, "--format", "json")
    due = json.loads(kst("due", *words, root=year).out)["obligations"]
    told = json.loads(kst("status", *words, root=year).out)
    everything = said(year)
    counts: dict[str, Counter[str]] = {}
    for owed in due:
        key = (owed["agency"]["id"], owed["duty"], owed["period"], owed["request"])
        mine = counts.setdefault(key[0], Counter())
        if not must_report(year, owed):
            continue
        said_of_it = everything.get(key, [])
        stands = status(owed["effective_due"], said_of_it)
        mine[stands] += 1
        mine["counted"] += stands != "waiting"
        mine["overdue_unheard"] += stands == "overdue" and not said_of_it
    names = [name for name in told["total"] if name not in {"obligations", "finished", "percent"}]
    shown = {row["id"]: Counter({n: row[n] for n in names if row[n]}) for row in told["agencies"]}
    assert shown == counts
    assert sum(counts.values(), Counter()) == Counter(
        {n: told["total"][n] for n in names if told["total"][n]}
    )
    record_property("trials", f"{len(due)} obligations recounted")
