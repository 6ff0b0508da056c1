"""Files that go away or change while kst works: told, and never half of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kstthc_cli.store.files import paths, source
from kstthc_cli.store.files.source import MAX_BYTES, read_raw
from tests.support.running import Kst
from tests.support.slip_files import laid
from tests.support.small_province import small_province

DONE = {"duty": "4", "status": "done"}
Reader = Callable[..., bytes]


def before_reading(monkeypatch: pytest.MonkeyPatch, name: str, happens: Callable[[Path], object]) -> None:
    """Let something happen to files of that name between the listing of their folder and the reading."""
    real: Reader = paths.read_regular

    def reads(file: Path | str, most: int, *, links: bool = True) -> bytes:
        if Path(file).name == name and Path(file).exists():
            happens(Path(file))
        return real(file, most, links=links)

    for module in ("store.files.source", "store.index.slip_cache", "store.files.paths"):
        monkeypatch.setattr(f"kstthc_cli.{module}.read_regular", reads, raising=False)


@pytest.mark.parametrize("folder", ["plans", "agencies", "calendar"])
def test_a_data_file_that_vanishes_is_told(
    folder: str, small: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / folder / "khac.yaml").write_text("schema_version: 1\n", "utf-8")
    before_reading(monkeypatch, "khac.yaml", Path.unlink)
    result = kst("validate", root=small)
    assert result.code == 3
    assert f"KST001] {folder}/khac.yaml" in result.out
    assert "Không có tệp này." in result.out


def test_a_slip_that_vanishes_is_told(tmp_path: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_province(tmp_path / "kho")
    laid(root, "phieu", [DONE])
    before_reading(monkeypatch, "phieu.yaml", Path.unlink)
    result = kst("validate", root=root)
    assert result.code == 3
    assert "KST001] progress/2021/Q2/so-yt/phieu.yaml" in result.out


def test_a_slip_that_vanishes_before_it_is_counted_was_never_there(
    tmp_path: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks gets the answer of one moment: with the slip or without it."""
    question = ("status", "--quarter", "2", "--as-of", "2021-07-01", "--format", "json")
    root = small_province(tmp_path / "kho")
    without = kst(*question, root=root)
    laid(root, "phieu", [DONE])
    before_reading(monkeypatch, "phieu.yaml", Path.unlink)
    assert kst(*question, root=root) == without


def test_a_file_that_grows_while_it_is_read_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: 1\n")
    before_reading(monkeypatch, "x.yaml", lambda path: path.write_bytes(b"#" * (MAX_BYTES + 10)))
    raw, problems = read_raw(file, "x.yaml")
    assert raw is None
    assert [problem.code for problem in problems] == ["KST003"]


def test_a_file_that_is_cut_after_it_was_read_is_judged_by_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"")
    monkeypatch.setattr(source, "read_regular", lambda *_: b"#" * (MAX_BYTES + 1))
    _, problems = source.read_source(file, "x.yaml")
    assert [problem.code for problem in problems] == ["KST003"]
