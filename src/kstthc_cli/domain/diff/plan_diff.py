"""The difference of two revisions as a value that can be displayed, applied and inverted.

`applied(old, differences(old, new))` is `new`, `differences(a, a)` is empty, `applied(new, inverse(d))` is
`old`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kstthc_cli.domain.diff.fields import field_of
from kstthc_cli.domain.diff.plan_facts import Facts, Fields, Ref, Value


@dataclass(frozen=True, slots=True)
class Change:
    """An item before and after; None where it did not exist before, or no longer exists."""

    ref: Ref
    old: Fields | None
    new: Fields | None

    @property
    def kind(self) -> str:
        """`added`, `dropped` or `changed`."""
        return "added" if self.old is None else "dropped" if self.new is None else "changed"

    @property
    def is_form(self) -> bool:
        """Whether only form changed, and not content, agencies or deadlines."""
        return self.kind == "changed" and all(field_of(self.ref.kind, name).form for name in self.fields)

    def value(self, name: str) -> Value | None:
        """The new value of a field, or the old one where the item was dropped."""
        return (self.new or self.old or {}).get(name)

    @property
    def fields(self) -> dict[str, tuple[Value | None, Value | None]]:
        """Each field that differs, with its values before and after, in the order of the file."""
        old, new = self.old or {}, self.new or {}
        return {
            name: (old.get(name), new.get(name))
            for name in dict.fromkeys([*new, *old])
            if old.get(name) != new.get(name)
        }


Diff = tuple[Change, ...]


def differences(old: Facts, new: Facts) -> Diff:
    """All changes, in the order of `new`; a dropped item comes after the item that preceded it."""
    return tuple(
        Change(ref, old.get(ref), new.get(ref)) for ref in _in_order(old, new) if old.get(ref) != new.get(ref)
    )


def _in_order(old: Facts, new: Facts) -> Iterator[Ref]:
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


def applied(facts: Facts, diff: Diff) -> dict[Ref, Fields]:
    """The facts after the changes. Raises ValueError if they are not the old facts of the changes."""
    result = dict(facts)
    for change in diff:
        if result.get(change.ref) != change.old:
            raise ValueError(change.ref)
        if change.new is None:
            del result[change.ref]
        else:
            result[change.ref] = change.new
    return result


def inverse(diff: Diff) -> Diff:
    """The changes from the new facts back to the old ones."""
    return tuple(Change(change.ref, change.new, change.old) for change in diff)


def moved(old: Iterable[str], new: Iterable[str], leave: Iterable[str] = ()) -> list[str]:
    """The smallest set of common names whose moves turn the old order into the new one.

    Names in only one list, or in `leave`, are ignored.
    """
    left = set(leave)
    place = {name: n for n, name in enumerate(old) if name not in left}
    common = [name for name in new if name in place]
    staying = set(_longest_rising(common, place))
    return [name for name in common if name not in staying]


def _longest_rising(names: list[str], place: Mapping[str, int]) -> list[str]:
    """The longest increasing subsequence of `names` by place: patience sorting with back links."""
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
