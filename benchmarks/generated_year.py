"""A year of the province played through: a repository full of generated progress.

    python benchmarks/generated_year.py FOLDER [--seed 1] [--agencies 206] [--quarters 4] [--figures] [--two-years] [--git]

Departments, districts and communes report quarter by quarter: most in time, some late, some not at all;
they begin, finish, correct and withdraw, name difficulties, give figures, and answer one request out of
turn. With --two-years the forms of the year before are filled as well. The same seed gives the same bytes. Nothing of it happened: the words of every slip, the name of
whoever reports and the folder's README.md say that the data are generated.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from generated_before import put_year_before
from generated_figures import Counter as Counting

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period, quarters
from kstthc_cli.domain.forms.form import Form, forms_filled_by
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.requests import Request
from kstthc_cli.store.files.append_only import with_checksum, write_once
from kstthc_cli.store.forms.forms import built_in_forms
from kstthc_cli.store.init import write_repository
from kstthc_cli.store.plan.plan_years import plan_years
from kstthc_cli.store.progress.slips import period_folder, request_from

LEVELS = ("so", "huyen", "xa")
REPORTER = "Cán bộ đầu mối (dữ liệu sinh tự động)"
NOTICE = """# Dữ liệu sinh tự động

Mọi phiếu trong `progress/` và mọi yêu cầu trong `requests/` của kho này do chương trình
`benchmarks/generated_year.py` sinh ra (hạt giống {seed}) để thử công cụ. Không cơ quan nào
đã báo cáo như vậy.

"""
GENERATED = "Dữ liệu sinh tự động: "
TEXTS = {
    "done": (
        "đã hoàn thành, {n} thủ tục hành chính được cập nhật.",
        "đã ban hành văn bản triển khai, {n} lượt cán bộ được phổ biến.",
        "đã tiếp nhận và giải quyết {n} hồ sơ, không có hồ sơ trễ hạn.",
        "đã rà soát {n} thủ tục; kết quả như văn bản kèm theo.",
    ),
    "in_progress": (
        "đang thực hiện, đã xong {n} phần trăm khối lượng.",
        "đã lấy ý kiến {n} đơn vị, đang tổng hợp.",
        "đang dự thảo văn bản, dự kiến ban hành trong {n} ngày tới.",
    ),
    "not_arising": ("trong kỳ không phát sinh.", "trong kỳ không có nội dung thuộc phạm vi này."),
}
DIFFICULTIES = (
    "phần mềm một cửa điện tử chạy chậm vào giờ cao điểm, {n} hồ sơ phải nhập lại.",
    "cán bộ đầu mối kiêm nhiệm, mới thay {n} người.",
    "{n} thủ tục chưa có quy trình nội bộ được phê duyệt.",
)
PROPOSALS = (
    "tổ chức {n} lớp tập huấn nghiệp vụ kiểm soát thủ tục hành chính.",
    "nâng cấp đường truyền tại {n} Bộ phận Một cửa.",
    "kết nối {n} cơ sở dữ liệu để giảm giấy tờ phải nộp.",
)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CORRECTED = {"done": "in_progress", "in_progress": "done", "not_arising": "done"}
Content = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """A slip or request that is to be written: where, when, and what it says."""

    day: date
    path: str
    content: Content


@dataclass(frozen=True)
class Habit:
    """How an agency reports: on how many days around the last one, and in which quarters not at all."""

    earliest: int
    latest: int
    silent: frozenset[int] = frozenset()


@dataclass
class Clerk:
    """Whoever reports for an agency, with a chance of their own so that no agency disturbs another."""

    year: PlanYear
    agency: Agency
    chance: Random
    written: list[Written] = field(default_factory=list)

    def slip(self, day: date, period: str, hint: str, said: Mapping[str, Any]) -> str:
        """Write a slip; its id."""
        name = _name(self.chance, day, hint)
        plan = self.year.plan.id
        path = f"progress/{plan}/{period_folder(period, plan)}/{self.agency.id}/{name}.yaml"
        content = {"schema_version": 1, "id": name, "plan": plan, "period": period, "agency": self.agency.id}
        content |= {"date": day, "by": REPORTER, **said}
        self.written.append(Written(day, path, content))
        return name

    def entry(self, owed: Obligation, status: str, slip_period: str, day: date) -> Content:
        """What is said of an obligation."""
        period = {} if str(owed.period) == slip_period else {"period": str(owed.period)}
        request = {"request": owed.request} if owed.request else {}
        entry: Content = {"duty": owed.duty.id, **period, **request, "status": status}
        entry["text"] = self._words(TEXTS[status])
        if status != "not_arising" and self.chance.random() < 0.1:
            entry["difficulty"] = self._words(DIFFICULTIES)
        if status != "not_arising" and self.chance.random() < 0.06:
            entry["proposal"] = self._words(PROPOSALS)
        if status == "done" and self.chance.random() < 0.4:
            entry["evidence"] = [self._evidence(day)]
        if owed.duty.targets and status == "done":
            entry["figures"] = self._figures(owed.duty)
        return entry

    def _words(self, choices: Sequence[str]) -> str:
        return GENERATED + self.chance.choice(choices).format(n=self.chance.randint(2, 90))

    def _evidence(self, day: date) -> Content:
        number = f"{self.chance.randint(1, 400)}/BC-{self.agency.symbol or 'UBND'}"
        when = day - timedelta(days=self.chance.randint(0, 5))
        return {"kind": "document", "number": number, "date": when, "subject": f"{GENERATED}báo cáo kết quả"}

    def _figures(self, duty: Duty) -> Content:
        return {
            target.id: {"value": Decimal(str(round(self.chance.uniform(0.6, 1.4) * float(target.value), 1))),
                        "unit": target.unit}
            for target in duty.targets
        }  # fmt: skip


def _name(chance: Random, day: date, hint: str) -> str:
    """An id as kst gives them, of chance only."""
    moment, end = ("".join(chance.choices(LETTERS, k=count)) for count in (7, 8))
    return f"{day.isoformat()}-{moment}-{hint}-{end}"


# A year of one agency


def habit(chance: Random, level: str) -> Habit:
    """Most report in time, some late, some forget quarters, a few below the departments never speak."""
    silent = frozenset(n for n in range(1, 5) if chance.random() < 0.04)
    kinds = {"prompt": 70, "close": 15, "late": 12, "never": 0 if level == "so" else 3}
    kind = chance.choices(list(kinds), list(kinds.values()))[0]
    if kind == "never":
        return Habit(0, 0, frozenset(range(1, 5)))
    return Habit(*{"prompt": (-8, -1), "close": (-3, 3), "late": (1, 20)}[kind], silent)


def play_agency(clerk: Clerk, requests: Sequence[Request], last_quarter: int) -> list[Written]:
    """Everything that an agency says in a year."""
    ways = habit(clerk.chance, clerk.agency.level)
    owed = list(clerk.year.owed_by([clerk.agency], requests))
    for number, quarter in enumerate(quarters(clerk.year.plan.year)[:last_quarter], 1):
        if number not in ways.silent:
            play_quarter(clerk, ways, quarter, [o for o in owed if _belongs(o, quarter)])
    if len(ways.silent) < 4:
        for request in requests:
            answer(clerk, request, [o for o in owed if o.request == request.id])
    return clerk.written


def _belongs(owed: Obligation, quarter: Period) -> bool:
    """Whether a quarter's slip speaks of an obligation; what waits for a sub-plan comes in the third."""
    if owed.request or owed.duty.schedule.kind == "on_request":
        return False
    return owed.due.nominal in quarter.span if owed.due else quarter.number == 3


