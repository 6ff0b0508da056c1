"""Finding an agency by what people call it.

Exact beats folded: `xã Bình Thanh` is that commune, while `xa binh thanh` could also be Bình Thạnh
and is not decided by the program. What is only similar is offered, never taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kstthc_cli.domain.registry import Agency, Registry
from kstthc_cli.domain.text import unmarked, words

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
"""Abbreviation → the words it may stand for."""

_UNIT_WORDS = (("tỉnh",), ("huyện",), ("thành", "phố"), ("thị", "xã"), ("xã",), ("phường",), ("thị", "trấn"))
_COMMITTEE = ("ủy", "ban", "nhân", "dân")
_CUTOFF = 0.6
_MOST = 6

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Who a name may mean; `sure` when it can only be the one."""

    candidates: tuple[Agency, ...]
    sure: bool

    @property
    def agency(self) -> Agency | None:
        """The agency, if there is no doubt."""
        return self.candidates[0] if self.sure else None


def find_agency(registry: Registry, query: str) -> Found:
    """The agency that `query` names: by id, code, name or alias, then the same without diacritics.

    Where several agencies answer to the name, or none but some have a similar one, the result is
    not sure and holds the candidates, best first.
    """
    wanted = query.strip()
    by_id = [a for a in registry.agencies.values() if wanted.casefold() in (a.id, a.code)]
    if by_id:
        return Found(tuple(by_id), sure=len(by_id) == 1)
    asked = set(_readings(words(wanted)))
    return _match(registry, asked, _same) or _match(registry, asked, _folded) or _similar(registry, asked)


def _same(form: Words) -> str:
    return "".join(form)


def _folded(form: Words) -> str:
    return unmarked("".join(form))


def _match(registry: Registry, asked: Iterable[Words], key: Callable[[Words], str]) -> Found | None:
    keys = {key(reading) for reading in asked} - {""}
    hits = tuple(a for a in registry.in_order if keys & {key(form) for form in _forms(registry, a)})
    return Found(hits, sure=len(hits) == 1) if hits else None


def _similar(registry: Registry, asked: Iterable[Words]) -> Found:
    """Agencies whose name holds all the words of the query, then those that look like it."""
    from difflib import get_close_matches

    known: dict[str, Agency] = {}
    for agency in registry.in_order:
        for form in _forms(registry, agency):
            known.setdefault(_plain(form), agency)
    hits: dict[str, Agency] = {}
    for wanted in sorted({_plain(reading) for reading in asked} - {""}):
        holding = [name for name in known if set(wanted.split()) <= set(name.split())]
        for near in (*holding, *get_close_matches(wanted, known, n=_MOST, cutoff=_CUTOFF)):
            hits.setdefault(known[near].id, known[near])
    return Found(tuple(hits.values())[:_MOST], sure=False)


def _plain(form: Words) -> str:
    return unmarked(" ".join(form))


def _readings(query: Words) -> Iterable[Words]:
    """The ways to read a query: as it stands, and with its abbreviations written out."""
    shortened = _replace(query, _COMMITTEE, ("ubnd",))
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


def _forms(registry: Registry, agency: Agency) -> Iterable[Words]:
    """Everything an agency is called: its names, and shorter ways that offices use for units."""
    for name in (agency.name, agency.short, agency.symbol or "", *agency.aliases):
        if name:
            yield from _spellings(words(name), words(registry.place))
    if agency.level in ("tinh", "huyen", "xa"):
        yield from _unit_forms(registry, agency)


def _spellings(form: Words, place: Words) -> Iterable[Words]:
    form = _replace(form, _COMMITTEE, ("ubnd",))
    yield form
    if form[-1:] == ("tỉnh",):
        yield form[:-1]
        yield (*form, *place)


def _unit_forms(registry: Registry, agency: Agency) -> Iterable[Words]:
    unit = words(agency.name)[1:]
    bare = _without_kind(unit)
    above = registry.agencies.get(agency.parent or "")
    yield unit
    yield bare
    if above and agency.level == "xa":
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
    """The level that `text` names by id or by its Vietnamese name, whole or without `cấp`."""
    wanted = unmarked("".join(words(text)))
    for level, name in levels.items():
        full = unmarked("".join(words(name)))
        if wanted in (unmarked("".join(words(level))), full, full.removeprefix("cap")):
            return level
    return None
