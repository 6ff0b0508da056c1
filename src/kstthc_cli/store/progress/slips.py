"""Slips and requests on disk: `progress/<plan>/<period>/<agency>/*.yaml`, `requests/<plan>/*.yaml`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.progress.slips import TEXTS, Entry, Evidence, Figure, Key, Slip
from kstthc_cli.domain.progress.slips import Source as WorkbookSource
from kstthc_cli.domain.requests import Request, Withdrawal
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files.paths import MOST_DEPTH, entries, printable
from kstthc_cli.store.files.source import Source, decode_source
from kstthc_cli.store.index.slip_cache import Watch, load_cached, remember
from kstthc_cli.store.progress.form_statements import statement_from
from kstthc_cli.store.progress.misplaced import loose_files, misspelt_folders, other_plans, unread

if TYPE_CHECKING:
    from kstthc_cli.model.progress.slip import RequestFile, SlipFile, WithdrawalFile
    from kstthc_cli.store.yaml.reader import Document

_DEPTH = 4
"""The number of folders above a slip: progress, plan, period, agency."""
_NONE: Mapping[str, Figure] = MappingProxyType({})


class Statements:
    """Slips and requests that count, and the problems of all files that were read.

    `places` maps agency and slip id to the path of the slip; `hashes` maps the path of every file that was
    read to its hash, empty for files with a problem; `misplaced` are paths outside the expected layout.
    """

    def __init__(
        self, problems: list[Problem] | None = None, hashes: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.slips: list[Slip] = []
        self.requests: list[Request] = []
        self.withdrawals: list[Withdrawal] = []
        self.problems: list[Problem] = problems or []
        self.hashes = hashes
        self.misplaced: list[str] = []
        self.places: dict[tuple[str, str], str] = {}


def period_folder(period: str, plan: str) -> str:
    """The folder of a period; the year is left out where it is the plan's id."""
    return period.removeprefix(f"{plan}-") if period != plan else "nam"


def slip_path(slip: Slip) -> str:
    """The path of a slip's file, from the root."""
    return f"progress/{slip.plan}/{period_folder(slip.period, slip.plan)}/{slip.agency}/{slip.id}.yaml"


class Paths(NamedTuple):
    """Paths of a plan's slips, of YAML files under its `progress/` at any other depth, and of other files."""

    slips: list[str]
    misplaced: list[str]
    others: list[str]


def slip_paths(root: Path, plan: str, agencies: Iterable[str] | None = None) -> Paths:
    """The paths of all slips of a plan; with `agencies`, only of theirs, and no other folder is searched.

    Raises UnreadableError for a folder that cannot be listed, since missing slips would give wrong results.
    """
    if agencies is None:
        every = list(_below(root, f"progress/{plan}"))
        slips = [path for path in every if _is_yaml(path) and path.count("/") == _DEPTH]
        misplaced = [path for path in every if _is_yaml(path) and path.count("/") != _DEPTH]
        return Paths(slips, misplaced, [path for path in every if not _is_yaml(path)])
    top = f"progress/{plan}"
    periods = [entry for entry in entries(root / top) if entry.is_dir()]
    places = [f"{top}/{period.name}/{agency}" for period in periods for agency in sorted(set(agencies))]
    found = [path for place in places for path in _paths_in(root, place)]
    others = [path for path in found if not _is_yaml(path)]
    return Paths(list(filter(_is_yaml, found)), [], [*others, *loose_files(root, top)])


def request_paths(root: Path, plan: str) -> list[str]:
    """The paths of a plan's requests. Raises UnreadableError."""
    return list(filter(_is_yaml, _paths_in(root, f"requests/{plan}")))


def _paths_in(root: Path, folder: str) -> list[str]:
    return [f"{folder}/{entry.name}" for entry in entries(f"{root}/{folder}")]


