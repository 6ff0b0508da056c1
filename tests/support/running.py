"""Running kst in tests, and copying the sample repository."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE_FOLDERS = ("plans", "agencies", "calendar", "forms", "templates", "schemas")


@dataclass(frozen=True)
class Result:
    """What a run of kst left behind."""

    code: int
    out: str
    err: str


def report(result: Result) -> Any:
    """What a run printed as JSON, without a word on stderr."""
    assert result.err == ""
    return json.loads(result.out)


Kst = Callable[..., Result]


def told(kst: Kst, root: Path) -> list[str]:
    """Every problem that `kst validate` finds: code, line, column, sentence."""
    found = report(kst("validate", "--format", "json", root=root))["problems"]
    return [f"{one['code']} {one['line']}:{one['column']} {one['message']}" for one in found]


def copy_sample(target: Path) -> Path:
    """Copy the data of the sample repository into `target`."""
    for folder in SAMPLE_FOLDERS:
        shutil.copytree(PROJECT / folder, target / folder, dirs_exist_ok=True)
    return target
