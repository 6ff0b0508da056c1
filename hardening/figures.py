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


def keep(name: str, body: str, page: Path = PAGE) -> None:
    """Replace what stands between the marks of `name` in the page.

    Raises:
        ValueError: the page has no marks of that name.
    """
    begin, end = f"<!-- figures of {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    text = page.read_text(encoding="utf-8")
    if not pattern.search(text):
        raise ValueError(f"{page} has no section {name}")
    filled = f"{begin}\n{body.strip()}\n\n{machine()}.\n{end}"
    page.write_text(pattern.sub(lambda _: filled, text), encoding="utf-8", newline="\n")
