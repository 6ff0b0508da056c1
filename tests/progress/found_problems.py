"""What `kst validate` finds, and the ways in which people spoil files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.running import Kst

Q2 = ("--quarter", "2")
DONE = {"duty": "3", "status": "done"}
HERE = "progress/2021/Q2/so-yt"
COMMANDS = (("due", *Q2), ("status", *Q2), ("missing", *Q2), ("overdue",), ("history", "3"))


@dataclass(frozen=True)
class Found:
    """A problem: what it is and where."""

    code: str
    path: str
    line: int
    column: int
    severity: str


def found(kst: Kst, root: Path) -> list[Found]:
    """Every problem of a repository."""
    result = kst("validate", "--format", "json", root=root)
    problems: list[dict[str, Any]] = json.loads(result.out)["problems"]
    errors = [p for p in problems if p["severity"] == "error"]
    assert (result.code, result.err) == (1 if errors else 0, "")
    assert all(p["message"] and p["remedy"] for p in problems)
    return [Found(p["code"], p["path"], p["line"], p["column"], p["severity"]) for p in problems]


def one(kst: Kst, root: Path) -> Found:
    """The only problem of a repository."""
    [problem] = found(kst, root)
    return problem


def edit(file: Path, old: str, new: str) -> None:
    """Change a file as somebody with an editor does."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8", newline="\n")


def requested(root: Path, kst: Kst, duty: str = "5b") -> Path:
    """The file of a new request."""
    words = ("request", "open", duty, "--due", "2021-05-31", "--document", "1/VP", "--subject", "Đột xuất")
    told = kst(*words, "--as-of", "2021-05-10", "--format", "json", root=root)
    return root / str(json.loads(told.out)["path"])
