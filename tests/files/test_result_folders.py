"""Folders of results, names of their files, the lock of a repository: who is refused, and in which words."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kstthc_cli.errors import FileExistsRefusedError, KstError
from kstthc_cli.store import init
from kstthc_cli.store.export.data_set import known_inputs
from kstthc_cli.store.files import write_lock as locking
from kstthc_cli.store.files.file_names import file_names, plain_name, unused_name
from kstthc_cli.store.files.optimistic_replace import read_to_replace, replace
from kstthc_cli.store.files.output_folder import LIST, lost_files, write_folder
from kstthc_cli.store.files.paths import is_data
from kstthc_cli.store.files.write_lock import write_lock
from tests.support.slip_files import LINKS


def said(error: pytest.ExceptionInfo[KstError]) -> tuple[str, str]:
    return error.value.message, error.value.remedy


def names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*"))


# Names


def test_names_that_several_have_are_followed_by_the_id() -> None:
    named = [("Phòng Tư pháp", "a"), ("Phòng tư pháp", "b"), ("Sở Y tế", "c"), ('UBND: "xã" A/B', "d")]
    assert file_names(named, ".xlsx") == [
        "Phòng Tư pháp (a).xlsx", "Phòng tư pháp (b).xlsx", "Sở Y tế.xlsx", "UBND xã A B.xlsx"
    ]  # fmt: skip


@pytest.mark.parametrize(("length", "kept"), [(119, 119), (120, 120), (121, 120)])
def test_a_name_is_not_too_long(length: int, kept: int) -> None:
    assert plain_name("ở" * length) == "ở" * kept


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    found = []
    for _ in range(3):
        found.append(unused_name(tmp_path, "Sở Y tế", ".xlsx"))
        found[-1].write_bytes(b"")
    assert [file.name for file in found] == ["Sở Y tế.xlsx", "Sở Y tế (2).xlsx", "Sở Y tế (3).xlsx"]


# A folder of results


def test_files_that_are_lost_are_told_in_order(tmp_path: Path) -> None:
    (tmp_path / LIST).write_text("c.csv\n\nb/d.csv\na.csv\nb\n/etc/hostname\n../x.csv\n", "utf-8")
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b").mkdir()
    assert lost_files(tmp_path) == ["b", "b/d.csv", "c.csv"]


def test_what_is_not_written_again_goes_and_what_else_lies_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "ra"
    first = {"a.csv": b"1", "b/c/d.csv": b"2", "b/e.csv": b"3", "k/l.csv": b"4", "m/n.csv": b"5"}
    write_folder(folder, first, force=False)
    (folder / "m" / "n.csv").unlink()
    (folder / "m").rmdir()
    (folder / "b" / "note.txt").write_bytes(b"")
    write_folder(folder, {"a.csv": b"6"}, force=True, keeps=lambda name: name.startswith("k/"))
    assert names(folder) == ["a.csv", "b", "b/note.txt", "k", "k/l.csv", LIST]
    assert (folder / LIST).read_text("utf-8") == "a.csv\nk/l.csv\n"
    assert (folder / "a.csv").read_bytes() == b"6"


@pytest.mark.parametrize("named", ["../ra", "a/../../ra"])
def test_what_is_not_written_again_goes_however_the_folder_is_named(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `-o ../site --force` pages that are no longer made stayed, and left the list."""
    (tmp_path / "kho" / "a").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "kho")
    write_folder(Path(named), {"a.csv": b"1", "b.csv": b"2"}, force=False)
    write_folder(Path(named), {"a.csv": b"1"}, force=True)
    assert names(tmp_path.joinpath("kho", named).resolve()) == ["a.csv", LIST]


@LINKS
def test_what_is_not_written_again_goes_from_a_folder_that_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "that").mkdir()
    (tmp_path / "ra").symlink_to(tmp_path / "that", target_is_directory=True)
    write_folder(tmp_path / "ra", {"a.csv": b"1", "b.csv": b"2"}, force=False)
    write_folder(tmp_path / "ra", {"a.csv": b"1"}, force=True)
    assert names(tmp_path / "that") == ["a.csv", LIST]


def test_a_list_that_came_with_a_repository_removes_no_data(tmp_path: Path) -> None:
    kept = ["plans/2021.yaml", "agencies/a.yaml", "progress/2021/Q2/a/b.yaml", ".git/config"]
    for name in kept:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / LIST).write_text("\n".join([*kept, "cu.html"]), "utf-8")
    (tmp_path / "cu.html").write_bytes(b"")
    write_folder(tmp_path, {"a.html": b"1"}, force=True)
    assert [name for name in kept if (tmp_path / name).is_file()] == kept
    assert not (tmp_path / "cu.html").exists()
    assert (tmp_path / LIST).read_text("utf-8") == "a.html\n"


