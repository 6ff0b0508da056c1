"""Slips and requests on disk: `progress/<plan>/<period>/<agency>/*.yaml`, `requests/<plan>/*.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.progress.slips import TEXTS, Entry, Evidence, Figure, Key, Slip
from kstthc_cli.domain.requests import Request, Withdrawal
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files.paths import files_below, listed, relative
from kstthc_cli.store.files.source import Source, decode_source, read_raw
from kstthc_cli.store.index.slip_cache import known

if TYPE_CHECKING:
    from kstthc_cli.model.progress.slip import RequestFile, SlipFile, WithdrawalFile
    from kstthc_cli.store.yaml.reader import Document

Plain = Mapping[str, Any]
_DEPTH = 3
_NONE: Mapping[str, Figure] = MappingProxyType({})
Watch = Callable[[list[Path]], Iterable[Path]]


class Statements:
    """What was read: slips or requests that can be counted, and problems of all.

    `places` tells where the slip of an agency and id lies.
    """

    def __init__(self, problems: list[Problem] | None = None) -> None:
        self.slips: list[Slip] = []
        self.requests: list[Request] = []
        self.withdrawals: list[Withdrawal] = []
        self.problems: list[Problem] = problems or []
        self.places: dict[tuple[str, str], str] = {}


def period_folder(period: str, plan: str) -> str:
    """The folder of a period: without the year where the plan's id says it already."""
    return period.removeprefix(f"{plan}-") if period != plan else "nam"


def slip_path(slip: Slip) -> str:
    """Where the file of a slip belongs, from the root."""
    return f"progress/{slip.plan}/{period_folder(slip.period, slip.plan)}/{slip.agency}/{slip.id}.yaml"


def slip_files(root: Path, plan: str, agencies: Iterable[str] | None = None) -> list[Path]:
    """The slips of a plan, or those of some agencies; files elsewhere under `progress/` are not.

    Raises UnreadableError for a folder that cannot be listed: silence would be a wrong answer.
    """
    periods = listed(root / "progress" / plan)
    if agencies is None:
        places = [agency for period in periods for agency in listed(period)]
    else:
        wanted = sorted(set(agencies))
        places = [period / agency for period in periods if period.is_dir() for agency in wanted]
    return [file for place in places for file in listed(place) if file.suffix == ".yaml"]


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
    within = {file.parent.relative_to(root).as_posix() for file in slips} if agencies is not None else ()
    places = [f"requests/{plan}", *(within if agencies is not None else [f"progress/{plan}"])]
    contents, problems = known(
        root, [*requests, *slips], places, watch, lambda file: read_strictly(root, file)
    )
    found = Statements(problems)
    for file in requests:
        if data := contents.get(file):
            _take_request(found, _asked(data, relative(root, file)))
    for file in lost:
        path = relative(root, file)
        message = f"“{path}” không phải là phiếu ở đúng chỗ nên không được đọc."
        found.problems.append(Source(path, "").problem("KST051", 1, 1, message))
    for file in slips:
        if data := contents.get(file):
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


def read_strictly(root: Path, file: Path) -> tuple[Plain | None, list[Problem], str]:
    """A slip or request, checked in every way: its content in plain values, its problems, its hash."""
    from hashlib import sha256

    path = relative(root, file)
    raw, problems = read_raw(file, path, root)
    if raw is None:
        return None, problems, ""
    return *_judged(*decode_source(raw, path)), sha256(raw).hexdigest()


def _judged(source: Source, problems: list[Problem]) -> tuple[Plain | None, list[Problem]]:
    """The content of a slip or request, and what is wrong with it."""
    from kstthc_cli.domain.progress.checksum import checksum_of
    from kstthc_cli.store.plain_slip import plain_slip
    from kstthc_cli.store.yaml.reader import parse

    if errors(problems):
        return None, problems
    document = parse(source)
    problems += document.problems
    if errors(problems):
        return None, problems
    content: Plain | None = plain_slip(document.data) if source.path.startswith("progress/") else None
    if content is None:
        content, found = _modelled(document)
        problems += found
    if content is not None and checksum_of(document.data) != content["seal"]:
        message = "Nội dung đã bị sửa sau khi ghi: không khớp với dấu (seal)."
        problems.append(document.problem("KST050", ("seal",), message))
    return content, problems


def _modelled(document: Document) -> tuple[Plain | None, list[Problem]]:
    """The content as its model takes it, or what is wrong with it."""
    from kstthc_cli.store.yaml.schema_problems import validated

    value, problems = validated(document, _model_of(document))
    return None if value is None else value.model_dump(mode="json", exclude_none=True), problems


def _model_of(document: Document) -> type[SlipFile | RequestFile | WithdrawalFile]:
    """What a file is, by its place; a withdrawal is told by its key."""
    from kstthc_cli.model.progress.slip import RequestFile, SlipFile, WithdrawalFile

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
    get = item.get
    evidence, figures = get("evidence"), get("figures")
    return Entry(
        Key(slip["agency"], item["duty"], get("period") or slip["period"], get("request", "")),
        item["status"],
        **{name: item[name] for name in TEXTS if name in item},
        evidence=tuple(map(_evidence, evidence)) if evidence else (),
        figures={name: Figure(str(f["value"]), f["unit"]) for name, f in figures.items()}
        if figures
        else _NONE,
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
