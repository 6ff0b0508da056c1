"""`kst record`: write down what an agency says, once and for good."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.commands.situation import Situation, of_year
from kstthc_cli.domain.obligations import Obligation
from kstthc_cli.domain.periods import Kind, Period
from kstthc_cli.domain.plan import Duty
from kstthc_cli.domain.registry import Agency
from kstthc_cli.domain.reports import Aimed, aim, figures_wrong
from kstthc_cli.domain.slips import FINAL, Slip
from kstthc_cli.domain.status import STATUSES
from kstthc_cli.domain.text import nfc
from kstthc_cli.domain.windows import reporting_period_of
from kstthc_cli.errors import Exit, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.store.evidence import file_evidence
from kstthc_cli.store.new_slip import write_slip
from kstthc_cli.store.plan_years import choose, plan_years

FORMATS = ("text", "json")
_LINKS = ("http://", "https://")


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


def record(root: Path, draft: Draft, as_of: date, output: Output, *, dry_run: bool) -> int:
    """Write a slip, all of it or nothing, and say what was written.

    Raises RefusedError when an entry does not fit the plan, with a line for each entry.
    """
    chosen = output.chosen(FORMATS)
    year = choose(plan_years(root), draft.plan, as_of)
    agency = agency_named(year.registry, draft.agency)
    now = of_year(root, year, as_of, [agency])
    day = _day(draft.day or as_of, as_of)
    accepted = _accept(draft, agency, now, day)
    slip = _slip(draft, agency, now, day, accepted)
    path = None if dry_run else write_slip(root, slip, _hint(accepted))
    output.write(_said(agency, slip, accepted, path, chosen), chosen)
    _warn_of_contradiction(now, accepted, slip)
    return Exit.FINE


def _hint(accepted: list[Accepted]) -> str:
    """What the file's name says of its content."""
    return accepted[0].obligation.duty.id if len(accepted) == 1 else "phieu" if accepted else "rut"


def _warn_of_contradiction(now: Situation, accepted: list[Accepted], slip: Mapping[str, Any]) -> None:
    """Say on stderr when a final word stands against the new one and is not superseded."""
    for item in accepted:
        said = now.state.get(item.obligation.key)
        if said is None or said.status not in FINAL or said.status == item.content["status"]:
            continue
        old = said.latest[0].id
        if not any(ref.split("#")[0] == old for ref in slip.get("supersedes", ())):
            sys.stderr.write(
                f"lưu ý: phiếu {old} đã ghi “{STATUSES[said.status]}” cho đầu việc "
                f"{item.obligation.duty.id}; nếu đây là đính chính, hãy dùng --supersede {old}.\n"
            )


def _day(day: date, as_of: date) -> date:
    if day > as_of:
        raise RefusedError(
            f"Ngày báo cáo {day:%d/%m/%Y} ở sau ngày {as_of:%d/%m/%Y}.",
            "Ghi ngày không muộn hơn hôm nay (--as-of).",
        )
    return day


# Checking entries against the plan


def _accept(draft: Draft, agency: Agency, now: Situation, day: date) -> list[Accepted]:
    owed = list(now.year.owed_by([agency], now.requests))
    results = [_try(entry, draft, now, owed, day) for entry in draft.entries]
    accepted = [result for result in results if isinstance(result, Accepted)]
    keys = [result.obligation.key for result in accepted]
    if len(accepted) < len(results):
        raise RefusedError(_verdicts(draft, results), "Sửa các dòng bị từ chối; chưa dòng nào được ghi.")
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise RefusedError(
            f"Đầu việc {twice.duty} kỳ {twice.period} xuất hiện hai lần trong phiếu.", "Gộp làm một dòng."
        )
    return accepted


def _verdicts(draft: Draft, results: Iterable[Accepted | str]) -> str:
    lines = [
        f"{entry.duty}: {result if isinstance(result, str) else 'được'}"
        for entry, result in zip(draft.entries, results, strict=True)
    ]
    return (
        lines[0].partition(": ")[2]
        if len(lines) == 1
        else "Phiếu bị từ chối.\n" + "\n".join(f"  {x}" for x in lines)
    )


