"""`kst record`: write down what an agency says, once and for good."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.acceptance import Accepted, Draft, accept, clean_text
from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.commands.situation import Situation, situation
from kstthc_cli.domain.registry import Agency
from kstthc_cli.domain.slips import FINAL, Slip, superseded
from kstthc_cli.domain.status import STATUSES
from kstthc_cli.domain.text import shortened
from kstthc_cli.errors import Exit, RefusedError
from kstthc_cli.output import Output
from kstthc_cli.store.new_slip import write_slip
from kstthc_cli.store.plan_years import plan_year

FORMATS = ("text", "json")


def record(root: Path, draft: Draft, as_of: date, output: Output, *, moment: str, dry_run: bool) -> int:
    """Write a slip, all of it or nothing, and say what was written.

    Raises RefusedError when an entry does not fit the plan, with a line for each entry.
    """
    chosen = output.chosen(FORMATS)
    year = plan_year(root, draft.plan, as_of)
    agency = agency_named(year.registry, draft.agency)
    now = situation(root, year, as_of, [agency])
    day = _day(draft.day or as_of, as_of)
    accepted = accept(draft, agency, now, day)
    slip = _slip(draft, agency, now, day, accepted)
    path = None if dry_run else write_slip(root, slip, moment, _hint(accepted))
    output.write(_said(agency, slip, accepted, path, chosen), chosen)
    _warn_of_contradiction(now, accepted, slip)
    if draft.period is None:
        _warn_of_closed_window(now, agency, accepted, day)
    return Exit.FINE


def _hint(accepted: list[Accepted]) -> str:
    """What the file's name says of its content."""
    return accepted[0].obligation.duty.id if len(accepted) == 1 else "phieu" if accepted else "rut"


def _warn_of_closed_window(now: Situation, agency: Agency, accepted: list[Accepted], day: date) -> None:
    """Say on stderr when the period was taken from the day although an earlier one is still awaited.

    Data of a quarter close on the 14th, its report is due some days later: in between, the report
    is rather about the quarter that has closed.
    """
    open_still = {
        o.duty.id: o
        for o in now.year.owed_by([agency], now.requests)
        if o.due and o.period.span.start <= day <= o.due.effective and o.key not in now.state
    }
    for item in accepted:
        other = open_still.get(item.obligation.duty.id)
        if (
            other
            and other.due
            and item.obligation.due
            and other.due.effective < item.obligation.due.effective
        ):
            sys.stderr.write(
                f"lưu ý: theo kỳ số liệu, ngày {day:%d/%m/%Y} thuộc {item.obligation.period.vietnamese}; "
                f"nếu là báo cáo {other.period.vietnamese} (hạn {other.due.effective:%d/%m/%Y}), "
                f"hãy rút phiếu này và ghi lại với --period {other.period}.\n"
            )


def _warn_of_contradiction(now: Situation, accepted: list[Accepted], slip: Mapping[str, Any]) -> None:
    """Say on stderr when an older word stands against the new one and is not superseded."""
    gone = {ref.split("#")[0] for ref in slip.get("supersedes", ())}
    for item in accepted:
        said = now.state.get(item.obligation.key)
        old = [(s.day, e.status, s.id) for s, e in said.entries if s.id not in gone] if said else []
        new = (slip["date"], item.content["status"], "")
        against = next((other for other in old if _against(other, new)), None)
        if against is not None:
            sys.stderr.write(
                f"lưu ý: phiếu {against[2]} đã ghi “{STATUSES[against[1]]}” cho đầu việc "
                f"{item.obligation.duty.id}; nếu đây là đính chính, hãy dùng --supersede {against[2]}.\n"
            )


def _against(old: tuple[date, str, str], new: tuple[date, str, str]) -> bool:
    """Whether two words need a correction: of one day, or another one after a final one."""
    if old[0] == new[0]:
        return True
    first, then = sorted((old, new))
    return first[1] in FINAL and first[1] != then[1]


def _day(day: date, as_of: date) -> date:
    if day > as_of:
        raise RefusedError(
            f"Ngày báo cáo {day:%d/%m/%Y} ở sau ngày {as_of:%d/%m/%Y}.",
            "Ghi ngày không muộn hơn hôm nay (--as-of).",
        )
    return day


# The slip


def _slip(
    draft: Draft, agency: Agency, now: Situation, day: date, accepted: list[Accepted]
) -> dict[str, Any]:
    period = str(period_argument(draft.period, now.year.plan.year)) if draft.period else None
    refs = _supersedes(draft.supersedes, now.slips, accepted, day)
    own = period or (str(accepted[0].obligation.period) if accepted else _period_of(refs, now.slips))
    content: dict[str, Any] = {"plan": now.year.plan.id, "period": own, "agency": agency.id, "date": day}
    if draft.by is not None:
        content["by"] = clean_text(draft.by, "người báo cáo")
    if refs:
        content["supersedes"] = refs
    if draft.note is not None:
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


def _supersedes(
    wanted: Iterable[str], slips: Iterable[Slip], accepted: list[Accepted], day: date
) -> list[str]:
    """References to what the new slip replaces: of each old slip the entry on the same obligation.

    An old slip of a single entry is replaced whatever it was about: that is how a slip for the
    wrong duty is put right. A new slip without entries takes back the old one whole.
    """
    known = {slip.id: slip for slip in slips}
    refs: list[str] = []
    for name in wanted:
        place, _, local = name.strip().partition("#")
        stem = place.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".yaml")
        slip = known.get(stem)
        if slip is None:
            raise RefusedError(
                f"Không có phiếu “{stem}” của cơ quan này.", "Xem mã phiếu bằng `kst history`."
            )
        locals_ = [entry.key.local for entry in slip.entries]
        if slip.day > day:
            raise RefusedError(
                f"Phiếu “{stem}” ghi ngày {slip.day:%d/%m/%Y}, sau ngày {day:%d/%m/%Y}.",
                "Sửa --date hoặc --as-of.",
            )
        if accepted and not locals_:
            how = f"Muốn bỏ việc rút, dùng --withdraw {stem}."
            raise RefusedError(f"Phiếu “{stem}” chỉ rút phiếu khác, không có dòng nào để thay.", how)
        if not accepted and (not local or locals_ == [local]):
            _refuse_twice(stem, slips)
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


def _refuse_twice(name: str, slips: Iterable[Slip]) -> None:
    by = next((by for (_, ref), by in superseded(slips).items() if ref == name), None)
    if by is not None:
        raise RefusedError(f"Phiếu “{name}” đã được rút hoặc thay bởi phiếu {by}.", "Xem `kst history`.")


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
        lines.append(f"{duty.id}. {shortened(duty.content, 100)}")
        lines.append(f"    {agency.short}, {period.vietnamese}: {STATUSES[item.content['status']]}.")
    lines += [f"{'Thay' if accepted else 'Rút'} {ref}" for ref in slip.get("supersedes", ())]
    lines.append(f"Đã ghi {path}" if path else "Chạy thử: chưa ghi gì.")
    return "\n".join(lines) + "\n"


def _stem(path: str | None) -> str | None:
    return path.rsplit("/", 1)[-1].removesuffix(".yaml") if path else None
