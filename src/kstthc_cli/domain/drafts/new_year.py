"""A draft of next year's plan from this year's: duties kept, duties left out, and open questions."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.calendar.periods import Kind, Period, Span, parse_day
from kstthc_cli.domain.drafts.current_assignments import current_lines
from kstthc_cli.domain.errors import BadDayError
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.plan.roles import DOING, ROLES
from kstthc_cli.domain.progress.obligation_status import FINISHED
from kstthc_cli.domain.text.numerals import roman
from kstthc_cli.domain.tracking.due_list import Row

if TYPE_CHECKING:
    from kstthc_cli.model.plan import DutyFile, PlanFile, TaskFile
    from kstthc_cli.model.schedule import Schedule

FLOW = (
    "schedule", "signer", "conditions", "targets", "sub_plans", "left_out", "unfinished", *ROLES
)  # fmt: skip
"""Keys whose value a plan file writes on one line."""


@dataclass(frozen=True, slots=True)
class NewYear:
    """The inputs of a draft; `keep` and `drop` are duties that the user has already decided on.

    `rows` has every obligation of the old year with its status on `as_of`, `duties` the order of its duties.
    """

    old: PlanFile
    year: int
    registry: Registry
    calendar: str
    calendar_is_new: bool
    rows: tuple[Row, ...]
    duties: tuple[str, ...]
    as_of: date
    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()

    @property
    def span(self) -> Span:
        """The days of the new year."""
        return Period(self.year, Kind.YEAR).span


@dataclass(slots=True)
class _Draft:
    """The draft under construction."""

    plan: NewYear
    left_out: list[Plain] = field(default_factory=list)
    decide: list[str] = field(default_factory=list)
    new_ids: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, dict[str, None]] = field(default_factory=dict)
    """Question about somebody who is no longer there → the tasks in which it arises, in order."""
    tasks: int = 0

    def ask(self, questions: Iterable[str]) -> None:
        """Note questions about replaced agencies and groups of the current task; each is asked once."""
        for question in questions:
            self.replaced.setdefault(question, {})[str(self.tasks)] = None


def draft_of(plan: NewYear) -> Plain:
    """The new plan as content of its file, keys in the order in which they are written."""
    draft = _Draft(plan)
    old = plan.old
    sections = [section for item in old.sections if (section := _section(draft, item))]
    unfinished = list(_unfinished(plan))
    asked = (f"{text} (nhiệm vụ {', '.join(tasks)})" for text, tasks in draft.replaced.items())
    decide = [*_whole_plan(plan, unfinished), *asked, *draft.decide]
    follows: Plain = {"plan": old.id, "as_of": plan.as_of}
    follows |= {
        key: value for key, value in (("left_out", draft.left_out), ("unfinished", unfinished)) if value
    }
    for number, section in enumerate(sections, 1):
        section["id"] = roman(number)
    sub_plans = [
        {"id": sub.id, "title": _moved(sub.title, plan), "ordered_by": draft.new_ids[sub.ordered_by]}
        for sub in old.sub_plans
    ]
    return {
        "schema_version": 1,
        "id": str(plan.year),
        "year": plan.year,
        "title": _moved(old.title, plan),
        "status": "draft",
        "follows": follows,
        "decide": decide,
        "agencies": old.agencies,
        "calendar": plan.calendar,
        "decision": _decision(plan),
        "annex": {"title": _moved(old.annex.title, plan), "reference": "(Ban hành kèm theo Quyết định số …)"},
        **({"sub_plans": sub_plans} if sub_plans else {}),
        "sections": sections,
    }


def _whole_plan(plan: NewYear, unfinished: Sequence[Plain]) -> Iterator[str]:
    yield f"Căn cứ, các điều, nơi nhận chép từ kế hoạch {plan.old.id}: xem lại từng dòng."
    if not plan.calendar_is_new:
        yield (
            f"Chưa có lịch năm {plan.year}, đang dùng tạm lịch “{plan.calendar}”: lập "
            f"calendar/{plan.year}.yaml bằng kst calendar draft {plan.year}, xác nhận ngày nghỉ theo "
            "thông báo chính thức, rồi sửa calendar."
        )
    if unfinished:
        duties = ", ".join(item["duty"] for item in unfinished)
        yield (
            f"Việc năm {plan.old.year} chưa hoàn thành ({duties}; xem follows.unfinished): "
            "làm tiếp hay kết thúc?"
        )


def _decision(plan: NewYear) -> Plain:
    """The text of the decision; number, days and signer are not known yet."""
    old = plan.old.decision
    content: Plain = {"kind": old.kind, "subject": _moved(old.subject, plan)}
    content |= {"field": old.field} if old.field else {}
    content |= {"place": old.place, "authority": old.authority, "issuer": old.issuer}
    content["grounds"] = list(old.grounds)
    content["articles"] = [_moved(text, plan) for text in old.articles]
    return content | {"recipients": list(old.recipients)}


def _moved(text: str, plan: NewYear) -> str:
    """The text with the year of the old plan replaced by the new one, where it is used as a year."""
    return re.sub(rf"(?<=năm ){plan.old.year}\b", str(plan.year), text)


# Sections, tasks, duties


def _section(draft: _Draft, section: Any) -> Plain | None:
    tasks = [task for item in section.tasks if (task := _task(draft, item))]
    return {"id": section.id, "title": _moved(section.title, draft.plan), "tasks": tasks} if tasks else None


def _task(draft: _Draft, task: TaskFile) -> Plain | None:
    parts = [part for part in task.parts if _is_continued(draft, task, part)]
    if not parts:
        return None
    draft.tasks += 1
    number = str(draft.tasks)
    shared = list(_questions_on_task(draft.plan, task))
    if task.duties is None:
        return _single(draft, task, number, shared)
    content: Plain = {"id": number} | ({"decide": shared} if shared else {})
    content["content"] = _moved(task.content, draft.plan)
    content |= _body(draft, task)
    content["duties"] = [_duty(draft, part, f"{number}{chr(97 + n)}") for n, part in enumerate(parts)]
    return content


def _single(draft: _Draft, task: TaskFile, number: str, shared: list[str]) -> Plain:
    draft.new_ids[task.id] = number
    body = _body(draft, task)
    decide = [*shared, *_questions_on_time(draft.plan, task)]
    head: Plain = {"id": number, "from": task.id} | ({"decide": decide} if decide else {})
    return head | {"content": _moved(task.content, draft.plan)} | body | _time(draft.plan, task)


def _duty(draft: _Draft, part: Any, name: str) -> Plain:
    draft.new_ids[part.id] = name
    body = _body(draft, part)
    decide = list(_questions_on_time(draft.plan, part))
    head: Plain = {"id": name, "from": part.id} | ({"label": part.label} if part.label else {})
    return head | ({"decide": decide} if decide else {}) | body | _time(draft.plan, part)


def _body(draft: _Draft, part: TaskFile | DutyFile) -> Plain:
    """Condition, results, assignments and targets."""
    plan = draft.plan
    content: Plain = {}
    if part.condition:
        content["condition"] = part.condition
    if part.results:
        content["results"] = [_moved(text, plan) for text in part.results]
    lines, asked = current_lines(part.assignments or (), plan.registry, plan.span)
    draft.ask(asked)
    if lines:
        content["assignments"] = lines
    if targets := getattr(part, "targets", None):
        content["targets"] = [t.model_dump(exclude_none=True) for t in targets]
    return content


def _questions_on_task(plan: NewYear, task: TaskFile) -> Iterator[str]:
    texts = [task.content, *(text for part in (task, *(task.duties or ())) for text in part.results or ())]
    if any(_moved(text, plan) != text for text in texts):
        yield f"Đã đổi “năm {plan.old.year}” thành “năm {plan.year}” trong chữ của nhiệm vụ: xem lại."
    if task.targets:
        yield f"Chỉ tiêu là của năm {plan.old.year}: giữ hay đổi?"


# Schedules


def _time(plan: NewYear, part: TaskFile | DutyFile) -> Plain:
    if part.schedule is None:
        return {}
    content = part.schedule.model_dump(exclude_none=True)
    if part.schedule.kind == "by_date":
        content["text"] = re.sub(rf"\b{plan.old.year}\b", str(plan.year), part.schedule.text)
        content |= {key: _next(content[key], plan) for key in ("by", "start") if key in content}
    return {"schedule": content}


def _next(text: str, plan: NewYear) -> str | date:
    """A deadline as many years later; 29 February becomes the month's last day (BLDS 2015, Điều 148)."""
    later = plan.year - plan.old.year
    try:
        day = parse_day(text)
    except BadDayError:
        return f"{int(text[:4]) + later}{text[4:]}"
    last = calendar.monthrange(day.year + later, day.month)[1]
    return date(day.year + later, day.month, min(day.day, last))


