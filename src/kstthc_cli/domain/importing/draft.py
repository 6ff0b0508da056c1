"""The draft of a plan file from what was read: printed words as they are, every doubt at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kstthc_cli.domain.importing.assignees.line import LineReading
from kstthc_cli.domain.importing.duties import Part, Shared, split_row
from kstthc_cli.domain.importing.free_ids import FreeIds
from kstthc_cli.domain.importing.head import Head
from kstthc_cli.domain.importing.labels import (
    BULLET,
    LETTER,
    NONE,
    Label,
    comes_next,
    label_of,
    number_of,
    printed_in,
)
from kstthc_cli.domain.importing.ordered_plans import with_ordered_plans
from kstthc_cli.domain.importing.reading import Reading, RowReading
from kstthc_cli.domain.importing.schedules import Time
from kstthc_cli.domain.importing.table.column_titles import AGENCY_KEYS, OTHER, PERIOD
from kstthc_cli.domain.importing.table.rows import DUTY, REST, SECTION
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.plan.roles import ROLES
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.domain.text.numerals import letters

_UNKNOWN = "(chưa rõ)"
_CONDITION = re.compile(r"\((nếu (?!có\b)[^()]+)\)[.;]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a draft needs beside the document: its id, and the registry and calendar it names.

    `owner` is the agency that issued it, where it is registered.
    """

    plan_id: str
    registry: str
    calendar: str
    owner: str = ""


def draft_of(reading: Reading, frame: Frame) -> Plain:
    """The content of the plan file, keys in the order in which they are written."""
    writer = _Writer(reading, frame)
    sections = writer.sections()
    sub_plans = with_ordered_plans(sections)
    head = reading.head
    title = head.annex or re.sub(r"^(về việc )?ban hành ", "", head.subject, flags=re.IGNORECASE)
    title = capitalized(title) or f"Kế hoạch năm {reading.year}"
    if "kế hoạch" not in title.casefold() and head.kind == "Kế hoạch":
        title = f"Kế hoạch {title[:1].lower()}{title[1:]}"
    annex: Plain = {"title": title, "reference": head.reference or _reference(head)}
    annex["columns"] = writer.columns()
    return {
        "schema_version": 1,
        "id": frame.plan_id,
        "year": reading.year,
        "title": title,
        "status": "draft",
        **({"decide": decide} if (decide := [*reading.notes, *writer.questions()]) else {}),
        **({"owner": frame.owner} if frame.owner else {}),
        "agencies": frame.registry,
        "calendar": frame.calendar,
        "decision": _decision(reading),
        "annex": annex,
        **({"sub_plans": sub_plans} if sub_plans else {}),
        "sections": sections,
    }


def _reference(head: Head) -> str:
    """The line below the title of the annex where the document has none: what the annex belongs to."""
    if head.kind != "Kế hoạch":
        return "(Ban hành kèm theo Quyết định số …)"
    day = f" ngày {short_date(head.issued)}" if head.issued else ""
    return f"(Kèm theo Kế hoạch số {head.number or '…'}{day} của {head.authority or '…'})"


def _decision(reading: Reading) -> Plain:
    head = reading.head
    content: Plain = {"kind": head.kind or _UNKNOWN}
    if head.number:
        content["number"] = head.number
    content["subject"] = head.subject or head.annex or _UNKNOWN
    if head.branch:
        content["field"] = head.branch
    if head.issued is not None:
        content["issued"] = head.issued
        content |= {"effective": head.issued} if head.at_once else {}
    content |= {"place": head.place or _UNKNOWN, "authority": head.authority or _UNKNOWN}
    content["issuer"] = head.issuer or head.authority or _UNKNOWN
    if head.name and head.post:
        capacity = {"capacity": head.capacity} if head.capacity else {}
        content["signer"] = {**capacity, "post": head.post, "name": head.name}
    content |= {"grounds": head.grounds, "articles": head.articles, "recipients": head.recipients}
    content |= {key: lines for key, lines in (("body", head.body), ("after", head.after)) if lines}
    return content


