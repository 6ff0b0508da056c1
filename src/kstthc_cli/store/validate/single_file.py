"""Checking a single file outside a repository."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.domain.findings import Finding
from kstthc_cli.domain.validate import plan_checks as checks
from kstthc_cli.domain.validate import sub_plan_checks as detail_checks
from kstthc_cli.domain.validate.form_checks import check_form
from kstthc_cli.domain.validate.registry_checks import check_registry
from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.model.calendar import CalendarFile
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.plan.repository import SCHEMAS, read_document
from kstthc_cli.store.yaml.schema_problems import validated

_KEYS_OF_KIND = {
    "plans": ("sections", "decision"),
    "agencies": ("agencies", "groups"),
    "calendar": ("days_off", "send_by"),
    "forms": ("columns", "filled_by"),
}


def check_file(file: Path) -> list[Problem]:
    """Every problem of a file that can be found without the rest of its repository."""
    document, problems = read_document(file, file.as_posix())
    if errors(problems):
        return problems
    model, found = validated(document, SCHEMAS[_kind(file, document.data)])
    problems += found
    problems += [document.problem(f.code, f.loc, f.message, f.remedy) for f in _findings(model)]
    return sorted(problems, key=lambda problem: problem.order)


def _kind(file: Path, data: Mapping[str, Any]) -> str:
    """The kind of a file: by its folder's name, else by keys that only one kind has."""
    if file.resolve().parent.name in SCHEMAS:
        return file.resolve().parent.name
    return max(_KEYS_OF_KIND, key=lambda kind: sum(key in data for key in _KEYS_OF_KIND[kind]))


def _findings(model: object) -> Iterable[Finding]:
    if isinstance(model, PlanFile):
        return (*checks.check_plan(model, None), *detail_checks.check_open_questions(model))
    if isinstance(model, RegistryFile):
        return check_registry(model)
    if isinstance(model, FormFile):
        return check_form(model)
    return checks.check_calendar(model) if isinstance(model, CalendarFile) else ()
