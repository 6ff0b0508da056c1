"""A process that is killed at a step of its own writing.

`python -m durability.die_at ROOT SYSTEM ARGUMENTS…`: for every N up to the number of steps a forked
child runs the same command line in a repository of its own, `ROOT-N`, and is gone at its Nth step.
Prints how each child ended: 9 for SIGKILL, 0 for the one that had no step left to die at.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from durability.disk import Disk, killed
from kstthc_cli.main import run


def main() -> None:
    """Let children die, one for each step, until one lives to the end."""
    root, system, *arguments = sys.argv[1:]
    at = signal = 1
    while signal:
        own = Path(f"{root}-{at}")
        shutil.copytree(root, own)
        child = os.fork()
        if not child:
            _write_and_die(own, at, system, arguments)
        signal = os.waitpid(child, 0)[1]
        sys.stdout.write(f"{signal}\n")
        at += 1


def _write_and_die(root: Path, at: int, system: str, arguments: list[str]) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with Disk(at, killed, system):
        code = run(["--root", str(root), *arguments])
    os._exit(code)


if __name__ == "__main__":
    main()
