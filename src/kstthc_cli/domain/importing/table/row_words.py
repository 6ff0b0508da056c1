"""What the words of a row or cell look like: a title, a note, a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kstthc_cli.domain.text.normalize import unmarked

_LONGEST_TITLE = 12
_NOTE = re.compile(
    r"[(*)\s]*(?:(?:ghi chu|tong (?:cong|so)|chu thich|luu y)\b|nguon(?: (?:so|tai|du) lieu)? ?:)"
)


def looks_like_title(text: str) -> bool:
    """Whether words may be the title of a section: in capitals, or short and without a full stop."""
    return text.isupper() or (
        len(text.split()) <= _LONGEST_TITLE and text[:1].isupper() and not text.endswith((".", ";"))
    )


def is_note(text: str) -> bool:
    """Whether words are a note or a sum below the tasks."""
    return bool(_NOTE.match(unmarked(text)))


def repeats(lines: Sequence[str]) -> bool:
    """Whether a cell only says that it is as the one above: `Như trên`, `-nt-`, ditto marks."""
    plain = unmarked(" ".join(lines)).strip(" -.–()")
    return bool(re.fullmatch(r"(?:nhu|giong) tren|n/?t|[\"'”“″〃]+|,,", plain))


def is_mark(text: str) -> bool:
    """Whether a cell holds but a mark, as offices put it into the column of a period: a cross, a tick."""
    return bool(re.fullmatch(r"(?i)x|v|\W+", text))
