"""Removes from parts of a Word template what must not reach a signed document, or refuses the template.

Comments are removed: they are not part of the text. Tracked changes and hidden text are refused,
since only the author of the template knows which text is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kstthc_cli.render.word.allowed import FORBIDDEN, SETTINGS, STRICT
from kstthc_cli.render.word.hidden.letters import Letters
from kstthc_cli.render.word.tags import Element, W
from kstthc_cli.render.word.word_fields import WEB, local_name, refuse_fields
from kstthc_cli.store.files.archive import NotWordError

BRACES = ("{{", "{%", "{#", "kst-place-")
_COMMENTS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"})
_REMOVED = {
    **dict.fromkeys(_COMMENTS, "nhận xét"),
    "dataBinding": "liên kết với dữ liệu XML",
    "printerSettings": "thiết lập máy in",
    "webHidden": "định dạng ẩn khi xem dạng trang web",
    "fldData": "dữ liệu kèm trường",
    "ffData": "dữ liệu kèm trường",
    "smartTagPr": "dữ liệu kèm thẻ thông minh",
    "customXmlPr": "dữ liệu kèm thẻ thông minh",
    "textFill": "hiệu ứng tô chữ",
    "textOutline": "hiệu ứng tô chữ",
}
_TRACKED_NAMES = """
ins del moveFrom moveTo cellIns cellDel cellMerge numberingChange delText delInstrText conflictIns
conflictDel moveFromRangeStart moveToRangeStart customXmlInsRangeStart customXmlDelRangeStart
customXmlMoveFromRangeStart customXmlMoveToRangeStart customXmlConflictInsRangeStart
customXmlConflictDelRangeStart
"""
_TRACKED = frozenset(_TRACKED_NAMES.split())
_ACCEPT = "Trong Word, thẻ Review: chấp nhận hoặc từ chối hết các sửa đổi (Accept, Reject), rồi lưu lại."
_SHOW = "Bỏ định dạng ẩn (Font, Hidden), hoặc xóa phần chữ ẩn."
_READABLE = "Đặt cỡ chữ, giãn dòng và màu chữ đọc được trên nền của nó, hoặc xóa phần chữ đó."
_STYLES = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")


def refuse_everywhere(root: Element) -> None:
    """Raise NotWordError for content that no part may hold, not even a part that is left out."""
    refuse_fields(root)
    for element in root.iter():
        if local_name(element) in FORBIDDEN:
            raise NotWordError(f"có {FORBIDDEN[local_name(element)]}", "Bỏ phần đó rồi lưu dạng .docx.")
        if str(element.tag).startswith("{" + STRICT):
            raise NotWordError(
                "là tệp Word kiểu Strict Open XML", "Lưu lại kiểu “Word Document (.docx)” thông thường."
            )
        for name, value in element.attrib.items():
            _refuse_address(str(name).rpartition("}")[2], str(value))


def _refuse_address(name: str, value: str) -> None:
    """Raise NotWordError for an address within a drawing, without a relationship."""
    outside = name in ("src", "althref") or (name == "href" and not value.lower().startswith((*WEB, "#")))
    if outside and value:
        raise NotWordError(f"trỏ ra ngoài, tới “{value[:80]}”", "Chèn hẳn ảnh vào mẫu; gỡ liên kết tới tệp.")


@dataclass(frozen=True)
class Looks:
    """What decides whether letters of a template can be seen: styles that hide them, sizes and colours."""

    hidden_styles: Collection[str]
    letters: Letters

    @classmethod
    def of(cls, roots: Sequence[Element]) -> Looks:
        """The looks that the styles, the theme and the settings among the parts give. Raises NotWordError."""
        parts = {
            name: [r for r in roots if local_name(r) == name] for name in ("styles", "theme", "settings")
        }
        if any(len(same) > 1 for same in parts.values()):
            raise NotWordError("chứa các phần không tệp Word nào có", "Mở bằng Word rồi lưu lại dạng .docx.")
        styles, theme, settings = (next(iter(same), None) for same in parts.values())
        hidden = frozenset[str]() if styles is None else hidden_styles(styles)
        return cls(hidden, Letters(styles, theme, settings))


def clean(root: Element, part_name: str | None, looks: Looks) -> set[str]:
    """Remove from a part what may not stay; return what was removed. Raises NotWordError.

    `part_name` is what messages call a part with text; None for any other part.
    """
    gone = remove(root, _REMOVED)
    if part_name is not None:
        _refuse_tracked(root, part_name)
        _refuse_hidden(root, part_name, looks)
        _refuse_tags_outside_text(root)
    if local_name(root) == "numbering":
        _refuse_hidden_numbers(root, looks.letters)
    return gone | (_clean_settings(root) if local_name(root) == "settings" else set())


def _refuse_hidden_numbers(root: Element, letters: Letters) -> None:
    if any(map(hides, root.iter())):
        raise NotWordError("có số thứ tự ẩn", "Bỏ định dạng ẩn (Font, Hidden) của số thứ tự.")
    for _, why in letters.unreadable_numbers(root):
        raise NotWordError(f"có số thứ tự ẩn: {why}", _READABLE)


def _clean_settings(root: Element) -> set[str]:
    """Remove the settings that are not allowed; return what was removed."""
    return remove(
        root, {local_name(c): f"thiết lập {local_name(c)}" for c in root if local_name(c) not in SETTINGS}
    )


def remove(root: Element, names: Mapping[str, str]) -> set[str]:
    """Remove all elements with these local names; return the names that messages use for them."""
    found = [element for element in root.iter() if local_name(element) in names]
    for element in found:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    return {names[local_name(element)] for element in found}


def _refuse_tracked(root: Element, part_name: str) -> None:
    found = [e for e in root.iter() if local_name(e) in _TRACKED or _is_format_change(e)]
    if found:
        who = next((str(v) for e in found for k, v in e.attrib.items() if str(k).endswith("}author")), "")
        by = f" của “{who[:80]}”" if who else ""
        raise NotWordError(
            f"{_place(found[0], part_name)}: còn sửa đổi được theo dõi (Track Changes){by}", _ACCEPT
        )


def _is_format_change(element: Element) -> bool:
    """`rPrChange`, `pPrChange`, `sectPrChange`, `tblGridChange` and the like."""
    return local_name(element).endswith(("PrChange", "PrExChange", "GridChange"))


def _refuse_hidden(root: Element, part_name: str, looks: Looks) -> None:
    for element in root.iter():
        if hides(element) or (element.tag in _STYLES and element.get(f"{W}val") in looks.hidden_styles):
            raise NotWordError(f"{_place(element, part_name)}: có chữ ẩn hoặc hình ẩn", _SHOW)
    for run, why in looks.letters.unreadable(root):
        raise NotWordError(f"{_place(run, part_name)}: có chữ ẩn: {why}", _READABLE)


def hides(element: Element) -> bool:
    """Whether an element hides letters, a row of a table or a drawing."""
    name = local_name(element)
    if name in ("vanish", "specVanish") or (name == "hidden" and element.tag.startswith(W)):
        return element.get(f"{W}val", "true").lower() not in ("0", "false", "off")
    if name in ("docPr", "cNvPr"):
        return element.get("hidden", "0").lower() in ("1", "true")
    return "visibility:hidden" in element.get("style", "").replace(" ", "").lower()


def _place(element: Element, part_name: str) -> str:
    """The paragraph at or after which an element stands, as messages name it."""
    root = element.getroottree().getroot()
    numbers = {paragraph: n for n, paragraph in enumerate(root.iter(f"{W}p"), start=1)}
    above = (a for a in (element, *element.iterancestors()) if a in numbers)
    paragraph = next(above, None)
    if paragraph is None:
        paragraph = next(element.iter(f"{W}p"), None)
    part = part_name or "phần chính"
    return f"{part}, đoạn {numbers[paragraph]}" if paragraph is not None else part


def hidden_styles(styles: Element) -> frozenset[str]:
    """The styles that hide their text, by themselves or by the style that they are based on.

    Raises NotWordError when all text is hidden by default.
    """
    defaults = styles.find(f"{W}docDefaults")
    if defaults is not None and any(hides(e) for e in defaults.iter()):
        raise NotWordError("có chữ ẩn theo kiểu chữ mặc định", _SHOW)
    own: dict[str, bool | None] = {}
    base: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name, above = style.get(f"{W}styleId", ""), style.find(f"{W}basedOn")
        marks = [*style.iter(f"{W}vanish", f"{W}specVanish"), *style.iterfind(f".//{W}trPr/{W}hidden")]
        own[name] = any(map(hides, marks)) if marks else None
        base[name] = "" if above is None else above.get(f"{W}val", "")
    return frozenset(name for name in own if _inherits(name, own, base))


def _inherits(name: str, own: Mapping[str, bool | None], base: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while name in own and name not in seen:
        if (hidden := own[name]) is not None:
            return hidden
        seen.add(name)
        name = base[name]
    return False


def _refuse_tags_outside_text(root: Element) -> None:
    for element in root.iter():
        marks = BRACES[3:] if element.tag == f"{W}t" else BRACES
        beside = [*map(str, element.attrib.values()), element.tail or ""]
        if any(mark in (element.text or "") for mark in marks) or any(m in b for b in beside for m in BRACES):
            raise NotWordError("có thẻ đặt ngoài phần chữ (trong trường, chữ ẩn của ảnh…)", "Xóa thẻ đó.")
