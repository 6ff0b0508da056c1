"""The text of a plan, printed from its data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.text.dates import long_date, short_date
from kstthc_cli.domain.text.document_names import document_name

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Amendment, AssignmentLine, DutyFile, PlanFile, Section, TaskFile

HEADINGS = (
    "STT",
    "Nội dung công việc",
    "Kết quả công việc",
    "Cơ quan, đơn vị thực hiện",
    "Thời gian thực hiện",
)
"""The printed headings of the annex."""

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
"""Quốc hiệu and tiêu ngữ (NĐ 30/2020/NĐ-CP, Phụ lục I)."""


Rows = Mapping[str, Sequence[str]]
"""Duty id → ids of the rows of sub-plans that detail it."""


@dataclass(frozen=True, slots=True)
class DutyCells:
    """The cells of one schedule; a cell shared with the duty above is empty."""

    id: str
    results: tuple[str, ...]
    agencies: tuple[str, ...]
    time: str
    notes: tuple[str, ...] = ()
    """Notes that the annex does not print: the sub-plan of a duty, open questions of a draft."""


@dataclass(frozen=True, slots=True)
class TaskCells:
    """A numbered row of the annex."""

    id: str
    content: str
    duties: tuple[DutyCells, ...]


@dataclass(frozen=True, slots=True)
class SectionCells:
    """A section with its corrected numeral."""

    id: str
    title: str
    tasks: tuple[TaskCells, ...]


def annex(
    plan: PlanFile,
    wanted: frozenset[str],
    rows: Rows | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[SectionCells, ...]:
    """The table of the annex; with `wanted`, only those tasks (an empty set means all).

    `names` maps agency and group ids to names, for notes that an amendment ends their part.
    """
    context = _CellContext(plan, rows or {}, names or {})
    return tuple(
        SectionCells(section.id, section.title + context.mark(section.id), tasks)
        for section in plan.sections
        if (tasks := tuple(_task(context, task, wanted) for task in _wanted(section, wanted)))
    )


def _wanted(section: Section, wanted: frozenset[str]) -> Iterator[TaskFile]:
    for task in section.tasks:
        if not wanted or wanted & {task.id, *(duty.id for duty in task.duties or ())}:
            yield task


@dataclass(frozen=True, slots=True)
class _CellContext:
    """The context of a task's cells: plan, rows of sub-plans, names of agencies."""

    plan: PlanFile
    rows: Rows
    names: Mapping[str, str]

    def mark(self, name: str) -> str:
        """What marks a section, task or duty as changed; see `amendment_mark`."""
        return amendment_mark(self.plan, name)


PLAN = "plan"
"""What amendments call the parts of a plan outside its sections."""


def amendment_mark(plan: PlanFile, name: str) -> str:
    """The documents that changed a section, task or duty: ` [sửa đổi, bổ sung theo …]`; else empty."""
    found = amendment_references(item for item in plan.amendments if name in item.changes)
    return f" [sửa đổi, bổ sung theo {'; '.join(found)}]" if found else ""


def amendment_references(amendments: Iterable[Amendment]) -> list[str]:
    """How texts cite documents that amended a plan: `Quyết định số 512/QĐ-UBND ngày 20/5/2021`."""
    return [f"{document_name(item.number)} ngày {short_date(item.date)}" for item in amendments]


def _task(context: _CellContext, task: TaskFile, wanted: frozenset[str]) -> TaskCells:
    """The cells of a task; where duties are wanted by their own ids, only of those."""
    cells: list[DutyCells] = []
    parts = task.parts
    if wanted and task.id not in wanted:
        parts = [part for part in parts if part.id in wanted]
    for number, part in enumerate(parts):
        first = number == 0
        results = part.results or (task.results if first else None) or ()
        lines = part.assignments or (task.assignments if first else None) or ()
        printed = tuple(_line(line, context.names) for line in lines)
        time = (part.schedule.text if part.schedule else "") + _dated(part, task if first else None)
        time += context.mark(part.id) if part is not task else ""
        notes = tuple(_notes(context.plan, task, part, context.rows.get(part.id, ()), first=first))
        cells.append(DutyCells(part.id, _results(part, results), printed, time, notes))
    return TaskCells(task.id, task.content + context.mark(task.id), tuple(cells))


