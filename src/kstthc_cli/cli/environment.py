"""The clock, the environment, the terminal and standard input; no other module reads them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.errors import UsageError

if TYPE_CHECKING:
    from typer import Context

    from kstthc_cli.output import Output


_place: list[Path] = []
"""The folder that `--root` of the command line names, if any."""


def remember_root(arguments: Sequence[str]) -> None:
    """Store the folder that a command line names; its calendar decides the time zone of `today`."""
    _place.clear()
    for n, word in enumerate(arguments):
        if word == "--root" and n + 1 < len(arguments):
            _place[:] = [Path(arguments[n + 1])]
        elif word.startswith("--root="):
            _place[:] = [Path(word.removeprefix("--root="))]


def today(as_of: date | None) -> date:
    """The day of `--as-of`, else the current day in the time zone of the repository's calendar."""
    if as_of is not None:
        return as_of
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from kstthc_cli.store.plan.time_zone import time_zone_of

    return datetime.now(ZoneInfo(time_zone_of(_place[0] if _place else working_folder()))).date()


def moment() -> str:
    """The current instant as eight letters whose alphabetical order is the order of time."""
    ticks, letters = time.time_ns() // 1_000_000, ""
    while ticks:
        ticks, rest = divmod(ticks, 36)
        letters = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + letters
    return letters


def slip_period(quarter: int | None, period: str | None) -> str | None:
    """The period of a slip: `--period` unchanged, or `--quarter` as text for `parse_period`."""
    if quarter is None:
        return period
    if period is not None:
        raise UsageError("Kỳ được nêu bằng hai cách.", "Chỉ dùng --quarter hoặc --period.")
    return f"Q{quarter}"


def named_root(context: Context, root: Path | None) -> Path | None:
    """The folder of `--root`, given before or after the command's name; None without the option."""
    given: Path | None = root or context.obj
    return given


def working_folder() -> Path:
    """The working folder; the root of the disk where the working folder has been deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path("/")


def repository_root(context: Context, root: Path | None) -> Path:
    """The repository of the command. Raises NoRepositoryError."""
    from kstthc_cli.store.files.paths import find_root

    return find_root(working_folder(), named_root(context, root))


def output_of(
    format_: str | None = None,
    file: Path | None = None,
    *,
    force: bool = False,
    separator: str | None = None,
    full: bool | None = None,
) -> Output:
    """The output options together with the properties of the screen."""
    from kstthc_cli.output import Output
    from kstthc_cli.render.screen.table import PLAIN_WIDTH, Screen

    terminal = sys.stdout.isatty()
    plain = not terminal or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    width = _terminal_columns(PLAIN_WIDTH) if terminal else _columns()
    screen = Screen(max(40, min(width, 200)), not plain and file is None, terminal)
    return Output(format_, file, force, screen, separator, full, _page if terminal else None)


class MadeFile(NamedTuple):
    """A document that gets a name of its own in `folder`, None where it goes elsewhere; `open_file` opens it."""

    folder: Path | None
    open_file: Callable[[Path], bool] | None


def document_file(output: Output, *, opens: bool) -> MadeFile:
    """Where a document goes that is asked for on a terminal without a file and a format: the working folder.

    Raises UsageError where a document that is to be opened goes to standard output.
    """
    named = output.screen.terminal and output.file is None and output.format is None
    if opens and not named and output.file is None:
        raise UsageError("--open cần một tệp để mở.", "Thêm -o TỆP.docx.")
    return MadeFile(working_folder() if named else None, _open_file if opens else None)


def _open_file(file: Path) -> bool:
    """Open a file with the program that the system has for it; whether there was one.

    Without a desktop there is none: xdg-open would look for browsers, and print what it did not find.
    """
    import typer

    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    return typer.launch(str(file)) == 0


_paged = [True]
"""Whether the command line allows a pager."""


def allow_pager(allowed: bool) -> None:
    """Store whether long output may go through a pager (`--no-pager`)."""
    _paged[:] = [allowed]


def _page(text: str) -> bool:
    """Show a text in the pager if it is longer than the terminal; False if it is still to be printed."""
    import shutil

    if not _paged[0] or text.count("\n") < shutil.get_terminal_size((80, 25)).lines:
        return False
    from kstthc_cli.cli.pager import page, pager_command

    command = pager_command(os.environ)
    return bool(command) and page(text, command, os.environ)


def _terminal_columns(usual: int) -> int:
    import shutil

    return shutil.get_terminal_size((usual, 25)).columns


def _columns() -> int:
    from kstthc_cli.render.screen.table import PLAIN_WIDTH

    wanted = os.environ.get("COLUMNS", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else PLAIN_WIDTH


def standard_input() -> bytes:
    """All bytes of standard input."""
    if sys.stdin is None:
        raise UsageError("Không có đầu vào chuẩn để đọc.", "Dùng --file TỆP.")
    return sys.stdin.buffer.read()


def rejoin_bash_words() -> None:
    """Rejoin `--agency`, `=`, `so` into one word: bash splits words at `=` for completion."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    at = os.environ.get("COMP_CWORD", "")
    if not at.isdecimal() or "=" not in words:
        return
    joined: list[str] = []
    for word in words[: int(at) + 1]:
        if joined and joined[-1].startswith("--") and (word == "=" or joined[-1].endswith("=")):
            joined[-1] += word
        else:
            joined.append(word)
    os.environ.update(COMP_WORDS="\n".join(joined), COMP_CWORD=str(len(joined) - 1))


_GIT_KEPT = (
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_TEST_ASSUME_DIFFERENT_OWNER",  # only makes git stricter; used by tests
)
"""Variables that locate the user's git settings, which list trusted folders (safe.directory)."""
_GIT_SET = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.path.join(os.devnull, "none"),  # noqa: PTH118 - a file that cannot be there
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_TEXTDOMAINDIR": os.devnull,  # messages of git in English, in every locale
}


def pin_git() -> None:
    """Remove or set git's environment variables, so that git behaves the same for every caller.

    A hook of a linked worktree sets GIT_DIR, GIT_INDEX_FILE and others, which would point git to another
    repository.
    """
    for name in [name for name in os.environ if name.upper().startswith("GIT_")]:
        if name.upper() not in _GIT_KEPT:
            del os.environ[name]
    os.environ.update(_GIT_SET)


def terminal_prompt() -> Callable[[str], str] | None:
    """A function that prints a question on stderr and returns the answer; None without a terminal.

    What is printed after Ctrl+C or Ctrl+D begins on a line of its own.
    """
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(question: str) -> str:
        sys.stderr.write(question)
        sys.stderr.flush()
        try:
            answer = sys.stdin.readline()
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise
        if not answer:
            sys.stderr.write("\n")
        return answer

    return ask
