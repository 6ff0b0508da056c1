"""The pager: long output on a terminal goes through it, as git does."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence

_LESS = {"LESS": "FRX", "LV": "-c"}
"""Settings of pagers that the user has not set: quit where it fits, keep colours, leave the text on screen."""


def pager_command(environment: Mapping[str, str]) -> Sequence[str]:
    """The words of the pager's command line: PAGER, else less; empty for none (NO_PAGER, `cat`, not found)."""
    named = environment.get("PAGER")
    if environment.get("NO_PAGER") or environment.get("TERM") == "dumb" or named in ("", "cat"):
        return ()
    try:
        words = shlex.split(named or "less", posix=os.name != "nt")
    except ValueError:
        return ()
    return words if words and shutil.which(words[0]) else ()


def page(text: str, command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Show the text in the pager and wait until it is left; False if the pager cannot be started."""
    with _interrupts_left_to_the_pager():
        try:
            subprocess.run(  # noqa: S603 - the user's own pager
                command, input=text.encode("utf-8", "replace"), env={**_LESS, **environment}, check=False
            )
        except BrokenPipeError:
            return True
        except (OSError, ValueError):
            return False
    return True


@contextlib.contextmanager
def _interrupts_left_to_the_pager() -> Iterator[None]:
    """Ignore interrupts: the pager shares the terminal, and decides itself what they mean."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