def play_quarter(clerk: Clerk, ways: Habit, quarter: Period, owed: list[Obligation]) -> None:
    """Single slips ahead, the quarter's slip, and what follows from it."""
    send_by = clerk.year.calendar.send_by_day(quarter, clerk.agency.level).nominal
    day = send_by + timedelta(days=clerk.chance.randint(ways.earliest, ways.latest))
    day = min(day, date(quarter.year, 12, 28))
    _begin(clerk, quarter, owed, day)
    said = [(o, _status(clerk.chance, o)) for o in owed if clerk.chance.random() > 0.05]
    if not said:
        return
    entries = [clerk.entry(o, status, str(quarter), day) for o, status in said]
    name = clerk.slip(day, str(quarter), "phieu", {"entries": entries})
    _finish(clerk, quarter, [o for o, status in said if status == "in_progress"], day)
    _think_again(clerk, quarter, said, name, day)


def _status(chance: Random, owed: Obligation) -> str:
    begun = 25 if owed.due is None else 6
    arising = 20 if owed.part.condition else 4
    return chance.choices(("done", "in_progress", "not_arising"), (100 - begun - arising, begun, arising))[0]


def _begin(clerk: Clerk, quarter: Period, owed: list[Obligation], main: date) -> None:
    """Some work is reported while it goes on."""
    for one in clerk.chance.sample(owed, k=min(len(owed), clerk.chance.choice((0, 0, 0, 1, 1, 2)))):
        day = main - timedelta(days=clerk.chance.randint(10, 50))
        name = clerk.slip(
            day, str(quarter), one.duty.id, {"entries": [_of(clerk, one, "in_progress", quarter, day)]}
        )
        if clerk.chance.random() < 0.05:
            note = {"supersedes": [name], "note": f"{GENERATED}ghi nhầm, rút lại."}
            clerk.slip(day + timedelta(days=1), str(quarter), "rut", note)


