"""Validates the entries of a draft against the plan: all of them, or none is written."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kstthc_cli.commands.parsing import choice_argument
from kstthc_cli.commands.progress.obligation_choice import chosen_obligation
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.matching import figures_wrong
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import TEXTS, Entry, Evidence, Figure, Key
from kstthc_cli.domain.text.normalize import forbidden_character, has_excessive_marks, nfc
from kstthc_cli.errors import RefusedError, UsageError
from kstthc_cli.store.files.paths import printable
from kstthc_cli.store.progress.evidence import file_evidence

if TYPE_CHECKING:
    from kstthc_cli.commands.progress.draft import Draft
    from kstthc_cli.commands.questions import Questions
    from kstthc_cli.commands.snapshot import Snapshot
    from kstthc_cli.domain.agencies.registry import Agency

REPORTED = {key: STATUSES[key] for key in ("in_progress", "done", "not_arising")}
"""The statuses that an agency can report → their Vietnamese names."""
_SYNONYMS = {
    "xong": "done",
    "da xong": "done",
    "da hoan thanh": "done",
    "da lam": "done",
    "ok": "done",
    "dang lam": "in_progress",
    "chua xong": "in_progress",
    "khong co": "not_arising",
    "khong": "not_arising",
}
"""Other words for a status, without diacritics → the status to suggest."""
_LINKS = ("http://", "https://")


class ValidEntry(NamedTuple):
    """An entry that fits the plan, and its obligation."""

    obligation: Obligation
    entry: Entry


def reported_status(text: str) -> str:
    """Parse a status that a slip can report. Raises UsageError with a suggestion."""
    return choice_argument(text, REPORTED, "trạng thái", _SYNONYMS)


def valid_entries(
    draft: Draft, agency: Agency, now: Snapshot, day: date, questions: Questions
) -> list[ValidEntry]:
    """Every entry with its obligation.

    Raises RefusedError with a line for each entry if one does not fit.
    """
    owed = now.year.reportable_by(agency, now.requests)
    valid: list[ValidEntry] = []
    errors: list[RefusedError | UsageError | None] = []
    for entry in draft.entries:
        try:
            valid.append(_valid_entry(entry, draft, now, owed, day, questions))
            errors.append(None)
        except (RefusedError, UsageError) as error:
            errors.append(error)
    if any(errors):
        raise _refusal(draft.entries, errors)
    _refuse_repeated([item.obligation for item in valid], owed)
    return valid


def _refusal(
    entries: Sequence[Mapping[str, Any]], errors: Sequence[RefusedError | UsageError | None]
) -> RefusedError:
    """The error for a single entry unchanged, else one with a line for each entry."""
    if len(errors) == 1 and errors[0] is not None:
        return RefusedError(errors[0].message, errors[0].remedy)
    lines = [
        f"  {_shown(entry)}: {f'{error.message} {error.remedy}' if error else 'được'}"
        for entry, error in zip(entries, errors, strict=True)
    ]
    return RefusedError(
        "\n".join(["Phiếu bị từ chối, chưa dòng nào được ghi.", *lines]), "Sửa các dòng bị từ chối."
    )


def _shown(entry: Mapping[str, Any]) -> str:
    """The name of a draft entry in messages: duty, and the period if the entry has one."""
    period = entry.get("period")
    return f"{entry['duty']}, kỳ {period}" if period else str(entry["duty"])


def _refuse_repeated(obligations: list[Obligation], owed: Sequence[Obligation]) -> None:
    """Raise RefusedError if two entries are about one obligation, naming other ones of the duty."""
    counts = Counter(obligation.key for obligation in obligations)
    twice = next((o for o in obligations if counts[o.key] > 1), None)
    if twice is None:
        return
    others = [
        f"period: {o.period}"
        for o in owed
        if o.duty.id == twice.duty.id and o.due and twice.due and o.period != twice.period
        and o.due.nominal == twice.due.nominal
    ]  # fmt: skip
    how = "Gộp làm một dòng."
    if others:
        how = f"Gộp làm một dòng; nếu một dòng là của kỳ khác thì ghi ở dòng đó {' hoặc '.join(others)}."
    raise RefusedError(
        f"Đầu việc {twice.duty.id}, {twice.period.vietnamese} xuất hiện hai lần trong phiếu.", how
    )


def _valid_entry(
    draft: Mapping[str, Any],
    slip: Draft,
    now: Snapshot,
    owed: list[Obligation],
    day: date,
    questions: Questions,
) -> ValidEntry:
    """The entry as it will be written. Raises RefusedError or UsageError with the reason."""
    status = reported_status(draft["status"])
    duty, obligation = chosen_obligation(draft, slip, now, owed, day, questions)
    document = draft.get("document") or {}
    written = document.get("date")
    if written is not None and written > now.as_of:
        raise RefusedError(
            f"Ngày văn bản {written:%d/%m/%Y} ở sau ngày {now.as_of:%d/%m/%Y}.", "Sửa --document-date."
        )
    entry = Entry(
        key=Key(obligation.agency.id, obligation.duty.id, str(obligation.period), obligation.request),
        status=status,
        **{name: clean_text(draft[name], name) for name in TEXTS if draft.get(name) is not None},
        figures=_figures(draft.get("figures") or {}, duty),
        evidence=tuple(_evidence(document, draft.get("evidence") or (), now.root)),
    )
    return ValidEntry(obligation, entry)


def _figures(given: Mapping[str, Any], duty: Duty) -> dict[str, Figure]:
    """Figures by target id; a number without a unit gets that of the target. Raises RefusedError."""
    from kstthc_cli.commands.progress.figure_options import parsed_figure

    units = {target.id: target.unit for target in duty.targets}
    figures = {name: parsed_figure(name, value, units.get(name)) for name, value in given.items()}
    wrong = figures_wrong({name: figure.unit for name, figure in figures.items()}, units)
    if wrong:
        raise RefusedError(wrong[0], f"Xem chỉ tiêu: `kst plan show {duty.task}`.")
    return figures


def _evidence(document: Mapping[str, Any], items: Sequence[str], root: Path) -> Iterator[Evidence]:
    if document:
        texts = {k: clean_text(v, "văn bản") for k, v in document.items() if isinstance(v, str)}
        yield Evidence("document", texts["number"], document.get("date"), texts.get("subject"))
    for item in items:
        if item.startswith(_LINKS):
            yield Evidence("link", url=_link(clean_text(item, "liên kết").strip()))
        else:
            found = file_evidence(root, item)
            if found.note:
                sys.stderr.write(f"lưu ý: {printable(found.note)}\n")
            yield found.evidence


def _link(url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]\S*", url):
        raise UsageError(f"“{url[:80]}” không phải là một địa chỉ web.", "Ví dụ: https://quangngai.gov.vn/…")
    return url


def clean_name(name: str | None, what: str) -> str | None:
    """A name that an option gives; None where it gives none. Raises as `clean_text` does."""
    return clean_text(name, what) if name else None


def clean_text(text: str, what: str) -> str:
    """Normalize text to NFC and LF.

    Raises UsageError for control characters, excessive combining marks and blank text.
    """
    if has_excessive_marks(text):
        raise UsageError(f"Nội dung {what} có chữ mang quá nhiều dấu chồng lên nhau.", "Gõ lại đoạn đó.")
    plain = nfc(text.replace("\r\n", "\n"))
    odd = forbidden_character(plain)
    if odd is not None:
        raise UsageError(f"Nội dung {what} có ký tự điều khiển U+{ord(odd):04X}.", "Xóa ký tự đó.")
    if not plain.strip():
        raise UsageError(f"Nội dung {what} để trống.", "Bỏ hẳn tùy chọn này, hoặc viết nội dung.")
    return plain
