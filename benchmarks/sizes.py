"""Generated repositories of four sizes, the same bytes in every run.

    python benchmarks/sizes.py P|F|M|L FOLDER

P is a province's year as `generated_year.py` plays it: 206 agencies, some 10,800 entries in 1,900 slips.
F is P with the figures of every form in every quarter.
M is the stress size: 39 tasks × 206 agencies × 4 quarters, 32,136 entries in 824 slips.
L is ten provinces like P in one repository, each with a plan and a registry of its own.
Every slip, and the README.md of the folder, says that the data are generated.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from generated_year import (
    GENERATED,
    REPORTER,
    Clerk,
    Content,
    Written,
    choose_agencies,
    figures_of_year,
    play,
    put_notice,
)

from kstthc_cli.domain.calendar.periods import Period, quarters
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.store.files.append_only import with_checksum
from kstthc_cli.store.init import write_repository
from kstthc_cli.store.plan.plan_years import plan_years

SEED = 1
AGENCIES = 206
TASKS = 39
PROVINCES = 10
_TASK = """      - id: "{n}"
        content: "{said}nhiệm vụ thường xuyên số {n} của mọi cơ quan."
        results: ["{said}báo cáo kết quả."]
        assignments: [{{printed: "- Mọi cơ quan.", perform: [moi-co-quan]}}]
        schedule: {{kind: ongoing, text: "Thường xuyên"}}
"""


def make(size: str, folder: Path) -> None:
    """Make a repository of a size in a new or empty folder."""
    write_repository(folder)
    put_notice(folder, SEED)
    {"P": _province, "F": _with_figures, "M": _stress, "L": _ten_provinces}[size](folder)


def _province(folder: Path) -> None:
    (year,) = plan_years(folder)
    _write(folder, play(year, SEED, AGENCIES, 4))


def _with_figures(folder: Path) -> None:
    """The same, with the figures of every form in four quarters."""
    _province(folder)
    (year,) = plan_years(folder)
    _write(folder, figures_of_year(year, SEED, choose_agencies(year, AGENCIES)))


def _stress(folder: Path) -> None:
    """Every agency says something of each of 39 tasks in each quarter."""
    (year,) = plan_years(folder)
    chosen = [agency.id for agency in choose_agencies(year, AGENCIES)]
    registry = folder / "agencies" / "quang-ngai.yaml"
    group = f'  - {{kind: list, id: moi-co-quan, name: "mọi cơ quan", members: [{", ".join(chosen)}]}}\n'
    _rewrite(registry, registry.read_text("utf-8") + group)
    plan = folder / "plans" / "2021.yaml"
    head = plan.read_text("utf-8").partition("\nsub_plans:\n")[0]
    tasks = "".join(_TASK.format(n=n, said=GENERATED) for n in range(1, TASKS + 1))
    title = f'sections:\n  - id: "I"\n    title: "{GENERATED}nhiệm vụ"\n    tasks:\n'
    _rewrite(plan, f"{head}\n{title}{tasks}")
    (year,) = plan_years(folder)
    for who in chosen:
        clerk = Clerk(year, year.registry.agencies[who], Random(f"{SEED}/{who}"))
        for quarter in quarters(2021):
            _speak(clerk, quarter)
        _write(folder, clerk.written)


def _speak(clerk: Clerk, quarter: Period) -> None:
    send_by = clerk.year.calendar.send_by_day(quarter, clerk.agency.level).nominal
    day = send_by + timedelta(days=clerk.chance.randint(-8, 4))
    owed = [o for o in clerk.year.owed_by([clerk.agency]) if o.period == quarter]
    said = clerk.chance.choices(("done", "in_progress", "not_arising"), (85, 10, 5), k=len(owed))
    entries = [clerk.entry(o, status, str(quarter), day) for o, status in zip(owed, said, strict=True)]
    clerk.slip(day, str(quarter), "phieu", {"entries": entries})


def _ten_provinces(folder: Path) -> None:
    (year,) = plan_years(folder)
    written = play(year, SEED, AGENCIES, 4)
    _write(folder, written)
    for number in range(2, PROVINCES + 1):
        name = f"tinh-{number:02}"
        _copy_with(folder / "agencies" / "quang-ngai.yaml", name, ('id: "quang-ngai"', f'id: "{name}"'))
        own = ('id: "2021"', f'id: "{name}"'), ('agencies: "quang-ngai"', f'agencies: "{name}"')
        _copy_with(folder / "plans" / "2021.yaml", name, *own)
        _write(folder, [_elsewhere(item, name) for item in written])


def _elsewhere(item: Written, plan: str) -> Written:
    """What was said in one province, said in another."""
    top, _, rest = item.path.split("/", 2)
    content: Content = {**item.content, "plan": plan}
    if "period" in content and content["period"] == "2021":
        rest = rest.replace("nam/", "2021/", 1)
    elif "period" in content:
        rest = f"{content['period']}/{rest.split('/', 1)[1]}"
    return Written(item.day, f"{top}/{plan}/{rest}", content)


def _copy_with(file: Path, name: str, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        text = text.replace(f"\n{old}\n", f"\n{new}\n", 1)
    _rewrite(file.with_name(f"{name}.yaml"), text)


def _rewrite(file: Path, text: str) -> None:
    file.write_text(text, "utf-8", newline="\n")


def _write(folder: Path, written: Iterable[Written]) -> None:
    """Write the files without care for power cuts."""
    for item in written:
        file = folder / item.path
        file.parent.mkdir(parents=True, exist_ok=True)
        _rewrite(file, with_checksum(item.content))


def one_more(year: PlanYear, agency: str, number: int) -> Written:
    """One more slip of an agency: what a measurement adds between two questions."""
    clerk = Clerk(year, year.registry.agencies[agency], Random(f"more/{number}"))
    entry = {"duty": year.plan.duties[0].id, "status": "in_progress", "text": f"{GENERATED}lần {number}."}
    clerk.slip(date(2021, 6, 1), "2021-Q2", "them", {"by": REPORTER, "entries": [entry]})
    return clerk.written[0]


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
