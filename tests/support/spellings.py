"""The other right ways to write a Vietnamese word."""

from __future__ import annotations

import re
import unicodedata

_MOVED = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ",
    "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ",
    "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
_OPEN = re.compile(rf"(?<![qQ])({'|'.join(_MOVED)})(?!\w)", re.IGNORECASE)


def old_tones(text: str) -> str:
    """The tone of open oa, oe, uy on the second vowel, as many still write."""
    return _OPEN.sub(lambda match: _like(match[0], _MOVED[match[0].lower()]), text)


def _like(pattern: str, pair: str) -> str:
    """The pair in the capitals of the pattern."""
    return "".join(new.upper() if old.isupper() else new for old, new in zip(pattern, pair, strict=True))


def nfd(text: str) -> str:
    """Every mark as a character of its own."""
    return unicodedata.normalize("NFD", text)
