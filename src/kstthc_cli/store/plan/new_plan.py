"""Writing a generated plan file, validated before it is written to the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.catalogue import CATALOGUE
from kstthc_cli.domain.agencies.names import name_forms
from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.drafts.new_year import FLOW
from kstthc_cli.domain.validate import plan_checks as checks
from kstthc_cli.domain.validate import sub_plan_checks as detail_checks
from kstthc_cli.errors import InvalidDataError
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.store.files.atomic_write import write_new
from kstthc_cli.store.files.paths import text_bytes
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse
from kstthc_cli.store.yaml.schema_problems import validated
from kstthc_cli.store.yaml.writer import to_yaml

_SCHEMA = "# yaml-language-server: $schema=../schemas/plan.schema.json\n"


def plan_text(content: Mapping[str, Any], remark: str, path: str, registry: Registry) -> tuple[str, PlanFile]:
    """The YAML text of a plan below a one-line comment, and the validated plan.

    Raises InvalidDataError if the content is not a valid plan of the registry.
    """
    text = f"{_SCHEMA}# {remark}\n{to_yaml(content, FLOW)}"
    document = parse(Source(path, text))
    plan, problems = validated(document, PlanFile)
    if plan is not None:
        findings = checks.check_plan(plan, registry, name_forms(registry))
        found = [*findings, *detail_checks.check_open_questions(plan)]
        wrong = [f for f in found if CATALOGUE[f.code].severity == "error"]
        problems = [document.problem(f.code, f.loc, f.message, f.remedy) for f in wrong]
    if plan is None or problems:
        raise InvalidDataError(problems, "nên không ghi được")
    return text, plan


def write_plan(root: Path, plan_id: str, text: str) -> str:
    """Write `plans/ID.yaml` without overwriting; return its path in the repository."""
    write_new(root / "plans" / f"{plan_id}.yaml", text_bytes(text), force=False)
    return f"plans/{plan_id}.yaml"
