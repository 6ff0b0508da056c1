"""Git, called through its own program in surroundings that do not depend on who calls."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

from kstthc_cli.errors import UnreadableError, reason

_OPTIONS = (
    "--no-pager",
    *("-c", "core.quotePath=false"),
    *("-c", "core.fsmonitor=false"),  # a program that a repository's settings name
    *("-c", "core.useReplaceRefs=false"),
    *("-c", "advice.graftFileDeprecated=false"),
    *("-c", f"core.attributesFile={os.devnull}"),  # what another clone does not have
    *("-c", "safe.bareRepository=explicit"),  # settings that came as files of a pull request
)


class NoGitError(UnreadableError):
    """Git is not installed, or the folder is not kept in git."""


def git(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; the caller looks at the exit code.

    Only plumbing commands are called, so that settings of the log, of differences, of signatures, of
    names of authors and of encodings have no effect. The repository is the one around `root`: GIT_DIR
    and its relatives, which hooks of a linked worktree set, are taken out of the environment when a
    command line begins (cli.environment.pin_git). Raises NoGitError where git cannot be started.
    """
    try:
        return subprocess.run(  # noqa: S603 - fixed words, and names that do not begin with a dash
            [program(), *_OPTIONS, *words], cwd=root, input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise NoGitError(
            "Máy này chưa có git.", "Cài git (https://git-scm.com) rồi mở lại cửa sổ lệnh."
        ) from None
    except OSError as error:
        why = f"Không chạy được git trong “{root}” ({reason(error)})."
        raise NoGitError(why, "Kiểm tra git đã cài trên máy, và quyền đọc thư mục ấy.") from None


def program() -> str:
    """The program of git, from an absolute folder of PATH.

    In the working folder, where Windows looks first, lies what a pull request brought. Raises
    FileNotFoundError where there is no git.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        file = Path(folder, name)
        if file.is_absolute() and file.is_file() and os.access(file, os.X_OK):
            return str(file)
    raise FileNotFoundError(errno.ENOENT, "git is not installed")
