"""The faults of templates of sentences, `*.txt.j2`: the names they use, the sentences for made-up figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.domain.forms.form import Form
from kstthc_cli.model.report.template_fields import Shape
from kstthc_cli.render.templates.markup import FILTERS
from kstthc_cli.render.templates.sentence_filters import SENTENCE_FILTERS
from kstthc_cli.render.templates.text_check import faults_of_text
from kstthc_cli.render.word.word_check import Fault

ENDING = ".txt.j2"
PARAGRAPH = "paragraph"
Values = Mapping[str, Any]
_TEXT, _NUMBER, _YES_NO = Shape("text"), Shape("number"), Shape("yes_no")
_CELLS = Shape("text")
"""Figures by the number of their column, which only the form knows."""


def _group(**fields: Shape) -> Shape:
    return Shape("group", fields=fields)


def _list(item: Shape) -> Shape:
    return Shape("list", item=item)


_COUNTED = _group(name=_TEXT, cells=_CELLS)
_COMMON = {"who": _TEXT, "one_agency": _YES_NO}
_NUMBERS = ("planned", "finished", "in_progress")
_PROGRESS = _COMMON | {"planned": _NUMBER, "finished": _NUMBER, "in_progress": _NUMBER, "percent": _TEXT}
_TARGET = _group(duty=_TEXT, text=_TEXT, required=_TEXT, reached=_TEXT, met=_YES_NO, below=_list(_TEXT))
_RESULTS = _PROGRESS | {"forms": _CELLS, "targets": _list(_TARGET)}
_FORM = _COMMON | {
    "form": _group(id=_TEXT, title=_TEXT, unit=_TEXT),
    "columns": _list(_group(id=_TEXT, title=_TEXT, unit=_TEXT, type=_TEXT)),
    "now": _CELLS,
    "values": _group(now=_CELLS, compared=_list(_COUNTED)),
    "to_date": _COUNTED,
    "levels": _list(_COUNTED),
    "agencies": _list(_COUNTED),
    "score": _group(total=_NUMBER, most=_NUMBER, rows=_NUMBER, of=_NUMBER, band=_TEXT),
}
SHAPES: Mapping[str, Shape] = {
    PARAGRAPH: Shape("group", fields=_FORM),
    "duties": Shape("group", fields=_PROGRESS),
    "achievements": Shape("group", fields=_RESULTS),
    "shortfalls": Shape("group", fields=_RESULTS),
    "sentences": Shape("group"),
}
"""Which names a template of sentences may use, by the first word of its name."""


def is_sentences(name: str) -> bool:
    """Whether a file is a template of sentences by its name."""
    return name.endswith(ENDING) and name.partition(".")[0] in SHAPES


def form_named(name: str) -> str | None:
    """The form that a template of sentences is for: `II.06a` of `paragraph.II.06a.txt.j2`."""
    first, _, form = name.removesuffix(ENDING).partition(".")
    return form if first == PARAGRAPH and form else None


def faults_of_sentences(name: str, text: str, forms: Mapping[str, Form], root: Path | None) -> list[Fault]:
    """All faults of a template of sentences; `forms` are those of the repository, with the program's."""
    wanted = form_named(name)
    if wanted is not None and wanted not in forms:
        return [Fault("", f"không có biểu số liệu “{wanted}”; các biểu: {', '.join(forms)}")]
    form = forms[wanted] if wanted else next(iter(forms.values()))
    shape = SHAPES[name.partition(".")[0]]
    samples = _samples(name.partition(".")[0], form, forms)
    return faults_of_text(name, text, shape, samples, root, {**FILTERS, **SENTENCE_FILTERS})


# Made-up figures


def _samples(kind: str, form: Form, forms: Mapping[str, Form]) -> Mapping[str, Values]:
    """Many figures, one of each, none, and blank columns; of a province and of one agency."""
    amounts = {"số liệu lớn": 12_345, "số liệu bằng 1": 1, "số liệu bằng 0": 0, "các cột để trống": None}
    return {words: _values(kind, form, forms, amount) for words, amount in amounts.items()}


def _values(kind: str, form: Form, forms: Mapping[str, Form], amount: int | None) -> Values:
    common = {"who": "toàn tỉnh" if amount != 1 else "Sở", "one_agency": amount == 1}
    progress = {**common, "percent": "100%"} | dict.fromkeys(_NUMBERS, amount or 0)
    if kind == PARAGRAPH:
        return _form_values(form, amount, common)
    told = {name: _form_values(one, amount, common) for name, one in forms.items()}
    target = {"duty": "13", "text": "chỉ tiêu", "required": "từ 10% trở lên", "reached": "9%", "below": ["A"]}
    return {**progress, "forms": told, "targets": [{**target, "met": met} for met in (True, False, None)]}


def _form_values(form: Form, amount: int | None, common: Values) -> Values:
    cells = _cells(form, amount)
    whole = {"name": "quý I", "cells": cells}
    many = (
        []
        if common["one_agency"] or amount is None
        else [{"name": f"Cơ quan {n}", "cells": cells} for n in "AB"]
    )
    columns = [
        {"id": c.id, "title": c.title, "unit": c.unit, "type": c.type}
        for c in form.columns
        if c.type != "text"
    ]
    scored = form.scoring is not None and amount
    return {
        **common,
        "form": {"id": form.id, "title": form.title, "unit": form.unit},
        "columns": columns,
        "now": cells,
        "values": {"now": cells, "compared": [] if amount is None else [whole, whole]},
        "to_date": None if amount is None else whole,
        "levels": many,
        "agencies": many,
        "score": {"total": 15.1, "most": 18.0, "rows": 8, "of": 9, "band": "tốt"} if scored else None,
    }


def _cells(form: Form, amount: int | None) -> dict[str, int | float]:
    """A figure in each column; a rate of nothing is blank."""
    if amount is None:
        return {}
    counted = {c.id: amount for c in form.columns if c.type != "text" and c.ratio is None}
    return counted | ({c.id: 12.5 for c in form.columns if c.ratio is not None} if amount else {})
