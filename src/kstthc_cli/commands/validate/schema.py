"""`kst schema`: JSON Schemas of the files and of the JSON that commands print."""

from __future__ import annotations

import sys

from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.screen.data_formats import to_json

_FILES = "files"


def schema(kind: str, output: Output) -> int:
    """Print the draft-07 schema of a kind, or write those of all files that people write.

    Raises UsageError for the schemas of all files without a folder.
    """
    if kind == _FILES:
        return _write_files(output)
    from kstthc_cli.render.json_schema import draft7

    output.write(to_json(draft7(kind)), "json")
    return Exit.FINE


def _write_files(output: Output) -> int:
    from kstthc_cli.store.files.builtin_files import write_editor_schemas

    if output.file is None:
        raise UsageError(
            "Chưa nêu thư mục để ghi các lược đồ.", "Thêm -o, ví dụ: kst schema files -o schemas."
        )
    for file in write_editor_schemas(output.file, force=output.force):
        sys.stderr.write(f"Đã ghi {file}\n")
    return Exit.FINE
