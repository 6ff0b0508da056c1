"""Tables of facts as an SQLite database, and the metadata file with which Datasette shows it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from kstthc_cli.domain.export.fact_table import Column, Filled, Table
from kstthc_cli.render.screen.data_formats import to_json

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "day": "TEXT"}


def sqlite_database(tables: Filled) -> bytes:
    """The database: keys, references and an index for each reference; days are ISO text."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table, records in tables:
            database.execute(_create(table))
            places = ", ".join("?" * len(table.columns))
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', map(_plain, records))  # noqa: S608 - names of our own
            for column in table.columns:
                if column.to:
                    database.execute(
                        f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")'
                    )
        database.commit()
        return database.serialize()


def _plain(record: tuple[Any, ...]) -> list[Any]:
    return [value.isoformat() if hasattr(value, "isoformat") else value for value in record]


def _create(table: Table) -> str:
    return f'CREATE TABLE "{table.name}" ({", ".join(map(_column, table.columns))}) WITHOUT ROWID'


def _column(column: Column) -> str:
    key = " PRIMARY KEY" if column.name == "id" else ""
    reference = f' REFERENCES "{column.to}" ("id")' if column.to else ""
    return f'"{column.name}" {_TYPES[column.type]}{key}{reference}'


def datasette_metadata(tables: Filled, database: str) -> bytes:
    """Titles, descriptions and labels of the tables, under the name of the database."""
    found = {
        table.name: {
            "title": table.title,
            "description": table.meaning,
            "label_column": table.label,
            "columns": {column.name: column.meaning for column in table.columns},
        }
        for table, _ in tables
    }
    return to_json({"title": "Số liệu của kế hoạch", "databases": {database: {"tables": found}}}).encode()
