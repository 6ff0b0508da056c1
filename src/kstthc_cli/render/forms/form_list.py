"""The list of forms, and the cells that a number of a form comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.agencies.registry import LEVELS, Registry
from kstthc_cli.domain.calendar.periods import Period, parse_period
from kstthc_cli.domain.forms.form import Column, Form
from kstthc_cli.domain.progress.form_statements import BASES
from kstthc_cli.render.screen.phrases import limited
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

if TYPE_CHECKING:
    from kstthc_cli.domain.forms.answers.trace import Trace, TracedCell

FREQUENCIES = {"month": "hằng tháng", "quarter": "hằng quý", "half": "6 tháng", "year": "hằng năm"}
CONFIDENCES = {"H": "cao", "M": "vừa", "L": "thấp"}
LIST_HEADER = ("Mã biểu", "Tên biểu", "Kỳ", "Cơ quan lập", "Số cơ quan", "Tin cậy", "Nguồn")
MOST_NAMES = 12
"""Of agencies that are missing so many are named on a screen."""
TRACE_HEADER = (
    "Cơ quan", "Kỳ", "Phạm vi", "Dòng", "Cột", "Số liệu", "Được tính", "Vì sao không", "Phiếu", "Ngày", "Tệp",
    "Tệp Excel", "Ô",
)  # fmt: skip


def first_names(registry: Registry, ids: Sequence[str]) -> str:
    """The short names of the first agencies, and how many others there are."""
    return limited([registry.short_name(name) for name in ids], MOST_NAMES, "cơ quan")


@dataclass(frozen=True, slots=True)
class FormsView:
    """The forms of a repository."""

    forms: Sequence[Form]
    registry: Registry

    def fillers(self, form: Form) -> list[str]:
        """The ids of the agencies that fill a form."""
        return [a.id for a in self.registry.in_order if form.filled_by(a, self.registry)]

    def who(self, form: Form) -> str:
        """The levels, groups and agencies that fill a form, in words."""
        groups = [self.registry.groups[name].name for name in form.groups if name in self.registry.groups]
        agencies = [self.registry.short_name(name) for name in form.agencies]
        return "; ".join([*(LEVELS[level] for level in form.levels), *groups, *agencies])

    def data(self) -> dict[str, Any]:
        """The list in JSON."""
        return {"schema_version": 1, "forms": [self._form(form) for form in self.forms]}

    def _form(self, form: Form) -> dict[str, Any]:
        return {
            "id": form.id,
            "title": form.title,
            "source": form.source,
            "confidence": form.confidence,
            "note": form.note,
            "unit": form.unit,
            "frequency": form.frequency,
            "duties": list(form.duties),
            "agencies": self.fillers(form),
            "columns": [
                {"id": c.id, "heading": list(c.heading), "type": c.type, "unit": c.unit} for c in form.columns
            ],
        }

    def records(self) -> Iterator[tuple[str, ...]]:
        """A record for each form."""
        for form in self.forms:
            count = str(len(self.fillers(form)))
            when, sure = FREQUENCIES[form.frequency], CONFIDENCES[form.confidence]
            yield form.id, form.title, when, self.who(form), count, sure, form.source

    def table(self, *, wide: bool) -> Table:
        """The list on screen; the source only where there is room."""
        columns = [
            TableColumn("Mã biểu"), TableColumn("Tên biểu", 3), TableColumn("Kỳ"),
            TableColumn("Cơ quan lập", 2), TableColumn("Số cơ quan", number=True), TableColumn("Tin cậy"),
            TableColumn("Nguồn", 3),
        ]  # fmt: skip
        most = 7 if wide else 5
        rows = [record[:most] for record in self.records()]
        notes = ("Xem số liệu của một biểu: kst form show MÃ_BIỂU --quarter 2.",)
        return Table("Biểu số liệu", "", columns[:most], [TableSection("Các biểu của kho", rows)], notes)


@dataclass(frozen=True, slots=True)
class TraceView:
    """A number of a form with everything in it."""

    form: Form
    period: Period
    column: Column
    row: str | None
    found: Trace
    registry: Registry

    @property
    def name(self) -> str:
        """What number it is."""
        where = f"dòng “{self.row}”, " if self.row else ""
        what = f"cột ({self.column.id}) {self.column.title}"
        return f"Biểu {self.form.id}, {self.period.vietnamese}, {where}{what}"

    def data(self) -> dict[str, Any]:
        """The cells in JSON."""
        missing = [{"agency": agency, "period": period} for agency, period in self.found.missing]
        cells = [cell._asdict() for cell in self.found.cells]
        return {
            "schema_version": 1,
            "form": self.form.id,
            "period": str(self.period),
            "row": self.row,
            "column": self.column.id,
            "text": self.found.text,
            "cells": cells,
            "missing": missing,
        }

    def records(self) -> Iterator[tuple[str, ...]]:
        """A record for each cell, and for each agency of which nothing is there."""
        for c in self.found.cells:
            used = "có" if c.counts else "không"
            name = self.registry.short_name(c.agency)
            said = (name, c.period, BASES[c.basis], c.row, c.column, c.text, used, c.why)
            yield *said, c.slip, c.day, c.path, c.workbook, c.cell
        blank = ("",) * (len(TRACE_HEADER) - 8)
        for agency, period in self.found.missing:
            where = (self.registry.short_name(agency), period, "", self.row or "", self.column.id)
            yield *where, "", "không", "không có số liệu", *blank

    def table(self) -> Table:
        """The cells on screen, those that count first, and who is missing."""
        columns = [
            TableColumn("Cơ quan", 2), TableColumn("Kỳ"), TableColumn("Dòng", 1), TableColumn("Cột"),
            TableColumn("Số liệu", number=True), TableColumn("Phiếu", 3),
        ]  # fmt: skip
        sections = [
            TableSection("Được tính", [self._line(c) for c in self.found.cells if c.counts]),
            TableSection("Không được tính", [self._line(c) for c in self.found.cells if not c.counts]),
        ]
        notes = [self._missing()] if self.found.missing else []
        title = f"{self.name}: {self.found.text or 'để trống'}"
        return Table(title, "", columns, [one for one in sections if one.rows], notes)

    def _line(self, cell: TracedCell) -> tuple[str, ...]:
        workbook = f"{cell.workbook}, ô {cell.cell}" if cell.cell else ""
        slip = "\n".join(filter(None, (cell.path, workbook, cell.why)))
        name = self.registry.short_name(cell.agency)
        basis = " (tổng hợp)" if cell.basis == "consolidated" else ""
        period = parse_period(cell.period).vietnamese
        return f"{name}{basis}", period, cell.row, f"({cell.column})", cell.text, slip

    def _missing(self) -> str:
        """How many agencies are missing in each period, and the first of them."""
        by_period: dict[str, list[str]] = {}
        for agency, period in self.found.missing:
            by_period.setdefault(period, []).append(agency)
        listed = (
            f"{parse_period(period).vietnamese}: {len(ids)} cơ quan ({first_names(self.registry, ids)})"
            for period, ids in by_period.items()
        )
        more = " Xem đủ: thêm --format csv." if any(len(i) > MOST_NAMES for i in by_period.values()) else ""
        return f"Không có số liệu của {'; '.join(listed)}.{more}"
