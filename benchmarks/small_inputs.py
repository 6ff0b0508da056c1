"""Small files that ask for much work, at a size and at ten times it.

    python benchmarks/small_inputs.py [--only NAME] [--limit 600] [--keep]

Each row generates a repository in a temporary folder, runs one command as a process, and compares its processor
time (with that of the git it starts) with that of a tenth of the size. With `--keep` the table is written into
README.md. Ends with 1 when ten times the input takes more than fifteen times the time. All data are generated and
say so.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generated_year import GENERATED
from results import put

from kstthc_cli.store.files.append_only import with_checksum
from kstthc_cli.store.init import write_repository

KST = str(Path(sys.executable).with_name("kst"))
MOST = 15.0
"""Ten times the input may take so many times as long; the noise of a machine at work is in it."""
README = Path(__file__).with_name("README.md")
_TASK = """      - id: "{n}"
        content: "{said}nhiệm vụ số {n}."
        results: ["{said}kết quả số {n}."]
        assignments: [{{printed: "- Mọi cơ quan.", perform: [moi-co-quan]}}]
        schedule: {schedule}
"""
_MONTHLY = '{kind: periodic, text: "Hằng tháng", every: [month]}'
_BY_DATE = '{{kind: by_date, text: "Tháng {m:02}", by: "2021-{m:02}"}}'


def province(root: Path, agencies: int, schedules: list[str]) -> None:
    """A repository with so many agencies and a task that all of them perform for each schedule."""
    write_repository(root)
    registry, plan = root / "agencies/quang-ngai.yaml", root / "plans/2021.yaml"
    head = registry.read_text("utf-8").partition("\nagencies:\n")[0]
    rows = "".join(
        f'  - {{id: so-{n}, name: "{GENERATED}cơ quan {n}", level: so}}\n' for n in range(agencies)
    )
    group = 'groups:\n  - {kind: levels, id: moi-co-quan, name: "mọi cơ quan", levels: [so]}\n'
    top = f'  - {{id: ubnd-tinh, name: "{GENERATED}UBND tỉnh", level: tinh}}\n'
    registry.write_text(f"{head}\nagencies:\n{top}{rows}{group}", "utf-8", newline="\n")
    head = plan.read_text("utf-8").partition("\nsub_plans:\n")[0]
    tasks = "".join(_TASK.format(n=n, said=GENERATED, schedule=text) for n, text in enumerate(schedules, 1))
    text = f'{head}\nsections:\n  - id: "I"\n    title: "{GENERATED}nhiệm vụ"\n    tasks:\n{tasks}'
    plan.write_text(text, "utf-8", newline="\n")


def commit(root: Path) -> None:
    """Put a repository in git."""
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=a", "-c", "user.email=a@a", "commit", "-qm", "a"),
    ):
        subprocess.run(("git", "-C", str(root), *words), check=True)


def dated(count: int, shift: int = 0) -> list[str]:
    """Schedules by date, over the months of the year."""
    return [_BY_DATE.format(m=(n + shift) % 12 + 1) for n in range(count)]


def monthly(root: Path, size: int) -> None:
    """Agencies with 100 monthly tasks: 1,200 obligations for each agency."""
    province(root, size, [_MONTHLY] * 100)


def every_day_moved(root: Path, size: int) -> None:
    """A plan of many tasks for many agencies in git, with every day moved since."""
    agencies, tasks = size * 5, 3_000
    province(root, agencies, dated(tasks))
    commit(root)
    shutil.rmtree(root / "plans")
    shutil.rmtree(root / "agencies")
    other = root.parent / "other"
    province(other, agencies, dated(tasks, 1))
    for name in ("plans", "agencies"):
        shutil.move(other / name, root / name)
    shutil.rmtree(other)


def many_plans(root: Path, size: int) -> None:
    """A git tree of many plan files, one of them changed."""
    write_repository(root)
    plan = (root / "plans/2021.yaml").read_text("utf-8")
    head, _, rest = plan.partition("\nsub_plans:\n")
    assert rest
    task = _TASK.format(n=1, said=GENERATED, schedule=_MONTHLY).replace("moi-co-quan", "so-tp")
    text = f'{head}\nsections:\n  - id: "I"\n    title: "{GENERATED}"\n    tasks:\n{task}'
    for n in range(size):
        own = text.replace('\nid: "2021"\n', f'\nid: "p{n}"\n', 1)
        (root / f"plans/p{n}.yaml").write_text(own, "utf-8", newline="\n")
    commit(root)
    changed = root / "plans/p0.yaml"
    changed.write_text(changed.read_text("utf-8").replace("kết quả số", "sản phẩm số"), "utf-8", newline="\n")


def unknown_duties(root: Path, size: int) -> None:
    """One sealed slip whose entries are all on duties that no plan has."""
    write_repository(root)
    entries = [{"duty": f"x{n}", "status": "done"} for n in range(size)]
    content = {
        "schema_version": 1,
        "id": "2021-06-16-a",
        "plan": "2021",
        "period": "2021-Q2",
        "agency": "so-tttt",
        "date": date(2021, 6, 16),
        "entries": entries,
    }
    file = root / f"progress/2021/Q2/so-tttt/{content['id']}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(with_checksum(content), "utf-8", newline="\n")


@dataclass(frozen=True)
class Work:
    """A command on a generated repository of a size; the first run takes a tenth of it."""

    name: str
    make: Callable[[Path, int], None]
    size: int
    words: str
    command: tuple[str, ...]


DAY = ("--as-of", "2021-07-20")
WORKS = (
    Work("diff-days", every_day_moved, 1_000, "5,000 agencies × 3,000 tasks, every day moved", ("diff",)),
    Work("diff-plans", many_plans, 20_000, "20,000 plan files, one changed", ("diff",)),
    Work("status", monthly, 1_000, "1,000 agencies × 100 monthly tasks", ("status", *DAY)),
    Work(
        "report",
        monthly,
        1_000,
        "1,000 agencies × 100 monthly tasks",
        ("report", "quarterly", "--quarter", "2", "-o", "bao-cao.md", "--force", *DAY),
    ),
    Work("validate", unknown_duties, 4_000, "a slip with 4,000 entries on unknown duties", ("validate",)),
)
HEAD = "| work | input | tenth, s | whole, s | ratio |\n|---|---|---:|---:|---:|\n"


def spent() -> float:
    """The processor time of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(work: Work, size: int, limit: float) -> float:
    """The processor time of the command; infinite when it takes longer than the limit on the clock."""
    with tempfile.TemporaryDirectory(prefix="kst-small-") as place:
        root = Path(place) / "kho"
        work.make(root, size)
        before = spent()
        try:
            subprocess.run((KST, *work.command), cwd=root, capture_output=True, timeout=limit, check=False)
        except subprocess.TimeoutExpired:
            return float("inf")
        return spent() - before


def measured(works: Iterable[Work], limit: float) -> Iterator[tuple[str, float]]:
    """A line of the table, and how many times as long ten times the input takes."""
    for work in works:
        tenth, whole = (seconds(work, size, limit) for size in (work.size // 10, work.size))
        line = f"| {work.name} | {work.words} | {tenth:.1f} | {whole:.1f} | {whole / tenth:.1f} |"
        yield line, whole / tenth


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=[work.name for work in WORKS])
    parser.add_argument("--limit", type=float, default=600, help="seconds for a command")
    parser.add_argument("--keep", action="store_true", help="write the table into README.md")
    wanted = parser.parse_args()
    rows, worst = [], 0.0
    print(HEAD, end="")
    for line, ratio in measured((w for w in WORKS if wanted.only in {None, w.name}), wanted.limit):
        print(line, flush=True)
        rows.append(line)
        worst = max(worst, ratio)
    if wanted.keep:
        put(README, "small inputs", HEAD + "\n".join(rows))
    return 1 if worst > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
