"""Saying something by `kst record`, and looking at the files it leaves."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kstthc_cli.domain.progress.checksum import checksum_of
from kstthc_cli.main import run
from kstthc_cli.store.files.append_only import with_checksum
from kstthc_cli.store.progress.slips import period_folder
from tests.support.running import Result

AS_OF = "2021-07-01"

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")


def ran(*arguments: str, root: Path) -> Result:
    """What a command line does, where no fixture can be had."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--root", str(root), *arguments])
    return Result(int(code), out.getvalue(), err.getvalue())


def said(root: Path, duty: str, agency: str, *more: str, as_of: str = AS_OF) -> dict[str, Any]:
    """Record that a duty is done (or what `more` says), and the JSON that it tells."""
    status = () if "--status" in more else ("--status", "done")
    words = ("record", duty, "--agency", agency, *status, "--as-of", as_of, "--format", "json", *more)
    result = ran(*words, root=root)
    assert result.code == 0, result.err
    told: dict[str, Any] = json.loads(result.out)
    return told


def plain(file: Path) -> Any:
    """A file as any YAML reader sees it."""
    return YAML(typ="safe", pure=True).load(file.read_text("utf-8"))


def only_slip(root: Path) -> Path:
    """The one slip there is."""
    [file] = slips(root)
    return file


def slips(root: Path) -> list[Path]:
    """All slips, in the order of their paths."""
    return sorted((root / "progress").rglob("*.yaml"))


def is_sealed(file: Path) -> bool:
    """Whether the seal is that of the content."""
    content = plain(file)
    return bool(content["seal"] == checksum_of(content))


def laid(root: Path, name: str, entries: list[dict[str, Any]], **more: Any) -> Path:
    """Put a slip of Sở Y tế for quarter II there as `kst record` would, under a name of our own."""
    content = {
        "schema_version": 1,
        "id": name,
        "plan": "2021",
        "period": "2021-Q2",
        "agency": "so-yt",
        "date": date(2021, 6, 18),
        **more,
        **({"entries": entries} if entries else {}),
    }
    return written(root, content)


def written(root: Path, content: Mapping[str, Any]) -> Path:
    """Write a slip of that content, sealed, where it belongs."""
    folder = period_folder(content["period"], content["plan"])
    place: Path = root / "progress" / content["plan"] / folder / content["agency"]
    file = place / f"{content['id']}.yaml"
    place.mkdir(parents=True, exist_ok=True)
    file.write_text(with_checksum(content), "utf-8", newline="\n")
    return file


def due_rows(root: Path, *asked: str, as_of: str = AS_OF) -> list[dict[str, Any]]:
    """The obligations that `kst due` lists."""
    result = ran("due", *asked, "--as-of", as_of, "--format", "json", root=root)
    assert result.code == 0, result.err
    rows: list[dict[str, Any]] = json.loads(result.out)["obligations"]
    return rows


def status_of(root: Path, duty: str, agency: str, period: str = "2021-Q2", as_of: str = AS_OF) -> str:
    """How one obligation stands."""
    rows = due_rows(root, "--agency", agency, "--period", "2021", "--task", duty, as_of=as_of)
    [found] = [row["status"] for row in rows if row["period"] == period]
    return str(found)


def problems(root: Path) -> list[str]:
    """The codes of everything that `kst validate` finds."""
    result = ran("validate", "--format", "json", root=root)
    assert result.err == ""
    return [problem["code"] for problem in json.loads(result.out)["problems"]]
