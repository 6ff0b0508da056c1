"""Writes down what this version promises: `PYTHONPATH=.:src:hardening python -m tests.promises.freeze`.

Lines are only added. What is gone or said otherwise is a promise that was broken: it is named, and nothing
is written; who means it takes the line out by hand, and says so in CHANGELOG.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.promises import shapes
from tests.support.running import copy_sample

FROZEN = Path(__file__).parent / "frozen"
PURE: dict[str, Callable[[], list[str]]] = {
    "problem-codes": shapes.problem_codes,
    "exit-codes": shapes.exit_codes,
    "interface": lambda: [
        *shapes.options(),
        *shapes.schema_fields(shapes.FILE_KINDS),
        *shapes.schema_fields(shapes.OUTPUT_KINDS),
        *shapes.csv_columns(),
    ],
    "formats": shapes.formats,
    "template-fields": shapes.template_fields,
}
OF_THE_SAMPLE: dict[str, Callable[[Path], list[str]]] = {
    "printed-fields": shapes.printed_fields,
    "obligations-2021": shapes.obligations,
}


def frozen(name: str) -> list[str]:
    """What was promised; nothing where no version promised anything yet."""
    file = FROZEN / f"{name}.txt"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def main() -> int:
    """Write every list, unless a promise is broken."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_sample(Path(folder) / "kho")
        now = {name: make() for name, make in PURE.items()}
        now |= {name: make(root) for name, make in OF_THE_SAMPLE.items()}
    gone = [f"{name}: {line}" for name, lines in now.items() for line in frozen(name) if line not in lines]
    sys.stderr.write("".join(f"{line}\n" for line in gone))
    for name, lines in ({} if gone else now).items():
        text = "\n".join(sorted(set(lines))) + "\n"
        (FROZEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    return int(bool(gone))


if __name__ == "__main__":
    sys.exit(main())
