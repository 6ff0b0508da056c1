"""Requests as tests make them and ask for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.running import Kst
from tests.support.slip_files import AS_OF, due_rows

OPEN = ("request", "open")
WORDS = ("--document", "45/VPCP-KSTT", "--subject", "Báo cáo đột xuất")
MAY = "2021-05-10"
LATER = "2021-05-20"
YT = ("--agency", "so-yt")
WHY = ("--reason", "Văn bản đã thu hồi.")


def opened(
    kst: Kst, root: Path, *more: str, duty: str = "5b", due: str = "2021-05-31", as_of: str = MAY
) -> str:
    """Open a duty; the id of the request."""
    words = (*OPEN, duty, "--due", due, *WORDS, *more, "--as-of", as_of, "--format", "json")
    result = kst(*words, root=root)
    assert (result.code, result.err) == (0, ""), result.err
    return str(json.loads(result.out)["request"])


def stands(root: Path, agency: str, as_of: str, duty: str = "5b") -> list[tuple[str, str | None]]:
    """Status and last day of each obligation of a duty."""
    rows = due_rows(root, "--agency", agency, "--task", duty, "--period", "2021", as_of=as_of)
    return [(row["status"], row["effective_due"]) for row in rows]


def listed(kst: Kst, root: Path, as_of: str = AS_OF) -> list[dict[str, Any]]:
    """What `kst request list` knows."""
    result = kst("request", "list", "--as-of", as_of, "--format", "json", root=root)
    assert (result.code, result.err) == (0, "")
    requests: list[dict[str, Any]] = json.loads(result.out)["requests"]
    return requests


def corrected(
    kst: Kst, root: Path, old: str, *more: str, due: str = "2021-06-15", as_of: str = LATER
) -> dict[str, Any]:
    """Correct a request; what is printed."""
    words = (*OPEN, "5b", "--due", due, *WORDS, *more, "--supersede", old, "--as-of", as_of)
    result = kst(*words, "--format", "json", root=root)
    assert (result.code, result.err) == (0, ""), result.err
    told: dict[str, Any] = json.loads(result.out)
    return told


def withdrawn(kst: Kst, root: Path, name: str, *more: str, as_of: str = LATER) -> dict[str, Any]:
    """Withdraw a request; what is printed."""
    words = ("request", "withdraw", name, *WHY, *more, "--as-of", as_of, "--format", "json")
    result = kst(*words, root=root)
    assert (result.code, result.err) == (0, ""), result.err
    told: dict[str, Any] = json.loads(result.out)
    return told
