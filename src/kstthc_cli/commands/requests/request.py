"""`kst request open` and `withdraw`: requests open on-request and conditional duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import file_id
from kstthc_cli.commands.progress.days import checked_day
from kstthc_cli.commands.progress.entry_validation import clean_text
from kstthc_cli.commands.questions import Writing
from kstthc_cli.commands.snapshot import Snapshot, request_named, snapshot, warn_of_unsure_days
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.obligations.derivation import opens_on_request, part_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.requests import Request, corrects, repeats
from kstthc_cli.domain.text.document_names import document_name
from kstthc_cli.errors import Exit, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.screen import data_formats
from kstthc_cli.store.plan.plan_years import issued, plan_year
from kstthc_cli.store.progress.new_slip import write_request, write_withdrawal

FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class NewRequest:
    """The options of `kst request open`."""

    duty: str
    due: date
    number: str
    subject: str
    document_day: date | None
    day: date
    agencies: tuple[str, ...] = ()
    plan: str | None = None
    supersede: str | None = None


def open_request(root: Path, new: NewRequest, as_of: date, output: Output, writing: Writing) -> int:
    """Write the request that opens a duty, or corrects an earlier request.

    Raises RefusedError when the duty cannot be requested, an agency does not have it, there is no such
    request to correct, or the same one is open already.
    """
    chosen = output.resolve_format(FORMATS)
    year = issued(plan_year(root, new.plan, as_of))
    duty = _duty(year, new.duty, new.due)
    checked_day(new.day, as_of, year, "Ngày yêu cầu")
    if new.due < new.day:
        raise RefusedError(f"Hạn {new.due:%d/%m/%Y} trước ngày yêu cầu {new.day:%d/%m/%Y}.", "Sửa --due.")
    agencies = [
        _agency_with_duty(year, duty, agency_named(year.registry, name, year.plan.year))
        for name in new.agencies
    ]
    now = snapshot(root, year, as_of, ())
    old = _corrected(now, new, duty) if new.supersede is not None else None
    content = _content(new, year, duty, agencies, old)
    same = _of_same_document(now, _as_request(content)) if old is None else ()
    path = None if writing.dry_run else write_request(root, content, writing.moment)
    output.write(
        _opened_text(year, OpenedRequest(duty, new, tuple(agencies), old, path, same), chosen), chosen
    )
    warn_of_unsure_days(year.calendar, [Due(new.due, new.due)])
    return Exit.FINE


def _as_request(content: dict[str, Any]) -> Request:
    """The request of unwritten content, with the fields needed to detect a repetition."""
    document = content["document"]
    return Request(
        id="",
        plan=content["plan"],
        duty=content["duty"],
        day=content["date"],
        due=content["due"],
        number=document["number"],
        number_day=document.get("date"),
        subject=document["subject"],
        agencies=tuple(content.get("agencies", ())),
    )


def _of_same_document(now: Snapshot, new: Request) -> tuple[Request, ...]:
    """Open requests of the same document for the same duty. Raises RefusedError if `new` repeats one."""
    old = tuple(r for r in now.requests if corrects(new, r) and r.is_of(new))
    for request in old:
        if repeats(new, request):
            raise RefusedError(
                f"{document_name(request.number)} đã mở đầu việc {request.duty} ngày {request.day:%d/%m/%Y}, "
                f"hạn {request.due:%d/%m/%Y} (yêu cầu {request.id}).",
                f"Đổi nội dung hay cơ quan thì mở lại với --supersede {request.id}.",
            )
    return old


def _corrected(now: Snapshot, new: NewRequest, duty: Duty) -> Request:
    """The request that the new one corrects. Raises RefusedError if it cannot be corrected."""
    old = _open_request_named(now, new.supersede or "", new.day)
    if old.withdrawn:
        raise RefusedError(
            f"Yêu cầu “{old.id}” đã bị rút ngày {old.withdrawn.day:%d/%m/%Y}.",
            "Mở yêu cầu mới, không nêu --supersede.",
        )
    if old.duty != duty.id:
        raise RefusedError(
            f"Yêu cầu “{old.id}” mở đầu việc {old.duty}, không phải {duty.id}.",
            "Rút nó bằng `kst request withdraw`, rồi mở yêu cầu mới.",
        )
    return old


def _open_request_named(now: Snapshot, name: str, day: date) -> Request:
    """The open request with an id, if all its files are dated up to `day`. Raises RefusedError."""
    found = request_named(now, file_id(name))
    if found is None:
        raise RefusedError(
            f"Kế hoạch {now.year.plan.id} không có yêu cầu “{file_id(name)}”.",
            "Xem mã bằng `kst request list --all`; yêu cầu của năm khác thì thêm --plan.",
        )
    if found.newest > day:
        raise RefusedError(
            f"Yêu cầu “{found.id}” ghi ngày {found.newest:%d/%m/%Y}, sau ngày {day:%d/%m/%Y}.",
            "Sửa --date hoặc --as-of.",
        )
    return found


def _duty(year: PlanYear, name: str, due: date) -> Duty:
    duty = next((d for d in year.plan.duties if d.id.casefold() == name.strip().casefold()), None)
    if duty is None:
        raise UsageError(
            f"Kế hoạch {year.plan.id} không có đầu việc “{name}”.", "Xem các đầu việc: `kst plan show`."
        )
    if not opens_on_request(duty):
        fitting = ", ".join(d.id for d in year.plan.duties if opens_on_request(d))
        raise RefusedError(
            f"Đầu việc {duty.id} không phải việc đột xuất hay có điều kiện.", f"Mở được: {fitting}."
        )
    now = duty.on(due)
    if now is None:
        raise RefusedError(
            f"Đầu việc {duty.id} không còn (hoặc chưa có) vào ngày {due:%d/%m/%Y}.", "Xem `kst plan show`."
        )
    return now


def _agency_with_duty(year: PlanYear, duty: Duty, agency: Agency) -> Agency:
    may = (agency, *year.registry.relatives(agency))
    if not any(part_of(duty, assignee, year.registry.groups_of(assignee)) for assignee in may):
        raise RefusedError(f"{agency.name} không được giao đầu việc {duty.id}.", "Xem `kst plan show`.")
    return agency


def _content(
    new: NewRequest, year: PlanYear, duty: Duty, agencies: list[Agency], old: Request | None
) -> dict[str, Any]:
    document: dict[str, Any] = {"kind": "document", "number": clean_text(new.number, "số văn bản")}
    if new.document_day:
        document["date"] = new.document_day
    document["subject"] = clean_text(new.subject, "trích yếu")
    content: dict[str, Any] = {"plan": year.plan.id, "duty": duty.id, "date": new.day, "due": new.due}
    content["document"] = document
    if agencies:
        content["agencies"] = list(dict.fromkeys(agency.id for agency in agencies))
    if old:
        content["supersedes"] = list(old.last)
    return content


@dataclass(frozen=True, slots=True)
class OpenedRequest:
    """The opened or corrected request, and its path; None in a dry run."""

    duty: Duty
    new: NewRequest
    agencies: tuple[Agency, ...]
    old: Request | None
    path: str | None
    same: tuple[Request, ...] = ()
    """Other requests of the same document for the same duty."""

    @property
    def id(self) -> str | None:
        """The id for answers: that of the first request of the chain."""
        return self.old.id if self.old else file_id(self.path) if self.path else None


_ALL = "mọi cơ quan có đầu việc này"


def _opened_text(year: PlanYear, opened: OpenedRequest, chosen: str) -> str:
    duty, new, path = opened.duty, opened.new, opened.path
    if chosen == "json":
        return data_formats.to_json(
            {
                "schema_version": 1,
                "request": opened.id,
                "path": path,
                "duty": duty.id,
                "due": new.due.isoformat(),
                "supersedes": list(opened.old.last) if opened.old else [],
            }
        )
    whom = ", ".join(agency.short for agency in opened.agencies) or _ALL
    ground = document_name(new.number)
    lines = [f"{duty.id}. {duty.content}", f"    Hạn {new.due:%d/%m/%Y}, {whom}, theo {ground}."]
    if old := opened.old:
        before = ", ".join(year.registry.short_name(agency) for agency in old.agencies) or _ALL
        known = f"hạn {old.due:%d/%m/%Y}, {before}, theo {document_name(old.number)}"
        lines.append(f"Sửa yêu cầu {old.id} (trước: {known}).")
    lines += [
        f"Văn bản này đã mở đầu việc {duty.id}: yêu cầu {other.id}, hạn {other.due:%d/%m/%Y}."
        for other in opened.same
    ]
    lines.append(f"Đã ghi {path}" if path else "Chạy thử: chưa ghi gì.")
    if path:
        lines.append(f"Trả lời bằng: kst record {duty.id} --request {opened.id} …")
    return "\n".join(lines) + "\n"


# Withdrawing


@dataclass(frozen=True, slots=True)
class WithdrawalOptions:
    """The options of `kst request withdraw`."""

    request: str
    reason: str
    day: date
    plan: str | None = None


def withdraw_request(
    root: Path, options: WithdrawalOptions, as_of: date, output: Output, writing: Writing
) -> int:
    """Write the withdrawal of a request. Raises RefusedError if there is no such open request."""
    chosen = output.resolve_format(FORMATS)
    year = plan_year(root, options.plan, as_of)
    checked_day(options.day, as_of, year, "Ngày rút")
    old = _open_request_named(snapshot(root, year, as_of, ()), options.request, options.day)
    if old.withdrawn and {*old.last} <= {*old.withdrawn.withdraws}:
        raise RefusedError(
            f"Yêu cầu “{old.id}” đã bị rút ngày {old.withdrawn.day:%d/%m/%Y}.", "Không cần rút lần nữa."
        )
    reason = clean_text(options.reason, "lý do")
    content = {"plan": year.plan.id, "date": options.day, "withdraws": list(old.last), "reason": reason}
    path = None if writing.dry_run else write_withdrawal(root, content, writing.moment)
    output.write(_withdrawn_text(old, content, path, chosen), chosen)
    return Exit.FINE


def _withdrawn_text(old: Request, content: dict[str, Any], path: str | None, chosen: str) -> str:
    if chosen == "json":
        data = {"schema_version": 1, "request": old.id, "path": path, "withdraws": content["withdraws"]}
        return data_formats.to_json(data)
    about = f"đầu việc {old.duty}, hạn {old.due:%d/%m/%Y}, theo {document_name(old.number)}"
    end = (
        f"Không cơ quan nào còn phải trả lời yêu cầu này.\nĐã ghi {path}"
        if path
        else "Chạy thử: chưa ghi gì."
    )
    return f"Rút yêu cầu {old.id} ({about}).\n{end}\n"
