"""Long output on a real terminal goes through the pager, which never changes what a command answers."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kstthc_cli.cli.pager import page, pager_command
from tests.support.small_province import small_province

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
DROPPED = ("PAGER", "LESS", "NO_PAGER", "LINES", "COLUMNS")
LONG = ("due", "--agency", "so-yt", "--period", "2021", "--as-of", "2021-07-01", "--full")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province, only to be read."""
    return small_province(tmp_path_factory.mktemp("paged") / "kho")


def on_terminal(root: Path, *words: str, environment: dict[str, str], rows: int = 10) -> tuple[int, str]:
    """Exit code and screen of a command on a pseudo-terminal of so many rows."""
    import fcntl
    import struct
    import termios

    reader, writer = os.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
    command = [sys.executable, "-m", "kstthc_cli", *words]
    kept = {**kept, "NO_COLOR": "1", "TERM": "xterm", **environment}
    process = subprocess.Popen(command, cwd=root, env=kept, stdin=writer, stdout=writer, stderr=writer)
    os.close(writer)
    read: list[bytes] = []
    drain = threading.Thread(target=_drain, args=(reader, read))
    drain.start()
    code = process.wait(60)
    drain.join(60)
    return code, b"".join(read).decode().replace("\r\n", "\n")


def _drain(reader: int, read: list[bytes]) -> None:
    try:
        while part := os.read(reader, 1 << 16):
            read.append(part)
    except OSError:  # the last writer has closed the terminal
        pass
    os.close(reader)


@pytest.fixture
def marked(tmp_path: Path) -> str:
    """A pager that marks what it was given, with the settings it got."""
    script = tmp_path / "xem"
    script.write_text('#!/bin/sh\necho "trang: LESS=$LESS"\nexec cat\n', "utf-8")
    script.chmod(0o755)
    return str(script)


def test_what_is_longer_than_the_screen_is_paged(root: Path, marked: str) -> None:
    code, shown = on_terminal(root, *LONG, environment={"PAGER": marked})
    assert code == 0
    assert shown.startswith("trang: LESS=FRX\nViệc phải làm năm 2021: Sở Y tế\n")
    own = on_terminal(root, *LONG, environment={"PAGER": marked, "LESS": "S"})[1]
    assert own.startswith("trang: LESS=S\n")


def test_what_fits_is_printed(root: Path, marked: str) -> None:
    assert "trang:" not in on_terminal(root, *LONG, rows=2000, environment={"PAGER": marked})[1]


@pytest.mark.parametrize(
    ("before", "changed"),
    [(("--no-pager",), {}), ((), {"NO_PAGER": "1"}), ((), {"PAGER": "cat"}), ((), {"PAGER": "/không/có"})],
)
def test_without_a_pager_everything_is_printed(
    before: tuple[str, ...], changed: dict[str, str], root: Path, marked: str
) -> None:
    code, shown = on_terminal(root, *before, *LONG, environment={"PAGER": marked, **changed})
    assert code == 0
    assert "trang:" not in shown
    assert "Cộng: " in shown


@pytest.mark.parametrize("pager", ["true", "false", "head -1", "sh -c 'exec 0<&-'"])
def test_leaving_the_pager_early_keeps_the_exit_code(pager: str, root: Path) -> None:
    code, shown = on_terminal(root, *LONG, environment={"PAGER": pager})
    assert (code, "lỗi" in shown) == (0, False)
    assert on_terminal(root, *LONG, "--fail-overdue", environment={"PAGER": pager})[0] == 1


def test_a_pipe_is_never_paged(root: Path, marked: str) -> None:
    command = [sys.executable, "-m", "kstthc_cli", *LONG]
    done = subprocess.run(
        command, cwd=root, env={**os.environ, "PAGER": marked}, capture_output=True, check=True
    )
    assert b"trang:" not in done.stdout


def test_the_pager_is_what_the_environment_says() -> None:
    assert pager_command({"PAGER": "sh -c 'less -S'"}) == ["sh", "-c", "less -S"]
    for none in ({"PAGER": ""}, {"PAGER": "cat"}, {"NO_PAGER": "1"}, {"TERM": "dumb"}, {"PAGER": "'"}):
        assert pager_command(none) == ()
    assert not page("chữ", ["/không/có"], {})
