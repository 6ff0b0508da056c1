"""Slips and requests on disk: `progress/<plan>/<period>/<agency>/*.yaml`, `requests/<plan>/*.yaml`."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.slips import Entry, Evidence, Figure, Key, Request, Slip
from kstthc_cli.errors import FileExistsRefusedError, RefusedError, UnreadableError, reason
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files import cache_folder, files_below, listed, relative
from kstthc_cli.store.known_slips import known
from kstthc_cli.store.source import MAX_BYTES, Source, read_source

if TYPE_CHECKING:
    from kstthc_cli.store.yaml_reader import Document

Plain = Mapping[str, Any]
_DEPTH = 3
Watch = Callable[[list[Path]], Iterable[Path]]


@dataclass(slots=True)
class Statements:
    """What was read: slips or requests that can be counted, and problems of all."""

    slips: list[Slip] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
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
    found = Statements(problems=problems)
    for file in requests:
        if data := contents.get(file):
            _take_request(found, request_from(data, relative(root, file)))
    for file in lost:
        path = relative(root, file)
        message = f"“{path}” không phải là phiếu ở đúng chỗ nên không được đọc."
        found.problems.append(Source(path, "").problem("KST051", 1, 1, message))
    for file in slips:
        if data := contents.get(file):
            _take(found, slip_from(data, relative(root, file)))
    return found


def _take_request(found: Statements, request: Request) -> None:
    """Count a request, unless it is not where its content says."""
    wanted = f"requests/{request.plan}/{request.id}.yaml"
    if request.path == wanted:
        found.requests.append(request)
    else:
        message = f"Theo nội dung, yêu cầu này phải là {wanted}."
        found.problems.append(Source(request.path, "").problem("KST051", 1, 1, message))


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


def read_strictly(root: Path, file: Path) -> tuple[Plain | None, list[Problem]]:
    """A slip or request, checked in every way: its content in plain values, and its problems."""
    from kstthc_cli.domain.seal import seal_of
    from kstthc_cli.store.plain_slip import plain_slip
    from kstthc_cli.store.yaml_reader import parse

    path = relative(root, file)
    source, problems = read_source(file, path, root)
    if errors(problems):
        return None, problems
    document = parse(source)
    problems += document.problems
    if errors(problems):
        return None, problems
    content: Plain | None = plain_slip(document.data) if path.startswith("progress/") else None
    if content is None:
        content, found = _modelled(document)
        problems += found
    if content is not None and seal_of(document.data) != content["seal"]:
        message = "Nội dung đã bị sửa sau khi ghi: không khớp với dấu (seal)."
        problems.append(document.problem("KST050", ("seal",), message))
    return content, problems


def _modelled(document: Document) -> tuple[Plain | None, list[Problem]]:
    """The content as its model takes it, or what is wrong with it."""
    from kstthc_cli.model.slip import RequestFile, SlipFile
    from kstthc_cli.store.schema_problems import validated

    model: type[SlipFile | RequestFile] = (
        RequestFile if document.source.path.startswith("requests/") else SlipFile
    )
    value, problems = validated(document, model)
    return None if value is None else value.model_dump(mode="json", exclude_none=True), problems


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
        path=path,
    )


# Writing


def sealed(content: Mapping[str, Any]) -> str:
    """The YAML of a new immutable file, its seal last."""
    from kstthc_cli.domain.seal import seal_of
    from kstthc_cli.store.yaml_reader import parse
    from kstthc_cli.store.yaml_writer import to_yaml

    text = to_yaml(content)
    if len(text.encode("utf-8")) > MAX_BYTES - 1000:
        raise RefusedError(
            "Phiếu lớn quá 5 MB.", "Tách làm nhiều phiếu, hoặc đưa phần dài vào tệp minh chứng."
        )
    return text + f'seal: "{seal_of(parse(Source("", text)).data)}"\n'


def write_once(root: Path, path: str, text: str) -> None:
    """Write a file that never was; at every moment it is there whole or not at all.

    It is written beside the repository's cache, where a leftover of a crash disturbs nobody, and
    then given its name. Raises FileExistsRefusedError where the name is taken, UnreadableError when
    the system refuses.
    """
    file = root / path
    new = _make_folders(file.parent)
    try:
        try:
            _link(file, text.encode("utf-8"), _workplace(root, file))
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _link(file, text.encode("utf-8"), file.parent)
        for folder in new:
            _sync_folder(folder.parent)
    except FileExistsError:
        raise FileExistsRefusedError(f"Phiếu “{file.name}” đã có.", "Chạy lại lệnh.") from None
    except OSError as error:
        raise UnreadableError(f"Không ghi được “{file}” ({reason(error)}).", _ROOM) from None


_ROOM = "Kiểm tra quyền ghi và chỗ trống."


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; returns the new ones. Raises UnreadableError."""
    try:
        new = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"Không ghi được vào “{folder}” ({reason(error)}).", _ROOM) from None
    return new


def _workplace(root: Path, file: Path) -> Path:
    """Where to prepare a file: the cache folder, if it is there and on the same disk."""
    with contextlib.suppress(OSError):
        folder = cache_folder(root)
        if folder.stat().st_dev == file.parent.stat().st_dev:
            return folder
    return file.parent


def _link(file: Path, content: bytes, workplace: Path) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=workplace, prefix=".kst-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        _publish(temporary, file)
    finally:
        with contextlib.suppress(OSError):  # a leftover beside the cache disturbs nobody
            temporary.unlink(missing_ok=True)
    _sync_folder(file.parent)


def _publish(temporary: Path, file: Path) -> None:
    """Give the file its name; never over another one."""
    try:
        os.link(temporary, file)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        if file.exists():  # a file system without hard links
            raise FileExistsError(file) from None
        temporary.rename(file)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with contextlib.suppress(OSError):
        os.fsync(handle)
    os.close(handle)
