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
    from kstthc_cli.domain.agencies.names import NameForms
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


_GENERIC = frozenset(
    {
        # whoever is meant by a kind of agency only
        "cơ quan", "cơ quan chuyên môn", "cơ quan nhà nước", "đơn vị", "địa phương", "tổ chức", "cá nhân",
        "doanh nghiệp", "người dân", "cấp", "các cấp", "cấp tỉnh", "cấp huyện", "cấp xã", "ngành",
        "trực thuộc",
        "chủ tịch", "phó chủ tịch", "thủ trưởng", "người đứng đầu", "cán bộ", "công chức",
        "viên chức", "bộ phận", "bộ phận một cửa", "bộ phận tiếp nhận và trả kết quả", "đầu mối",
        "thẩm quyền",
        # what is done, and with what
        "tiếp nhận", "trả", "trả kết quả", "giải quyết", "phân loại", "xử lý", "thiết lập", "kiểm soát",
        "rà soát", "cập nhật", "công khai", "niêm yết", "đăng tải", "cung cấp", "tham gia", "đề xuất",
        "góp ý", "quản lý", "ban hành", "công bố", "ký", "phê duyệt", "giúp", "bảo đảm", "đảm bảo", "duy trì",
        "nâng cấp", "vận hành", "thường xuyên", "định kỳ", "tthc", "thủ tục", "thủ tục hành chính", "hồ sơ",
        "văn bản", "văn bản quy phạm pháp luật", "kết quả", "chất lượng", "quy định", "quy trình",
        "quy trình nội bộ", "nội dung", "nhiệm vụ", "công việc", "lĩnh vực", "dữ liệu", "hệ thống",
        "hội nghị", "cổng dịch vụ công", "nghị định", "quyết định", "kế hoạch", "chỉ thị", "điều", "khoản",
        "ý kiến", "dự thảo", "tỷ lệ", "trên địa bàn", "trên địa bàn tỉnh", "tỉnh",
        # when and how
        "đúng hạn", "đúng thời hạn", "đúng quy định", "kịp thời", "đầy đủ", "hằng tháng", "hàng tháng",
        "hằng quý", "hàng quý", "hằng năm", "hàng năm", "hằng tuần", "hàng tuần",
        # what joins words
        "có", "là", "nơi", "được", "giao", "để", "về", "theo", "tại", "trong", "ngoài", "trên", "do", "cho",
        "khi", "đến", "từ", "hoặc", "nếu", "này", "đó", "việc", "ở", "bằng", "trước", "sau", "quy",
        "nêu", "nêu trên", "như", "cụ thể", "đối với", "thuộc", "còn lại", "toàn", "mọi", "những",
        "một số",
    }
)  # fmt: skip
"""Phrases of assignment lines that name no particular agency."""
_LONGEST_GENERIC = 7
_ROLE_WORDS = frozenset(
    {
        "chủ trì", "phối hợp", "thực hiện", "triển khai", "tổ chức", "thẩm định", "có ý kiến", "theo dõi",
        "hướng dẫn", "đôn đốc", "kiểm tra", "đánh giá", "tổng hợp", "được giao", "có liên quan", "liên quan",
        "xây dựng", "soạn thảo", "cùng làm", "cùng", "do", "với", "và", "các", "của", "khác",
    }
)  # fmt: skip
_ABOUT_OTHERS = ("báo cáo", "trình", "tham mưu", "trả lời", "gửi", "chuyển", "đề nghị", "xin ý kiến", "theo")
"""Words after which a clause names the addressee or the origin of something."""
_MOST = 8
_LONGEST_NAME = 60
"""Words of a name that is looked for: three times those of real ones; each more costs every line more."""


class _Word(NamedTuple):
    plain: str
    printed: str
    starts: bool
    """Whether a separator precedes it."""


def unregistered_names(printed: str, names: NameForms) -> Iterator[str]:
    """The parts of a printed line that are left without known names, role words and generic phrases.

    `names` are those of the registry. Text after a report or a submission in its clause names the addressee
    and is ignored.
    """
    for clause in re.split(r"[;\n]", nfc(printed)):
        todo, kept = _words_of(clause), list[_Word]()
        while todo and (_role(todo) or not _begins(todo, _ABOUT_OTHERS)):
            known = _known(todo, names) if todo[0].starts or not kept else 0
            inside = kept and not todo[0].starts and todo[0].printed[0].isupper()
            role = 0 if inside else _role(todo)
            if known or role:
                yield from _left(kept)
                kept, todo = [], todo[known or role :]
                continue
            if todo[0].starts:
                yield from _left(kept)
                kept = []
            kept.append(todo.pop(0))
        yield from _left(kept)


def _words_of(clause: str) -> list[_Word]:
    return [
        _Word(" ".join(words(printed)) or printed.casefold(), printed, starts=n == 0)
        for part in re.split(r"[,.:()\[\]“”\"/]|\s[-–+]\s|^\s*[-–+]", clause)
        for n, printed in enumerate(part.split())
    ]


def _known(todo: list[_Word], names: NameForms) -> int:
    """The number of leading words that form a known name; 0 if none."""
    plain = [word.plain for word in todo[: min(names.longest, _LONGEST_NAME) + _MOST]]
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


def _left(kept: list[_Word]) -> Iterator[str]:
    """The words from the first that belongs to no generic phrase."""
    at = 0
    while size := _generic(kept[at:]):
        at += size
    if at < len(kept):
        yield " ".join(word.printed for word in kept[at:])


def _generic(todo: list[_Word]) -> int:
    """The number of leading words that form a generic phrase; 0 if none."""
    sizes = range(min(_LONGEST_GENERIC, len(todo)), 0, -1)
    return next((n for n in sizes if " ".join(word.plain for word in todo[:n]) in _GENERIC), 0)
