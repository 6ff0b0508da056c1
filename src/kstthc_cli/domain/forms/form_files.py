"""Forms from their files, and from the plain values of the index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from kstthc_cli.domain.forms.form import Column, Form, Ratio, Row, Rows, Rule, RuleKind, Scoring

if TYPE_CHECKING:
    from kstthc_cli.model.forms.form import ColumnFile, FormFile, RuleFile

_NEVER_ADDED = ("text", "percent")


def form_of(file: FormFile) -> Form:
    """Convert a form file."""
    return Form(
        id=file.id,
        title=file.title,
        source=file.source.text,
        confidence=file.source.confidence,
        unit=file.unit,
        duties=tuple(file.duties),
        agencies=tuple(file.filled_by.agencies),
        groups=tuple(file.filled_by.groups),
        levels=tuple(file.filled_by.levels),
        frequency=file.frequency,
        rows=_rows(file),
        columns=tuple(_column(column, file.unit) for column in file.columns),
        rules=tuple(rule for item in file.rules if (rule := rule_of(item)) is not None),
        scoring=_scoring(file),
        note=file.source.note,
    )


def _rows(file: FormFile) -> Rows:
    rows = file.rows
    if rows.kind == "agencies":
        return Rows(rows.kind, rows.heading, levels=tuple(rows.levels))
    if rows.kind == "free":
        return Rows(rows.kind, rows.heading, tuple(Row(name, name) for name in rows.suggested))
    return Rows(rows.kind, rows.heading, tuple(Row(item.id, item.label) for item in rows.items))


def _column(file: ColumnFile, unit: str) -> Column:
    usual = "none" if file.type in _NEVER_ADDED or file.ratio else "sum"
    ratio = file.ratio
    return Column(
        id=file.id,
        heading=tuple(file.heading),
        type=file.type,
        unit=file.unit or ("%" if file.type == "percent" else unit),
        decimals=file.decimals if file.decimals is not None else int(file.type in ("decimal", "percent")),
        over_rows=file.over_rows or usual,
        over_agencies=file.over_agencies or usual,
        over_periods=file.over_periods or usual,
        ratio=Ratio(tuple(ratio.numerator), tuple(ratio.less), tuple(ratio.denominator)) if ratio else None,
    )


def rule_kinds(file: RuleFile) -> list[RuleKind]:
    """The kinds of rule that are given; valid with exactly one."""
    return [kind for kind in get_args(RuleKind) if getattr(file, kind) is not None]


def rule_of(file: RuleFile) -> Rule | None:
    """Convert a rule; None unless exactly one kind of rule is given."""
    kinds = rule_kinds(file)
    if len(kinds) != 1:
        return None
    left, right = _sides(file)
    return Rule(
        id=file.id,
        severity=file.severity,
        sentence=file.sentence,
        missing=file.missing,
        kind=kinds[0],
        left=tuple(left),
        right=tuple(right),
        times=_decimal(file.at_most.times if file.at_most else None) or "1",
        least=_decimal(file.ratio.at_least if file.ratio else None),
        most=_decimal(file.ratio.at_most if file.ratio else None),
    )


def _sides(file: RuleFile) -> tuple[list[str], list[str]]:
    """The columns of the left and the right side."""
    if file.total:
        return [file.total.of], file.total.parts
    if file.same_as_previous:
        return [file.same_as_previous.column], [file.same_as_previous.previous]
    if file.ratio:
        return file.ratio.numerator, file.ratio.denominator
    two_sides = file.equal or file.at_most
    pair = file.compulsory_pair or []
    return (two_sides.left, two_sides.right) if two_sides else (pair[:1], pair[1:])


def _decimal(value: object) -> str | None:
    return None if value is None else str(value)


def _scoring(file: FormFile) -> Scoring | None:
    if file.scoring is None:
        return None
    bands = tuple((str(band.from_), band.label) for band in file.scoring.bands)
    return Scoring(file.scoring.column, str(file.scoring.most_of_row), bands)


def form_from_data(data: Mapping[str, Any]) -> Form:
    """The inverse of `plain_values.plain`, after a round trip through JSON."""
    rows, scoring = data["rows"], data["scoring"]
    items = tuple(Row(**row) for row in rows["items"])
    bands = tuple((low, label) for low, label in scoring["bands"]) if scoring else ()
    return Form(
        **{
            **data,
            **{name: tuple(data[name]) for name in ("duties", "agencies", "groups", "levels")},
            "rows": Rows(**{**rows, "items": items, "levels": tuple(rows["levels"])}),
            "columns": tuple(_column_from_data(column) for column in data["columns"]),
            "rules": tuple(_rule_from_data(rule) for rule in data["rules"]),
            "scoring": Scoring(**{**scoring, "bands": bands}) if scoring else None,
        }
    )


def _column_from_data(data: Mapping[str, Any]) -> Column:
    ratio = data["ratio"]
    made = Ratio(**{name: tuple(columns) for name, columns in ratio.items()}) if ratio else None
    return Column(**{**data, "heading": tuple(data["heading"]), "ratio": made})


def _rule_from_data(data: Mapping[str, Any]) -> Rule:
    return Rule(**{**data, "left": tuple(data["left"]), "right": tuple(data["right"])})
