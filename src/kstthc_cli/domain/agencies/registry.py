"""Agencies and groups: names, levels, parents, and periods of validity."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from kstthc_cli.domain.agencies.levels import USUAL, USUAL_BY_ID, Level, Wording
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.text.normalize import sort_key, words

if TYPE_CHECKING:
    from kstthc_cli.model.agencies import AgencyFile, LevelFile, RegistryFile
    from kstthc_cli.model.agencies import Group as GroupFile

LEVELS: dict[str, str] = {level.id: level.name for level in USUAL}
"""Level → Vietnamese name of the usual levels, in the order of lists."""


class Agency(NamedTuple):
    """A body that has duties; it exists from `first` to `last`, both inclusive, None for no bound."""

    id: str
    name: str
    short: str
    level: str
    code: str | None = None
    symbol: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    successors: tuple[str, ...] = ()

    def valid_within(self, span: Span) -> bool:
        """Whether the agency exists on some day of `span`."""
        begun = self.first is None or self.first < span.end
        return begun and (self.last is None or span.start <= self.last)

    def exists_on(self, day: date) -> bool:
        """Whether the agency exists on a day."""
        return not self.ended_before(day) and not self.begins_after(day)

    def ended_before(self, day: date) -> bool:
        """Whether the agency's last day is before `day`."""
        return self.last is not None and self.last < day

    def begins_after(self, day: date) -> bool:
        """Whether the agency's first day is after `day`."""
        return self.first is not None and day < self.first


class Group(NamedTuple):
    """A set of agencies: all of some levels, a list, or (kind `open`) no members until they are named."""

    id: str
    name: str
    kind: Literal["levels", "list", "open"]
    levels: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    def has(self, agency: Agency) -> bool:
        """Whether the agency is a member."""
        return agency.level in self.levels or agency.id in self.listed


class _Entries(NamedTuple):
    """The fields of a registry; a NamedTuple cannot hold cached properties itself."""

    id: str
    place: str
    agencies: Mapping[str, Agency]
    groups: Mapping[str, Group]
    levels: Mapping[str, Level] = USUAL_BY_ID


