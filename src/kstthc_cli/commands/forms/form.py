"""`kst form list`, `kst form show`: forms, their figures with sums, and where a number comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.commands.forms.figure_sources import as_closed, collected_of, earlier_plans, slips_of
from kstthc_cli.commands.listing import Listing, print_listing
from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.commands.tracking.due import warn_of_other_year
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Kind, Period, parse_period, year_to_date
from kstthc_cli.domain.forms.answers.sheet import Question, Sheet, sheet_of
from kstthc_cli.domain.forms.counted_figures import Tables, tables_of
from kstthc_cli.domain.forms.form import Column, Form
from kstthc_cli.domain.forms.sums import Scope
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.forms.form_list import LIST_HEADER, TRACE_HEADER, FormsView, TraceView
from kstthc_cli.render.forms.sheet_text import SheetView
from kstthc_cli.store.forms.forms import all_forms
from kstthc_cli.store.plan.plan_years import plan_year
from kstthc_cli.store.report.report_paths import closing_path

if TYPE_CHECKING:
    from kstthc_cli.domain.report.closing import Closing

SHOW_FORMATS = ("table", "text", "json", "csv", "markdown", "xlsx", "docx", "html")


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """Everything that the command line of `kst form show` says."""

    form: str
    as_of: date
    period: str | None = None
    agency: str | None = None
    by: str | None = None
    cumulative: bool = False
    trace: str | None = None
    plan: str | None = None


def list_forms(root: Path, as_of: date, plan: str | None, output: Output) -> int:
    """Print every form with who fills it and how often."""
    year = plan_year(root, plan, as_of)
    view = FormsView(tuple(all_forms(root).values()), year.registry)
    listing = Listing(
        data=view.data,
        header=LIST_HEADER,
        records=view.records,
        table=lambda wide, _most: view.table(wide=wide),
    )
    return print_listing(root, listing, output)


def show(root: Path, question: FormQuestion, output: Output) -> int:
    """Print the figures of a form, or follow one number to its slips."""
    year = plan_year(root, question.plan, question.as_of)
    form = form_named(all_forms(root, [question.form]), question.form)
    agency = _agency(year, question)
    if agency is not None and question.by not in (None, "row"):
        raise UsageError("--by chỉ dùng khi xem toàn tỉnh.", "Bỏ --agency, hoặc bỏ --by.")
    period = _period(form, year, question)
    if period.year not in earlier_plans(root, year).values():
        warn_of_other_year(year.plan, period.vietnamese, period.span)
    if question.trace is not None:
        return _trace(root, year, form, question, output)
    format_ = output.resolve_format(SHOW_FORMATS)
    asked = Question(period, question.by or "row", agency)
    view = SheetView(_sheet(root, year, form, asked, question.as_of, output), year.registry)
    if format_ in ("xlsx", "docx"):
        output.write_bytes(_document(view, format_, question.as_of), format_)
        return Exit.FINE
    if format_ == "html":
        output.write(view.html(), format_)
        return Exit.FINE
    listing = Listing(view.data, view.header, view.records, lambda _wide, _most: view.table())
    return print_listing(root, listing, output)


def form_named(forms: Mapping[str, Form], name: str) -> Form:
    """The form with an id, whatever its case. Raises UsageError with all forms."""
    found = next((form for form in forms.values() if form.id.casefold() == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(forms) or "chưa có biểu nào trong forms/"
        raise UsageError(f"Không có biểu “{name}”.", f"Các biểu: {known}.")
    return found


def _period(form: Form, year: PlanYear, question: FormQuestion) -> Period:
    """The span that is asked; by default the period of the day, or the last one of the plan's year."""
    if question.period:
        period = period_argument(question.period, year.plan.year)
    else:
        from kstthc_cli.domain.report.report_period import usual_period

        period = usual_period(form.kind, year.plan.year, question.as_of)
    if question.cumulative:
        if period.last_month % 3 or period.kind is Kind.MONTH:
            raise UsageError(f"Không có lũy kế đến {period.vietnamese}.", "Nêu một quý, ví dụ --quarter 2.")
        period = year_to_date(period)
    if not form.parts_of(period):
        raise UsageError(
            f"Biểu {form.id} không lập cho {period.vietnamese}.", "Nêu kỳ dài hơn, ví dụ --quarter 2."
        )
    return period


def _sheet(root: Path, year: PlanYear, form: Form, question: Question, as_of: date, output: Output) -> Sheet:
    """The sheet, from the index if nothing has changed; of a closed period, as it was when it was closed."""
    from kstthc_cli.store.forms.sheet_cache import cached_sheet, store_sheet

    closing = closing_of(root, year, question.period, as_of)
    agency = question.agency.id if question.agency else ""
    closed = f"{closing.as_of} {closing.computed_from}" if closing else ""
    words = (year.revision, form.id, as_of.isoformat(), str(question.period), question.by, agency, closed)
    earlier = earlier_plans(root, year)
    known = cached_sheet(root, words, [*earlier, year.plan.id]) if year.revision else None
    if known is not None:
        return known
    slips, hashes = slips_of(root, year, as_of, earlier, output.watch)
    sheet = _worked_out(year, form, question, as_of, slips, closing)
    if year.revision:
        store_sheet(root, words, hashes, sheet)
    return sheet


