"""The generated year: the same for a seed, valid, and counted alike by kst and by a plain recount."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from tests.support.running import PROJECT, Kst, copy_sample, report
from tests.support.trials import Note
from trees import tree

AS_OF = "2021-10-10"
JSON = ("--as-of", AS_OF, "--format", "json")
PERIODS = ("2021-Q1", "2021-Q2", "2021-Q3", "2021")
SIZE = ("--seed", "3", "--quarters", "3")
FINAL = ("done", "not_arising")
Plain = dict[str, Any]
Key = tuple[str, str, str, str | None]


def generate(folder: Path, *words: str) -> Path:
    script = PROJECT / "benchmarks" / "generated_year.py"
    subprocess.run([sys.executable, str(script), str(folder), *words], check=True, capture_output=True)
    shutil.rmtree(folder / ".kst")
    return folder


@pytest.fixture(scope="module", params=[14, pytest.param(206, marks=pytest.mark.trial)])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine months of some agencies, and in a trial of the whole province."""
    agencies = ("--agencies", str(request.param))
    return generate(tmp_path_factory.mktemp("year") / "kho", *SIZE, *agencies)


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


@cache
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


@cache
def naming(root: Path) -> frozenset[str]:
    """The ids of the requests that name agencies."""
    yaml = YAML(typ="safe", pure=True)
    asked = [yaml.load(file.read_text("utf-8")) for file in (root / "requests").rglob("*.yaml")]
    return frozenset(one["id"] for one in asked if one.get("agencies"))


def must_report(root: Path, owed: Plain) -> bool:
    """Whether the plan asks the agency to report: it does more than coordinate, and no condition is open."""
    if owed["request"] in naming(root):
        return True
    met = owed["condition"] is None or owed["request"] is not None
    return met and owed["roles"] != ["coordinate"]


class Recounted(NamedTuple):
    """An obligation of the due list, how it stands by the recount, and what was said of it."""

    owed: Plain
    stands: str
    words: list[tuple[str, str]]

    @property
    def key(self) -> tuple[str, str, str, str | None]:
        return self.owed["agency"]["id"], self.owed["duty"], self.owed["period"], self.owed["request"]


def recounted(root: Path, kst: Kst, period: str) -> list[Recounted]:
    """What must be reported in a period, each obligation with the recount of its status."""
    rows = report(kst("due", "--period", period, *JSON, root=root))["obligations"]
    everything = said(root)
    found = []
    for owed in rows:
        words = everything.get((owed["agency"]["id"], owed["duty"], owed["period"], owed["request"]), [])
        assert owed["reports"] == must_report(root, owed)
        if owed["reports"]:
            found.append(Recounted(owed, status(owed["effective_due"], words), words))
            assert owed["status"] == found[-1].stands
        else:
            assert owed["status"] == (words[-1][1] if words else "not_required")
    return found


def numbers(rows: list[Recounted]) -> dict[str, float | None]:
    """The sums of obligations as every list and report gives them."""
    by_status = Counter(row.stands for row in rows)
    counted = len(rows) - by_status["waiting"]
    done = sum(by_status[one] for one in ("done", "done_late", "not_arising"))
    percent = share(done, counted) if counted else None
    return {"counted": counted, "finished": done, "overdue": by_status["overdue"], "percent": percent}


def share(part: int, whole: int) -> float:
    """A share in percent with one decimal, rounded half up; not all is never 100, some is never 0."""
    exact = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if 0 < part < whole:
        exact = min(max(exact, Decimal("0.1")), Decimal("99.9"))
    return float(exact)


def part_of(given: Plain, of: dict[str, float | None]) -> dict[str, Any]:
    """The same sums in what a command printed."""
    return {name: given[name] for name in of}


@pytest.mark.parametrize("period", ["2021-Q2", "2021"])
def test_every_list_gives_the_same_numbers(period: str, year: Path, kst: Kst) -> None:
    rows = recounted(year, kst, period)
    asked = ("--period", period, *JSON)
    told = report(kst("status", *asked, root=year))
    page = report(kst("overview", *asked, root=year))
    leading = [row for row in rows if "lead" in row.owed["roles"]]
    for given, of in ((told["total"], rows), (page["all"], rows), (page["leading"], leading)):
        assert part_of(given, numbers(of)) == numbers(of)
    by_group: dict[str, list[Recounted]] = {}
    for row in rows:
        for name in (row.owed["section"], row.owed["agency"]["id"]):
            by_group.setdefault(name, []).append(row)
    behind = [{"id": group["agency"], **group} for group in page["most_behind"]]
    for group in (*told["sections"], *told["agencies"], *behind):
        mine = numbers(by_group.get(group["id"], []))
        assert part_of(group, mine) == mine, group["id"]
    missing = report(kst("missing", *asked, root=year))
    unsaid = {row.key for row in rows if row.owed["due"] and not row.words}
    assert keys(missing) == unsaid
    if period != "2021":  # the year has not ended
        closed = report(kst("report", "close", "--period", period, "--dry-run", *JSON, root=year))
        assert closed["obligations"] == len(rows)


def keys(listed: Plain) -> set[tuple[str, str, str, str | None]]:
    """What tells the obligations of a list apart."""
    return {(o["agency"]["id"], o["duty"], o["period"], o["request"]) for o in listed["obligations"]}


