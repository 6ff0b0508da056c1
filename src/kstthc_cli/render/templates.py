"""Jinja templates in a sandbox: the repository's own, else those that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.store.package_data import data_folder


def render_template(name: str, values: Mapping[str, Any], root: Path | None = None) -> str:
    """The text of template `name` for `values` (plain dicts, lists and text only).

    An unknown name in a template is an error, never an empty place.
    """
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    folders = [data_folder() / "templates"]
    if root is not None and (root / "templates").is_dir():
        folders.insert(0, root / "templates")
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = markdown_cell
    return environment.get_template(name).render(values)


def markdown_cell(text: str) -> str:
    """Text that stays within one cell of a Markdown table and shows as it is written."""
    plain = text.replace("\\", "\\\\")
    for char in "|<>*_`[]":
        plain = plain.replace(char, "\\" + char)
    return plain.replace("\n", "<br>")
