"""`kst export`: the facts as tables, the same in every format, with sound keys."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kstthc_cli.commands.export.export import facts_of
from kstthc_cli.domain.export.fact_tables import TABLES, filled
from kstthc_cli.errors import RefusedError
from kstthc_cli.output import Output
from kstthc_cli.render.export.sqlite import sqlite_database
from kstthc_cli.render.export.xlsx import workbook
from kstthc_cli.store.plan.plan_years import plan_and_file
from tests.export.conftest import AS_OF, FORMULA, exported
from tests.support.form_figures import FORM, STATED
from tests.support.in_process import call
from tests.support.running import Kst, report
from trees import tree

NAMES = [table.name for table in TABLES]
_READ: dict[str, Callable[[str], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "day": date.fromisoformat,
}
Rows = dict[str, list[dict[str, Any]]]


def csv_rows(folder: Path) -> Rows:
    """The rows of a folder of CSV files, each cell as the type that its column declares."""
    found: Rows = {}
    for table in TABLES:
        text = (folder / f"{table.name}.csv").read_text("utf-8")
        types = {column.name: _READ[column.type] for column in table.columns}
        found[table.name] = [
            {name: types[name](cell) if cell else None for name, cell in row.items()}
            for row in csv.DictReader(io.StringIO(text, newline=""))
        ]
    return found


def sqlite_rows(file: Path) -> Rows:
    """The rows of an SQLite file; days and truth values as the columns declare them."""
    found: Rows = {}
    with sqlite3.connect(file) as database:
        for table in TABLES:
            records = database.execute(f'SELECT * FROM "{table.name}"')
            found[table.name] = [
                {
                    column.name: _from_sqlite(column.type, value)
                    for column, value in zip(table.columns, record, strict=True)
                }
                for record in records
            ]
    database.close()
    return found


def _from_sqlite(type_: str, value: Any) -> Any:
    if value is None:
        return None
    return date.fromisoformat(value) if type_ == "day" else bool(value) if type_ == "boolean" else value


def by_key(rows: Rows) -> dict[str, dict[str, dict[str, Any]]]:
    """Table → key → row; every key is there once."""
    found = {name: {row["id"]: row for row in of} for name, of in rows.items()}
    assert {name: len(of) for name, of in found.items()} == {name: len(of) for name, of in rows.items()}
    return found


@pytest.fixture(scope="module")
def folder(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("bang") / "csv"
    assert call("export", *AS_OF, "-o", str(target), root=told).code == 0
    return target


@pytest.fixture
def rows(folder: Path) -> Rows:
    return csv_rows(folder)


def test_obligations_are_those_that_status_counts(rows: Rows, told: Path, kst: Kst) -> None:
    stated = report(kst("status", "--period", "2021", *AS_OF, "--format", "json", root=told))["total"]
    found = Counter(row["status"] for row in rows["obligations"] if row["reports"])
    assert sum(found.values()) == stated["obligations"] > 0
    assert {status: found[status] for status in found} == {status: stated[status] for status in found}


def test_every_reference_leads_to_a_row(rows: Rows) -> None:
    keys = by_key(rows)
    for table in TABLES:
        for column in table.columns:
            if column.to:
                given = {row[column.name] for row in rows[table.name]} - {None}
                assert given <= set(keys[column.to]), (table.name, column.name)
    assert any(row["obligation"] for row in rows["entries"])


def test_a_replaced_entry_is_there_and_does_not_count(rows: Rows) -> None:
    mine = [r for r in rows["entries"] if (r["agency_id"], r["duty_id"]) == ("so-tp", "3")]
    assert [(row["text"], row["counts"]) for row in mine if row["text"] != "Đã xong."][-1] == (
        "Làm lại.",
        True,
    )
    assert Counter(row["counts"] for row in mine)[False] == 1


def test_an_entry_that_its_slip_repeats_has_a_key_of_its_own(told: Path) -> None:
    as_of = date(2021, 7, 1)
    year, file = plan_and_file(told, None, as_of)
    facts = facts_of(told, year, file, as_of, Output())
    first, *others = facts.slips
    tables = filled([facts._replace(slips=(first._replace(entries=first.entries * 2), *others))])
    keys = [record[0] for table, records in tables if table.name == "entries" for record in records]
    assert len(keys) == len(set(keys))
    assert sqlite_database(tables)


def test_days_late_and_last_reports(rows: Rows) -> None:
    obligations = by_key(rows)["obligations"]
    late = obligations["quang-ngai/2021/huyen-ly-son/3@2021-Q2"]
    assert (late["status"], late["days_late"], late["last_reported"]) == ("overdue", 12, None)
    done = obligations["quang-ngai/2021/so-tp/2@2021"]
    assert (done["status"], done["days_late"], done["due_nominal"]) == ("done", None, date(2021, 6, 5))
    assert (done["due"], done["year_month"]) == (date(2021, 6, 7), "2021-06")


def test_totals_of_forms_are_those_of_form_show(rows: Rows, told: Path, kst: Kst) -> None:
    shown = report(kst("form", "show", FORM, "--quarter", "2", *AS_OF, "--format", "json", root=told))
    total = shown["rows"][-1]["cells"]
    mine = {row["column_id"]: row["value"] for row in rows["form_totals"] if row["period"] == "2021-Q2"}
    assert mine == {column: cell["value"] for column, cell in total.items()}
    assert mine["4"] == sum(STATED.values())
    stated = [row for row in rows["figures"] if row["form_id"] == FORM]
    assert {row["agency_id"]: row["value"] for row in stated} == STATED


def test_sqlite_holds_the_same_with_sound_references(
    told: Path, kst: Kst, rows: Rows, tmp_path: Path
) -> None:
    file = exported(kst, told, tmp_path / "kho.sqlite")
    assert by_key(sqlite_rows(file)) == by_key(_without_quotes(rows))
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA foreign_key_list(obligations)").fetchall()
    database.close()
    metadata = json.loads((tmp_path / "kho.metadata.json").read_text("utf-8"))
    of_tables = metadata["databases"]["kho"]["tables"]
    assert list(of_tables) == NAMES
    for table in TABLES:
        assert of_tables[table.name]["label_column"] in of_tables[table.name]["columns"]


@pytest.mark.trial
def test_datasette_shows_the_labels_of_references(told: Path, kst: Kst, tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason="datasette is not installed")
    file = exported(kst, told, tmp_path / "kho.sqlite")
    asked = "/kho/obligations.json?_labels=on&_shape=objects&_size=1&status=overdue"
    words = ("--get", asked, str(file), "-m", str(tmp_path / "kho.metadata.json"))
    done = subprocess.run([sys.executable, "-m", "datasette", *words], capture_output=True, check=True)
    [row] = json.loads(done.stdout)["rows"]
    assert row["agency"]["label"].startswith(("Sở", "UBND", "Văn phòng"))
    assert row["plan"]["label"] == "Kế hoạch kiểm soát thủ tục hành chính năm 2021"


def _without_quotes(rows: Rows) -> Rows:
    """The rows without the sign that keeps a text from being a formula."""
    return {
        name: [{k: v.removeprefix("'") if isinstance(v, str) else v for k, v in row.items()} for row in of]
        for name, of in rows.items()
    }


def test_text_never_becomes_a_formula(told: Path, kst: Kst, folder: Path, tmp_path: Path) -> None:
    texts = {row["text"] for row in csv_rows(folder)["entries"]}
    assert f"'{FORMULA}" in texts
    assert FORMULA not in texts
    book = load_workbook(exported(kst, told, tmp_path / "kho.xlsx"))
    assert book.sheetnames == NAMES
    cells = [cell for row in book["entries"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == FORMULA} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_data_package_describes_the_files(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.csv" for name in NAMES]
    for resource in package["resources"]:
        header = (folder / resource["path"]).read_text("utf-8").splitlines()[0]
        assert header == ",".join(field["name"] for field in resource["schema"]["fields"])


def test_frictionless_accepts_the_package(folder: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    checked = frictionless.validate(str(folder / "datapackage.json"))
    assert checked.valid, checked.flatten(["title", "message"])


def test_the_same_bytes_for_the_same_input(told: Path, kst: Kst, folder: Path, tmp_path: Path) -> None:
    again = exported(kst, told, tmp_path / "csv")
    assert tree(again) == tree(folder)
    first, second = (exported(kst, told, tmp_path / f"{n}.sqlite").read_bytes() for n in "ab")
    assert first == second


def test_parquet_is_divided_holds_the_same_and_repeats_its_bytes(
    told: Path, kst: Kst, rows: Rows, tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    first, second = (exported(kst, told, tmp_path / n, "--format", "parquet") for n in "ab")
    assert tree(first) == tree(second)
    assert (first / "obligations/province=quang-ngai/year=2021/period=2021-Q2/data_0.parquet").is_file()
    assert _read_with(duckdb, first) == {name: of for name, of in by_key(_without_quotes(rows)).items() if of}


def _read_with(duckdb: Any, folder: Path) -> dict[str, dict[str, dict[str, Any]]]:
    found: Rows = {}
    with duckdb.connect() as database:
        for table in TABLES:
            if (folder / table.name).exists():
                types = {"province": "VARCHAR", "year": "BIGINT", "period": "VARCHAR"}
                kept = ", ".join(f"{part}: {types[part]}" for part in table.parts)
                files = f"{folder.as_posix()}/{table.name}/**/*.parquet"
                database.execute(f"SELECT * FROM read_parquet('{files}', hive_types = {{{kept}}})")
                names = [column[0] for column in database.description]
                found[table.name] = [dict(zip(names, row, strict=True)) for row in database.fetchall()]
    return by_key({name: [{c: row[c] for c in _header(name)} for row in of] for name, of in found.items()})


def _header(name: str) -> tuple[str, ...]:
    return next(table.header for table in TABLES if table.name == name)


def test_a_duckdb_file_holds_every_table(told: Path, kst: Kst, rows: Rows, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    file = exported(kst, told, tmp_path / "kho.duckdb")
    with duckdb.connect(str(file), read_only=True) as database:
        counts = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in NAMES}
    assert counts == {name: len(of) for name, of in rows.items()}


def test_without_duckdb_there_is_a_sentence(
    told: Path, kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = kst("export", "--format", "parquet", "-o", str(tmp_path / "x"), root=told)
    assert (result.code, result.out) == (4, "")
    assert 'pip install "kstthc-cli[analytics]"' in result.err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [((), "Chưa nêu ghi ra đâu."), (("-o", "x.pdf"), "Không biết ghi tệp đuôi “.pdf”")],
)
def test_wrong_use(words: tuple[str, ...], sentence: str, told: Path, kst: Kst) -> None:
    result = kst("export", *words, root=told)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err


def test_text_too_long_for_a_cell_of_excel_is_refused() -> None:
    table = TABLES[0]
    record = ("x" * 32_768, *([None] * (len(table.columns) - 1)))
    with pytest.raises(RefusedError, match="Excel"):
        workbook([(table, [record])], date(2021, 7, 1))


def test_every_value_has_the_type_of_its_column(rows: Rows) -> None:
    """Reading the cells by the declared types has checked them; every table but one has rows."""
    assert {name for name, of in rows.items() if not of} == {"amendments", "requests"}
