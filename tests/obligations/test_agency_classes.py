"""Obligations are derived once for agencies that are treated alike, and are those of each agency alone."""

from __future__ import annotations

from datetime import date

import pytest

from kstthc_cli.domain.diff.consequences import consequences
from kstthc_cli.domain.obligations.agency_classes import AgencyClasses
from kstthc_cli.domain.obligations.comparison import Comparison
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.requests import Request
from kstthc_cli.store.plan.plan_years import plan_years
from tests.support.small_province import sample_province, small_province


@pytest.fixture(scope="module", params=[small_province, sample_province])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PlanYear:
    return plan_years(request.param(tmp_path_factory.mktemp("kho") / "kho"))[0]


def asked(year: PlanYear) -> list[Request]:
    """Requests for a duty: one for everybody, one for a single agency."""
    duty = next(duty.id for duty in year.plan.duties if duty.schedule.kind == "on_request")
    everybody = Request("a", year.plan.id, duty, date(2021, 8, 1), date(2021, 9, 1), "1/CV", None, "", ())
    return [everybody, everybody._replace(id="b", agencies=("so-yt",))]


def test_all_together_owe_what_each_owes_alone(year: PlanYear) -> None:
    for requests in ([], asked(year)):
        together = list(year.owed_by(year.registry.in_order, requests))
        alone = [o for agency in year.registry.in_order for o in year.owed_by([agency], requests)]
        assert together == alone
        assert len(together) > 20


def test_an_agency_that_anything_names_is_alone_in_its_class(year: PlanYear) -> None:
    classes = AgencyClasses(year.plan, year.registry, asked(year))
    of = {agency.id: classes.of(agency) for agency in year.registry.in_order}
    assert of["so-yt"] == "so-yt"
    assert of["vp-ubnd-tinh"] == "vp-ubnd-tinh"
    assert of["huyen-ba-to"] == of["huyen-ly-son"]
    assert of["huyen-ba-to"] != of["ubnd-tinh"]


def test_a_comparison_has_the_obligations_of_every_agency(year: PlanYear) -> None:
    duties = tuple(duty for duty in year.plan.duties if duty.schedule.kind != "by_date")
    after = year._replace(plan=year.plan._replace(duties=duties))
    both = Comparison(year, after, asked(year))
    for agency in year.registry.in_order:
        old, new = both.owed_by(agency.id)
        for owed, side in ((old, year), (new, after)):
            expected = [o.key.parts[1:] for o in side.owed_by([agency], asked(year))]
            assert list(owed) == expected
    assert sum(c.old_agencies for c in both) == len(year.registry.agencies)
    assert both.owed_by("khong-co") == ({}, {})


def test_consequences_name_every_agency_in_order(year: PlanYear) -> None:
    duties = tuple(duty for duty in year.plan.duties if duty.schedule.kind != "ongoing")
    after = year._replace(plan=year.plan._replace(duties=duties))
    found = consequences(year, after)
    lost = {(duty, who) for group in found.vanish for duty in group.duties for who in group.agencies}
    kept = {duty.id for duty in duties}
    owed = {(o.duty.id, o.agency.id) for o in year.owed_by(year.registry.in_order)}
    assert lost == {(duty, who) for duty, who in owed if duty not in kept}
    place = {agency.id: n for n, agency in enumerate(year.registry.in_order)}
    for group in found.vanish:
        assert list(group.agencies) == sorted(group.agencies, key=place.__getitem__)
    assert consequences(year, year) == consequences(None, None)
