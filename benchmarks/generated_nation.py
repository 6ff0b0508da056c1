"""A nation's year: the provinces of 2026 with every commune, each a repository full of generated progress.

    python benchmarks/generated_nation.py FOLDER [--provinces 34] [--seed 1]

Registries are those of `kst init --province`; the plan, one for all, is made up: 50 tasks that come back
monthly, quarterly, half-yearly and yearly, for departments and communes. Agencies report month by month: two
of five obligations, some late, some not at all, and form II.06a each quarter. The same seed gives the same
bytes. Nothing of it happened: the words of the plan and of every slip, the name of whoever reports and the
folder's README.md say that the data are generated.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from generated_figures import Counter
from generated_year import GENERATED, Clerk, Content, Written, habit, put_notice

from kstthc_cli.commands.init import init_province
from kstthc_cli.domain.agencies.units import slug
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.store.agencies import load_units
from kstthc_cli.store.files.append_only import with_checksum
from kstthc_cli.store.files.package_data import data_folder
from kstthc_cli.store.forms.forms import built_in_form
from kstthc_cli.store.plan.plan_years import plan_years

YEAR = 2026
LEVELS = ("so", "xa")
EVERY = {
    "month": ("Hằng tháng", 12),
    "quarter": ("Hằng quý", 24),
    "half": ("6 tháng", 8),
    "year": ("Hằng năm", 6),
}
"""Period → its words, and how many tasks come back with it."""
SHARE_SAID = 0.385
LAST_DAY = date(YEAR, 12, 30)
HEAD = """schema_version: 1
id: "{year}"
year: {year}
title: "Kế hoạch kiểm soát thủ tục hành chính năm {year} (dữ liệu sinh tự động)"
agencies: "{registry}"
calendar: "{year}"
decision:
  number: "1/QĐ-UBND"
  kind: "Quyết định"
  subject: "{said}Ban hành Kế hoạch"
  issued: {year}-01-05
  effective: {year}-01-05
  place: "{place}"
  authority: "Ủy ban nhân dân {name}"
  issuer: "Ủy ban nhân dân {name}"
  signer: {{post: "Chủ tịch", name: "Dữ liệu sinh tự động"}}
  grounds: ["{said}căn cứ."]
  articles: ["{said}ban hành Kế hoạch."]
  recipients: ["Lưu: VT."]
annex:
  title: "{said}Kế hoạch"
  reference: "(Dữ liệu sinh tự động)"
sections:
"""
SECTION = """  - id: "{id}"
    title: "{said}{title}"
    tasks:
"""
TASK = """      - id: "{n}"
        content: "{said}nhiệm vụ số {n}."
        results: ["{said}báo cáo kết quả."]
        assignments:
          - {{printed: "Các sở, ban, ngành; UBND cấp xã.", perform: [so-ban-nganh, ubnd-cap-xa]}}
        schedule: {{kind: periodic, text: "{text}", every: [{every}]}}
"""


def provinces(folder: Path, number: int, seed: int = 1) -> list[Path]:
    """The repositories of the first provinces by code; those that are there stay."""
    found = []
    for province in load_units().provinces(YEAR)[:number]:
        root = folder / slug(province.place)
        if not root.exists():
            made = folder / f"{root.name}.part"
            _province(made, province.place, province.name, seed)
            made.rename(root)
        found.append(root)
    return found


def _province(root: Path, place: str, name: str, seed: int) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        init_province(root, place, YEAR)
    put_notice(root, seed)
    for file in (*root.glob("agencies/*.yaml"), *root.glob("calendar/*.yaml")):
        _rewrite(file, _confirmed(file.read_text("utf-8")))
    registry = slug(place)
    head = HEAD.format(year=YEAR, registry=registry, place=place, name=_lower(name), said=GENERATED)
    _rewrite(root / "plans" / f"{YEAR}.yaml", head + "".join(_sections()))
    (root / "forms").mkdir()
    shutil.copy(data_folder() / "forms" / "II.06a.yaml", root / "forms")
    (year,) = plan_years(root)
    form = built_in_form("II.06a")
    for agency in year.registry.in_order:
        if agency.level in LEVELS and agency.valid_within(Period(YEAR, Kind.YEAR).span):
            _write(root, play(Clerk(year, agency, Random(f"{seed}/{registry}/{agency.id}")), form))


def _confirmed(text: str) -> str:
    """A registry or calendar without what is left to confirm: in generated data nobody is asked."""
    text = re.sub(r', decide: \["[^\]]*"\]', "", text)
    text = re.sub(r"(?m)^decide:\n(?:  - .*\n)+", "", text)
    return text.replace('status: "draft"\n', "")


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _sections() -> Iterator[str]:
    number = 0
    for n, (every, (text, count)) in enumerate(EVERY.items(), 1):
        yield SECTION.format(id="I" * n if n < 4 else "IV", said=GENERATED, title=text.lower())
        for _ in range(count):
            number += 1
            yield TASK.format(n=number, said=GENERATED, text=text, every=every)


def play(clerk: Clerk, form: Form) -> list[Written]:
    """What an agency says in a year: a slip a month with some of what falls due in it."""
    ways = habit(clerk.chance, clerk.agency.level)
    counter = Counter(clerk.agency.level, clerk.chance)
    owed: dict[int, list[Obligation]] = {month: [] for month in range(1, 13)}
    for one in clerk.year.owed_by([clerk.agency]):
        if one.due is not None and one.due.nominal.year == YEAR:
            owed[one.due.nominal.month].append(one)
    for month, mine in owed.items():
        if (month + 2) // 3 in ways.silent:
            continue
        period = Period(YEAR, Kind.MONTH, month)
        send_by = clerk.year.calendar.send_by_day(period, clerk.agency.level).nominal
        day = min(send_by + timedelta(days=clerk.chance.randint(ways.earliest, ways.latest)), LAST_DAY)
        if entries := list(_entries(clerk, mine, str(period), day)):
            clerk.slip(day, str(period), "phieu", {"entries": entries})
        if month % 3 == 0 and (stated := counter.statement(form)):
            clerk.slip(day, f"{YEAR}-Q{month // 3}", "bieu", {"entries": [], "forms": [stated]})
    return clerk.written


def _entries(clerk: Clerk, owed: Iterable[Obligation], period: str, day: date) -> Iterator[Content]:
    for one in owed:
        if clerk.chance.random() < SHARE_SAID:
            status = clerk.chance.choices(("done", "in_progress", "not_arising"), (85, 10, 5))[0]
            yield clerk.entry(one, status, period, day)


def _write(root: Path, written: Iterable[Written]) -> None:
    for item in written:
        file = root / item.path
        file.parent.mkdir(parents=True, exist_ok=True)
        _rewrite(file, with_checksum(item.content))


def _rewrite(file: Path, text: str) -> None:
    file.write_text(text, "utf-8", newline="\n")


def main() -> int:
    """Make the repositories."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for root in provinces(given.folder, given.provinces, given.seed):
        print(root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
