"""Where `kst export` writes: not onto what is somebody's, not among data, not through links."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kstthc_cli.errors import RefusedError, UnreadableError
from kstthc_cli.store.files.output_folder import write_folder
from tests.export.conftest import AS_OF, exported
from tests.support.running import Kst


def test_nothing_is_written_beside_a_metadata_file_of_somebody(told: Path, kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "kho.metadata.json").write_text("của tôi", "utf-8")
    result = kst("export", *AS_OF, "-o", str(tmp_path / "kho.sqlite"), root=told)
    assert (result.code, result.out) == (4, "")
    assert [file.name for file in tmp_path.iterdir()] == ["kho.metadata.json"]


def test_nothing_is_written_beside_a_link_for_the_metadata(told: Path, kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "kho.metadata.json").symlink_to(tmp_path / "chua-co")
    result = kst("export", *AS_OF, "-o", str(tmp_path / "kho.sqlite"), "--force", root=told)
    assert (result.code, result.out) == (4, "")
    assert [file.name for file in tmp_path.iterdir()] == ["kho.metadata.json"]


def data_of(root: Path) -> list[Path]:
    """The paths of a repository but for its index."""
    return sorted(path for path in root.rglob("*") if ".kst" not in path.parts)


def test_tables_are_not_written_among_the_data_of_a_repository(told: Path, kst: Kst, tmp_path: Path) -> None:
    """Parquet has a folder a table, and some of these are called like folders of a repository."""
    root = tmp_path / "kho"
    shutil.copytree(told, root)
    before = data_of(root)
    for words in (
        ("--format", "parquet", "-o", str(root), "--force"),
        ("-o", str(root / "plans" / "x.sqlite")),
    ):
        result = kst("export", *words, *AS_OF, root=root)
        assert (result.code, result.out) == (4, "")
        assert "nằm trong thư mục dữ liệu của kho" in result.err
    assert data_of(root) == before


def test_a_folder_is_written_anew_only_with_force(told: Path, kst: Kst, tmp_path: Path) -> None:
    target = exported(kst, told, tmp_path / "bang")
    own = target / "ghi-chu.txt"
    own.write_text("của tôi", "utf-8")
    (target / "kst-files.txt").write_text(
        (target / "kst-files.txt").read_text("utf-8") + "cu.csv\n../ngoai.txt\n", "utf-8", newline="\n"
    )
    (target / "cu.csv").write_text("cũ", "utf-8")
    outside = tmp_path / "ngoai.txt"
    outside.write_text("ngoài", "utf-8")
    refused = kst("export", *AS_OF, "-o", str(target), root=told)
    assert refused.code == 4
    assert "Thêm --force" in refused.err
    exported(kst, told, target, "--force")
    assert own.exists()
    assert outside.exists()
    assert not (target / "cu.csv").exists()


@pytest.mark.parametrize("place", ["link", "file"])
def test_nothing_is_written_through_a_link_nor_half_into_a_folder(place: str, tmp_path: Path) -> None:
    outside, folder = tmp_path / "ngoai", tmp_path / "bang"
    outside.mkdir()
    folder.mkdir()
    if place == "link":
        (folder / "b").symlink_to(outside)
    else:
        (folder / "b").write_text("của tôi", "utf-8")
    with pytest.raises((RefusedError, UnreadableError), match=r"liên kết|đã có tệp"):
        write_folder(folder, {"a.csv": b"a", "b/c/d.csv": b"d"}, force=True)
    assert [file.name for file in folder.iterdir()] == ["b"]
    assert not list(outside.iterdir())
