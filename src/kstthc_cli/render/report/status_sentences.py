"""Sentences of reports: what agencies reported, and how many obligations have which status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from kstthc_cli.domain.plan.plan import Duty, Target
from kstthc_cli.domain.progress.obligation_status import FINISHED, STATUSES
from kstthc_cli.domain.progress.slips import FINAL, Entry, Evidence, Figure
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import StatusCounts, percentage
from kstthc_cli.domain.tracking.targets import reaches
from kstthc_cli.render.screen.phrases import count, limited, measured, percent_text
from kstthc_cli.render.templates.sentence_filters import amount

SIGNED_STATUSES = {
    **STATUSES,
    "done_late": "hoàn thành quá hạn",
    "waiting": "chưa có kế hoạch chi tiết hoặc văn bản yêu cầu",
}
"""Status → what documents to be signed call it."""
_OPEN = ("in_progress", "not_reported", "overdue", "waiting")
_ENDINGS = (".", "!", "?", ":", ";", "…")


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark of its own."""
    plain = text.strip()
    return plain if not plain or plain.endswith(_ENDINGS) else f"{plain}."


def percent(part: int, whole: int) -> str:
    """`87,5%`; `—` where the total is zero."""
    return percent_text(percentage(part, whole))


def status_summary(rows: Sequence[Row], *, of: int | None = None) -> str:
    """`hoàn thành 18 (quá hạn 2, không phát sinh 1), đang thực hiện 1, quá hạn 2`.

    Statuses with a count of zero are omitted. With `of`, the finished are given out of that total:
    `hoàn thành 18/21`. “Hoàn thành … (quá hạn …)” are those finished after their last day.
    """
    counts = StatusCounts.of(rows)
    kinds = (("done_late", "quá hạn"), ("not_arising", "không phát sinh"))
    within = [f"{word} {count(counts.number(status))}" for status, word in kinds if counts.number(status)]
    finished = f"hoàn thành {count(counts.finished)}{f'/{count(of)}' if of is not None else ''}"
    head = [finished + (f" ({', '.join(within)})" if within else "")] if counts.finished or of else []
    rest = [f"{SIGNED_STATUSES[s]} {count(counts.number(s))}" for s in _OPEN if counts.number(s)]
    return ", ".join([*head, *rest])


def entry_text(entry: Entry, duty: Duty) -> str:
    """What one entry reports as done: its text with the evidence in brackets, then its figures."""
    text = (entry.text or "").strip()
    if not text and entry.status == "not_arising":
        text = "Không phát sinh"
    evidence = "; ".join(evidence_text(item) for item in entry.evidence)
    if text and evidence:
        text = f"{text.removesuffix('.')} ({evidence})"
    elif evidence:
        text = f"Minh chứng: {evidence}"
    return " ".join(part for part in (sentence(text), figures_text(entry, duty)) if part)


def figures_text(entry: Entry, duty: Duty) -> str:
    """The figures of an entry, each beside the target it answers and whether it reaches it."""
    targets = {target.id: target for target in duty.targets}
    parts = [_figure_text(targets.get(name), name, figure) for name, figure in entry.figures.items()]
    return f"Chỉ tiêu {'; '.join(parts)}." if parts else ""


def _figure_text(target: Target | None, name: str, figure: Figure) -> str:
    """`“tối thiểu 20%”: chưa đạt (12,5%)`; a figure in another unit is not compared."""
    value = measured(figure.value, figure.unit)
    if target is None or figure.unit != target.unit:
        return f"“{target.text if target else name}”: {value}"
    return (
        f"“{target.text}”: đạt {value}" if reaches(target, figure) else f"“{target.text}”: chưa đạt ({value})"
    )


def evidence_text(item: Evidence) -> str:
    """A document by number and day, a file by its name without folders, a page by its address."""
    if item.kind == "file":
        return PurePosixPath(item.path or "").name
    if item.kind != "document":
        return item.words
    return f"{item.number} ngày {short_date(item.day)}" if item.day else str(item.number)


def evidence_of(rows: Iterable[Row]) -> list[str]:
    """The evidence of all rows without repetition, in the order given."""
    words = (evidence_text(item) for row in rows for _, entry in row.statements for item in entry.evidence)
    return list(dict.fromkeys(words))


def reported_text(row: Row) -> str:
    """What was reported of one row, entry by entry; once it is finished, only what finished it."""
    duty = row.obligation.duty
    entries = [entry for _, entry in row.statements]
    final = [entry for entry in entries if entry.status in FINAL] if row.status in FINISHED else []
    texts = [text for entry in final if (text := entry_text(entry, duty))]
    return " ".join(texts or [text for entry in entries if (text := entry_text(entry, duty))])


def grouped(statements: Iterable[tuple[str, str]], limit: int | None) -> list[str]:
    """Lines of pairs (text, agency); a text that several agencies reported stands once, with all names."""
    by_text: dict[str, list[str]] = {}
    for text, who in statements:
        by_text.setdefault(text.strip(), []).append(who)
    ranked = sorted(by_text.items(), key=lambda item: -len(item[1]))
    lines = [
        f"{text.rstrip('.;')} ({limited(list(dict.fromkeys(who)), limit, 'cơ quan')})."
        for text, who in ranked
    ]
    if limit is None or len(lines) <= limit:
        return lines
    return [*lines[:limit], f"Ngoài ra còn {count(len(lines) - limit)} ý kiến khác."]


def shared(statements: Iterable[tuple[str, str]], limit: int, *, alone: bool = False) -> list[str]:
    """Texts with the number of agencies that reported them, the most frequent first.

    With `alone` they are one agency's own and stand without a number; else those of a single agency are left
    out, since nothing but the order of a list would choose among them.
    """
    by_text: dict[str, set[str]] = {}
    for text, who in statements:
        by_text.setdefault(text.strip(), set()).add(who)
    if alone:
        return [sentence(text) for text in list(by_text)[:limit]]
    ranked = sorted(by_text.items(), key=lambda item: -len(item[1]))
    return [f"{text.rstrip('.;')} ({amount(len(who))} cơ quan)." for text, who in ranked if len(who) > 1][
        :limit
    ]
