"""Recognizes Vietnamese text in encodings before Unicode: TCVN3 (fonts .VnTime) and VNI (VNI-Times).

Both keep Vietnamese letters at places where Unicode has Western European ones, such as ® or ö; no Vietnamese
word has those. A single foreign name in a text is no sign of them.
"""

from __future__ import annotations

import re

_TCVN3 = re.compile("[®¸µ¶·¹¨»¾¼½©ª«¬\u00adÆËÎÏÑÖ×ØÞßäåæçëî÷þ]")
_VNI = re.compile("[øûïöñäëåüØÛÏÖÑÄËÅÜ]|[aeoAEO][âùÂÙ]|[uU][ùÙ]")
_VNI_ONLY = re.compile("[øûöïØÛÖÏ]|[aeoAEO][âùÂÙ]")
_WORD = re.compile(r"\S*[A-Za-z\u00a1-\u00ff]\S*")
_LEAST = 2
_SHARE = 4
"""One word in so many must have a letter that Vietnamese does not have."""


def legacy_encoding(text: str) -> str | None:
    """`TCVN3` or `VNI` if the text is in that encoding; None for anything else."""
    if text.isascii():
        return None
    words = _WORD.findall(text)
    tcvn3, vni = ([word for word in words if sign.search(word)] for sign in (_TCVN3, _VNI))
    if len(vni) > len(tcvn3) or (len(vni) == len(tcvn3) and _VNI_ONLY.search(text)):
        return "VNI" if _enough(vni, words, _VNI) else None
    return "TCVN3" if _enough(tcvn3, words, _TCVN3) else None


def _enough(found: list[str], words: list[str], sign: re.Pattern[str]) -> bool:
    """Whether enough words have such letters, and there are at least two of them in all."""
    count = sum(len(sign.findall(word)) for word in found)
    return count >= _LEAST and len(found) * _SHARE >= len(words)