def _notes(
    plan: PlanFile, task: TaskFile, part: TaskFile | DutyFile, rows: Sequence[str], *, first: bool
) -> Iterator[str]:
    other = plan.details or plan.derived or plan.follows
    if other is not None and (origin := part.from_ or task.from_):
        yield f"Từ đầu việc {origin} của kế hoạch {other.plan}."
    if rows:
        yield f"Đã chi tiết hóa: {', '.join(rows)} (hỏi bằng kst due --task {part.id})."
    if units := part.units or task.units:
        yield f"Phòng, đơn vị: {'; '.join(units)}."
    shared = task.decide if first and part is not task else []
    yield from (f"Cần quyết định: {text}" for text in (*shared, *part.decide))


def _line(line: AssignmentLine, names: Mapping[str, str]) -> str:
    """The line as printed, followed in square brackets by what amendments added."""
    notes = [f"từ {line.since:%d/%m/%Y}"] if line.since else []
    notes += [f"{names.get(who, who)} thôi từ {day:%d/%m/%Y}" for who, day in line.ended.items()]
    return f"{line.printed} [{'; '.join(notes)}]" if notes else line.printed


def _dated(part: TaskFile | DutyFile, task: TaskFile | None) -> str:
    """The note on when amendments begin and end a duty or its task: ` [bãi bỏ từ 20/05/2021]`."""
    since = part.since or (task.since if task else None)
    ended = part.ended or (task.ended if task else None)
    notes = [f"bổ sung từ {since:%d/%m/%Y}"] if since else []
    notes += [f"bãi bỏ từ {ended:%d/%m/%Y}"] if ended else []
    return f" [{'; '.join(notes)}]" if notes else ""


def _results(part: TaskFile | DutyFile, results: Sequence[str]) -> tuple[str, ...]:
    """The results as printed: with a dash if there are several, or with the duty's label."""
    if label := getattr(part, "label", None):
        return (f"{label} {results[0]}", *results[1:])
    return tuple(f"- {result}" for result in results) if len(results) > 1 else tuple(results)


# The decision itself


def head(plan: PlanFile) -> Iterator[str]:
    """The decision that issues the plan, line by line; an empty line separates its parts."""
    decision = plan.decision
    yield from (decision.authority.upper(), "", *MOTTO, "", f"Số: {decision.number or '…'}")
    yield from (f"{decision.place}, {_day(decision.issued)}", "")
    yield from (decision.kind.upper(), decision.subject.upper(), "", decision.issuer.upper(), "")
    yield from decision.grounds
    yield from ("", f"{decision.kind.upper()}:")
    yield from (f"Điều {number}. {text}" for number, text in enumerate(decision.articles, 1))
    yield from ("", "Nơi nhận:", *(f"- {text}" for text in decision.recipients), "")
    if (signer := decision.signer) is not None:
        yield from (*(signer.capacity.split("\n") if signer.capacity else ()), signer.post)
        yield from (signer.name, "")


def _day(day: date | None) -> str:
    """The day of a document, or blanks where it is not known yet."""
    return long_date(day) if day else "ngày … tháng … năm …"


def annex_heading(plan: PlanFile) -> Iterator[str]:
    """The lines above the table."""
    kind, _, rest = plan.annex.title.partition(" hoạt động ")
    yield from ((kind.upper(), f"hoạt động {rest}".upper()) if rest else (plan.annex.title.upper(),))
    yield plan.annex.reference


