"""The figures of a year of the province as they really come in, in a repository of their own.

    python benchmarks/untidy_year.py FOLDER [--seed 1] [--agencies 206]

Agencies are silent, leave cells blank, say that nothing arises, correct and withdraw figures; some districts
send figures that already hold those of their communes; one commune ends in May. The same seed gives the same
bytes. Nobody counted so: see `generated_figures.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from generated_figures import Counter
from generated_year import Clerk, Content, Written, choose_agencies, put_notice, write

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period, quarters
from kstthc_cli.domain.forms.form import Form, forms_filled_by
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.store.forms.forms import built_in_forms
from kstthc_cli.store.init import write_repository
from kstthc_cli.store.plan.plan_years import plan_years

ENDS = date(2021, 5, 15)
Statements = list[Content]


class Filler:
    """Whoever fills the forms of one agency."""

    def __init__(self, year: PlanYear, agency: Agency, seed: int) -> None:
        self.clerk = Clerk(year, agency, Random(f"{seed}/untidy/{agency.id}"))
        self.counter = Counter(agency.level, self.clerk.chance)
        self.ends = agency.last == ENDS

    def quarter(self, quarter: Period, forms: Iterable[Form], below: Iterable[Statements]) -> Statements:
        """What is stated in a quarter, with a correction some days later; `below` are the communes' figures."""
        chance = self.clerk.chance
        counted = [one for form in forms if (one := self.counter.statement(form))]
        said = [with_gaps(one, chance) for one in counted]
        if chance.random() < 0.07 or (self.ends and quarter.number > 2):
            return []
        day = self.clerk.year.calendar.send_by_day(quarter, self.clerk.agency.level).nominal
        if self.ends:
            day = min(day, ENDS - timedelta(days=1))
        held = list(consolidated(said, list(below), chance)) if self.clerk.agency.level == "huyen" else []
        self._slip(day, quarter, [*said, *held])
        if chance.random() < 0.15 and (changed := correction(said, chance)):
            self._slip(day + timedelta(days=chance.randint(1, 5)), quarter, [changed])
        return said

    def _slip(self, day: date, quarter: Period, forms: Statements) -> None:
        if forms:
            self.clerk.slip(day, str(quarter), "bieu", {"entries": [], "forms": forms})


def with_gaps(said: Content, chance: Random) -> Content:
    """A statement of which some cells are blank or do not arise; now and then nothing arises at all."""
    if chance.random() < 0.05:
        return {"form": said["form"], "status": "not_arising"}
    rows = [_row_with_gaps(row, chance) for row in said["rows"]]
    return {**said, "status": "in_progress", "rows": rows}


def _row_with_gaps(row: Content, chance: Random) -> Content:
    drawn = {column: chance.random() for column in row["cells"]}
    cells = {column: value for column, value in row["cells"].items() if drawn[column] >= 0.06}
    none = [column for column, fate in drawn.items() if fate < 0.02]
    return {"row": row["row"], "cells": cells, **({"not_arising": none} if none else {})}


def correction(said: Statements, chance: Random) -> Content | None:
    """One cell of a form stated anew and one withdrawn; None where nothing can be corrected."""
    able = [one for one in said if any(len(row["cells"]) > 1 for row in one.get("rows", ()))]
    if not able:
        return None
    one = chance.choice(able)
    row = chance.choice([row for row in one["rows"] if len(row["cells"]) > 1])
    new, gone = chance.sample(sorted(row["cells"]), 2)
    cells = {new: row["cells"][new] + chance.randint(1, 9)}
    return {**one, "rows": [{"row": row["row"], "cells": cells, "withdrawn": [gone]}]}


def consolidated(said: Statements, below: list[Statements], chance: Random) -> Iterator[Content]:
    """For some forms the figures of the district and its communes, now and then with one too many."""
    for one in said:
        parts = [two for two in (one, *(x for other in below for x in other)) if two["form"] == one["form"]]
        sums: dict[str, dict[str, Any]] = {}
        for row in (row for part in parts for row in part.get("rows", ())):
            mine = sums.setdefault(row["row"], {})
            for column, value in row["cells"].items():
                mine[column] = mine.get(column, chance.choice((0, 0, 0, 1))) + value
        if sums and chance.random() < 0.3:
            rows = [{"row": name, "cells": cells} for name, cells in sums.items()]
            yield {"form": one["form"], "basis": "consolidated", "status": "in_progress", "rows": rows}


def play(year: PlanYear, seed: int, agencies: int) -> list[Written]:
    """The figures of a year, in the order of days; communes come before their districts."""
    forms = built_in_forms().values()
    chosen = choose_agencies(year, agencies)
    fillers = {a.id: Filler(year, a, seed) for a in sorted(chosen, key=lambda a: a.level != "xa")}
    for quarter in quarters(year.plan.year):
        told: dict[str, Statements] = {}
        for name, filler in fillers.items():
            below = [told[other] for other in told if year.registry.agencies[other].parent == name]
            mine = forms_filled_by(forms, filler.clerk.agency, year.registry)
            told[name] = filler.quarter(quarter, mine, below)
    written = [item for filler in fillers.values() for item in filler.clerk.written]
    return sorted(written, key=lambda item: (item.day, item.path))


def end_one(folder: Path, year: PlanYear, agencies: int) -> None:
    """Let the first commune that reports end in May; the next one is its successor."""
    first, second = [a.id for a in choose_agencies(year, agencies) if a.level == "xa"][:2]
    file = next((folder / "agencies").glob("*.yaml"))
    lines = file.read_text("utf-8").split("\n")
    ended = f", valid_to: {ENDS}, successors: [{second}]}}"
    lines = [line.removesuffix("}") + ended if f"{{id: {first}," in line else line for line in lines]
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def main() -> int:
    """Make the repository."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--agencies", type=int, default=206)
    options = parser.parse_args()
    write_repository(options.folder)
    put_notice(options.folder, options.seed)
    end_one(options.folder, plan_years(options.folder)[0], options.agencies)
    (year,) = plan_years(options.folder)
    written = play(year, options.seed, options.agencies)
    write(options.folder, written, by_month=False)
    print(f"{len(written)} slips of {len({Path(item.path).parent.name for item in written})} agencies")
    return 0


if __name__ == "__main__":
    sys.exit(main())