def _questions_on_time(plan: NewYear, part: TaskFile | DutyFile) -> Iterator[str]:
    if part.schedule is not None and part.schedule.kind == "by_date" and part.id not in plan.keep:
        yield (
            f"Việc có hạn một lần trong năm {plan.old.year} ({_printed(part.schedule)}): "
            f"năm {plan.year} có làm lại không, hạn nào?"
        )


def _printed(schedule: Schedule) -> str:
    return schedule.text.removeprefix("- ")


# Duties that are left out


def _is_continued(draft: _Draft, task: TaskFile, part: TaskFile | DutyFile) -> bool:
    """Whether the duty is in the new plan; if not, record the reason."""
    reason = _reason_to_leave_out(draft, task, part)
    if reason:
        draft.left_out.append({"duty": part.id, "reason": reason})
    return not reason


def _reason_to_leave_out(draft: _Draft, task: TaskFile, part: TaskFile | DutyFile) -> str:
    plan = draft.plan
    if part.id in plan.drop:
        return "Người lập dự thảo nêu là việc chỉ làm một lần."
    lines = task.assignments_of(part)
    if not any(line.keys() & DOING for line in current_lines(lines, plan.registry, plan.span)[0]):
        draft.decide.append(
            f"Đầu việc {part.id} cũ không còn cơ quan nào chủ trì, thực hiện: giao cho ai, hay bỏ?"
        )
        return "Không còn cơ quan nào chủ trì, thực hiện."
    if _is_completed(plan, task, part):
        return f"Việc có hạn một lần, đã hoàn thành trong năm {plan.old.year}."
    return ""


