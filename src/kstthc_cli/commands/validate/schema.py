"""`kst schema`: JSON Schemas of the files and of the JSON that commands print."""

from __future__ import annotations

from kstthc_cli.errors import Exit
from kstthc_cli.output import Output
from kstthc_cli.render.screen.records import to_json


def schema(kind: str, output: Output) -> int:
    """Print the draft-07 schema of a kind."""
    from kstthc_cli.model.json_schema import draft7

    output.write(to_json(draft7(kind)), "json")
    return Exit.FINE
