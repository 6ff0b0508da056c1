"""The page of figures: every form that somebody filled, period by period, with its trend."""

from __future__ import annotations

from collections.abc import Sequence

from kstthc_cli.domain.forms.answers.sheet import Sheet
from kstthc_cli.domain.forms.numbers import DOES_NOT_ARISE
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.render.site.charts import sparkline
from kstthc_cli.render.site.view import TEXT_LEFT_OUT, SiteView, Values


def figures_values(site: SiteView) -> Values:
    """The values of the page."""
    return {"forms": [_form(site, form) for form in site.facts.sheets], "unfilled": _unfilled(site)}


def _unfilled(site: SiteView) -> list[Values]:
    facts = site.facts
    unfilled = (form for form in facts.forms.values() if form.id not in facts.sheets)
    return [{"form": form.id, "title": form.title} for form in unfilled]


def _form(site: SiteView, form: str) -> Values:
    sheets = site.facts.sheets[form]
    return {
        "form": form,
        "title": sheets[0].title,
        "unit": sheets[0].unit,
        "periods": [
            {"period": sheet.period, "name": _short(sheet), "closed": sheet.closed} for sheet in sheets
        ],
        "complete": [_complete(sheet) for sheet in sheets],
        "lines": form_lines(site, form),
        "failing": [text for sheet in sheets for text in sheet.failing],
    }


def _short(sheet: Sheet) -> str:
    return capitalized(sheet.period_name.rpartition(" năm ")[0] or sheet.period_name)


def _complete(sheet: Sheet) -> str:
    rates = sheet.rates
    return f"{sum(rate.counts.complete for rate in rates)}/{sum(rate.counts.expected for rate in rates)}"


def form_lines(site: SiteView, form: str) -> list[Values]:
    """A line for each column of a form: its total in each period, and the trend of the numbers."""
    sheets = site.facts.sheets[form]
    return [
        {
            "form": form,
            "form_title": sheets[0].title,
            "column": id_,
            "title": title,
            "cells": cells,
            "latest": next((cell["text"] for cell in reversed(cells) if cell["text"]), ""),
            "trend": sparkline(_numbers(sheets, n)),
        }
        for n, (id_, title, _) in enumerate(sheets[0].columns)
        for cells in ([_cell(site, sheet, n) for sheet in sheets],)
    ]


def _cell(site: SiteView, sheet: Sheet, column: int) -> Values:
    cell = sheet.rows[-1].cells[column]
    left_out = site.public and sheet.columns[column][2] == "text" and cell.text not in ("", DOES_NOT_ARISE)
    return {"text": TEXT_LEFT_OUT if left_out else cell.text, "held": f"{cell.held}/{cell.expected}"}


def _numbers(sheets: Sequence[Sheet], column: int) -> list[float | None]:
    found = [sheet.rows[-1].cells[column].value for sheet in sheets]
    return [float(value) if isinstance(value, int | float) else None for value in found]
