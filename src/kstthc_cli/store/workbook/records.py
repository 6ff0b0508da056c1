"""Records of sent and received workbooks: `workbooks/<plan>/<period>/*.yaml`, written once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kstthc_cli.domain.workbook.records import Made, Received, WorkbookRecord
from kstthc_cli.errors import InvalidDataError
from kstthc_cli.model import SCHEMA_VERSION
from kstthc_cli.model.workbook.record import WorkbookRecordFile
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files.append_only import with_checksum, write_once
from kstthc_cli.store.files.paths import files_below, listed, relative
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.plan.repository import read_document
from kstthc_cli.store.progress.new_slip import unique_name
from kstthc_cli.store.progress.slips import period_folder
from kstthc_cli.store.yaml.schema_problems import validated

TOP = "workbooks"


def record_folder(plan: str, period: str) -> str:
    """The folder of the records of a period, from the root."""
    return f"{TOP}/{plan}/{period_folder(period, plan)}"


def write_record(root: Path, record: WorkbookRecord, moment: str) -> str:
    """Write a record, whose id is still empty; returns its path. Raises as `write_once` does."""
    what = "gui" if record.sent else "nhan"
    name = unique_name(record.day, moment, what)
    path = f"{record_folder(record.plan, record.period)}/{name}.yaml"
    write_once(root, path, with_checksum(_data(record._replace(id=name))))
    return path


def _data(record: WorkbookRecord) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "id": record.id,
        "plan": record.plan,
        "period": record.period,
        "date": record.day,
        **({"by": record.by} if record.by else {}),
        **({"sent": [item._asdict() for item in record.sent]} if record.sent else {}),
        **({"received": [item._asdict() for item in record.received]} if record.received else {}),
    }


def read_records(root: Path, plan: str, period: str) -> list[WorkbookRecord]:
    """The records of a period. Raises InvalidDataError for one with errors."""
    found: list[WorkbookRecord] = []
    problems: list[Problem] = []
    for file in listed(root / record_folder(plan, period)):
        if file.suffix == ".yaml":
            record, wrong = read_record(root, file)
            problems += errors(wrong)
            found += [record] if record else []
    if problems:
        raise InvalidDataError(problems)
    return found


def read_record(root: Path, file: Path) -> tuple[WorkbookRecord | None, list[Problem]]:
    """A record, None where it is invalid, and every problem of its file."""
    from kstthc_cli.domain.progress.checksum import checksum_of

    document, problems = read_document(file, relative(root, file), root)
    if errors(problems):
        return None, problems
    value, wrong = validated(document, WorkbookRecordFile)
    problems += wrong
    if value is None:
        return None, problems
    if checksum_of(document.data) != value.seal:
        message = "Nội dung đã bị sửa sau khi ghi: không khớp với niêm phong (seal)."
        problems.append(document.problem("KST050", ("seal",), message))
    record = _record(value)
    wanted = f"{record_folder(record.plan, record.period)}/{record.id}.yaml"
    if relative(root, file) != wanted:
        message = f"Theo nội dung, tệp này phải là {wanted}."
        return None, [*problems, Source(relative(root, file), "").problem("KST051", 1, 1, message)]
    return record, problems


def _record(file: WorkbookRecordFile) -> WorkbookRecord:
    return WorkbookRecord(
        id=file.id,
        plan=file.plan,
        period=file.period,
        day=file.date,
        by=file.by,
        sent=tuple(Made(**item.model_dump()) for item in file.sent),
        received=tuple(Received(**item.model_dump()) for item in file.received),
    )


def record_problems(root: Path) -> Iterator[Problem]:
    """Every problem of the records of a repository, and files there that are none."""
    from kstthc_cli.store.files.paths import IGNORED

    for file in files_below(root / TOP):
        if file.suffix == ".yaml":
            yield from read_record(root, file)[1]
        elif file.name not in IGNORED:
            message = f"“{relative(root, file)}” không phải bản ghi gửi, nhận tệp Excel nên không được đọc."
            yield Source(relative(root, file), "").problem("KST051", 1, 1, message)


def records_of(root: Path, plan: str) -> list[WorkbookRecord]:
    """The records of every period of a plan; files with errors are left to `kst validate`."""
    files = [file for file in files_below(root / TOP / plan) if file.suffix == ".yaml"]
    found = (read_record(root, file)[0] for file in files)
    return [record for record in found if record is not None]
