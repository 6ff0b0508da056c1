"""A data set of many repositories: from which inputs each province was made, and SQL on its tables."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from kstthc_cli import __version__
from kstthc_cli.domain.export.fact_table import Table
from kstthc_cli.domain.export.fact_tables import TABLES
from kstthc_cli.errors import RefusedError, UnreadableError
from kstthc_cli.store.export.duckdb_files import column_type, duckdb, text_literal
from kstthc_cli.store.files.output_folder import lost_files
from kstthc_cli.store.files.paths import FOLDERS, files_below, printable

INPUTS = "kst-inputs.json"
"""The file of a data set that says from which inputs each repository's tables were made."""
QUERIES = Path(__file__).with_name("queries")
"""The SQL of `kst national summary`."""
_READ = (*FOLDERS, "progress", "requests", "reports")


def stamp_of(root: Path, as_of: str) -> str:
    """A hash of path, size and time of every data file, of the day and of the program's version.

    Contents are not read: that is what makes an unchanged province cheap. Raises UnreadableError.
    """
    digest = hashlib.sha256(f"{__version__}\0{as_of}".encode())
    for folder in _READ:
        for file in files_below(root / folder):
            facts = file.lstat()
            digest.update(
                f"\0{file.relative_to(root).as_posix()}\0{facts.st_size}\0{facts.st_mtime_ns}".encode()
            )
    return digest.hexdigest()


def known_inputs(folder: Path) -> dict[str, str]:
    """Province → the stamp of the inputs from which its tables were made; empty for a new data set.

    A province that has lost a file is told with no stamp, so that it is made anew.
    """
    file = folder / INPUTS
    try:
        found = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    lost = lost_files(folder)
    return {
        str(name): "" if any(is_of(str(name), file) for file in lost) else str(stamp)
        for name, stamp in found.items()
    }


def is_of(province: str, file: str) -> bool:
    """Whether a file of a data set holds rows of a province."""
    return f"/province={province}/" in file


def inputs_file(stamps: Mapping[str, str]) -> bytes:
    """The content of the file of inputs."""
    return (json.dumps(dict(sorted(stamps.items())), indent=2) + "\n").encode()


def query(name: str) -> str:
    """The SQL of a question of `kst national summary`."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def asked(folder: Path, sql: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The header and the rows with which DuckDB answers SQL on the tables of a data set.

    Raises RefusedError for a folder without one, and without DuckDB; UnreadableError for damaged files.
    """
    if not any((folder / "plans").glob("province=*")):
        raise RefusedError(
            f"“{folder}” không phải bộ dữ liệu của kst export.", "Tạo bằng: kst export KHO… -o THƯ_MỤC."
        )
    library = duckdb()
    if lost := lost_files(folder):
        raise UnreadableError(
            f"Bộ dữ liệu “{folder}” thiếu {len(lost)} tệp, ví dụ “{printable(lost[0])}”.",
            "Chạy lại kst export đã tạo ra nó: tệp thiếu được ghi lại.",
        )
    try:
        with closing(library.connect()) as database:
            for table in TABLES:
                if re.search(rf"\b{table.name}\b", sql):  # to know a table's columns its files are opened
                    database.execute(f"CREATE VIEW {table.name} AS {_select(folder, table)}")
            database.execute(sql)
            header = tuple(column[0] for column in database.description)
            return header, database.fetchall()
    except library.Error:
        raise UnreadableError(
            f"Không đọc được bộ dữ liệu “{folder}”.", "Tạo lại bằng kst export … --force."
        ) from None


def _select(folder: Path, table: Table) -> str:
    """The rows of a table; none where it has no files."""
    names = [f'"{column.name}"' for column in table.columns]
    if not (folder / table.name).is_dir():
        return "SELECT " + _typed_nulls(table, names) + " WHERE false"
    types = {column.name: column_type(column) for column in table.columns}
    parts = ", ".join(f"{part}: {types[part]}" for part in table.parts)
    files = text_literal(f"{(folder / table.name).as_posix()}/**/*.parquet")
    return f"SELECT {', '.join(names)} FROM read_parquet({files}, hive_types = {{{parts}}})"  # noqa: S608 - our names


def _typed_nulls(table: Table, names: Iterable[str]) -> str:
    pairs = zip(table.columns, names, strict=True)
    return ", ".join(f"CAST(NULL AS {column_type(column)}) AS {name}" for column, name in pairs)
