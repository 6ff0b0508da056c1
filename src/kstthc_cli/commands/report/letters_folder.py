"""Letters to many agencies: a file for each in one folder, all or none, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kstthc_cli.commands.report.write_document import FORMATS, SUFFIXES, document_bytes, tell_left_out
from kstthc_cli.output import Output
from kstthc_cli.render.screen.phrases import count
from kstthc_cli.render.screen.progress_bar import MANY, tracked
from kstthc_cli.store.files.atomic_write import ready_folder, write_all
from kstthc_cli.store.files.file_names import file_names
from kstthc_cli.store.files.paths import printable


class Letter(NamedTuple):
    """A letter to an agency: the name of its file, its number, how many of what it lists, its values."""

    agency: str
    name: str
    number: str
    counted: int
    what: str
    values: dict[str, Any]


def is_folder(output: Output) -> bool:
    """Whether the destination is a folder: it is there as one, or its name has no ending of a document."""
    file = output.file
    return file is not None and (file.is_dir() or file.suffix.lower().lstrip(".") not in SUFFIXES.values())


def write_letters(root: Path, letters: Sequence[Letter], output: Output) -> None:
    """Write the letters into the folder of the output and list them; Word files unless it names a format."""
    assert output.file is not None  # noqa: S101 - for the type checker; callers ask `is_folder`
    format_ = output.format or "docx"
    names = file_names([(letter.name, letter.agency) for letter in letters], f".{SUFFIXES[format_]}")
    ready_folder(output.file, names, force=output.force)
    pairs = list(zip(names, letters, strict=True))
    files = {
        name: document_bytes(root, letter.values, format_)
        for name, letter in tracked(pairs, "Đang lập công văn", shown=output.screen.terminal, least=MANY)
    }
    write_all(output.file, files, force=output.force)
    output._replace(file=None).write(_list(pairs, output.file), FORMATS[0])
    if format_ == "docx":
        tell_left_out(root, letters[0].values["kind"])


def _list(letters: Sequence[tuple[str, Letter]], folder: Path) -> str:
    """What was written, a line a letter."""
    head = f"Đã lập {count(len(letters))} công văn trong {printable(str(folder))}:"
    lines = [
        f"  {name}: {_number(letter)}, {count(letter.counted)} {letter.what}" for name, letter in letters
    ]
    return "\n".join([head, *lines, ""])


def _number(letter: Letter) -> str:
    """`số 15/VP-KSTTHC`; a number that is still to be written is told as such."""
    number = letter.number.removeprefix("Số:").strip()
    return "chưa có số" if number.startswith("/") else f"số {number}"
