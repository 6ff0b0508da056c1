"""Where the parts of a report begin and end, when figures are compared, and lines of a letterhead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Place, tables_of
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.forms.form_files import form_of
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement
from kstthc_cli.domain.progress.slips import Entry, ReportedProgress, Slip, Statement
from kstthc_cli.domain.report.contents import contents_of
from kstthc_cli.domain.report.figures import Tallies, figures_of
from kstthc_cli.domain.report.letterhead import number_line
from kstthc_cli.domain.report.report_period import report_period
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import days_late
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.plan.repository import load_repository
from kstthc_cli.store.yaml.reader import parse
from tests.support.quang_ngai import plan_year
from tests.support.small_province import small_province

Q2 = parse_period("2021-Q2")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> PlanYear:
    return plan_year(load_repository(small_province(tmp_path_factory.mktemp("reports") / "kho")))


def owed(year: PlanYear, duty: str) -> Obligation:
    """An obligation of the duty by an agency that must report."""
    return next(one for one in year.owed_by([*year.registry.agencies.values()], ()) if one.duty.id == duty)


def row(
    year: PlanYear, duty: str, due: date | None, *said: date, status: str = "overdue", shift: int = 0
) -> Row:
    """A row with its last day, moved by `shift` days, and days on which it was said to be done."""
    owing = owed(year, duty)
    last = Due(due, due + timedelta(days=shift)) if due else None
    entry = Entry(owing.key, "done")
    slips = (
        Slip(f"p{n}", "2021", owing.agency.id, "2021-Q2", day, None, (), (entry,))
        for n, day in enumerate(said)
    )
    progress = ReportedProgress(tuple(Statement(slip, entry) for slip in slips)) if said else None
    return Row(owing._replace(due=last), status, progress)


def told(year: PlanYear, one: Row) -> list[str]:
    """The parts of the report of quarter II in which a row stands."""
    found = contents_of([one], report_period(Q2, year.calendar))
    parts = {"due": found.due, "earlier": found.earlier, "ahead": found.ahead, "following": found.following}
    return [*(name for name, rows in parts.items() if rows), *(["cumulative"] if found.cumulative else [])]


@pytest.mark.parametrize(
    ("duty", "due", "said", "status", "shift", "wanted"),
    [
        # due in the quarter
        ("2", date(2021, 4, 1), [], "overdue", 0, ["due", "cumulative"]),
        ("2", date(2021, 6, 30), [], "overdue", 0, ["due", "cumulative"]),
        # left over from before
        ("2", date(2021, 3, 31), [], "overdue", 0, ["earlier", "cumulative"]),
        ("2", date(2021, 3, 31), [date(2021, 3, 10)], "done", 0, ["cumulative"]),
        ("2", date(2021, 3, 31), [date(2021, 3, 15)], "done", 0, ["earlier", "cumulative"]),
        ("2", date(2021, 3, 31), [date(2021, 6, 14)], "done", 0, ["earlier", "cumulative"]),
        ("2", date(2021, 3, 31), [date(2021, 6, 15)], "done", 0, ["cumulative"]),
        ("4", date(2021, 3, 18), [date(2021, 3, 18)], "done", 0, ["cumulative"]),
        ("4", date(2021, 3, 18), [date(2021, 3, 19)], "done", 0, ["earlier", "cumulative"]),
        ("4", date(2021, 3, 18), [date(2021, 3, 19)], "done", 1, ["cumulative"]),
        # due later
        ("2", date(2021, 7, 1), [], "not_due", 0, ["following"]),
        ("2", date(2021, 7, 1), [date(2021, 6, 14)], "in_progress", 0, ["ahead", "following"]),
        ("2", date(2021, 7, 1), [date(2021, 6, 15)], "in_progress", 0, ["following"]),
        ("2", date(2021, 9, 30), [], "not_due", 0, ["following"]),
        ("2", date(2021, 10, 1), [], "not_due", 0, []),
        # without a last day
        ("5b", None, [], "waiting", 0, ["due", "cumulative"]),
        ("5b", None, [date(2021, 3, 14)], "done", 0, ["due", "cumulative"]),
    ],
)
def test_where_a_row_stands_in_the_report_of_quarter_ii(
    duty: str, due: date | None, said: list[date], status: str, shift: int, wanted: list[str], year: PlanYear
) -> None:
    assert told(year, row(year, duty, due, *said, status=status, shift=shift)) == wanted


@pytest.mark.parametrize(
    ("period", "days", "wanted"),
    [
        ("2021-Q1", (date(2020, 1, 1), date(2021, 3, 14), date(2021, 3, 15)), 2),
        ("2021-Q2", (date(2021, 3, 14), date(2021, 3, 15), date(2021, 6, 14), date(2021, 6, 15)), 2),
        ("2021-Q4", (date(2021, 9, 14), date(2021, 9, 15), date(2022, 5, 1)), 2),
        ("2021", (date(2020, 1, 1), date(2022, 5, 1)), 2),
    ],
)
def test_statements_without_a_last_day_belong_to_their_window(
    period: str, days: tuple[date, ...], wanted: int, year: PlanYear
) -> None:
    told = row(year, "5b", None, *days)
    found = contents_of([told], report_period(parse_period(period), year.calendar))
    [kept] = found.due
    assert len(kept.statements) == wanted


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(date(2021, 6, 6), 0), (date(2021, 6, 7), 0), (date(2021, 6, 8), 1), (date(2021, 7, 7), 30)],
)
def test_days_late_are_counted_from_the_moved_day(day: date, wanted: int, year: PlanYear) -> None:
    assert days_late(row(year, "2", date(2021, 6, 5), shift=2), day) == wanted
    assert days_late(row(year, "3", None), day) == 0


# Figures

FORM = """\
schema_version: 1
id: "b"
title: "Biểu"
source: {text: "Kho này đặt", confidence: "L"}
unit: "số hồ sơ"
filled_by: {levels: [so, huyen]}
frequency: FREQUENCY
rows: ROWS
columns:
  - {id: "1", heading: ["Tổng"], type: count}
  - {id: "2", heading: ["Trực tuyến"], type: count}
  - {id: "3", heading: ["Tỷ lệ"], type: percent, ratio: {numerator: ["2"], denominator: ["1"]}}
  - {id: "4", heading: ["Mỗi ngày"], type: decimal, ratio: {numerator: ["2"], denominator: ["1"]}}
