"""Problems of `reports/`, outline and letterheads, for `kst validate`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.errors import BadPeriodError
from kstthc_cli.domain.findings import Loc
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import plan_of
from kstthc_cli.domain.report.outline import other_meanings, outline_of, section_names
from kstthc_cli.errors import InvalidDataError
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.model.report.letterhead import LetterheadsFile
from kstthc_cli.model.report.outline import OutlineFile
from kstthc_cli.model.report.prose import ProseFile
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.paths import CLOSING, IGNORED, LETTERHEAD, OUTLINE, files_below, relative
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.plan.repository import Loaded, load_plans
from kstthc_cli.store.progress.slips import request_paths
from kstthc_cli.store.report.outlines import issued_plans, lineage, outline_for, predecessor
from kstthc_cli.store.report.report_files import check_closing, misplaced, read_model
from kstthc_cli.store.yaml.reader import Document


def report_problems(
    root: Path, years: Iterable[PlanYear], plans: Iterable[Loaded[PlanFile]]
) -> list[Problem]:
    """Every problem of prose, closings, outline and letterheads under the given plans."""
    by_id = {year.plan.id: year for year in years}
    found = [*_outline(root, by_id.values()), *_letterhead(root, by_id.values())]
    found += _left_out(root, plans)
    for file in (*files_below(root / "reports"), *_folders_for_files(root)):
        if file.name == CLOSING:
            found += check_closing(root, file)[1]
        elif file.suffix == ".yaml":
            found += _prose(root, file, by_id)
        elif file.name not in IGNORED:
            message = f"“{relative(root, file)}” không phải tệp của báo cáo nên không được đọc."
            found.append(Source(relative(root, file), "").problem("KST076", 1, 1, message))
    return found


def _folders_for_files(root: Path) -> list[Path]:
    """Folders in which `kst report` looks for files."""
    places = (
        place for place in (root / "reports").glob("*/*/*") if not place.is_symlink() and place.is_dir()
    )
    return sorted(place for place in places if place.name == CLOSING or place.suffix == ".yaml")


def _prose(root: Path, file: Path, years: dict[str, PlanYear]) -> Iterator[Problem]:
    document, value, problems = read_model(root, file, ProseFile)
    yield from problems
    if value is None:
        return
    yield from misplaced(root, file, value)
    yield from _references(root, document, value, years)


def _references(
    root: Path, document: Document, prose: ProseFile, years: dict[str, PlanYear]
) -> Iterator[Problem]:
    """Unknown plans, periods, agencies and headings that the file names."""
    year = years.get(prose.plan)
    if year is None:
        yield document.problem("KST080", ("plan",), f"Không có kế hoạch “{prose.plan}”.")
        return
    if prose.agency not in year.registry.agencies:
        yield document.problem("KST080", ("agency",), f"Danh mục không có cơ quan “{prose.agency}”.")
    if not _is_period(prose.period, year) and prose.period not in _requests(root, year):
        message = f"“{prose.period}” không phải kỳ của năm {year.plan.year}, cũng không phải mã yêu cầu."
        yield document.problem("KST080", ("period",), message)
    yield from _headings(root, document, prose, year)


def _headings(root: Path, document: Document, prose: ProseFile, year: PlanYear) -> Iterator[Problem]:
    """Numbers of headings that the outline does not have; an outline with errors is reported for itself."""
    try:
        known = {heading.number for heading in outline_for(root, year.plan).headings}
    except InvalidDataError:
        return
    named: list[tuple[Loc, str]] = [(("headings", number), number) for number in prose.headings]
    named += [(("paragraphs", number), number) for number in prose.paragraphs]
    named += [(("statements", n, "heading"), one.heading) for n, one in enumerate(prose.statements)]
    for place, number in named:
        if number not in known:
            yield document.problem("KST080", place, f"Đề cương không có mục “{number}”.")


def _is_period(text: str, year: PlanYear) -> bool:
    try:
        return str(parse_period(text)) == text and parse_period(text).year == year.plan.year
    except BadPeriodError:
        return False


def _requests(root: Path, year: PlanYear) -> set[str]:
    return {PurePosixPath(path).stem for path in request_paths(root, year.plan.id)}


def _outline(root: Path, years: Iterable[PlanYear]) -> Iterator[Problem]:
    if not os.path.lexists(root / OUTLINE):
        return
    document, value, problems = read_model(root, root / OUTLINE, OutlineFile)
    yield from problems
    if value is not None:
        yield from _unknown_parts(document, value, list(years))
        if years:
            yield from _numbers_of_another_plan(root, document, value)


def _numbers_of_another_plan(root: Path, document: Document, outline: OutlineFile) -> Iterator[Problem]:
    """Numbers that mean something else in an issued plan than in the one that the outline was written for."""
    files = {file.id: file for file in load_plans(root)}
    for plan in issued_plans(files.values()):
        before = files.get(predecessor(plan) or "")
        if outline.plan is None and before is not None:
            wrong = list(dict.fromkeys(other_meanings(outline_of(outline), plan_of(plan), plan_of(before))))
            if wrong:
                message = (
                    f"Ở kế hoạch {plan.id}, {', '.join(wrong)} khác với kế hoạch {before.id}; đề cương "
                    "chưa nêu (plan) các số là của kế hoạch nào."
                )
                yield document.problem("KST087", ("parts",), message)
        if outline.plan is not None and outline.plan in files and not lineage(files, plan.id, outline.plan):
            message = f"Kế hoạch {plan.id} không nối tiếp (follows) kế hoạch {outline.plan}."
            yield document.problem("KST087", ("plan",), message)
    if outline.plan is not None and outline.plan not in files:
        yield document.problem("KST087", ("plan",), f"Không có kế hoạch “{outline.plan}”.")


def _left_out(root: Path, plans: Iterable[Loaded[PlanFile]]) -> Iterator[Problem]:
    """Sections of issued plans with duties that no heading of the outline takes; at the section.

    An outline whose numbers are of a plan that another does not follow is KST087 there.
    """
    for file, document in ((loaded.file, loaded.document) for loaded in plans):
        if not issued_plans([file]):
            continue
        plan = plan_of(file)
        try:
            outline = outline_for(root, plan)
        except InvalidDataError:
            return
        if outline.plan not in (None, plan.id) and not outline.places:
            continue
        duties = outline.left_out(plan)
        for number, section in enumerate(plan.sections):
            if names := list(dict.fromkeys(duty.task for duty in duties if duty.section == section)):
                message = f"Đề cương báo cáo không có chỗ cho nhiệm vụ {', '.join(names)} (mục {section})."
                yield document.problem("KST088", ("sections", number, "title"), message)


def _unknown_parts(document: Document, outline: OutlineFile, years: list[PlanYear]) -> Iterator[Problem]:
    """Sections and tasks that no plan has."""
    sections = {name for year in years for name in section_names(year.plan)}
    tasks = {duty.task for year in years for duty in year.plan.duties}
    for p, part in enumerate(outline.parts):
        for h, heading in enumerate(part.headings):
            at: Loc = ("parts", p, "headings", h)
            for n, name in enumerate(heading.sections):
                if years and name.casefold() not in sections:
                    message = f"Không kế hoạch nào có mục “{name}”."
                    yield document.problem("KST081", (*at, "sections", n), message)
            for n, name in enumerate(heading.tasks):
                if years and name not in tasks:
                    message = f"Không kế hoạch nào có nhiệm vụ “{name}”."
                    yield document.problem("KST081", (*at, "tasks", n), message)


def _letterhead(root: Path, years: Iterable[PlanYear]) -> Iterator[Problem]:
    if not os.path.lexists(root / LETTERHEAD):
        return
    document, value, problems = read_model(root, root / LETTERHEAD, LetterheadsFile)
    yield from problems
    known = {agency for year in years for agency in year.registry.agencies}
    if value is None or not known:
        return
    named: list[tuple[Loc, str]] = [(("agencies", name), name) for name in value.agencies]
    named += [(("senders", field), name) for field, name in value.senders.model_dump().items()]
    for at, name in named:
        if name not in known:
            yield document.problem(
                "KST080", at, f"Không danh mục nào có cơ quan “{name}”.", key=at[0] == "agencies"
            )