def test_what_is_overdue_and_what_comes_is_the_same_everywhere(tmp_path: Path, year: Path, kst: Kst) -> None:
    rows = recounted(year, kst, "2021")
    late = {row.key for row in rows if row.stands == "overdue"}
    assert keys(report(kst("overdue", *JSON, root=year))) == late
    page = report(kst("overview", "--period", "2021", *JSON, root=year))
    assert page["all"]["overdue"] == len(late)
    for quarter in page["quarters"]:
        mine = numbers(recounted(year, kst, quarter["period"]))
        assert part_of(quarter, mine) == mine
    until = str(date.fromisoformat(AS_OF) + timedelta(days=80))
    soon = report(kst("upcoming", "--days", "80", *JSON, root=year))
    ahead = [row for row in rows if row.owed["due"] and row.stands in ("not_reported", "in_progress")]
    assert keys(soon) == {row.key for row in ahead if AS_OF <= row.owed["effective_due"] <= until}
    letters = kst("report", "reminder", "--all-missing", "--together", *JSON, root=year)
    reminded = [len(group["rows"]) for group in json.loads(letters.out)["groups"]]
    by_agency = Counter(agency for agency, *_ in late if agency != "vp-ubnd-tinh")  # which writes the letter
    assert sorted(reminded) == sorted(by_agency.values())
    assert kst("export", "-o", str(tmp_path), "--as-of", AS_OF, root=year).code == 0
    with (tmp_path / "obligations.csv").open(encoding="utf-8-sig", newline="") as file:
        exported = Counter(line["status"] for line in csv.DictReader(file) if line["reports"] == "true")
    # of a duty that a request has opened, lists of the year leave out that it waits for one
    assert exported - Counter(waiting=exported["waiting"]) == Counter(
        row.stands for row in rows if row.stands != "waiting"
    )


COUNTED = {"planned": "counted", "finished": "finished", "overdue": "overdue"}


SHORT = ("2021-Q3", "2021-H1")
REPORTED = ("2021-Q1", "2021-9M", "2021", *SHORT)
EACH = [pytest.param(one, marks=() if one in SHORT else pytest.mark.trial) for one in REPORTED]


@pytest.mark.parametrize("period", EACH)
@pytest.mark.parametrize("agency", [None, "so-tp"])
def test_every_report_gives_the_same_numbers(agency: str | None, period: str, year: Path, kst: Kst) -> None:
    rows = [row for row in recounted(year, kst, period) if agency in (None, row.owed["agency"]["id"])]
    rows = [row for row in rows if not _is_the_report(row, period, agency)]
    one = ("--agency", agency) if agency else ()
    printed = json.loads(kst("report", "annex", "--period", period, *one, *JSON, root=year).out)
    for group in printed["counts"]:
        mine = [row for row in rows if group["id"] in ("", row.owed["section"])]
        assert {given: group[given] for given in COUNTED} == {
            given: numbers(mine)[name] for given, name in COUNTED.items()
        }
        assert group["silent"] == sum(bool(row.owed["due"]) and not row.words for row in mine)
    if printed["grid"]:
        total = printed["grid"]["rows"][-1]["total"].replace(".", "")
        assert total == "{finished}/{counted}".format(**numbers(rows))


def _is_the_report(row: Recounted, period: str, agency: str | None) -> bool:
    """Whether an unfinished duty is to send this very report: 39a of the period that ends with it."""
    last = {"2021-H1": "2021-Q2", "2021-9M": "2021-Q3", "2021": "2021-Q4"}.get(period, period)
    done = row.stands in ("done", "done_late", "not_arising")
    asks = row.owed["duty"] == "39a" and row.owed["period"] == last
    return asks and not done and (agency is not None or "lead" in row.owed["roles"])


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


# Figures of forms


STATED = {"so-tp": (3, 1, 40), "so-yt": (5, 2, 60), "huyen-ba-to": (2, 0, 0), "xa-ba-to-21523": (1, 1, 15)}


def test_form_show_adds_up_what_the_slips_state(tmp_path: Path, kst: Kst) -> None:
    root = copy_sample(tmp_path / "kho")
    for agency, cells in STATED.items():
        figures = [word for n, value in enumerate(cells, 1) for word in ("--figure", f"{n}={value}")]
        form = ("--form", "truyen-thong", "--agency", agency, "--quarter", "2", "--status", "done")
        assert kst("record", *form, *figures, "--as-of", AS_OF, root=root).code == 0
    sums: Counter[str] = Counter()
    for slip in raw_slips(root):
        for form_of in slip["forms"]:
            sums.update(form_of["rows"][0]["cells"])
    asked = ("form", "show", "truyen-thong", "--quarter", "2", *JSON)
    told = report(kst(*asked, root=root))
    [row] = told["rows"]
    assert {name: int(cell["value"]) for name, cell in row["cells"].items()} == dict(sums)
    assert {cell["agencies"] for cell in row["cells"].values()} == {len(STATED)}
    [rate] = told["completeness"]
    assert (rate["complete"], rate["expected"]) == (len(STATED), len(rate["silent"]) + len(STATED))
    for by in ("level", "agency"):
        parts = [row for row in report(kst(*asked, "--by", by, root=root))["rows"] if not row["total"]]
        for name, total in sums.items():
            assert sum(int(part["cells"][name]["value"] or 0) for part in parts) == total
