"""Every command line of kst that writes a file, to be tried on one small repository.

A `Place` is a folder with a repository `kho/`, a folder `out/` for results, and `spare/` for whatever is
no part of a trial. It can be put back to what it was.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from kstthc_cli.cli.app import kst
from kstthc_cli.cli.command_groups import every_command
from kstthc_cli.main import run
from kstthc_cli.store.init import write_repository

LEFT = re.compile(r"\.kst-[a-z0-9_]{8}\.tmp|\.kst-init-[a-z0-9_]{8}")
"""What a killed write may leave behind; nothing reads it."""

DAY = "--as-of 2021-06-10"
GROUND = "--ground 512/QĐ-UBND --ground-date 2021-05-20"
OLD = b"old content\n" * 300
READ_ONLY = ("explain",)
"""Commands that write nothing but their answer on the screen."""

Files = dict[str, bytes]


@dataclass(frozen=True)
class Writer:
    """A command line that writes: its name in the table, the command as help lists it, its words.

    `many` files may be written one after the other; `said` on standard output is how it ends.
    """

    name: str
    command: str
    words: str
    many: bool = False
    dirty: bool = False

    def line(self, place: Place) -> list[str]:
        """The words for a place; those of `-o` go to a file that is there already."""
        known = {"out": place.out, "kho": place.kho, "request": place.request}
        return [word.format(**known) for word in shlex.split(self.words)]


def _record(words: str) -> str:
    return f"record 10 --quarter 2 --status done {words} {DAY}"


_REPORTS = {
    "quarterly": ("--quarter 2", ("md", "html", "docx", "json")),
    "half-year": ("", ("md",)),
    "nine-month": ("", ("html",)),
    "yearly": ("", ("docx",)),
    "adhoc": ("--request {request}", ("docx",)),
    "annex": ("--quarter 2", ("md", "html", "docx", "json")),
    "plan": ("", ("html",)),
    "assignment": ("--agency so-yt", ("docx",)),
    "reminder": ("--agency so-yt", ("md",)),
}
_THREE = "--agency so-yt --agency so-tttt --agency so-tp"
_LISTS = {
    "due": (DAY, ("txt", "json", "csv", "md")),
    "status": (DAY, ("json", "csv")),
    "missing": (DAY, ("csv",)),
    "overdue": (DAY, ("txt",)),
    "overview": (DAY, ("md", "docx")),
    "upcoming": (DAY, ("csv",)),
    "search": ("thu", ("json",)),
    "form list": ("", ("csv",)),
    "form show": (f"II.06a --quarter 2 {DAY}", ("csv", "xlsx")),
    "collect status": (f"--quarter 2 {DAY}", ("csv",)),
    "calendar export": (f"--agency so-yt {DAY}", ("ics",)),
    "history": (f"10 {DAY}", ("json",)),
    "validate": ("", ("json", "sarif")),
    "schema": ("plan", ("json",)),
    "diff": ("", ("md",)),
    "plan show": ("", ("txt",)),
    "plan derive": (f"--agency so-yt {DAY}", ("yaml", "docx")),
    "request list": (DAY, ("csv",)),
    "agencies show": ("so-yt", ("csv",)),
    "template check": ("{kho}/templates/report.docx", ("txt",)),
    "template fields": ("", ("json",)),
}


def _with_output() -> Iterator[Writer]:
    reports = {f"report {kind}": (f"{words} {DAY}", of) for kind, (words, of) in _REPORTS.items()}
    for command, (words, endings) in {**_LISTS, **reports}.items():
        for ending in endings:
            line = f"{command} {words} -o {{out}}/old.{ending} --force"
            yield Writer(f"{command} -o {ending}", command, line)


WRITERS = (
    Writer("record", "record", _record('--agency so-tttt --text "Đã xong."')),
    Writer("record beside others", "record", _record('--agency so-yt --text "Dài. Dài. Dài."')),
    Writer("record --file", "record", f"record --file {{out}}/phieu.yaml {DAY}"),
    Writer(
        "request open",
        "request open",
        f"request open 3b --due 2021-08-20 --document 45/VPCP --subject Gấp {DAY}",
    ),
    Writer(
        "request open --supersede",
        "request open",
        "request open 3b --due 2021-08-25 --document 46/VPCP --subject Gấp --supersede {request} " + DAY,
    ),
    Writer("request withdraw", "request withdraw", f"request withdraw {{request}} --reason Thôi {DAY}"),
    Writer("amend", "amend MÃ", f"amend 10 --drop-agency so-yt {GROUND} {DAY}"),
    Writer(
        "amend add-task",
        "amend add-task",
        'amend add-task --section I --content "Tổ chức hội thi." --result "Kế hoạch." --deadline "Quý III" '
        f'--add-agency so-yt --role "chủ trì" {GROUND} {DAY}',
    ),
    Writer("amend drop-task", "amend drop-task", f"amend drop-task 10 {GROUND} {DAY}"),
    Writer("fmt", "fmt", "fmt", many=True, dirty=True),
    Writer("new-year", "new-year", f"new-year 2022 {DAY}"),
    Writer("agencies update", "agencies update", "agencies update --year 2026"),
    Writer("calendar draft", "calendar draft", "calendar draft 2027"),
    Writer("import", "import", "import {out}/ke-hoach.md --plan-id 2030"),
    Writer(
        "collect export",
        "collect export",
        f"collect export --quarter 2 --agency so-yt {DAY} -o {{out}}/gui",
        many=True,
    ),
    Writer("collect import", "collect import", f"collect import {{out}}/ve {DAY}", many=True),
    Writer(
        "report reminder -o folder",
        "report reminder",
        f"report reminder {_THREE} --number-from 5 {DAY} -o {{out}}/don-doc",
        many=True,
    ),
    Writer("report prepare", "report prepare", f"report prepare --quarter 2 {DAY}"),
    Writer("report highlight", "report highlight", f"report highlight 2021 --quarter 2 {DAY}"),
    Writer("report close", "report close", f"report close --quarter 1 {DAY}"),
    Writer("template export", "template export", "template export {out}/mau", many=True),
    Writer(
        "template export --force",
        "template export",
        "template export --name reminder.html.j2 --force {kho}/templates",
    ),
    Writer("init", "init", "init {out}/moi"),
    Writer("init in an empty folder", "init", "init {out}/trong"),
    Writer("site", "site", f"site {DAY} -o {{out}}/trang", many=True),
    Writer("site of an agency", "site", f"site --agency so-yt {DAY} -o {{out}}/new.html"),
    Writer("export", "export", f"export {DAY} -o {{out}}/bang", many=True),
    Writer("export -o sqlite", "export", f"export {DAY} -o {{out}}/kho.sqlite", many=True),
    Writer(
        "national summary",
        "national summary",
        "national summary {out}/national -o {out}/old.csv --force",
    ),
    Writer("due -o new file", "due", f"due {DAY} -o {{out}}/new.json"),
    *_with_output(),
)


def commands() -> Iterator[str]:
    """Every command of the program as it is typed, without groups."""
    for words, command in every_command(kst()):
        if not hasattr(command, "commands"):
            yield " ".join(words)


# The place


@dataclass
class Place:
    """Where trials are made; `before` is what lies there at first, without `.git/` and `.kst/`.

    `cache` is what lies in `.kst/`, so that every run of a command line takes the same steps.
    """

    folder: Path
    request: str = ""
    before: Files = field(default_factory=dict)
    cache: Files = field(default_factory=dict)

    @property
    def kho(self) -> Path:
        """The repository."""
        return self.folder / "kho"

    @property
    def out(self) -> Path:
        """The folder for results."""
        return self.folder / "out"

    def files(self) -> Files:
        """Everything that is there now, by path; folders that hold nothing are left out."""
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for top in (self.kho, self.out)
            for file in _below(top)
        }

    def restore(self, now: Files) -> None:
        """Put everything back that is not as it was."""
        for path in now.keys() - self.before.keys():
            (self.folder / path).unlink()
        for path, content in self.before.items():
            if now.get(path) != content:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(content)
        for folder in (self.out, self.kho / "progress", self.kho / "requests", self.kho / "reports"):
            _drop_empty(folder)
        self._restore_cache()
        (self.out / "trong").mkdir(exist_ok=True)

    def cached(self) -> Files:
        """The files in `.kst/` now, by name."""
        folder = self.kho / ".kst"
        files = folder.iterdir() if folder.is_dir() else ()
        return {file.name: file.read_bytes() for file in files if file.is_file()}

    def _restore_cache(self) -> None:
        now = self.cached()
        for name in now.keys() - self.cache.keys():
            (self.kho / ".kst" / name).unlink()
        for name, content in self.cache.items():
            if now.get(name) != content:
                (self.kho / ".kst").mkdir(exist_ok=True)
                (self.kho / ".kst" / name).write_bytes(content)

    def make_dirty(self) -> None:
        """Give two files a layout that `kst fmt` changes."""
        for path in ("kho/plans/2021.yaml", "kho/agencies/quang-ngai.yaml"):
            self.before[path] = self.before[path].replace(b"\n", b"\r\n")
            (self.folder / path).write_bytes(self.before[path])


def _below(folder: Path) -> Iterator[Path]:
    for item in sorted(folder.iterdir()):
        if item.is_dir() and not item.is_symlink():
            if item.name not in {".git", ".kst"}:
                yield from _below(item)
        else:
            yield item


def _drop_empty(folder: Path) -> None:
    """Remove the folders below a folder that hold nothing; writes make theirs anew."""
    for place, _, _ in os.walk(folder, topdown=False):
        if Path(place) != folder:
            try:
                Path(place).rmdir()
            except OSError as error:
                if error.errno != errno.ENOTEMPTY:
                    raise


_PLAN = """| STT | Nhiệm vụ | Cơ quan chủ trì | Kết quả | Thời gian |
|---|---|---|---|---|
| 1 | Lập kế hoạch. | Sở Y tế | Kế hoạch | Quý I |
"""


def make_place(folder: Path) -> Place:
    """A repository with the first sections of the sample, some slips and a request, in git."""
    place = Place(folder)
    write_repository(place.kho)
    _make_small(place.kho)
    place.out.mkdir()
    _quietly(place, shlex.split(f"template export {place.kho}/templates"))
    with (place.kho / "templates" / "reminder.html.j2").open("ab") as template:
        template.write(b"\n")
    for line in (
        _record('--agency so-yt --text "Đã xong."'),
        f"request open 3b --due 2021-08-20 --document 44/VPCP --subject Gấp {DAY}",
        f"status {DAY}",
    ):
        _quietly(place, shlex.split(line))
    _answered_workbook(place)
    if find_spec("duckdb"):
        _quietly(place, shlex.split(f"export --format parquet {DAY} -o {place.out / 'national'}"))
    _in_git(place.kho)
    place.request = next((place.kho / "requests").rglob("*.yaml")).stem
    endings = {writer.line(place)[-2].rpartition(".")[2] for writer in WRITERS if "--force" in writer.words}
    for ending in sorted(endings - {""}):
        (place.out / f"old.{ending}").write_bytes(OLD)
    (place.out / "ke-hoach.md").write_text(_PLAN, encoding="utf-8")
    (place.out / "phieu.yaml").write_text(
        'agency: "so-tttt"\nquarter: 2\nentries:\n'
        + "".join(f'  - {{duty: "{duty}", status: "done", text: "Xong."}}\n' for duty in ("10", "4")),
        encoding="utf-8",
    )
    place.before = place.files()
    for warm in ("due --as-of 2021-06-10", "report quarterly --quarter 2", "report plan"):
        for ending in ("md", "html", "docx"):  # so that whoever has no rights need not import a module
            if ending == "md" or warm.startswith("report"):
                _quietly(place, [*warm.split(), "-o", str(place.out / f"warm.{ending}"), "--force"])
    _quietly(place, shlex.split(f"form show II.06a --quarter 2 {DAY} -o {place.out / 'warm.xlsx'} --force"))
    place.restore(place.files())
    return place


def _answered_workbook(place: Place) -> None:
    """A workbook as it comes back: the first duty is finished."""
    from openpyxl import load_workbook

    _quietly(place, shlex.split(f"collect export --quarter 2 --agency so-tttt {DAY} -o {place.out / 've'}"))
    [file] = (place.out / "ve").glob("*.xlsx")
    book = load_workbook(file)
    rows = book["Nhiệm vụ"].iter_rows()
    heads = [cell.value for cell in next(rows)]
    first = next(row for row in rows if str(row[0].value).startswith("kst:row:"))
    first[heads.index("kst:column:status")].value = "hoàn thành"
    book.save(file)


def _quietly(place: Place, words: list[str]) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(["--root", str(place.kho), *words])
    if code:
        raise ValueError(f"{words}: {said.getvalue()}")


def _make_small(root: Path) -> None:
    """Three sections and three communes are enough, and quick."""
    plan, agencies = root / "plans" / "2021.yaml", root / "agencies" / "quang-ngai.yaml"
    plan.write_text(plan.read_text("utf-8").partition('  - id: "IV"')[0], "utf-8")
    lines = agencies.read_text("utf-8").split("\n")
    communes = [line for line in lines if "level: xa" in line]
    agencies.write_text("\n".join(line for line in lines if line not in communes[3:]), "utf-8")


def _in_git(root: Path) -> None:
    """Commit everything, with no settings of whoever runs this."""
    settings = ("user.name=Cán bộ", "user.email=can-bo@example.vn", "core.fsync=none", "gc.auto=0")
    chosen = [word for pair in settings for word in ("-c", pair)]
    for words in ("init -q", "add -A", "commit -q -m base"):
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(["git", *chosen, *words.split()], cwd=root, check=True, env=environment)


def remove(folder: Path) -> None:
    """Delete a folder with everything in it."""
    shutil.rmtree(folder, ignore_errors=True)
