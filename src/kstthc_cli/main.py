"""The entry point: runs a command line, and turns every exception into a sentence and an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from kstthc_cli import __version__
from kstthc_cli.errors import Exit, InvalidDataError, KstError, reason


def main() -> None:
    """Entry point of `kst`: runs the command line and exits with the code of its result.

    The process is short and keeps nearly everything it makes, so rubbish is not looked for.
    """
    gc.disable()
    _start_again_in_utf8()
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
    gc.freeze()  # nor at the end: what is left goes with the process
    sys.exit(code)


def _start_again_in_utf8() -> None:
    """Where the locale cannot hold Vietnamese letters, words of the command line came in as broken bytes."""
    if sys.getfilesystemencoding() != "utf-8" and sys.executable and "utf8" not in sys.orig_argv:
        program, *words = sys.orig_argv
        os.execv(sys.executable, [program, "-X", "utf8", *words])  # noqa: S606 - ourselves


def run(arguments: list[str]) -> int:
    """Run a command line; every exception becomes a sentence on stderr and an exit code."""
    from kstthc_cli.cli.environment import pin_git
    from kstthc_cli.cli.plain import understood

    pin_git()
    try:
        call = understood(arguments)
        code = _by_typer(arguments) if call is None else call()
        sys.stdout.flush()
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
    return code


def _by_typer(arguments: list[str]) -> int:
    """Run a command line that is not an ordinary one."""
    from kstthc_cli.cli.typer_app import typer_app

    app = typer_app(outline=arguments == ["--help"])
    return int(app(arguments, prog_name="kst", standalone_mode=False) or 0)


def _other(error: Exception) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(str(error) + "\n")
        return Exit.USAGE
    if type(error).__name__ == "Abort":
        return _say("Đã dừng theo yêu cầu.", "", Exit.INTERRUPTED)
    if hasattr(error, "format_message"):
        from kstthc_cli.help_vi import wrong_usage

        return _say(*wrong_usage(error), Exit.USAGE)
    if isinstance(error, RuntimeError) and str(error).startswith("Symlink loop"):  # pathlib before 3.13
        where = str(error).removeprefix("Symlink loop from ")
        return _say(f"Liên kết {where} trỏ vòng vào chính nó.", "Xóa liên kết đó.", Exit.UNREADABLE)
    return _bug(error)


def _say(message: str, remedy: str, code: int) -> int:
    """Tell what is wrong; signs in names and templates cannot command the terminal."""
    from kstthc_cli.store.files.paths import printable

    sentence = f"lỗi: {message}\n" + (f"  Cách sửa: {remedy}\n" if remedy else "")
    with contextlib.suppress(OSError):
        sys.stderr.write("\n".join(map(printable, sentence.split("\n"))))
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
    from kstthc_cli.render.validate import as_text

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
