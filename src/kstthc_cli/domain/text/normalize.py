"""Vietnamese text: normalization for comparison, removal of diacritics, sort keys."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_OPEN_PAIR = re.compile(rf"(?<!q)(o)([ae])([{_TONES}])(?!\w)|(?<!q)(u)(y)([{_TONES}])(?!\w)", re.IGNORECASE)
_FINAL_Y = re.compile(rf"^((?:qu|[bcdđghklmnprstvx])+)y([{_TONES}]?)$")
_JOINING = re.compile(r"(?<=\w)[&\-.,](?=\w)")
_NOT_WORD = re.compile(r"[^\w&]+")


_MOST_MARKS = 30
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0e31-\u0e4e\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua66f-\ua67d\ufe20-\ufe2f]"
)

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def has_excessive_marks(text: str) -> bool:
    """Whether a letter has more combining marks than any language uses.

    Normalizing such text would take very long.
    """
    every = text[_MOST_MARKS :: _MOST_MARKS + 1]  # a longer run of marks contains one of these characters
    return (
        re.search(_MARK, every) is not None and re.search(f"{_MARK}{{{_MOST_MARKS + 1}}}", text) is not None
    )


def forbidden_character(text: str) -> str | None:
    """The first character that no file may contain: a control, a lone surrogate, a noncharacter; or None.

    Controls of the writing direction count too, since they make text look different from its content.
    """
    if text.replace("\n", "").isprintable():  # no such character is printable
        return None
    found = _ODD.search(text)
    return found[0] if found else None


def nfc(text: str) -> str:
    """The text in NFC, the form in which all text is stored."""
    return unicodedata.normalize("NFC", text)


def modern_tones(text: str) -> str:
    """Move the tone mark of open oa, oe, uy to the first vowel: hoà → hòa, Uỷ → Ủy; quý stays."""

    def move(match: re.Match[str]) -> str:
        first, second, tone = (part for part in match.groups() if part)
        return first + tone + second

    return nfc(_OPEN_PAIR.sub(move, unicodedata.normalize("NFD", text)))


_BARRED_D = str.maketrans("ÐƉðɖ", "ĐĐđđ")  # U+00D0, U+0189, U+00F0, U+0256 look like U+0110, U+0111
_D_WITH_BAR = re.compile("([Dd])[\u0335\u0336]")


def with_standard_d(text: str) -> str:
    """Replace look-alike letters of other alphabets by Đ and đ."""
    plain = _D_WITH_BAR.sub(lambda match: "Đ" if match[1] == "D" else "đ", text)
    return plain.translate(_BARRED_D)


def foreign_letters(text: str) -> list[str]:
    """The letters that are not Latin (with or without diacritics) or Đ; they may look like Latin ones."""
    letters = (c for c in unicodedata.normalize("NFD", text) if c.isalpha() and c not in "Đđ")
    barred = [match[0] for match in _D_WITH_BAR.finditer(text)]
    return list(dict.fromkeys([*(c for c in letters if not c.isascii()), *barred]))


@lru_cache(maxsize=8192)
def final_i(word: str) -> str:
    """Replace y by i at the end of a lower-case word after a consonant: kỳ → kì, mỹ → mĩ; thúy stays."""
    return nfc(_FINAL_Y.sub(r"\1i\2", unicodedata.normalize("NFD", word)))


@lru_cache(maxsize=8192)
def unmarked(text: str) -> str:
    """Lower-case text without diacritics: Đức Phổ → duc pho."""
    plain = with_standard_d(text).casefold().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a name for comparison, without differences of case, spacing, punctuation and tone place.

    `Sở TT&TT` gives `sở`, `tttt`; a free-standing ampersand and the word `và` are left out.
    """
    plain = modern_tones(nfc(with_standard_d(text)).casefold())
    joined = _JOINING.sub(lambda m: " " if m[0] == "." else "", plain)
    parts = _NOT_WORD.sub(" ", joined).replace("&", " ").split()
    return tuple(part for part in parts if part not in ("và", "va"))


def shortened(text: str, max_length: int | None) -> str:
    """The text, or its first words and an ellipsis, at max_length `max_length` characters long."""
    if max_length is None or len(text) <= max_length:
        return text
    return text[: max_length - 1].rsplit(" ", 1)[0] + "…"


_LONG_PART = re.compile(r"(?<=“)[^”]{161,}(?=”)|[^\s“”]{161,}")


def with_long_parts_cut(sentence: str) -> str:
    """The sentence with the middle of every quotation and word of more than 160 letters left out.

    80 letters stay: what was typed or read is recognised by them, and of a path the file's name is seen.
    """
    return _LONG_PART.sub(lambda part: f"{part[0][:59]}…{part[0][-20:]}", sentence)


def lacks_only_marks(query: str, name: str) -> bool:
    """Whether `query` is `name` without some of its diacritics; none may differ."""
    asked, known = _letters(query), _letters(name)
    return len(asked) == len(known) and all(
        q == k and marks <= others for (q, marks), (k, others) in zip(asked, known, strict=True)
    )


def _letters(text: str) -> list[tuple[str, frozenset[str]]]:
    """Each letter without its diacritics, and the diacritics; the bar of đ counts as one."""
    found: list[tuple[str, frozenset[str]]] = []
    for char in unicodedata.normalize("NFD", with_standard_d(text).casefold().replace("đ", "d\u0335")):
        if unicodedata.combining(char) and found:
            found[-1] = (found[-1][0], found[-1][1] | {char})
        else:
            found.append((char, frozenset()))
    return found


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Sort key for Vietnamese order, as in ICU: all letters first, then all tones, then case.

    Letters follow a ă â b … y; tones follow ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in nfc(text).casefold():
        base, tone = _split_tone(char)
        letters.append(_rank(base))
        tones.append(tone)
    return tuple(letters), tuple(tones), nfc(text)


def _split_tone(char: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES.index(c) + 1 for c in parts if c in _TONES), 0)
    return _without_tones(parts), tone


def toneless(text: str) -> str:
    """The letters of a text without their tones: ă, â, đ, ê, ô, ơ, ư stay."""
    return _without_tones(unicodedata.normalize("NFD", text))


def _without_tones(parts: str) -> str:
    return nfc("".join(c for c in parts if c not in _TONES))


def _rank(letter: str) -> int:
    if letter in _ALPHABET:
        return 1000 + _ALPHABET.index(letter)
    return ord(letter[0]) if letter < "a" else 2000 + ord(letter[0])
