"""Checking what is to be recorded against the plan: all of a slip is accepted, or nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.parsing import choice_argument, period_argument
from kstthc_cli.commands.snapshot import Situation, request_named
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.calendar.reporting_windows import reporting_period_of
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.matching import Aimed, aim, figures_wrong
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.text.normalize import nfc, odd_character, piles_marks, shortened
from kstthc_cli.errors import RefusedError, UsageError
from kstthc_cli.store.files.paths import printable
from kstthc_cli.store.progress.evidence import file_evidence

SAID = {key: STATUSES[key] for key in ("in_progress", "done", "not_arising")}
_SPOKEN = {
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
"""What people say for a status, without marks → the status to suggest."""
_LINKS = ("http://", "https://")


def said_status(text: str) -> str:
    """The status that a word of the user names. Raises UsageError with a suggestion."""
    return choice_argument(text, SAID, "Trạng thái", _SPOKEN)


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What is to be said of one duty, before anything is checked."""

    duty: str
    status: str
    period: str | None = None
    request: str | None = None
    text: str | None = None
    difficulty: str | None = None
    proposal: str | None = None
    document: Mapping[str, Any] | None = None
    evidence: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A slip before anything is checked."""

    agency: str
    entries: tuple[EntryDraft, ...]
    plan: str | None = None
    period: str | None = None
    day: date | None = None
    by: str | None = None
    note: str | None = None
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry that fits the plan: the obligation it is about, and what the slip will hold."""

    obligation: Obligation
    content: dict[str, Any]


def accept(draft: Draft, agency: Agency, now: Situation, day: date) -> list[Accepted]:
    """Every entry with the obligation it is about; RefusedError with a line for each if one does not fit."""
    owed = list(now.year.owed_by([agency], now.requests))
    results = [_try(entry, draft, now, owed, day) for entry in draft.entries]
    accepted = [result for result in results if isinstance(result, Accepted)]
    keys = [result.obligation.key for result in accepted]
    if len(accepted) < len(results):
        raise _refusal(draft, results)
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise RefusedError(
            f"Đầu việc {twice.duty} kỳ {twice.period} xuất hiện hai lần trong phiếu.", "Gộp làm một dòng."
        )
    return accepted


