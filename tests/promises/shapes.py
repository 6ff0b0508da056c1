"""What a version of kst promises, as sorted lines of text that can be kept and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from command_lines import REQUEST, commands, steps
from kstthc_cli.catalogue import CATALOGUE
from kstthc_cli.domain.export.fact_tables import TABLES
from kstthc_cli.errors import Exit
from kstthc_cli.model.report.document_values import VALUES
from kstthc_cli.model.report.template_fields import named_fields, shape_of
from kstthc_cli.render import agencies, requests
from kstthc_cli.render.json_schema import KINDS, draft7
from kstthc_cli.render.tracking import due, late, status
from tests.support.slip_files import ran

FILE_KINDS = (
    "plan",
    "agencies",
    "calendar",
    "form",
    "outline",
    "letterhead",
    "prose",
    "slip",
    "request",
    "workbook",
)
OUTPUT_KINDS = tuple(kind for kind in KINDS if kind not in FILE_KINDS)


def problem_codes() -> list[str]:
    """Every code with what it is called, so that a code that is used anew is seen."""
    return [f"{code}: {entry.title}" for code, entry in CATALOGUE.items()]


def exit_codes() -> list[str]:
    """Every exit code with its name."""
    return [f"{code.name}: {code.value}" for code in Exit]


def options() -> list[str]:
    """Every option of every command."""
    return [
        f"{' '.join(command.path)}: {option}"
        for command in commands()
        for option in command.options
        if option.startswith("-")
    ]


def formats() -> list[str]:
    """Every output format of every command."""
    return [f"{' '.join(command.path)}: {name}" for command in commands() for name in command.formats]


def template_fields() -> list[str]:
    """Every field that templates may use, and what kind of thing it is."""
    return [
        f"{kind}: {field.path}: {field.shape.kind}{'?' if field.shape.optional else ''}"
        for kind in VALUES
        for field in named_fields(shape_of(kind))
    ]


def csv_columns() -> list[str]:
    """The columns of each CSV with their places: a column that comes later stands behind all others."""
    found = {
        "due": due.COLUMNS.header,
        "status": status.HEADER,
        "missing": late.MISSING_COLUMNS.header,
        "overdue": late.OVERDUE_COLUMNS.header,
        "request list": requests.COLUMNS.header,
        "agencies": agencies.COLUMNS.header,
        "agencies show": agencies.DUTY_COLUMNS.header,
        **{f"export {table.name}": table.header for table in TABLES},
    }
    return [
        f"csv {name} {n:02}: {title}" for name, titles in found.items() for n, title in enumerate(titles, 1)
    ]


# Schemas


def schema_fields(kinds: Iterable[str]) -> list[str]:
    """Every field of some schemas: its types, the words it may hold, and whether it must be there."""
    return sorted({line for kind in kinds for line in _fields(kind, draft7(kind), draft7(kind), ())})


def _fields(at: str, node: Any, schema: Any, seen: tuple[str, ...]) -> Iterator[str]:
    if name := node.get("$ref"):
        if name not in seen:
            yield from _fields(at, schema["definitions"][name.rsplit("/", 1)[-1]], schema, (*seen, name))
        return
    for word in (*node.get("enum", ()), *([node["const"]] if "const" in node else ())):
        yield f"{at} = {word}"
    if kind := node.get("type"):
        yield f"{at}: {kind}"
    for name in node.get("required", ()):
        yield f"{at}.{name}: must be there"
    for place, inner in _inner(at, node):
        yield from _fields(place, inner, schema, seen)


def _inner(at: str, node: Any) -> Iterator[tuple[str, Any]]:
    """What a node of a schema is made of, and where that stands."""
    yield from ((at, choice) for key in ("anyOf", "oneOf", "allOf") for choice in node.get(key, ()))
    if isinstance(items := node.get("items"), dict):
        yield f"{at}[]", items
    elif items:
        yield from ((f"{at}[{n}]", item) for n, item in enumerate(items))
    if isinstance(more := node.get("additionalProperties"), dict):
        yield f"{at}.*", more
    yield from ((f"{at}.{name}", inner) for name, inner in node.get("properties", {}).items())


# Results that have no schema

ELSEWHERE = {"national summary", "diff"}
"""Results that need an extra, or git; tests/export and tests/diff hold their fields."""
WITH_SCHEMA = {"due", "status", "missing", "overdue", "upcoming", "history", "request list"}


def printed_fields(root: Path) -> list[str]:
    """The version of every JSON result, and the fields of those without a schema, on the sample."""
    ran("request", "open", "39b", "--due", "2021-08-20", "--document", "4/VP", "--subject", "Nhanh",
        "--as-of", "2021-06-18", root=root)  # fmt: skip
    [request] = [file.stem for file in (root / "requests" / "2021").iterdir()]
    found: set[str] = set()
    for step in steps():
        name = " ".join(step.command)
        if step.asked not in ("json", ".json") or name in ELSEWHERE:
            continue
        places = {REQUEST: request, "ra/mau": f"{root}/templates", "ra/gui": f"{root.parent}/gui"}
        words = [places.get(word) or word.replace("ra/mau", places["ra/mau"]) for word in step.words]
        if "-o" in words and step.asked == ".json":
            words[words.index("-o") :] = ["--format", "json"]
        result = ran(*words, root=root)
        assert result.code in (0, 1), (words, result.err)
        printed = json.loads(result.out)
        found.add(f"{name}.schema_version = {printed.get('schema_version')}")
        if name not in WITH_SCHEMA and not name.startswith("report "):
            found |= set(_printed(name, printed))
    return sorted(found)


def _printed(at: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{at}.{name}"
            yield from _printed(f"{at}.{name}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _printed(f"{at}[]", inner)


def obligations(root: Path) -> list[str]:
    """The obligations of the plan of 2021 by duty: how many, and a hash of what tells them apart."""
    result = ran("due", "--period", "2021", "--as-of", "2021-01-01", "--format", "json", root=root)
    by_duty: dict[str, list[str]] = {}
    for row in json.loads(result.out)["obligations"]:
        key = f"{row['agency']['id']} {row['period']} {row['due']} {','.join(row['roles'])}"
        by_duty.setdefault(row["duty"], []).append(key)
    return [
        f"{duty}: {len(keys)} {hashlib.sha256(chr(10).join(sorted(keys)).encode()).hexdigest()[:16]}"
        for duty, keys in by_duty.items()
    ]