def _try(
    entry: EntryDraft, draft: Draft, now: Situation, owed: list[Obligation], day: date
) -> Accepted | str:
    """The entry as it will be written, or the sentence that says why not."""
    duty = next((duty for duty in now.year.plan.duties if duty.id == entry.duty), None)
    if duty is None:
        return _unknown_duty(entry.duty, now)
    if entry.status not in ("in_progress", "done", "not_arising"):
        return f"Trạng thái “{entry.status}” không ghi được; chọn in_progress, done hoặc not_arising."
    wanted = entry.period or draft.period
    period = period_argument(wanted, now.year.plan.year) if wanted else None
    found = _aim(owed, entry, period, now, day)
    if found.found is None:
        return _no_such(found, duty, period, entry.request)
    units = {target.id: target.unit for target in duty.targets}
    try:
        figures = _figures(entry.figures, units)
        content = _content(entry, found.found, now.root, figures)
    except UsageError as error:
        return error.message
    wrong = figures_wrong({name: figure["unit"] for name, figure in figures.items()}, units)
    return wrong[0] if wrong else Accepted(found.found, content)


def _aim(
    owed: list[Obligation], entry: EntryDraft, period: Period | None, now: Situation, day: date
) -> Aimed:
    if period is not None or entry.request is not None:
        return aim(owed, entry.duty, period, entry.request)
    by_window = reporting_period_of(day, Kind.QUARTER, now.year.calendar.window_first_day)
    first = aim(owed, entry.duty, by_window, None)
    return first if first.found is not None else aim(owed, entry.duty, None, None)


def _unknown_duty(duty: str, now: Situation) -> str:
    parts = [d.id for d in now.year.plan.duties if d.task == duty]
    hint = f" Nhiệm vụ {duty} có các đầu việc: {', '.join(parts)}." if parts else ""
    return f"Kế hoạch {now.year.plan.id} không có đầu việc “{duty}”.{hint}"


def _no_such(aimed: Aimed, duty: Duty, period: Period | None, request: str | None) -> str:
    if not aimed.choices:
        return f"Cơ quan này không được giao đầu việc {duty.id} ({_short(duty.content)})."
    if request is not None:
        return f"Không có yêu cầu “{request}” đối với đầu việc {duty.id} của cơ quan này."
    there = ", ".join(_choice(o) for o in aimed.choices)
    asked = f" không có kỳ {period}" if period else ": hãy nói rõ kỳ bằng --quarter hoặc --period"
    return f"Đầu việc {duty.id}{asked} (các kỳ: {there})."


def _choice(obligation: Obligation) -> str:
    return f"{obligation.period}" + (f" theo yêu cầu {obligation.request}" if obligation.request else "")


