"""Changes of figures as lines: agency, form and period, old → new; totals that move; rules that fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.diff.figure_changes import FigureChange, FigureChanges
from kstthc_cli.domain.text.wording_diff import Piece
from kstthc_cli.render.diff.lines import Line, Names, Part, plain, replaced

_MOST = 40
_BLANK = "(trống)"


def figures_part(plan: str, changes: FigureChanges, names: Names) -> Part | None:
    """The changes of figures under one plan; None if there are none."""
    lines = [*_cells(changes, names), *_totals(changes), *_failing(changes, names)]
    return Part(f"Số liệu của kế hoạch {plan}", tuple(lines), level=1) if lines else None


def _cells(changes: FigureChanges, names: Names) -> Iterator[Line]:
    groups: dict[tuple[str, str, str, str], list[FigureChange]] = {}
    for cell in changes.cells:
        groups.setdefault((cell.form, cell.period, cell.agency, cell.basis), []).append(cell)
    left = _MOST
    for (form, period, agency, basis), cells in groups.items():
        held = ", số tổng hợp" if basis == "consolidated" else ""
        yield plain(f"Biểu {form}, {parse_period(period).vietnamese}, {names(agency)}{held}:")
        for cell in cells[: max(left, 0)]:
            where = f"{cell.row}, cột ({cell.column}):" if cell.column else "cả biểu:"
            yield (Piece("item", ""), Piece("same", where), *replaced(cell.old or _BLANK, cell.new or _BLANK))
        left -= len(cells)
    if left < 0:
        yield plain(f"… và {-left} ô khác (đủ trong --format json).")


def _totals(changes: FigureChanges) -> Iterator[Line]:
    if changes.totals:
        yield plain("Tổng toàn tỉnh thay đổi:")
    for total in changes.totals[:_MOST]:
        where = f"biểu {total.form}, {parse_period(total.period).vietnamese}, cột ({total.column}):"
        yield (Piece("item", ""), Piece("same", where), *replaced(total.old or _BLANK, total.new or _BLANK))
    if len(changes.totals) > _MOST:
        yield plain(f"… và {len(changes.totals) - _MOST} tổng khác (đủ trong --format json).")


def _failing(changes: FigureChanges, names: Names) -> Iterator[Line]:
    if changes.failing:
        yield plain("Quy tắc không còn đúng:")
    for rule in changes.failing[:_MOST]:
        mark = "lỗi" if rule.severity == "error" else "cảnh báo"
        when = parse_period(rule.period).vietnamese
        text = f"{mark}: biểu {rule.form}, {when}, {names(rule.agency)}, {rule.row}: {rule.sentence}"
        yield (Piece("item", ""), Piece("same", text))


def figures_data(changes: FigureChanges) -> dict[str, Any]:
    """The changes in JSON."""
    return {
        "cells": [cell._asdict() for cell in changes.cells],
        "totals": [total._asdict() for total in changes.totals],
        "failing": [rule._asdict() for rule in changes.failing],
    }
