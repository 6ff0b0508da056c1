"""The draft of a calendar: proposed days off, each to be compared with the official notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from kstthc_cli.domain.plain_values import Plain

_CONFIRM = "xác nhận theo thông báo nghỉ lễ, ghi số và ngày thông báo vào source."
_WORKED = "Ngày làm bù {days}: xác nhận theo thông báo; thư viện không biết mọi ngày hoán đổi."
_NO_SWAPS = "Ngày nghỉ hoán đổi, ngày làm bù theo thông báo hằng năm: ghi vào days_off khi có thông báo."
_NO_DAYS = (
    "Chưa có ngày nghỉ nào: ghi days_off theo thông báo chính thức; hoặc cài gói đề xuất ngày nghỉ (pip "
    "install 'kstthc-cli[calendar]') rồi lập lại: kst calendar draft {year} --force."
)
_SATURDAY = 5
_CHANGED = 2025
"""From this year on the rule `to_since_2025` of a level counts, if it has one."""


class Proposal(NamedTuple):
    """What a library says of a span of days: days off with their names, and weekend days that are worked."""

    source: str
    days_off: Mapping[date, str]
    worked: tuple[date, ...] = ()


class Rules(NamedTuple):
    """What a calendar says beside days off: reporting windows, send-by days, shifts, and open questions."""

    reporting_windows: Plain
    send_by: tuple[Plain, ...]
    shift: Plain
    decide: tuple[str, ...]


def usual_rules(usual: Mapping[str, Any], year: int, levels: frozenset[str]) -> Rules:
    """The usual rules for the levels of a registry, with the questions of the latest year that has some."""
    send_by = [dict(rule) for rule in usual["send_by"] if rule["level"] in levels]
    for rule in send_by:
        since = rule.pop("to_since_2025", rule["to"])
        rule["to"] = since if year >= _CHANGED else rule["to"]
    decide = tuple(text for first, text in usual["decide"].items() if int(first) <= year)
    return Rules(usual["reporting_windows"], tuple(send_by), usual["shift"], decide)


def calendar_draft(year: int, covers: tuple[date, date], proposal: Proposal | None, rules: Rules) -> Plain:
    """The content of a calendar file, keys in the order in which they are written."""
    days = list(_proposed(proposal, covers)) if proposal else []
    worked = [day for day in proposal.worked if covers[0] <= day <= covers[1]] if proposal else []
    asked = [_WORKED.format(days=", ".join(f"{day:%d/%m/%Y}" for day in worked)) if worked else _NO_SWAPS]
    off: Plain = {"source": proposal.source if proposal else "Chưa có thông báo", "days": days}
    return {
        "schema_version": 1,
        "id": str(year),
        "year": year,
        "status": "draft",
        "decide": [*(asked if proposal else [_NO_DAYS.format(year=year)]), *rules.decide],
        "covers": {"first": covers[0], "last": covers[1]},
        "days_off": off | ({"working_saturdays": worked} if worked else {}),
        "reporting_windows": dict(rules.reporting_windows),
        "send_by": [dict(rule) for rule in rules.send_by],
        "shift": dict(rules.shift),
    }


def _proposed(proposal: Proposal, covers: tuple[date, date]) -> Iterator[Plain]:
    """The days off on Monday to Friday, each to be confirmed by itself."""
    for day, name in sorted(proposal.days_off.items()):
        if covers[0] <= day <= covers[1] and day.weekday() < _SATURDAY:
            yield {"first": day, "name": name, "decide": [_CONFIRM]}
