"""`kst due` against tables that were read by hand from the Decision: `golden/due.yaml`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.quang_ngai import read_yaml
from tests.support.running import Kst

AS_OF = "2021-01-01"
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, order=True)
class Owed:
    """One row of a due list, as far as the tables speak of it."""

    duty: str
    period: str
    kind: str
    due: str | None
    effective: str | None
    roles: tuple[str, ...]
    status: str


@cache
def golden() -> dict[str, dict[str, Any]]:
    """The tables by agency."""
    tables: dict[str, dict[str, Any]] = read_yaml(
        (Path(__file__).parent / "golden" / "due.yaml").read_text("utf-8")
    )["agencies"]
    return tables


def expected(table: dict[str, Any], quarter: int) -> set[Owed]:
    """The rows of a quarter, from the tables of an agency."""
    return {*_dated(table, quarter), *_periodic(table, quarter), *_ongoing(table, quarter), *_waiting(table)}


def _dated(table: dict[str, Any], quarter: int) -> Iterator[Owed]:
    for when, duty, period, due, effective, roles in table["dated"]:
        if when == quarter:
            yield _owed(duty, period, "by_date", due, effective, roles)


def _periodic(table: dict[str, Any], quarter: int) -> Iterator[Owed]:
    for when, duty, period, due, roles in table["periodic"]:
        if when == quarter:
            yield _owed(duty, period, "periodic", due, due, roles)


def _ongoing(table: dict[str, Any], quarter: int) -> Iterator[Owed]:
    due = table["send_by"][quarter - 1]
    for duty, roles in table["ongoing"].items():
        yield _owed(duty, f"2021-Q{quarter}", "ongoing", due, due, roles)


def _waiting(table: dict[str, Any]) -> Iterator[Owed]:
    for kind in ("by_plan", "on_request"):
        for duty, roles in table[kind].items():
            yield Owed(duty, "2021", kind, None, None, tuple(roles.split()), "waiting")


def _owed(duty: str, period: str, kind: str, due: object, effective: object, roles: str) -> Owed:
    return Owed(duty, period, kind, str(due), str(effective), tuple(roles.split()), "not_reported")


def listed(kst: Kst, sample: Path, query: str, quarter: int) -> list[dict[str, Any]]:
    """The obligations that `kst due` prints, before anything could be overdue."""
    arguments = ("--all-roles", "--quarter", str(quarter), "--as-of", AS_OF, "--format", "json")
    shown = kst("due", "--agency", query, *arguments, root=sample)
    assert shown.code == 0, shown.err
    obligations: list[dict[str, Any]] = json.loads(shown.out)["obligations"]
    return obligations


def _as_owed(row: dict[str, Any]) -> Owed:
    return Owed(
        row["duty"],
        row["period"],
        row["schedule"]["kind"],
        row["due"],
        row["effective_due"],
        tuple(row["roles"]),
        row["status"],
    )


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("agency", golden())
def test_an_agency_owes_what_the_decision_asks_of_it(
    agency: str, quarter: int, kst: Kst, sample: Path
) -> None:
    rows = listed(kst, sample, golden()[agency]["query"], quarter)
    found = {_as_owed(row) for row in rows}
    wanted = expected(golden()[agency], quarter)
    assert (sorted(wanted - found, key=repr), sorted(found - wanted, key=repr)) == ([], [])
    assert len(rows) == len(found)
    assert {row["agency"]["id"] for row in rows} <= {agency}


@pytest.mark.parametrize("agency", golden())
def test_who_is_named_does_not_come_through_a_group(agency: str, kst: Kst, sample: Path) -> None:
    rows = [row for quarter in QUARTERS for row in listed(kst, sample, golden()[agency]["query"], quarter)]
    named = {row["duty"] for row in rows if row["via"] is None}
    assert named == set(golden()[agency]["named"])


@pytest.mark.parametrize("agency", golden())
def test_conditions_are_those_of_the_decision(agency: str, kst: Kst, sample: Path) -> None:
    rows = [row for quarter in QUARTERS for row in listed(kst, sample, golden()[agency]["query"], quarter)]
    conditions = {row["duty"]: row["condition"] for row in rows if row["condition"]}
    assert conditions == golden()[agency]["conditions"]


@pytest.mark.parametrize("agency", golden())
def test_a_year_holds_its_quarters_and_what_waits_once(agency: str, kst: Kst, sample: Path) -> None:
    query = golden()[agency]["query"]
    shown = kst(
        "due",
        "--all-roles",
        "--agency",
        query,
        "--period",
        "2021",
        "--as-of",
        AS_OF,
        "--format",
        "json",
        root=sample,
    )
    rows = [_as_owed(row) for row in json.loads(shown.out)["obligations"]]
    assert len(rows) == len(set(rows))
    assert set(rows) == {owed for quarter in QUARTERS for owed in expected(golden()[agency], quarter)}


@pytest.mark.parametrize(
    ("agency", "counts"),
    [
        ("so-tttt", (32, 31, 31, 31)),
        ("vp-ubnd-tinh", (37, 35, 35, 35)),
        ("so-tp", (32, 31, 31, 31)),
        ("huyen-binh-son", (28, 28, 28, 28)),
        ("xa-binh-thanh-21091", (13, 13, 13, 14)),
        ("tt-pvhcc", (2, 2, 2, 3)),
        ("cuc-thue", (1, 1, 1, 1)),
        ("cong-an-tinh", (0, 0, 0, 0)),
    ],
)
def test_the_tables_have_as_many_rows_as_were_counted(agency: str, counts: tuple[int, ...]) -> None:
    assert tuple(len(expected(golden()[agency], quarter)) for quarter in QUARTERS) == counts


def test_the_deadline_of_1a_falls_on_a_sunday_and_moves_to_monday(kst: Kst, sample: Path) -> None:
    (row,) = (row for row in listed(kst, sample, "so-tttt", 1) if row["duty"] == "1a")
    assert (row["period"], row["due"], row["effective_due"]) == ("2021-02", "2021-02-28", "2021-03-01")


def test_send_by_days_on_a_saturday_or_sunday_do_not_move(kst: Kst, sample: Path) -> None:
    rows = [row for query in ("so-tttt", "huyen-binh-son") for row in listed(kst, sample, query, 3)]
    days = {(row["due"], row["effective_due"]) for row in rows if row["schedule"]["kind"] == "ongoing"}
    assert days == {("2021-09-18", "2021-09-18"), ("2021-09-19", "2021-09-19")}
