"""Lines of a cell that were broken within a name, so that they fit the column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kstthc_cli.domain.importing.assignees.names import LEADING, Names, Token, tokens_of
from kstthc_cli.domain.importing.assignees.verbs import verbs_at
from kstthc_cli.domain.importing.labels import BULLET, LETTER, label_of

_HALVES = frozenset(
    (
        "sở", "bộ", "cục", "chi cục", "trung tâm", "ban quản lý", "ban chỉ đạo", "tổ công tác", "hội đồng",
        "kho bạc", "kho bạc nhà nước", "bảo hiểm", "bảo hiểm xã hội", "liên đoàn", "trường", "tt", "vp",
        "văn phòng ubnd", "văn phòng hđnd", "vp ubnd", "vp hđnd", "ubnd", "hđnd",
    )
)  # fmt: skip
"""What names no body by itself: the rest of the name stands on the next line."""
_OFFICE_OF = frozenset(("ubnd", "hđnd", "đoàn"))
"""`Văn phòng` may stand alone, but not before one of these."""

_INNER_LABEL = re.compile(
    r"(?<=chủ trì) (?=[A-ZĐ][^,;.]* phối hợp(?! với)\b)|"
    r"(?<=[^\s;,.:•*+–-]) (?=(?:(?:Cơ quan|Đơn vị|Bộ phận) (?:chủ trì|phối hợp|thực hiện|hỗ trợ)|"
    r"Chủ trì|Phối hợp|Thực hiện|Hỗ trợ) ?:)"
)
"""Where a reader (of PDF) has joined two lines: `Sở Nội vụ Phối hợp: …`, `A chủ trì B phối hợp`."""


def whole_lines(given: Sequence[str], names: Names) -> list[str]:
    """The lines, those joined that are parts of one name or sentence, or that stand under `Chủ trì:`."""
    lines = [part for line in given for part in _INNER_LABEL.split(line)]
    found: list[str] = []
    labelled = False  # whether the last line is a label that stands alone, with those named under it
    for line in lines:
        labels = _is_labelled(line)
        if found and ((labelled and not _says_role(line)) or _is_broken(found[-1], line, names)):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
            labelled = labels and line.rstrip().endswith(":")
    return found


def _says_role(line: str) -> bool:
    tokens = tokens_of(line)
    return any(verbs_at(tokens, at) for at in range(len(tokens)))


def _is_labelled(line: str) -> bool:
    """Whether words of a role and a colon stand at the beginning: `Chủ trì:`, `Cơ quan phối hợp: …`."""
    label, colon, _ = line.partition(":")
    tokens = tokens_of(f"{label}{colon}")
    return bool(colon) and any(verbs_at(tokens, at) for at in range(min(len(tokens), 5)))


def _is_broken(above: str, below: str, names: Names) -> bool:
    if label_of(below).style in (BULLET, LETTER) or above.rstrip().endswith((".", ";", ":")):
        return False
    first, second = tokens_of(above), tokens_of(below)
    if not first or not second:
        return False
    return (
        _is_half(first, second[0])
        or _known_together(first, second, names)
        or second[0].raw == "("
        or (second[0].raw[0].islower() and not names.begins(second, 0))
    )


def _is_half(tokens: Sequence[Token], following: Token) -> bool:
    """Whether a line ends in the middle of a name: `Sở`, `Khoa học và`, `Lao động -`."""
    if not tokens[-1].key:
        return tokens[-1].is_word or tokens[-1].raw in "-–"
    last = next((n for n in range(len(tokens) - 1, -1, -1) if not tokens[n].key), -1)
    words = [token.raw.casefold() for token in tokens[last + 1 :] if token.key not in LEADING]
    ends = [token.key for token in tokens[-2:]]
    return " ".join(words) in _HALVES or (ends == ["văn", "phòng"] and following.key in _OFFICE_OF)


def _known_together(first: Sequence[Token], second: Sequence[Token], names: Names) -> bool:
    """Whether a name that is known reaches over the break."""
    joined = [*first, *second]
    reach = (names.known(joined, start) for start in range(max(0, len(first) - 6), len(first)))
    return any(found is not None and found[1] > len(first) for found in reach)
