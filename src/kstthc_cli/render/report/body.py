"""The body of a periodic report: the outline filled with sentences on figures and with written text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.progress.obligation_status import FINISHED
from kstthc_cli.domain.report.contents import Contents
from kstthc_cli.domain.report.outline import PLACEHOLDERS, Heading, Outline, Part
from kstthc_cli.domain.report.report_period import ReportPeriod
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.text.numerals import roman
from kstthc_cli.domain.tracking.due_list import Row, rows_by_duty
from kstthc_cli.render.report.paragraphs import Sentences
from kstthc_cli.render.report.status_sentences import reported_text, shared
from kstthc_cli.render.templates.sentence_filters import amount

Block = dict[str, str]


@dataclass(frozen=True, slots=True)
class BodyView:
    """The content of the body; `limit` is how many statements or duties are listed one by one.

    `prose` and `beside` are written texts: by name, and by the number of a heading. `instead` are those that
    stand in place of the sentences under a heading, `chosen` the statements that an official chose for it.
    """

    year: PlanYear
    period: ReportPeriod
    outline: Outline
    contents: Contents
    sentences: Sentences
    prose: Mapping[str, str]
    beside: Mapping[str, str]
    instead: Mapping[str, str]
    chosen: Mapping[str, Sequence[str]]
    limit: int

    @property
    def one_agency(self) -> bool:
        """Whether the report is one agency's own."""
        return self.sentences.one_agency


def body(view: BodyView) -> list[Block]:
    """The blocks of the report in reading order; parts and headings without content are left out."""
    found: list[Block] = []
    parts = 0
    for part in view.outline.parts:
        if content := list(_part(view, part)):
            parts += 1
            found += [_block("part", f"{roman(parts)}. {part.title}"), *content]
    return found


def heading_text(view: BodyView, heading: Heading) -> list[str]:
    """What the program says under a heading, a paragraph or an item (`- …`) each."""
    return [f"- {b['text']}" if b["kind"] == "item" else b["text"] for b in _said(view, heading)]


def _block(kind: str, text: str = "") -> Block:
    return {"kind": kind, "text": text}


def _part(view: BodyView, part: Part) -> Iterator[Block]:
    """The blocks of a part; only headings with content are numbered.

    The answer to a request has no heading over the only topic of the plan that it is about.
    """
    contents = [(heading, content) for heading in part.headings if (content := list(_heading(view, heading)))]
    titled = [heading for heading, _ in contents if heading.title]
    alone = view.period.request is not None and len(titled) == 1 and titled[0].takes_duties
    numbers = count(1)
    for heading, content in contents:
        if heading.title and not alone:
            yield _block("heading", f"{next(numbers)}. {heading.title}")
        yield from content


def _heading(view: BodyView, heading: Heading) -> Iterator[Block]:
    """Written text in place of what the program says, or that; what was chosen; what was added."""
    written = view.instead.get(heading.number) or view.prose.get(heading.prose or "", "")
    yield from _written(written) if _is_text(written) else _said(view, heading)
    yield from (_block("text", text) for text in view.chosen.get(heading.number, ()))
    yield from _written(view.beside.get(heading.number, ""))


def _is_text(written: str) -> bool:
    return next(_written(written), None) is not None


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


def _said(view: BodyView, heading: Heading) -> Iterator[Block]:
    """What the program says under a heading: figures, else statements or progress; what it gathers."""
    figures = [text for form in heading.forms for text in view.sentences.of_form(form)]
    together = " " if view.one_agency else "\n"
    yield from _written(together.join(figures)) if figures else _without_figures(view, heading)
    for name in heading.gathers:
        yield from _GATHERED[name](view)


def _without_figures(view: BodyView, heading: Heading) -> Iterator[Block]:
    """What an agency reported itself; of a province, or where that is nothing, how far the duties are."""
    rows = _rows_under(view, heading)
    own = list(_own_statements(rows, view.limit)) if view.one_agency else []
    yield from own or _written("\n".join(view.sentences.of_duties(rows) if rows else ()))


def _rows_under(view: BodyView, heading: Heading) -> list[Row]:
    ids = {duty.id for duty in view.outline.duties_under(view.year.plan, heading)}
    return [row for row in view.contents.due if row.obligation.duty.id in ids]


