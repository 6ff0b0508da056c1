"""Files and folders that are not read or not written: each refusal whole, and what remains."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kstthc_cli.errors import KstError, NoRepositoryError
from kstthc_cli.store.files import append_only
from kstthc_cli.store.files.append_only import write_once
from kstthc_cli.store.files.atomic_write import check_place, write_new
from kstthc_cli.store.files.builtin_files import (
    built_in_templates,
    editor_schemas,
    write_editor_schemas,
    write_templates,
)
from kstthc_cli.store.files.paths import data_files, entries, find_root, no_plan
from kstthc_cli.store.files.source import decode_source, read_source
from kstthc_cli.store.plan.repository import load_repository
from tests.support.example_files import minimal
from tests.support.slip_files import LINKS

FIND = "Chuyển tới thư mục có plans/, dùng `--root THƯ_MỤC`, hoặc tạo kho mới: `kst init THƯ_MỤC`."
SPACE = "Kiểm tra quyền ghi và chỗ trống."
UTF16 = "Tệp có vẻ được lưu bằng UTF-16, không phải chữ UTF-8."
MARKED = "Dòng đánh dấu xung đột của git: "


def said(error: pytest.ExceptionInfo[KstError]) -> tuple[str, str]:
    return error.value.message, error.value.remedy


def refuse(number: int) -> Callable[..., object]:
    def refused(*_: object, **__: object) -> object:
        raise OSError(number, "")

    return refused


# The text of data files


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"PK\x03\x04", [("KST002", 1, "Đây là tệp nén (hoặc tệp Word, Excel), không phải chữ UTF-8.")]),
        ("a: 1\n".encode("utf-16"), [("KST002", 1, UTF16)]),
        ("a: 1\n".encode("utf-16-le"), [("KST002", 1, UTF16)]),
        ("a: 1\n".encode("utf-16-be"), [("KST002", 1, UTF16)]),
        (b"a: 1\nb: \xe1\n", [("KST002", 2, "Byte 0xe1 ở dòng 2 không thuộc bảng mã UTF-8.")]),
        (b"\xef\xbb\xbfa: 1\n", [("KST005", 1, "Đầu tệp có ba byte BOM vô hình.")]),
        (b"a: 1\nb: 2\r\nc: 3\r\n", [("KST006", 2, "Dòng kết thúc bằng CRLF.")]),
        (
            "a: 1\nb: e\u0302\n".encode(),
            [("KST007", 2, "Dòng này có chữ tiếng Việt ở dạng tách dấu (NFD).")],
        ),
        (f"a: e{chr(0x301) * 40}\n".encode(), [("KST015", 1, "Có chữ mang quá nhiều dấu chồng lên nhau.")]),
        (
            b"a: 1\n<<<<<<< HEAD\n||||||| x\n=======\n>>>>>>> viec\n======= \n",
            [
                ("KST004", 2, f"{MARKED}<<<<<<<"),
                ("KST004", 3, f"{MARKED}|||||||"),
                ("KST004", 4, f"{MARKED}======="),
                ("KST004", 5, f"{MARKED}>>>>>>>"),
            ],
        ),
        (b"<<<<<<< a\n" * 13, [("KST004", n, f"{MARKED}<<<<<<<") for n in range(1, 13)]),
        (b"a: 1\n", []),
    ],
)  # fmt: skip
def test_what_is_told_of_a_text(raw: bytes, wrong: list[tuple[str, int, str]]) -> None:
    found = decode_source(raw, "a.yaml")[1]
    assert [(p.code, p.line, p.message) for p in found] == wrong


@LINKS
def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kho" / "plans").mkdir(parents=True)
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    link = tmp_path / "kho" / "plans" / "a.yaml"
    link.symlink_to(tmp_path / "a.yaml")
    (problem,) = read_source(link, "plans/a.yaml", tmp_path / "kho")[1]
    told = (problem.code, problem.message)
    assert told == ("KST001", "Tệp là liên kết trỏ ra ngoài kho, hoặc vòng tròn.")
    assert read_source(link, "plans/a.yaml")[0].text == "a: 1\n"


def test_files_that_are_not_read_are_told(tmp_path: Path) -> None:
    root = minimal(tmp_path)
    for name in (f".kst-{'a' * 8}.tmp", "a.yml"):
        (root / "plans" / name).write_bytes(b"")
    (root / "calendar" / "2021.yaml").unlink()
    found = [(p.code, p.path, p.message, p.remedy) for p in load_repository(root).problems]
    assert found == [
        (
            "KST046", f"plans/.kst-{'a' * 8}.tmp",
            f"Tệp “.kst-{'a' * 8}.tmp” là tệp tạm do một lần ghi bị ngắt để lại nên không được đọc.",
            "Xóa tệp này (không mất gì) rồi chạy lại lệnh đó.",
        ),
        ("KST039", "plans/2021.yaml", "Không tệp nào trong calendar/ có id “2021”.", found[1][3]),
        ("KST046", "plans/a.yml", "Tệp “a.yml” không có đuôi .yaml nên không được đọc.", found[2][3]),
    ]  # fmt: skip


# Repositories and folders


def test_where_no_repository_is_found(tmp_path: Path) -> None:
    with pytest.raises(NoRepositoryError) as refused:
        find_root(tmp_path, tmp_path / "kho")
    why = f"Thư mục “{tmp_path / 'kho'}” không phải kho kế hoạch: không có thư mục plans/."
    assert said(refused) == (why, FIND)
    with pytest.raises(NoRepositoryError) as refused:
        find_root(Path(tmp_path.anchor), None)
    why = "Không tìm thấy kho kế hoạch ở thư mục này hay thư mục nào bên trên."
    assert said(refused) == (why, FIND)
    (tmp_path / "plans").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_root(tmp_path / "a" / "b", None) == find_root(Path(), tmp_path) == tmp_path
    told = no_plan()
    assert (told.message, told.remedy) == (
        "Thư mục plans/ chưa có kế hoạch nào.",
        "Lập từ văn bản đã ký: `kst import TỆP`; hoặc chép tệp .yaml của kế hoạch vào đó.",
    )


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").mkdir()
    assert data_files(tmp_path, "forms") == []
    monkeypatch.setattr(Path, "iterdir", refuse(errno.EACCES))
    monkeypatch.setattr(os, "scandir", refuse(errno.EIO))
    with pytest.raises(KstError) as refused:
        data_files(tmp_path, "plans")
    assert said(refused) == ("Không đọc được thư mục plans/ (không có quyền).", "Kiểm tra quyền đọc.")
    with pytest.raises(KstError) as refused:
        entries(tmp_path)
    why = f"Không đọc được thư mục “{tmp_path}” (đĩa đọc ghi bị lỗi)."
    assert said(refused) == (why, "Kiểm tra quyền đọc.")


# Files that are written


def test_a_slip_is_written_once(tmp_path: Path) -> None:
    write_once(tmp_path, "progress/a.yaml", "a: 1\n")
    with pytest.raises(KstError) as refused:
        write_once(tmp_path, "progress/a.yaml", "a: 2\n")
    assert said(refused) == ("Phiếu “a.yaml” đã có.", "Chạy lại lệnh.")
    file = tmp_path / "progress" / "a.yaml"
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"a: 1\n", 0o644)


@LINKS
def test_where_a_slip_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, file = tmp_path / "kho", tmp_path / "kho" / "requests" / "a.yaml"
    root.mkdir()
    (root / "progress").symlink_to(tmp_path, target_is_directory=True)
    (root / "requests").write_bytes(b"")
    with pytest.raises(KstError) as refused:
        write_once(root, "progress/x/a.yaml", "")
    place = root / "progress" / "x"
    why = f"Không ghi vào “{place}”: thư mục này là liên kết trỏ ra ngoài kho."
    assert said(refused) == (why, "Thay liên kết bằng thư mục thật trong kho.")
    assert not (tmp_path / "x").exists()
    with pytest.raises(KstError) as refused:
        write_once(root, "requests/x/a.yaml", "")
    why = f"Không ghi được vào “{root / 'requests' / 'x'}” (có tệp đứng ở chỗ cần thư mục)."
    assert said(refused) == (why, SPACE)
    (root / "requests").unlink()
    monkeypatch.setattr(append_only, "rename_exclusively", refuse(errno.ENOSPC))
    with pytest.raises(KstError) as refused:
        write_once(root, "requests/a.yaml", "")
    assert said(refused) == (f"Không ghi được “{file}” (đĩa hết chỗ).", SPACE)
    assert list((root / "requests").iterdir()) == []


@LINKS
def test_a_result_is_not_written_through_what_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(KstError) as refused:
        check_place(tmp_path / "b", force=True)
    told = (
        f"“{tmp_path / 'b'}” là liên kết nên không bị ghi đè.",
        "Nêu tệp mà liên kết trỏ tới, hoặc chọn tên khác.",
    )
    assert said(refused) == told
    with pytest.raises(KstError) as refused:
        check_place(tmp_path / "a", force=True)
    why = f"“{tmp_path / 'a'}” không phải là tệp thường nên không bị ghi đè."
    assert said(refused) == (why, "Chọn tên khác.")
    with pytest.raises(KstError) as refused:
        check_place(tmp_path / "b" / "c", force=False)
    why = f"Không ghi vào “{tmp_path / 'b' / 'c'}”: thư mục “{tmp_path / 'b'}” của kho là liên kết."
    assert said(refused) == (why, "Thay liên kết bằng thư mục thật, hoặc ghi ra chỗ khác.")
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    with pytest.raises(KstError) as refused:
        write_new(tmp_path / "c", b"", force=False)
    told = (
        f"Không ghi được tệp “{tmp_path / 'c'}” (đĩa hết chỗ).",
        "Kiểm tra thư mục, quyền ghi và chỗ trống.",
    )
    assert said(refused) == told
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "b", "plans"]


def test_copies_of_templates_and_schemas(tmp_path: Path) -> None:
    names = built_in_templates()[:2]
    assert [file.name for file in write_templates(tmp_path / "t", names, force=False)] == names
    with pytest.raises(KstError) as refused:
        list(write_templates(tmp_path / "t", names, force=False))
    why = f"Trong “{tmp_path / 't'}” đã có {', '.join(names)}."
    assert said(refused) == (why, "Chọn thư mục khác, nêu --name, hoặc thêm --force để ghi đè.")
    assert len(list(write_editor_schemas(tmp_path / "s", force=False))) == len(editor_schemas()) == 7
    (tmp_path / "s" / editor_schemas()[0]).unlink()
    with pytest.raises(KstError) as refused:
        list(write_editor_schemas(tmp_path / "s", force=False))
    why = f"Trong “{tmp_path / 's'}” đã có {', '.join(editor_schemas()[1:])}."
    assert said(refused) == (why, "Chọn thư mục khác, hoặc thêm --force để ghi đè.")
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(KstError) as refused:
        list(write_editor_schemas(tmp_path / "x" / "y", force=False))
    why = f"Không tạo được thư mục “{tmp_path / 'x' / 'y'}” (có tệp đứng ở chỗ cần thư mục)."
    assert said(refused) == (why, "Kiểm tra quyền ghi, hoặc chọn chỗ khác.")
