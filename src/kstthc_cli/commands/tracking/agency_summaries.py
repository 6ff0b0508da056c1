"""How the work of each agency stands: kept where nothing has changed, else worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.snapshot import snapshot
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.tracking.agency_summary import AgencySummary, agency_summaries
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.store.index.slip_cache import Watch


class Count(NamedTuple):
    """What is counted of each agency: `words` is all that it hangs on beside files, plan and day."""

    root: Path
    year: PlanYear
    as_of: date
    takes: Callable[[Row], bool]
    words: str
    watch: Watch = iter


def counted(count: Count, agencies: Sequence[Agency], *, strays: bool) -> dict[str, AgencySummary]:
    """The summary of each of the agencies, by id and in their order.

    With `strays` also what was said for agencies that the registry does not have. Raises as `snapshot` does.
    """
    from kstthc_cli.store.index.summary_cache import SummaryInputs, cached_summaries, store_summaries

    question = SummaryInputs(count.year, count.as_of.isoformat(), count.words)
    known = cached_summaries(count.root, question, agencies, strays=strays)
    unknown = [agency for agency in agencies if agency.id not in known]
    new: dict[str, AgencySummary] = {}
    if unknown:
        new, read = _worked_out(count, unknown, whole=strays and len(unknown) == len(agencies))
        store_summaries(count.root, question, unknown, new, read)
    found = {agency.id: known.get(agency.id) or new[agency.id] for agency in agencies}
    return found | {name: summary for name, summary in new.items() if name not in found}


def _worked_out(
    count: Count, agencies: Sequence[Agency], *, whole: bool
) -> tuple[dict[str, AgencySummary], Mapping[str, str]]:
    """The summaries, and the hash of every file that was read for them."""
    now = snapshot(count.root, count.year, count.as_of, None if whole else agencies, count.watch)
    ids = {agency.id for agency in agencies}
    stated = [key for key in now.state if whole or key.agency in ids]
    rows = now.rows(count.year.registry.with_relatives(agencies))
    return agency_summaries(rows, agencies, stated, count.takes, count.year.reportable_keys), now.hashes
