"""What differs between two editions: a value that can be read, applied and turned round.

`applied(old, differences(old, new))` is `new`, `differences(a, a)` is empty, and `inverse` leads back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kstthc_cli.domain.diff.plan_facts import Edition, Fields, Ref, Value

_FORM = frozenset({"schema_version", "order", "errata", "amendments", "label", "reading"})


def is_form(kind: str, field: str) -> bool:
    """Whether a field can change without any change of what is asked, and of whom."""
    return field in _FORM or (kind == "section" and field == "printed")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing before and after; None where it was not there yet, or is not there any more."""

    ref: Ref
    old: Fields | None
    new: Fields | None

    @property
    def kind(self) -> str:
        """`added`, `dropped` or `changed`."""
        return "added" if self.old is None else "dropped" if self.new is None else "changed"

    @property
    def fields(self) -> dict[str, tuple[Value | None, Value | None]]:
        """Every field that differs: its value before and after, in the order of the file."""
        old, new = self.old or {}, self.new or {}
        return {
            name: (old.get(name), new.get(name))
            for name in dict.fromkeys([*new, *old])
            if old.get(name) != new.get(name)
        }


Diff = tuple[Change, ...]


def differences(old: Edition, new: Edition) -> Diff:
    """Everything that differs, in the order of `new`; what was dropped stands where it was."""
    return tuple(
        Change(ref, old.get(ref), new.get(ref)) for ref in _in_order(old, new) if old.get(ref) != new.get(ref)
    )


def _in_order(old: Edition, new: Edition) -> Iterator[Ref]:
    dropped: dict[Ref | None, list[Ref]] = {}
    before: Ref | None = None
    for ref in old:
        if ref in new:
            before = ref
        else:
            dropped.setdefault(before, []).append(ref)
    yield from dropped.get(None, ())
    for ref in new:
        yield ref
        yield from dropped.get(ref, ())


def applied(edition: Edition, diff: Diff) -> dict[Ref, Fields]:
    """The edition after the changes. Raises ValueError where it is not what they start from."""
    result = dict(edition)
    for change in diff:
        if result.get(change.ref) != change.old:
            raise ValueError(change.ref)
        if change.new is None:
            del result[change.ref]
        else:
            result[change.ref] = change.new
    return result


def inverse(diff: Diff) -> Diff:
    """The changes that lead back."""
    return tuple(Change(change.ref, change.new, change.old) for change in diff)


def moved(old: Iterable[str], new: Iterable[str], leave: Iterable[str] = ()) -> list[str]:
    """The fewest names of both lists that must change places to make the old order the new one.

    What only one list has, or `leave` names, does not count.
    """
    left = set(leave)
    place = {name: n for n, name in enumerate(old) if name not in left}
    common = [name for name in new if name in place]
    staying = set(_longest_rising(common, place))
    return [name for name in common if name not in staying]


def _longest_rising(names: list[str], place: Mapping[str, int]) -> list[str]:
    """The longest part of `names` whose places rise: patience sorting, with links back."""
    from bisect import bisect_left

    tops: list[int] = []
    last: list[str] = []
    before: dict[str, str | None] = {}
    for name in names:
        pile = bisect_left(tops, place[name])
        before[name] = last[pile - 1] if pile else None
        if pile == len(tops):
            tops.append(place[name])
            last.append(name)
        else:
            tops[pile], last[pile] = place[name], name
    chain: list[str] = []
    name_ = last[-1] if last else None
    while name_ is not None:
        chain.append(name_)
        name_ = before[name_]
    return chain
