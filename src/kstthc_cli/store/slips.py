"""Slips and requests on disk: `progress/<plan>/<period>/<agency>/*.yaml`, `requests/<plan>/*.yaml`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.requests import Request, Withdrawal
from kstthc_cli.domain.seal import seal_of
from kstthc_cli.domain.slips import Entry, Evidence, Figure, Key, Slip
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files import files_below, listed, read_regular, relative
from kstthc_cli.store.said_cache import SaidCache
from kstthc_cli.store.source import MAX_BYTES, Source

if TYPE_CHECKING:
    from kstthc_cli.model.slip import RequestFile, SlipFile, WithdrawalFile
    from kstthc_cli.store.yaml_reader import Document

Plain = Mapping[str, Any]
_DEPTH = 3
Watch = Callable[[list[Path]], Iterable[Path]]


@dataclass(slots=True)
class Statements:
    """What was read: slips or requests that can be counted, and problems of all."""

    slips: list[Slip] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    """Where the slip of an agency and id lies."""


def period_folder(period: str, plan: str) -> str:
    """The folder of a period: without the year where the plan's id says it already."""
    return period.removeprefix(f"{plan}-") if period != plan else "nam"


def slip_files(root: Path, plan: str, agencies: Iterable[str] | None = None) -> list[Path]:
    """The slips of a plan, or those of some agencies; files elsewhere under `progress/` are not.

    Raises UnreadableError for a folder that cannot be listed: silence would be a wrong answer.
    """
    wanted = None if agencies is None else set(agencies)
    return [
        file
        for period in listed(root / "progress" / plan)
        for agency in listed(period)
        if wanted is None or agency.name in wanted
        for file in listed(agency)
        if file.suffix == ".yaml"
    ]


def lost_files(root: Path, plan: str) -> list[Path]:
    """YAML files under a plan's `progress/` at a depth where no slip lies. Raises UnreadableError."""
    place = root / "progress" / plan
    every = [file for file in files_below(place) if file.suffix == ".yaml"]
    return [file for file in every if len(file.relative_to(place).parts) != _DEPTH]


def request_files(root: Path, plan: str) -> list[Path]:
    """The requests of a plan. Raises UnreadableError."""
    return [file for file in listed(root / "requests" / plan) if file.suffix == ".yaml"]


def read_statements(
    root: Path, plan: str, agencies: Iterable[str] | None = None, watch: Watch = iter
) -> Statements:
    """All slips and requests of a plan (or the slips of some agencies).

    Files that cannot be understood, or lie where nobody would look for them, are problems of
    severity error and are left out; a file whose seal is broken counts, and is a problem.
    """
    requests, slips = request_files(root, plan), slip_files(root, plan, agencies)
    lost = () if agencies is not None else lost_files(root, plan)
    known = {file: _hash(file) for file in (*requests, *slips)}
    with SaidCache(root) as cache:
        stored = cache.recall(name for name in known.values() if name)
        cached = {name: data for name, data in stored.items() if _understood(data)}
        found = Statements()
        fresh: dict[Path, Plain | None] = {}
        for file in watch([file for file, name in known.items() if name not in cached]):
            fresh[file], problems = read_strictly(root, file)
            found.problems += problems
            if (data := fresh[file]) is not None and not problems and known[file]:
                cache.remember(known[file], data)
    contents = {file: cached.get(name) or fresh.get(file) for file, name in known.items()}
    for file in requests:
        if data := contents[file]:
            _take_request(found, _asked(data, relative(root, file)))
    for file in lost:
        path = relative(root, file)
        message = f"“{path}” không phải là phiếu ở đúng chỗ nên không được đọc."
        found.problems.append(Source(path, "").problem("KST051", 1, 1, message))
    for file in slips:
        if data := contents[file]:
            _take(found, slip_from(data, relative(root, file)))
    return found


def _take_request(found: Statements, item: Request | Withdrawal) -> None:
    """Count a request or a withdrawal, unless it is not where its content says."""
    wanted = f"requests/{item.plan}/{item.id}.yaml"
    if item.path != wanted:
        message = f"Theo nội dung, yêu cầu này phải là {wanted}."
        found.problems.append(Source(item.path, "").problem("KST051", 1, 1, message))
    elif isinstance(item, Withdrawal):
        found.withdrawals.append(item)
    else:
        found.requests.append(item)


