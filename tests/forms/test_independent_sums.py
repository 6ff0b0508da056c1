"""Every sum of every form of the program, compared with a naive program that shares no code with it.

The generated province has silent agencies, zeros, blanks, what does not arise, consolidated districts,
corrections, withdrawals of single figures, and a commune that ends in May.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import tables_of
from kstthc_cli.domain.forms.form_files import form_of
from kstthc_cli.domain.forms.sums import NOT_ARISING, Result, Scope, added
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.progress.slips import slip_from
from kstthc_cli.store.yaml.reader import parse
from tests.forms.made import REGISTRY, registry
from tests.support.naive_sums import SPANS, NaiveSums
from tests.support.running import PROJECT

RAW = {file.stem: parse(Source("", file.read_text("utf-8"))).data for file in (PROJECT / "forms").iterdir()}
AGENCIES = {item["id"]: item for item in parse(Source("", REGISTRY)).data["agencies"]}
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


def scopes(form: dict[str, Any]) -> Iterator[dict[str, set[str]]]:
    """The province, every level, agency and row."""
    yield {}
    for level in ("so", "huyen", "xa"):
        yield {"agencies": {name for name, item in AGENCIES.items() if item["level"] == level}}
    yield from ({"agencies": {name}} for name in AGENCIES)
    yield from ({"rows": {name}} for name in rows_of(form))


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
    parents = {name: item.get("parent") for name, item in AGENCIES.items()}
    naive = NaiveSums(raw, parents, slips)
    compared = 0
    for words in scopes(raw):
        agencies, [row] = words.get("agencies"), words.get("rows", {None})
        for column in raw["columns"]:
            ours = form.column(column["id"])
            assert ours is not None
            for span, periods in SPANS.items():
                parts = tuple(map(parse_period, periods))
                found = plain(added(Scope(collected, parts, **words), ours).value)
                wanted = naive.value(column["id"], periods, agencies, row)
                if "ratio" in column:
                    assert found == wanted, (span, column["id"], words)
                else:
                    assert (found or 0) == (wanted or 0), (span, column["id"], words)
                compared += wanted is not None
    assert compared > 90
