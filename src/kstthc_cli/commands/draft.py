"""What the command line, or a file of many entries, wants a slip to say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.acceptance import Draft, EntryDraft
from kstthc_cli.commands.figures import parse_figures
from kstthc_cli.commands.parsing import choice_argument
from kstthc_cli.domain.status import STATUSES
from kstthc_cli.errors import InvalidDataError, UsageError

_SAID = {key: STATUSES[key] for key in ("in_progress", "done", "not_arising")}
_WORDS = {
    "duty": "Thiếu mã đầu việc.",
    "--agency": "Thiếu tùy chọn --agency.",
    "--status": "Thiếu tùy chọn --status.",
}


def demand(words: Mapping[str, str | None]) -> None:
    """Raise UsageError for the first word of the command line that is missing."""
    for name in ("duty", "--agency", "--status"):
        if words[name] is None:
            raise UsageError(_WORDS[name], "Xem cách dùng: kst record --help, hoặc ghi cả phiếu bằng --file.")


def status(text: str) -> str:
    """A status that can be said, by its code or its Vietnamese name."""
    return choice_argument(text, _SAID, "Trạng thái")


def document(number: str | None, day: date | None, subject: str | None) -> dict[str, Any] | None:
    """The document of an entry. Raises UsageError for a day or subject without a number."""
    if number is None:
        if day is not None or subject is not None:
            raise UsageError(
                "Có ngày hoặc trích yếu văn bản nhưng thiếu --document.", "Thêm số, ký hiệu văn bản."
            )
        return None
    return {"number": number, "date": day, "subject": subject}


def withdrawal(slips: list[str], agency: str | None, note: str | None, plan: str | None) -> Draft:
    """A slip that only takes back others of its agency. Raises UsageError without an agency."""
    if agency is None:
        raise UsageError("Thiếu tùy chọn --agency.", "Nêu cơ quan đã ghi phiếu cần rút.")
    return Draft(agency=agency, entries=(), plan=plan, note=note, supersedes=tuple(slips))


def figures(words: list[str]) -> dict[str, str]:
    """`NAME=VALUE` words as a mapping."""
    return parse_figures(words)


def from_file(file: Path, content: bytes | None, agency: str | None, period: str | None) -> Draft:
    """A slip of many entries from YAML: of `content` if given, else of the file.

    `agency` and `period` of the command line fill what the file leaves out. Raises
    InvalidDataError with every problem of the file.
    """
    from kstthc_cli.model.draft import DraftFile
    from kstthc_cli.store.draft_reader import read_draft

    value, problems = read_draft(file, content, DraftFile)
    if value is None:
        raise InvalidDataError(problems)
    who = value.agency or agency
    if who is None:
        raise UsageError("Phiếu chưa nói của cơ quan nào.", "Thêm agency vào tệp, hoặc dùng --agency.")
    when = value.period or (f"Q{value.quarter}" if value.quarter else None) or period
    return Draft(
        agency=who,
        plan=value.plan,
        period=when,
        day=value.date,
        by=value.by,
        note=value.note,
        supersedes=tuple(value.supersedes),
        entries=tuple(_entry(entry.model_dump(exclude_none=True)) for entry in value.entries),
    )


def _entry(data: dict[str, Any]) -> EntryDraft:
    evidence = tuple(data.pop("evidence", ()))
    return EntryDraft(**{**data, "evidence": evidence, "status": status(data["status"])})
