"""Writing a document in the requested format; every kind of report is written here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.output import Output
from kstthc_cli.store.files.file_names import unused_name
from kstthc_cli.store.files.paths import text_bytes

FORMATS = ("markdown", "docx", "html", "json", "pdf")
"""Every document can be had in these; the first is the default, the last only as a file."""

_NO_DAY = date(1980, 1, 1)
SUFFIXES = {"markdown": "md", "docx": "docx", "html": "html", "json": "json", "pdf": "pdf"}
"""Format → the ending of its files."""


def write_document(root: Path, values: Mapping[str, Any], output: Output) -> None:
    """Render the values of a document (their `kind` names the template) and write the result."""
    chosen = output.resolve_format(FORMATS)
    if chosen in ("docx", "pdf"):
        output.write_bytes(document_bytes(root, values, chosen))
        tell_left_out(root, values["kind"])
    else:
        output.write(_text(root, values, chosen), chosen)


def document_bytes(root: Path, values: Mapping[str, Any], format_: str) -> bytes:
    """The file of a document in a format. Raises UnreadableError for PDF without LibreOffice."""
    if format_ == "pdf":
        from kstthc_cli.render.word.package import document_day
        from kstthc_cli.store.importing.converted import as_pdf

        day = document_day(values)
        return as_pdf(document_bytes(root, values, "docx"), date.fromisoformat(day) if day else _NO_DAY)
    if format_ != "docx":
        return text_bytes(_text(root, values, format_))
    from kstthc_cli.render.word.word_document import render_docx

    return render_docx(values["kind"], values, root)


def _text(root: Path, values: Mapping[str, Any], format_: str) -> str:
    if format_ == "json":
        from kstthc_cli.render.screen.data_formats import to_json

        return to_json(values)
    from kstthc_cli.render.templates.templates import render_template

    return render_template(f"{values['kind']}.{SUFFIXES[format_]}.j2", values, root)


def named_target(output: Output, folder: Path | None, name: str) -> Output:
    """Where a document goes: as asked, or to a Word file of that name in the folder, never over another."""
    if folder is None:
        return output
    return output._replace(file=unused_name(folder, name, ".docx"), format="docx")


def period_in_name(period: Period) -> str:
    """A period in the name of a file: `quy-2-2021`, `6-thang-dau-nam-2021`."""
    if period.kind is Kind.QUARTER:
        return f"quy-{period.number}-{period.year}"
    return unmarked(period.vietnamese).replace(" ", "-")


def open_written(open_file: Callable[[Path], bool] | None, target: Output) -> None:
    """Open what was written, if that is wanted; say so where the system has no program for it."""
    if open_file is not None and target.file is not None and not open_file(target.file):
        sys.stderr.write("Không mở được tệp bằng chương trình của máy; mở tệp bằng tay.\n")


def tell_left_out(root: Path, kind: str) -> None:
    """Print on stderr which parts of the Word template are not copied into documents."""
    from kstthc_cli.render.word.word_document import left_out

    if left := left_out(kind, root):
        sys.stderr.write(f"cảnh báo: không đưa vào văn bản của mẫu {kind}.docx: {'; '.join(left)}.\n")