def _figures(given: Mapping[str, Any], units: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Figures as a slip holds them; a number without a unit has that of the target."""
    from kstthc_cli.commands.figures import figure

    return {name: figure(name, value, units.get(name)) for name, value in given.items()}


def _content(
    entry: EntryDraft, obligation: Obligation, root: Path, figures: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    content: dict[str, Any] = {"duty": obligation.duty.id, "period": str(obligation.period)}
    if obligation.request:
        content["request"] = obligation.request
    content["status"] = entry.status
    for name in ("text", "difficulty", "proposal"):
        if text := getattr(entry, name):
            content[name] = clean_text(text, name)
    if evidence := list(_evidence(entry, root)):
        content["evidence"] = evidence
    if figures:
        content["figures"] = figures
    return content


def clean_text(text: str, what: str) -> str:
    """Text in NFC with LF; raises UsageError for control characters and for blanks only."""
    import unicodedata

    plain = nfc(text.replace("\r\n", "\n"))
    odd = next((c for c in plain if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"), None)
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
            yield {"kind": "link", "url": clean_text(item, "liên kết").strip()}
        else:
            yield file_evidence(root, item)


# The slip


def _slip(
    draft: Draft, agency: Agency, now: Situation, day: date, accepted: list[Accepted]
) -> dict[str, Any]:
    period = str(period_argument(draft.period, now.year.plan.year)) if draft.period else None
    refs = _supersedes(draft.supersedes, now.slips, accepted)
    own = period or (str(accepted[0].obligation.period) if accepted else _period_of(refs, now.slips))
    content: dict[str, Any] = {"plan": now.year.plan.id, "period": own, "agency": agency.id, "date": day}
    if draft.by:
        content["by"] = clean_text(draft.by, "người báo cáo")
    if refs:
        content["supersedes"] = refs
    if draft.note:
        content["note"] = clean_text(draft.note, "lý do")
    if accepted:
        content["entries"] = [_without_own_period(item.content, own) for item in accepted]
    return content


def _period_of(refs: list[str], slips: Iterable[Slip]) -> str:
    """The period of the slip that is withdrawn."""
    first = refs[0].split("#")[0]
    return next(slip.period for slip in slips if slip.id == first)


def _without_own_period(content: dict[str, Any], own: str) -> dict[str, Any]:
    return {key: value for key, value in content.items() if (key, value) != ("period", own)}


def _supersedes(wanted: Iterable[str], slips: Iterable[Slip], accepted: list[Accepted]) -> list[str]:
    """References to what the new slip replaces: of each old slip the entry on the same obligation.

    An old slip of a single entry is replaced whatever it was about: that is how a slip for the
    wrong duty is put right. A new slip without entries takes back the old one whole.
    """
    known = {slip.id: slip for slip in slips}
    refs: list[str] = []
    for name in wanted:
        stem, _, local = name.strip().removesuffix(".yaml").rsplit("/", 1)[-1].partition("#")
        slip = known.get(stem)
        if slip is None:
            raise RefusedError(
                f"Không có phiếu “{stem}” của cơ quan này.", "Xem mã phiếu bằng `kst history`."
            )
        locals_ = [entry.key.local for entry in slip.entries]
        if not accepted and not local:
            refs.append(stem)
            continue
        same = [item.obligation.key.local for item in accepted if item.obligation.key.local in locals_]
        chosen = [local] if local in locals_ else same or (locals_ if len(locals_) == 1 else [])
        if not chosen or (local and local not in locals_):
            raise RefusedError(
                f"Phiếu “{stem}” có các dòng {', '.join(locals_)}, không dòng nào trùng với dòng mới.",
                f"Nói rõ dòng cần thay, ví dụ --supersede {stem}#{locals_[0]}.",
            )
        refs += [f"{stem}#{item}" for item in chosen]
    return list(dict.fromkeys(refs))


# What the user is told


def _said(
    agency: Agency, slip: Mapping[str, Any], accepted: list[Accepted], path: str | None, chosen: str
) -> str:
    if chosen == "json":
        from kstthc_cli.render.records import to_json

        entries = [
            {
                "duty": a.obligation.duty.id,
                "period": str(a.obligation.period),
                "request": a.obligation.request or None,
                "status": a.content["status"],
            }
            for a in accepted
        ]
        return to_json(
            {
                "schema_version": 1,
                "slip": _stem(path),
                "path": path,
                "agency": agency.id,
                "period": slip["period"],
                "date": slip["date"].isoformat(),
                "entries": entries,
            }
        )
    lines = []
    for item in accepted:
        duty, period = item.obligation.duty, item.obligation.period
        lines.append(f"{duty.id}. {_short(duty.content)}")
        lines.append(f"    {agency.short}, {period.vietnamese}: {STATUSES[item.content['status']]}.")
    lines += [f"{'Thay' if accepted else 'Rút'} {ref}" for ref in slip.get("supersedes", ())]
    lines.append(f"Đã ghi {path}" if path else "Chạy thử: chưa ghi gì.")
    return "\n".join(lines) + "\n"


def _stem(path: str | None) -> str | None:
    return path.rsplit("/", 1)[-1].removesuffix(".yaml") if path else None


def _short(text: str) -> str:
    return text if len(text) <= 100 else text[:99].rsplit(" ", 1)[0] + "…"
