"""Who issues a document and who signs it, from configuration and the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.agencies.registry import Agency, Registry, bare_name

if TYPE_CHECKING:
    from kstthc_cli.model.report.letterhead import LetterheadsFile

_COMMITTEE = "Ủy ban nhân dân"
_BLANK = " " * 8


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Head and foot of an agency's documents; names in capitals, as they are printed."""

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    place: str
    symbol: str
    unit: str
    authority: tuple[str, ...]
    post: str
    name: str
    to: tuple[str, ...]
    recipients: tuple[str, ...]


Configured = Mapping[str, Any]
"""What configuration says of one level or agency: field → value, only those that are given."""


@dataclass(frozen=True, slots=True)
class Letterheads:
    """The configuration: senders by kind of document; letterheads by level and by agency.

    A reminder is to be answered within so many working days.
    """

    senders: Mapping[str, str]
    levels: Mapping[str, Configured]
    agencies: Mapping[str, Configured]
    answer_within: int


def letterheads_of(file: LetterheadsFile) -> Letterheads:
    """The letterheads of a configuration file."""
    return Letterheads(
        file.senders.model_dump(),
        {name: item.model_dump(exclude_none=True) for name, item in file.levels.items()},
        {name: item.model_dump(exclude_none=True) for name, item in file.agencies.items()},
        file.answer_within,
    )


def letterhead(
    agency: Agency, registry: Registry, configured: Letterheads, given: Configured | None = None
) -> Letterhead:
    """The letterhead of an agency: fields of `given`, else of its own entry, its level's, or the registry."""
    values: dict[str, Any] = {
        **_derived(agency, registry),
        **configured.levels.get(agency.level, {}),
        **({"symbol": agency.symbol} if agency.symbol else {}),
        **configured.agencies.get(agency.id, {}),
        **(given or {}),
    }
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    return Letterhead(**plain)


def _derived(agency: Agency, registry: Registry) -> dict[str, Any]:
    above = registry.above(agency)
    committee = registry.level_of(agency).committee
    return {
        "parent": () if committee or above is None else issuer_lines(above, one_line=True),
        "issuer": issuer_lines(agency),
        "place": unit_name(agency, registry),
        "symbol": "UBND" if committee else "",
        "unit": "",
        "authority": (f"TM. {_COMMITTEE.upper()}",) if committee else (),
        "post": "CHỦ TỊCH" if committee else "",
        "name": "",
        "to": (full_name(above),) if above else (),
        "recipients": ("Như trên;", "Lưu: VT."),
    }


def full_name(agency: Agency) -> str:
    """An agency's name without abbreviation: UBND huyện Bình Sơn → Ủy ban nhân dân huyện Bình Sơn."""
    return agency.name.replace("UBND", _COMMITTEE)


def distinct_name(agency: Agency, registry: Registry) -> str:
    """The same where agencies are told apart: one that shares its name with another has the parent's, too."""
    return registry.full_name(agency).replace("UBND", _COMMITTEE)


def issuer_lines(agency: Agency, *, one_line: bool = False) -> tuple[str, ...]:
    """The name in capitals; a people's committee stands above the name of its unit."""
    name = full_name(agency)
    if name.startswith(_COMMITTEE + " ") and not one_line:
        return _COMMITTEE.upper(), name.removeprefix(_COMMITTEE).strip().upper()
    return (name.upper(),)


def unit_name(agency: Agency, registry: Registry) -> str:
    """The place that documents are dated at: the unit's own name, that of the registry for other bodies."""
    return bare_name(agency.name) if registry.level_of(agency).place else registry.place


def number_line(number: str | None, kind: str, symbol: str) -> str:
    """`Số: 12/BC-STTTT`; without a number a blank to write it in, with the symbol after it."""
    code = "-".join(part for part in (kind, symbol) if part)
    if number is None:
        return f"Số:{_BLANK}/{code}"
    serial, slash, rest = number.strip().partition("/")
    padded = serial.zfill(2) if serial.isdecimal() and serial.isascii() else serial
    return f"Số: {padded}{slash}{rest}" if slash else f"Số: {padded}/{code}"
