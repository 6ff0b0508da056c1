"""The roles of an agency in a duty, and their names."""

from __future__ import annotations

from collections.abc import Iterable

ROLES: dict[str, str] = {
    "lead": "chủ trì",
    "perform": "thực hiện",
    "coordinate": "phối hợp",
    "appraise": "có ý kiến/thẩm định",
    "oversee": "theo dõi/hướng dẫn",
    "consolidate": "tổng hợp",
}
"""Role → Vietnamese name, in order of importance."""

DOING = frozenset({"lead", "perform", "appraise"})
"""A duty needs at least one of these roles; the other roles do not carry it out."""


def in_order(roles: Iterable[str]) -> tuple[str, ...]:
    """Roles without repetition, in order of importance."""
    given = set(roles)
    return tuple(role for role in ROLES if role in given)


def names(roles: Iterable[str]) -> str:
    """Roles as text: `chủ trì, tổng hợp`."""
    return ", ".join(ROLES[role] for role in roles)
