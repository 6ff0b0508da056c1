"""Slips that are as they should be, told without Pydantic, which takes longer to load than to use.

The rules are those of `model.slip`. Whatever is not plainly right is left to the model, which finds the
words for what is wrong; tests hold that both take the same, and make the same of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

Plain = dict[str, Any]
Check = Callable[[Any], Any]
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_DEVICE = r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)"
_ID = re.compile(rf"(?!{_DEVICE})[A-Za-z0-9][A-Za-z0-9._-]{{0,79}}(?<!\.)")
_PERIOD = re.compile(r"[0-9]{4}(?:-(?:Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LINK = re.compile(r"https?://[^\s/]\S*")


class _OtherwiseError(Exception):
    """A value that only the model can judge."""


def plain_slip(data: Any) -> Plain | None:
    """The slip as the model would give it back in plain values; None where the model must look."""
    try:
        taken: Plain = _slip(data)
    except _OtherwiseError:
        return None
    return taken


def _matching(pattern: re.Pattern[str]) -> Check:
    def check(value: Any) -> str:
        if type(value) is str and value.isascii() and pattern.fullmatch(value):
            return value
        raise _OtherwiseError

    return check


def _text(value: Any) -> str:
    if type(value) is str and value.strip():
        return value
    raise _OtherwiseError


def _day(value: Any) -> str:
    if type(value) is date and _FIRST_YEAR <= value.year <= _LAST_YEAR:
        return value.isoformat()
    raise _OtherwiseError


def _number(value: Any) -> str:
    if type(value) in (int, float) and -1e15 < value < 1e15:
        return str(Decimal(str(value)))
    raise _OtherwiseError


def _one_of(*values: Any) -> Check:
    known = {(type(value), value) for value in values}
    kinds = {kind for kind, _ in known}

    def check(value: Any) -> Any:
        if type(value) in kinds and (type(value), value) in known:
            return value
        raise _OtherwiseError

    return check


def _list(check: Check) -> Check:
    def every(value: Any) -> list[Any]:
        if type(value) is list:
            return [check(item) for item in value]
        raise _OtherwiseError

    return every


def _mapping(needed: Mapping[str, Check], allowed: Mapping[str, Check], empty: Mapping[str, Any]) -> Check:
    """A mapping with all needed keys and no others than the allowed; `empty` says what absent ones are."""
    known = {**needed, **allowed}

    def check(value: Any) -> Plain:
        if type(value) is not dict or not needed.keys() <= value.keys() <= known.keys():
            raise _OtherwiseError
        return {**empty, **{key: known[key](item) for key, item in value.items()}}

    return check


def _figures(value: Any) -> Plain:
    if type(value) is dict:
        return {_id(name): _figure(figure) for name, figure in value.items()}
    raise _OtherwiseError


def _evidence(value: Any) -> Plain:
    kind = value.get("kind") if type(value) is dict else None
    if type(kind) is str and kind in _KINDS:
        return _KINDS[kind](value)  # type: ignore[no-any-return]
    raise _OtherwiseError


_id = _matching(_ID)
_period = _matching(_PERIOD)
_figure = _mapping({"value": _number, "unit": _text}, {}, {})
_KINDS = {
    "document": _mapping({"kind": _text, "number": _text}, {"date": _day, "subject": _text}, {}),
    "file": _mapping({"kind": _text, "path": _text, "sha256": _matching(_SHA256)}, {}, {}),
    "link": _mapping({"kind": _text, "url": _matching(_LINK)}, {}, {}),
}
_entry = _mapping(
    {"duty": _id, "status": _one_of("in_progress", "done", "not_arising")},
    {
        "period": _period,
        "request": _id,
        "text": _text,
        "difficulty": _text,
        "proposal": _text,
        "evidence": _list(_evidence),
        "figures": _figures,
    },
    {"evidence": [], "figures": {}},
)
_slip = _mapping(
    {
        "schema_version": _one_of(1),
        "id": _id,
        "plan": _id,
        "period": _period,
        "agency": _id,
        "date": _day,
        "seal": _matching(_SHA256),
    },
    {"by": _text, "supersedes": _list(_text), "note": _text, "entries": _list(_entry)},
    {"supersedes": [], "entries": []},
)