class Registry(_Entries):
    """All agencies and groups of a province, by id; ids are unique over both."""

    def level_of(self, agency: Agency) -> Level:
        """The level of an agency; one that the registry does not describe has its id as a name."""
        return self.levels.get(agency.level) or Level(agency.level, agency.level)

    def level_name(self, agency: Agency) -> str:
        """The name of the level of an agency."""
        return self.level_of(agency).name

    @property
    def top(self) -> Agency | None:
        """The agency at the head: the first one of the first level, before those that have ended."""
        first = next(iter(self.levels))
        heads = [agency for agency in self.in_order if agency.level == first]
        return min(heads, key=lambda agency: agency.last is not None, default=None)

    def above(self, agency: Agency) -> Agency | None:
        """The agency that an agency belongs to, where the registry has it."""
        return self.agencies.get(agency.parent) if agency.parent else None

    def groups_of(self, agency: Agency) -> tuple[Group, ...]:
        """The groups an agency belongs to, in the registry's order."""
        return tuple(group for group in self.groups.values() if group.has(agency))

    def members(self, group: Group) -> tuple[Agency, ...]:
        """The agencies of a group, in the order of lists."""
        return tuple(agency for agency in self.in_order if group.has(agency))

    def has_members(self, group: Group, span: Span) -> bool:
        """Whether an agency of a group exists on a day of the span; an open group has whoever is named."""
        members = (agency for agency in self.agencies.values() if group.has(agency))
        return group.kind == "open" or any(agency.valid_within(span) for agency in members)

    def short_name(self, who: str) -> str:
        """The short name of an agency or group id; if agencies share it, with the parent's name.

        An id that is no longer in the registry is returned unchanged.
        """
        if found := self.agencies.get(who):
            return found.short + self._where(found)
        return self.groups[who].name if who in self.groups else who

    def full_name(self, agency: Agency) -> str:
        """The full name of an agency; if agencies share it, with the parent's name."""
        return agency.name + self._where(agency)

    def signed_name(self, who: str) -> str:
        """The name of an agency or group id as it stands in a paper to be signed: in full."""
        found = self.agencies.get(who)
        return self.full_name(found) if found else self.short_name(who)

    def _where(self, agency: Agency) -> str:
        above = self.above(agency)
        return f" ({above.name.removeprefix('UBND ')})" if above and agency.id in self._named_alike else ""

    @cached_property
    def _named_alike(self) -> frozenset[str]:
        """The agencies that share a name, short or long, with one that had not ended when they began."""
        by_name: dict[str, list[Agency]] = {}
        for agency in self.agencies.values():
            for name in {agency.name, agency.short}:
                by_name.setdefault(name, []).append(agency)
        return frozenset(
            agency.id
            for alike in by_name.values()
            for agency in alike
            if any(o is not agency and not (agency.first and o.ended_before(agency.first)) for o in alike)
        )

    def named_in(self, text: Sequence[str]) -> list[Agency]:
        """The agencies whose full name is among the words of a text, in the order of lists."""
        by_name, lengths = self._by_name
        starts = itertools.product(range(len(text)), lengths)
        found = {name for start, length in starts if (name := tuple(text[start : start + length])) in by_name}
        return sorted((agency for name in found for agency in by_name[name]), key=self._place)

    @cached_property
    def _by_name(self) -> tuple[Mapping[tuple[str, ...], list[Agency]], frozenset[int]]:
        """The words of each full name → its agencies; and how many words the names have."""
        found: dict[tuple[str, ...], list[Agency]] = {}
        for agency in self.agencies.values():
            found.setdefault(words(agency.name), []).append(agency)
        return found, frozenset(len(name) for name in found if name)

    @cached_property
    def _predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """Agency id → ids of the agencies that name it as a successor."""
        found: dict[str, tuple[str, ...]] = {}
        for agency in self.agencies.values():
            for successor in agency.successors:
                found[successor] = (*found.get(successor, ()), agency.id)
        return found

    def responsible_on(self, agency: Agency, day: date) -> tuple[Agency, ...]:
        """The agencies responsible on a day for the duties of an agency: itself while it exists.

        After its end these are its successors, or their successors; before its beginning, its predecessors.
        Empty if none that exists on that day is in the registry.
        """
        if agency.exists_on(day):
            return (agency,)
        after = agency.ended_before(day)
        found: dict[str, Agency] = {}
        seen, todo = {agency.id}, [agency.id]
        while todo:
            name = todo.pop(0)
            near = self.agencies[name].successors if after else self._predecessors.get(name, ())
            for other in (self.agencies[n] for n in near if n in self.agencies and n not in seen):
                seen.add(other.id)
                if other.exists_on(day):
                    found[other.id] = other
                elif other.ended_before(day) == after:
                    todo.append(other.id)
        return tuple(found.values())

    def with_relatives(self, agencies: Iterable[Agency]) -> list[Agency]:
        """The agencies, then their relatives (see `relatives`), each once."""
        asked = list(agencies)
        every = (*asked, *(other for agency in asked for other in self.relatives(agency)))
        return list({agency.id: agency for agency in every}.values())

    def relatives(self, agency: Agency) -> tuple[Agency, ...]:
        """All predecessors and successors of an agency, direct and indirect: it may owe their duties."""
        if not agency.successors and agency.id not in self._predecessors:
            return ()
        later = {name: other.successors for name, other in self.agencies.items()}
        found = {**self._reached(agency.id, self._predecessors), **self._reached(agency.id, later)}
        return tuple(found.values())

    def _reached(self, start: str, near: Mapping[str, tuple[str, ...]]) -> dict[str, Agency]:
        found: dict[str, Agency] = {}
        todo = [start]
        while todo:
            for name in near.get(todo.pop(0), ()):
                if name in self.agencies and name not in found and name != start:
                    found[name] = self.agencies[name]
                    todo.append(name)
        return found

    @cached_property
    def in_order(self) -> tuple[Agency, ...]:
        """Agencies by level, then by name in Vietnamese order; communes by district."""
        return self.ordered(self.agencies.values())

    def ordered(self, agencies: Iterable[Agency]) -> tuple[Agency, ...]:
        """Some agencies in the order of `in_order`: fewer to sort than all."""
        return tuple(sorted(agencies, key=self._place))

    @cached_property
    def _partly(self) -> dict[Span, tuple[Agency, ...]]:
        return {}

    def partly_within(self, span: Span) -> tuple[Agency, ...]:
        """The agencies that exist on some but not on all days of `span`, in list order.

        They are found once a span: many plans ask.
        """
        if span not in self._partly:
            self._partly[span] = tuple(
                agency
                for agency in self.in_order
                if agency.valid_within(span)
                and not (agency.exists_on(span.start) and agency.exists_on(span.last))
            )
        return self._partly[span]

    def _place(self, agency: Agency) -> tuple[object, ...]:
        parent = self.above(agency)
        level = self.level_of(agency)
        above = sort_key(bare_name(parent.name)) if parent and level.nested else ()
        return self._ranks.get(level.id, len(self.levels)), above, sort_key(bare_name(agency.name)), agency.id

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {name: n for n, name in enumerate(self.levels)}


_KIND_WORDS = ("UBND ", "huyện ", "thành phố ", "thị xã ", "xã ", "phường ", "thị trấn ", "đặc khu ")


def bare_name(name: str) -> str:
    """The part of a unit's name used for sorting and lookup: UBND xã Bình An → Bình An."""
    for word in _KIND_WORDS:
        name = name.removeprefix(word)
    return name


def registry_of(file: RegistryFile) -> Registry:
    """Convert a registry file."""
    return Registry(
        id=file.id,
        place=file.place,
        agencies={item.id: _agency(item, file.valid_from) for item in _first_of_each(file.agencies)},
        groups={item.id: _group(item) for item in file.groups},
        levels={item.id: _level(item) for item in file.levels} or USUAL_BY_ID,
    )


def _level(item: LevelFile) -> Level:
    return Level(
        item.id,
        item.name,
        item.plural or "",
        item.addressed or "",
        item.units or "",
        committee=item.committee,
        place=item.place,
        nested=item.nested,
        before=tuple(Wording(w.until, w.addressed, w.units or "") for w in item.before),
    )


def _first_of_each(items: Iterable[AgencyFile]) -> Iterable[AgencyFile]:
    """The agencies without those that repeat an id, which validation reports."""
    found: dict[str, AgencyFile] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found.values()


def _agency(item: AgencyFile, known_from: date) -> Agency:
    return Agency(
        id=item.id,
        name=item.name,
        short=item.short or item.name,
        level=item.level,
        code=item.code,
        symbol=item.symbol,
        parent=item.parent,
        aliases=tuple(item.aliases),
        first=item.valid_from or known_from,
        last=item.valid_to,
        successors=tuple(item.successors),
    )


def _group(item: GroupFile) -> Group:
    return Group(
        id=item.id,
        name=item.name,
        kind=item.kind,
        levels=tuple(getattr(item, "levels", ())),
        listed=tuple(getattr(item, "members", ())),
        successors=tuple(getattr(item, "successors", ())),
    )
