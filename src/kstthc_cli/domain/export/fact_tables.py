"""The tables of facts, in an order in which each follows those whose keys it holds."""

from __future__ import annotations

from kstthc_cli.domain.export.fact_table import Filled, Table
from kstthc_cli.domain.export.facts import Facts
from kstthc_cli.domain.export.plan_tables import AGENCIES, AMENDMENTS, DUTIES, PLANS, REQUESTS
from kstthc_cli.domain.export.progress_tables import ENTRIES, FIGURES, FORM_TOTALS, OBLIGATIONS

TABLES: tuple[Table, ...] = (
    PLANS,
    AGENCIES,
    DUTIES,
    REQUESTS,
    OBLIGATIONS,
    ENTRIES,
    FIGURES,
    FORM_TOTALS,
    AMENDMENTS,
)
"""Every table, after those whose keys it holds."""


def filled(all_facts: list[Facts]) -> Filled:
    """Every table with the records of all plans."""
    return [(table, [record for facts in all_facts for record in table.records(facts)]) for table in TABLES]
