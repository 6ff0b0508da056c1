"""Word documents made from raw XML, so that tests hold what a document has and not what a library writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
)


@dataclass(frozen=True)
class C:
    """A cell: lines (a list: one paragraph each), columns it covers, `down` begins or goes on with a merge.

    `number` is (list, level) of an automatic number on the first paragraph.
    """

    text: str | Sequence[str] = ""
    columns: int = 1
    down: str = ""
    number: tuple[int, int] | None = None
    raw: str = ""


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str = "", number: tuple[int, int] | None = None, style: str = "", raw: str = "") -> str:
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        inner += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    lines = "<w:r><w:br/></w:r>".join(run(part) for part in text.split("\n")) if text else ""
    return f"<w:p><w:pPr>{inner}</w:pPr>{raw or lines}</w:p>"


def cell(given: C | str | Sequence[str]) -> str:
    made = given if isinstance(given, C) else C(given)
    lines = [made.text] if isinstance(made.text, str) else list(made.text)
    inner = f'<w:gridSpan w:val="{made.columns}"/>' if made.columns > 1 else ""
    if made.down:
        inner += '<w:vMerge w:val="restart"/>' if made.down == "begin" else "<w:vMerge/>"
    texts = [
        paragraph(line, made.number if n == 0 else None, raw=made.raw if n == 0 else "")
        for n, line in enumerate(lines or [""])
    ]
    return f"<w:tc><w:tcPr>{inner}</w:tcPr>{''.join(texts)}</w:tc>"


def table(rows: Iterable[Sequence[Any]], row_extra: dict[int, str] | None = None) -> str:
    extra = row_extra or {}
    made = "".join(
        f"<w:tr><w:trPr>{extra.get(n, '')}</w:trPr>{''.join(map(cell, row))}</w:tr>"
        for n, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def level(n: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(lists: dict[int, Sequence[str]], nums: dict[int, tuple[int, str]]) -> str:
    """Abstract lists by number, each its levels; lists by number: the abstract one, and overrides."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{"".join(levels)}</w:abstractNum>'
        for n, levels in lists.items()
    )
    made = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
        for n, (of, more) in nums.items()
    )
    return f"<w:numbering {_NS}>{abstract}{made}</w:numbering>"


def docx(body: Iterable[str], parts: dict[str, str] | None = None) -> bytes:
    """A document with a body, and further parts by their names below word/."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr(
            "word/document.xml", f"<w:document {_NS}><w:body>{''.join(body)}</w:body></w:document>"
        )
        for name, text in (parts or {}).items():
            package.writestr(f"word/{name}", text)
    return out.getvalue()


def part(name: str, inner: str) -> str:
    """A part such as styles or footnotes with the usual namespace."""
    return f"<w:{name} {_NS}>{inner}</w:{name}>"
