"""Make docs/images/viec-quy-2.png: the answer of a command as a terminal shows it, for the README.

python tools/terminal_picture.py    needs Chromium (chromium, or the program named by CHROMIUM)
"""

from __future__ import annotations

import io
import os
import pty
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

PROJECT = Path(__file__).resolve().parent.parent
PICTURE = PROJECT / "docs" / "images" / "viec-quy-2.png"
COMMAND = 'kst due --agency "Sở TTTT" --quarter 2 --as-of 2021-06-01'
COLUMNS, LINES = 92, 27
_PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px 20px; background: #fff; }}
pre {{ margin: 0; font: 15px/18px Cousine, "Liberation Mono", monospace; }}
</style><pre>{code}</pre>"""


def main() -> int:
    """Run the command in a terminal of its own and photograph the top of what it shows."""
    shown = Text.from_ansi(f"$ {COMMAND}\n" + _said_in_terminal())
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text("\n").join([*shown.split()[:LINES], Text("…")]))
    code = console.export_html(inline_styles=True, code_format="{code}")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(_PAGE.format(code=code), encoding="utf-8")
        _photograph(page, Path(folder))
    return 0


def _said_in_terminal() -> str:
    """What the command writes when its output is a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    words = [sys.executable, "-m", "kstthc_cli", *shlex.split(COMMAND)[1:]]
    with subprocess.Popen(words, cwd=PROJECT, env=environment, stdout=theirs) as process:
        os.close(theirs)
        parts = iter(lambda: _read(ours), b"")
        said = b"".join(parts).decode("utf-8").replace("\r\n", "\n")
    os.close(ours)
    if process.returncode:
        raise SystemExit(process.returncode)
    return said


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # on Linux the end of a terminal is an error
        return b""


def _photograph(page: Path, folder: Path) -> None:
    height = 18 * (LINES + 1) + 32
    width = COLUMNS * 9 + 40
    subprocess.run(
        [
            *(os.environ.get("CHROMIUM", "chromium"), "--headless", "--no-sandbox", "--disable-gpu"),
            *("--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--disable-sync"),
            *(f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"),
            *(f"--screenshot={PICTURE}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
    )


if __name__ == "__main__":
    sys.exit(main())
