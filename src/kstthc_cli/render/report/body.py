"""The body of a periodic report: the outline filled with statements, counts and written text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.plan.roles import ROLES, names
from kstthc_cli.domain.progress.obligation_status import FINISHED
from kstthc_cli.domain.report.contents import Contents
from kstthc_cli.domain.report.letterhead import short_date
from kstthc_cli.domain.report.outline import PLACEHOLDERS, Heading, Outline, Part
from kstthc_cli.domain.report.report_period import ReportPeriod
from kstthc_cli.domain.text.numerals import roman
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import is_unreported
from kstthc_cli.render.report.tables import rows_by_duty, when, who_does
from kstthc_cli.render.report.words import grouped, limited, percent, reported_text, status_summary
from kstthc_cli.render.screen.phrases import count
from kstthc_cli.render.tracking.due import waits_for

Block = dict[str, str]


@dataclass(frozen=True, slots=True)
class BodyView:
    """The content of the body; `limit` is how many agencies are listed under one duty, None for all.

    `prose` and `beside` are written texts: by name, and by the number of a heading. `since` are
    lines on what changed in periods that were closed, `author` is the agency that issues the report.
    """

    year: PlanYear
    period: ReportPeriod
    outline: Outline
    contents: Contents
    prose: Mapping[str, str]
    beside: Mapping[str, str]
    one_agency: bool
    limit: int | None
    since: Mapping[str, Sequence[str]]
    author: str = ""
    has_targets: bool = True


def body(view: BodyView) -> list[Block]:
    """The blocks of the report in reading order; parts and headings without content are left out."""
    found: list[Block] = []
    parts = 0
    for n, part in enumerate(view.outline.parts):
        if content := list(_part(view, part, first=n == 0)):
            parts += 1
            found += [_block("part", f"{roman(parts)}. {part.title}"), *content]
    return found


def _block(kind: str, text: str = "") -> Block:
    return {"kind": kind, "text": text}


def _part(view: BodyView, part: Part, *, first: bool) -> Iterator[Block]:
    """The blocks of a part; only headings with content are numbered."""
    if part.counts:
        yield from (_block("text", text) for text in _totals(view))
        yield _block("counts")
    groups = [(heading.title, list(_heading(view, heading))) for heading in part.headings]
    beside = {
        **(_leftovers(view) if first else {}),
        **(_TARGETS if part.targets and view.has_targets else {}),
    }
    number = 0
    for title, content in [*groups, *beside.items()]:
        if title and content:
            number += 1
            yield _block("heading", f"{number}. {title}")
        yield from content


_TARGETS = {"Kết quả thực hiện các chỉ tiêu": [_block("targets")]}


def _leftovers(view: BodyView) -> dict[str, list[Block]]:
    """Title → blocks: duties that the outline does not cover, then changes after a closing."""
    found: dict[str, list[Block]] = {}
    others = [duty for duty in view.outline.other_duties(view.year.plan) if view.contents.of_duty(duty)]
    if others:
        found["Nhiệm vụ khác của kế hoạch"] = [block for duty in others for block in _duty(view, duty)]
    for title, lines in view.since.items():
        found[title] = [_block("item", line) for line in lines]
    return found


def _totals(view: BodyView) -> Iterator[str]:
    rows = view.contents.due
    planned = [row for row in rows if row.status != "waiting"]
    waiting = len(rows) - len(planned)
    if planned:
        unit = (
            "lượt nhiệm vụ (nhiệm vụ × kỳ)" if view.one_agency else "lượt nhiệm vụ (nhiệm vụ × cơ quan × kỳ)"
        )
        yield f"Trong kỳ có {count(len(planned))} {unit} phải thực hiện: {status_summary(planned)}."
    else:
        yield f"Kế hoạch không có nhiệm vụ nào đến hạn trong {view.period.name}."
    if waiting:
        yield f"Ngoài ra có {count(waiting)} lượt nhiệm vụ chưa có kế hoạch chi tiết hoặc văn bản yêu cầu."
    longer = view.period.cumulative
    since = [row for row in view.contents.cumulative if row.status != "waiting"]
    if longer is not None and since:
        yield f"Lũy kế {longer.vietnamese}: {count(len(since))} lượt nhiệm vụ, {status_summary(since)}."


def _heading(view: BodyView, heading: Heading) -> Iterator[Block]:
    content = [
        *_written(view.beside.get(heading.number, "")),
        *_written(view.prose.get(heading.prose or "", "")),
        *(block for name in heading.gathers for block in _GATHERED[name](view)),
    ]
    for duty in view.outline.duties_under(view.year.plan, heading):
        content += _duty(view, duty)
    if not content and heading.takes_duties and view.period.request is None:
        content = [_block("text", "Không có nhiệm vụ nào của Kế hoạch trong kỳ.")]
    yield from content


def _written(text: str) -> Iterator[Block]:
    """Written text: each line is a paragraph, or an item if it begins with a dash."""
    for line in text.split("\n"):
        plain = line.strip()
        if plain.lstrip("-+ ") in PLACEHOLDERS:
            continue
        if plain.startswith(("- ", "+ ")):
            yield _block("item", plain[2:].strip())
        elif plain:
            yield _block("text", plain)


# Duties


def _duty(view: BodyView, duty: Duty) -> Iterator[Block]:
    rows = view.contents.of_duty(duty)
    if not rows:
        return
    roles = f" ({names(rows[0].obligation.part.roles)})" if view.one_agency else ""
    yield _block("duty", f"Nhiệm vụ {duty.id}{roles}. {duty.content}")
    yield from (_of_one if view.one_agency else _of_all)(view, rows)


def _of_one(view: BodyView, rows: Sequence[Row]) -> Iterator[Block]:
    for row in rows:
        reported = reported_text(row)
        going = "Đang thực hiện: " if reported and row.status == "in_progress" else ""
        late = " Đã quá hạn." if reported and row.status == "overdue" else ""
        yield _block("text", f"{_which(rows, row)}{going}{reported or _unreported(view, row)}{late}")


def _which(rows: Sequence[Row], row: Row) -> str:
    """The period as a prefix, where a duty has several in one report."""
    if len(rows) == 1:
        return ""
    name = row.obligation.period.vietnamese
    return f"{name[0].upper()}{name[1:]}: "


def _unreported(view: BodyView, row: Row) -> str:
    """The status of an obligation without a reported text."""
    if row.status in FINISHED:
        return "Đã hoàn thành."
    if row.obligation.due is None:
        return "Đang thực hiện." if row.status == "in_progress" else _waits(view, row)
    if row.status == "overdue":
        return f"Chưa hoàn thành, đã quá hạn (thời hạn {when(row.obligation)})."
    return f"Chưa hoàn thành (thời hạn {when(row.obligation)})."


def _waits(view: BodyView, row: Row) -> str:
    """`Chưa có văn bản yêu cầu.`, or the detailed plan that is still to come."""
    if row.obligation.duty.schedule.kind == "on_request":
        return "Chưa có văn bản yêu cầu."
    return f"Chưa có {waits_for(view.year.plan, row.obligation) or 'kế hoạch chi tiết'}."


def _of_all(view: BodyView, rows: Sequence[Row]) -> Iterator[Block]:
    """The summary of a duty over all agencies, then their statements, the most important role first."""
    earlier = view.contents.earlier_keys
    now = [row for row in rows if row.obligation.key not in earlier]
    before = [row for row in rows if row.obligation.key in earlier]
    if now:
        yield _block("text", _summary(view, now))
    if before:
        yield _block("text", f"Kỳ trước chuyển sang {count(len(before))}: {status_summary(before)}.")
    telling = rows if view.limit is None else [row for row in rows if row.status != "not_arising"]
    statements = [(row, text) for row in sorted(telling, key=_weight) if (text := reported_text(row))]
    shown = statements if view.limit is None else statements[: view.limit]
    for row, text in shown:
        period = f" ({row.obligation.period.vietnamese})" if row.obligation.key in earlier else ""
        yield _block("item", f"{view.year.registry.short_name(row.obligation.agency.id)}{period}: {text}")
    if len(statements) > len(shown):
        rest = count(len(statements) - len(shown))
        yield _block("item", f"Ngoài ra còn {rest} báo cáo khác của các cơ quan, đơn vị, địa phương.")


def _summary(view: BodyView, rows: Sequence[Row]) -> str:
    """How many agencies have to do a duty, with which status, and which of them did not report."""
    if all(row.status == "waiting" for row in rows):
        return _waits(view, rows[0])
    agencies = {row.obligation.agency.id for row in rows}
    many = f", {count(len(rows))} lượt" if len(rows) != len(agencies) else ""
    text = f"Có {count(len(agencies))} cơ quan phải thực hiện{many}: {status_summary(rows)}."
    unreported = dict.fromkeys(
        view.year.registry.short_name(row.obligation.agency.id)
        for row in rows
        if is_unreported(row) and row.obligation.agency.id != view.author
    )
    if not unreported:
        return text
    return text + f" Chưa báo cáo: {limited(list(unreported), view.limit, 'cơ quan')}."


def _weight(row: Row) -> int:
    return min(list(ROLES).index(role) for role in row.obligation.part.roles)


# What is gathered


def _achievements(view: BodyView) -> Iterator[Block]:
    """The share that is finished, and the duties that are finished everywhere."""
    rows = [row for row in view.contents.due if row.status != "waiting"]
    if not rows:
        return
    open_ = {row.obligation.duty.id for row in rows if row.status not in FINISHED}
    done = sum(row.status in FINISHED for row in rows)
    share = f"{count(done)}/{count(len(rows))} lượt nhiệm vụ trong kỳ, đạt {percent(done, len(rows))}"
    yield _block("text", f"Đã hoàn thành {share}.")
    whole = dict.fromkeys(r.obligation.duty.id for r in rows if r.obligation.duty.id not in open_)
    if whole and not view.one_agency:
        yield _block("text", f"Các nhiệm vụ đã hoàn thành ở mọi cơ quan được giao: {', '.join(whole)}.")


def _overdue(view: BodyView) -> Iterator[Block]:
    late = [row for row in view.contents.covered if row.status == "overdue"]
    if not late:
        return
    unreported = sum(is_unreported(row) for row in late)
    none = f", trong đó {count(unreported)} lượt chưa có báo cáo" if unreported else ""
    yield _block("text", f"Còn {count(len(late))} lượt nhiệm vụ quá hạn{none}.")
    if view.one_agency:
        return
    counted = sorted(rows_by_duty(late).items(), key=lambda item: -len(item[1]))
    words = [f"nhiệm vụ {duty} ({count(len(rows))} lượt)" for duty, rows in counted]
    yield _block("text", f"Tập trung ở {limited(words, view.limit, 'nhiệm vụ')}.")


def _difficulties(view: BodyView) -> Iterator[Block]:
    yield from _gathered(view, "difficulty")


def _proposals(view: BodyView) -> Iterator[Block]:
    yield from _gathered(view, "proposal")


def _gathered(view: BodyView, field: str) -> Iterator[Block]:
    registry = view.year.registry
    statements = [
        (
            text,
            f"nhiệm vụ {row.obligation.duty.id}"
            if view.one_agency
            else registry.short_name(row.obligation.agency.id),
        )
        for row in view.contents.covered
        for _, entry in row.statements
        if (text := getattr(entry, field))
    ]
    yield from (_block("item", line) for line in grouped(statements, view.limit))


def _next_duties(view: BodyView) -> Iterator[Block]:
    left = [row for row in view.contents.covered if row.status not in FINISHED and row.status != "waiting"]
    if left:
        yield _block(
            "item",
            f"Thực hiện {count(len(left))} lượt nhiệm vụ chưa hoàn thành của kỳ này, kỳ trước.",
        )
    following = view.period.following
    by_duty = rows_by_duty(view.contents.following)
    duties = [duty for duty in view.year.plan.duties if duty.id in by_duty]
    for duty in duties:
        if duty.schedule.kind != "ongoing":
            yield _block("item", _next_line(view, duty, by_duty[duty.id]))
    ongoing = [duty.id for duty in duties if duty.schedule.kind == "ongoing"]
    if ongoing:
        yield _block("item", f"Tiếp tục thực hiện các nhiệm vụ thường xuyên: {', '.join(ongoing)}.")
    held = rows_by_duty(row for row in view.contents.due if row.status == "waiting")
    waiting = [duty.id for duty in view.year.plan.duties if duty.id in held]
    if waiting:
        names_ = ", ".join(waiting)
        yield _block("item", f"Triển khai khi có kế hoạch chi tiết hoặc văn bản yêu cầu: nhiệm vụ {names_}.")
    if not duties and following.year != view.year.plan.year:
        yield _block("item", f"Nhiệm vụ của {following.vietnamese}: theo kế hoạch năm {following.year}.")


def _next_line(view: BodyView, duty: Duty, rows: Sequence[Row]) -> str:
    days = sorted({row.obligation.due.effective for row in rows if row.obligation.due})
    until = f"thời hạn {', '.join(map(short_date, days))}" + (" tùy cấp" if len(days) > 1 else "")
    who = "" if view.one_agency else f" {who_does(duty, view.year.registry).replace(chr(10), '; ')}."
    return f"Nhiệm vụ {duty.id}. {duty.content.rstrip('.;')} ({until}).{who}"


_GATHERED: dict[str, Callable[[BodyView], Iterator[Block]]] = {
    "achievements": _achievements,
    "overdue": _overdue,
    "difficulties": _difficulties,
    "proposals": _proposals,
    "next_duties": _next_duties,
}
