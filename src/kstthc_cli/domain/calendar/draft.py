"""The draft of a calendar: proposed days off, each to be compared with the official notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
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


def usual_rules(usual: Mapping[str, Any], year: int, levels: Set[str]) -> Rules:
    """The usual rules for the levels of a registry, with the questions of the latest year that has some."""
    send_by = tuple(_of_year(rule, year) for rule in usual["send_by"] if rule["level"] in levels)
    decide = tuple(text for first, text in usual["decide"].items() if int(first) <= year)
    return Rules(usual["reporting_windows"], send_by, usual["shift"], decide)


def rules_after(latest: Mapping[str, Any], usual: Mapping[str, Any], year: int, levels: Set[str]) -> Rules:
    """The rules of an earlier calendar, with the usual ones for levels of a registry that it lacks."""
    kept = latest["send_by"]
    more = usual_rules(usual, year, levels - {rule["level"] for rule in kept}).send_by
    asked = f"Ngày gửi báo cáo, kỳ số liệu, cách dời ngày chép từ lịch “{latest['id']}”: xem lại."
    decide = " ".join((asked, *_changed_receivers(kept, usual, year)))
    return Rules(latest["reporting_windows"], (*kept, *more), latest["shift"], (decide,))


def _changed_receivers(kept: Sequence[Plain], usual: Mapping[str, Any], year: int) -> Iterator[str]:
    """A question for each level whose reports go to somebody who no longer exists in the year."""
    now = {(rule["level"], rule["to"]): _of_year(rule, year)["to"] for rule in usual["send_by"]}
    for rule in kept:
        to = now.get((rule["level"], rule["to"]), rule["to"])
        if to != rule["to"]:
            line = f"Dòng send_by của cấp “{rule['level']}” còn ghi “{rule['to']}”"
            yield f"{line}, nay không còn: sửa thành “{to}”?"


def _of_year(rule: Mapping[str, Any], year: int) -> Plain:
    """A usual rule as it is in a year."""
    since = rule.get("to_since_2025") if year >= _CHANGED else None
    found = {key: value for key, value in rule.items() if key != "to_since_2025"}
    return found | ({"to": since} if since else {})


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
