"""Findings about a registry: ids, members, parents, successors, and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kstthc_cli.domain.agencies.levels import USUAL_BY_ID
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.text.normalize import foreign_letters, words
from kstthc_cli.domain.validate.draft_checks import check_confirmed
from kstthc_cli.domain.validate.plan_checks import repeated

if TYPE_CHECKING:
    from kstthc_cli.model.agencies import AgencyFile, RegistryFile


def check_registry(file: RegistryFile) -> Iterator[Finding]:
    """Findings about ids, members, parents, successors, validity, and names that two agencies share."""
    agencies = [(a.id, ("agencies", n, "id")) for n, a in enumerate(file.agencies)]
    groups = [(g.id, ("groups", n, "id")) for n, g in enumerate(file.groups)]
    yield from repeated([*agencies, *groups], "cơ quan, nhóm")
    yield from _levels(file)
    yield from _codes(file)
    yield from _look_alikes(file)
    yield from _members(file)
    yield from _heirs(file)
    yield from _relations(file)
    yield from _shared_aliases(file)
    yield from check_confirmed(file)


def _levels(file: RegistryFile) -> Iterator[Finding]:
    """Levels named twice, and those that the registry does not have."""
    yield from repeated(((level.id, ("levels", n, "id")) for n, level in enumerate(file.levels)), "cấp")
    known = [level.id for level in file.levels] or list(USUAL_BY_ID)
    listed = ", ".join(known)
    places: list[tuple[str, Loc]] = [(a.level, ("agencies", n, "level")) for n, a in enumerate(file.agencies)]
    for n, group in enumerate(file.groups):
        if group.kind == "levels":
            places += [(name, ("groups", n, "levels", m)) for m, name in enumerate(group.levels)]
    for name, loc in places:
        if name not in known:
            yield Finding("KST024", loc, f"“{name}” không thuộc danh sách: {listed}.")


def _codes(file: RegistryFile) -> Iterator[Finding]:
    """Codes that two agencies have on the same day: a code may be used again after its holder has ended."""
    holders: dict[str, list[AgencyFile]] = {}
    for n, agency in enumerate(file.agencies):
        if agency.code is None:
            continue
        if any(_at_once(agency, other, file.valid_from) for other in holders.get(agency.code, ())):
            message = f"Mã đơn vị hành chính “{agency.code}” đã dùng ở trên."
            yield Finding("KST030", ("agencies", n, "code"), message)
        holders.setdefault(agency.code, []).append(agency)


def _at_once(one: AgencyFile, other: AgencyFile, known_from: date) -> bool:
    """Whether two agencies exist on some day."""
    first = max(one.valid_from or known_from, other.valid_from or known_from)
    return all(agency.valid_to is None or first <= agency.valid_to for agency in (one, other))


def _look_alikes(file: RegistryFile) -> Iterator[Finding]:
    """Names with letters of other alphabets that look like Vietnamese ones."""
    for n, agency in enumerate(file.agencies):
        loc: Loc = ("agencies", n)
        yield from _foreign(agency.name, (*loc, "name"))
        yield from _foreign(agency.short or "", (*loc, "short"))
        yield from _foreign(agency.symbol or "", (*loc, "symbol"))
        for m, alias in enumerate(agency.aliases):
            yield from _foreign(alias, (*loc, "aliases", m))
    for n, group in enumerate(file.groups):
        yield from _foreign(group.name, ("groups", n, "name"))


def _foreign(text: str, loc: Loc) -> Iterator[Finding]:
    if letters := foreign_letters(text):
        listed = ", ".join(f"“{c}” (U+{ord(c[-1]):04X})" for c in letters)
        yield Finding("KST086", loc, f"“{text}” có chữ không thuộc bảng chữ cái tiếng Việt: {listed}.")


def _members(file: RegistryFile) -> Iterator[Finding]:
    known = {agency.id for agency in file.agencies}
    for n, group in enumerate(file.groups):
        for m, who in enumerate(group.members if group.kind == "list" else ()):
            if who not in known:
                message = f"Nhóm “{group.id}” nêu “{who}” không có trong danh mục."
                yield Finding("KST034", ("groups", n, "members", m), message)


def _heirs(file: RegistryFile) -> Iterator[Finding]:
    """Groups that name a successor which is not there, or themselves."""
    known = {entry.id for entry in (*file.agencies, *file.groups)}
    for n, group in enumerate(file.groups):
        for m, heir in enumerate(group.successors if group.kind != "open" else ()):
            loc: Loc = ("groups", n, "successors", m)
            if heir not in known:
                yield Finding("KST040", loc, f"Không có cơ quan, nhóm kế thừa “{heir}” trong danh mục.")
            elif heir == group.id:
                yield Finding("KST040", loc, f"Nhóm “{heir}” không thể kế thừa chính mình.")


def _relations(file: RegistryFile) -> Iterator[Finding]:
    parents = {agency.id: agency.parent for agency in file.agencies}
    for n, agency in enumerate(file.agencies):
        loc: Loc = ("agencies", n)
        if agency.parent is not None and agency.parent not in parents:
            message = f"Không có cơ quan cấp trên “{agency.parent}” trong danh mục."
            yield Finding("KST040", (*loc, "parent"), message)
        elif _circular(agency.id, parents):
            yield Finding("KST040", (*loc, "parent"), f"“{agency.id}” trực thuộc vòng tròn chính mình.")
        for m, heir in enumerate(agency.successors):
            if heir not in parents:
                message = f"Không có cơ quan kế thừa “{heir}” trong danh mục."
                yield Finding("KST040", (*loc, "successors", m), message)
        first = agency.valid_from or file.valid_from
        if agency.valid_to is not None and agency.valid_to < first:
            yield Finding("KST040", (*loc, "valid_to"), f"Ngày kết thúc trước ngày bắt đầu {first:%d/%m/%Y}.")


def _circular(start: str, parents: Mapping[str, str | None]) -> bool:
    above = parents.get(start)
    for _ in parents:
        if above is None or above == start:
            break
        above = parents.get(above)
    return above == start


def _shared_aliases(file: RegistryFile) -> Iterator[Finding]:
    """Aliases that are also names of another agency which exists at the same time."""
    owners: dict[tuple[str, ...], list[AgencyFile]] = {}
    for agency in file.agencies:
        owners.setdefault(words(agency.name), [agency])
    for n, agency in enumerate(file.agencies):
        for m, alias in enumerate(agency.aliases):
            known = owners.setdefault(words(alias), [])
            others = (o for o in known if o.id != agency.id and _at_once(agency, o, file.valid_from))
            if (other := next(others, None)) is not None:
                message = f"“{alias}” cũng là tên gọi của “{other.id}”."
                yield Finding("KST042", ("agencies", n, "aliases", m), message)
            known.append(agency)