def _refusal(draft: Draft, results: list[Accepted | Rejected]) -> RefusedError:
    """One sentence and remedy for a single entry, else a line for each."""
    if len(results) == 1 and isinstance(results[0], Rejected):
        return RefusedError(results[0].why, results[0].remedy)
    lines = [
        f"  {entry.duty}: {f'{result.why} {result.remedy}' if isinstance(result, Rejected) else 'được'}"
        for entry, result in zip(draft.entries, results, strict=True)
    ]
    return RefusedError(
        "\n".join(["Phiếu bị từ chối, chưa dòng nào được ghi.", *lines]), "Sửa các dòng bị từ chối."
    )


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why an entry is not taken, and what to do."""

    why: str
    remedy: str = ""


def _try(
    entry: EntryDraft, draft: Draft, now: Situation, owed: list[Obligation], day: date
) -> Accepted | Rejected:
    """The entry as it will be written, or the sentence that says why not."""
    duty = _duty(entry, now, owed)
    if isinstance(duty, Rejected):
        return duty
    try:
        said = said_status(entry.status)
        wanted = entry.period or draft.period
        period = period_argument(wanted, now.year.plan.year) if wanted else None
        found = _aim(owed, duty.id, entry, period, now, day)
        if found.found is None:
            return _taken_back(entry.request, now) or _no_such(found, duty, period, entry.request)
        if found.found.due is None and duty.schedule.kind == "on_request":
            return Rejected(
                f"Chưa có yêu cầu nào mở đầu việc {duty.id}.", f"Mở bằng `kst request open {duty.id} …`."
            )
        written = (entry.document or {}).get("date")
        if written is not None and written > now.as_of:
            why = f"Ngày văn bản {written:%d/%m/%Y} ở sau ngày {now.as_of:%d/%m/%Y}."
            return Rejected(why, "Sửa --document-date.")
        return _with_figures(entry, said, found.found, duty, now.root)
    except UsageError as error:
        return Rejected(error.message, error.remedy)


def _duty(entry: EntryDraft, now: Situation, owed: list[Obligation]) -> Duty | Rejected:
    """The duty that is named, or the only row of a sub-plan that the agency owes in its place."""
    duty = next((duty for duty in now.year.plan.duties if duty.id.casefold() == entry.duty.casefold()), None)
    if duty is None:
        return Rejected(_unknown_duty(entry.duty, now), "Xem các đầu việc: `kst plan show`.")
    rows = list({o.duty.id: o.duty for o in owed if duty.id in o.duty.above}.values())
    if len(rows) > 1:
        listed = ", ".join(row.id for row in rows)
        why = f"Đầu việc {duty.id} của cơ quan này đã được chi tiết hóa thành {listed}."
        return Rejected(why, f"Nêu rõ một mã, ví dụ {rows[0].id}.")
    return rows[0] if rows else duty


def _with_figures(
    entry: EntryDraft, said: str, obligation: Obligation, duty: Duty, root: Path
) -> Accepted | Rejected:
    units = {target.id: target.unit for target in duty.targets}
    figures = _figures(entry.figures, units)
    wrong = figures_wrong({name: figure["unit"] for name, figure in figures.items()}, units)
    if wrong:
        return Rejected(wrong[0], f"Xem chỉ tiêu: `kst plan show {duty.task}`.")
    return Accepted(obligation, _content(entry, said, obligation, root, figures))


def _aim(
    owed: list[Obligation], duty: str, entry: EntryDraft, period: Period | None, now: Situation, day: date
) -> Aimed:
    if period is not None or entry.request is not None:
        return aim(owed, duty, period, _origin(entry.request, now))
    by_window = reporting_period_of(day, Kind.QUARTER, now.year.calendar.window_first_day)
    first = aim(owed, duty, by_window, None)
    return first if first.found is not None else aim(owed, duty, None, None)


def _origin(request: str | None, now: Situation) -> str | None:
    """The id under which a request is answered, of that of any of its corrections."""
    found = request_named(now, request) if request is not None else None
    return found.id if found else request


def _unknown_duty(duty: str, now: Situation) -> str:
    parts = [d.id for d in now.year.plan.duties if d.task == duty]
    hint = f" Nhiệm vụ {duty} có các đầu việc: {', '.join(parts)}." if parts else ""
    return f"Kế hoạch {now.year.plan.id} không có đầu việc “{duty}”.{hint}"


def _link(url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]\S*", url):
        raise UsageError(f"“{url[:80]}” không phải là một địa chỉ web.", "Ví dụ: https://quangngai.gov.vn/…")
    return url


def _taken_back(request: str | None, now: Situation) -> Rejected | None:
    """Word that the request is withdrawn, if it is."""
    found = request_named(now, request) if request is not None else None
    if found is None or found.withdrawn is None:
        return None
    gone = found.withdrawn
    why = f"Yêu cầu “{request}” đã bị rút ngày {gone.day:%d/%m/%Y} ({shortened(gone.reason, 100)})."
    return Rejected(why, "Không phải trả lời nữa; xem `kst request list --all`.")


def _no_such(aimed: Aimed, duty: Duty, period: Period | None, request: str | None) -> Rejected:
    if not aimed.choices:
        why = f"Cơ quan này không được giao đầu việc {duty.id} ({shortened(duty.content, 100)})."
        return Rejected(why, "Xem việc của cơ quan: `kst agencies show TÊN`.")
    if request is not None:
        why = f"Không có yêu cầu “{request}” đối với đầu việc {duty.id} của cơ quan này."
        return Rejected(why, "Xem các yêu cầu: `kst request list`.")
    there = ", ".join(_choice(o) for o in aimed.choices)
    asked = f" không có kỳ {period}" if period else ": hãy nói rõ kỳ bằng --quarter hoặc --period"
    first = aimed.choices[0].period
    if any(o.request for o in aimed.choices) and request is None:
        how = " hoặc ".join(f"--request {o.request}" for o in aimed.choices if o.request)
        return Rejected(f"Đầu việc {duty.id}{asked} (các kỳ: {there}).", f"Nói rõ yêu cầu: {how}.")
    return Rejected(f"Đầu việc {duty.id}{asked} (các kỳ: {there}).", f"Ví dụ: --period {first}.")


def _choice(obligation: Obligation) -> str:
    return f"{obligation.period}" + (f" theo yêu cầu {obligation.request}" if obligation.request else "")


def _figures(given: Mapping[str, Any], units: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Figures as a slip holds them; a number without a unit has that of the target."""
    from kstthc_cli.commands.progress.figures import figure

    return {name: figure(name, value, units.get(name)) for name, value in given.items()}


def _content(
    entry: EntryDraft, said: str, obligation: Obligation, root: Path, figures: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    content: dict[str, Any] = {"duty": obligation.duty.id, "period": str(obligation.period)}
    if obligation.request:
        content["request"] = obligation.request
    content["status"] = said
    for name in ("text", "difficulty", "proposal"):
        if (text := getattr(entry, name)) is not None:
            content[name] = clean_text(text, name)
    if evidence := list(_evidence(entry, root)):
        content["evidence"] = evidence
    if figures:
        content["figures"] = figures
    return content


def clean_text(text: str, what: str) -> str:
    """Text in NFC with LF; raises UsageError for control characters and for blanks only."""
    if piles_marks(text):
        raise UsageError(f"Nội dung {what} có chữ mang quá nhiều dấu chồng lên nhau.", "Gõ lại đoạn đó.")
    plain = nfc(text.replace("\r\n", "\n"))
    odd = odd_character(plain)
    if odd is not None:
        raise UsageError(f"Nội dung {what} có ký tự điều khiển U+{ord(odd):04X}.", "Xóa ký tự đó.")
    if not plain.strip():
        raise UsageError(f"Nội dung {what} để trống.", "Bỏ hẳn tùy chọn này, hoặc viết nội dung.")
    return plain


def _evidence(entry: EntryDraft, root: Path) -> Iterable[dict[str, Any]]:
    if entry.document is not None:
        document = {key: value for key, value in entry.document.items() if value is not None}
        texts = {k: clean_text(v, "văn bản") if isinstance(v, str) else v for k, v in document.items()}
        yield {"kind": "document", **texts}
    for item in entry.evidence:
        if item.startswith(_LINKS):
            yield {"kind": "link", "url": _link(clean_text(item, "liên kết").strip())}
        else:
            found = file_evidence(root, item)
            if found.note:
                sys.stderr.write(f"lưu ý: {printable(found.note)}\n")
            yield found.content
