"""Compares the agencies in a printed assignment line with its roles and with the registry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.text.normalize import nfc, words

if TYPE_CHECKING:
    from kstthc_cli.model.plan import AssignmentLine


def named_without_role(
    line: AssignmentLine, given: set[str], registry: Registry, year: Span
) -> Iterator[Agency]:
    """Agencies whose full name is in a line that gives no role to them or to one of their groups.

    Names that two agencies share, and names that are part of a longer name in the line, are ignored; a line
    with an unknown id is not checked.
    """
    if not all(who in registry.agencies or who in registry.groups for who in given):
        return
    text = _spaced(line.printed)
    found = [agency for agency in registry.named_in(text.split()) if agency.valid_within(year)]
    names = Counter(_spaced(agency.name) for agency in found)
    for agency in found:
        mine = _spaced(agency.name)
        inside = sum(text.count(name) for name in names if mine != name and mine in name)
        part = agency.id in given or any(group.id in given for group in registry.groups_of(agency))
        if names[mine] == 1 and text.count(mine) > inside and not part:
            yield agency


@lru_cache(maxsize=4096)
def _spaced(text: str) -> str:
    """The words of a text with a space around each, so that only whole words match."""
    return f" {' '.join(words(text))} "


_INSTITUTIONS = (
    "bộ", "sở", "ban", "cục", "chi cục", "tổng cục", "vụ", "ủy ban", "ubnd", "hội đồng", "hđnd", "văn phòng",
    "viện", "học viện", "trường", "trung tâm", "công an", "bộ chỉ huy", "quân khu", "biên phòng", "thanh tra",
    "tòa án", "hội", "liên đoàn", "liên minh", "liên hiệp", "đoàn", "mặt trận", "kho bạc", "bảo hiểm", "thuế",
    "hải quan", "ngân hàng", "báo", "đài", "đảng ủy", "công ty", "tổng công ty", "tập đoàn", "bưu điện",
    "quỹ", "phòng", "chi nhánh", "hạt", "trạm", "bệnh viện",
)  # fmt: skip
"""First words of agency names."""
_NOT_NAMES = (
    "bộ phận", "ban hành", "báo cáo", "hội nghị", "phòng ngừa", "vụ việc", "thuế suất", "đoàn kiểm tra",
    "cơ quan", "đơn vị", "địa phương", "tổ chức", "cá nhân", "chủ tịch", "phó", "thủ trưởng", "trưởng",
    "giám đốc", "người", "tthc", "thủ tục", "cổng", "hệ thống", "nghị định", "quyết định", "kế hoạch",
    "chỉ thị", "điều", "khoản",
)  # fmt: skip
"""Phrases that begin like agency names but are none."""
_ROLE_WORDS = frozenset(
    {
        "chủ trì", "phối hợp", "thực hiện", "triển khai", "tổ chức", "thẩm định", "có ý kiến", "theo dõi",
        "hướng dẫn", "đôn đốc", "kiểm tra", "đánh giá", "tổng hợp", "được giao", "có liên quan", "liên quan",
        "xây dựng", "soạn thảo", "cùng", "với", "và", "các", "của", "khác",
    }
)  # fmt: skip
_ABOUT_OTHERS = ("báo cáo", "trình", "tham mưu", "trả lời", "gửi", "chuyển", "đề nghị", "xin ý kiến", "theo")
"""Words after which a clause names the addressee or the origin of something."""
_MOST = 8


class _Word(NamedTuple):
    plain: str
    printed: str
    starts: bool
    """Whether a separator precedes it."""
    capital: bool
    """Whether it has a capital letter other than the first letter of the line."""


def unregistered_names(printed: str, names: frozenset[tuple[str, ...]]) -> Iterator[str]:
    """The parts of a printed line, other than known names and role words, that look like agency names.

    Such a part begins with the first word of an agency name or, inside the line, with a capital letter.
    `names` are those of the registry, as word tuples of `normalize.words`. Text after a report or a
    submission in its clause names the addressee and is ignored.
    """
    longest = _longest(names)
    for number, clause in enumerate(re.split(r"[;\n]", nfc(printed))):
        todo, kept = _words_of(clause, first=number == 0), list[_Word]()
        while todo and not _begins(todo, _ABOUT_OTHERS):
            known = _known(todo, names, longest) if todo[0].starts or not kept else 0
            if known or _role(todo):
                yield from _institution(kept)
                kept, todo = [], todo[known or _role(todo) :]
                continue
            if todo[0].starts:
                yield from _institution(kept)
                kept = []
            kept.append(todo.pop(0))
        yield from _institution(kept)


@lru_cache(maxsize=8)
def _longest(names: frozenset[tuple[str, ...]]) -> int:
    """The number of words of the longest name; worked out once for all lines."""
    return max(map(len, names), default=0)


def _words_of(clause: str, *, first: bool) -> list[_Word]:
    found: list[_Word] = []
    for part in re.split(r"[,.:()\[\]“”\"/]|\s[-–]\s|^\s*[-–+]", clause):
        for n, printed in enumerate(part.split()):
            plain = " ".join(words(printed)) or printed.casefold()
            capital = printed[0].isupper() and not (first and not found)
            found.append(_Word(plain, printed, starts=n == 0, capital=capital))
    return found


def _known(todo: list[_Word], names: Collection[tuple[str, ...]], longest: int) -> int:
    """The number of leading words that form a known name; 0 if none."""
    plain = [word.plain for word in todo[: longest + _MOST]]
    for count in range(len(plain), 0, -1):
        if words(" ".join(plain[:count])) in names:
            return count
    return 0


def _role(todo: list[_Word]) -> int:
    """The number of leading words that form a role or join names; 0 if none."""
    for count in (2, 1):
        if " ".join(word.plain for word in todo[:count]) in _ROLE_WORDS:
            return count
    return 0


def _begins(todo: list[_Word], starts: Collection[str]) -> bool:
    text = " ".join(word.plain for word in todo[:3]) + " "
    return any(text.startswith(f"{start} ") for start in starts)


def _institution(kept: list[_Word]) -> Iterator[str]:
    """The words, if they begin like the name of an agency."""
    if kept and (kept[0].capital or _begins(kept, _INSTITUTIONS)) and not _begins(kept, _NOT_NAMES):
        yield " ".join(word.printed for word in kept)
