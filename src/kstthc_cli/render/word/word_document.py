"""Documents as Word files: a template that an office may change, filled with values.

The language of templates is that of docxtpl, whose `patch_xml` makes Jinja of a Word part. The template is
read and the file is written here: docxtpl reads the filled text back with a parser that mends broken XML, so
that a tag in the wrong place would go unseen (docs/decisions/0014-word-templates.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.errors import reason
from kstthc_cli.render.templates.template_errors import TemplateFailureError
from kstthc_cli.store.files.package_data import data_folder
from kstthc_cli.store.files.paths import leads_out, read_regular

if TYPE_CHECKING:
    from kstthc_cli.render.templates.budget import Budget
    from kstthc_cli.render.word.package import Package
    from kstthc_cli.render.word.tags import Element, Tag, Tags
    from kstthc_cli.render.word.word_sandbox import WordSandbox

_QUOTES = str.maketrans("“”‘’", "\"\"''")
_REMEDY = "Sửa mẫu rồi thử bằng `kst template check`, hoặc lấy lại bản gốc: `kst template export`."


def render_docx(kind: str, values: Mapping[str, Any], root: Path | None = None) -> bytes:
    """The document of a kind as a Word file, from the repository's own template or the built-in one.

    The same values and template give the same parts. Raises TemplateFailureError.
    """
    name = f"{kind}.docx"
    return fill(name, template_bytes(name, root), values)


def left_out(kind: str, root: Path | None) -> tuple[str, ...]:
    """The parts of a template that are not copied into documents. Raises TemplateFailureError."""
    name = f"{kind}.docx"
    return harmless(name, template_bytes(name, root)).left_out


def harmless(name: str, content: bytes) -> Package:
    """The parts of a template that may be copied into a document. Raises TemplateFailureError."""
    from kstthc_cli.render.word.package import read_package
    from kstthc_cli.store.files.archive import NotWordError

    try:
        return read_package(content)
    except NotWordError as error:
        raise TemplateFailureError(f"Mẫu {name} {_joined(error.message)}.", error.remedy) from None


def template_bytes(name: str, root: Path | None) -> bytes:
    """The template of the repository, else the built-in one."""
    own = None if root is None else root / "templates" / name
    if root is not None and own is not None and (own.exists() or own.is_symlink()):
        if leads_out(root, own):
            raise TemplateFailureError(f"Mẫu {name} là liên kết trỏ ra ngoài kho.", _REMEDY)
        return read_template(own)
    return read_template(data_folder() / "templates" / name)


def read_template(file: Path) -> bytes:
    """The bytes of a template. Raises TemplateFailureError."""
    from kstthc_cli.store.files.archive import MOST_BYTES

    try:
        return read_regular(file, MOST_BYTES)
    except OSError as error:
        raise TemplateFailureError(f"Không đọc được mẫu “{file}” ({reason(error)}).", _REMEDY) from None


def fill(name: str, content: bytes, values: Mapping[str, Any]) -> bytes:
    """A template filled with values. Raises TemplateFailureError, which names paragraph and tag."""
    word = read(name, content)
    try:
        return filled(word, values)
    except Exception as error:  # noqa: BLE001 - whatever a template does wrong is told in one sentence
        tag, what = explained(word, error)
        at = f", {tag.where}" if tag else ""
        raise TemplateFailureError(f"Mẫu {name}{at}: {what}.", _REMEDY) from None


def filled(word: WordTemplate, values: Mapping[str, Any]) -> bytes:
    """A template filled with values; lets every exception of the template through (see `explained`)."""
    from kstthc_cli.render.word.package import core_properties
    from kstthc_cli.store.files.archive import pack

    parts = dict(word.package.parts)
    for part, source in word.sources.items():
        parts[part] = _run(word, source, values)
    core = word.package.core()
    if core is not None:
        parts[core] = core_properties(values)
    return pack(parts)


@dataclass
class WordTemplate:
    """A template that has been read: the Jinja of each part, and where its tags stand."""

    name: str
    package: Package
    tags: Tags
    sources: dict[str, str]
    sandbox: WordSandbox
    running: str = ""

    def tag_of(self, line: int | None) -> Tag | None:
        """The tag in a line of the part that is being rendered."""
        return self.tags.at_line(self.running, line) if line else None


def read(name: str, content: bytes, budget: Budget | None = None) -> WordTemplate:
    """Read a template. Raises TemplateFailureError when it is not a Word file or holds forbidden parts."""
    from kstthc_cli.render.word.tags import Tags
    from kstthc_cli.render.word.word_sandbox import WordSandbox
    from kstthc_cli.store.files.archive import NotWordError

    tags, sources, package = Tags(), {}, harmless(name, content)
    try:
        for part, part_name, root in package.texts():
            source = _source(root, part_name, tags)
            if source is not None:
                sources[part] = source
    except NotWordError as error:
        raise TemplateFailureError(f"Mẫu {name} {_joined(error.message)}.", error.remedy) from None
    return WordTemplate(name, package, tags, sources, WordSandbox(budget))


def _joined(message: str) -> str:
    return (
        f"hỏng ở {message}"
        if message.startswith(("đoạn", "phần chính", "đầu trang", "cuối trang", "chú thích"))
        else message
    )


def _source(root: Element, part_name: str, tags: Tags) -> str | None:
    """A part as Jinja source, every tag with its mark; None for a part without tags."""
    from docxtpl import DocxTemplate
    from lxml import etree

    from kstthc_cli.render.word.drawn_tags import draw
    from kstthc_cli.render.word.tags import join_tags, mark_tags, replaced

    found = join_tags(root, part_name, tags)
    if not found:
        return None
    draw(root, found, tags)
    mark_tags(found)
    text = re.sub(r">\s*\n\s*<", "><", etree.tostring(root, encoding="unicode"))
    patched = DocxTemplate("").patch_xml(text)
    return tags.put_in(replaced(patched, _typed))


def _typed(tag: str) -> str:
    """A tag as it was typed: Word curls quotes, XML writes & and < in other ways."""
    return unescape(tag).translate(_QUOTES)


def _run(word: WordTemplate, source: str, values: Mapping[str, Any]) -> bytes:
    """A part filled with values. Raises ExpatError when the tags made it invalid XML."""
    from xml.parsers.expat import ParserCreate

    word.running = source
    text = word.sandbox.from_string(source).render(values).encode()
    ParserCreate("utf-8").Parse(text, True)  # noqa: FBT003 - the only piece
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text


def explained(word: WordTemplate, error: Exception) -> tuple[Tag | None, str]:
    """The exception with the tag that caused it, as far as it is known, and what is wrong with that tag."""
    from kstthc_cli.render.word.word_errors import line_of, sentence

    return word.tag_of(line_of(error)), sentence(error)
