"""Removes from a Word part what no page shows: headers that are switched off, notes nothing refers to."""

from __future__ import annotations

from collections.abc import Iterable

from kstthc_cli.render.word.allowed import OFFICE
from kstthc_cli.render.word.tags import Element, W

_HEADERS = "đầu trang, cuối trang không dùng"
_NOTES = "chú thích không dùng"
_RELID = "{urn:schemas-microsoft-com:office:office}relid"


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and on."""
    return element is not None and element.get(f"{W}val", "true").lower() not in ("0", "false", "off")


def remove_headers(document: Element, settings: Element | None) -> set[str]:
    """Remove references to headers of first and even pages where no page has its own."""
    shown = {"default"}
    if any(is_on(switch) for switch in document.iter(f"{W}titlePg")):
        shown.add("first")
    if settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders")):
        shown.add("even")
    references = document.iter(f"{W}headerReference", f"{W}footerReference")
    return _remove([e for e in references if e.get(f"{W}type", "default") not in shown], _HEADERS)


def used_ids(root: Element) -> frozenset[str]:
    """The ids of relationships that a part uses."""
    return frozenset(
        str(value)
        for element in root.iter()
        for name, value in element.attrib.items()
        if str(name).startswith("{" + OFFICE.rstrip("/") + "}") or name == _RELID
    )


def remove_notes(notes: Element, kind: str, roots: Iterable[Element]) -> set[str]:
    """Remove footnotes or endnotes (`kind`) that no part refers to."""
    used = {e.get(f"{W}id") for root in roots for e in root.iter(f"{W}{kind}Reference")}
    found = [n for n in notes.findall(f"{W}{kind}") if not n.get(f"{W}type") and n.get(f"{W}id") not in used]
    return _remove(found, _NOTES)


def _remove(found: list[Element], name: str) -> set[str]:
    for element in found:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    return {name} if found else set()
