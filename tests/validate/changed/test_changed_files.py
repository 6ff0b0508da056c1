"""What kst says of a good file after a small change, and what changes in its lists: word for word, in `held`.

The files are those of the good examples; the changes are chosen at random, always the same. A line with `-`
or `+` is one of `kst due`, `kst status` or `kst request list` before or after the change:

    == WHAT WAS CHANGED
    lỗi[KST031] plans/2021.yaml:35:24 …
"""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from kstthc_cli.domain.progress.checksum import checksum_of
from kstthc_cli.main import run
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse
from tests.support.example_files import KIND_FILES, good_examples
from tests.support.held_files import difference, held, some
from tests.support.yaml_changes import changes

HELD = Path(__file__).parent / "held"
CHANGES = 12
AS_OF = ("--as-of", "2021-10-20")
LISTS = (
    ("due", "--period", "2021", "--format", "csv", *AS_OF),
    ("status", "--period", "2021", "--format", "json", *AS_OF),
    ("request", "list", "--all", "--format", "csv", *AS_OF),
)
EXAMPLES = {
    example.name: example for example in good_examples() if not (example.source / ".gitattributes").exists()
}


def said(root: Path, *words: str) -> list[str]:
    """The lines that a command line prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run(["--root", str(root), *words])
    return (out.getvalue() + err.getvalue()).replace(str(root), "<kho>").splitlines()


def told(root: Path) -> tuple[list[str], list[str]]:
    """What is wrong in a repository, and the lists of one that nothing is wrong with."""
    wrong = said(root, "validate")
    faulty = any(line.startswith("lỗi") for line in wrong)
    return wrong, [] if faulty else [line for words in LISTS for line in said(root, *words)]


def sealed(text: str) -> str:
    """A slip or request with the seal that its content asks for, so that what lies behind it is read."""
    data = parse(Source("", text)).data
    if not isinstance(data, dict):
        return text
    seal = f'seal: "{checksum_of(data)}"\n'
    return re.sub(r"^seal:.*\n?", "", text, flags=re.MULTILINE) + seal


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_small_change_of_a_file(name: str, tmp_path: Path) -> None:
    example = EXAMPLES[name]
    root = example.build(tmp_path / "kho")
    parts = (
        [KIND_FILES[example.kind]]
        if example.kind
        else sorted(file.relative_to(example.source).as_posix() for file in example.source.rglob("*.yaml"))
    )
    wrong, lists = told(root)
    lines = [*wrong, *lists, ""]
    for part in parts:
        file = root / part
        text = file.read_text("utf-8")
        for what, changed in some(changes(text), f"{name} {part}", CHANGES):
            content = sealed(changed) if "\nseal:" in text else changed
            file.write_text(content, "utf-8", newline="\n")
            found, after = told(root)
            shown = found if after == [] else [*difference(wrong, found), *difference(lists, after)]
            lines += [f"== {part} {what}", *shown, ""]
        file.write_text(text, "utf-8", newline="\n")
    held(HELD / f"{name.removeprefix('ok/').replace('/', '-')}.txt", "\n".join(lines))
