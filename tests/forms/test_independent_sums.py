"""Every sum of every form of the program, compared with a naive program that shares no code with it.

The generated province has silent agencies, zeros, blanks, what does not arise, consolidated districts,
corrections, withdrawals of single figures, and a commune that ends in May.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.form_files import form_of
from kstthc_cli.domain.forms.sums import NOT_ARISING, Result, Scope, added
from kstthc_cli.domain.forms.tables import tables_of
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.progress.slips import slip_from
from kstthc_cli.store.yaml.reader import parse
from tests.forms.made import REGISTRY, registry
from tests.support.running import PROJECT

RAW = {file.stem: parse(Source("", file.read_text("utf-8"))).data for file in (PROJECT / "forms").iterdir()}
AGENCIES = {item["id"]: item for item in parse(Source("", REGISTRY)).data["agencies"]}
SPANS = {f"2021-Q{n}": [f"2021-Q{n}"] for n in range(1, 5)} | {
    "2021-H1": ["2021-Q1", "2021-Q2"],
    "2021-9M": ["2021-Q1", "2021-Q2", "2021-Q3"],
    "2021": ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"],
}
FREE_ROWS = ("Tư pháp", "Y tế", "Đất đai")


def rows_of(form: dict[str, Any]) -> list[str]:
    rows = form["rows"]
    return [item["id"] for item in rows["items"]] if rows["kind"] == "fixed" else list(FREE_ROWS)


def generated(form: dict[str, Any], chance: Random) -> list[dict[str, Any]]:
    """Slips of a year as the data of their files."""
    filled = [column["id"] for column in form["columns"] if "ratio" not in column]
    levels = form["filled_by"]["levels"]
    slips: list[dict[str, Any]] = []
    for agency in (a for a in AGENCIES.values() if a["level"] in levels):
        for quarter in range(1, 5):
            if (agency["id"] == "xa-b2" and quarter > 2) or chance.random() < 0.2:
                continue
            for basis in ("own", "consolidated") if agency["level"] == "huyen" else ("own",):
                if basis == "consolidated" and chance.random() < 0.6:
                    continue
                for n in range(chance.choice((1, 1, 2, 3))):
                    said = statement(form, filled, quarter, basis, chance)
                    day = date(2021, 3 * quarter, 15 + n)
                    slips.append(
                        {"id": f"s{len(slips):04}", "plan": "2021", "period": f"2021-Q{quarter}",
                         "agency": agency["id"], "date": day, "forms": [said]}
                    )  # fmt: skip
    return slips


def statement(
    form: dict[str, Any], filled: list[str], quarter: int, basis: str, chance: Random
) -> dict[str, Any]:
    said: dict[str, Any] = {"form": form["id"], "basis": basis, "status": "done"}
    if chance.random() < 0.1:
        return said | {"status": "not_arising"}
    said["rows"] = []
    for row in rows_of(form):
        if chance.random() < 0.8:
            of: dict[str, Any] = {"row": row, "cells": {}, "not_arising": [], "withdrawn": []}
            for column in filled:
                kind = chance.random()
                if kind < 0.7:
                    of["cells"][column] = chance.choice((0, 1, 7, chance.randint(0, 5000), 2.5 * quarter))
                elif kind < 0.8:
                    of["not_arising"].append(column)
                elif kind < 0.9:
                    of["withdrawn"].append(column)
            said["rows"].append(of)
    return said


# The naive program


Key = tuple[str, ...]


def known_cells(slips: Iterable[dict[str, Any]]) -> tuple[dict[Key, Fraction], set[Key]]:
    """(agency, basis, period, row, column) → figure; and the (agency, basis, period) that say something."""
    cells: dict[tuple[str, ...], Fraction] = {}
    nothing: set[tuple[str, ...]] = set()
    for slip in sorted(slips, key=lambda slip: (slip["date"], slip["id"])):
        [said] = slip["forms"]
        place = slip["agency"], said["basis"], slip["period"]
        if said["status"] == "not_arising":
            cells = {key: value for key, value in cells.items() if key[:3] != place}
            nothing.add(place)
            continue
        nothing.discard(place)
        for row in said["rows"]:
            for column, value in row["cells"].items():
                cells[(*place, row["row"], column)] = Fraction(str(value))
            for column in row["not_arising"]:
                cells[(*place, row["row"], column)] = Fraction(0)
            for column in row["withdrawn"]:
                cells.pop((*place, row["row"], column), None)
    return cells, {key[:3] for key in cells} | nothing


def counting(stated: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The (agency, basis, period) that are added: nothing that a consolidated table above holds."""
    found: set[Key] = set()
    for agency, basis, period in stated:
        above, parent = [], AGENCIES[agency].get("parent")
        while parent:
            above.append(parent)
            parent = AGENCIES[parent].get("parent")
        held = any((one, "consolidated", period) in stated for one in above)
        double = basis == "own" and (agency, "consolidated", period) in stated
        if not held and not double:
            found.add((agency, basis, period))
    return found


