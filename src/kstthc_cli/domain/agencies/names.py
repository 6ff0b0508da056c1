"""Finds an agency by its names.

An exact name takes precedence over one without diacritics: `xã Bình Thanh` is that commune, while `xa binh
thanh` could also be Bình Thạnh and is ambiguous. Agencies with similar names are only candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from kstthc_cli.domain.agencies.known_groups import KNOWN_GROUPS, phrases_of
from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.text.normalize import final_i, lacks_only_marks, unmarked, words

_SHORT_FORMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "vpubnd": (("văn", "phòng", "ubnd"),),
    "vp": (("văn", "phòng"),),
    "ttpvhcc": (("trung", "tâm", "phục", "vụ", "hành", "chính", "công"),),
    "bql": (("ban", "quản", "lý"),),
    "kkt": (("khu", "kinh", "tế"),),
    "kcn": (("khu", "công", "nghiệp"),),
    "h": (("huyện",),),
    "x": (("xã",),),
    "p": (("phường",),),
    "tp": (("thành", "phố"),),
    "tx": (("thị", "xã"),),
    "tt": (("thị", "trấn"), ("trung", "tâm"), ("thanh", "tra")),
    "q": (("quảng",),),
}
"""Abbreviation → its possible meanings, in words."""

_UNIT_WORDS = (
    ("tỉnh",),
    ("huyện",),
    ("thành", "phố"),
    ("thị", "xã"),
    ("xã",),
    ("phường",),
    ("thị", "trấn"),
    ("đặc", "khu"),
)
_COMMITTEE = ("ủy", "ban", "nhân", "dân")
_CUTOFF = 0.6
_MOST = 6
_MOST_WORDS = 14
_LONGEST = 200
_ONE_WORD = 1

Words = tuple[str, ...]


class AgencyMatch(NamedTuple):
    """The agencies that a name can mean; `sure` if there is exactly one."""

    candidates: tuple[Agency, ...]
    sure: bool
    more: int = 0
    """The number of further agencies with a similar name."""

    @property
    def agency(self) -> Agency | None:
        """The agency if `sure`, else None."""
        return self.candidates[0] if self.sure else None


def find_agency(registry: Registry, query: str, period: Span | None = None) -> AgencyMatch:
    """The agency that `query` names: by id, code, name or alias, then the same without diacritics.

    Diacritics may be left out but not differ; y and i are equal at the end of a word (Lý, Lí). With a period,
    agencies that exist in it take precedence over others of the same name. If several agencies match, or only
    similar names, the result is not sure and has the candidates, best first.
    """
    wanted = " ".join(query.split())
    by_id = _by_id(registry, wanted)
    if by_id:
        return _match(registry, by_id, period)
    asked = sorted(set(_readings(words(wanted[:_LONGEST]))) - {()})
    known = [(form, agency) for agency in registry.agencies.values() for form in _forms(registry, agency)]
    named = next(filter(None, map(list, _named(asked, known))), None)
    return _match(registry, named, period) if named else _similar(registry, asked, known)


Forms = list[tuple[Words, Agency]]


def _by_id(registry: Registry, wanted: str) -> list[Agency]:
    """The agency with an id (in any case) or a code; an id in the same case takes precedence."""
    if wanted in registry.agencies:
        return [registry.agencies[wanted]]
    plain = wanted.casefold()
    return [a for a in registry.agencies.values() if plain in (a.id.casefold(), a.code)]


def _named(asked: list[Words], known: Forms) -> Iterator[Iterable[Agency]]:
    """The agencies with the name as it is written, with y for i, without diacritics, and without both."""
    yield _exact(asked, known)
    asked_i, known_i = _with_final_i(asked), [(_final_i(form), agency) for form, agency in known]
    yield _exact(asked_i, known_i)
    yield _folded(asked, known)
    yield _folded(asked_i, known_i)


def _final_i(form: Words) -> Words:
    return tuple(map(final_i, form))


def _with_final_i(asked: Iterable[Words]) -> list[Words]:
    return sorted(set(map(_final_i, asked)))


def _exact(asked: list[Words], known: Forms) -> Iterable[Agency]:
    keys = {"".join(reading) for reading in asked}
    return (agency for form, agency in known if "".join(form) in keys)


def _folded(asked: list[Words], known: Forms) -> Iterable[Agency]:
    """Agencies whose name differs only in diacritics that the query leaves out."""
    readings: dict[str, list[str]] = {}
    for reading in asked:
        readings.setdefault(_key(reading), []).append("".join(reading))
    return (
        agency
        for form, agency in known
        for reading in readings.get(_key(form), ())
        if lacks_only_marks(reading, "".join(form))
    )


def _key(form: Words) -> str:
    return unmarked("".join(form))


def _match(registry: Registry, agencies: Iterable[Agency], period: Span | None) -> AgencyMatch:
    """The agencies that exist in the period, or all if none does, in the order of the registry's lists."""
    hits = registry.ordered({agency.id: agency for agency in agencies}.values())
    existing = tuple(agency for agency in hits if period is None or agency.valid_within(period))
    hits = existing or hits
    return AgencyMatch(hits, sure=len(hits) == 1)


