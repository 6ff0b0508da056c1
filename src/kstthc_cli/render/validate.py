"""Problems in every output format: for people, programs and review tools."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from kstthc_cli import __version__
from kstthc_cli.catalogue import CATALOGUE
from kstthc_cli.problems import Problem
from kstthc_cli.render.screen.log_commands import inert

SEVERITIES = {"error": "lỗi", "warning": "cảnh báo"}
_GITHUB_LIMIT = 10
_SHOWN = 100
_APART = 5
"""How many problems of one kind, place by place, a person still reads one after another."""
_LINE_NUMBER = re.compile(r"dòng \d+")


def as_text(problems: Iterable[Problem]) -> str:
    """Text for people: place, line with a caret, problem, remedy.

    Of more than five problems of one kind in a file the first is shown so, the others a line each below it.
    """
    kinds: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in problems:
        kind = problem.path, problem.code, problem.severity, problem.remedy
        kinds.setdefault(kind, []).append(problem)
    shown = [(group, []) if len(group) <= _APART else (group[:1], group[1:]) for group in kinds.values()]
    lone = [(one, alike) for group, alike in shown for one in group]
    return "".join(_one(one, alike) for one, alike in sorted(lone, key=lambda pair: pair[0].order))


def _one(problem: Problem, alike: Sequence[Problem] = ()) -> str:
    lines = [f"{SEVERITIES[problem.severity]}[{problem.code}] {problem.path}:{problem.line}:{problem.column}"]
    if problem.source.strip():
        shown, caret = _excerpt(problem)
        lines += [f"  | {shown}", f"  | {caret}"]
    lines += [f"  {problem.message}", f"  Cách sửa: {problem.remedy}"]
    if alike:
        lines += [f"  Còn {len(alike)} chỗ cùng loại, cùng cách sửa:"]
        lines += [f"    {p.path}:{p.line}:{p.column}: {p.message}" for p in alike]
    return "\n".join(lines) + "\n\n"


def _excerpt(problem: Problem) -> tuple[str, str]:
    """The line, cut around the column when long, and a caret below the column."""
    text = problem.source
    at = min(problem.column - 1, len(text))
    start = max(0, at - _SHOWN // 2) if len(text) > _SHOWN else 0
    head = "…" if start else ""
    tail = "…" if len(text) > start + _SHOWN else ""
    shown = "".join(c if c.isprintable() else " " for c in text[start : start + _SHOWN])
    cells = sum(not unicodedata.combining(c) for c in shown[: at - start])
    return head + shown + tail, " " * (len(head) + cells) + "^"


def as_json(problems: Sequence[Problem], summary: dict[str, int]) -> str:
    """`{"schema_version": 1, "errors": n, "warnings": n, "files": n, "problems": [...]}`."""
    data = {
        "schema_version": 1,
        **summary,
        "problems": [
            {
                "code": p.code,
                "severity": p.severity,
                "path": p.path,
                "line": p.line,
                "column": p.column,
                "message": p.message,
                "remedy": p.remedy,
            }
            for p in problems
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands: the first ten of each severity become annotations, the rest stay in the log.

    GitHub shows no more than ten errors and ten warnings of a step.
    """
    lines: list[str] = []
    for severity, name in SEVERITIES.items():
        mine = [p for p in problems if p.severity == severity]
        lines += [_annotation(p) for p in mine[:_GITHUB_LIMIT]]
        if rest := mine[_GITHUB_LIMIT:]:
            lines.append(f"… và {len(rest)} {name} nữa, xem danh sách dưới đây.")
            lines += [inert(f"- {p.path}:{p.line}:{p.column}: {p.code} {p.message}") for p in rest]
    return "".join(line + "\n" for line in lines)


def _annotation(p: Problem) -> str:
    file, title = _property(p.path), _property(f"{p.code} {CATALOGUE[p.code].title}")
    message = _data(f"{p.message}\nCách sửa: {p.remedy}")
    return f"::{p.severity} file={file},line={p.line},col={p.column},title={title}::{message}"


def _data(text: str) -> str:
    """Escape text for a workflow command; `##` is broken up because it could begin another command."""
    plain = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return plain.replace("##", "#%23")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(problems: Sequence[Problem]) -> str:
    """A GitLab Code Quality report; the fingerprint does not change when lines move."""
    seen: dict[str, int] = {}
    items = []
    for p in problems:
        key = f"{p.code}\0{p.path}\0{_LINE_NUMBER.sub('dòng', p.message)}"
        seen[key] = seen.get(key, 0) + 1
        items.append(_gitlab_item(p, sha256(f"{key}\0{seen[key]}".encode()).hexdigest()))
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _gitlab_item(p: Problem, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{p.message} Cách sửa: {p.remedy}",
        "check_name": p.code,
        "fingerprint": fingerprint,
        "severity": "major" if p.severity == "error" else "minor",
        "location": {"path": p.path, "lines": {"begin": p.line}},
    }


def as_sarif(problems: Sequence[Problem]) -> str:
    """A SARIF 2.1.0 report with one rule per code."""
    codes = sorted({p.code for p in problems})
    run = {
        "tool": {"driver": {"name": "kst", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, codes) for p in problems],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return (
        json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(code: str) -> dict[str, Any]:
    entry = CATALOGUE[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.meaning},
        "help": {"text": entry.remedy},
    }


def _result(p: Problem, codes: list[str]) -> dict[str, Any]:
    return {
        "ruleId": p.code,
        "ruleIndex": codes.index(p.code),
        "level": p.severity,
        "message": {"text": f"{p.message} Cách sửa: {p.remedy}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(p.path)},
                    "region": {"startLine": p.line, "startColumn": p.column},
                }
            }
        ],
    }


FORMATTERS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}
"""Formats that need only the problems."""
