"""A small plan repository in git, and clerks who work on branches of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.running import PROJECT, copy_sample

STARTER = PROJECT / "src" / "kstthc_cli" / "starter"
_RESULT = re.compile(r'^ +- "(?!- )[^"]*"$')


def git_environment(autocrlf: str = "false") -> dict[str, str]:
    """No settings of whoever runs the tests; line ends as the platform of some clerk has them."""
    chosen = {
        "user.name": "Cán bộ",
        "user.email": "can-bo@example.vn",
        "commit.gpgsign": "false",
        "core.autocrlf": autocrlf,
        "core.safecrlf": "false",
        "core.fsync": "none",
        "gc.auto": "0",
        "init.defaultBranch": "main",
    }
    numbered = {
        f"GIT_CONFIG_{what}_{n}": word
        for n, pair in enumerate(chosen.items())
        for what, word in zip(("KEY", "VALUE"), pair, strict=True)
    }
    fixed = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": str(len(chosen)),
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**others, **fixed, **numbered}


def small_repository(root: Path) -> Path:
    """The sample repository with its first three sections and few communes, committed."""
    copy_sample(root)
    plan, agencies = root / "plans" / "2021.yaml", root / "agencies" / "quang-ngai.yaml"
    plan.write_text(plan.read_text("utf-8").partition('  - id: "IV"')[0], "utf-8")
    lines = agencies.read_text("utf-8").split("\n")
    communes = [line for line in lines if "level: xa" in line]
    agencies.write_text("\n".join(line for line in lines if line not in communes[3:]), "utf-8")
    shutil.copy(STARTER / "gitattributes", root / ".gitattributes")
    shutil.copy(STARTER / "gitignore", root / ".gitignore")
    for words in ("init -q", "add -A", "commit -q -m base"):
        git(root, *words.split())
    return root


def git(root: Path, *words: str, autocrlf: str = "false") -> str:
    """What git says; it must end well."""
    done = subprocess.run(
        ["git", *words], cwd=root, env=git_environment(autocrlf), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"git {' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


@dataclass
class Clerk:
    """Somebody with a branch and a folder of their own, and all files that must be in it."""

    number: int
    root: Path
    autocrlf: str
    known: dict[str, bytes] = field(default_factory=dict)

    def git(self, *words: str) -> str:
        return git(self.root, *words, autocrlf=self.autocrlf)

    def wrote(self, path: str) -> None:
        """Remember a file that was just written."""
        self.known[path] = (self.root / path).read_bytes()

    def lost(self) -> list[str]:
        """Files that are not there as they were written."""
        return [
            path
            for path, content in self.known.items()
            if not (self.root / path).is_file() or (self.root / path).read_bytes() != content
        ]

    def commit(self) -> None:
        """Commit whatever there is, if there is anything."""
        self.git("add", "-A")
        if self.git("status", "--porcelain"):
            self.git("commit", "-q", "-m", f"Việc của {self.number}")

    def merge(self, other: Clerk) -> None:
        """A plain `git merge` of what the other has committed."""
        self.git("merge", "-q", "--no-edit", branch(other.number))
        self.known |= other.known

    def reword(self, which: int, clerks: int) -> None:
        """Change the words of a result that only this clerk amends; no two such lines are close."""
        plan = self.root / "plans" / "2021.yaml"
        lines = plan.read_text("utf-8").split("\n")
        mine = _results(lines)[self.number :: clerks]
        place = mine[which % len(mine)]
        lines[place] = lines[place][:-1] + f' (sửa đổi {self.number})"'
        plan.write_bytes("\n".join(lines).encode())


def _results(lines: list[str]) -> list[int]:
    """The first line of every list of results in the tasks."""
    return [
        n + 1 for n, line in enumerate(lines) if line.strip() == "results:" and _RESULT.match(lines[n + 1])
    ]


def branch(number: int) -> str:
    """The name of a clerk's branch."""
    return f"can-bo-{number}"
