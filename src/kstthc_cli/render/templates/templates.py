"""Jinja templates: the repository's own, else those that come with the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.render.templates.markup import FILTERS
from kstthc_cli.render.templates.sentence_filters import SENTENCE_FILTERS
from kstthc_cli.render.templates.template_errors import refusing
from kstthc_cli.store.files.package_data import data_folder

if TYPE_CHECKING:
    from kstthc_cli.render.templates.sandbox import CompiledTemplates, Sandbox

_PLAIN = (".md.j2", ".txt.j2")


def render_template(name: str, values: Mapping[str, Any], root: Path | None = None) -> str:
    """The text of template `name` for `values` (plain dicts, lists, text, numbers and dates only).

    HTML is escaped by itself; in Markdown, templates pass text through `text` or `cell`.
    Raises TemplateFailureError for a template that cannot be used.
    """
    with refusing(name):
        return _pages(root).get_template(name).render(values)


def render_pages(pages: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """The texts of many pages: pairs of a template of the program and its values, see `render_template`.

    Each page has a budget of its own.
    """
    sandbox = _pages(None)
    for name, values in pages:
        sandbox.budget.renew()
        with refusing(name):
            yield sandbox.get_template(name).render(values)


def _pages(root: Path | None) -> Sandbox:
    return _sandbox(root, _compiled("pages"), autoescape=_is_html, filters=FILTERS)


def _sandbox(root: Path | None, compiled: CompiledTemplates, **options: Any) -> Sandbox:
    from kstthc_cli.render.templates.sandbox import Sandbox, TemplateFolder

    return Sandbox(TemplateFolder(data_folder() / "templates", root), compiled=compiled, **options)


@cache
def _compiled(_kind: str) -> CompiledTemplates:
    from kstthc_cli.render.templates.sandbox import CompiledTemplates

    return CompiledTemplates()


def _is_html(name: str | None) -> bool:
    return name is None or not name.endswith(_PLAIN)


Writer = Callable[[Sequence[str], Mapping[str, Any]], list[str]]
"""Fills the first of some templates of sentences that is there; returns the paragraphs."""


def sentence_writer(root: Path | None = None) -> Writer:
    """The writer of a report: in a template a `¶` begins a new paragraph, and line ends are blanks.

    It raises TemplateFailureError for a template that cannot be used.
    """
    sandbox = _sandbox(
        root, _compiled("sentences"), autoescape=False, filters={**FILTERS, **SENTENCE_FILTERS}
    )

    def write(names: Sequence[str], values: Mapping[str, Any]) -> list[str]:
        with refusing(names[0]):
            return _paragraphs(sandbox.select_template(list(names)).render(values))

    return write


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a filled template, without blanks before a mark or after a bracket."""
    joined = (" ".join(part.split()) for part in text.split("¶"))
    tidy = (re.sub(r"\s+([,.;:)])", r"\1", part).replace("( ", "(") for part in joined)
    return [part for part in tidy if part]
