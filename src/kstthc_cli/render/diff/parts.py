"""The headings and lines for each plan, registry and calendar that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kstthc_cli.domain.diff.plan_diff import Change
from kstthc_cli.domain.diff.plan_facts import Facts, Fields, Ref
from kstthc_cli.domain.plan import roles
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.text.wording_diff import Piece
from kstthc_cli.render.diff.field_changes import changed_lines, schedule_words, target_line
from kstthc_cli.render.diff.lines import (
    PLURAL,
    Line,
    Names,
    Part,
    day,
    items_of,
    labelled,
    plain,
    shown,
)

_VERBS = {"added": "Thêm ", "dropped": "Bỏ ", "changed": ""}
_MARKS = {"added": "new", "dropped": "old"}
_LONGEST = 90
_MANY = 6


@dataclass(frozen=True, slots=True)
class Revisions:
    """All facts before and after, the names of agencies, and the duties of each (plan, task) in either."""

    old: Facts
    new: Facts
    names: Names
    duties: Mapping[tuple[str, str], set[str]]

    @classmethod
    def of(cls, old: Facts, new: Facts) -> Revisions:
        """Index two revisions once for all plans."""
        duties: dict[tuple[str, str], set[str]] = {}
        for ref, fields in {**old, **new}.items():
            if ref.kind == "duty":
                duties.setdefault((ref.home, shown(fields["task"])), set()).add(ref.id)
        return cls(old, new, Names.of(old, new), duties)

    def fields(self, ref: Ref) -> Fields:
        """The new fields of an item, else the old ones, else none."""
        return self.new.get(ref) or self.old.get(ref) or {}


# Plans


def plan_parts(plan: str, changes: Sequence[Change], revisions: Revisions) -> Iterator[Part]:
    """A plan that exists in both revisions: its head and sections, then each changed task."""
    title = shown(revisions.fields(Ref("plan", plan, plan)).get("title"))
    head: dict[str, list[Line]] = {"plan": [], "section": []}
    tasks: dict[str, list[Change]] = {}
    for change in changes:
        if (task := task_of(change)) is not None:
            tasks.setdefault(task, []).append(change)
        else:
            head["section" if change.ref.kind == "section" else "plan"] += _head_lines(
                change, revisions.names
            )
    yield Part(f"Kế hoạch {plan}: {title}", (*head["plan"], *head["section"]), level=1)
    yield from (_task_part(Ref("task", plan, task), found, revisions) for task, found in tasks.items())


def whole_plan_part(plan: str, changes: Sequence[Change], revisions: Revisions) -> Part:
    """An added or dropped plan: its title and the number of its tasks."""
    ref = Ref("plan", plan, plan)
    verb = "Thêm" if ref in revisions.new else "Bỏ"
    tasks = sum(change.ref.kind == "task" for change in changes)
    title = shown(revisions.fields(ref)["title"])
    return Part(f"{verb} kế hoạch {plan}: {title}", (plain(f"{tasks} nhiệm vụ."),), level=1)


def task_of(change: Change) -> str | None:
    """The id of the task to which a change belongs; None for a change of something else."""
    if change.ref.kind in ("duty", "target"):
        return shown(change.value("task"))
    return change.ref.id if change.ref.kind == "task" else None


def _head_lines(change: Change, names: Names) -> Iterator[Line]:
    subject = {"section": "mục", "sub_plan": "kế hoạch chi tiết"}.get(change.ref.kind, "")
    subject = f"{subject} {change.ref.id}" if subject else ""
    if change.kind == "changed":
        yield from changed_lines(change, names, subject)
    else:
        yield plain(f"{_VERBS[change.kind]}{subject}: {shown(change.value('title'))}")


def _task_part(ref: Ref, changes: Sequence[Change], revisions: Revisions) -> Part:
    own = next((change for change in changes if change.ref == ref), None)
    fields = revisions.fields(ref)
    verb = _VERBS[own.kind] if own else ""
    content = shortened(shown(fields.get("content")), _LONGEST)
    heading = capitalized(f"{verb}nhiệm vụ {ref.id} (mục {shown(fields.get('section'))}): {content}")
    lines: list[Line] = []
    if own and own.kind == "changed":
        lines += changed_lines(own, revisions.names)
    duties = [change for change in changes if change.ref.kind == "duty"]
    lines += _duty_lines(ref.id, duties, revisions.names, revisions.duties.get((ref.home, ref.id), set()))
    lines += [target_line(change) for change in changes if change.ref.kind == "target"]
    return Part(heading, tuple(lines))


def _duty_lines(task: str, duties: Sequence[Change], names: Names, all_duties: set[str]) -> Iterator[Line]:
    """The changed duties of a task; a change common to all of them is shown once."""
    lines_of = {change.ref.id: list(_duty(change, task, names)) for change in duties}
    alike: list[Line] = []
    if len(duties) > 1 and set(lines_of) == all_duties and all(c.kind == "changed" for c in duties):
        common = set.intersection(*map(set, lines_of.values()))
        alike = [line for line in next(iter(lines_of.values())) if line in common]
    yield from alike
    for duty, lines in lines_of.items():
        for line in lines:
            if line not in alike:
                yield line if duty == task else (Piece("same", f"Đầu việc {duty}."), *line)


def _duty(change: Change, task: str, names: Names) -> Iterator[Line]:
    if change.kind == "changed":
        yield from changed_lines(change, names)
        return
    if change.ref.id != task:
        yield plain("Mới." if change.kind == "added" else "Bỏ.")
    yield from _whole_duty(change.new or change.old or {}, names)


def _whole_duty(fields: Fields, names: Names) -> Iterator[Line]:
    """The content of an added or dropped duty."""
    parties = (
        f"{names(name.removeprefix('party.'))} ({roles.names(items_of(value))})"
        for name, value in fields.items()
        if name.startswith("party.")
    )
    yield labelled("kết quả", plain(" · ".join(items_of(fields.get("results")))))
    yield labelled("cơ quan", plain("; ".join(parties)))
    yield labelled("thời gian", plain(schedule_words(fields)))
    if "condition" in fields:
        yield labelled("điều kiện", plain(shown(fields["condition"])))


# Registries and calendars


def registry_part(home: str, changes: Sequence[Change], names: Names) -> Part:
    """Agencies that were added, dropped, renamed or ended; groups and their members."""
    by_kind: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_kind.setdefault((change.ref.kind, change.kind), []).append(change)
    lines: list[Line] = []
    for change in by_kind.get(("registry", "changed"), ()):
        lines += changed_lines(change, names)
    for kind, mark in _MARKS.items():
        lines += _whole_agencies(by_kind.get(("agency", kind), ()), mark, names)
    for change in by_kind.get(("agency", "changed"), ()):
        lines += changed_lines(change, names, names(change.ref.id))
    for change in changes:
        if change.ref.kind == "group":
            lines += _group_lines(change, names)
    return Part(f"Danh mục cơ quan “{home}”", tuple(lines), level=1)


def _group_lines(change: Change, names: Names) -> Iterator[Line]:
    if change.kind == "changed":
        yield from changed_lines(change, names, f"nhóm “{names(change.ref.id)}”")
    else:
        yield labelled("nhóm", [Piece(_MARKS[change.kind], names(change.ref.id))])


def _whole_agencies(changes: Sequence[Change], mark: str, names: Names) -> Iterator[Line]:
    """Added or dropped agencies: one per line, or one line per level if there are many."""
    by_level: dict[str, list[Change]] = {}
    for change in changes:
        by_level.setdefault(shown(change.value("level")), []).append(change)
    for level, found in by_level.items():
        if len(found) > _MANY:
            what = f"{len(found)} {PLURAL.get(level, level)}: "
            yield labelled("cơ quan", [Piece(mark, what + names.listed(c.ref.id for c in found))])
            continue
        for change in found:
            about = f"{shown(change.value('name'))} (mã {change.ref.id}){_validity(change)}"
            yield labelled("cơ quan", [Piece(mark, about)])


def _validity(change: Change) -> str:
    first, last = (shown(change.value(name)) for name in ("valid_from", "valid_to"))
    return (f", từ {day(first)}" if first else "") + (f", đến hết {day(last)}" if last else "")


def calendar_part(home: str, change: Change, names: Names) -> Part:
    """Days off, days worked, send-by days, reporting windows, and the shift of deadlines."""
    if change.kind == "changed":
        return Part(f"Lịch {home}", tuple(changed_lines(change, names)), level=1)
    text = "Lịch mới." if change.kind == "added" else "Bỏ lịch này."
    return Part(f"Lịch {home}", (plain(text),), level=1)
