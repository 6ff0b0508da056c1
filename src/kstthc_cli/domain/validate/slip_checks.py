"""Findings about slips other than those of their schema: obligations, references, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kstthc_cli.domain.calendar.periods import period_words
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.obligations.matching import figures_wrong
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Key, Slip, cyclic_references, state_of
from kstthc_cli.domain.requests import Request, Withdrawal, requests_on
from kstthc_cli.domain.validate.figure_checks import check_statement
from kstthc_cli.domain.validate.plan_checks import repeated


@dataclass(frozen=True, slots=True)
class StatementContext:
    """All slips and requests of a repository; each one is checked against the others."""

    years: Mapping[str, PlanYear]
    slips: tuple[Slip, ...]
    requests: tuple[Request, ...]
    withdrawals: tuple[Withdrawal, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    accepted: dict[str, dict[str, frozenset[Key]]] = field(default_factory=dict)

    def takes(self, plan: str, agency: str) -> frozenset[Key]:
        """The keys under which an agency with slips may report; withdrawn requests count as open."""
        if plan not in self.accepted:
            self.accepted[plan] = self._accepted(plan)
        return self.accepted[plan][agency]

    def _accepted(self, plan: str) -> dict[str, frozenset[Key]]:
        """What each agency with slips may report: what it or a relative owes, or has it in a result."""
        year = self.years[plan]
        with_slips = {slip.agency for slip in self.slips if slip.plan == plan}
        agencies = [agency for agency in year.registry.agencies.values() if agency.id in with_slips]
        requests = requests_on((r for r in self.requests if r.plan == plan), ())
        keys: dict[str, set[Key]] = {}
        for owed in year.owed_by(year.registry.with_relatives(agencies), requests):
            keys.setdefault(owed.agency.id, set()).update(owed.all_keys)
        return {
            agency.id: year.reportable_keys(agency.id).union(
                *(keys.get(member.id, ()) for member in year.registry.with_relatives([agency]))
            )
            for agency in agencies
        }


def check_slip(slip: Slip, known: StatementContext) -> Iterator[Finding]:
    """Findings about plan, agency, duties and figures of a slip, and about an empty slip."""
    year = known.years.get(slip.plan)
    if slip.withdraws and not slip.supersedes:
        yield Finding("KST054", (), "Phiếu không có dòng nào và cũng không thay phiếu nào.")
    if year is None:
        yield Finding("KST052", ("plan",), f"Không có kế hoạch “{slip.plan}”.")
        return
    if slip.agency not in year.registry.agencies:
        yield Finding("KST052", ("agency",), f"Danh mục không có cơ quan “{slip.agency}”.")
        return
    yield from _entries(slip, year, known)
    agency = year.registry.agencies[slip.agency]
    for n, statement in enumerate(slip.forms):
        for finding in check_statement(statement, agency, known.forms, year.registry):
            yield replace(finding, loc=("forms", n, *finding.loc))
    places: list[tuple[str, Loc]] = [
        (f"{statement.form} {statement.period} {statement.basis}", ("forms", n))
        for n, statement in enumerate(slip.forms)
    ]
    yield from repeated(places, "biểu")


def _entries(slip: Slip, year: PlanYear, known: StatementContext) -> Iterator[Finding]:
    duties = {duty.id: duty for duty in year.plan.duties}
    locals_: list[tuple[str, Loc]] = [
        (entry.key.local, ("entries", n, "duty")) for n, entry in enumerate(slip.entries)
    ]
    yield from repeated(locals_, "dòng")
    accepted = known.takes(slip.plan, slip.agency)
    for n, entry in enumerate(slip.entries):
        duty = duties.get(entry.key.duty)
        if duty is None:
            yield Finding("KST052", ("entries", n, "duty"), f"Kế hoạch không có đầu việc “{entry.key.duty}”.")
            continue
        if entry.key not in accepted:
            message = f"Cơ quan này không có đầu việc {entry.key.duty} ở {period_words(entry.key.period)}."
            yield Finding("KST052", ("entries", n, "duty"), message)
        units = {target.id: target.unit for target in duty.targets}
        for sentence in figures_wrong({name: f.unit for name, f in entry.figures.items()}, units):
            yield Finding("KST057", ("entries", n, "figures"), sentence)


def check_supersession(slips: Iterable[Slip]) -> Iterator[tuple[Slip, Finding]]:
    """Findings about `supersedes`: unknown slips or entries, other agencies, later days, cycles."""
    every = list(slips)
    by_id = {slip.id: slip for slip in every}
    cycles = cyclic_references(every)
    for slip in every:
        for n, ref in enumerate(slip.supersedes):
            name, _, local = ref.partition("#")
            target = by_id.get(name)
            if target is None:
                yield slip, Finding("KST054", ("supersedes", n), f"Không có phiếu “{name}”.")
            elif local and local not in {entry.key.local for entry in target.entries}:
                yield slip, Finding("KST054", ("supersedes", n), f"Phiếu “{name}” không có dòng “{local}”.")
            elif target.agency != slip.agency:
                message = f"Phiếu “{name}” là của cơ quan khác ({target.agency}); hãy rút nó bằng --withdraw."
                yield slip, Finding("KST054", ("supersedes", n), message)
            elif target.day > slip.day:
                message = f"Phiếu “{name}” ghi ngày {target.day:%d/%m/%Y}, sau ngày của phiếu thay nó."
                yield slip, Finding("KST054", ("supersedes", n), message)
            elif (slip.id, ref) in cycles:
                message = f"Phiếu này và “{name}” thay nhau vòng tròn, nên cả hai vẫn được tính."
                yield slip, Finding("KST054", ("supersedes", n), message)


def check_contradictions(slips: Iterable[Slip]) -> Iterator[tuple[Slip, Finding]]:
    """A finding for the newest of each set of contradictory statements."""
    places: dict[str, dict[Key, int]] = {}
    for key, progress in state_of(slips).items():
        if progress.contradictory:
            slip, _ = progress.latest
            ids = dict.fromkeys(s.id for s, _ in progress.statements if s.id != slip.id)
            others = ", ".join(ids) or "chính nó"
            if slip.path not in places:
                entries = list(enumerate(slip.entries))
                places[slip.path] = {entry.key: n for n, entry in reversed(entries)}
            message = f"Đầu việc {key.duty}, {period_words(key.period)}: phiếu này trái với {others}."
            yield slip, Finding("KST053", ("entries", places[slip.path][key], "status"), message)


Item = Slip | Request | Withdrawal


def repeated_ids(items: Iterable[Item]) -> Iterator[tuple[Item, Finding]]:
    """Every file after the first with the same id."""
    first: dict[str, str] = {}
    for item in sorted(items, key=lambda item: item.path):
        if item.id in first:
            yield item, Finding("KST056", ("id",), f"Mã “{item.id}” đã dùng trong {first[item.id]}.")
        first.setdefault(item.id, item.path)
