"""A data set as files: questions on tables that are missing or damaged, and without DuckDB."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kstthc_cli.domain.export.fact_table import Table
from kstthc_cli.domain.export.fact_tables import TABLES
from kstthc_cli.errors import KstError
from kstthc_cli.store.export.data_set import asked
from kstthc_cli.store.export.duckdb_files import column_type, duckdb
from kstthc_cli.store.files.output_folder import LIST

COUNT = "SELECT count(*) AS n FROM obligations"


def said(error: pytest.ExceptionInfo[KstError]) -> tuple[str, str]:
    return error.value.message, error.value.remedy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data set with no table but one of plans."""
    (tmp_path / "plans" / "province=quang-ngai").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    "table", [table for table in TABLES if table.name != "plans"], ids=lambda table: table.name
)
def test_a_table_without_files_has_its_columns_and_no_row(table: Table, folder: Path) -> None:
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    _, rows = asked(folder, f"DESCRIBE {table.name}")
    assert [row[:2] for row in rows] == [(column.name, column_type(column)) for column in table.columns]
    assert asked(folder, f"SELECT count(*) AS n FROM {table.name}") == (("n",), [(0,)])


def test_a_folder_that_is_no_data_set_or_is_not_whole(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    with pytest.raises(KstError) as refused:
        asked(tmp_path / "khac", COUNT)
    why = f"“{tmp_path / 'khac'}” không phải bộ dữ liệu của kst export."
    assert said(refused) == (why, "Tạo bằng: kst export KHO… -o THƯ_MỤC.")
    (folder / "obligations").mkdir()
    (folder / "obligations" / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(KstError) as refused:
        asked(folder, COUNT)
    again = "Tạo lại bằng kst export … --force."
    assert said(refused) == (f"Không đọc được bộ dữ liệu “{folder}”.", again)
    (folder / LIST).write_text("obligations/a.parquet\nplans/c.parquet\nplans/b.parquet\n", "utf-8")
    with pytest.raises(KstError) as refused:
        asked(folder, COUNT)
    why = f"Bộ dữ liệu “{folder}” thiếu 2 tệp, ví dụ “plans/b.parquet”."
    assert said(refused) == (why, "Chạy lại kst export đã tạo ra nó: tệp thiếu được ghi lại.")


def test_without_duckdb_it_is_said_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for ask in (duckdb, lambda: asked(folder, COUNT)):
        with pytest.raises(KstError) as refused:
            ask()
        assert said(refused) == (
            "Dạng parquet và duckdb cần thư viện duckdb, máy này chưa có.",
            'Cài: pip install "kstthc-cli[analytics]"; hoặc chọn --format csv, sqlite, xlsx.',
        )