# Outputs


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan, the tasks to show (an empty set means all), and whether to show its decision."""

    plan: PlanFile
    tasks: frozenset[str] = frozenset()
    head: bool = False
    rows: Rows = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def as_text(view: PlanView, width: int | None) -> str:
    """The plan as text, wrapped at `width` columns if given."""
    lines = [f"DỰ THẢO kế hoạch {view.plan.id}, chưa ban hành.", ""] if view.plan.status == "draft" else []
    lines += [*head(view.plan)] if view.head else []
    if not view.tasks:
        lines += [*annex_heading(view.plan), ""]
    for section in annex(view.plan, view.tasks, view.rows, view.names):
        lines += [f"{section.id}. {section.title}", ""]
        for task in section.tasks:
            lines += [*_task_lines(task), *_figures(view, task.id), ""]
    if not view.tasks and view.plan.amendments:
        lines += ["Văn bản sửa đổi, bổ sung:", *(f"- {text}." for text in amended_by(view.plan)), ""]
    if not view.tasks and view.plan.errata:
        lines += ["Chỗ đã sửa so với bản in:"]
        lines += [f"- {e.where}: in “{e.printed}”, sửa thành “{e.corrected}”." for e in view.plan.errata]
    return "\n".join(_wrapped(lines, width)).rstrip("\n") + "\n"


def amended_by(plan: PlanFile) -> list[str]:
    """The amending documents, one line each."""
    return [
        f"{item.number} ngày {item.date:%d/%m/%Y} (sửa: {', '.join(item.changes)})"
        + (f": {item.note.rstrip('.')}" if item.note else "")
        for item in plan.amendments
    ]


def _task_lines(task: TaskCells) -> Iterator[str]:
    yield f"{task.id}. {task.content}"
    for duty in task.duties:
        name = f" {duty.id}" if len(task.duties) > 1 else ""
        for label, cell in (
            (f"Kết quả{name}:", duty.results),
            (f"Cơ quan{name}:", duty.agencies),
            (f"Thời gian{name}:", (duty.time,)),
        ):
            if len(cell) == 1:
                yield f"   {label} {cell[0]}"
            elif cell:
                yield f"   {label}"
                yield from (f"     {line}" for line in cell)
        yield from (f"   {note}" for note in duty.notes)


def _figures(view: PlanView, task: str) -> Iterator[str]:
    """How to report the figures of a requested task: `--figure NAME=NUMBER`."""
    wanted = [t for section in view.plan.sections for t in section.tasks if view.tasks and t.id == task]
    for target in (target for one in wanted for target in one.targets):
        yield f"   Số liệu: {target.id} ({target.unit or 'chưa có đơn vị'}); chỉ tiêu: {target.text}"


def _wrapped(lines: Iterable[str], width: int | None) -> Iterator[str]:
    for line in lines:
        if width is None or len(line) <= width:
            yield line
            continue
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        yield from textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False)


def as_values(view: PlanView) -> dict[str, Any]:
    """The values for the template `plan.md.j2`."""
    return {
        "head": list(head(view.plan)) if view.head else [],
        "heading": list(annex_heading(view.plan)) if not view.tasks else [],
        "columns": list(HEADINGS),
        "sections": [asdict(section) for section in annex(view.plan, view.tasks, view.rows, view.names)],
        "amendments": [] if view.tasks else amended_by(view.plan),
        "errata": [] if view.tasks else [e.model_dump(mode="json") for e in view.plan.errata],
    }


def as_data(view: PlanView) -> dict[str, Any]:
    """The content of the JSON output: every duty in full, even where the table shares cells."""
    plan, wanted = view.plan, view.tasks
    data: dict[str, Any] = {"schema_version": 1, "plan": plan.id, "year": plan.year, "title": plan.title}
    data["status"] = plan.status
    if not wanted:
        data["decision"] = plan.decision.model_dump(mode="json")
        data["annex"] = plan.annex.model_dump(mode="json")
        data["sub_plans"] = [sub.model_dump(mode="json") for sub in plan.sub_plans]
        data["amendments"] = [item.model_dump(mode="json") for item in plan.amendments]
        data["errata"] = [erratum.model_dump(mode="json") for erratum in plan.errata]
    sections = (
        {"id": s.id, "title": s.title, "tasks": [_task_data(task, view.rows) for task in _wanted(s, wanted)]}
        for s in plan.sections
    )
    data["sections"] = [section for section in sections if section["tasks"]]
    return data


def _task_data(task: TaskFile, rows: Rows) -> dict[str, Any]:
    return {
        "id": task.id,
        "content": task.content,
        "targets": [_target(target.model_dump()) for target in task.targets],
        "duties": [_duty_data(task, part, rows) for part in task.parts],
    }


def _target(values: dict[str, Any]) -> dict[str, Any]:
    """Convert the value of a target to a number: an integer where it is one."""
    value = values["value"]
    return {**values, "value": int(value) if value == int(value) else float(value)}


def _duty_data(task: TaskFile, part: TaskFile | DutyFile, rows: Rows) -> dict[str, Any]:
    lines = task.assignments_of(part)
    return {
        "id": part.id,
        "results": list(task.results_of(part)),
        "assignments": [line.model_dump(mode="json", exclude_defaults=True) for line in lines],
        "schedule": part.schedule.model_dump(mode="json", exclude_none=True) if part.schedule else None,
        "condition": part.condition or task.condition,
        "from": part.from_ or task.from_,
        "detailed_by": list(rows.get(part.id, ())),
        "units": part.units or task.units,
        "decide": list(dict.fromkeys([*task.decide, *part.decide])),
        "since": _iso(part.since or task.since),
        "ended": _iso(part.ended or task.ended),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
