"""What the command line, or a file of many entries, wants a slip to say."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.progress.entry_validation import Draft, EntryDraft
from kstthc_cli.commands.progress.figures import parse_figures
from kstthc_cli.errors import InvalidDataError, UsageError


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that the command line of `kst record` says of a slip."""

    duty: str | None = None
    agency: str | None = None
    plan: str | None = None
    period: str | None = None
    status: str | None = None
    text: str | None = None
    difficulty: str | None = None
    proposal: str | None = None
    document: str | None = None
    document_day: date | None = None
    document_subject: str | None = None
    evidence: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    day: date | None = None
    by: str | None = None
    request: str | None = None
    supersede: tuple[str, ...] = ()

    def refuse_beside(self, option: str, *but: str) -> None:
        """Raise UsageError for the first word that is said although `option` leaves no room for it."""
        for item in fields(self):
            if item.name not in but and getattr(self, item.name):
                raise UsageError(f"Không dùng {_OPTIONS[item.name]} cùng với {option}.", "Bỏ một trong hai.")


_OPTIONS = {
    **{item.name: f"--{item.name}" for item in fields(Words)},
    "duty": "mã đầu việc",
    "period": "--quarter hay --period",
    "document_day": "--document-date",
    "document_subject": "--document-subject",
    "figures": "--figure",
    "day": "--date",
}


def from_words(words: Words) -> Draft:
    """A slip of one entry. Raises UsageError for what is missing or makes no sense."""
    for name in ("duty", "agency", "status"):
        if not getattr(words, name):
            how = "Xem cách dùng: kst record --help, hoặc ghi cả phiếu bằng --file."
            raise UsageError(f"Thiếu {_OPTIONS[name]}.", how)
    entry = EntryDraft(
        duty=(words.duty or "").strip().lower(),
        status=words.status or "",
        request=words.request,
        text=words.text,
        difficulty=words.difficulty,
        proposal=words.proposal,
        document=_document(words),
        evidence=words.evidence,
        figures=parse_figures(list(words.figures)),
    )
    return Draft(
        agency=words.agency or "",
        plan=words.plan,
        period=words.period,
        day=words.day,
        by=words.by,
        supersedes=words.supersede,
        entries=(entry,),
    )


def _document(words: Words) -> dict[str, Any] | None:
    if words.document is None:
        if words.document_day is not None or words.document_subject is not None:
            raise UsageError(
                "Có ngày hoặc trích yếu văn bản nhưng thiếu --document.", "Thêm số, ký hiệu văn bản."
            )
        return None
    return {"number": words.document, "date": words.document_day, "subject": words.document_subject}


def withdrawal(words: Words, slips: tuple[str, ...], file: Path | None) -> Draft:
    """A slip that only takes back others of its agency, with the reason.

    Raises UsageError without agency or reason, or with words that would say something new.
    """
    words.refuse_beside("--withdraw", "agency", "plan", "text", "day", "by")
    if file is not None:
        raise UsageError("Không dùng --file cùng với --withdraw.", "Bỏ một trong hai.")
    if not words.agency:
        raise UsageError("Thiếu --agency.", "Nêu cơ quan đã ghi phiếu cần rút.")
    if not words.text:
        raise UsageError("Thiếu lý do rút phiếu.", 'Thêm --text "lý do".')
    return Draft(
        agency=words.agency,
        entries=(),
        plan=words.plan,
        day=words.day,
        by=words.by,
        note=words.text,
        supersedes=slips,
    )


def from_file(words: Words, file: Path, content: bytes | None) -> Draft:
    """A slip of many entries from YAML: of `content` if given, else of the file.

    `--agency`, `--period` and `--plan` fill what the file leaves out. Raises InvalidDataError with
    every problem of the file, UsageError for other words beside it.
    """
    from kstthc_cli.model.progress.draft import DraftFile
    from kstthc_cli.store.progress.draft_reader import read_draft

    words.refuse_beside("--file", "agency", "plan", "period")
    value, problems = read_draft(file, content, DraftFile)
    if value is None:
        raise InvalidDataError(problems, "nên chưa ghi gì")
    who = _agreed("cơ quan", value.agency, words.agency)
    if who is None:
        raise UsageError("Phiếu chưa nói của cơ quan nào.", "Thêm agency vào tệp, hoặc dùng --agency.")
    if value.period and value.quarter:
        raise UsageError("Tệp nêu kỳ hai lần: period và quarter.", "Giữ một trong hai.")
    when = value.period or (f"Q{value.quarter}" if value.quarter else None)
    return Draft(
        agency=who,
        plan=_agreed("kế hoạch", value.plan, words.plan),
        period=_agreed("kỳ", when, words.period),
        day=value.date,
        by=value.by,
        note=value.note,
        supersedes=tuple(value.supersedes),
        entries=tuple(_entry(entry.model_dump(exclude_none=True)) for entry in value.entries),
    )


def _agreed(what: str, in_file: str | None, said: str | None) -> str | None:
    """What either says; raises UsageError where both say something else."""
    if in_file and said and in_file.casefold() != said.casefold():
        raise UsageError(f"Tệp ghi {what} “{in_file}”, dòng lệnh ghi “{said}”.", "Bỏ một trong hai.")
    return in_file or said


def _entry(data: dict[str, Any]) -> EntryDraft:
    return EntryDraft(**{**data, "evidence": tuple(data.get("evidence", ()))})
