"""Files of reports: outline, letterheads, written text, figures of closed periods."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kstthc_cli.domain.progress.checksum import checksum_of
from kstthc_cli.domain.progress.slips import Key, Slip
from kstthc_cli.domain.report.closing import Closing, Frozen
from kstthc_cli.domain.report.letterhead import Letterheads, letterheads_of
from kstthc_cli.domain.report.outline import Outline, outline_of
from kstthc_cli.errors import InvalidDataError
from kstthc_cli.model.report.closing import ClosingFile
from kstthc_cli.model.report.letterhead import LetterheadsFile
from kstthc_cli.model.report.outline import OutlineFile
from kstthc_cli.model.report.prose import ProseFile
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files.append_only import write_once
from kstthc_cli.store.files.package_data import data_folder
from kstthc_cli.store.files.paths import (
    CLOSING,
    FOLDERS,
    LETTERHEAD,
    OUTLINE,
    data_files,
    listed,
    read_regular,
    relative,
)
from kstthc_cli.store.files.source import MAX_BYTES, Source
from kstthc_cli.store.plan.repository import read_document
from kstthc_cli.store.progress.misplaced import loose_files, unread
from kstthc_cli.store.progress.slips import request_paths
from kstthc_cli.store.report.report_paths import closing_path, prose_path, report_folder
from kstthc_cli.store.yaml.reader import Document
from kstthc_cli.store.yaml.schema_problems import validated

Model = TypeVar("Model", bound=BaseModel)
_MOST_CLOSING = 50 * 1024 * 1024


def read_model(root: Path, file: Path, model: type[Model]) -> tuple[Document, Model | None, list[Problem]]:
    """A YAML file parsed by its model, with positions, and every problem of its text, syntax and fields."""
    document, problems = read_document(file, relative(root, file), root)
    if errors(problems):
        return document, None, problems
    value, found = validated(document, model)
    return document, value, problems + found


def _configured(root: Path, name: str, model: type[Model]) -> Model:
    """The repository's own file, else the program's. Raises InvalidDataError for one with errors."""
    own = root / name
    base = root if os.path.lexists(own) else data_folder()
    _, value, problems = read_model(base, base / name, model)
    if value is None:
        raise InvalidDataError(errors(problems), "nên chưa lập được văn bản")
    return value


def load_outline(root: Path) -> Outline:
    """The outline of the periodic report. Raises InvalidDataError."""
    return outline_of(_configured(root, OUTLINE, OutlineFile))


def load_letterheads(root: Path) -> Letterheads:
    """Head and foot of documents. Raises InvalidDataError."""
    return letterheads_of(_configured(root, LETTERHEAD, LetterheadsFile))


# What people wrote


def read_prose(root: Path, plan: str, period: str, agency: str) -> ProseFile | None:
    """An agency's written text for a report; None where there is no file. Raises InvalidDataError."""
    file = root / prose_path(plan, period, agency)
    if not os.path.lexists(file):
        return None
    _, value, problems = read_model(root, file, ProseFile)
    found = [*errors(problems), *(misplaced(root, file, value) if value else ())]
    if found or value is None:
        raise InvalidDataError(found, "nên chưa lập được báo cáo")
    return value


def every_prose(root: Path, plan: str) -> list[tuple[str, ProseFile]]:
    """Every written text of a plan that can be read, with its path from the root."""
    found: list[tuple[str, ProseFile]] = []
    for folder in listed(root / "reports" / plan):
        for file in () if folder.is_symlink() else listed(folder):
            if file.suffix == ".yaml":
                _, prose, _ = read_model(root, file, ProseFile)
                found += [(file.relative_to(root).as_posix(), prose)] if prose else []
    return found


def unread_in_reports(root: Path, plan: str, period: str) -> list[str]:
    """Files in the folder of a report, or above it, that no report reads. Raises UnreadableError."""
    folder = report_folder(plan, period)
    others = (
        f"{folder}/{file.name}"
        for file in listed(root / folder)
        if file.suffix != ".yaml" and file.name != CLOSING
    )
    above = (path for top in ("reports", f"reports/{plan}") for path in loose_files(root, top))
    return [*above, *unread(others)]