def _is_completed(plan: NewYear, task: TaskFile, part: TaskFile | DutyFile) -> bool:
    """Whether a dated duty is finished and does not recur every year."""
    if part.schedule is None or part.schedule.kind != "by_date" or part.id in plan.keep:
        return False
    yearly = any(sub.ordered_by == part.id for sub in plan.old.sub_plans)
    texts = (task.content, *task.results_of(part))
    yearly = yearly or any(_moved(text, plan) != text for text in texts)
    mine = [row for row in plan.rows if row.obligation.duty.id == part.id and _is_doing(row)]
    return not yearly and bool(mine) and all(row.status in FINISHED for row in mine)


def _is_doing(row: Row) -> bool:
    return bool(DOING & set(row.obligation.part.roles))


def _unfinished(plan: NewYear) -> Iterator[Plain]:
    """One-time duties that were not finished, with the agencies that lead, perform or appraise them."""
    found: dict[str, list[str]] = {}
    for row in plan.rows:
        duty = row.obligation.duty
        once = duty.schedule.kind in ("by_date", "by_plan") or row.obligation.request
        if once and _is_doing(row) and row.status not in FINISHED:
            found.setdefault(duty.id, []).append(row.obligation.agency.id)
    for name in sorted(found, key=plan.duties.index):
        yield {"duty": name, "agencies": list(dict.fromkeys(found[name]))}
