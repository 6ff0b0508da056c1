"""A plan with its registry and its calendar: the input of every computation."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from operator import is_
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.calendar import Calendar, Due
from kstthc_cli.domain.calendar.periods import Span, deadline_period
from kstthc_cli.domain.obligations.derivation import Obligation, obligations
from kstthc_cli.domain.obligations.result_agencies import reportable
from kstthc_cli.domain.obligations.timetable import Timetable
from kstthc_cli.domain.plan.plan import EVERYBODY, Duty, Plan
from kstthc_cli.domain.progress.slips import Entry, Key, Slip
from kstthc_cli.domain.requests import Request, origins


class _Normalizer(NamedTuple):
    """Rewrites keys to those of obligations: the year for one-time duties, the first request of a chain."""

    year: str
    years: Mapping[str, str]
    origins: Mapping[str, str]

    def key(self, key: Key) -> Key:
        if key.request:
            return key._replace(period=self.year, request=self.origins.get(key.request, key.request))
        year = self.years.get(key.duty, key.period)
        return key if year == key.period else key._replace(period=year)

    def ref(self, ref: str) -> str:
        """A reference `ID`, `ID#DUTY@PERIOD` or `ID#DUTY@PERIOD/REQUEST`."""
        name, _, local = ref.partition("#")
        duty, _, rest = local.partition("@")
        period, _, request = rest.partition("/")
        return f"{name}#{self.key(Key('', duty, period, request)).local}" if period else ref

    def slip(self, slip: Slip) -> Slip:
        keys = [self.key(entry.key) for entry in slip.entries]
        if not slip.supersedes and all(map(is_, keys, (entry.key for entry in slip.entries))):
            return slip
        entries = tuple(map(_under, slip.entries, keys))
        return slip._replace(entries=entries, supersedes=tuple(map(self.ref, slip.supersedes)))


def _under(entry: Entry, key: Key) -> Entry:
    return entry if entry.key is key else entry._replace(key=key)


class PlanYear(NamedTuple):
    """One plan, its registry, its calendar.

    `revision` is a hash of the files that they were read from; empty if unknown.
    """

    plan: Plan
    registry: Registry
    calendar: Calendar
    revision: str = ""

    @property
    def asking_everybody(self) -> PlanYear:
        """The same year where every agency that has a part in a duty must report."""
        return self._replace(plan=self.plan._replace(reporting=EVERYBODY))

    def of_duties(self, ids: Container[str]) -> PlanYear:
        """The same year with only the duties of these ids."""
        duties = tuple(duty for duty in self.plan.duties if duty.id in ids)
        return self._replace(plan=self.plan._replace(duties=duties), revision="")

    def normalized(self, slips: Iterable[Slip], requests: Iterable[Request] = ()) -> list[Slip]:
        """The slips with the keys of obligations in their entries.

        A slip has the period of the deadline when it was written; the plan or a correction of the request may
        have moved it since, or the sub-plan that set it may have been removed.
        """
        normalizer = self._normalizer(origins(requests))
        return [normalizer.slip(slip) for slip in slips]

    def reference(self, ref: str) -> str:
        """A reference `ID#DUTY@PERIOD` with the period of the obligation."""
        return self._normalizer({}).ref(ref)

    def _normalizer(self, first_of_chain: Mapping[str, str]) -> _Normalizer:
        years = {duty.id: year for duty in self.plan.duties if (year := self._year_of(duty)) is not None}
        return _Normalizer(str(self.plan.year), years, first_of_chain)

    def _year_of(self, duty: Duty) -> str | None:
        """The period name of a duty that falls due once: its year; None for others."""
        if duty.schedule.by is not None:
            return str(deadline_period(duty.schedule.by).year)
        return str(self.plan.year) if duty.schedule.kind == "by_plan" else None

    def offices_of(self, bodies: Iterable[Agency]) -> list[Agency]:
        """The agencies directly below the bodies, and not among them, that consolidate reports for them."""
        ids = {body.id for body in bodies}
        all_known = self.registry.agencies.values()
        below = [agency for agency in all_known if agency.parent in ids and agency.id not in ids]
        ordered = self.registry.ordered(below)
        consolidated = (owed.agency for owed in self.owed_by(ordered) if owed.part.consolidates)
        return list({agency.id: agency for agency in consolidated}.values())

    def reportable_by(self, agency: Agency, requests: Iterable[Request] = ()) -> list[Obligation]:
        """The obligations of the agency, and the duties it may report because their results name it."""
        named = reportable(self.plan, self.registry, self.calendar, agency)
        return [*self.owed_by([agency], requests), *named]

    def reportable_keys(self, agency: str) -> frozenset[Key]:
        """The keys that the agency may report although it does not owe the duty: its results name it."""
        found = self.registry.agencies.get(agency)
        named = reportable(self.plan, self.registry, self.calendar, found) if found else ()
        return frozenset(obligation.key for obligation in named)

    def days_within(self, span: Span) -> Iterator[Due]:
        """The last days that duties have in a span for any level, without requests."""
        timetable = Timetable(self.plan.year, self.calendar)
        for duty in self.plan.duties:
            for level in self.calendar.send_by:
                yield from (due for _, due, _ in timetable.of(duty, level) if due and due.nominal in span)

    def owed_by(self, agencies: Iterable[Agency], requests: Iterable[Request] = ()) -> Iterable[Obligation]:
        """The obligations of the agencies in the plan's year, agency by agency; see `obligations`."""
        return obligations(self.plan, self.registry, self.calendar, agencies, requests)
