"""The fields of a Word part: their whole instructions, however Word has cut them into runs and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kstthc_cli.render.word.allowed import FIELDS
from kstthc_cli.render.word.tags import Element
from kstthc_cli.store.files.archive import NotWordError

WEB = ("http://", "https://", "mailto:")
_TARGET = re.compile(r'^\s*HYPERLINK\s+(?:\\l\b|"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))', re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """A field that is still open: its instruction so far, and whether its result has begun."""

    code: list[str] = field(default_factory=list)
    has_result: bool = False


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def refuse_fields(root: Element) -> None:
    """Raises NotWordError for the first field that is not among those allowed."""
    for code in _instructions(root):
        _refuse(code)


def _instructions(root: Element) -> Iterator[str]:
    """Every instruction of a part, those of nested fields and of fields that are not closed too.

    Names are compared without namespaces, so that another namespace cannot hide a field.
    """
    opened: list[_Open] = []
    loose: list[str] = []
    for element in root.iter():
        name = local_name(element)
        if name == "fldSimple":
            yield next((str(v) for k, v in element.attrib.items() if etree.QName(k).localname == "instr"), "")
        elif name == "fldChar":
            yield from _marked(element, opened)
        elif name in ("instrText", "delInstrText"):
            (opened[-1].code if opened and not opened[-1].has_result else loose).append(element.text or "")
        elif name == "t" and (outer := next((f for f in reversed(opened) if not f.has_result), None)):
            outer.code.append(element.text or "")
    yield from ("".join(one.code) for one in opened)
    if loose:
        yield "".join(loose)


def _marked(element: Element, opened: list[_Open]) -> Iterator[str]:
    """What a field mark (begin, separate, end) completes."""
    kind = next((v for k, v in element.attrib.items() if etree.QName(k).localname == "fldCharType"), "")
    if kind == "begin":
        opened.append(_Open())
    elif kind == "separate" and opened:
        opened[-1].has_result = True
    elif kind == "end" and opened:
        yield "".join(opened.pop().code)


def _refuse(code: str) -> None:
    words = code.split()
    name = words[0].upper() if words else ""
    if "{{" in code or "{%" in code or "{#" in code:
        raise NotWordError("có thẻ đặt ngoài phần chữ (trong mã trường)", "Xóa thẻ đó.")
    if name not in FIELDS:
        known = f"có trường {name[:40]}" if name else "có trường không rõ tên"
        raise NotWordError(known, f"Xóa trường đó; các trường dùng được: {', '.join(sorted(FIELDS))}.")
    if name == "HYPERLINK" and not _leads_to_web(code):
        raise NotWordError("có trường HYPERLINK trỏ tới tệp", "Xóa liên kết đó, hoặc trỏ tới một trang web.")


def _leads_to_web(code: str) -> bool:
    match = _TARGET.match(code)
    target = (match["quoted"] or match["bare"] or "") if match else ""
    return match is not None and (not target or target.lower().startswith(WEB))
