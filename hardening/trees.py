"""What lies in a repository, and whether every slip in it is whole."""

from __future__ import annotations

from pathlib import Path

from kstthc_cli.problems import Problem
from kstthc_cli.store.progress.slips import validated_data


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path, without those that kst derives (`.kst`)."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in files if ".kst" not in file.parts
    }


def slips(root: Path) -> list[Path]:
    """The files that are read as slips."""
    return sorted((root / "progress").rglob("*.yaml"))


def unwhole(root: Path) -> list[str]:
    """Every file under `progress/` that is no whole slip, by its path."""
    every = [file for file in sorted((root / "progress").rglob("*")) if file.is_file()]
    return [str(file) for file in every if file.suffix != ".yaml" or _problems(root, file)]


def _problems(root: Path, file: Path) -> list[Problem]:
    return validated_data(file.relative_to(root).as_posix(), file.read_bytes())[1]


def temporary(root: Path) -> list[str]:
    """Leftovers of writes."""
    return sorted(file.relative_to(root).as_posix() for file in root.rglob(".kst-*"))