class _Writer:
    """Builds sections and tasks row by row."""

    def __init__(self, reading: Reading, frame: Frame) -> None:
        self._reading, self._frame = reading, frame
        self._sections: list[Plain] = []
        self._open: list[str] = []  # ids of the open sections, outermost first
        self._last: dict[str, tuple[int, Label]] = {}  # id of the section above → what stands last under it
        self._section_ids, self._task_ids = FreeIds(), FreeIds()
        self._questions: list[str] = []
        self._tasks: list[tuple[Plain, list[RowReading]]] = []
        self._task_labels: list[str] = []

    # The whole plan

    def questions(self) -> list[str]:
        """What is to be decided of the plan as a whole."""
        head = self._reading.head
        lacking = [
            name
            for name, value in (
                ("loại văn bản", head.kind), ("trích yếu", head.subject or head.annex),
                ("địa danh", head.place),
                ("cơ quan ban hành", head.authority), ("thẩm quyền ban hành", head.issuer or head.authority),
            )
            if not value
        ]  # fmt: skip
        if lacking:
            self._questions.insert(0, f"Chưa thấy trong tài liệu: {', '.join(lacking)}.")
        if head.rest:
            rest = " | ".join(f"“{line}”" for line in head.rest)
            self._questions.append(f"Chữ ngoài bảng chưa xếp vào đâu: {rest}.")
        if not self._reading.columns.tells_time:
            self._questions.append("Bảng không có cột thời gian: ghi schedule cho từng nhiệm vụ.")
        if not AGENCY_KEYS.keys() & set(self._reading.columns.keys):
            self._questions.append("Bảng không có cột cơ quan: ghi assignments cho từng nhiệm vụ.")
        return self._questions

    def columns(self) -> list[Plain]:
        """The columns as printed; those that hold no known thing have ids of their own."""
        columns = self._reading.columns
        titles = zip(self._column_ids(), columns.titles, strict=True)
        return [{"id": name, "title": title} for name, title in titles if title]

    def _column_ids(self) -> list[str]:
        found: list[str] = []
        for n, key in enumerate(self._reading.columns.keys):
            own = _slug(self._reading.columns.titles[n]) or f"cot-{n + 1}"
            name = own if key in (OTHER, PERIOD) else key
            found.append(name if name not in found else f"{name}-{n + 1}")
        return found

    def sections(self) -> list[Plain]:
        """All sections with their tasks."""
        group: list[RowReading] = []
        for row in self._reading.rows:
            if row.item.kind == DUTY:
                group.append(row)
                continue
            self._flush(group)
            group = []
            if row.item.kind == SECTION:
                self._section(row)
            elif row.item.kind == REST:
                self._keep(row)
            else:
                group = [row]
        self._flush(group)
        return self._sections

    def _keep(self, row: RowReading) -> None:
        """Words of no known place go to the task above them, or to the plan."""
        if self._sections and self._sections[-1]["tasks"]:
            _ask(self._tasks[-1][0], row.doubts)
        else:
            self._questions += row.doubts

    # Sections

    def _section(self, row: RowReading) -> None:
        label, depth = row.item.label, row.item.depth
        del self._open[depth - 1 :]
        above = self._open[-1] if self._open else ""
        name = self._section_id(label, above)
        content: Plain = {"id": name}
        printed = label.printed.rstrip(".):/- ") if label.printed else ""
        if printed and printed != name and not name.endswith(f".{printed}"):
            content["printed"] = printed
        content |= {"under": above} if above else {}
        content |= {"title": row.item.content or _UNKNOWN, "tasks": []}
        self._open.append(name)
        self._sections.append(content)
        self._questions += row.doubts

    def _section_id(self, label: Label, above: str) -> str:
        """The number of a section; one that is printed twice in a row is the next."""
        own = number_of(label)
        last, before = self._last.get(above, (0, label))
        if label.style in (NONE, BULLET) or (
            own is not None and own == last and not comes_next(before, label)
        ):
            number = last + 1
            name = printed_in(label.style, number)
            if own is not None:
                self._questions.append(f"Số mục “{label.printed}” in lặp; mục thứ hai ghi là {name}.")
        else:
            number, name = own if own is not None else last + 1, label.parts[-1]
        self._last[above] = number, label._replace(parts=(name,))
        return self._section_ids.take(f"{above}.{name}" if above else name)

    # Tasks

    def _flush(self, rows: list[RowReading]) -> None:
        if not rows:
            return
        if not self._sections:
            self._sections.append({"id": "I", "title": self._reading.head.annex or "Nhiệm vụ", "tasks": []})
            self._open = ["I"]
            self._questions.append(
                "Trước nhiệm vụ đầu tiên không có mục nào: các nhiệm vụ đó xếp chung vào mục I."
            )
        task = self._task(rows)
        self._sections[-1]["tasks"].append(task)
        self._tasks.append((task, rows))

    def _task(self, rows: list[RowReading]) -> Plain:
        first = rows[0]
        name = self._task_id(first.item.label)
        content: Plain = {"id": name}
        printed = first.item.label.printed
        if printed and printed.strip(".):/ ") != name:
            content["label"] = printed
        doubts = [doubt for row in rows for doubt in row.doubts]
        body = self._parts(name, rows)
        _ask(content, doubts)
        content["content"] = first.item.content or _UNKNOWN
        content |= body
        return content

    def _task_id(self, label: Label) -> str:
        section = self._sections[-1]["id"]
        own = label.id
        if label.style in (LETTER, BULLET) or not own:
            above = self._task_labels[-1] if self._task_labels else ""
            if label.style == LETTER:
                own = f"{above}.{own}" if above else f"{section}.{own}"
            else:
                own = f"{above}-1" if above and label.style == BULLET else str(len(self._tasks) + 1)
            return self._task_ids.take(*([own] if above else [own, f"{section}.{own}"]))
        name = self._task_ids.take(own, f"{section}.{own}")
        self._task_labels.append(name)
        return name

    def _parts(self, name: str, rows: list[RowReading]) -> Plain:
        """What a task says beside its content: as one duty, or as several."""
        parts = [part for row in rows for part in split_row(row)]
        if len(parts) == 1:
            return self._body(parts[0])
        shared = Shared(parts)
        content: Plain = {}
        content |= {"results": list(parts[0].results)} if shared.results else {}
        if shared.lines:
            content |= self._lines(parts[0])
        duties = []
        for n, part in enumerate(parts):
            duty: Plain = {"id": f"{name}{letters(n + 1)}"}
            label = label_of(part.results[0]) if part.results and not shared.results else None
            if label is not None and label.style == LETTER and label.rest:
                duty["label"] = label.printed
                part.results = (label.rest, *part.results[1:])
            if shared.results:
                part.results = ()
            if shared.lines and n == 0:
                part.lines = []
            duties.append(duty | self._body(part, needed=True))
        return content | {"duties": duties}

    def _body(self, part: Part, *, needed: bool = False) -> Plain:
        content: Plain = {}
        if len(part.results) == 1 and (match := _CONDITION.search(part.results[0])):
            content["condition"] = match[1]
        content |= {"results": list(part.results)} if part.results else {}
        content |= self._lines(part)
        schedule = _schedule(part.time, needed=needed)
        content |= {"schedule": schedule} if schedule else {}
        ids = self._column_ids()
        others = {ids[n]: " ".join(lines) for n, lines in part.others.items()}
        return content | ({"columns": others} if others else {})

    def _lines(self, part: Part) -> Plain:
        lines = [self._line(key, line) for key, line in part.lines]
        return {"assignments": lines} if lines else {}

    def _line(self, key: str, line: LineReading) -> Plain:
        content: Plain = {"printed": line.printed}
        if key in ("support", "perform") or key != self._column_by_role(line):
            content["column"] = key
        for role in ROLES:
            ids = list(dict.fromkeys(assignee.id for assignee, roles in line.roles.items() if role in roles))
            content |= {role: ids} if ids else {}
        conditions = {assignee.id: text for assignee, text in line.conditions.items()}
        return content | ({"conditions": conditions} if conditions else {})

    def _column_by_role(self, line: LineReading) -> str:
        """The column in which the roles of a line would print it: that of the first role, else the first."""
        keys = [key for key in self._reading.columns.keys if key in AGENCY_KEYS]
        given = {role for roles in line.roles.values() for role in roles}
        own = (key for role in ROLES if role in given for key in keys if AGENCY_KEYS[key] == role)
        return next(own, keys[0] if keys else "")


def _schedule(time: Time | None, *, needed: bool) -> Plain:
    """The schedule of a duty; where it is not known yet and one is needed, it waits for a request.

    So does `Theo kế hoạch` until somebody says which sub-plan is meant.
    """
    words = time.words if time is not None else None
    if words is not None and not (words.kind == "by_plan" and words.plan is None):
        return words.data()
    text = time.text if time is not None else _UNKNOWN
    return {"kind": "on_request", "text": text} if needed or words is not None else {}


def _ask(content: Plain, doubts: Sequence[str]) -> None:
    """Add questions to a task, right behind its id."""
    if not doubts:
        return
    asked = list(dict.fromkeys([*content.get("decide", ()), *doubts]))
    rest = {key: value for key, value in content.items() if key not in ("id", "label", "decide")}
    head: Plain = {key: content[key] for key in ("id", "label") if key in content}
    content.clear()
    content.update(head | {"decide": asked} | rest)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", unmarked(text)).strip("-")[:40].strip("-")
