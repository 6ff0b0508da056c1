"""The entry point: runs a command line, and turns every exception into a sentence and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys

import typer

from kstthc_cli import __version__
from kstthc_cli.cli import app
from kstthc_cli.errors import Exit, InvalidDataError, KstError, reason
from kstthc_cli.help_vi import wrong_usage


def main() -> None:
    """Entry point of `kst`: runs the command line and exits with the code of its result."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:
        _closed_pipe()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command line; every exception becomes a sentence on stderr and an exit code."""
    try:
        result = app(arguments, prog_name="kst", standalone_mode=False)
        sys.stdout.flush()
        return int(result or 0)
    except InvalidDataError as error:
        return _say_problems(error)
    except KstError as error:
        return _say(error.message, error.remedy, error.code)
    except KeyboardInterrupt:
        return _say("Đã dừng theo yêu cầu.", "", Exit.INTERRUPTED)
    except (OSError, SystemExit) as error:
        return _stopped(error)
    except Exception as error:  # noqa: BLE001 - nobody shall see a traceback
        return _other(error)


def _other(error: Exception) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(str(error) + "\n")
        return Exit.USAGE
    if isinstance(error, typer.Abort):
        return _say("Đã dừng theo yêu cầu.", "", Exit.INTERRUPTED)
    if hasattr(error, "format_message"):
        return _say(*wrong_usage(error), Exit.USAGE)
    return _bug(error)


def _say(message: str, remedy: str, code: int) -> int:
    with contextlib.suppress(OSError):
        sys.stderr.write(f"lỗi: {message}\n" + (f"  Cách sửa: {remedy}\n" if remedy else ""))
    return code


def _stopped(error: OSError | SystemExit) -> int:
    """What the system refused; typer makes of a closed pipe an exit code that means something else here."""
    pipe = error.__context__ if isinstance(error, SystemExit) else error
    if isinstance(pipe, BrokenPipeError):
        return _closed_pipe()
    if isinstance(error, SystemExit):
        raise error
    return _system_refused(error)


def _system_refused(error: OSError) -> int:
    """Something that could not be read or written where no command expected it."""
    what = f" “{str(error.filename)[:200]}”" if error.filename else " kết quả ra màn hình"
    why = reason(error)
    if error.filename is None:
        _closed_pipe()
    return _say(
        f"Không đọc hoặc ghi được{what} ({why}).",
        "Kiểm tra quyền, chỗ trống; xem việc đã ghi bằng `kst history`.",
        Exit.UNREADABLE,
    )


def _say_problems(error: InvalidDataError) -> int:
    from kstthc_cli.render.problems import as_text

    with contextlib.suppress(OSError):
        sys.stderr.write(as_text(error.problems))
    return _say(error.message, error.remedy, error.code)


def _bug(error: Exception) -> int:
    sentence = f"Chương trình gặp lỗi không lường trước ({type(error).__name__})."
    try:
        where = _log(error)
    except OSError:
        return _say(sentence, "Báo cho người bảo trì câu này và lệnh vừa chạy.", Exit.BUG)
    return _say(sentence, f"Gửi tệp {where} cho người bảo trì.", Exit.BUG)


def _log(error: Exception) -> str:
    """Write what happened for whoever mends it; the file's name. Raises OSError."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="kst-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"kst {__version__}, Python {sys.version}\n")
        traceback.print_exception(error, file=log)
    return log.name


def _closed_pipe() -> int:
    """Whoever read our output has left: be quiet, as other filters are."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.FINE
