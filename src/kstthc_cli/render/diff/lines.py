"""Lines of a comparison as pieces of unchanged, old or new text, independent of the output format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kstthc_cli.domain.agencies.levels import USUAL
from kstthc_cli.domain.diff.plan_facts import Facts, Fields, Value
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.normalize import sort_key
from kstthc_cli.domain.text.wording_diff import Piece, reworded, shortened_pieces

Line = tuple[Piece, ...]
_MOST_NAMES = 8
_SHORT = 60
PLURAL = {level.id: level.several for level in USUAL}
"""Level → plural name, in the order of lists."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (of level 1 or 2) and the lines below it."""

    heading: str
    lines: tuple[Line, ...] = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class Names:
    """Names of agencies and groups in two revisions; the newer name takes precedence."""

    agencies: Mapping[str, Fields] = field(default_factory=dict)

    @classmethod
    def of(cls, *revisions: Facts) -> Names:
        """The names in some revisions, given oldest first."""
        found = {
            ref.id: fields
            for facts in revisions
            for ref, fields in facts.items()
            if ref.kind in ("agency", "group")
        }
        return cls(found)

    def __call__(self, who: str) -> str:
        """The short name of an agency or group; its id if no registry has it."""
        fields = self.agencies.get(who, {})
        return str(fields.get("short") or fields.get("name") or who)

    def level(self, who: str) -> str:
        """The level of an agency; empty if no registry has it."""
        return str(self.agencies.get(who, {}).get("level", ""))

    def listed(self, ids: Iterable[str], limit: int = _MOST_NAMES) -> str:
        """Names in Vietnamese order; of more than `limit`, the first ones and the number of the others."""
        names = sorted(map(self, ids), key=sort_key)
        if len(names) <= limit:
            return ", ".join(names)
        return f"{', '.join(names[: limit - 2])} và {len(names) - limit + 2} cơ quan khác"


def plain(text: str) -> Line:
    """A line of unchanged text."""
    return (Piece("same", text),)


def labelled(label: str, pieces: Sequence[Piece]) -> Line:
    """`Nội dung: …`, with the label capitalised."""
    return (Piece("same", f"{capitalized(label)}:"), *pieces)


def replaced(old: str, new: str) -> tuple[Piece, ...]:
    """A short value before and after, `Quý II → Quý III`; or the one that exists."""
    if old and new:
        return Piece("was", old), Piece("now", new)
    return tuple(Piece(mark, text) for mark, text in (("old", old), ("new", new)) if text)


def shown(value: Value | None) -> str:
    """A value as text; a list joined by commas, nothing for None."""
    return value if isinstance(value, str) else ", ".join(value or ())


def worded(label: str, old: Value | None, new: Value | None) -> list[Line]:
    """The lines for changed text: a text word by word, a list item by item."""
    if isinstance(old, tuple) or isinstance(new, tuple):
        return _items(label, items_of(old), items_of(new))
    return [labelled(label, changed_or_replaced(old or "", new or ""))]


def changed_or_replaced(old: str, new: str) -> Sequence[Piece]:
    """A word-by-word comparison; `old → new` for short texts without a common word."""
    old, new = day(old), day(new)
    pieces = reworded(old, new) if old and new else ()
    if any(piece.mark == "same" for piece in pieces) or max(len(old), len(new)) > _SHORT:
        return shortened_pieces(pieces)
    return replaced(old, new)


def day(text: str) -> str:
    """An ISO day as DD/MM/YYYY; other text as it is."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}" if len(text) == 10 else text
    except ValueError:
        return text


def items_of(value: Value | None) -> tuple[str, ...]:
    """A value as a list; one text is a list of one item."""
    return (value,) if isinstance(value, str) else value or ()


def _items(label: str, old: tuple[str, ...], new: tuple[str, ...]) -> list[Line]:
    before, after = set(old), set(new)
    gone = [text for text in old if text not in after]
    come = [text for text in new if text not in before]
    if not gone and not come:
        return [labelled(label, [Piece("same", "chỉ đổi thứ tự")])]
    if len(gone) == len(come):
        return [labelled(label, shortened_pieces(reworded(a, b))) for a, b in zip(gone, come, strict=True)]
    return [
        *(labelled(label, [Piece("old", text)]) for text in gone),
        *(labelled(label, [Piece("new", text)]) for text in come),
    ]
