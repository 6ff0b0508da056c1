"""Entry point: runs a command line and turns every exception into a message and an exit code."""

from __future__ import annotations

import contextlib
import errno
import gc
import io
import os
import sys
from typing import Any, TextIO

from kstthc_cli import __version__
from kstthc_cli.errors import Exit, InvalidDataError, KstError, reason


def main() -> None:
    """Entry point of `kst`: run the command line and exit with its exit code.

    Garbage collection is disabled: the process is short-lived and frees almost nothing before it exits.
    """
    gc.disable()
    _restart_in_utf8()
    for name in ("stdout", "stderr"):
        setattr(sys, name, _stream(getattr(sys, name)))
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _redirect_to_null(stream)
    gc.freeze()  # no collection at exit either: the system reclaims the memory
    sys.exit(code)


_CLOSED_PIPE = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}


class _TolerantPipe(io.FileIO):
    """A stream that ignores a closed pipe: the remaining output is dropped, the exit code is unchanged."""

    def write(self, content: Any, /) -> int:
        """Write the bytes and return their number; on a closed pipe all of them count as written."""
        try:
            return super().write(content) or 0
        except OSError as error:
            if error.errno not in _CLOSED_PIPE:
                raise
            _redirect_to_null(self)
            return len(content)


def _stream(given: Any) -> TextIO:
    """Return standard output or error encoded in UTF-8 and tolerant of a closed pipe."""
    if given is None:  # the parent process closed it
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
    if type(getattr(given.buffer, "raw", given.buffer)) is not io.FileIO:  # the Windows console
        given.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        return given  # type: ignore[no-any-return]
    pipe = io.BufferedWriter(_TolerantPipe(given.fileno(), "w", closefd=False))
    return io.TextIOWrapper(pipe, "utf-8", "backslashreplace", "\n", given.line_buffering)


def _restart_in_utf8() -> None:
    """Restart in UTF-8 mode where the locale cannot decode Vietnamese arguments."""
    if sys.getfilesystemencoding() != "utf-8" and sys.executable and "utf8" not in sys.orig_argv:
        program, *words = sys.orig_argv
        os.execv(sys.executable, [program, "-X", "utf8", *words])  # noqa: S606 - the same program


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code; exceptions become a message on stderr.

    The environment of git is fixed first, and output is escaped so that no CI runner executes it as a
    command.
    """
    from kstthc_cli.cli.environment import pin_git, remember_root
    from kstthc_cli.render.screen.log_commands import inert_output

    pin_git()
    remember_root(arguments)
    with inert_output():
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    from kstthc_cli.cli.app import run_command

    try:
        code = run_command(arguments)
        sys.stdout.flush()
    except InvalidDataError as error:
        return _print_problems(error)
    except KstError as error:
        return _print_error(error.message, error.remedy, error.code)
    except OSError as error:
        return _os_error(error)
    except Exception as error:  # noqa: BLE001 - users never see a traceback
        return _unexpected(error)
    return _print_error("Đã dừng theo yêu cầu.", "", code) if code == Exit.INTERRUPTED else code


def _unexpected(error: Exception) -> int:
    from kstthc_cli.cli.wrong_use import no_arguments_help, wrong_use

    if help_ := no_arguments_help(error):
        sys.stderr.write(f"{help_}\n")
        return Exit.USAGE
    if message := wrong_use(error):
        return _print_error(*message, Exit.USAGE)
    if isinstance(error, RuntimeError) and str(error).startswith("Symlink loop"):  # pathlib before 3.13
        where = str(error).removeprefix("Symlink loop from ")
        return _print_error(f"Liên kết {where} trỏ vòng vào chính nó.", "Xóa liên kết đó.", Exit.UNREADABLE)
    return _bug(error)


def _print_error(message: str, remedy: str, code: int) -> int:
    """Print an error message on stderr, with control characters escaped and long words cut; return `code`."""
    from kstthc_cli.domain.text.normalize import with_long_parts_cut
    from kstthc_cli.store.files.paths import printable

    sentence = f"lỗi: {message}\n" + (f"  Cách sửa: {remedy}\n" if remedy else "")
    sentence = with_long_parts_cut(sentence)
    with contextlib.suppress(OSError):
        sys.stderr.write("\n".join(map(printable, sentence.split("\n"))))
    return code


def _os_error(error: OSError) -> int:
    """Report an OSError that no command handled.

    Only a working folder that has been deleted is missing without a name.
    """
    if error.errno == errno.ENOENT and error.filename is None:
        remedy = "Chuyển tới một thư mục có thật (`cd`) rồi chạy lại."
        return _print_error("Thư mục hiện hành đã bị xóa hoặc đổi tên.", remedy, Exit.UNREADABLE)
    what = f" “{error.filename}”" if error.filename else " kết quả ra màn hình"
    why = reason(error)
    if error.filename is None:
        _redirect_to_null(sys.stdout)
    return _print_error(
        f"Không đọc hoặc ghi được{what} ({why}).",
        "Kiểm tra quyền, chỗ trống; xem việc đã ghi bằng `kst history`.",
        Exit.UNREADABLE,
    )


def _print_problems(error: InvalidDataError) -> int:
    from kstthc_cli.render.validate import as_text

    with contextlib.suppress(OSError):
        sys.stderr.write(as_text(error.problems))
    return _print_error(error.message, error.remedy, error.code)


def _bug(error: Exception) -> int:
    sentence = f"Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__})."
    try:
        where = _write_log(error)
    except OSError:
        return _print_error(sentence, "Báo cho người phụ trách kỹ thuật câu này và lệnh vừa chạy.", Exit.BUG)
    return _print_error(sentence, f"Gửi tệp {where} cho người phụ trách kỹ thuật.", Exit.BUG)


def _write_log(error: Exception) -> str:
    """Write the traceback to a temporary file and return its name. Raises OSError."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="kst-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"kst {__version__}, Python {sys.version}\n")
        traceback.print_exception(error, file=log)
    return log.name


def _redirect_to_null(stream: Any) -> None:
    """Redirect a stream to the null device, so that buffered output is not written again at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