def _take(found: Statements, slip: Slip) -> None:
    """Count a slip, unless it lies elsewhere than its content says or bears the id of another one.

    Who asks for one agency would not find the one, and could not tell the other from its twin.
    """
    wanted = f"progress/{slip.plan}/{period_folder(slip.period, slip.plan)}/{slip.agency}/{slip.id}.yaml"
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


def _understood(data: Any) -> bool:
    """Whether what the cache gave back is a slip, request or withdrawal at all."""
    try:
        (slip_from if "agency" in data else _asked)(data, "")
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return True


def _hash(file: Path) -> str:
    """The hash of a file's bytes; empty when it cannot be read."""
    try:
        return hashlib.sha256(read_regular(file, MAX_BYTES)).hexdigest()
    except OSError:
        return ""


def read_strictly(root: Path, file: Path) -> tuple[Plain | None, list[Problem]]:
    """A slip or request by the strict reader: its content in plain values, and its problems."""
    from kstthc_cli.store.repository import read_document
    from kstthc_cli.store.schema_problems import validated

    document, problems = read_document(file, relative(root, file), root)
    if errors(problems):
        return None, problems
    value, found = validated(document, _model_of(document))
    problems += found
    if value is None:
        return None, problems
    if seal_of(document.data) != value.seal:
        message = "Nội dung đã bị sửa sau khi ghi: không khớp với dấu (seal)."
        problems.append(document.problem("KST050", ("seal",), message))
    return value.model_dump(mode="json", exclude_none=True), problems


def _model_of(document: Document) -> type[SlipFile | RequestFile | WithdrawalFile]:
    """What a file is, by its place; a withdrawal is told by its key."""
    from kstthc_cli.model.slip import RequestFile, SlipFile, WithdrawalFile

    if not document.source.path.startswith("requests/"):
        return SlipFile
    return WithdrawalFile if "withdraws" in document.data else RequestFile


# Plain values → domain


def slip_from(data: Plain, path: str) -> Slip:
    """A slip from the plain values of its file."""
    return Slip(
        id=data["id"],
        plan=data["plan"],
        agency=data["agency"],
        period=data["period"],
        day=date.fromisoformat(data["date"]),
        by=data.get("by"),
        supersedes=tuple(data.get("supersedes", ())),
        entries=tuple(_entry(data, item) for item in data.get("entries", ())),
        note=data.get("note"),
        path=path,
    )


def _entry(slip: Plain, item: Plain) -> Entry:
    period = item.get("period") or slip["period"]
    return Entry(
        key=Key(slip["agency"], item["duty"], period, item.get("request", "")),
        status=item["status"],
        text=item.get("text"),
        difficulty=item.get("difficulty"),
        proposal=item.get("proposal"),
        evidence=tuple(_evidence(e) for e in item.get("evidence", ())),
        figures={name: Figure(str(f["value"]), f["unit"]) for name, f in item.get("figures", {}).items()},
    )


def _evidence(item: Plain) -> Evidence:
    day = item.get("date")
    return Evidence(
        kind=item["kind"],
        number=item.get("number"),
        day=date.fromisoformat(day) if day else None,
        subject=item.get("subject"),
        path=item.get("path"),
        sha256=item.get("sha256"),
        url=item.get("url"),
    )


def request_from(data: Plain, path: str) -> Request:
    """A request from the plain values of its file."""
    return Request(
        id=data["id"],
        plan=data["plan"],
        duty=data["duty"],
        day=date.fromisoformat(data["date"]),
        due=date.fromisoformat(data["due"]),
        number=data["document"]["number"],
        number_day=date.fromisoformat(day) if (day := data["document"].get("date")) else None,
        subject=data["document"].get("subject", ""),
        agencies=tuple(data.get("agencies", ())),
        supersedes=tuple(data.get("supersedes", ())),
        path=path,
    )


def _asked(data: Plain, path: str) -> Request | Withdrawal:
    """A request, or the withdrawal of one, from the plain values of its file."""
    if "withdraws" not in data:
        return request_from(data, path)
    return Withdrawal(
        id=data["id"],
        plan=data["plan"],
        day=date.fromisoformat(data["date"]),
        withdraws=tuple(data["withdraws"]),
        reason=data["reason"],
        path=path,
    )
