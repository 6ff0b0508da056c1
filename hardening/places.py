"""Places where one program can be run: time zone, locale, hash seed, working folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ZONES = ("Asia/Ho_Chi_Minh", "America/Anchorage", "Pacific/Kiritimati")
SEEDS = ("0", "1", "4294967295")
FOLDERS = ("in the repository", "elsewhere, with --root")
_WANTED = ("vi_VN", "tr_TR")


@dataclass(frozen=True)
class Place:
    """Where a program is run."""

    zone: str
    locale: str
    seed: str
    folder: str

    def environment(self, locales: Path) -> dict[str, str]:
        """The environment there: nothing of whoever runs it but where programs are found."""
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
        git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        here = {"TZ": self.zone, "LC_ALL": self.locale, "LANG": self.locale, "PYTHONHASHSEED": self.seed}
        return {**kept, **git, **here, "LOCPATH": str(locales), "PYTHONDONTWRITEBYTECODE": "1"}


def covering(locales: tuple[str, ...]) -> list[Place]:
    """Nine places in which every pair of values of any two things meets: an orthogonal array.

    Columns 1 and 2 run through all pairs; columns 3 and 4 are their sum and their weighted sum.
    """
    return [
        Place(ZONES[i], locales[j], SEEDS[(i + j) % 3], FOLDERS[((i + 2 * j) % 3) % 2])
        for i in range(3)
        for j in range(3)
    ]


def diagonal(locales: tuple[str, ...]) -> list[Place]:
    """Three places in which every value occurs."""
    return [Place(ZONES[n], locales[n], SEEDS[n], FOLDERS[n % 2]) for n in range(3)]


def made_locales(folder: Path) -> tuple[str, ...]:
    """Three locales; the third is made with `localedef`, or is plain C under another name of it.

    Vietnamese if its sources are there, else Turkish, whose small I is no capital i.
    """
    found = ("C", "C.UTF-8")
    folder.mkdir(parents=True, exist_ok=True)
    for name in _WANTED if shutil.which("localedef") else ():
        words = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
        if subprocess.run(words, capture_output=True, check=False).returncode == 0:
            return (*found, f"{name}.UTF-8")
    return (*found, "POSIX")
