"""The consequences of a change as lines: grouped obligations, never one line for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Kind, Period, period_words
from kstthc_cli.domain.diff.consequences import Consequences, DueChange, ObligationGroup, UnmatchedEntry
from kstthc_cli.domain.diff.written_once import Altered
from kstthc_cli.domain.text.normalize import sort_key
from kstthc_cli.domain.text.numerals import roman
from kstthc_cli.domain.text.wording_diff import Piece
from kstthc_cli.render.diff.lines import PLURAL, Line, Names, Part, plain, replaced
from kstthc_cli.render.screen.phrases import EVERY_WORK, count

_MOST_NAMES = 4
_MOST_DUTIES = 12
_MOST_LINES = 20
Group = TypeVar("Group", ObligationGroup, DueChange)


def effects_part(plan: str, effects: Consequences, names: Names) -> Part | None:
    """The consequences for one plan; None if there are none."""
    lines = [
        *_groups("Thêm", effects.appear, names),
        *_groups("Mất", effects.vanish, names),
        *_due_changes(effects.moved, names),
        *_unmatched(effects.unmatched, names),
    ]
    return Part(f"Hệ quả với kế hoạch {plan}", tuple(lines), level=1) if lines else None


def whole_plan(plan: str, effects: Consequences) -> Part:
    """The consequences of an added or dropped plan, as numbers."""
    groups, verb = (effects.appear, "Thêm") if effects.appear else (effects.vanish, "Mất")
    who = {agency for group in groups for agency in group.agencies}
    text = f"{verb} {count(obligations(groups))} {EVERY_WORK} của {len(who)} cơ quan."
    return Part(
        f"Hệ quả với kế hoạch {plan}", (plain(text), *_unmatched(effects.unmatched, Names())), level=1
    )


def obligations(groups: Iterable[Group]) -> int:
    """The number of obligations in some groups."""
    return sum(group.count for group in groups)


def _groups(verb: str, groups: Sequence[ObligationGroup], names: Names) -> Iterator[Line]:
    if groups:
        yield plain(f"{verb} {count(obligations(groups))} {EVERY_WORK}:")
    for group in _largest_first(groups):
        text = f"{duties(group.duties)}: {who(group.agencies, names)}; {_when(group)}"
        yield (Piece("item", ""), Piece("same", text))
    yield from _rest(groups)


def _due_changes(changes: Sequence[DueChange], names: Names) -> Iterator[Line]:
    if changes:
        yield plain(f"Dời hạn của {count(obligations(changes))} {EVERY_WORK}:")
    for change in _largest_first(changes):
        label = f"{duties(change.duties)}: {who(change.agencies, names)}; {change.period.vietnamese}, hạn"
        yield (Piece("item", ""), Piece("same", label), *replaced(_day(change.old), _day(change.new)))
    yield from _rest(changes)


def _largest_first(groups: Sequence[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (-group.count, sort_key(group.duties[0])))[:_MOST_LINES]


def _rest(groups: Sequence[Group]) -> Iterator[Line]:
    if len(groups) > _MOST_LINES:
        left = obligations(groups) - obligations(_largest_first(groups))
        yield (Piece("item", ""), Piece("same", f"… và {count(left)} việc khác (đủ trong --format json)."))


def _unmatched(entries: Sequence[UnmatchedEntry], names: Names) -> Iterator[Line]:
    if entries:
        unfit = f"{count(len(entries))} dòng tiến độ không còn khớp với kế hoạch"
        yield plain(f"{unfit} (phiếu vẫn giữ làm lịch sử):")
    for item in entries[:_MOST_LINES]:
        text = f"đầu việc {item.duty}, {period_words(item.period)}, {names(item.agency)}: phiếu {item.slip}"
        yield (Piece("item", ""), Piece("same", text))
    if len(entries) > _MOST_LINES:
        yield (Piece("item", ""), Piece("same", f"… và {count(len(entries) - _MOST_LINES)} dòng khác."))


def altered_part(altered: Sequence[Altered]) -> Part:
    """Write-once files (slips, requests, closings) that were deleted, moved or changed."""
    lines = [plain(f"{item.path}: {item.sentence}.") for item in altered[:_MOST_LINES]]
    if len(altered) > _MOST_LINES:
        lines.append(plain(f"… và {count(len(altered) - _MOST_LINES)} tệp khác (đủ trong --format json)."))
    return Part("Tệp chỉ ghi một lần bị xóa, chuyển hoặc sửa", tuple(lines), level=1)


# Words


def duties(ids: Sequence[str]) -> str:
    """`đầu việc 7, 8, 10`; for many duties, only their number."""
    if len(ids) > _MOST_DUTIES:
        return f"{len(ids)} đầu việc ({', '.join(ids[: _MOST_DUTIES - 4])}…)"
    return f"đầu việc {', '.join(ids)}"


def who(ids: Sequence[str], names: Names) -> str:
    """A few agencies by name, many by level: `20 sở, ban, ngành và 13 UBND cấp huyện`."""
    if len(ids) <= _MOST_NAMES:
        return names.listed(ids)
    levels = [names.level(name) for name in ids]
    counted = [f"{levels.count(level)} {word}" for level, word in PLURAL.items() if level in levels]
    unknown = sum(level not in PLURAL for level in levels)
    return " và ".join([*counted, *([f"{unknown} cơ quan khác"] if unknown else [])])


def _when(group: ObligationGroup) -> str:
    when = periods(group.periods)
    if len(group.periods) > 1:
        return when
    return f"{when}, hạn {_day(group.due)}" if group.due else f"{when}, chưa có hạn"


def periods(several: Sequence[Period]) -> str:
    """`quý I, II, III, IV năm 2021`; periods of other kinds one by one."""
    quarters = [period for period in several if period.kind is Kind.QUARTER]
    years = {period.year for period in quarters}
    if len(quarters) < 2 or len(years) > 1:
        return ", ".join(period.vietnamese for period in several)
    numbers = ", ".join(roman(period.number) for period in quarters)
    others = [period.vietnamese for period in several if period.kind is not Kind.QUARTER]
    return ", ".join([f"quý {numbers} năm {quarters[0].year}", *others])


def _day(due: Due | None) -> str:
    if due is None:
        return "chưa có"
    shifted = f" (dời tới {due.effective:%d/%m/%Y})" if due.effective != due.nominal else ""
    return f"{due.nominal:%d/%m/%Y}{shifted}"
