"""`kst report close`: stores the figures of a period as they are today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kstthc_cli.commands.forms.figure_sources import broken_rule, collected_of
from kstthc_cli.commands.progress.entry_validation import clean_name
from kstthc_cli.commands.report.report_view import named_period
from kstthc_cli.commands.snapshot import snapshot
from kstthc_cli.domain.forms.checks import broken
from kstthc_cli.domain.forms.counted_figures import tables_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.report.closing import Closing, freeze, slip_name
from kstthc_cli.domain.report.contents import contents_of
from kstthc_cli.domain.report.report_period import ReportPeriod
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.errors import Exit, FileExistsRefusedError, RefusedError
from kstthc_cli.output import Output
from kstthc_cli.render.report.status_sentences import status_summary
from kstthc_cli.render.screen.data_formats import to_json
from kstthc_cli.render.screen.phrases import count
from kstthc_cli.store.forms.forms import all_forms
from kstthc_cli.store.plan.plan_years import issued, plan_year
from kstthc_cli.store.report.report_files import hash_of_sources, read_closing, write_closing
from kstthc_cli.store.report.report_paths import closing_path

FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class CloseQuestion:
    """Which period to close, as of which day, by whom."""

    as_of: date
    quarter: int | None = None
    period: str | None = None
    plan: str | None = None
    by: str | None = None
    dry_run: bool = False


def close(root: Path, question: CloseQuestion, output: Output) -> int:
    """Freeze the figures of a period of the whole province.

    Raises RefusedError for a draft, before the period's data window has ended, when it is closed already, or
    where figures of a form break a rule.
    """
    chosen = output.resolve_format(FORMATS)
    year = issued(plan_year(root, question.plan, question.as_of))
    period = named_period(year, question.quarter, question.period, question.as_of)
    _refuse_early(period, question.as_of)
    if (old := read_closing(root, year.plan.id, period.id)) is not None:
        raise _closed(old, period)
    now = snapshot(root, year, question.as_of, watch=output.watch)
    rows = contents_of(now.rows_to_report(year.registry.in_order), period).due
    slips = [slip for slip in now.slips if slip.day <= question.as_of]
    _refuse_failing(root, year, period, slips)
    closing = Closing(
        plan=year.plan.id,
        period=period.id,
        as_of=question.as_of,
        by=clean_name(question.by, "tên người chốt"),
        computed_from=hash_of_sources(root, year.plan.id, slips),
        slips=frozenset(slip_name(slip) for slip in slips),
        rows=freeze(rows),
    )
    path = None if question.dry_run else _write(root, closing, period)
    output.write(_said(closing, period, status_summary(rows), path, chosen), chosen)
    return Exit.FINE


def _refuse_failing(root: Path, year: PlanYear, period: ReportPeriod, slips: Sequence[Slip]) -> None:
    """Raises RefusedError where the figures of a form break a rule of severity error."""
    tables = tables_of(slips)
    for form in all_forms(root).values():
        collected = collected_of(year, form, tables)
        for item in broken(collected, form.parts_of(period.period)):
            agency = item.table.key.agency
            raise RefusedError(
                f"{broken_rule(item, form, year.registry)} Chưa chốt số liệu.",
                f"Ghi lại ô sai bằng `kst record --form {form.id} --agency {agency} …` rồi chốt lại.",
            )


def _refuse_early(period: ReportPeriod, as_of: date) -> None:
    if as_of < period.window.last:
        raise RefusedError(
            f"Kỳ số liệu {period.name} đến ngày {short_date(period.window.last)} mới hết.",
            "Chốt từ ngày đó trở đi.",
        )


def _write(root: Path, closing: Closing, period: ReportPeriod) -> str:
    try:
        return write_closing(root, closing)
    except FileExistsRefusedError:  # somebody closed it in between
        old = read_closing(root, closing.plan, closing.period)
        raise _closed(old or closing, period) from None


def _closed(old: Closing, period: ReportPeriod) -> RefusedError:
    path = closing_path(old.plan, old.period)
    return RefusedError(
        f"Số liệu {period.name} đã chốt, tính đến hết ngày {short_date(old.as_of)} ({path}).",
        "Phiếu ghi thêm sau đó được báo cáo nêu riêng là “sau khi chốt số liệu”.",
    )


def _said(closing: Closing, period: ReportPeriod, how: str, path: str | None, chosen: str) -> str:
    if chosen == "json":
        return to_json(
            {
                "schema_version": 1,
                "plan": closing.plan,
                "period": closing.period,
                "as_of": closing.as_of.isoformat(),
                "obligations": len(closing.rows),
                "slips": len(closing.slips),
                "computed_from": closing.computed_from,
                "path": path,
            }
        )
    done = "Đã chốt" if path else "Chạy thử, sẽ chốt"
    many = (
        f"{count(len(closing.rows))} việc phải báo cáo ({how or 'không có việc nào'}), "
        f"{count(len(closing.slips))} phiếu"
    )
    return (
        f"{done} số liệu {period.name}, tính đến hết ngày {short_date(closing.as_of)}: {many}.\n"
        f"Mã kiểm tra của dữ liệu đã dùng: {closing.computed_from}\n" + (f"Đã ghi {path}\n" if path else "")
    )
