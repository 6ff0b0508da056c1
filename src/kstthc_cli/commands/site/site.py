"""`kst site`: static pages for those who have only a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.export.export import facts_of
from kstthc_cli.commands.forms.targets import target_ratios
from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.output import Output
from kstthc_cli.render.site.pages import single_page, site_files
from kstthc_cli.render.site.view import Amended, SiteView
from kstthc_cli.store.files.output_folder import write_folder
from kstthc_cli.store.plan.plan_history import earlier_files
from kstthc_cli.store.plan.plan_years import issued, plan_and_file


class SiteQuestion(NamedTuple):
    """The options of `kst site`."""

    as_of: date
    plan: str | None = None
    agency: str | None = None
    public: bool = False


def site(root: Path, question: SiteQuestion, output: Output) -> int:
    """Write a folder of pages, or the page of one agency as a file. Raises UsageError, RefusedError."""
    if output.file is None:
        raise UsageError("Chưa nêu ghi ra đâu.", "Thêm -o, ví dụ: -o public.")
    one_file = output.file.suffix.lower() == ".html"
    if one_file != (question.agency is not None):
        raise UsageError(
            "Một cơ quan thì ghi ra một tệp .html, cả kế hoạch thì ghi ra một thư mục.",
            "Ví dụ: --agency so-yt -o so-yt.html, hoặc -o public.",
        )
    year, file = plan_and_file(root, question.plan, question.as_of)
    issued(year)
    agency = agency_named(year.registry, question.agency, year.plan.year) if question.agency else None
    facts = facts_of(root, year, file, question.as_of, output)
    ratios = target_ratios(root, year, question.as_of, facts.slips)
    view = SiteView(facts, question.public, {} if agency else _amended(root, file), ratios)
    if agency:
        output.write_bytes(single_page(view, agency), "html")
    else:
        files = site_files(view, watched=output.screen.terminal)
        write_folder(output.file, files, force=output.force)
        output.say_written()
    return Exit.FINE


def _amended(root: Path, file: PlanFile) -> dict[str, Amended]:
    """Number of each amendment → the plan before and after the change in git that named it first."""
    found: dict[str, Amended] = {}
    known: set[str] = set()
    before: PlanFile | None = None
    for after in (*earlier_files(root, file.id), file) if file.amendments else ():
        for one in after.amendments:
            if before is not None and one.number not in known:
                found[one.number] = Amended(before, after)
            known.add(one.number)
        before = after
    return found
