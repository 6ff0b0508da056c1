"""Writing a document in the requested format; every kind of report is written here."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.output import Output

FORMATS = ("markdown", "docx", "html", "json")
"""Every document can be had in these; the first is the default."""

_SUFFIX = {"markdown": "md", "html": "html"}


def write_document(root: Path, values: Mapping[str, Any], output: Output) -> None:
    """Render the values of a document (their `kind` names the template) and write the result."""
    chosen = output.resolve_format(FORMATS)
    kind = values["kind"]
    if chosen == "docx":
        from kstthc_cli.render.word.docx import left_out, render_docx

        output.write_bytes(render_docx(kind, values, root))
        if left := left_out(kind, root):
            sys.stderr.write(f"cảnh báo: không đưa vào văn bản của mẫu {kind}.docx: {'; '.join(left)}.\n")
    elif chosen == "json":
        from kstthc_cli.render.screen.records import to_json

        output.write(to_json(values), chosen)
    else:
        from kstthc_cli.render.templates.templates import render_template

        output.write(render_template(f"{kind}.{_SUFFIX[chosen]}.j2", values, root), chosen)
