"""The lowest version of every dependency that pyproject.toml allows, as constraints for pip.

python tools/lowest_versions.py > lowest.txt && python -m pip install ".[test]" -c lowest.txt
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

PROJECT = Path(__file__).parent.parent
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*>=\s*(?P<lowest>[^,;\s]+)")


def declared(project: Path = PROJECT) -> list[str]:
    """What the package and its tests ask for, as pyproject.toml words it."""
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*table["dependencies"], *table["optional-dependencies"]["test"]]


def lowest(requirements: Iterable[str]) -> list[str]:
    """`name==version` for each of them.

    Raises ValueError for one that names no lowest version, which nobody could hold to.
    """
    found = []
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        if match is None:
            raise ValueError(f"no lowest version in {requirement!r}")
        found.append(f"{match['name']}=={match['lowest']}")
    return found


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest(declared())) + "\n")