@LINKS
def test_a_list_that_is_a_link_or_leads_out_removes_nothing(tmp_path: Path) -> None:
    folder, other = tmp_path / "ra", tmp_path / "khac"
    folder.mkdir()
    other.mkdir()
    for name in ("a.csv", "b.csv"):
        (other / name).write_bytes(b"")
    (folder / "ngoai").symlink_to(other, target_is_directory=True)
    (folder / LIST).write_text(f"{other / 'a.csv'}\n../khac/a.csv\nngoai/b.csv\n", "utf-8")
    write_folder(folder, {"c.csv": b""}, force=True)
    assert names(other) == ["a.csv", "b.csv"]
    (folder / LIST).unlink()
    (tmp_path / "ds.txt").write_text("c.csv\n", "utf-8")
    (folder / LIST).symlink_to(tmp_path / "ds.txt")
    assert lost_files(folder) == []
    (folder / "c.csv").unlink()
    assert lost_files(folder) == []


def in_the_way(folder: Path) -> None:
    (folder / "a").write_bytes(b"")


def linked(folder: Path) -> None:
    (folder / "a").symlink_to(folder.parent, target_is_directory=True)


@LINKS
@pytest.mark.parametrize(
    ("before", "force", "message", "remedy"),
    [
        (
            in_the_way, False,
            "Thư mục “{0}” đã có tệp.", "Thêm --force để ghi lại kết quả vào đó, hoặc chọn thư mục khác.",
        ),
        (
            in_the_way, True,
            "Cần thư mục “{0}/a” mà ở đó đã có tệp.", "Đổi tên tệp đó, hoặc chọn thư mục khác.",
        ),
        (
            linked, True,
            "Thư mục “{0}/a” là liên kết nên không ghi qua đó.", "Xóa liên kết đó, hoặc chọn thư mục khác.",
        ),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_of_results(
    before: Callable[[Path], None], force: bool, message: str, remedy: str, tmp_path: Path
) -> None:
    folder = tmp_path / "ra"
    folder.mkdir()
    before(folder)
    with pytest.raises(KstError) as refused:
        write_folder(folder, {"a/b.csv": b""}, force=force)
    assert said(refused) == (message.format(folder), remedy)
    assert not (folder / LIST).exists()


def test_an_old_file_that_cannot_be_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "ra", {"a.csv": b""}, force=False)

    def busy(*_: object, **__: object) -> None:
        raise OSError(errno.EBUSY, "")

    monkeypatch.setattr(Path, "unlink", busy)
    with pytest.raises(KstError) as refused:
        write_folder(tmp_path / "ra", {"b.csv": b""}, force=True)
    why = f"Không xóa được tệp cũ trong “{tmp_path / 'ra'}” (đang được chương trình khác dùng)."
    assert said(refused) == (why, "Đóng tệp đang mở, hoặc xóa thư mục rồi chạy lại.")


@pytest.mark.parametrize(
    ("content", "known"),
    [
        ('{"quang-ngai": "a1", "gia-lai": "b2"}', {"quang-ngai": "a1", "gia-lai": ""}),
        ("[1]", {}),
        ("null", {}),
        ("{", {}),
        ("\ud800", {}),
    ],
)
def test_the_inputs_of_a_data_set(content: str, known: dict[str, str], tmp_path: Path) -> None:
    """A province that has lost a file is made anew; a damaged file knows none."""
    lost = "obligations/province=gia-lai/year=2021/data_0.parquet"
    (tmp_path / LIST).write_text(f"{lost}\n", "utf-8")
    (tmp_path / "kst-inputs.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    assert known_inputs(tmp_path) == known
    (tmp_path / "kst-inputs.json").unlink()
    assert known_inputs(tmp_path) == {}


@pytest.mark.parametrize("top", ["plans", "progress", "workbooks", "templates", ".git"])
def test_only_folders_of_a_repository_hold_data(top: str, tmp_path: Path) -> None:
    """A folder of that name elsewhere is one for results."""
    assert not is_data(tmp_path / top / "a" / "b.csv") or top == "plans"
    (tmp_path / "plans").mkdir(exist_ok=True)
    assert is_data(tmp_path / top / "a" / "b.csv")
    assert not is_data(tmp_path / "ra" / "b.csv")


# Replacing and the lock


@LINKS
def test_a_link_out_of_the_repository_is_not_replaced(tmp_path: Path) -> None:
    root = tmp_path / "kho"
    (root / "plans").mkdir(parents=True)
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    (root / "plans" / "a.yaml").symlink_to(tmp_path / "a.yaml")
    with pytest.raises(KstError) as refused:
        read_to_replace(root, "plans/a.yaml")
    assert said(refused) == ("Tệp “plans/a.yaml” là liên kết trỏ ra ngoài kho.", "Thay bằng tệp thường.")
    with pytest.raises(KstError) as refused:
        read_to_replace(root, "plans/b.yaml")
    assert said(refused) == (
        "Không đọc được tệp “plans/b.yaml” (không có tệp hay thư mục).",
        "Kiểm tra quyền đọc.",
    )


@pytest.mark.parametrize("gone", [True, False])
def test_a_file_that_was_changed_meanwhile_is_not_replaced(gone: bool, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    read = read_to_replace(tmp_path, "a.yaml")
    file.unlink() if gone else file.write_bytes(b"a: 2\n")
    with pytest.raises(KstError) as refused:
        replace(read, "a: 3\n")
    why = "Tệp “a.yaml” vừa bị sửa ở nơi khác nên không ghi đè."
    assert said(refused) == (why, "Xem lại tệp rồi chạy lại lệnh.")
    assert gone or file.read_bytes() == b"a: 2\n"


def a_folder(lock: Path) -> None:
    lock.mkdir()


def a_link(lock: Path) -> None:
    (lock.parent / "a").write_bytes(b"")
    lock.symlink_to("a")


def a_broken_link(lock: Path) -> None:
    lock.symlink_to("a")


@LINKS
@pytest.mark.parametrize("before", [a_folder, a_link, a_broken_link])
def test_what_is_no_file_is_no_lock(before: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / ".kst").mkdir()
    lock = tmp_path / ".kst" / "write.lock"
    before(lock)
    with pytest.raises(KstError) as refused, write_lock(tmp_path):
        pytest.fail("locked")
    assert said(refused) == (f"“{lock}” không phải là tệp thường nên chưa ghi gì.", "Xóa mục đó.")


def test_of_two_commands_one_waits_and_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locking._SECONDS == 60
    monkeypatch.setattr(locking, "_SECONDS", 0.01)
    with write_lock(tmp_path), pytest.raises(KstError) as refused, write_lock(tmp_path):
        pytest.fail("locked twice")
    assert said(refused) == (
        "Một lệnh kst khác đang ghi vào kho này nên chưa ghi gì.",
        "Đợi lệnh kia kết thúc rồi chạy lại.",
    )
    with write_lock(tmp_path):
        pass


def test_a_cache_folder_that_is_a_file_is_no_place_for_a_lock(tmp_path: Path) -> None:
    (tmp_path / ".kst").write_bytes(b"")
    with pytest.raises(KstError) as refused, write_lock(tmp_path):
        pytest.fail("locked")
    place = tmp_path / ".kst"
    assert said(refused) == (
        f"Không khóa được kho để ghi: không ghi được vào “{place}” (có tệp đứng ở chỗ cần thư mục).",
        "Kiểm tra quyền ghi thư mục .kst của kho; nếu .kst là liên kết thì thay bằng thư mục thật.",
    )


# A new repository


@pytest.mark.parametrize("name", ["a.txt", ".kst", "plans"])
def test_a_folder_with_anything_but_git_in_it_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / name).mkdir()
    with pytest.raises(FileExistsRefusedError) as refused:
        init.write_repository(tmp_path)
    told = (f"“{tmp_path}” đã có và không trống.", "Chọn một thư mục mới hoặc thư mục trống.")
    assert said(refused) == told
    (tmp_path / name).rmdir()
    assert "plans/2021.yaml" in init.write_repository(tmp_path)


@pytest.mark.parametrize("taken", ["plans", "schemas", "README.md"])
def test_a_name_taken_while_a_repository_is_made_leaves_the_folder_to_the_other(
    taken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was moved before goes again; what the other program wrote stays."""
    rename, folder = init._rename, tmp_path / "kho"
    folder.mkdir()

    def other(item: Path, target: Path) -> None:
        if target.name == taken:
            target.mkdir()
            (target / "cua-lenh-kia").write_bytes(b"")
        rename(item, target)

    monkeypatch.setattr(init, "_rename", other)
    with pytest.raises(FileExistsRefusedError) as refused:
        init.write_repository(folder)
    assert said(refused) == (
        f"“{folder / taken}” vừa được một lệnh khác ghi.",
        "Chọn một thư mục mới hoặc thư mục trống.",
    )
    assert names(tmp_path) == ["kho", f"kho/{taken}", f"kho/{taken}/cua-lenh-kia"]


def test_a_disk_that_refuses_while_a_repository_is_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(KstError) as refused:
        init.write_repository(tmp_path / "kho")
    why = f"Không tạo được kho ở “{tmp_path / 'kho'}” (đĩa hết chỗ)."
    assert said(refused) == (why, "Kiểm tra quyền ghi và chỗ trống.")
    assert names(tmp_path) == []


def test_the_names_of_inputs_are_in_order() -> None:
    from kstthc_cli.store.export.data_set import inputs_file

    written = inputs_file({"quang-ngai": "b", "gia-lai": "a"})
    assert written == b'{\n  "gia-lai": "a",\n  "quang-ngai": "b"\n}\n'
    assert json.loads(written) == {"gia-lai": "a", "quang-ngai": "b"}
