"""Reading a draft of a slip from a file or from standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files.paths import printable
from kstthc_cli.store.files.source import decode_source, read_source
from kstthc_cli.store.yaml.reader import parse
from kstthc_cli.store.yaml.schema_problems import validated

Model = TypeVar("Model", bound=BaseModel)


def read_draft(file: Path, content: bytes | None, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """The draft, or None with every problem; `content`, if given, replaces the content of the file."""
    name = printable(file.as_posix())
    source, problems = read_source(file, name) if content is None else decode_source(content, "đầu vào chuẩn")
    if errors(problems):
        return None, errors(problems)
    document = parse(source)
    if document.problems:
        return None, document.problems
    return validated(document, model)