def naive(
    form: dict[str, Any], cells: dict[Key, Fraction], column: dict[str, Any], periods: list[str]
) -> Fraction | None:
    """The sum of a column over cells that are added; None where nothing is stated."""
    used = {"first": periods[:1], "last_in_period": periods[-1:]}
    how = column.get("over_periods", "sum")
    if how == "from_parts" and len(periods) > 1:
        totals = [rule["total"] for rule in form["rules"] if "total" in rule]
        parts = next(total["parts"] for total in totals if total["of"] == column["id"])
        by_id = {one["id"]: one for one in form["columns"]}
        values = [naive(form, cells, by_id[part], periods) for part in parts]
        known = [value for value in values if value is not None]
    else:
        wanted = set(used.get(how, periods))
        mine = ((key[2], value) for key, value in cells.items() if key[4] == column["id"])
        known = [value for period, value in mine if period in wanted]
    return sum(known, Fraction(0)) if known else None


def ratio(
    column: dict[str, Any],
    by_id: dict[str, dict[str, Any]],
    cells: dict[Key, Fraction],
    nothing: set[Key],
    periods: list[str],
) -> Fraction | None:
    """A ratio of sums over the rows that state every column of it; None without any, or over zero.

    `nothing` are the (agency, basis, period) in which nothing arises: there every cell is zero.
    """
    parts = column["ratio"]
    plus, minus, under = parts["numerator"], parts.get("less", []), parts["denominator"]
    at = {(key[0], key[2], key[3], key[4]): value for key, value in cells.items()}
    zero = {(agency, period) for agency, _, period in nothing}

    def over(agency: str, row: str, name: str) -> Fraction | None:
        ends = {"first": periods[:1], "last_in_period": periods[-1:]}
        known = [
            Fraction(0) if (agency, period) in zero else at[agency, period, row, name]
            for period in ends.get(by_id[name].get("over_periods", "sum"), periods)
            if (agency, period) in zero or (agency, period, row, name) in at
        ]
        return sum(known, Fraction(0)) if known else None

    above = below = Fraction(0)
    for agency, row in {(key[0], key[3]) for key in cells if key[2] in periods}:
        values = {name: over(agency, row, name) for name in (*plus, *minus, *under)}
        found = {name: value for name, value in values.items() if value is not None}
        if len(found) == len(values):
            above += sum(found[name] for name in plus) - sum(found[name] for name in minus)
            below += sum(found[name] for name in under)
    scale = 100 if column["type"] == "percent" else 1
    return above * scale / below if below else None


def scopes(form: dict[str, Any]) -> Iterator[dict[str, set[str]]]:
    """The province, every level, agency and row."""
    yield {}
    for level in ("so", "huyen", "xa"):
        yield {"agencies": {name for name, item in AGENCIES.items() if item["level"] == level}}
    yield from ({"agencies": {name}} for name in AGENCIES)
    yield from ({"rows": {name}} for name in rows_of(form))


def inside(cells: dict[Key, Fraction], words: dict[str, set[str]]) -> dict[Key, Fraction]:
    """The cells of a scope."""
    who, rows = words.get("agencies"), words.get("rows")
    return {
        key: value
        for key, value in cells.items()
        if (who is None or key[0] in who) and (rows is None or key[3] in rows)
    }


def plain(value: Result) -> Fraction | None:
    """What does not arise adds nothing: the naive program has no word for it."""
    return None if value in (None, NOT_ARISING) else Fraction(value)


@pytest.mark.parametrize("name", RAW)
def test_every_sum(name: str) -> None:
    raw = RAW[name]
    form = form_of(FormFile.model_validate(raw))
    slips = generated(raw, Random(name))
    tables = tables_of(slip_from(data, f"progress/{data['id']}") for data in slips)
    collected = Collected(form, registry(), 15, tables)
    cells, stated = known_cells(slips)
    counted = counting(stated)
    cells = {key: value for key, value in cells.items() if key[:3] in counted}
    nothing = counted - {key[:3] for key in cells}
    by_id = {one["id"]: one for one in raw["columns"]}
    compared = 0
    for words in scopes(raw):
        mine = inside(cells, words)
        idle = {key for key in nothing if words.get("agencies") is None or key[0] in words["agencies"]}
        for column in raw["columns"]:
            ours = form.column(column["id"])
            assert ours is not None
            for span, periods in SPANS.items():
                parts = tuple(map(parse_period, periods))
                found = plain(added(Scope(collected, parts, **words), ours).value)
                if "ratio" in column:
                    wanted = ratio(column, by_id, mine, idle, periods)
                    assert found == wanted, (span, column["id"], words)
                else:
                    wanted = naive(raw, mine, column, periods)
                    assert (found or 0) == (wanted or 0), (span, column["id"], words)
                compared += wanted is not None
    assert compared > 90
