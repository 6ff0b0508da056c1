"""Tables of facts as Parquet files or a DuckDB database, written by DuckDB (extra `analytics`).

Parquet files are the same bytes for the same records: one thread, rows in the order of their key.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kstthc_cli.domain.export.fact_table import Column, Filled, Record, Table
from kstthc_cli.errors import RefusedError

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "day": "DATE"}
_DIALECT = (
    "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
    "parallel = false, max_line_size = 20000000"
)


def parquet_files(tables: Filled) -> dict[str, bytes]:
    """Path → content: `TABLE/province=…/year=…/period=…/data_0.parquet`. Raises RefusedError."""
    with tempfile.TemporaryDirectory(prefix="kst-") as name, _loaded(tables, Path(name)) as database:
        folder = Path(name) / "parquet"
        folder.mkdir()
        for table, records in tables:
            if records:
                database.execute(
                    f"COPY (SELECT * FROM {table.name} ORDER BY id) TO {text_literal(folder / table.name)} "  # noqa: S608
                    f"(FORMAT parquet, PARTITION_BY ({', '.join(table.parts)}), COMPRESSION zstd)"
                )
        return dict(
            sorted((f.relative_to(folder).as_posix(), f.read_bytes()) for f in folder.rglob("*.parquet"))
        )


def duckdb_database(tables: Filled) -> bytes:
    """The database with keys and descriptions; its bytes differ from run to run. Raises RefusedError."""
    with tempfile.TemporaryDirectory(prefix="kst-") as name:
        file = Path(name) / "kst.duckdb"
        with _loaded(tables, Path(name), file):
            pass
        return file.read_bytes()


@contextmanager
def _loaded(tables: Filled, folder: Path, file: Path | None = None) -> Iterator[Any]:
    """A database with all tables."""
    with closing(duckdb().connect(str(file or ":memory:"))) as database:
        database.execute("SET threads = 1")
        for table, records in tables:
            database.execute(_create(table))
            _describe(database, table)
            source = folder / f"{table.name}.csv"
            _write_csv(source, records)
            names = ", ".join(f"'{column.name}': '{_TYPES[column.type]}'" for column in table.columns)
            reading = f"read_csv({text_literal(source)}, columns = {{{names}}}, {_DIALECT})"
            database.execute(f"INSERT INTO {table.name} SELECT * FROM {reading}")  # noqa: S608 - names of our own
            source.unlink()
        yield database


def _create(table: Table) -> str:
    return f"CREATE TABLE {table.name} ({', '.join(map(_column, table.columns))})"


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}' + (" PRIMARY KEY" if column.name == "id" else "")


def _describe(database: Any, table: Table) -> None:
    database.execute(f"COMMENT ON TABLE {table.name} IS {text_literal(table.meaning)}")
    for column in table.columns:
        database.execute(f'COMMENT ON COLUMN {table.name}."{column.name}" IS {text_literal(column.meaning)}')


def column_type(column: Column) -> str:
    """The type of a column in DuckDB."""
    return _TYPES[column.type]


def text_literal(value: object) -> str:
    """A text in SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def _write_csv(file: Path, records: Iterable[Record]) -> None:
    """A file for DuckDB alone: values as they are, nothing where there is none."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(records)


def duckdb() -> Any:
    """The library, imported when it is needed. Raises RefusedError without it."""
    try:
        import duckdb as library
    except ImportError:
        raise RefusedError(
            "Dạng parquet và duckdb cần thư viện duckdb, máy này chưa có.",
            'Cài: pip install "kstthc-cli[analytics]"; hoặc chọn --format csv, sqlite, xlsx.',
        ) from None
    return library