def misplaced_paths(
    root: Path, plan: str, others: Iterable[str], agencies: Iterable[str] | None = None
) -> list[str]:
    """The paths outside the expected layout that may contain statements about a plan.

    These are misspelt folders (`Progress/`), files that are not read (`others`, from `slip_paths`), and slips
    or requests of the plan in folders of other plans. With `agencies`, only their folders are searched.
    Raises UnreadableError.
    """
    requests = [path for path in _paths_in(root, f"requests/{plan}") if not _is_yaml(path)]
    loose = [path for top in ("progress", "requests") for path in loose_files(root, top)]
    asked = None if agencies is None else list(agencies)
    elsewhere = [
        *(path for other in other_plans(root, "requests", plan) for path in request_paths(root, other)),
        *(
            path
            for other in other_plans(root, "progress", plan)
            for path in slip_paths(root, other, asked).slips
        ),
    ]
    contents = load_cached(root, elsewhere, iter, validated_data).contents if elsewhere else {}
    misplaced = [printable(path) for path, data in contents.items() if data["plan"] == plan]
    return [*misspelt_folders(root), *loose, *unread([*others, *requests]), *sorted(misplaced)]


def _is_yaml(path: str) -> bool:
    return path.endswith(".yaml") and not path.endswith("/.yaml")


def _below(root: Path, top: str) -> Iterator[str]:
    """The files below the folder of a plan, and everything with the name of a slip at the depth of slips.

    Links to folders of a period or an agency are followed. Folders too deep count as files.
    """
    waiting = [(top, True)]
    while waiting:
        place, is_folder = waiting.pop()
        if not is_folder or place.count("/") > MOST_DEPTH:
            yield place
            continue
        above = place.count("/") < _DEPTH - 1
        found = reversed(entries(f"{root}/{place}"))
        waiting += ((f"{place}/{entry.name}", _is_folder(entry, above=above)) for entry in found)


def _is_folder(entry: os.DirEntry[str], *, above: bool) -> bool:
    """Whether to descend into it; `above`: it is above the level of slips, where links are followed."""
    if _is_yaml(entry.name):
        return above and entry.is_dir(follow_symlinks=False)
    return entry.is_dir(follow_symlinks=False) or (above and entry.is_symlink())


def read_statements(
    root: Path, plan: str, agencies: Iterable[str] | None = None, watch: Watch = iter
) -> Statements:
    """All slips and requests of a plan (or the slips of some agencies).

    Files that are invalid or outside the expected layout are reported with severity error and do not count; a
    file with a wrong checksum is reported and counts.
    """
    asked = None if agencies is None else list(agencies)
    requests, (slips, misplaced, others) = request_paths(root, plan), slip_paths(root, plan, asked)
    read = load_cached(root, [*requests, *slips], watch, validated_data)
    found = Statements(read.problems, read.hashes)
    found.misplaced = misplaced_paths(root, plan, others, asked)
    for path in requests:
        if data := read.contents.get(path):
            _take_request(found, _asked(data, printable(path)))
    for path in map(printable, misplaced):
        message = f"“{path}” không phải là phiếu ở đúng chỗ nên không được đọc."
        found.problems.append(Source(path, "").problem("KST051", 1, 1, message))
    for path in slips:
        if data := read.contents.get(path):
            _take(found, slip_from(data, printable(path)))
    return found


def _take_request(found: Statements, item: Request | Withdrawal) -> None:
    """Add a request or a withdrawal, unless its path does not match its content."""
    wanted = f"requests/{item.plan}/{item.id}.yaml"
    if item.path != wanted:
        message = f"Theo nội dung, yêu cầu này phải là {wanted}."
        found.problems.append(Source(item.path, "").problem("KST051", 1, 1, message))
    elif isinstance(item, Withdrawal):
        found.withdrawals.append(item)
    else:
        found.requests.append(item)


def _take(found: Statements, slip: Slip) -> None:
    """Add a slip, unless its path does not match its content or its id is already used.

    Reading only one agency would miss a misplaced slip, and could not detect a repeated id.
    """
    wanted = slip_path(slip)
    twin = found.places.get((slip.agency, slip.id))
    source = Source(slip.path, "")
    if slip.path != wanted:
        message = f"Theo nội dung, phiếu này phải là {wanted}."
        found.problems.append(source.problem("KST051", 1, 1, message))
    elif twin is not None:
        message = f"Mã “{slip.id}” đã dùng trong {twin}."
        found.problems.append(source.problem("KST056", 1, 1, message))
    else:
        found.places[slip.agency, slip.id] = slip.path
        found.slips.append(slip)


