"""Findings about requests and withdrawals other than those of their schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kstthc_cli.domain.findings import Finding
from kstthc_cli.domain.obligations.derivation import opens_on_request
from kstthc_cli.domain.requests import (
    Request,
    Withdrawal,
    corrects,
    origins,
    repeats,
    requests_on,
    unsuperseded,
)
from kstthc_cli.domain.validate.slip_checks import StatementContext


def check_request(request: Request, known: StatementContext) -> Iterator[Finding]:
    """Findings about plan, duty and agencies of a request."""
    year = known.years.get(request.plan)
    if year is None:
        yield Finding("KST052", ("plan",), f"Không có kế hoạch “{request.plan}”.")
        return
    duty = next((duty for duty in year.plan.duties if duty.id == request.duty), None)
    if duty is None:
        yield Finding("KST052", ("duty",), f"Kế hoạch không có đầu việc “{request.duty}”.")
    elif not opens_on_request(duty):
        yield Finding("KST052", ("duty",), f"Đầu việc {duty.id} không phải việc đột xuất hay có điều kiện.")
    for n, agency in enumerate(request.agencies):
        if agency not in year.registry.agencies:
            yield Finding("KST052", ("agencies", n), f"Danh mục không có cơ quan “{agency}”.")


def check_request_references(known: StatementContext) -> Iterator[tuple[Request | Withdrawal, Finding]]:
    """Findings about references to requests that do not exist, have another duty, or are dated later."""
    by_id = {request.id: request for request in known.requests}
    for request in known.requests:
        for n, ref in enumerate(request.supersedes):
            if wrong := _wrong_correction(request, by_id.get(ref), ref):
                yield request, Finding("KST054", ("supersedes", n), wrong, _LOOK)
    for withdrawal in known.withdrawals:
        for n, ref in enumerate(withdrawal.withdraws):
            if wrong := _wrong(withdrawal, by_id.get(ref), ref):
                yield withdrawal, Finding("KST054", ("withdraws", n), wrong, _LOOK)


def _wrong_correction(request: Request, target: Request | None, ref: str) -> str:
    if target and not corrects(request, target):
        return f"Yêu cầu “{ref}” mở đầu việc {target.duty}, không phải {request.duty}, nên không được thay."
    if request.id == ref:
        return "Yêu cầu không thể thay chính nó."
    return _wrong(request, target, ref)


def _wrong(item: Request | Withdrawal, target: Request | None, ref: str) -> str:
    if target is None or target.plan != item.plan:
        return f"Không có yêu cầu “{ref}”."
    if target.day > item.day:
        return f"Yêu cầu “{ref}” ghi ngày {target.day:%d/%m/%Y}, sau ngày của tệp thay hoặc rút nó."
    return ""


def check_request_contradictions(known: StatementContext) -> Iterator[tuple[Request, Finding]]:
    """Findings about repeated requests, independent corrections, and corrections after a withdrawal."""
    taken = {ref: item for item in known.withdrawals for ref in item.withdraws}
    for line in _lines(known):
        last = unsuperseded(line)
        withdrawn = next((taken[request.id] for request in line if request.id in taken), None)
        unaware = [request for request in last if request.id not in taken]
        if withdrawn and unaware:
            message = f"Bản sửa này không được tính: yêu cầu đã bị rút bởi {withdrawn.id}."
            yield unaware[-1], Finding("KST053", ("supersedes",), message, _AGAIN)
        elif len(last) != 1 and not withdrawn:
            ids = ", ".join(request.id for request in last[:-1])
            message = f"Bản sửa này và {ids} lập riêng rẽ, chưa nêu bản nào thay; đang tính theo bản này."
            yield last[-1], Finding("KST053", ("supersedes",), message, _CORRECT)
    yield from _repeated(known)


def _repeated(known: StatementContext) -> Iterator[tuple[Request, Finding]]:
    """A finding for every request in force that repeats an earlier one: its duty is counted twice."""
    by_id = {request.id: request for request in known.requests}
    alike: dict[object, list[Request]] = {}
    for request in requests_on(known.requests, known.withdrawals):
        if request.withdrawn is not None:
            continue
        earlier = alike.setdefault((request.plan, request.duty, request.document, request.due), [])
        old = next((old for old in earlier if repeats(request, old)), None)
        if old is not None:
            message = f"Yêu cầu này lặp lại {old.id}: cùng văn bản, hạn và cơ quan, nên việc bị tính hai lần."
            yield by_id[request.last[-1]], Finding("KST053", ("document",), message, _REPEATED)
        else:
            earlier.append(request)


_LOOK = (
    "Xem mã bằng `kst request list --all`, rồi ghi lại bằng `kst request open … --supersede` hoặc "
    "`kst request withdraw`; tệp sai thì xóa."
)
_AGAIN = "Cần thì mở yêu cầu mới; không cần thì rút cả bản sửa bằng `kst request withdraw`."
_CORRECT = "Mở lại bản đúng bằng `kst request open … --supersede MÃ_YÊU_CẦU`; nó thay tất cả."


_REPEATED = "Rút một trong hai yêu cầu bằng `kst request withdraw`."


def _lines(known: StatementContext) -> list[list[Request]]:
    """The chains of requests that correct one another, in order."""
    origin: Mapping[str, str] = origins(known.requests)
    found: dict[str, list[Request]] = {}
    for request in sorted(known.requests, key=lambda request: request.order):
        found.setdefault(origin[request.id], []).append(request)
    return list(found.values())