def _own_statements(rows: Iterable[Row], limit: int) -> Iterator[Block]:
    """What the agency whose report it is reported itself."""
    texts = [text for row in rows if row.status != "not_arising" and (text := reported_text(row))]
    yield from (_block("item", text) for text in list(dict.fromkeys(texts))[:limit])


# What is gathered


def _achievements(view: BodyView) -> Iterator[Block]:
    """The results of all forms; else how far all duties are, unless one heading told that of them all."""
    rows = () if _told_under_one_heading(view) else view.contents.due
    yield from _written("\n".join(view.sentences.of_results("achievements", rows)))


def _told_under_one_heading(view: BodyView) -> bool:
    every = len(view.contents.due)
    return any(
        len(_rows_under(view, heading)) == every and not any(map(view.sentences.of_form, heading.forms))
        for heading in view.outline.headings
        if heading.takes_duties
    )


def _shortfalls(view: BodyView) -> Iterator[Block]:
    yield from _written("\n".join(view.sentences.of_results("shortfalls", view.contents.due)))


def _difficulties(view: BodyView) -> Iterator[Block]:
    yield from _shared(view, "difficulty")


def _proposals(view: BodyView) -> Iterator[Block]:
    yield from _shared(view, "proposal")


def _shared(view: BodyView, field: str) -> Iterator[Block]:
    """What an agency said itself; of a province only what at least two agencies said alike."""
    statements = [
        (text, row.obligation.agency.id)
        for row in view.contents.covered
        for _, entry in row.statements
        if (text := getattr(entry, field))
    ]
    yield from (_block("item", line) for line in shared(statements, view.limit, alone=view.one_agency))


def _next_duties(view: BodyView) -> Iterator[Block]:
    """The duties of the following period that have a last day, but for the report itself; how many go on.

    The answer to a request may come at any time: it tells only what is still ahead.
    """
    following = view.period.following
    ahead = view.contents.following
    if view.period.request is not None:
        ahead = tuple(row for row in ahead if row.status not in (*FINISHED, "overdue"))
    by_duty = rows_by_duty(ahead)
    own = view.outline.asks_for_report
    duties = [duty for duty in view.year.plan.duties if duty.id in by_duty and not own(duty)]
    dated = [duty for duty in duties if duty.schedule.kind != "ongoing"]
    for duty in dated[: view.limit]:
        yield _block("item", _next_line(duty, by_duty[duty.id]))
    if len(dated) > view.limit:
        rest = len(dated) - view.limit
        yield _block("item", f"Thực hiện {amount(rest)} nhiệm vụ khác đến hạn trong {following.vietnamese}.")
    if ongoing := _ongoing(view, len(duties) - len(dated)):
        yield _block("item", f"Tiếp tục thực hiện {amount(ongoing)} nhiệm vụ thường xuyên của Kế hoạch.")
    if not duties and following.year != view.year.plan.year:
        yield _block(
            "item", f"Triển khai nhiệm vụ {following.vietnamese} theo kế hoạch năm {following.year}."
        )


def _ongoing(view: BodyView, owed: int) -> int:
    """How many duties go on: those of an agency, else all that the plan has at the end of the period."""
    if view.one_agency or not owed:
        return owed
    last = view.period.following.span.last
    return sum(d.schedule.kind == "ongoing" and d.on(last) is not None for d in view.year.plan.duties)


def _next_line(duty: Duty, rows: Sequence[Row]) -> str:
    days = sorted({row.obligation.due.effective for row in rows if row.obligation.due})
    until = f"thời hạn {short_date(days[0])}"
    if len(days) > 1:
        until = f"thời hạn từ ngày {short_date(days[0])} đến ngày {short_date(days[-1])} tùy cấp"
    return f"{duty.content.rstrip('.;')} ({until})."


def _nothing(_view: BodyView) -> Iterator[Block]:
    return iter(())


_GATHERED: dict[str, Callable[[BodyView], Iterator[Block]]] = {
    "achievements": _achievements,
    "shortfalls": _shortfalls,
    "difficulties": _difficulties,
    "proposals": _proposals,
    "next_duties": _next_duties,
    "overdue": _nothing,
}
