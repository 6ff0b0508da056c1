"""The sheet of a form on screen, in CSV, JSON, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.answers.sheet import Sheet, SheetCell, SheetRow
from kstthc_cli.domain.forms.completeness import COMPLETE, FILLED, ON_TIME
from kstthc_cli.domain.forms.numbers import DOES_NOT_ARISE
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.tracking.status_counts import percentage
from kstthc_cli.render.forms.form_list import CONFIDENCES, first_names
from kstthc_cli.render.screen.phrases import percent_text
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

COUNTED = "Số cơ quan có số liệu / phải lập"
LEGEND = f"Ô trống: chưa có số liệu; 0: số không; {DOES_NOT_ARISE}: không phát sinh."
_MOST_BROKEN = 12


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet with the names of agencies."""

    sheet: Sheet
    registry: Registry

    @property
    def title(self) -> str:
        """`Biểu II.06a. Tình hình…`."""
        return f"Biểu {self.sheet.form}. {self.sheet.title}"

    @property
    def subtitle(self) -> str:
        """Period, agency and unit."""
        who = self.registry.short_name(self.sheet.agency) if self.sheet.agency else "toàn tỉnh"
        return f"{capitalized(self.sheet.period_name)}, {who}. Đơn vị tính: {self.sheet.unit}."

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of CSV."""
        titles = (f"({id_}) {title}" for id_, title, _ in self.sheet.columns)
        return ("Mã", self.sheet.heading, *titles, "Ghi chú")

    def lines(self) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
        """Id, label, texts and note of each row, and how many agencies are in the last one."""
        for row in self.sheet.rows:
            yield row.id, row.label, tuple(cell.text for cell in row.cells), row.note
        yield "", COUNTED, tuple(map(counted, self.sheet.rows[-1].cells)), ""

    def records(self) -> Iterator[tuple[str, ...]]:
        """The rows of CSV."""
        return ((id_, label, *texts, note) for id_, label, texts, note in self.lines())

    def table(self) -> Table:
        """The sheet on screen, with its columns by number; their headings stand below."""
        first = TableColumn(self.sheet.heading, 1)
        columns = [first, *(TableColumn(f"({id_})", number=True) for id_, _, _ in self.sheet.columns)]
        rows = [(label + (f" ({note})" if note else ""), *texts) for _, label, texts, note in self.lines()]
        heads = "; ".join(f"({id_}) {title}" for id_, title, _ in self.sheet.columns)
        notes = [f"Các cột: {heads}.", *self.notes()]
        sections = [TableSection("Số liệu", rows)]
        return Table(self.title, self.subtitle, columns, sections, notes, ruled=False)

    def notes(self) -> list[str]:
        """What a reader must know beside the numbers: legend, ratios, rates, rules, doubts, source."""
        sheet = self.sheet
        last = sheet.rows[-1]
        partly = max((cell.partly for cell in last.cells), default=0)
        found = [sheet.closed, LEGEND] if sheet.closed else [LEGEND]
        if partly:
            found.append(f"Có cột mà {partly} cơ quan mới nêu một phần các ô; tổng gồm phần đã nêu.")
        found += [
            f"({id_}) {title}: {cell.text or 'chưa tính được'}, tính lại từ tổng: {cell.ratio}."
            for (id_, title, _), cell in zip(sheet.columns, last.cells, strict=True)
            if cell.ratio
        ]
        found += [sheet.score] if sheet.score else []
        found += [*self._rates(), *self._rules()]
        found += [f"Cần đối chiếu: {text}" for text in sheet.warnings]
        return [*found, f"Nguồn của biểu: {sheet.source} (mức tin cậy {CONFIDENCES[sheet.confidence]})."]

    def _rates(self) -> Iterator[str]:
        for rate in self.sheet.rates:
            c = rate.counts
            period = capitalized(parse_period(rate.period).vietnamese)
            yield (
                f"{period}: đầy đủ {c.complete}/{c.expected}{_share(c.complete, c.expected)}, đúng hạn "
                f"{c.on_time}/{c.expected}{_share(c.on_time, c.expected)}, ô đã điền {c.cells}/{c.places}"
                f"{_share(c.cells, c.places)}."
            )
            if c.silent and self.sheet.agency is None:
                yield f"{period}: chưa có số liệu của {first_names(self.registry, c.silent)}."
        yield f"{COMPLETE} {ON_TIME} {FILLED}"

    def _rules(self) -> Iterator[str]:
        sheet = self.sheet
        if sheet.failing:
            yield f"Quy tắc không đúng ở {len(sheet.failing)} chỗ:"
            yield from (f"  {text}" for text in sheet.failing[:_MOST_BROKEN])
            if len(sheet.failing) > _MOST_BROKEN:
                yield f"  … và {len(sheet.failing) - _MOST_BROKEN} chỗ khác; xem đủ: kst validate."
        if sheet.not_applicable:
            yield f"Quy tắc không xét được vì có ô trống: {sheet.not_applicable} lần."

    def data(self) -> dict[str, Any]:
        """The sheet in JSON."""
        s = self.sheet
        return {
            "schema_version": 1,
            "form": s.form,
            "title": s.title,
            "source": s.source,
            "confidence": s.confidence,
            "unit": s.unit,
            "period": s.period,
            "by": s.by,
            "agency": s.agency,
            "columns": [{"id": id_, "title": title, "type": kind} for id_, title, kind in s.columns],
            "rows": [self._row(row) for row in s.rows],
            "completeness": [{"period": r.period, **_rate_data(r.counts._asdict())} for r in s.rates],
            "definitions": {"complete": COMPLETE, "on_time": ON_TIME, "filled": FILLED},
            "failing": list(s.failing),
            "not_applicable": s.not_applicable,
            "warnings": list(s.warnings),
            "score": s.score or None,
            "closed": s.closed or None,
        }

    def _row(self, row: SheetRow) -> dict[str, Any]:
        ids = (id_ for id_, _, _ in self.sheet.columns)
        cells = {id_: _cell_data(cell) for id_, cell in zip(ids, row.cells, strict=True)}
        return {
            "id": row.id or None,
            "label": row.label,
            "total": row.total,
            "note": row.note or None,
            "cells": cells,
        }

    def html(self) -> str:
        """A page without any other file."""
        heads = "".join(f"<tr>{cells}</tr>" for cells in self._html_header())
        body = "".join(
            f"<tr><th scope=row>{escape(label)}{f' ({escape(note)})' if note else ''}</th>"
            + "".join(f"<td>{escape(text)}</td>" for text in texts)
            + "</tr>"
            for _, label, texts, note in self.lines()
        )
        notes = "".join(f"<p>{escape(note.strip())}</p>" for note in self.notes())
        title = escape(self.title)
        return (
            f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
            f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1><p>{escape(self.subtitle)}</p>\n"
            f"<table><thead>{heads}</thead>\n<tbody>{body}</tbody></table>\n{notes}</body></html>\n"
        )

    def _html_header(self) -> Iterator[str]:
        sheet = self.sheet
        for level in range(sheet.depth):
            cells = "".join(
                f"<th scope=col rowspan={rows} colspan={columns}>{escape(text)}</th>"
                for text, row, _, rows, columns in sheet.header
                if row == level
            )
            label = f"<th scope=col rowspan={sheet.depth}>{escape(sheet.heading)}</th>" if not level else ""
            yield label + cells
        yield "<th></th>" + "".join(f"<th>({escape(id_)})</th>" for id_, _, _ in sheet.columns)


_STYLE = (
    "body{font-family:'Times New Roman',serif;margin:2em}table{border-collapse:collapse}"
    "th,td{border:1px solid #000;padding:2px 6px}td{text-align:right}th{font-weight:normal}"
    "thead th{font-weight:bold;text-align:center}tbody th{text-align:left}"
)


def counted(cell: SheetCell) -> str:
    """How many of how many agencies are in a number."""
    return f"{cell.held}/{cell.expected}"


def _share(part: int, whole: int) -> str:
    """` (92,2%)`; nothing where there is nothing to count."""
    return f" ({percent_text(percentage(part, whole))})" if whole else ""


def _rate_data(counts: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in counts.items()}


def _cell_data(cell: SheetCell) -> dict[str, Any]:
    numerator, _, denominator = cell.ratio.partition("/")
    return {
        "value": cell.value,
        "agencies": cell.held,
        "partly": cell.partly,
        "expected": cell.expected,
        **({"numerator": numerator, "denominator": denominator} if cell.ratio else {}),
    }
