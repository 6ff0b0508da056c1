"""Running git in an environment that does not depend on the caller."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

from kstthc_cli.errors import UnreadableError, reason

_OPTIONS = (
    "--no-pager",
    *("-c", "core.quotePath=false"),
    *("-c", "core.fsmonitor=false"),  # would run a program named in the repository's settings
    *("-c", "core.useReplaceRefs=false"),
    *("-c", "advice.graftFileDeprecated=false"),
    *("-c", f"core.attributesFile={os.devnull}"),  # another clone does not have this file
    *("-c", "safe.bareRepository=explicit"),  # settings could come as files of a pull request
)


class NoGitError(UnreadableError):
    """Git is not installed, or the folder is not in a git repository."""


def git(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; the caller checks the exit code.

    Only plumbing commands are used, so that settings of log, diff, signatures, author names and encodings
    have no effect. The repository is the one that contains `root`: cli.environment.pin_git removes GIT_DIR
    and related variables, which hooks of a linked worktree set. Raises NoGitError if git cannot be started.
    """
    try:
        return subprocess.run(  # noqa: S603 - fixed arguments, and names that do not begin with a dash
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
    """The absolute path of git, from an absolute folder of PATH.

    The working folder, which Windows searches first, can contain files of a pull request. Raises
    FileNotFoundError if git is not found.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        file = Path(folder, name)
        if file.is_absolute() and file.is_file() and os.access(file, os.X_OK):
            return str(file)
    raise FileNotFoundError(errno.ENOENT, "git is not installed")
