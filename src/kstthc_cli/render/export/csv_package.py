"""Tables of facts as CSV files with a Frictionless `datapackage.json` that describes them."""

from __future__ import annotations

from typing import Any

from kstthc_cli.domain.export.fact_table import Column, Filled, Record, Table
from kstthc_cli.render.screen.data_formats import to_csv, to_json

_TYPES = {"text": "string", "day": "date"}
"""Type of a column → that of Frictionless, where it has another name."""


def csv_files(tables: Filled) -> dict[str, bytes]:
    """File name → content: a CSV file for each table, and `datapackage.json`."""
    files = {
        f"{table.name}.csv": to_csv(table.header, map(_plain, records)).encode() for table, records in tables
    }
    package = {
        "profile": "tabular-data-package",
        "name": "kst",
        "title": "Số liệu của kế hoạch",
        "resources": [_resource(table) for table, _ in tables],
    }
    return files | {"datapackage.json": to_json(package).encode()}


def _plain(record: Record) -> list[Any]:
    return [str(value).lower() if isinstance(value, bool) else value for value in record]


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.meaning,
        "scheme": "file",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": ["id"],
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {"resource": "" if column.to == table.name else column.to, "fields": ["id"]},
                }
                for column in table.columns
                if column.to
            ],
        },
    }


def _field(column: Column) -> dict[str, str]:
    type_ = _TYPES.get(column.type, column.type)
    return {"name": column.name, "type": type_, "description": column.meaning}