def _similar(registry: Registry, asked: list[Words], known: Forms) -> AgencyMatch:
    """Agencies whose name contains all the words of the query, then those with a similar name."""
    from difflib import get_close_matches

    place = {agency.id: number for number, agency in enumerate(registry.in_order)}
    plain: dict[str, Agency] = {}
    for form, agency in sorted(known, key=lambda pair: place[pair[1].id]):
        plain.setdefault(unmarked(" ".join(form)), agency)
    hits: dict[str, Agency] = {}
    for wanted in sorted({unmarked(" ".join(reading)) for reading in asked}):
        holding = [name for name in plain if set(wanted.split()) <= set(name.split())]
        if len({plain[name].id for name in holding}) == 1:
            return AgencyMatch((plain[holding[0]],), sure=False)
        for near in (*holding, *get_close_matches(wanted, plain, n=_MOST, cutoff=_CUTOFF)):
            hits.setdefault(plain[near].id, plain[near])
    return AgencyMatch(tuple(hits.values())[:_MOST], sure=False, more=max(0, len(hits) - _MOST))


def group_named(registry: Registry, query: str) -> Group | None:
    """The group that `query` names by id or name, for a message that it is not an agency."""
    asked = words(query)
    wanted = _key(asked[1:] if asked[:1] == ("các",) else asked)
    named = (g for g in registry.groups.values() if wanted in (_key(words(g.id)), _key(words(g.name))))
    return next(named, None)


def _readings(query: Words) -> Iterable[Words]:
    """The readings of a query: as given, and with its abbreviations expanded.

    A single abbreviation with several meanings is not expanded, since it identifies no agency.
    """
    shortened = _replace(query, _COMMITTEE, ("ubnd",))
    if len(shortened) > _MOST_WORDS or (len(shortened) == 1 and len(_SHORT_FORMS.get(shortened[0], ())) > 1):
        return [query]
    done: list[Words] = [()]
    for word in shortened:
        choices = ((word,), *_SHORT_FORMS.get(word, ()))
        done = [(*head, *choice) for head in done for choice in choices][:64]
    return [query, *done]


def _replace(text: Words, old: Words, new: Words) -> Words:
    plain = tuple(unmarked(word) for word in text)
    target = tuple(unmarked(word) for word in old)
    for start in range(len(text) - len(old) + 1):
        if plain[start : start + len(old)] == target:
            return text[:start] + new + text[start + len(old) :]
    return text


class NameForms(frozenset[Words]):
    """Names of agencies and groups, as word tuples of `normalize.words`."""

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest name."""
        return max(map(len, self), default=0)


def name_forms(registry: Registry) -> NameForms:
    """Every name of an agency or a group, and the usual phrases for groups that are registered."""
    groups = [words(group.name) for group in registry.groups.values()]
    groups += [form for known in KNOWN_GROUPS if known.id in registry.groups for form in phrases_of(known)]
    agencies = (form for agency in registry.agencies.values() for form in _forms(registry, agency))
    return NameForms({*groups, *agencies} - {()})


def _forms(registry: Registry, agency: Agency) -> Iterable[Words]:
    """All names of an agency, including the short forms that offices use for units."""
    level = registry.level_of(agency)
    place = () if level.place else words(registry.place)
    for name in filter(None, (agency.name, agency.short, agency.symbol, *agency.aliases)):
        yield from _spellings(words(name), place)
    if level.committee:
        yield from _unit_forms(registry, agency)


def _spellings(form: Words, place: Words) -> Iterable[Words]:
    """A name with and without `tỉnh` (and the province), which people add or leave out."""
    form = _replace(form, _COMMITTEE, ("ubnd",))
    yield form
    if form[-1:] == ("tỉnh",):
        yield (*form, *place)
        if len(form) > _ONE_WORD + 1:
            yield form[:-1]
    elif place and form[-len(place) :] != place:
        yield (*form, "tỉnh")
        yield (*form, "tỉnh", *place)
        yield (*form, *place)


def _unit_forms(registry: Registry, agency: Agency) -> Iterable[Words]:
    unit = words(agency.name)[1:]
    bare = _without_kind(unit)
    above = registry.above(agency)
    yield unit
    yield bare
    if above and registry.level_of(agency).nested:
        district = words(above.name)[1:]
        for own in (("ubnd", *unit), unit, bare):
            yield (*own, *district)
            yield (*own, *_without_kind(district))


def _without_kind(unit: Words) -> Words:
    for kind in _UNIT_WORDS:
        if unit[: len(kind)] == kind:
            return unit[len(kind) :]
    return unit


def level_named(text: str, levels: Mapping[str, str]) -> str | None:
    """The level that `text` names by id or Vietnamese name, with or without `cấp`."""
    wanted = unmarked("".join(words(text)))
    for level, name in levels.items():
        full = unmarked("".join(words(name)))
        if wanted in (unmarked("".join(words(level))), full, full.removeprefix("cap")):
            return level
    return None


def known_forms(registry: Registry) -> Iterable[tuple[Words, Agency]]:
    """Every name of every agency, as word tuples for comparison, with the agency."""
    for agency in registry.in_order:
        for form in _forms(registry, agency):
            yield _replace(form, _COMMITTEE, ("ubnd",)), agency
