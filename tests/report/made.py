"""Making reports in tests: the values that a command line gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kstthc_cli.model.report.document_values import VALUES
from tests.support.slip_files import ran

AS_OF = "2021-07-01"


def values(root: Path, *words: str, as_of: str = AS_OF) -> dict[str, Any]:
    """The values of `kst report …`, which fit their model."""
    result = ran("report", *words, "--as-of", as_of, "--format", "json", root=root)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    VALUES[found["kind"]].model_validate_json(result.out)
    return found


def texts(found: dict[str, Any], kind: str | None = None) -> list[str]:
    """The blocks of a report's body, of one kind or of all."""
    return [block["text"] for block in found["body"] if kind in (None, block["kind"])]


def changed(found: dict[str, Any], title: str) -> list[str]:
    """The lines of an annex on what has changed since a closing; none where it has no such group."""
    return [line for group in found["changes"] if group["title"] == title for line in group["lines"]]


def under(found: dict[str, Any], heading: str) -> list[str]:
    """The texts between a heading (or part) and the next one."""
    blocks = found["body"]
    start = next(n for n, block in enumerate(blocks) if block["text"].startswith(heading))
    rest = blocks[start + 1 :]
    end = next((n for n, block in enumerate(rest) if block["kind"] in ("part", "heading")), len(rest))
    return [block["text"] for block in rest[:end] if block["text"]]
