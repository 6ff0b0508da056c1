"""Plans in the index under a hash of all data files, so that most commands need not read YAML."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

from kstthc_cli.domain.agencies.levels import Level, Wording
from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.calendar.workdays import Workdays
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plain_values import Plain, plain
from kstthc_cli.domain.plan.plan import Duty, Line, Plan, Reporting, Schedule, Target
from kstthc_cli.store.files.paths import FOLDERS, data_files, leads_out, read_regular
from kstthc_cli.store.files.source import MAX_BYTES


def key_of(root: Path) -> str | None:
    """A hash of all data files; None if one cannot be read."""
    import hashlib

    digest = hashlib.sha256()
    try:
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


def to_data(year: PlanYear) -> Plain:
    """A compiled plan as JSON values; days are converted by the JSON writer."""
    return cast(Plain, plain(year))


def from_data(data: Plain) -> PlanYear:
    """The inverse of `to_data`, after a round trip through JSON."""
    return PlanYear(
        _plan(data["plan"]), _registry(data["registry"]), _calendar(data["calendar"]), data["revision"]
    )


def _plan(data: Plain) -> Plan:
    duties = tuple(_duty(item) for item in data["duties"])
    reporting = Reporting(tuple(data["reporting"]["roles"]), data["reporting"]["conditional"])
    detailed = tuple(data["detailed"])
    return Plan(**{**data, "duties": duties, "detailed": detailed, "reporting": reporting})


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
            "levels": {name: _level(item) for name, item in data["levels"].items()},
        }
    )


def _level(data: Plain) -> Level:
    before = tuple(Wording(**{**item, "until": _known(item["until"])}) for item in data["before"])
    return Level(**{**data, "before": before})


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
    lists = {key: tuple(data[key]) for key in ("levels", "listed", "successors")}
    return Group(**{**data, **lists})


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
