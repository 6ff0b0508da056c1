"""`kst search`: where words stand in tasks, agencies, requests, slips and written texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.snapshot import Snapshot, snapshot
from kstthc_cli.domain.calendar.periods import period_words
from kstthc_cli.domain.text.search import Wanted
from kstthc_cli.errors import UsageError
from kstthc_cli.output import Output
from kstthc_cli.render import search as view_of
from kstthc_cli.render.search import Hit, SearchView
from kstthc_cli.store.plan.plan_years import plan_year
from kstthc_cli.store.report.report_files import every_prose


class SearchQuestion(NamedTuple):
    """The options of `kst search`."""

    words: tuple[str, ...]
    as_of: date
    plan: str | None = None


def search(root: Path, question: SearchQuestion, output: Output) -> int:
    """Print everything that has all the words. Raises UsageError without any word."""
    output.resolve_format(FORMATS)
    wanted = Wanted(" ".join(question.words))
    if not wanted:
        raise UsageError("Chưa nêu từ cần tìm.", "Ví dụ: kst search tàu cá.")
    now = snapshot(root, plan_year(root, question.plan, question.as_of), question.as_of, None, output.watch)
    hits = [*_tasks(now, wanted), *_agencies(now, wanted), *_requests(now, wanted), *_slips(now, wanted)]
    hits += _prose(root, now, wanted)
    view = SearchView(" ".join(" ".join(question.words).split()), now.year.plan.id, hits)
    listing = Listing(
        data=lambda: view_of.as_data(view),
        header=view_of.COLUMNS.header,
        records=lambda: view_of.COLUMNS.records(view, view.hits),
        table=lambda _wide, _max_length: view_of.as_table(view, short=False),
        short=lambda _wide: view_of.as_table(view, short=True),
    )
    return print_listing(root, listing, output)


def _tasks(now: Snapshot, wanted: Wanted) -> Iterator[Hit]:
    plan = now.year.plan
    for duty in plan.duties:
        texts = [duty.content, *duty.results, *(line.printed for line in duty.lines)]
        if wanted.found_in(texts):
            has = next((text for text in texts if wanted.found_in([text])), duty.content)
            yield Hit("task", f"Đầu việc {duty.id}", wanted.excerpt(has), f"kst plan show {duty.task}")


def _agencies(now: Snapshot, wanted: Wanted) -> Iterator[Hit]:
    registry = now.year.registry
    for agency in registry.in_order:
        names = [agency.name, agency.short, *agency.aliases]
        found = [name for name in names if wanted.found_in([name])]
        if found or wanted.found_in([agency.id]):
            shown = found[0] if found else agency.id
            yield Hit("agency", registry.short_name(agency.id), shown, f"kst agencies show {agency.id}")


def _requests(now: Snapshot, wanted: Wanted) -> Iterator[Hit]:
    for request in (*now.requests, *now.withdrawn):
        if wanted.found_in([request.subject, request.number]):
            command = f"kst history {request.duty}"
            yield Hit("request", f"{request.number}", wanted.excerpt(request.subject), command)


def _slips(now: Snapshot, wanted: Wanted) -> Iterator[Hit]:
    """The entries that have the words in their texts or in the documents that they name."""
    for slip in sorted(now.slips, key=lambda slip: (slip.day, slip.path)):
        for entry in slip.entries if slip.day <= now.as_of else ():
            texts = [*entry.texts.values(), *(item.words for item in entry.evidence)]
            if wanted.found_in(texts):
                has = next((text for text in texts if wanted.found_in([text])), " ".join(texts))
                who = f"{now.year.registry.short_name(slip.agency)}, {slip.day:%d/%m/%Y}"
                command = f"kst history {entry.key.duty} --agency {slip.agency}"
                yield Hit("slip", who, wanted.excerpt(has), command)


def _prose(root: Path, now: Snapshot, wanted: Wanted) -> Iterator[Hit]:
    for path, prose in every_prose(root, now.year.plan.id):
        written = (prose.highlights, prose.shortcomings, prose.causes, prose.next, prose.proposals)
        for text in filter(None, (*written, *prose.headings.values())):
            if wanted.found_in([text]):
                who = f"{now.year.registry.short_name(prose.agency)}, {period_words(prose.period)}"
                yield Hit("prose", who, wanted.excerpt(text), path)
