"""The counts and figures of one agency, which `kst status` adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.progress.slips import Key
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import StatusCounts
from kstthc_cli.domain.tracking.targets import Miss, misses


class AgencySummary(NamedTuple):
    """Counts by section, and what else is to be told of an agency.

    `unmatched` are the keys of what it said that no obligation has.
    """

    sections: dict[str, StatusCounts]
    contradictory: int = 0
    unmatched: int = 0
    misses: tuple[Miss, ...] = ()

    @property
    def total(self) -> StatusCounts:
        """All sections together."""
        return StatusCounts.sum(self.sections.values())


def summary_of(rows: Sequence[Row], unmatched: int = 0) -> AgencySummary:
    """How the rows of one agency stand; sections in the order of the rows."""
    by_section: dict[str, list[Row]] = {}
    for row in rows:
        by_section.setdefault(row.obligation.duty.section, []).append(row)
    return AgencySummary(
        sections={section: StatusCounts.of(mine) for section, mine in by_section.items()},
        contradictory=sum(row.progress is not None and row.progress.contradictory for row in rows),
        unmatched=unmatched,
        misses=tuple(misses(rows)),
    )


def agency_summaries(
    rows: Iterable[Row],
    agencies: Iterable[Agency],
    stated: Iterable[Key],
    takes: Callable[[Row], bool],
    reportable: Callable[[str], Container[Key]],
) -> dict[str, AgencySummary]:
    """Agency id → how its work stands; only rows that `takes` has are counted.

    `rows` are all obligations of the agencies and of their relatives: what was `said` of one counts as
    matched wherever it leads, and so does what is `reportable` by an agency that does not owe it.
    What is said for an agency that was not asked about stands under its id with no work beside it.
    """
    mine: dict[str, list[Row]] = {agency.id: [] for agency in agencies}
    stray = dict.fromkeys(stated)
    for row in rows:
        for key in row.obligation.all_keys if stray else ():
            stray.pop(key, None)
        if row.obligation.agency.id in mine and takes(row):
            mine[row.obligation.agency.id].append(row)
    also = {agency: reportable(agency) for agency in {key.agency for key in stray}}
    unmatched = Counter(key.agency for key in stray if key not in also[key.agency])
    return {name: summary_of(mine.get(name, []), unmatched[name]) for name in [*mine, *unmatched]}