def validated_data(path: str, raw: bytes) -> tuple[Plain | None, list[Problem]]:
    """The data of a slip or request after all checks, and its problems; None where it is invalid."""
    from kstthc_cli.domain.progress.checksum import checksum_of
    from kstthc_cli.store.yaml.schema_problems import validated

    document, problems = _parsed(path, raw)
    if document is None:
        return None, problems
    valid, found = validated(document, _model_of(document))
    problems += found
    if valid is None:
        return None, problems
    content: Plain = document.data
    if checksum_of(content) != content["seal"]:
        message = "Nội dung đã bị sửa sau khi ghi: không khớp với niêm phong (seal)."
        problems.append(document.problem("KST050", ("seal",), message))
    return content, problems


def remember_written(root: Path, path: str, text: str) -> None:
    """Add a slip or request that kst has just written to the index; it needs no validation."""
    raw = text.encode()
    document, problems = _parsed(path, raw)
    if document is not None and not problems:
        remember(root, path, raw, document.data)


def _parsed(path: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """The data of a file; None after errors."""
    from kstthc_cli.store.yaml.reader import parse

    source, problems = decode_source(raw, printable(path))
    if errors(problems):
        return None, problems
    document = parse(source)
    problems += document.problems
    return (None if errors(problems) else document), problems


def _model_of(document: Document) -> type[SlipFile | RequestFile | WithdrawalFile]:
    """The model of a file, by its folder; a withdrawal is recognized by its key."""
    from kstthc_cli.model.progress.slip import RequestFile, SlipFile, WithdrawalFile

    if not document.source.path.startswith("requests/"):
        return SlipFile
    return WithdrawalFile if "withdraws" in document.data else RequestFile


# Plain data → domain; a day is a date, or ISO text (from JSON or quoted YAML)


def slip_from(data: Plain, path: str) -> Slip:
    """A slip from the data of its file."""
    return Slip(
        id=data["id"],
        plan=data["plan"],
        agency=data["agency"],
        period=data["period"],
        day=_day(data["date"]),
        by=data.get("by"),
        supersedes=tuple(data.get("supersedes", ())),
        entries=tuple(_entry(data, item) for item in data.get("entries", ())),
        note=data.get("note"),
        path=path,
        source=WorkbookSource(**source) if (source := data.get("source")) else None,
        forms=tuple(statement_from(item, data["period"]) for item in data.get("forms", ())),
    )


def _entry(slip: Plain, item: Plain) -> Entry:
    get = item.get
    evidence, figures = get("evidence"), get("figures")
    return Entry(
        Key(slip["agency"], item["duty"], get("period") or slip["period"], get("request") or ""),
        item["status"],
        **{name: item[name] for name in TEXTS if item.get(name) is not None},
        evidence=tuple(map(_evidence, evidence)) if evidence else (),
        figures=_figures(figures) if figures else _NONE,
        cell=get("cell"),
    )


def _figures(data: Plain) -> Mapping[str, Figure]:
    return {name: Figure(_number(item["value"]), item["unit"]) for name, item in data.items()}


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _number(value: float) -> str:
    """A number as it was written: 0.1 rather than 0.1000000000000000055."""
    from decimal import Decimal

    return str(Decimal(str(value)))


def _evidence(item: Plain) -> Evidence:
    day = item.get("date")
    return Evidence(
        kind=item["kind"],
        number=item.get("number"),
        day=_day(day) if day else None,
        subject=item.get("subject"),
        path=item.get("path"),
        sha256=item.get("sha256"),
        url=item.get("url"),
    )


def request_from(data: Plain, path: str) -> Request:
    """A request from the data of its file."""
    return Request(
        id=data["id"],
        plan=data["plan"],
        duty=data["duty"],
        day=_day(data["date"]),
        due=_day(data["due"]),
        number=data["document"]["number"],
        number_day=_day(day) if (day := data["document"].get("date")) else None,
        subject=data["document"].get("subject") or "",
        agencies=tuple(data.get("agencies", ())),
        supersedes=tuple(data.get("supersedes", ())),
        path=path,
    )


def _asked(data: Plain, path: str) -> Request | Withdrawal:
    """A request or a withdrawal from the data of its file."""
    if "withdraws" not in data:
        return request_from(data, path)
    return Withdrawal(
        id=data["id"],
        plan=data["plan"],
        day=_day(data["date"]),
        withdraws=tuple(data["withdraws"]),
        reason=data["reason"],
        path=path,
    )
