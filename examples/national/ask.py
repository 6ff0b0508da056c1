"""Runs every query of a national data set in DuckDB or Spark and prints the answers.

    python examples/national/ask.py FOLDER [--engine duckdb|spark]

FOLDER is what `kst export REPO… -o FOLDER` wrote. DuckDB comes with `pip install "kstthc-cli[analytics]"`;
Spark needs Java and `pip install pyspark`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kstthc_cli.domain.export.fact_table import Table
from kstthc_cli.domain.export.fact_tables import TABLES
from kstthc_cli.store.export.data_set import QUERIES, asked

Answer = tuple[tuple[str, ...], list[tuple[Any, ...]]]
_SPARK_TYPES = {
    "text": "string",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "day": "date",
}


def queries() -> dict[str, str]:
    """Name → SQL: those of `kst national summary`, then those of this folder."""
    files = [*sorted(QUERIES.glob("*.sql")), *sorted(Path(__file__).parent.glob("*.sql"))]
    return {file.stem: file.read_text("utf-8") for file in files}


def by_duckdb(folder: Path) -> dict[str, Answer]:
    """The answers of DuckDB by the name of the query."""
    return {name: asked(folder, query) for name, query in queries().items()}


def by_spark(folder: Path) -> dict[str, Answer]:
    """The answers of Spark by the name of the query."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master("local[2]").appName("kst")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        for table in TABLES:
            _view(session, folder, table)
        return {name: _answer(session.sql(query)) for name, query in queries().items()}
    finally:
        session.stop()


def _view(session: Any, folder: Path, table: Table) -> None:
    """A view of a table with the types that it declares; empty where it has no files."""
    place = folder / table.name
    if not place.is_dir():
        schema = ", ".join(f"`{column.name}` {_SPARK_TYPES[column.type]}" for column in table.columns)
        found = session.createDataFrame([], schema)
    else:
        read = session.read.parquet(str(place))
        found = read.selectExpr(
            *(f"CAST(`{c.name}` AS {_SPARK_TYPES[c.type]}) AS `{c.name}`" for c in table.columns)
        )
    found.createOrReplaceTempView(table.name)


def _answer(found: Any) -> Answer:
    return tuple(found.columns), [tuple(row) for row in found.collect()]


def lines(answers: dict[str, Answer]) -> Iterator[str]:
    """The answers as tables with tabs."""
    for name, (header, rows) in answers.items():
        yield from (f"-- {name}", "\t".join(header))
        yield from ("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)
        yield ""


def main() -> None:
    """Print every answer of the engine that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    given = parser.parse_args()
    answer = by_spark if given.engine == "spark" else by_duckdb
    sys.stdout.writelines(f"{line}\n" for line in lines(answer(given.folder)))


if __name__ == "__main__":
    main()