def _of(clerk: Clerk, owed: Obligation, status: str, quarter: Period, day: date) -> Content:
    return clerk.entry(owed, status, str(quarter), day)


def _finish(clerk: Clerk, quarter: Period, begun: list[Obligation], main: date) -> None:
    """Most of what was going on is done some days later."""
    for one in begun:
        day = main + timedelta(days=clerk.chance.randint(3, 40))
        if clerk.chance.random() < 0.7 and day.year == quarter.year:
            clerk.slip(day, str(quarter), one.duty.id, {"entries": [_of(clerk, one, "done", quarter, day)]})


def _think_again(
    clerk: Clerk, quarter: Period, said: list[tuple[Obligation, str]], name: str, main: date
) -> None:
    """Now and then an entry is corrected; once in a while somebody says otherwise and corrects nothing."""
    one, status = clerk.chance.choice(said)
    fate = clerk.chance.random()
    if fate > 0.06 or status == "in_progress":
        return
    day = main + timedelta(days=clerk.chance.randint(1, 3))
    said_again: Content = {"entries": [_of(clerk, one, CORRECTED[status], quarter, day)]}
    if fate > 0.004:
        reason = {"supersedes": [f"{name}#{one.key.local}"], "note": f"{GENERATED}ghi nhầm trạng thái."}
        said_again = {**reason, **said_again}
    clerk.slip(day, str(quarter), one.duty.id, said_again)


def answer(clerk: Clerk, request: Request, owed: list[Obligation]) -> None:
    """Most answer a request, some after its last day."""
    period = f"{request.due.year}-Q{(request.due.month + 2) // 3}"
    for one in owed:
        if clerk.chance.random() < 0.8:
            day = request.day + timedelta(days=clerk.chance.randint(2, 22))
            clerk.slip(day, period, one.duty.id, {"entries": [clerk.entry(one, "done", period, day)]})


# The province


