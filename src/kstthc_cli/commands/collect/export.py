"""`kst collect export`: a workbook for each agency, with its duties and its forms of one period."""

from __future__ import annotations

import gc
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.collect.period import required_period, send_by_days
from kstthc_cli.commands.progress.entry_validation import clean_name
from kstthc_cli.commands.snapshot import Snapshot, snapshot, warn_of_unsure_period
from kstthc_cli.commands.tracking.asked import chosen_agencies
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.counted_figures import tables_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.tracking.due_list import DueFilter, due_list
from kstthc_cli.domain.tracking.due_list import Row as DueRow
from kstthc_cli.domain.workbook.book import VERSION, Identity, Workbook
from kstthc_cli.domain.workbook.duty_sheets import COORDINATED, DUTIES, duty_sheets
from kstthc_cli.domain.workbook.form_sheets import form_of_code, form_sheets
from kstthc_cli.domain.workbook.guide import guide_lines
from kstthc_cli.domain.workbook.records import Made, WorkbookRecord
from kstthc_cli.errors import Exit, RefusedError
from kstthc_cli.output import BOM, Output
from kstthc_cli.render.screen.data_formats import to_csv, to_json
from kstthc_cli.render.screen.progress_bar import MANY, tracked
from kstthc_cli.render.workbook.workbook_list import LIST_HEADER, as_data, list_rows, overview, summary
from kstthc_cli.store.files.atomic_write import ready_folder, write_all
from kstthc_cli.store.files.file_names import file_names, plain_name
from kstthc_cli.store.files.paths import text_bytes
from kstthc_cli.store.forms.forms import all_forms
from kstthc_cli.store.plan.plan_years import issued, plan_year

FORMATS = ("text", "json")
_MOST_LINES = 12
"""A terminal gets a line a workbook up to so many of them, else one a level."""


class ExportQuestion(NamedTuple):
    """The options of `kst collect export`."""

    as_of: date
    folder: Path
    moment: str
    program: str
    quarter: int | None = None
    period: str | None = None
    agencies: tuple[str, ...] = ()
    level: str | None = None
    plan: str | None = None
    by: str | None = None
    force: bool = False


class Exported(NamedTuple):
    """A workbook that was written: for whom, its name, its duties to report on and its forms."""

    agency: Agency
    made: Made
    duties: int
    forms: int


def export(root: Path, question: ExportQuestion, output: Output) -> int:
    """Write the workbooks, or none where one of the files is there, and note for whom they were made.

    Raises FileExistsRefusedError without `force`, RefusedError if no agency has anything to report.
    """
    chosen = output.resolve_format(FORMATS)
    question = question._replace(by=clean_name(question.by, "người lập"))
    year = issued(plan_year(root, question.plan, question.as_of))
    period = required_period(year, question.quarter, question.period)
    agencies = chosen_agencies(year, question.agencies, question.level)
    asked = agencies if question.agencies or question.level else None
    now = snapshot(root, year, question.as_of, asked, output.watch)
    books = list(_workbooks(now, agencies, period, question.program))
    if not books:
        raise RefusedError(
            f"Không cơ quan nào có việc hay biểu phải báo cáo {period.vietnamese}.",
            "Kiểm tra --agency, --level.",
        )
    days = send_by_days(year, period)
    names = _names(books)
    ready_folder(question.folder, names, force=question.force)
    written, contents = _made(books, names, output)
    listed = {} if question.agencies else _list(written, year, period, question.level, days)
    write_all(question.folder, contents | listed, force=question.force)
    path = _recorded(root, now, period, question, [item.made for item in written])
    warn_of_unsure_period(year, period.span)
    view = as_data(written, period, days, path)
    if chosen == "json":
        output.write(to_json(view), chosen)
    elif output.screen.terminal and len(written) > _MOST_LINES:
        output.write(summary(written, view, question.folder, list(listed)), chosen)
    else:
        output.write(overview(view, question.folder, list(listed)), chosen)
    return Exit.FINE


