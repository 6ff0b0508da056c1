"""What follows from a change, told kindly: bundles of obligations, never one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.diff.consequences import Bundle, Consequences, Shift, Unfit
from kstthc_cli.domain.text.normalize import sort_key
from kstthc_cli.domain.text.numerals import roman
from kstthc_cli.domain.text.wording_diff import Piece
from kstthc_cli.render.diff.lines import PLURAL, Line, Names, Part, plain, replaced

_MOST_NAMES = 4
_MOST_DUTIES = 12
_MOST_LINES = 20
Told = TypeVar("Told", Bundle, Shift)


def effects_part(plan: str, effects: Consequences, names: Names) -> Part | None:
    """The consequences for one plan, or None where there are none."""
    lines = [
        *_bundles("Thêm", effects.appear, names),
        *_bundles("Mất", effects.vanish, names),
        *_shifts(effects.shifts, names),
        *_unfit(effects.unfit, names),
    ]
    return Part(f"Hệ quả với kế hoạch {plan}", tuple(lines), level=1) if lines else None


def whole_plan(plan: str, effects: Consequences) -> Part:
    """The consequences of a plan that is new, or gone, as numbers."""
    bundles, verb = (effects.appear, "Thêm") if effects.appear else (effects.vanish, "Mất")
    who = {agency for bundle in bundles for agency in bundle.agencies}
    said = f"{verb} {count(bundles)} nghĩa vụ của {len(who)} cơ quan."
    return Part(f"Hệ quả với kế hoạch {plan}", (plain(said), *_unfit(effects.unfit, Names())), level=1)


def count(bundles: Iterable[Told]) -> int:
    """How many obligations some bundles hold."""
    return sum(bundle.count for bundle in bundles)


def _bundles(verb: str, bundles: Sequence[Bundle], names: Names) -> Iterator[Line]:
    if bundles:
        yield plain(f"{verb} {count(bundles)} nghĩa vụ:")
    for bundle in _largest_first(bundles):
        said = f"{duties(bundle.duties)}: {who(bundle.agencies, names)}; {_when(bundle)}"
        yield (Piece("item", ""), Piece("same", said))
    yield from _rest(bundles)


def _shifts(shifts: Sequence[Shift], names: Names) -> Iterator[Line]:
    if shifts:
        yield plain(f"Dời hạn của {count(shifts)} nghĩa vụ:")
    for shift in _largest_first(shifts):
        label = f"{duties(shift.duties)}: {who(shift.agencies, names)}; {shift.period.vietnamese}, hạn"
        yield (Piece("item", ""), Piece("same", label), *replaced(_day(shift.old), _day(shift.new)))
    yield from _rest(shifts)


def _largest_first(told: Sequence[Told]) -> list[Told]:
    return sorted(told, key=lambda bundle: (-bundle.count, sort_key(bundle.duties[0])))[:_MOST_LINES]


def _rest(told: Sequence[Told]) -> Iterator[Line]:
    if len(told) > _MOST_LINES:
        left = count(told) - sum(bundle.count for bundle in _largest_first(told))
        yield (Piece("item", ""), Piece("same", f"… và {left} nghĩa vụ khác (đủ trong --format json)."))


def _unfit(unfit: Sequence[Unfit], names: Names) -> Iterator[Line]:
    if unfit:
        yield plain(f"{len(unfit)} dòng phiếu không còn khớp với kế hoạch (phiếu vẫn giữ làm lịch sử):")
    for item in unfit[:_MOST_LINES]:
        said = f"đầu việc {item.duty} kỳ {item.period}, {names(item.agency)}: phiếu {item.slip}"
        yield (Piece("item", ""), Piece("same", said))
    if len(unfit) > _MOST_LINES:
        yield (Piece("item", ""), Piece("same", f"… và {len(unfit) - _MOST_LINES} dòng khác."))


# Words


def duties(ids: Sequence[str]) -> str:
    """`đầu việc 7, 8, 10`; of many, how many there are."""
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
    return " và ".join([*counted, *([f"{unknown} nơi khác"] if unknown else [])])


def _when(bundle: Bundle) -> str:
    told = periods(bundle.periods)
    if len(bundle.periods) > 1:
        return told
    return f"{told}, hạn {_day(bundle.due)}" if bundle.due else f"{told}, chưa có hạn"


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