def misplaced(root: Path, file: Path, prose: ProseFile) -> list[Problem]:
    """A problem where a file is not at the path that its content requires, so that no report reads it."""
    wanted, path = prose_path(prose.plan, prose.period, prose.agency), relative(root, file)
    if path == wanted:
        return []
    return [Source(path, "").problem("KST076", 1, 1, f"Theo nội dung, tệp này phải là {wanted}.")]


# Closed periods


def read_closing(root: Path, plan: str, period: str) -> Closing | None:
    """The figures of a closed period; None where it is open. Raises InvalidDataError."""
    file = root / closing_path(plan, period)
    if not os.path.lexists(file):
        return None
    closing, problems = check_closing(root, file)
    if closing is None:
        raise InvalidDataError(problems, "nên chưa lập được báo cáo")
    return closing


def check_closing(root: Path, file: Path) -> tuple[Closing | None, list[Problem]]:
    """The figures in a file, and its problems: unreadable, edited since, outside the expected folder."""
    source = Source(relative(root, file), "")
    try:
        data = json.loads(read_regular(file, _MOST_CLOSING))
        value = ClosingFile.model_validate_json(json.dumps(data))
    except (OSError, ValueError, ValidationError, RecursionError):
        return None, [
            source.problem("KST077", 1, 1, "Tệp không phải số liệu chốt do `kst report close` ghi.")
        ]
    if checksum_of(data) != value.seal:
        return None, [
            source.problem(
                "KST077", 1, 1, "Số liệu đã bị sửa sau khi chốt: không khớp với niêm phong (seal)."
            )
        ]
    wanted = closing_path(value.plan, value.period)
    if source.path != wanted:
        return None, [source.problem("KST076", 1, 1, f"Theo nội dung, tệp này phải là {wanted}.")]
    return _closing(value), []


def _closing(file: ClosingFile) -> Closing:
    rows = tuple(
        Frozen(Key(agency, duty, key, request), section, status, period, due)
        for agency, duty, key, request, section, status, period, due in file.rows
    )
    return Closing(
        file.plan, file.period, file.as_of, file.by, file.computed_from, frozenset(file.slips), rows
    )


def closed_periods(root: Path, plan: str) -> list[Closing]:
    """Every closed period of a plan, by the day of closing. Raises InvalidDataError."""
    folders = listed(root / "reports" / plan)
    found = [check_closing(root, f / CLOSING) for f in folders if os.path.lexists(f / CLOSING)]
    problems = [problem for _, of in found for problem in of]
    if problems:
        raise InvalidDataError(problems, "nên chưa lập được báo cáo")
    return sorted((c for c, _ in found if c), key=lambda c: (c.as_of, c.period))


def write_closing(root: Path, closing: Closing) -> str:
    """Write the figures; return the path relative to the root.

    Raises FileExistsRefusedError when the period has been closed already.
    """
    content: dict[str, Any] = {
        "schema_version": 1,
        "plan": closing.plan,
        "period": closing.period,
        "as_of": closing.as_of.isoformat(),
        "by": closing.by,
        "computed_from": closing.computed_from,
        "slips": sorted(closing.slips),
        "rows": [[*row.key.parts, row.section, row.status, row.period, row.due] for row in closing.rows],
    }
    path = closing_path(closing.plan, closing.period)
    write_once(root, path, _a_line_each({**content, "seal": checksum_of(content)}))
    return path


def _a_line_each(content: dict[str, Any]) -> str:
    """JSON with a line for each slip and row, so that a git diff is readable."""
    parts = []
    for key, value in content.items():
        if isinstance(value, list) and value:
            lines = ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value)
            parts.append(f"  {json.dumps(key)}: [\n{lines}\n  ]")
        else:
            parts.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def hash_of_sources(root: Path, plan: str, slips: Iterable[Slip]) -> str:
    """SHA-256 of plan, registry and calendar files, of requests and of the slips, by path."""
    files = [file for folder in FOLDERS for file in data_files(root, folder)]
    files += [*(root / path for path in request_paths(root, plan)), *(root / slip.path for slip in slips)]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(
            f"{relative(root, file)}\0{hashlib.sha256(read_regular(file, MAX_BYTES)).hexdigest()}\n".encode()
        )
    return digest.hexdigest()