def _workbooks(
    now: Snapshot, agencies: Sequence[Agency], period: Period, program: str
) -> Iterable[tuple[Agency, Workbook]]:
    """The workbook of every agency that exists in the period and must report on something."""
    there = [agency for agency in agencies if agency.valid_within(period.span)]
    owed = now.year.owed_by(there, now.requests)
    due = due_list(owed, now.state, period.span, now.as_of, DueFilter()).everything
    rows = {who: list(mine) for who, mine in groupby(due, key=lambda row: row.obligation.agency.id)}
    forms, tables = all_forms(now.root).values(), tables_of(now.slips, now.as_of)
    for agency in there:
        book = workbook_of(now, agency, period, rows.get(agency.id, []), program)
        sheets = form_sheets(forms, agency, now.year.registry, period, tables)
        book = book._replace(sheets=(*book.sheets, *sheets))
        if any(sheet.code != COORDINATED for sheet in book.sheets):
            yield agency, book


def workbook_of(
    now: Snapshot, agency: Agency, period: Period, due: Sequence[DueRow], program: str
) -> Workbook:
    """The workbook of one agency; without sheets where it has nothing to report."""
    year = now.year
    identity = Identity(VERSION, year.plan.id, year.registry.id, agency.id, str(period), program, now.as_of)
    title = f"BÁO CÁO {period.vietnamese.upper()}: {year.registry.full_name(agency)}"
    return Workbook(identity, title, guide_lines(year, agency, period), duty_sheets(due))


def _names(books: Sequence[tuple[Agency, Workbook]]) -> list[str]:
    named = [(f"{book.identity.period} {book.guide[0][1]}", book.identity.agency) for _, book in books]
    return file_names(named, ".xlsx")


def _made(
    books: Sequence[tuple[Agency, Workbook]], names: Sequence[str], output: Output
) -> tuple[list[Exported], dict[str, bytes]]:
    """The workbooks, and the content of their files by name."""
    from kstthc_cli.render.workbook.writer import workbook_bytes

    found, files = [], {}
    pairs, shown = list(zip(books, names, strict=True)), output.screen.terminal
    for (agency, book), name in tracked(pairs, "Đang lập tệp", shown=shown, least=MANY):
        content = files[name] = workbook_bytes(book)
        gc.collect(0)  # XlsxWriter leaves cycles behind, and kst runs without garbage collection
        made = Made(agency.id, name, hashlib.sha256(content).hexdigest())
        found.append(Exported(agency, made, *_counts(book)))
    return found, files


def _list(
    written: Sequence[Exported], year: PlanYear, period: Period, level: str | None, days: Mapping[str, Due]
) -> dict[str, bytes]:
    """The list of the workbooks as a file: its name, with its content."""
    name = plain_name(f"{period} danh sách tệp{f' {level}' if level else ''}") + ".csv"
    return {name: text_bytes(BOM + to_csv(LIST_HEADER, list_rows(written, year.registry, days)))}


def _counts(book: Workbook) -> tuple[int, int]:
    """How many duties that must be reported on and how many forms a workbook has."""
    duties = sum(len(sheet.rows) for sheet in book.sheets if sheet.code == DUTIES)
    return duties, sum(form_of_code(sheet.code) is not None for sheet in book.sheets)


def _recorded(
    root: Path, now: Snapshot, period: Period, question: ExportQuestion, made: Sequence[Made]
) -> str | None:
    """The path of the note of what was made; None where the same files were noted before."""
    from kstthc_cli.store.workbook.records import read_records, write_record

    plan = now.year.plan.id
    known = {item for record in read_records(root, plan, str(period)) for item in record.sent}
    new = tuple(item for item in made if item not in known)
    if not new:
        sys.stderr.write("lưu ý: các tệp này đã lập trước đây, nội dung không đổi.\n")
        return None
    record = WorkbookRecord("", plan, str(period), question.as_of, question.by, sent=new)
    return write_record(root, record, question.moment)
