"""Asking `kst due` and reading its JSON back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.running import Kst


def asked(kst: Kst, root: Path, *arguments: str, as_of: str = "2021-06-01") -> dict[str, Any]:
    """The JSON of a due list, as if every agency had to report; see tests/tracking/test_who_reports.py."""
    shown = kst("due", "--all-roles", "--as-of", as_of, "--format", "json", *arguments, root=root)
    assert (shown.code, shown.err) == (0, "")
    answer: dict[str, Any] = json.loads(shown.out)
    return answer


def rows(kst: Kst, root: Path, *arguments: str, as_of: str = "2021-06-01") -> list[dict[str, Any]]:
    """The obligations of Sở TTTT in a due list."""
    found: list[dict[str, Any]] = asked(kst, root, "--agency", "Sở TTTT", *arguments, as_of=as_of)[
        "obligations"
    ]
    return found


def duties(found: list[dict[str, Any]]) -> list[str]:
    """Their duties, as listed."""
    return [row["duty"] for row in found]


def refused_as_wrong_use(kst: Kst, root: Path, *arguments: str) -> None:
    """Hold that such a list is refused as wrong use, in one sentence."""
    shown = kst("due", "--as-of", "2021-06-01", *arguments, root=root)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith("lỗi: ")
