"""`kst plan derive`: one agency's share of a plan, as a draft of its own plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.store.plan.plan_years import plan_year

FORMATS = ("yaml", "docx", "html", "markdown")
"""The first is the plan file for further editing; the others are documents."""


@dataclass(frozen=True, slots=True)
class DeriveOptions:
    """The options of `kst plan derive`."""

    agency: str
    today: date
    plan: str | None = None


def derive(root: Path, options: DeriveOptions, output: Output) -> int:
    """Print the agency's own plan as YAML or as a document. Raises UsageError if it has no duty."""
    from kstthc_cli.commands.report.decision import own_plan_document
    from kstthc_cli.commands.report.letterhead import Given
    from kstthc_cli.model.plan import PlanFile
    from kstthc_cli.render.drafts import OwnPlan, as_content
    from kstthc_cli.store.files.atomic_write import write_new
    from kstthc_cli.store.files.paths import text_bytes
    from kstthc_cli.store.plan.new_plan import plan_text
    from kstthc_cli.store.plan.usable import usable_repository

    chosen = output.resolve_format(FORMATS)
    year = plan_year(root, options.plan, options.today)
    agency = agency_named(year.registry, options.agency, year.plan.year)
    owed = tuple({o.duty.id: o for o in year.owed_by([agency])}.values())
    if not owed:
        raise UsageError(f"Kế hoạch {year.plan.id} không giao việc nào cho {agency.name}.", _SEE)
    source = usable_repository(root, options.plan).plan_file(year.plan.id)
    content = as_content(OwnPlan(source, year.plan, year.registry, agency, owed))
    if chosen != "yaml":
        own_plan_document(root, year, PlanFile.model_validate(content), Given(), output)
        return Exit.FINE
    text, _ = plan_text(content, _remark(agency, year.plan.id), "", year.registry)
    if output.file is None:
        output.write(text, chosen)
    else:  # unlike other outputs, a plan may be written into plans/
        write_new(output.file, text_bytes(text), force=output.force)
        output.say_written()
    return Exit.FINE


_SEE = "Xem việc của cơ quan: `kst agencies show TÊN`."


def _remark(agency: Agency, plan: str) -> str:
    return f"Dự thảo kế hoạch của {agency.name}, do kst plan derive lập từ kế hoạch {plan}."
