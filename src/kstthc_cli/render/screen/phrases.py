"""Small phrases that several screens share: figures, targets, periods, requests, days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.obligations.derivation import Obligation, Part
from kstthc_cli.domain.plan.plan import Duty, Plan, Target
from kstthc_cli.domain.progress.slips import Figure
from kstthc_cli.domain.requests import Request

_COMPARED = {"at_least": "tối thiểu", "at_most": "tối đa", "equal": "bằng"}


SHORT_ROLES = {
    "lead": "chủ trì",
    "perform": "thực hiện",
    "coordinate": "phối hợp",
    "appraise": "có ý kiến",
    "oversee": "theo dõi",
    "consolidate": "tổng hợp",
}
"""Role → its name where there is little room."""


def count(number: int) -> str:
    """A count as it is written: a full stop before each three digits."""
    return f"{number:,}".replace(",", ".")


def counted_work(plan: Plan) -> str:
    """What the counts of a plan's lists count: work to report on, or all, as if everybody had to."""
    return "việc" if plan.reporting.assumed else "việc phải báo cáo"


EVERY_WORK = "việc (kể cả phối hợp)"
"""What comparisons of plans count: every obligation, also of those that need not report."""


def limited(items: Sequence[str], limit: int | None, what: str) -> str:
    """`A, B, C và 4 cơ quan khác`: no more than `limit` are named."""
    if limit is None or len(items) <= limit:
        return ", ".join(items)
    return f"{', '.join(items[:limit])} và {len(items) - limit} {what} khác"


def short_day(day: date, year: int) -> str:
    """A day without its year, if that is the one of the heading: `18/06`."""
    return f"{day:%d/%m}" if day.year == year else f"{day:%d/%m/%Y}"


def figure_text(figure: Figure) -> str:
    """A figure with a decimal comma: `12,5%`."""
    return measured(figure.value, figure.unit)


def goal(target: Target) -> str:
    """What a target asks: `tối thiểu 20%`."""
    return f"{_COMPARED[target.comparison]} {measured(target.value, target.unit)}"


def number(value: str) -> str:
    """A number as Vietnamese writes it: `2.500,5`, without trailing zeros."""
    whole, _, decimals = format(Decimal(value), ",f").partition(".")
    return whole.replace(",", ".") + (f",{decimals.rstrip('0')}" if decimals.rstrip("0") else "")


def measured(value: str, unit: str | None) -> str:
    """A number with its unit: `12,5%`, `8 hồ sơ`."""
    if not unit:
        return number(value)
    return f"{number(value)}%" if unit.strip() == "%" else f"{number(value)} {unit}"


def percent_text(share: float | None) -> str:
    """A share in percent: `87,5%`; a dash for None."""
    return "—" if share is None else measured(str(share), "%")


def period_in(plan: Plan, obligation: Obligation) -> str:
    """The period of an obligation without the plan's year, which stands in the heading."""
    return name_in_year(plan, obligation.period)


def name_in_year(plan: Plan, period: Period) -> str:
    """The name of a period without the plan's year."""
    return period.vietnamese.removesuffix(f" năm {plan.year}")


def last_day(due: Due | None, between: str = " ") -> str:
    """A last day, and the working day to which it moves: `28/02/2021 → 01/03/2021`."""
    if due is None:
        return "—"
    moved = f"{between}→ {due.effective:%d/%m/%Y}" if due.effective != due.nominal else ""
    return f"{due.nominal:%d/%m/%Y}{moved}"


def nominal_day(obligation: Obligation) -> str | None:
    """The last day as the plan sets it, in ISO form; None where there is none."""
    return obligation.due.nominal.isoformat() if obligation.due else None


def effective_day(obligation: Obligation) -> str | None:
    """The last day after days off were taken into account, in ISO form; None where there is none."""
    return obligation.due.effective.isoformat() if obligation.due else None


def parent_name(registry: Registry, agency: Agency) -> str:
    """The short name of the agency above; empty where there is none."""
    return registry.short_name(agency.parent) if agency.parent else ""


def group_name(registry: Registry, part: Part) -> str:
    """The name of the group through which a part is given; empty for an agency that is named itself."""
    return registry.groups[part.via].name if part.via else ""


def schedule_text(duty: Duty) -> str:
    """The schedule as printed, without the dash of a list."""
    return duty.schedule.text.removeprefix("- ")


def schedule_data(duty: Duty) -> dict[str, str]:
    """The schedule as `ScheduleOutput` describes it."""
    return {"kind": duty.schedule.kind, "text": duty.schedule.text}


def request_words(request: Request) -> str:
    """What was asked and by which document."""
    day = f" ngày {request.number_day:%d/%m/%Y}" if request.number_day else ""
    return f"{request.subject} ({request.number}{day})"


def draft_questions(questions: Sequence[str], path: str | None) -> Iterator[str]:
    """The closing lines on a draft: what has to be decided, and its file (None in a dry run)."""
    yield from ("", f"Cần quyết định: {len(questions)} điều")
    yield from (f"  - {sentence}" for sentence in questions)
    yield ""
    if path is None:
        yield "Chạy thử: chưa ghi gì."
    else:
        yield f"Đã ghi {path}. Điều còn phải quyết định: kst validate {path}"
