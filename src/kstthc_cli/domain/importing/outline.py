"""How deep the headings of a document stand, by the styles of their numbers."""

from __future__ import annotations

from itertools import takewhile

from kstthc_cli.domain.importing.labels import CAPITAL, ROMAN, Label, comes_next


class Outline:
    """The styles of the headings that are open, outermost first, each with its last label."""

    def __init__(self) -> None:
        self._open: dict[str, Label] = {}

    @property
    def below(self) -> int:
        """How deep what stands under the last heading is."""
        return len(self._open) + 1

    def depth(self, label: Label, style: str = "") -> int:
        """How deep a further heading stands, 1 for the outermost; it is open from now on."""
        style = style or self._style(label)
        above = takewhile(lambda other: other != style, self._open)
        self._open = {other: self._open[other] for other in above} | {style: label._replace(style=style)}
        return len(self._open)

    def _style(self, label: Label) -> str:
        if len(label.parts) > 1:
            return f"{label.style}{len(label.parts)}"
        return CAPITAL if label.style == ROMAN and self._is_letter(label) else label.style

    def _is_letter(self, label: Label) -> bool:
        """Whether `C`, `V` or the like goes on with letters that are open: where it comes next there."""
        if len(label.parts[0]) != 1 or CAPITAL not in self._open:
            return False
        if ROMAN not in self._open:
            return label.parts[0] != "I"
        roman, letter = (label._replace(style=style) for style in (ROMAN, CAPITAL))
        return comes_next(self._open[CAPITAL], letter) and not comes_next(self._open[ROMAN], roman)