"""
FIXED = '{kind: fixed, items: [{id: a, label: "Đất đai"}, {id: b, label: "Hộ tịch"}]}'


def form(frequency: str = "quarter", rows: str = FIXED) -> Form:
    text = FORM.replace("FREQUENCY", frequency).replace("ROWS", rows)
    return form_of(FormFile.model_validate(parse(Source("", text)).data))


def slip(agency: str, period: str, cells: Mapping[Place, int] | None) -> Slip:
    """Cells by row and column; None: nothing in the form arises."""
    rows: dict[str, dict[str, int]] = {}
    for (name, column), value in (cells or {}).items():
        rows.setdefault(name, {})[column] = value
    stated = tuple(RowStatement(name, given) for name, given in rows.items())
    said = FormStatement("b", period, "own", "not_arising" if cells is None else "done", stated)
    return Slip(f"{agency}-{period}", "2021", agency, period, date(2021, 6, 1), None, (), (), forms=(said,))


def figures(year: PlanYear, slips: list[Slip], shown: Form, agency: str | None = None) -> Any:
    tables = Collected(shown, year.registry, 15, tables_of(slips))
    tallies = Tallies(tables, {parse_period("2021-Q1"): tables}, tables)
    who = year.registry.agencies[agency] if agency else None
    return figures_of(tallies, report_period(Q2, year.calendar), who)


ONE: Mapping[Place, int] = {("a", "1"): 3, ("a", "2"): 1}


def test_everything_that_a_report_says_of_a_form(year: PlanYear) -> None:
    slips = [slip("so-tp", "2021-Q2", ONE), slip("huyen-ba-to", "2021-Q2", {("a", "1"): 3, ("a", "2"): 2})]
    found = figures(year, slips, form())
    assert found.now.cells == {"1": 6, "2": 3, "3": 50.0, "4": 0.5}
    assert (found.now.held, found.now.expected) == (2, 5)
    assert found.now.ratios == {"3": (3, 6), "4": (3, 6)}
    assert found.compared == ()
    assert found.to_date.cells == found.now.cells
    assert [(one.label, one.cells) for one in found.rows] == [
        ("Đất đai", {"1": 6, "2": 3, "3": 50.0, "4": 0.5}),
        ("Hộ tịch", {}),
    ]
    assert [(one.name, one.cells["1"]) for one in found.levels] == [("Sở, ban, ngành", 3), ("Cấp huyện", 3)]
    assert [(one.name, one.cells) for one in found.agencies] == [
        ("so-tp", {"1": 3, "2": 1}),
        ("huyen-ba-to", {"1": 3, "2": 2}),
    ]
    assert found.score is None


def test_free_rows_without_a_figure_are_left_out_and_rates_are_rounded_as_printed(year: PlanYear) -> None:
    free = '{kind: free, heading: "Lĩnh vực"}'
    found = figures(year, [slip("so-tp", "2021-Q2", {**ONE, ("b", "2"): 0})], form(rows=free), "so-tp")
    assert [one.label for one in found.rows] == ["a", "b"]
    assert (found.now.cells, found.levels, found.agencies) == (
        {"1": 3, "2": 1, "3": 33.33, "4": 1 / 3},
        (),
        (),
    )


def test_a_form_is_told_where_its_periods_lie_in_that_of_the_report(year: PlanYear) -> None:
    assert figures(year, [slip("so-tp", "2021", ONE)], form("year")) is None
    assert figures(year, [slip("so-tp", "2021-Q1", ONE)], form()) is None
    assert figures(year, [], form()) is None
    monthly = figures(year, [slip("so-tp", "2021-04", ONE), slip("so-tp", "2021-06", ONE)], form("month"))
    assert (monthly.now.cells["1"], monthly.now.expected) == (6, 5)


def test_what_does_not_arise_counts_as_nothing(year: PlanYear) -> None:
    found = figures(year, [slip("so-tp", "2021-Q2", None)], form())
    assert found.now.cells == {"1": 0, "2": 0}
    assert figures(year, [slip("so-tp", "2021-Q2", {("a", "1"): 0, ("a", "2"): 0})], form()).now.cells == {
        "1": 0,
        "2": 0,
    }


@pytest.mark.parametrize(
    ("then", "now", "wanted"), [(5, 5, True), (4, 5, False), (5, 4, False), (1, 1, True), (0, 1, False)]
)
def test_periods_are_compared_where_about_as_many_agencies_stated_figures(
    then: int, now: int, wanted: bool, year: PlanYear
) -> None:
    fillers = [a.id for a in year.registry.in_order if a.level in ("so", "huyen")]
    assert len(fillers) == 5
    slips = [slip(who, "2021-Q1", ONE) for who in fillers[:then]] + [
        slip(who, "2021-Q2", ONE) for who in fillers[:now]
    ]
    assert bool(figures(year, slips, form()).compared) == wanted


@pytest.mark.parametrize(
    ("then", "now", "wanted"), [(9, 10, True), (8, 9, False), (10, 9, True), (18, 20, True), (17, 19, False)]
)
def test_nine_of_ten_agencies_are_enough_to_compare(
    then: int, now: int, wanted: bool, year: PlanYear
) -> None:
    known = {f"so-{n}": Agency(f"so-{n}", f"Sở {n}", f"Sở {n}", "so") for n in range(20)}
    larger = year._replace(registry=year.registry._replace(agencies=known))
    slips = [slip(who, "2021-Q1", ONE) for who in list(known)[:then]]
    slips += [slip(who, "2021-Q2", ONE) for who in list(known)[:now]]
    assert bool(figures(larger, slips, form()).compared) == wanted


SAID = """\
schema_version: 1
id: "b"
title: "Biểu"
source: {text: "Kho này đặt", confidence: "L"}
unit: "số hồ sơ"
filled_by: {levels: [so]}
frequency: quarter
rows: {kind: free, heading: "Lĩnh vực"}
columns:
  - {id: "1", heading: ["Số"], type: count, over_periods: none}
  - {id: "2", heading: ["Ghi chú"], type: text}
