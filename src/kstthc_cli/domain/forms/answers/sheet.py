"""The figures of a form in a period as a sheet: rows with sums, and what a reader must know beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import LEVELS, Agency
from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.calendar.periods import Period, parse_period
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.completeness import Completeness, completeness
from kstthc_cli.domain.forms.form import Column
from kstthc_cli.domain.forms.numbers import as_json, shown, written
from kstthc_cli.domain.forms.rules import NOT_APPLICABLE, WRONG
from kstthc_cli.domain.forms.scoring import score
from kstthc_cli.domain.forms.sums import Scope, Sum, added

TOTAL = "Tổng cộng"


class SheetCell(NamedTuple):
    """A figure: as text, as a JSON value, and how many of `expected` agencies it holds, some `partly`."""

    text: str
    value: int | float | str | None
    held: int
    partly: int
    expected: int
    ratio: str = ""
    """`51/101`, numerator and denominator of a ratio."""


class SheetRow(NamedTuple):
    """A line of the sheet; `note` says why an agency adds nothing of its own."""

    id: str
    label: str
    cells: tuple[SheetCell, ...]
    total: bool = False
    note: str = ""


class SheetRate(NamedTuple):
    """Completeness of one period of the form."""

    period: str
    counts: Completeness


class Sheet(NamedTuple):
    """Everything that `kst form show` prints; `columns` are (id, title, type)."""

    form: str
    title: str
    source: str
    confidence: str
    unit: str
    heading: str
    period: str
    period_name: str
    by: str
    agency: str | None
    columns: tuple[tuple[str, str, str], ...]
    depth: int
    header: tuple[tuple[str, int, int, int, int], ...]
    rows: tuple[SheetRow, ...]
    rates: tuple[SheetRate, ...]
    failing: tuple[str, ...]
    not_applicable: int
    warnings: tuple[str, ...]
    score: str = ""
    closed: str = ""
    """Until when the figures of a closed period were counted, and what has changed since."""


class Question(NamedTuple):
    """What is asked: the span, by `row`, `level` or `agency`, of one agency or of all."""

    period: Period
    by: str = "row"
    agency: Agency | None = None


def sheet_of(collected: Collected, question: Question, calendar: Calendar) -> Sheet:
    """The sheet of a form. Its periods are those of the form inside the span, at least one."""
    from kstthc_cli.domain.forms.checks import outcomes
    from kstthc_cli.domain.forms.form_grid import header_of

    form, agency = collected.form, question.agency
    periods = form.parts_of(question.period)
    summed = collected if agency is None else collected.alone(agency)
    only = None if agency is None else [agency.id]
    depth, header = header_of(form.columns)
    found = list(outcomes(collected, periods, only))
    return Sheet(
        form=form.id,
        title=form.title,
        source=form.source,
        confidence=form.confidence,
        unit=form.unit,
        heading={"row": form.rows.heading, "level": "Cấp", "agency": "Cơ quan"}[question.by],
        period=str(question.period),
        period_name=question.period.vietnamese,
        by=question.by,
        agency=agency.id if agency else None,
        columns=tuple((column.id, column.title, column.type) for column in form.columns),
        depth=depth,
        header=tuple((c.text, c.row, c.column, c.rows, c.columns) for c in header),
        rows=tuple(_rows(summed, periods, question)),
        rates=tuple(SheetRate(str(p), completeness(collected, p, calendar, only)) for p in periods),
        failing=tuple(_failing(collected, item) for item in found if item.outcome.result == WRONG),
        not_applicable=sum(item.outcome.result == NOT_APPLICABLE for item in found),
        warnings=tuple(_warnings(collected, periods, question)),
        score=_score(summed, periods),
    )


def _rows(collected: Collected, periods: tuple[Period, ...], question: Question) -> Iterator[SheetRow]:
    whole = Scope(collected, periods, (question.agency.id,) if question.agency else None)
    lines = {"row": _by_row, "level": _by_level, "agency": _by_agency}[question.by](whole)
    found = [_row(id_, label, scope, note=note) for id_, label, scope, note in lines]
    yield from found
    if len(found) != 1:
        yield _row("", TOTAL, whole, total=True)


Lines = Iterable[tuple[str, str, Scope, str]]


def _by_row(whole: Scope) -> Lines:
    for key, label in whole.collected.row_labels(whole.periods).items():
        yield key, label, replace(whole, rows=(key,)), ""


def _by_level(whole: Scope) -> Lines:
    expected = {a.id: a for p in whole.periods for a in whole.collected.in_period(p).expected}
    for level, name in LEVELS.items():
        if ids := tuple(a.id for a in expected.values() if a.level == level):
            yield level, name, replace(whole, agencies=ids), ""


def _by_agency(whole: Scope) -> Lines:
    collected, periods = whole.collected, whole.periods
    ids = {a.id for p in periods for a in collected.in_period(p).expected}
    for agency in (a for a in collected.registry.in_order if a.id in ids):
        scope = replace(whole, agencies=(agency.id,))
        yield agency.id, collected.registry.short_name(agency.id), scope, _carried(collected, agency, periods)


def _carried(collected: Collected, agency: Agency, periods: tuple[Period, ...]) -> str:
    tables = (collected.in_period(period).carriers.get(agency.id) for period in periods)
    others = dict.fromkeys(table.key.agency for table in tables if table and table.key.agency != agency.id)
    names = ", ".join(collected.registry.short_name(name) for name in others)
    return f"trong số của {names}" if names else ""


def _row(id_: str, label: str, scope: Scope, *, total: bool = False, note: str = "") -> SheetRow:
    cells = tuple(_cell(added(scope, column), column) for column in scope.form.columns)
    return SheetRow(id_, label, cells, total, note)


def _cell(found: Sum, column: Column) -> SheetCell:
    ratio = "/".join(map(written, found.ratio)) if found.ratio else ""
    return SheetCell(
        shown(found.value, column),
        as_json(found.value, column),
        found.full + found.partly,
        found.partly,
        found.expected,
        ratio,
    )


def _failing(collected: Collected, item: Any) -> str:
    key, outcome = item.table.key, item.outcome
    name = collected.registry.short_name(key.agency)
    labels = {row.id: row.label for row in collected.form.rows.items}
    mark = "lỗi" if outcome.rule.severity == "error" else "cảnh báo"
    row = f", {labels.get(outcome.row, outcome.row)}" if len(labels) != 1 else ""
    period = parse_period(key.period).vietnamese
    return f"{mark}: {name}, {period}{row}: {outcome.rule.sentence} Ở đây {outcome.detail}."


def _warnings(collected: Collected, periods: Sequence[Period], question: Question) -> Iterator[str]:
    from kstthc_cli.domain.forms.checks import differences, outliers

    for period in periods:
        for found in differences(collected, period):
            if question.agency in (None, found.agency):
                name = collected.registry.short_name(found.agency.id)
                told, sent = written(found.consolidated), written(found.parts)
                yield (
                    f"{name}, {period.vietnamese}, cột ({found.column.id}): số tổng hợp {told}, "
                    f"cộng {found.stated}/{found.of} cơ quan tự gửi {sent}."
                )
        agencies = collected.fillers if question.agency is None else [question.agency]
        for odd in outliers(collected, period, agencies):
            one = odd.outlier
            year = f", cùng kỳ năm trước {written(one.last_year)}" if one.last_year is not None else ""
            yield (
                f"{collected.registry.short_name(odd.agency)}, {period.vietnamese}, cột ({odd.column.id}): "
                f"{written(one.value)} khác thường so với {one.earlier} kỳ trước (trung vị "
                f"{written(one.median)}{year})."
            )


def _score(collected: Collected, periods: tuple[Period, ...]) -> str:
    form = collected.form
    column = form.column(form.scoring.column) if form.scoring else None
    if column is None:
        return ""
    scopes = (Scope(collected, periods, rows=(row.id,)) for row in form.rows.items)
    found = score(form, [added(scope, column).value for scope in scopes])
    if found is None:
        return "Chưa có chỉ số nào có dữ liệu nên chưa xếp loại."
    away = found.of - found.rows
    left = f"; {away} chỉ số không có dữ liệu nên không tính" if away else ""
    return (
        f"Tổng điểm {written(found.total, column.decimals)}/{written(found.most)} "
        f"({found.rows}/{found.of} chỉ số{left}): "
        f"{f'xếp loại {found.band}' if found.band else 'chưa đến mức xếp loại nào'}."
    )


def sheet_from_data(data: Mapping[str, Any]) -> Sheet:
    """The inverse of `plain_values.plain`, after a round trip through JSON."""
    rows = (SheetRow(**{**row, "cells": tuple(SheetCell(**c) for c in row["cells"])}) for row in data["rows"])
    rates = (SheetRate(rate["period"], _completeness(rate["counts"])) for rate in data["rates"])
    return Sheet(
        **{
            **data,
            "columns": tuple((i, title, type_) for i, title, type_ in data["columns"]),
            "header": tuple((text, a, b, c, d) for text, a, b, c, d in data["header"]),
            "rows": tuple(rows),
            "rates": tuple(rates),
            "failing": tuple(data["failing"]),
            "warnings": tuple(data["warnings"]),
        }
    )


def _completeness(data: Mapping[str, Any]) -> Completeness:
    return Completeness(**{**data, "silent": tuple(data["silent"]), "incomplete": tuple(data["incomplete"])})
