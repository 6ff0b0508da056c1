"""A process that is killed at a step of its own writing.

`python -m tests.files.die_at ROOT COPIES SYSTEM ARGUMENTS…`: for every N up to the number of steps a
forked child runs the command line in ROOT and is gone at its Nth step. What it left under `progress/`
goes to COPIES/N; then another child runs the command line undisturbed. Prints how the two ended: 9 for
SIGKILL, 0 where there was no step left to die at.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from disk import Disk, killed
from kstthc_cli.main import run
from tests.support.in_process import call


def main() -> None:
    """Let children die, one for each step, until one lives to the end."""
    root, copies = Path(sys.argv[1]), Path(sys.argv[2])
    system, *arguments = sys.argv[3:]
    call(*arguments, "--dry-run", root=root)  # so that the children need not import it all
    shutil.copytree(root / "progress", copies / "0" / "progress")
    at, end = 1, int(signal.SIGKILL)
    while end == signal.SIGKILL:
        end = _child(root, Disk(at, killed, system), arguments)
        shutil.copytree(root / "progress", copies / f"{at}" / "progress")
        sys.stdout.write(f"{end} {_child(root, Disk(system=system), arguments)}\n")
        shutil.rmtree(root / "progress")
        shutil.copytree(copies / "0" / "progress", root / "progress")
        at += 1


def _child(root: Path, disk: Disk, arguments: list[str]) -> int:
    """Run the command line in a child; its exit code, or the signal that ended it."""
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with disk:
            code = run(["--root", str(root), *arguments])
        os._exit(code)
    status = os.waitpid(child, 0)[1]
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


if __name__ == "__main__":
    main()
