"""Figures in a file of this folder, between two marks that name them; the rest of the file stays."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def put(file: Path, name: str, text: str) -> None:
    """Put figures in the place of the earlier ones of that name, or at the end of the file."""
    file.write_text(replaced(file.read_text("utf-8"), name, text), "utf-8", newline="\n")


def replaced(page: str, name: str, text: str) -> str:
    """A page with figures in the place of the earlier ones of that name, or at its end."""
    begin, end = f"<!-- figures of {name} -->", f"<!-- end of {name} -->"
    before, found, rest = page.partition(begin)
    after = rest.partition(end)[2] if found else "\n"
    gap = "" if found else "\n"
    return f"{before}{gap}{begin}\n{text.strip()}\n{end}{after}"


def machine() -> str:
    """The sentence that says where and when figures were taken."""
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}, {time.strftime('%Y-%m-%d')}."
    )
