"""Plans kept ready to compute with in `.kst/`, so that a question need not read YAML again.

The cache is derived and never believed beyond its key, a hash of the program's version and of
every byte of the data files. Deleted, damaged or unwritable, it costs time and changes no answer.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from kstthc_cli import __version__
from kstthc_cli.domain.calendar import Calendar
from kstthc_cli.domain.periods import Span
from kstthc_cli.domain.plan import Duty, Line, Plan, Schedule, Target
from kstthc_cli.domain.plan_year import PlanYear
from kstthc_cli.domain.registry import Agency, Group, Registry
from kstthc_cli.domain.workdays import Workdays
from kstthc_cli.errors import KstError
from kstthc_cli.store.files import FOLDERS, cache_folder, data_files, leads_out, read_regular
from kstthc_cli.store.source import MAX_BYTES
from kstthc_cli.store.writing import write_new

Plain = dict[str, Any]
_FORMAT = 4
_MOST_BYTES = 20 * 1024 * 1024


def key_of(root: Path) -> str | None:
    """A hash of all data files, or None where one cannot be read.

    The folder's own identity is part of it, so that a cache made elsewhere and slipped into the
    repository is not believed.
    """
    try:
        place = root.stat()
        digest = sha256(f"{_FORMAT} {__version__} {place.st_dev} {place.st_ino}".encode())
        for folder in FOLDERS:
            for file in data_files(root, folder):
                if leads_out(root, file):
                    return None
                content = read_regular(file, MAX_BYTES)
                digest.update(b"\0%s/%s\0%d\0" % (folder.encode(), os.fsencode(file.name), len(content)))
                digest.update(content)
    except OSError:
        return None
    return digest.hexdigest()


def recall(root: Path, key: str) -> list[PlanYear] | None:
    """The plans stored under `key`, or None when there are none or they cannot be understood."""
    try:
        stored = json.loads(read_regular(cache_folder(root) / "plans.json", _MOST_BYTES))
        if stored["key"] != key or stored["digest"] != _digest(key, stored["plans"]):
            return None
        return [_plan_year(item) for item in stored["plans"]] or None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def remember(root: Path, key: str, plans: Iterable[PlanYear]) -> None:
    """Store the plans under `key`; where that is not possible, do without."""
    plain = json.loads(json.dumps([asdict(year) for year in plans], default=_plain))
    stored = {"key": key, "digest": _digest(key, plain), "plans": plain}
    content = json.dumps(stored, ensure_ascii=False).encode()
    with contextlib.suppress(OSError, KstError):
        write_new(cache_folder(root) / "plans.json", content, force=True)


def _digest(key: str, plans: Any) -> str:
    """A hash of the stored plans, so that damage is seen."""
    return sha256(f"{key}{json.dumps(plans)}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value.isoformat()


def _plan_year(data: Plain) -> PlanYear:
    return PlanYear(_plan(data["plan"]), _registry(data["registry"]), _calendar(data["calendar"]))


def _plan(data: Plain) -> Plan:
    duties = tuple(_duty(item) for item in data["duties"])
    return Plan(**{**data, "duties": duties, "detailed": tuple(data["detailed"])})


def _duty(data: Plain) -> Duty:
    return Duty(
        **{
            **data,
            "results": tuple(data["results"]),
            "above": tuple(data["above"]),
            "targets": tuple(Target(**item) for item in data["targets"]),
            "lines": tuple(_line(item) for item in data["lines"]),
            "schedule": Schedule(**{**data["schedule"], "every": tuple(data["schedule"]["every"])}),
            "since": _day(data["since"]),
            "ended": _day(data["ended"]),
        }
    )


def _line(data: Plain) -> Line:
    roles = {who: tuple(given) for who, given in data["roles"].items()}
    ended = {who: _known(day) for who, day in data["ended"].items()}
    return Line(data["printed"], roles, data["conditions"], _day(data["since"]), ended)


def _registry(data: Plain) -> Registry:
    agencies: Mapping[str, Plain] = data["agencies"]
    groups: Mapping[str, Plain] = data["groups"]
    return Registry(
        **{
            **data,
            "agencies": {who: _agency(item) for who, item in agencies.items()},
            "groups": {who: _group(item) for who, item in groups.items()},
        }
    )


def _agency(data: Plain) -> Agency:
    return Agency(
        **{
            **data,
            "aliases": tuple(data["aliases"]),
            "successors": tuple(data["successors"]),
            "first": _day(data["first"]),
            "last": _day(data["last"]),
        }
    )


def _group(data: Plain) -> Group:
    return Group(**{**data, "levels": tuple(data["levels"]), "listed": tuple(data["listed"])})


def _calendar(data: Plain) -> Calendar:
    days = data["workdays"]
    workdays = Workdays(
        covers=Span(_known(days["covers"]["start"]), _known(days["covers"]["end"])),
        days_off=frozenset(map(_known, days["days_off"])),
        worked_weekends=frozenset(map(_known, days["worked_weekends"])),
    )
    return Calendar(**{**data, "workdays": workdays})


def _known(text: str) -> date:
    return date.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return None if text is None else _known(text)
