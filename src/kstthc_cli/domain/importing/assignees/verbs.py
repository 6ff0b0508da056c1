"""The words by which a line says what somebody has to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kstthc_cli.domain.importing.assignees.names import Token
from kstthc_cli.domain.plan.roles import in_order

VERBS: dict[str, str] = {
    "chủ trì": "lead",
    "chịu trách nhiệm chính": "lead",
    "làm đầu mối": "lead",
    "đầu mối": "lead",
    "phối hợp": "coordinate",
    "hỗ trợ": "coordinate",
    "tham gia": "coordinate",
    "thẩm định": "appraise",
    "thẩm tra": "appraise",
    "có ý kiến": "appraise",
    "cho ý kiến": "appraise",
    "góp ý": "appraise",
    "kiểm soát chất lượng": "appraise",
    "theo dõi": "oversee",
    "hướng dẫn": "oversee",
    "đôn đốc": "oversee",
    "giám sát": "oversee",
    "kiểm tra": "oversee",
    "đánh giá": "oversee",
    "tổng hợp": "consolidate",
    "tổ chức thực hiện": "perform",
    "tổ chức triển khai": "perform",
    "triển khai thực hiện": "perform",
    "thực hiện": "perform",
    "triển khai": "perform",
    "tham mưu": "perform",
}
"""Words of a role, the longer ones before those they begin with."""

_SHORT_LABELS = {
    f"{who}{what}": role for who in ("", "cq", "đv") for what, role in (("ct", "lead"), ("ph", "coordinate"))
}
"""What stands for a role only before a colon: `CT: Sở Nội vụ`."""

_FORMS = sorted(((tuple(text.split()), role) for text, role in VERBS.items()), key=lambda f: -len(f[0]))


_CONDITION = re.compile(
    r"(có )?liên quan|được (giao|phân công|chỉ định|lựa chọn|chọn)|"
    r"theo (chức năng|nhiệm vụ|thẩm quyền|phân công|lĩnh vực|phạm vi|từng)|"
    r"thuộc (thẩm quyền|phạm vi|tỉnh|ubnd|lĩnh vực|sở|huyện)|có (thẩm quyền|thủ tục|tthc)|"
    r"trên địa bàn|trong (tỉnh|toàn tỉnh|phạm vi)|nơi có|là chủ quản|tại "
)


class Verbs(NamedTuple):
    """Words of roles that follow one another, and the token after them.

    `opens` says that `với` or the like follows: whoever is named next coordinates. `unsure` says that
    the words give the lead and coordination to the same ones.
    """

    roles: tuple[str, ...]
    end: int
    opens: bool = False
    unsure: bool = False


def verbs_at(tokens: Sequence[Token], start: int) -> Verbs | None:
    """The role words that begin at a token: `theo dõi, hướng dẫn, phối hợp`."""
    found: list[tuple[str, bool]] = []  # role, and whether a comma or `và` stands before it
    at = start
    linked = False
    while (one := _one(tokens, at)) is not None:
        role, end = one
        found.append((role, linked))
        at = end
        following = _after_link(tokens, at)
        linked = following > at and _one(tokens, following) is not None
        if linked:
            at = following
    if not found:
        return None
    opens = found[-1][0] == "coordinate" and _opens(tokens, at)
    return Verbs(_roles(found), at, opens, unsure=not opens and _both(found))


def _one(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    keys = tuple(token.key for token in tokens[at : at + 5])
    if keys[:1] and keys[0] in _SHORT_LABELS and at + 1 < len(tokens) and tokens[at + 1].raw == ":":
        return _SHORT_LABELS[keys[0]], at + 1
    return next(((role, at + len(form)) for form, role in _FORMS if keys[: len(form)] == form), None)


def _after_link(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].raw in ",/" or (tokens[at].is_word and not tokens[at].key)):
        at += 1
    return at


def _opens(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    if tokens[at].key in ("với", "cùng", "các"):
        return True
    return tokens[at].is_word and tokens[at].raw[0].isupper()


def _both(found: Sequence[tuple[str, bool]]) -> bool:
    roles = {role for role, _ in found}
    return {"lead", "coordinate"} <= roles


def _roles(found: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    """The roles that the words mean together (docs/decisions/0007).

    Without a comma or `và` the first word decides (`phối hợp thực hiện`), but `chủ trì tổng hợp` are two.
    Whoever oversees does not also coordinate or perform.
    """
    given = [role for n, (role, linked) in enumerate(found) if n == 0 or linked or _adds(found[0][0], role)]
    if "oversee" in given:
        given = [role for role in given if role not in ("coordinate", "perform")]
    if "lead" in given:
        given = [role for role in given if role != "perform"]
    return in_order(given)


def _adds(first: str, role: str) -> bool:
    return first == "lead" and role == "consolidate"


def roles_in(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The roles that words in brackets name: `(có ý kiến)`, `(phối hợp)`."""
    found: list[str] = []
    at = 0
    while at < len(tokens):
        linked = at == 0 or not tokens[at - 1].key
        if linked and (verbs := verbs_at(tokens, at)):
            found += verbs.roles
            at = verbs.end
        else:
            at += 1
    return in_order(found) if tokens and verbs_at(tokens, 0) else ()


def says_more(tokens: Sequence[Token], start: int) -> bool:
    """Whether the rest of a line names a role of its own; `A phối hợp với B; C thực hiện` does not."""
    found = (verbs_at(tokens, at) for at in range(start, len(tokens)))
    return any(verbs is not None and verbs.roles != ("perform",) for verbs in found)


def is_condition(tokens: Sequence[Token], at: int) -> bool:
    """Whether words begin that tell which of a group: `có liên quan`, `được giao …`."""
    rest = " ".join(token.raw.casefold() for token in tokens[at : at + 4])
    return _CONDITION.match(f"{rest} ") is not None


def closing(tokens: Sequence[Token], at: int) -> int:
    """The place of the bracket that closes the one at `at`; the last place where none does."""
    deep = 0
    for n in range(at, len(tokens)):
        deep += {"(": 1, ")": -1}.get(tokens[n].raw, 0)
        if deep == 0:
            return n
    return len(tokens) - 1
