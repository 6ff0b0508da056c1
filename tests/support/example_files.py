"""The examples of `tests/examples`: where they lie, what each changes, and what is expected of it.

Each example changes a small valid repository, `ok/minimal`. It is either one file, put in place of
the file of its kind (or, a slip, beside them):

    bad/KST031/unknown-agency@36-31.plan.yaml

or a folder of files, laid over the repository:

    bad/KST032/closed-before-the-year/agencies/quang-ngai.yaml
    bad/KST032/closed-before-the-year/plans/2021@36-31.yaml

Each `@line-column` in a name tells where the code of the folder is expected, and nothing else is.
So a new case is a new file (the seal of a slip is what `kst record` writes). `ok/` holds, in the same
form, what must be without any problem.

An example that has a `.gitattributes` is about what git does, so its repository is put in git.

`amended/` holds, in the same form, changes of the minimal repository that `kst validate --base` finds
fault with. A folder may have a folder `base` in it, which is laid over the repository before the change.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.repositories import in_git

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
MINIMAL = EXAMPLES / "ok" / "minimal"
KIND_FILES = {
    "plan": "plans/2021.yaml",
    "agencies": "agencies/quang-ngai.yaml",
    "calendar": "calendar/2021.yaml",
    "form": "forms/bieu-1.yaml",
    "slip": "progress/2021/Q3/so-tp/phieu-1.yaml",
}
_MARK = re.compile(r"@(\d+)-(\d+)")

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Example:
    """A case: its name, its code (empty for a good one), and the file or folder that makes it."""

    name: str
    code: str
    source: Path

    @property
    def kind(self) -> str:
        """What one file is an example of: plan, agencies, calendar or slip; empty for a folder."""
        return "" if self.source.is_dir() else self.source.name.split(".")[-2]

    @property
    def expected(self) -> list[Place]:
        """Path, line and column of every problem, in their order."""
        return sorted(
            (path, int(line), int(column))
            for path, file in self._parts()
            for line, column in _MARK.findall(file.name)
        )

    def build(self, root: Path) -> Path:
        """Make `root` the minimal repository with this example in it."""
        minimal(root)
        self.lay_over(root)
        return in_git(root) if (root / ".gitattributes").exists() else root

    def lay_over(self, root: Path) -> Path:
        """Lay the files of this example over a repository."""
        for path, file in self._parts():
            target = root / path
            if file.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
        return root

    def base(self, root: Path) -> Path:
        """Make `root` what the repository was before the change of this example."""
        minimal(root)
        for file in sorted(file for file in self.source.glob("base/**/*") if file.is_file()):
            target = root / file.relative_to(self.source / "base")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
        return root

    def _parts(self) -> Iterator[tuple[str, Path]]:
        if self.kind:
            yield KIND_FILES[self.kind], self.source
            return
        for file in sorted(self.source.rglob("*")):
            path = file.relative_to(self.source)
            if path.parts[0] != "base":
                yield _MARK.sub("", path.as_posix()), file


def minimal(root: Path) -> Path:
    """Make `root` a small repository without any problem."""
    return Path(shutil.copytree(MINIMAL, root, dirs_exist_ok=True))


def change(root: Path, kind: str, old: str, new: str) -> Path:
    """Replace a text that occurs once in the file of a kind."""
    file = root / KIND_FILES[kind]
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return file


def break_five(root: Path) -> Path:
    """Put five problems into three files of the minimal repository; the last is a warning."""
    change(root, "agencies", "levels, id: so-ban-nganh", "levels, id: so-tp")
    change(root, "calendar", "last: 2021-09-03", "last: 2021-09-01")
    change(root, "plan", "appraise: [so-tp]", "appraise: [so-ttt, so-tp, so-xyz]")
    change(root, "plan", 'by: "2021-Q3"', 'by: "2012-Q3"')
    change(root, "plan", "[so-ban-nganh]", "[so-tp]")
    return root


def good_examples() -> list[Example]:
    """Everything in `ok/`."""
    return [_example("", source) for source in sorted((EXAMPLES / "ok").iterdir())]


def bad_examples() -> list[Example]:
    """Everything in `bad/`, by code."""
    return [
        _example(folder.name, source)
        for folder in sorted((EXAMPLES / "bad").iterdir())
        for source in sorted(folder.iterdir())
    ]


def amended_examples() -> list[Example]:
    """Everything in `amended/`, by code."""
    return [
        _example(folder.name, source)
        for folder in sorted((EXAMPLES / "amended").iterdir())
        for source in sorted(folder.iterdir())
    ]


def _example(code: str, source: Path) -> Example:
    case = _MARK.sub("", source.name).removesuffix(".yaml")
    return Example(f"{code or 'ok'}/{case}", code, source)
