"""`kst export`: the facts of the repository as tables for other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from kstthc_cli.commands.forms.form import sheets_of_year
from kstthc_cli.commands.snapshot import snapshot, warn_of_unsure_period
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.export.fact_table import Filled
from kstthc_cli.domain.export.fact_tables import filled
from kstthc_cli.domain.export.facts import Facts
from kstthc_cli.domain.forms.counted_figures import tables_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.output import Output
from kstthc_cli.store.files.atomic_write import check_place
from kstthc_cli.store.files.output_folder import write_folder
from kstthc_cli.store.forms.forms import all_forms
from kstthc_cli.store.plan.plan_years import choose, issued, none_issued, plan_years
from kstthc_cli.store.plan.repository import load_plans

_FOLDERS = ("csv", "parquet")
"""The formats that are a folder of files."""


def export(root: Path, plan: str | None, as_of: date, output: Output) -> int:
    """Write the tables of every issued plan, or of one. Raises UsageError without a place to write to."""
    if output.file is None:
        raise UsageError("Chưa nêu ghi ra đâu.", "Thêm -o, ví dụ: -o bang (thư mục), -o kho.sqlite.")
    format_ = output.format or ("csv" if not output.file.suffix else output.resolve_format(tuple(_BY_FORMAT)))
    tables = filled(facts_of_repository(root, plan, as_of, output))
    if format_ in _FOLDERS:
        write_folder(output.file, _folder(format_, tables), force=output.force)
        output.say_written()
    else:
        beside = output.file.with_suffix(".metadata.json")
        if format_ == "sqlite":
            check_place(beside, force=output.force)
        output.write_bytes(_BY_FORMAT[format_](tables, as_of), format_)
        if format_ == "sqlite":
            _write_metadata(tables, output.file.stem, output._replace(file=beside))
    return Exit.FINE


def facts_of_repository(root: Path, plan: str | None, as_of: date, output: Output) -> list[Facts]:
    """Everything that is known of every issued plan of a repository, or of one. Raises RefusedError."""
    years = _years(root, plan, as_of)
    files = {file.id: file for file in load_plans(root)}
    return [facts_of(root, year, files[year.plan.id], as_of, output) for year in years]


def _years(root: Path, plan: str | None, as_of: date) -> list[PlanYear]:
    """The plan that is named, else every issued one that stands alone. Raises RefusedError."""
    years = plan_years(root, plan)
    if plan is not None:
        return [issued(choose(years, plan, as_of))]
    found = [year for year in years if year.plan.stands_alone]
    if not found:
        raise none_issued(year.plan.id for year in years)
    return found


def facts_of(root: Path, year: PlanYear, file: PlanFile, as_of: date, output: Output) -> Facts:
    """Everything that is known of a plan. Raises as `snapshot` does."""
    now = snapshot(root, year, as_of, watch=output.watch)
    warn_of_unsure_period(year, Period(year.plan.year, Kind.YEAR).span)
    tables, forms = tables_of(now.slips, as_of), all_forms(root)
    stated = {key.form for key, table in tables.items() if table.stated}
    filled_in = [form for name, form in forms.items() if name in stated]
    return Facts(
        year=year,
        as_of=as_of,
        slips=now.slips,
        state=now.state,
        requests=(*now.requests, *now.withdrawn),
        amendments=tuple(one for one in file.amendments if one.date <= as_of),
        issued=file.decision.issued,
        forms=forms,
        tables=tables,
        sheets=sheets_of_year(root, year, filled_in, as_of, now.slips, tables),
    )


def _folder(format_: str, tables: Filled) -> dict[str, bytes]:
    if format_ == "csv":
        from kstthc_cli.render.export.csv_package import csv_files

        return csv_files(tables)
    from kstthc_cli.store.export.duckdb_files import parquet_files

    return parquet_files(tables)


def _sqlite(tables: Filled, _as_of: date) -> bytes:
    from kstthc_cli.render.export.sqlite import sqlite_database

    return sqlite_database(tables)


def _duckdb(tables: Filled, _as_of: date) -> bytes:
    from kstthc_cli.store.export.duckdb_files import duckdb_database

    return duckdb_database(tables)


def _xlsx(tables: Filled, as_of: date) -> bytes:
    from kstthc_cli.render.export.xlsx import workbook

    return workbook(tables, as_of)


_BY_FORMAT: dict[str, Callable[[Filled, date], bytes]] = {"sqlite": _sqlite, "duckdb": _duckdb, "xlsx": _xlsx}
"""The formats that are one file."""


def _write_metadata(tables: Filled, database: str, output: Output) -> None:
    from kstthc_cli.render.export.sqlite import datasette_metadata

    output.write_bytes(datasette_metadata(tables, database))