"""


def test_what_has_no_number_is_left_out_of_a_report(year: PlanYear) -> None:
    """A row and an agency with words only; and, to date, a number that cannot be added over quarters."""
    words: Any = {("b", "2"): "Đang làm"}
    slips = [slip("so-tp", "2021-Q2", {("a", "1"): 3}), slip("so-yt", "2021-Q2", words)]
    made = form_of(FormFile.model_validate(parse(Source("", SAID)).data))
    found = figures(year, slips, made)
    assert [(one.label, one.cells) for one in found.rows] == [("a", {"1": 3})]
    assert [(one.name, one.cells) for one in found.agencies] == [("so-tp", {"1": 3})]
    assert found.to_date.cells == {"1": 3}
    before = slip("so-tp", "2021-Q1", {("a", "1"): 4})
    assert figures(year, [before, *slips], made).to_date is None


# Letterheads


@pytest.mark.parametrize(
    ("number", "kind", "symbol", "wanted"),
    [
        ("5", "BC", "STP", "Số: 05/BC-STP"),
        ("12", "BC", "STP", "Số: 12/BC-STP"),
        ("123", "BC", "STP", "Số: 123/BC-STP"),
        (" 5/BC-STP ", "BC", "STP", "Số: 05/BC-STP"),
        ("5a", "BC", "STP", "Số: 5a/BC-STP"),
        ("5/KH", "BC", "", "Số: 05/KH"),
        ("٥", "BC", "STP", "Số: ٥/BC-STP"),
        ("²", "BC", "", "Số: ²/BC"),
        ("5", "", "STP", "Số: 05/STP"),
        (None, "BC", "STP", "Số:        /BC-STP"),
        (None, "BC", "", "Số:        /BC"),
    ],
)
def test_the_line_with_the_number(number: str | None, kind: str, symbol: str, wanted: str) -> None:
    assert answers(number, kind, symbol) == wanted


def answers(number: str | None, kind: str, symbol: str) -> str:
    return number_line(number, kind, symbol)
