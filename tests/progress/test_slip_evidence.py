"""What slips show: files that change, and links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.progress.found_problems import DONE, Q2, Found, found, one
from tests.support.running import Kst
from tests.support.slip_files import LINKS, laid, only_slip, said

# What a slip shows (KST055)


@pytest.fixture
def shown(small: Path) -> Path:
    """A repository with a slip that shows a file."""
    (small / "bao-cao.txt").write_bytes(b"x")
    said(small, "3", "so-yt", *Q2, "--evidence", "bao-cao.txt")
    return small


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _link_out(file: Path) -> None:
    (file.parent.parent / "ngoai.txt").write_bytes(b"x")
    file.unlink()
    file.symlink_to("../ngoai.txt")


def _link_to_itself(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f.write_bytes(b"y"),
        lambda f: f.unlink(),
        _folder,
        pytest.param(_link_out, marks=LINKS),
        pytest.param(_link_to_itself, marks=LINKS),
    ],
)
def test_evidence_that_is_no_longer_there_is_a_warning(
    change: Callable[[Path], None], shown: Path, kst: Kst
) -> None:
    change(shown / "bao-cao.txt")
    path = only_slip(shown).relative_to(shown).as_posix()
    line = next(
        n for n, text in enumerate((shown / path).read_text("utf-8").splitlines(), 1) if "bao-cao" in text
    )
    assert one(kst, shown) == Found("KST055", path, line, 15, "warning")


def test_evidence_that_is_there_again_is_no_problem(shown: Path, kst: Kst) -> None:
    (shown / "bao-cao.txt").write_bytes(b"y")
    (shown / "bao-cao.txt").write_bytes(b"x")
    assert found(kst, shown) == []


@pytest.mark.parametrize("path", ["../ngoai.txt", "/etc/hosts", "a/../../ngoai.txt"])
def test_evidence_outside_the_repository_is_never_read(path: str, small: Path, kst: Kst) -> None:
    (small.parent / "ngoai.txt").write_bytes(b"x")
    evidence = {"kind": "file", "path": path, "sha256": "0" * 64}
    laid(small, "a", [{**DONE, "evidence": [evidence]}])
    assert one(kst, small).code == "KST055"
    assert "nằm ngoài kho" in kst("validate", root=small).out


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.vn", "example.vn", "https://a b", "file:///etc"]
)
def test_a_link_is_one_of_the_web(url: str, small: Path, kst: Kst) -> None:
    """What a pull request brings will be a link in somebody's browser."""
    laid(small, "a", [{**DONE, "evidence": [{"kind": "link", "url": url}]}])
    assert one(kst, small).code == "KST025"
