"""Whether letters are a Vietnamese syllable, so that lost letters and broken words are seen."""

from __future__ import annotations

import re

from kstthc_cli.domain.text.normalize import toneless

_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x)?"
    r"(?:uyê|uyu|uya|oai|oay|oao|oeo|uây|uôi|ươi|ươu|iêu|yêu|uê|uơ|uy|ua|ưa|ia|ya|iê|yê|uô|ươ|oa|oă|oe|ai|ao|au|"
    r"ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|uâ|oo|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
    r"(?:ch|c|ng|nh|n|m|p|t|u|i|o|y)?"
)


def is_syllable(word: str) -> bool:
    """Whether a word may be one syllable, in any case and with any tone."""
    return _SYLLABLE.fullmatch(toneless(word.casefold())) is not None
