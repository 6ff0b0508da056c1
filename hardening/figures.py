"""Where the figures of the long trials are kept: `docs/hardening.md`, one section a script."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "hardening.md"


def machine() -> str:
    """Day, Python, system and number of cores, in one line."""
    day = dt.datetime.now(dt.UTC).date().isoformat()
    cores = f"{os.cpu_count()} cores"
    return ", ".join([day, f"Python {platform.python_version()}", platform.system(), cores])


def kept(name: str, page: Path = PAGE) -> str:
    """What stands between the marks of `name` in the page. Raises ValueError where it has none."""
    return _between(name, page.read_text(encoding="utf-8")).group("body")


def keep(name: str, body: str, page: Path = PAGE) -> None:
    """Replace what stands between the marks of `name` in the page. Raises ValueError where it has none."""
    text = page.read_text(encoding="utf-8")
    start, end = _between(name, text).span("body")
    filled = f"{text[:start]}\n{body.strip()}\n\n{machine()}.\n{text[end:]}"
    page.write_text(filled, encoding="utf-8", newline="\n")


def _between(name: str, text: str) -> re.Match[str]:
    begin, end = f"<!-- figures of {name} -->", f"<!-- end of {name} -->"
    found = re.search(f"{re.escape(begin)}(?P<body>.*?){re.escape(end)}", text, re.DOTALL)
    if not found:
        raise ValueError(f"the page has no section {name}")
    return found