def choose_agencies(year: PlanYear, wanted: int) -> list[Agency]:
    """As many agencies as wanted of those that report, from all over the list."""
    every = [a for a in year.registry.in_order if a.level in LEVELS and next(iter(year.owed_by([a])), None)]
    count = min(wanted, len(every))
    return [every[n * len(every) // count] for n in range(count)]


def ask(year: PlanYear, chance: Random) -> Written:
    """One request out of turn, to everybody."""
    first, due = date(year.plan.year, 5, 10), date(year.plan.year, 5, 25)
    name = _name(chance, first, "39b")
    document = {"kind": "document", "number": "45/VPCP-KSTT", "date": first}
    document["subject"] = f"{GENERATED}báo cáo đột xuất về thủ tục hành chính"
    content = {"schema_version": 1, "id": name, "plan": year.plan.id, "duty": "39b", "date": first}
    content |= {"due": due, "document": document}
    return Written(first, f"requests/{year.plan.id}/{name}.yaml", content)


def _request(written: Written) -> Request:
    """The request as the library reads it from its file."""
    return request_from(json.loads(json.dumps(written.content, default=date.isoformat)), written.path)


def play_figures(clerk: Clerk, forms: Iterable[Form], last_quarter: int) -> list[Written]:
    """A slip a quarter with every form that the agency fills, on its send-by day."""
    mine = forms_filled_by(forms, clerk.agency, clerk.year.registry)
    counter = Counting(clerk.agency.level, clerk.chance)
    for quarter in quarters(clerk.year.plan.year)[:last_quarter]:
        told = [said for form in mine if (said := counter.statement(form))]
        day = clerk.year.calendar.send_by_day(quarter, clerk.agency.level).nominal
        if told:
            clerk.slip(day, str(quarter), "bieu", {"entries": [], "forms": told})
    return clerk.written


def figures_of_year(
    year: PlanYear, seed: int | str, agencies: Iterable[Agency], last_quarter: int = 4
) -> list[Written]:
    """The figures of every form in a year."""
    forms = built_in_forms().values()
    clerks = (Clerk(year, a, Random(f"{seed}/figures/{a.id}")) for a in agencies)
    return [item for clerk in clerks for item in play_figures(clerk, forms, last_quarter)]


def play(year: PlanYear, seed: int, agencies: int, last_quarter: int) -> list[Written]:
    """Everything that is said in a year, in the order of days."""
    asked = [ask(year, Random(f"{seed}"))] if last_quarter > 1 else []
    requests = [_request(item) for item in asked]
    told = [
        item
        for agency in choose_agencies(year, agencies)
        for item in play_agency(Clerk(year, agency, Random(f"{seed}/{agency.id}")), requests, last_quarter)
    ]
    return sorted([*asked, *told], key=lambda item: (item.day, item.path))


# The folder


def main() -> int:
    """Make the repository and say what is in it."""
    options = _arguments()
    begin = time.perf_counter()
    write_repository(options.folder)
    put_notice(options.folder, options.seed)
    (year,) = plan_years(options.folder)
    written = play(year, options.seed, options.agencies, options.quarters)
    if options.figures or options.two_years:
        chosen = choose_agencies(year, options.agencies)
        written += figures_of_year(year, options.seed, chosen, options.quarters)
        if options.two_years:
            written += figures_of_year(year_before(options.folder, year), f"{options.seed}/before", chosen)
        written.sort(key=lambda item: (item.day, item.path))
    if options.git:
        _git(options.folder, date(year.plan.year, 1, 1), "init", "-q", "-b", "main")
        _commit(options.folder, date(year.plan.year, 1, 28), "Kế hoạch")
    write(options.folder, written, by_month=options.git)
    print(summary(choose_agencies(year, options.agencies), written))
    print(f"Written in {time.perf_counter() - begin:.1f} s to {options.folder}")
    return 0


def year_before(folder: Path, year: PlanYear) -> PlanYear:
    """A year with little more than a plan, before that of the sample."""
    registry = year.registry
    before = put_year_before(folder, year.plan.year, registry.id, registry.place)
    return next(one for one in plan_years(folder) if one.plan.id == before)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--agencies", type=int, default=206)
    parser.add_argument("--quarters", type=int, choices=range(1, 5), default=4)
    parser.add_argument("--figures", action="store_true", help="fill the forms of figures as well")
    parser.add_argument("--two-years", action="store_true", help="the figures of the year before, too")
    parser.add_argument("--git", action="store_true", help="commit what was said, month by month")
    return parser.parse_args()


def put_notice(folder: Path, seed: int) -> None:
    """Say at the top of the README.md that the data are generated."""
    readme = folder / "README.md"
    readme.write_bytes((NOTICE.format(seed=seed) + readme.read_text("utf-8")).encode())


def write(folder: Path, written: Sequence[Written], *, by_month: bool) -> None:
    """Write every file once; with `by_month` a commit at the end of each month."""
    for n, item in enumerate(_watched(written)):
        write_once(folder, item.path, with_checksum(item.content))
        if by_month and (n + 1 == len(written) or written[n + 1].day.month != item.day.month):
            _commit(folder, item.day, f"Phiếu tháng {item.day.month} (dữ liệu sinh tự động)")


def _watched(written: Sequence[Written]) -> Iterable[Written]:
    from rich.console import Console
    from rich.progress import track

    err = Console(stderr=True)
    return track(written, "Writing", console=err, transient=True, disable=not err.is_terminal)


def _commit(folder: Path, day: date, message: str) -> None:
    _git(folder, day, "add", "-A")
    _git(folder, day, "commit", "-q", "-m", message)


def _git(folder: Path, day: date, *words: str) -> None:
    """Run git as nobody in particular, on a day of the year that is played."""
    when = f"{day.isoformat()}T12:00:00+07:00"
    person = {"NAME": "Dữ liệu sinh tự động", "EMAIL": "kst@example.vn", "DATE": when}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in person.items()}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], cwd=folder, env={**os.environ, **who, **own}, check=True)


def summary(agencies: Sequence[Agency], written: Sequence[Written]) -> str:
    """What the folder holds, in numbers."""
    slips = [item.content for item in written if "agency" in item.content]
    entries = [entry for slip in slips for entry in slip.get("entries", ())]
    said = Counter(entry["status"] for entry in entries)
    quarterly = {(slip["agency"], slip["period"]) for slip in slips if len(slip.get("entries", ())) > 1}
    counts = {
        "agencies": len(agencies),
        "never heard of": len(agencies) - len({slip["agency"] for slip in slips}),
        "quarterly reports": len(quarterly),
        "slips": len(slips),
        "entries": len(entries),
        **{f"  {status}": number for status, number in sorted(said.items())},
        "corrections": sum("supersedes" in slip and "entries" in slip for slip in slips),
        "withdrawals": sum("entries" not in slip for slip in slips),
        "requests": len(written) - len(slips),
        "answers to requests": sum("request" in entry for entry in entries),
    }
    return "\n".join(f"{name:20} {number:6}" for name, number in counts.items())


if __name__ == "__main__":
    sys.exit(main())
