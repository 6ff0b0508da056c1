"""Every command of kst with words that make it work, and every format it has.

The commands and their formats are read from the program itself; only the words are ours, so a command
without words is found (`without_words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kstthc_cli.cli.app import kst
from kstthc_cli.cli.command_groups import every_command

AS_OF = "2021-07-01"
GROUND = ("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20")
REQUEST = "<yêu cầu>"
"""Stands for the id of the request that the repository has; it is known when there is one."""
FORMAT = "<dạng>"
"""Stands for the format that is tried, where every format needs a place of its own."""
OUT = "ra"
"""The folder, below the working folder, into which files are written."""

DOCUMENT = Path(__file__).resolve().parent.parent / "tests" / "importing" / "D2.docx"
WORDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("due",): ("--agency", "Sở TTTT", "--quarter", "2"),
    ("status",): ("--quarter", "2"),
    ("missing",): ("--quarter", "2", "--level", "huyen"),
    ("overdue",): ("--level", "so"),
    ("overview",): ("--quarter", "2"),
    ("upcoming",): ("--level", "so"),
    ("search",): ("tau ca",),
    ("history",): ("10",),
    ("request", "list"): ("--all",),
    ("form", "list"): (),
    ("form", "show"): ("II.06a", "--quarter", "2"),
    ("agencies",): (),
    ("agencies", "show"): ("so tttt",),
    ("plan", "show"): ("--head",),
    ("plan", "derive"): ("--agency", "Sở Y tế"),
    ("template", "fields"): (),
    ("template", "check"): ("ra/mau/report.docx",),
    ("validate",): (),
    ("explain",): (),
    ("schema",): ("report",),
    ("diff",): (),
    ("report", "quarterly"): ("--quarter", "2"),
    ("report", "half-year"): ("--half", "1"),
    ("report", "nine-month"): ("--agency", "Sở TTTT"),
    ("report", "yearly"): ("--agency", "Sở TTTT"),
    ("report", "adhoc"): ("--request", REQUEST),
    ("report", "annex"): ("--quarter", "2"),
    ("report", "highlight"): ("2021-07", "--quarter", "2"),
    ("report", "plan"): (),
    ("report", "assignment"): ("--agency", "Sở Y tế"),
    ("report", "reminder"): ("--all-missing", "--together"),
    ("fmt",): (),
    ("record",): (
        *("10", "--agency", "Sở TTTT", "--quarter", "2", "--status", "done"),
        *("--text", "Đã cập nhật 120 thủ tục, “đủ” & đúng.", "--document", "12/BC-STTTT"),
    ),
    ("request", "open"): (
        *("39b", "--due", "2021-08-20", "--document", "45/VPCP-KSTT"),
        *("--subject", "Báo cáo đột xuất"),
    ),
    ("request", "withdraw"): (REQUEST, "--reason", "Văn bản đã thu hồi."),
    ("report", "prepare"): ("--quarter", "2", "--agency", "Sở TTTT"),
    ("report", "close"): ("--quarter", "2", "--by", "Nguyễn Thị B"),
    ("template", "export"): (f"{OUT}/mau",),
    ("init",): (f"{OUT}/kho-moi",),
    ("amend", "MÃ"): ("25", "--deadline", "Quý IV", *GROUND),
    ("amend", "add-task"): (
        *("--section", "IX", "--content", "Tổ chức hội thi.", "--result", "Kế hoạch."),
        *("--deadline", "Quý III", "--add-agency", "Văn phòng UBND tỉnh", "--role", "chủ trì", *GROUND),
    ),
    ("amend", "drop-task"): ("12", *GROUND),
    ("new-year",): ("2022",),
    ("collect", "export"): ("--quarter", "2", "--agency", "Sở Y tế", "-o", f"{OUT}/gui", "--force"),
    ("collect", "import"): (f"{OUT}/gui",),
    ("collect", "status"): ("--quarter", "2"),
    ("calendar", "export"): ("--agency", "Sở TTTT", "--remind", "7,1"),
    ("calendar", "draft"): ("2027", "--force"),
    ("agencies", "update"): ("--year", "2026"),
    ("import",): (str(DOCUMENT), "--plan-id", "2030"),
    ("site",): ("-o", f"{OUT}/trang", "--force"),
    ("export",): ("-o", f"{OUT}/{FORMAT}", "--force"),
    ("national", "summary"): (f"{OUT}/parquet",),
}
"""The words of every command, in an order in which each finds what it needs."""

FIRST = (("template", "export"), ("init",), ("record",), ("request", "open"), ("report", "prepare"))
EXTRA = (
    ("explain", "KST035"),
    ("validate", "--base", "HEAD"),
    ("fmt", "--check"),
    ("plan", "show", "19", "39"),
)
"""Command lines that show what the words of `WORDS` do not."""
LAST = (
    ("report", "close"),
    ("amend", "MÃ"),
    ("amend", "add-task"),
    ("amend", "drop-task"),
    ("diff",),
    ("request", "withdraw"),
    ("new-year",),
    ("import",),
    ("calendar", "draft"),
    ("agencies", "update"),
    ("fmt",),
    ("validate",),
)
_ENDINGS = {"text": "txt", "markdown": "md"}


@dataclass(frozen=True)
class Command:
    """A command as the program declares it."""

    path: tuple[str, ...]
    options: frozenset[str]
    formats: tuple[str, ...]

    @property
    def called(self) -> tuple[str, ...]:
        """The words by which it is called: `kst amend 25` names no command."""
        return tuple(word for word in self.path if word != "MÃ")


@dataclass(frozen=True)
class Step:
    """One command line, without `--root`."""

    command: tuple[str, ...]
    words: tuple[str, ...]
    asked: str = ""
    """What it is there for: a format, the ending of a file, help."""


def commands() -> list[Command]:
    """Every command there is, however deep in groups; groups that do something are commands, too."""
    return list(_commands())


def _commands() -> Iterator[Command]:
    for path, command in every_command(kst()):
        if not hasattr(command, "commands") or command.invoke_without_command:
            options = frozenset(name for p in command.params for name in p.opts)
            help_ = next((p.help for p in command.params if "--format" in p.opts), "")
            yield Command(path, options, tuple(re.findall(r"[a-z]+(?=,| hoặc|\.)", help_)))


def without_words() -> list[str]:
    """Commands for which no words are kept here, and words for which there is no command."""
    real = {command.path for command in commands()}
    return sorted(" ".join(path) for path in real ^ WORDS.keys())


def steps() -> list[Step]:
    """Every command in every format, and what shows a little more."""
    by_path = {command.path: command for command in commands()}
    middle = [path for path in WORDS if path not in (*FIRST, *LAST)]
    return [
        *(step for path in (*FIRST, *middle, *LAST) for step in steps_of(by_path[path])),
        *(Step((words[0],), words, "extra") for words in EXTRA),
    ]


def steps_of(command: Command) -> list[Step]:
    """A command in all its formats; where it writes data, it tries in every format and then does it.

    A format that can be written goes to a file, every other one to standard output; words that have `-o`
    name a folder.
    """
    words = (*command.called, *WORDS[command.path])
    if "--as-of" in command.options:
        words = (*words, "--as-of", AS_OF)
    dry = ("--dry-run",) if "--dry-run" in command.options else ()
    filed = tuple(
        f for f in command.formats if f in _WRITTEN and "-o" in command.options and "-o" not in words
    )
    found = [
        Step(command.path, (*_for(format_, words), *dry, "--format", format_), format_)
        for format_ in command.formats
        if format_ not in filed
    ]
    if dry or not command.formats:
        found.append(Step(command.path, words, "written" if dry else "plain"))
    name = "-".join(command.called)
    files = [(ending, f"{OUT}/{name}.{ending}") for ending in (_ENDINGS.get(f, f) for f in filed)]
    return found + [
        Step(command.path, (*words, "-o", file, "--force"), f".{ending}") for ending, file in files
    ]


def _for(format_: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.replace(FORMAT, format_) for word in words)


_WRITTEN = ("text", "json", "csv", "markdown", "sarif", "html", "docx", "xlsx", "yaml")