def _worked_out(
    year: PlanYear, form: Form, question: Question, as_of: date, slips: list[Slip], closing: Closing | None
) -> Sheet:
    then = slips if closing is None else as_closed(slips, closing)
    sheet = sheet_of(collected_of(year, form, tables_of(then, as_of)), question, year.calendar)
    return sheet if closing is None else sheet._replace(closed=_closed(form, year, closing, then, slips))


def sheets_of_year(
    root: Path, year: PlanYear, forms: Iterable[Form], as_of: date, slips: Sequence[Slip], tables: Tables
) -> dict[str, tuple[Sheet, ...]]:
    """Form id → its sheet for each of its periods that has begun, as `show` answers.

    `tables` are those of the slips up to `as_of`.
    """
    every = [slip for slip in slips if slip.day <= as_of]
    found: dict[str, list[Sheet]] = {}
    for form in forms:
        collected = collected_of(year, form, tables)
        for period in form.parts_of(Period(year.plan.year, Kind.YEAR)):
            if period.span.start <= as_of:
                closing, question = closing_of(root, year, period, as_of), Question(period)
                found.setdefault(form.id, []).append(
                    sheet_of(collected, question, year.calendar)
                    if closing is None
                    else _worked_out(year, form, question, as_of, every, closing)
                )
    return {name: tuple(sheets) for name, sheets in found.items()}


def closing_of(root: Path, year: PlanYear, period: Period, as_of: date) -> Closing | None:
    """The closing of a period, unless the figures of an earlier day are asked."""
    if not (root / closing_path(year.plan.id, str(period))).exists():
        return None
    from kstthc_cli.store.report.report_files import read_closing

    closing = read_closing(root, year.plan.id, str(period))
    return closing if closing is not None and closing.as_of <= as_of else None


def _closed(form: Form, year: PlanYear, closing: Closing, then: list[Slip], now: list[Slip]) -> str:
    """When the period was closed, and how many of its cells have changed since."""
    from kstthc_cli.domain.diff.figure_changes import figure_changes

    cells = figure_changes({form.id: form}, year, then, now).cells
    inside = {str(part) for part in form.parts_of(parse_period(closing.period))}
    since = sum(cell.period in inside for cell in cells)
    later = f" Từ đó có {since} ô được báo cáo khác; các ô ấy không tính ở đây." if since else ""
    return f"Số liệu đã chốt, tính đến hết ngày {closing.as_of:%d/%m/%Y}.{later}"


def _document(view: SheetView, format_: str, as_of: date) -> bytes:
    if format_ == "xlsx":
        from kstthc_cli.render.forms.sheet_xlsx import workbook

        return workbook(view, as_of)
    from kstthc_cli.render.forms.sheet_docx import document

    return document(view, as_of)


def _agency(year: PlanYear, question: FormQuestion) -> Agency | None:
    return agency_named(year.registry, question.agency, year.plan.year) if question.agency else None


def _trace(root: Path, year: PlanYear, form: Form, question: FormQuestion, output: Output) -> int:
    from kstthc_cli.domain.forms.answers.trace import trace_of

    agency, period = _agency(year, question), _period(form, year, question)
    slips, _ = slips_of(root, year, question.as_of, [], output.watch)
    if (closing := closing_of(root, year, period, question.as_of)) is not None:
        slips = as_closed(slips, closing)
    collected = collected_of(year, form, tables_of(slips, question.as_of))
    row, column = _traced_cell(form, question.trace or "")
    scope = Scope(
        collected if agency is None else collected.alone(agency),
        form.parts_of(period),
        None if agency is None else (agency.id,),
        rows=None if row is None else (row,),
    )
    view = TraceView(form, period, column, row, trace_of(scope, column), year.registry)
    listing = Listing(view.data, TRACE_HEADER, view.records, lambda _wide, _most: view.table())
    return print_listing(root, listing, output)


def _traced_cell(form: Form, text: str) -> tuple[str | None, Column]:
    """Row key and column of `DÒNG/CỘT`, or of `CỘT` in the line of totals. Raises UsageError."""
    name, _, last = text.rpartition("/")
    column = form.column(last.strip().strip("()"))
    if column is None:
        known = ", ".join(one.id for one in form.columns)
        raise UsageError(
            f"Biểu {form.id} không có cột “{last.strip()}”.", f"Viết CỘT hoặc DÒNG/CỘT; các cột: {known}."
        )
    wanted = unmarked(name)
    rows = [row.id for row in form.rows.items if wanted in (unmarked(row.id), unmarked(row.label))]
    if name.strip() and not rows and form.rows.kind == "fixed":
        known = ", ".join(row.id for row in form.rows.items)
        raise UsageError(f"Biểu {form.id} không có dòng “{name.strip()}”.", f"Các dòng: {known}.")
    return (rows[0] if rows else name.strip()) or None, column
