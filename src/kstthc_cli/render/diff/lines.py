"""Lines of a comparison: pieces of text that stay, went or came, before they become text or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kstthc_cli.domain.diff.field_names import field_name
from kstthc_cli.domain.diff.plan_facts import Edition, Fields, Ref, Value
from kstthc_cli.domain.text.normalize import sort_key
from kstthc_cli.domain.text.wording_diff import Piece, reworded, shortened_pieces

Line = tuple[Piece, ...]
_MOST_NAMES = 8
_SHORT = 60
PLURAL = {
    "tinh": "UBND tỉnh",
    "so": "sở, ban, ngành",
    "don-vi": "đơn vị trực thuộc",
    "nganh-doc": "cơ quan trung ương tại tỉnh",
    "bao-chi": "báo, đài",
    "huyen": "UBND cấp huyện",
    "xa": "UBND cấp xã",
}
"""Level → what several of it are called, in the order of lists."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (of level 1 or 2) and the lines below it."""

    heading: str
    lines: tuple[Line, ...] = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class Names:
    """What people call agencies and groups, in both editions; a new name goes before an old one."""

    agencies: Mapping[str, Fields] = field(default_factory=dict)

    @classmethod
    def of(cls, *editions: Edition) -> Names:
        """The names in the editions, the later one first in mind."""
        found = {
            ref.id: fields
            for edition in editions
            for ref, fields in edition.items()
            if ref.kind in ("agency", "group")
        }
        return cls(found)

    def __call__(self, who: str) -> str:
        """The name for tables of an agency or group; its id where nobody knows it."""
        fields = self.agencies.get(who, {})
        return str(fields.get("short") or fields.get("name") or who)

    def level(self, who: str) -> str:
        """The level of an agency."""
        return str(self.agencies.get(who, {}).get("level", ""))

    def listed(self, ids: Iterable[str], most: int = _MOST_NAMES) -> str:
        """Names in Vietnamese order; of many, the first ones and how many there are beside."""
        names = sorted(map(self, ids), key=sort_key)
        if len(names) <= most:
            return ", ".join(names)
        return f"{', '.join(names[: most - 2])} và {len(names) - most + 2} nơi khác"


def plain(text: str) -> Line:
    """A line that says something new by itself."""
    return (Piece("same", text),)


def labelled(label: str, pieces: Sequence[Piece]) -> Line:
    """`Nội dung: …`, the label with a capital."""
    return (Piece("same", f"{capital(label)}:"), *pieces)


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def replaced(old: str, new: str) -> tuple[Piece, ...]:
    """A short value before and after: `Quý II → Quý III`; or the one there is."""
    if old and new:
        return Piece("was", old), Piece("now", new)
    return tuple(Piece(mark, text) for mark, text in (("old", old), ("new", new)) if text)


def shown(value: Value | None) -> str:
    """A value as words of a line."""
    return value if isinstance(value, str) else ", ".join(value or ())


def worded(field_: str, old: Value | None, new: Value | None) -> list[Line]:
    """The lines that tell how words changed: one text word by word, several item by item."""
    label = field_name(field_)
    if isinstance(old, tuple) or isinstance(new, tuple):
        return _items(label, _as_items(old), _as_items(new))
    return [labelled(label, reworded_or_replaced(old or "", new or ""))]


def reworded_or_replaced(old: str, new: str) -> Sequence[Piece]:
    """Word by word; what is short and all new as one value in the place of another."""
    old, new = day(old), day(new)
    pieces = reworded(old, new) if old and new else ()
    if any(piece.mark == "same" for piece in pieces) or max(len(old), len(new)) > _SHORT:
        return shortened_pieces(pieces)
    return replaced(old, new)


def day(text: str) -> str:
    """A day of a file as people write it; other text as it is."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}" if len(text) == 10 else text
    except ValueError:
        return text


def _as_items(value: Value | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _items(label: str, old: tuple[str, ...], new: tuple[str, ...]) -> list[Line]:
    gone = [text for text in old if text not in new]
    come = [text for text in new if text not in old]
    if not gone and not come:
        return [labelled(label, [Piece("same", "chỉ đổi thứ tự")])]
    if len(gone) == len(come):
        return [labelled(label, shortened_pieces(reworded(a, b))) for a, b in zip(gone, come, strict=True)]
    return [
        *(labelled(label, [Piece("old", text)]) for text in gone),
        *(labelled(label, [Piece("new", text)]) for text in come),
    ]


def fields_of(edition: Edition, ref: Ref) -> Fields:
    """What is said of a thing, nothing where it is not there."""
    return edition.get(ref, {})
