"""The sentences of a periodic report: what forms add up to, filled into templates of sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.progress.obligation_status import FINISHED
from kstthc_cli.domain.report.figures import Counted, FormFigures
from kstthc_cli.domain.report.letterhead import distinct_name
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.render.report.status_sentences import percent
from kstthc_cli.render.templates.templates import Writer

Values = dict[str, Any]
_DEPARTMENT = "Sở"
_UNITS = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "đặc khu")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Writes the sentences of one report; `who` is what they are about."""

    write: Writer
    registry: Registry
    who: str
    one_agency: bool
    figures: Mapping[str, FormFigures] = field(default_factory=dict)
    targets: Sequence[Values] = ()

    def of_form(self, form: str) -> list[str]:
        """What a form adds up to; nothing without figures."""
        found = self.figures.get(form)
        return (
            self.write((f"paragraph.{form}.txt.j2", "paragraph.txt.j2"), self._form(found)) if found else []
        )

    def of_duties(self, rows: Iterable[Row]) -> list[str]:
        """How many obligations of the plan are finished, under a heading without figures."""
        return self.write(("duties.txt.j2",), self._progress(rows))

    def of_results(self, name: str, rows: Iterable[Row]) -> list[str]:
        """The sentences of a template that judges the results of all forms: `achievements`, `shortfalls`."""
        forms = {key: self._form(found) for key, found in self.figures.items()}
        values = {**self._progress(rows), "forms": forms, "targets": list(self.targets)}
        return self.write((f"{name}.txt.j2",), values)

    @property
    def _common(self) -> Values:
        return {"who": self.who, "one_agency": self.one_agency}

    def _progress(self, rows: Iterable[Row]) -> Values:
        planned = [row for row in rows if row.status != "waiting"]
        finished = sum(row.status in FINISHED for row in planned)
        share = percent(finished, len(planned))
        under_way = sum(row.status == "in_progress" for row in planned)
        counts = {"planned": len(planned), "finished": finished, "in_progress": under_way}
        return {**self._common, **counts, "percent": share}

    def _form(self, found: FormFigures) -> Values:
        return {
            **self._common,
            "form": {"id": found.form.id, "title": found.form.title, "unit": found.form.unit},
            "columns": _columns(found.form),
            "now": dict(found.now.cells),
            "values": {"now": dict(found.now.cells), "compared": [_counted(then) for then in found.compared]},
            "to_date": _counted(found.to_date) if found.to_date else None,
            "levels": [_counted(level) for level in found.levels],
            "agencies": [self._agency(one) for one in found.agencies],
            "score": _score(found),
        }

    def _agency(self, one: Counted) -> Values:
        known = self.registry.agencies.get(one.name)
        return {"name": distinct_name(known, self.registry) if known else one.name, "cells": dict(one.cells)}


def about(registry: Registry, agency: Agency | None) -> str:
    """What the figures are about: `toàn tỉnh`; of an agency's own report `huyện`, `Sở`, else `đơn vị`."""
    if agency is not None and agency.name.startswith(_DEPARTMENT):
        return _DEPARTMENT
    named = agency or registry.top
    name = f" {named.name} " if named else ""
    unit = next((unit for unit in _UNITS if f"UBND {unit} " in name), None)
    if agency is not None:
        return unit or "đơn vị"
    return f"toàn {unit}" if unit else "các cơ quan, đơn vị"


def _columns(form: Form) -> list[Values]:
    kept = (column for column in form.columns if column.type != "text")
    return [{"id": c.id, "title": c.title, "unit": c.unit, "type": c.type} for c in kept]


def _counted(counted: Counted) -> Values:
    return {"name": counted.name, "cells": dict(counted.cells)}


def _score(found: FormFigures) -> Values | None:
    if found.score is None:
        return None
    score = found.score
    return {**score._asdict(), "total": float(score.total), "most": float(score.most)}
