"""Removes from a part what is not listed: namespaces, text outside text, notes in the XML.

Word keeps or skips such content without showing it (ISO/IEC 29500-3: Ignorable, AlternateContent).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kstthc_cli.render.word.allowed import (
    COMPATIBILITY,
    CONTAINERS,
    LETTERS,
    NAMESPACES,
    PACKAGE_ATTRIBUTES,
    TEXT_ELEMENTS,
)
from kstthc_cli.render.word.tags import Element, W
from kstthc_cli.store.files.archive import NotWordError

_MC = f"{{{COMPATIBILITY}}}"
_SYMBOL = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_NOTES = "ghi chú trong mã XML"
_LOOSE = "chữ ngoài phần chữ"
_DELETE = "Xóa phần đó, hoặc chép nội dung sang một tệp mới rồi lưu dạng .docx."


def keep_listed(root: Element, content: bytes) -> set[str]:
    """Remove what is not listed from a part read from this content; return what messages call it.

    Raises NotWordError when versions of one content differ, or letters stand where no text is.
    """
    declared, notes = _declared(content)
    gone = {_NOTES} if notes else set()
    gone |= _remove_versions(root) | _remove_elements(root)
    for element in root.iter():
        gone |= _remove_attributes(element) | _remove_text(element)
    _refuse_letters_outside(root)
    unlisted = declared - NAMESPACES
    if unlisted:
        _remove_declarations(root)
    return gone | {_unknown(uri) for uri in unlisted}


def keep_attributes(links: Element) -> set[str]:
    """Remove from a list of relationships or content types all but the attributes that such lists have."""
    gone: set[str] = set()
    for element in links.iter():
        for name in set(map(str, element.attrib)) - PACKAGE_ATTRIBUTES:
            del element.attrib[name]
            gone.add(f"thuộc tính {name[-40:]}")
        gone |= _remove_text(element)
    etree.cleanup_namespaces(links)
    return gone


def _declared(content: bytes) -> tuple[set[str], bool]:
    """All namespaces that a part declares, and whether it holds comments or processing instructions."""
    parser = etree.XMLPullParser(
        ("start-ns", "comment", "pi"), resolve_entities=False, no_network=True, load_dtd=False
    )
    parser.feed(content)
    parser.close()
    events = list(parser.read_events())
    spaces = {str(value[1]) for _, value in events if isinstance(value, tuple)}
    return spaces - {""}, any(not isinstance(value, tuple) for _, value in events)


def _unknown(uri: str) -> str:
    return f"nội dung riêng của “{' '.join(uri.split())[:80]}”"


def _space(name: object) -> str:
    return str(name).rpartition("}")[0][1:]


def _remove_versions(root: Element) -> set[str]:
    """Remove versions of a content for programs unknown; refuse others that differ from the one shown."""
    gone: set[str] = set()
    for both in list(root.iter(f"{_MC}AlternateContent")):
        for choice in both.findall(f"{_MC}Choice"):
            spaces = {choice.nsmap.get(p) or p for p in choice.get("Requires", "").split()}
            if unlisted := spaces - NAMESPACES:
                gone |= {_unknown(uri) for uri in unlisted}
                both.remove(choice)
        texts = {text for version in both if (text := _text(version))}
        if len(texts) > 1 or (texts and not _text(both[0])):
            raise NotWordError("có chữ ẩn: các bản của một hình (AlternateContent) khác chữ nhau", _DELETE)
        if both.find(f"{_MC}Choice") is None:
            _replace_by_fallback(both)
    return gone


def _text(version: Element) -> str:
    """The letters of a version, blanks apart; a symbol counts as the letter it draws."""
    letters = [
        chr(int(e.get(f"{_SYMBOL}char", "20"), 16)) if e.tag == f"{_SYMBOL}symEx" else e.text or ""
        for e in version.iter(*LETTERS, f"{_SYMBOL}symEx")
    ]
    return "".join("".join(letters).split())


def _replace_by_fallback(both: Element) -> None:
    parent = both.getparent()
    if parent is None:
        return
    fallback = both.find(f"{_MC}Fallback")
    for child in list(fallback) if fallback is not None else []:
        both.addprevious(child)
    parent.remove(both)


def _remove_elements(root: Element) -> set[str]:
    gone: set[str] = set()
    for element in list(root.iter()):
        parent, uri = element.getparent(), _space(element.tag)
        if parent is not None and uri not in NAMESPACES:
            gone.add(_unknown(uri))
            parent.remove(element)
    return gone


def _remove_attributes(element: Element) -> set[str]:
    gone: set[str] = set()
    for name in list(element.attrib):
        uri = _space(name)
        if name == f"{_MC}Ignorable":
            _keep_listed_prefixes(element)
        elif uri == COMPATIBILITY or uri not in (NAMESPACES if uri else _bare(element)):
            del element.attrib[name]
            gone.add(_unknown(uri) if uri not in NAMESPACES and uri else f"thuộc tính {str(name)[-40:]}")
    return gone


def _bare(element: Element) -> frozenset[str]:
    """Word's own elements have no attributes without a namespace."""
    return frozenset() if str(element.tag).startswith(W) else frozenset({""})


def _keep_listed_prefixes(element: Element) -> None:
    name = f"{_MC}Ignorable"
    prefixes = [p for p in str(element.get(name)).split() if element.nsmap.get(p) in NAMESPACES]
    element.set(name, " ".join(prefixes))


def _remove_text(element: Element) -> set[str]:
    """Remove letters that stand outside the elements for letters."""
    gone: set[str] = set()
    if element.text and element.text.strip() and element.tag not in TEXT_ELEMENTS:
        element.text = None
        gone.add(_LOOSE)
    if element.tail and element.tail.strip():
        element.tail = None
        gone.add(_LOOSE)
    return gone


def _refuse_letters_outside(root: Element) -> None:
    """Raise NotWordError for letters within an element of Word that is not shown, such as properties."""
    shown: set[Element] = set()
    for letters in root.iter(f"{W}t"):
        for above in _until(letters, shown):
            name = str(above.tag).removeprefix(W)
            if not name.startswith("{") and name not in CONTAINERS:
                raise NotWordError(f"có chữ ẩn: chữ đặt trong phần không hiện ({name[:40]})", _DELETE)
            shown.add(above)


def _until(element: Element, seen: set[Element]) -> Iterator[Element]:
    for above in element.iterancestors():
        if above in seen:
            return
        yield above


def _remove_declarations(root: Element) -> None:
    """Remove declarations of namespaces that are not listed. Raises NotWordError where one is in use."""
    prefixes = {str(p) for p, uri in root.nsmap.items() if p and uri in NAMESPACES}
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(prefixes))
    if unlisted := _declared(etree.tostring(root))[0] - NAMESPACES:
        raise NotWordError(f"có {_unknown(min(unlisted))}", _DELETE)
