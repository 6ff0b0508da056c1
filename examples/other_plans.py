"""Three plans that are not the sample: from a signed document to a report, each a repository of its own.

    python examples/other_plans.py            writes plans and documents again

The documents, agencies and calendars are made up, and say so. What a person would decide of each draft stands
in `decided`: the text that `kst import` writes, and the text that it becomes.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.main import run

EXAMPLES = Path(__file__).resolve().parent


class Example(NamedTuple):
    """A repository: its folder, the signed document, the plan, a day to ask at, and what was decided."""

    folder: str
    document: str
    plan: str
    as_of: str
    decided: Mapping[str, str]


SUBJECT = 'subject: "Công tác kiểm soát thủ tục hành chính"'
ISSUED = {'status: "draft"': 'status: "issued"'}
EXAMPLES_MADE = (
    Example(
        "xa-2026",
        "van-ban.md",
        "2026",
        "2026-03-20",
        ISSUED
        | {
            "  issued: 2026-01-15\n": "  issued: 2026-01-15\n  effective: 2026-01-15\n",
            '\nagencies: "xa-vi-du"': f'\n{SUBJECT}\nagencies: "xa-vi-du"',
        },
    ),
    Example(
        "bo-2026",
        "van-ban.html",
        "2026",
        "2026-03-20",
        ISSUED
        | {
            '        decide:\n          - "hàng 10, cột 5: “30/6 và 30/11/2026” đọc là 2 thời hạn"\n': "",
            '\nagencies: "bo-vi-du"': f'\n{SUBJECT}\nagencies: "bo-vi-du"',
        },
    ),
    Example("tinh-2022", "van-ban.txt", "2022", "2022-03-20", ISSUED),
)
DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "ke-hoach.md": ("report", "plan"),
    "ke-hoach.docx": ("report", "plan"),
    "quy-1.md": ("report", "quarterly", "--quarter", "1"),
    "quy-1.docx": ("report", "quarterly", "--quarter", "1"),
    "viec.csv": ("due",),
}
"""Name of a file in `bao-cao/` → the words that write it."""


def call(root: Path, *words: str) -> None:
    """Run a command line in a repository. Raises SystemExit where it does not end well."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = run(["--root", str(root), *words])
    if code != 0:
        sys.exit(f"kst {' '.join(words)}: {int(code)}\n{told.getvalue()}")


def import_and_decide(example: Example, root: Path) -> str:
    """The plan of an example as it is issued, written from its document. Raises SystemExit."""
    file = root / "plans" / f"{example.plan}.yaml"
    file.parent.mkdir(exist_ok=True)
    call(root, "import", str(root / example.document), "--plan-id", example.plan, "-o", str(file), "--force")
    text = file.read_text(encoding="utf-8")
    for before, after in example.decided.items():
        if before not in text:
            sys.exit(f"{example.folder}: not in the draft: {before}")
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8", newline="\n")
    return text


def make(example: Example) -> None:
    """Write the plan and the documents of an example again."""
    root = EXAMPLES / example.folder
    import_and_decide(example, root)
    call(root, "validate")
    (root / "bao-cao").mkdir(exist_ok=True)
    for name, words in DOCUMENTS.items():
        call(root, *words, "--as-of", example.as_of, "-o", str(root / "bao-cao" / name), "--force")


if __name__ == "__main__":
    for one in EXAMPLES_MADE:
        make(one)
