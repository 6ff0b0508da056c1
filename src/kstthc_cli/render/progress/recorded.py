"""What `kst record` prints about a slip that was written, or would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import Entry, Slip
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.render.screen.phrases import figure_text

if TYPE_CHECKING:
    from kstthc_cli.render.forms.stated import StatedForm

_FEW = 5
"""How many unfinished obligations are named one by one."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A slip with the obligation of each entry; its path is empty in a dry run.

    `still_open` are other obligations on the same duties that are due and unfinished. With `shown`, the user
    has already seen the entries (`preview`).
    """

    agency: Agency
    slip: Slip
    entries: Sequence[tuple[Obligation, Entry]]
    still_open: Sequence[Obligation] = ()
    shown: bool = False
    forms: Sequence[StatedForm] = ()


def as_data(view: Recorded) -> dict[str, Any]:
    """The slip in JSON."""
    slip = view.slip
    return {
        "schema_version": 1,
        "slip": slip.path.rsplit("/", 1)[-1].removesuffix(".yaml") if slip.path else None,
        "path": slip.path or None,
        "agency": view.agency.id,
        "period": slip.period,
        "date": slip.day.isoformat(),
        "entries": [{**_named(obligation), "status": entry.status} for obligation, entry in view.entries],
        "still_open": [_named(obligation) for obligation in view.still_open],
        **({"forms": [item.data() for item in view.forms]} if view.forms else {}),
    }


def _named(obligation: Obligation) -> dict[str, Any]:
    return {
        "duty": obligation.duty.id,
        "period": str(obligation.period),
        "request": obligation.request or None,
    }


def as_text(view: Recorded) -> str:
    """Two lines or more for each entry, what is superseded, what is still open, and the file."""
    entries = () if view.shown else view.entries
    lines = [line for item in entries for line in _entry(view.agency, *item)]
    lines += [line for item in view.forms for line in item.lines(view.agency)]
    lines += [f"{'Rút' if view.slip.withdraws else 'Thay'} {ref}" for ref in view.slip.supersedes]
    if view.still_open:
        lines.append(f"Còn chưa hoàn thành: {_open_words(view.still_open)}.")
    lines.append(f"Đã ghi {view.slip.path}" if view.slip.path else "Chạy thử: chưa ghi gì.")
    return "\n".join(lines) + "\n"


def preview(agency: Agency, entries: Sequence[tuple[Obligation, Entry]]) -> str:
    """The entries with their texts and documents, before they are written."""
    return "\n".join(line for item in entries for line in (*_entry(agency, *item), *_details(item[1]))) + "\n"


def _details(entry: Entry) -> Iterator[str]:
    named = (("Đã làm gì", entry.text), ("Khó khăn", entry.difficulty), ("Kiến nghị", entry.proposal))
    yield from (f"    {heading}: {text}" for heading, text in named if text)
    yield from (f"    Văn bản: {item.number}" for item in entry.evidence if item.number)


def _open_words(obligations: Sequence[Obligation]) -> str:
    """Each duty with its period; many with the same period together: `đầu việc 3b, 6, quý I năm 2021 (…)`."""
    named = [(o.duty.id, _when(o)) for o in obligations]
    if len(named) > _FEW:
        together: dict[str, list[str]] = {}
        for duty, when in named:
            together.setdefault(when, []).append(duty)
        named = [(", ".join(duties), when) for when, duties in together.items()]
    return "; ".join(f"đầu việc {duties}, {when}" for duties, when in named)


def _when(obligation: Obligation) -> str:
    day = f" (hạn {obligation.due.effective:%d/%m/%Y})" if obligation.due else ""
    request = f", yêu cầu {obligation.request}" if obligation.request else ""
    return f"{obligation.period.vietnamese}{request}{day}"


def _entry(agency: Agency, obligation: Obligation, entry: Entry) -> Iterator[str]:
    yield f"{obligation.duty.id}. {shortened(obligation.duty.content, 100)}"
    yield f"    {agency.short}, {obligation.period.vietnamese}: {STATUSES[entry.status]}."
    for name, figure in entry.figures.items():
        yield f"    Số liệu {name}: {figure_text(figure)}"
