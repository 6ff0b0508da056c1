"""Sizes, ages and counts below, at and above their bounds, and what each refusal says."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kstthc_cli.domain.progress.checksum import checksum_of
from kstthc_cli.errors import KstError, RefusedError
from kstthc_cli.store.files import append_only, archive, atomic_write, source
from kstthc_cli.store.files.append_only import with_checksum
from kstthc_cli.store.files.archive import NotWordError, pack, unpack
from kstthc_cli.store.files.atomic_write import ready_folder, remove_stale, write_all, write_new
from kstthc_cli.store.files.paths import entries, printable, relative, stray_files
from kstthc_cli.store.files.source import MAX_BYTES, read_source

DAY = 24 * 60 * 60


def said(error: pytest.ExceptionInfo[KstError]) -> tuple[str, str]:
    return error.value.message, error.value.remedy


# Data files


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (MAX_BYTES, None),
        (MAX_BYTES + 1, "Tệp có 5,0 MB, quá giới hạn 5 MB."),
        (12 * 2**20 + 2**19, "Tệp có 12,5 MB, quá giới hạn 5 MB."),
    ],
)
def test_the_size_of_a_data_file(size: int, told: str | None, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"#" * size)
    for found, problems in (
        read_source(file, "plans/a.yaml"),
        source.decode_source(file.read_bytes(), "plans/a.yaml"),
    ):
        assert len(found.text) == (0 if told else size)
        assert [(p.code, p.path, p.line, p.message) for p in problems] == (
            [("KST003", "plans/a.yaml", 1, told)] if told else []
        )


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(errno.EACCES, ""), "Không có quyền đọc tệp này."),
        (FileNotFoundError(errno.ENOENT, ""), "Không có tệp này."),
        (OSError(errno.EIO, ""), "Hệ điều hành không cho đọc tệp (đĩa đọc ghi bị lỗi)."),
    ],
)
def test_why_a_data_file_is_not_read(
    error: OSError, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(source, "read_regular", refuse)
    problems = read_source(tmp_path / "a.yaml", "a.yaml")[1]
    assert [(problem.code, problem.message) for problem in problems] == [("KST001", told)]


def test_a_folder_in_place_of_a_data_file_is_told(tmp_path: Path) -> None:
    (problem,) = read_source(tmp_path, "plans/a.yaml")[1]
    assert problem.message == "Đây là thư mục hoặc thiết bị, không phải tệp."


def test_a_slip_is_a_little_smaller_than_a_data_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that its seal still fits: of 1100 bytes, 100 are for the rest."""
    monkeypatch.setattr(append_only, "MAX_BYTES", 1100)
    note = "ở" * 30 + "x"
    seal = checksum_of({"note": note})
    assert with_checksum({"note": note}) == f'note: "{note}"\nseal: "{seal}"\n'
    with pytest.raises(RefusedError) as refused:
        with_checksum({"note": f"{note}x"})
    assert said(refused) == (
        "Phiếu lớn quá 5 MB.",
        "Tách làm nhiều phiếu, hoặc đưa phần dài vào tệp minh chứng.",
    )


# Word templates


def word(names: list[str], content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(zipfile.ZipInfo(name), b"" if name.endswith("/") else content)
    return out.getvalue()


ODD = ("chứa các phần không tệp Word nào có", "Mở bằng Word rồi lưu lại.")
LARGE, SMALLER = "Bỏ bớt ảnh, hoặc nén ảnh trong Word.", "Lưu lại dạng .docx, không mật khẩu."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0", ("là tệp Word đời cũ (.doc) hoặc có mật khẩu", SMALLER)),
        (b"x", ("không phải là tệp Word (.docx), hoặc tệp bị hỏng", "Mở bằng Word rồi lưu lại.")),
        (word(["a", "A"]), ODD),
        (word(["/a"]), ODD),
        (word(["a\\b"]), ODD),
        (word(["a/../b"]), ODD),
        (word([f"a{n}" for n in range(501)]), ODD),
        (word(["a", "b"], b"x" * 51), ("bung ra lớn quá 60 MB", LARGE)),
        (b"PK" + b"x" * (2**20 - 1), ("lớn quá 10 MB", LARGE)),
    ],
)
def test_a_file_that_is_no_word_template(
    content: bytes, told: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 2**20)
    monkeypatch.setattr(archive, "_MOST_UNPACKED", 501 if len(content) > 2000 else 101)
    with pytest.raises(NotWordError) as refused:
        unpack(content)
    assert said(refused) == told


def test_as_many_and_as_large_parts_as_a_word_template_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [*(f"a..b{n}" for n in range(499)), "c/"]
    content = word(names)
    monkeypatch.setattr(archive, "MOST_BYTES", len(content))
    monkeypatch.setattr(archive, "_MOST_UNPACKED", 499)
    assert unpack(content) == dict.fromkeys(names[:-1], b"x")


def test_parts_are_packed_in_one_order_without_dates() -> None:
    """The list of types comes first, since other programs read it first."""
    names = ["word/b.xml", "word/a.xml", "[Content_Types].xml", "A.xml"]
    with zipfile.ZipFile(io.BytesIO(pack({name: name.encode() for name in names}))) as packed:
        assert packed.namelist() == ["[Content_Types].xml", "A.xml", "word/a.xml", "word/b.xml"]
        assert {item.date_time for item in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(item.compress_type, item.create_system) for item in packed.infolist()} == {(8, 0)}
        assert packed.read("A.xml") == b"A.xml"


# Files that are written


def test_only_a_remainder_of_more_than_a_day_is_removed(tmp_path: Path) -> None:
    new = tmp_path / "a.yaml"
    ages = {f".kst-{'a' * 7}{n}.tmp": DAY + n for n in (0, 1)}
    for name, age in {"a.yaml": 0, **ages}.items():
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (2_000_000_000 - age, 2_000_000_000 - age))
    remove_stale(new)
    assert sorted(file.name for file in tmp_path.iterdir()) == [f".kst-{'a' * 7}0.tmp", "a.yaml"]


def test_of_two_writers_the_refused_one_is_told_the_name_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the place and the new name, another program took it."""
    monkeypatch.setattr(atomic_write, "check_place", lambda *_, **__: None)
    file = tmp_path / "a.json"
    file.write_bytes(b"cu")
    with pytest.raises(KstError) as refused:
        write_new(file, b"moi", force=False)
    assert said(refused) == (f"Tệp “{file}” đã có.", "Chọn tên khác, hoặc thêm --force để ghi đè.")
    assert file.read_bytes() == b"cu"


def test_a_folder_that_is_not_there_and_one_that_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b" / "a.json"
    with pytest.raises(KstError) as refused:
        write_new(file, b"", force=False)
    why = f"Không ghi được tệp “{file}”: thư mục “{file.parent}” chưa có."
    assert said(refused) == (why, "Tạo thư mục, hoặc chọn chỗ khác.")
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(KstError) as refused:
        ready_folder(tmp_path, ["a.json"], force=True)
    why = f"Không ghi được vào thư mục “{tmp_path}” (không có quyền)."
    assert said(refused) == (why, "Chọn thư mục khác, hoặc kiểm tra quyền ghi.")


def test_files_that_are_there_are_counted_and_nothing_is_written(tmp_path: Path) -> None:
    for name in ("b.docx", "c.docx"):
        (tmp_path / name).write_bytes(b"cu")
    with pytest.raises(KstError) as refused:
        write_all(tmp_path, {"a.docx": b"", "b.docx": b"", "c.docx": b""}, force=False)
    assert said(refused) == (
        f"Trong “{tmp_path}” đã có 2 tệp, ví dụ “b.docx”; chưa ghi tệp nào.",
        "Chọn thư mục khác, hoặc thêm --force để ghi đè.",
    )
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b.docx", "c.docx"]


def test_a_file_in_place_of_a_folder_for_results(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(KstError) as refused:
        write_all(tmp_path / "a" / "b", {"a.docx": b""}, force=False)
    assert said(refused) == (
        f"Không tạo được thư mục “{tmp_path / 'a' / 'b'}” (có tệp đứng ở chỗ cần thư mục).",
        "Chọn thư mục khác, hoặc kiểm tra quyền ghi.",
    )


# Names


def test_what_a_folder_holds_and_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")
    (tmp_path / "a").mkdir()
    assert [entry.name for entry in entries(tmp_path)] == ["a", "b"]
    assert entries(tmp_path / "c") == entries(tmp_path / "b") == []
    with pytest.raises(KstError) as refused:
        entries(tmp_path / "b" / "c")
    assert said(refused) == (f"“{tmp_path / 'b'}” không phải là thư mục.", "Xóa hoặc đổi tên tệp đó.")


def test_files_that_no_command_reads_are_told_in_order(tmp_path: Path) -> None:
    kept = ("README.md", ".gitignore", ".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini", "a.yaml")
    for name in ("plans/b.yml", "plans/a.txt", "forms/c.docx", *(f"plans/{name}" for name in kept)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "plans" / "d.d").mkdir()
    found = [relative(tmp_path, file) for file in stray_files(tmp_path)]
    assert found == ["forms/c.docx", "plans/a.txt", "plans/b.yml"]


def test_a_path_for_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "kho"
    root.mkdir()
    monkeypatch.chdir(tmp_path)
    assert relative(root, root / "plans" / "2021\n.yaml") == "plans/2021\\n.yaml"
    assert relative(root, root / "plans" / ".." / "a.yaml") == "a.yaml"
    assert relative(Path("kho"), root / "plans" / "a.yaml") == "plans/a.yaml"
    assert relative(root, Path("kho/plans/a.yaml")) == "plans/a.yaml"
    assert relative(root, tmp_path / "khoa" / "a.yaml") == (tmp_path / "khoa" / "a.yaml").as_posix()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sở Tư pháp", "Sở Tư pháp"),
        ("a\u00a0b", "a\u00a0b"),
        ("a\u00a0b\x07\n", "a\u00a0b\\x07\\n"),
        ("a\udcff\u2028", "a\\udcff\\u2028"),
    ],
)
def test_a_text_that_stays_on_its_line(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_the_figures_of_a_row_stand_on_one_line_each() -> None:
    row = {
        "row": "1",
        "cells": {"a": 1, "b": "x"},
        "not_arising": ["c"],
        "withdrawn": ["d"],
        "places": {"a": "E9"},
    }
    lines = with_checksum({"rows": [row]}).split("\n")
    assert lines[:-2] == [
        "rows:",
        '  - row: "1"',
        "    cells: {a: 1, b: x}",
        "    not_arising: [c]",
        "    withdrawn: [d]",
        '    places: {a: "E9"}',
    ]


def test_a_checksum_is_of_the_content_without_its_order_and_only_of_what_files_hold() -> None:
    content = {"b": date(2021, 6, 10), "a": ["Sở", 1, 1.5, None, True]}
    same = {"seal": "x", "a": ["Sở", 1, 1.5, None, True], "b": "2021-06-10"}
    assert checksum_of(content) == checksum_of(same) != checksum_of({**content, "a": ["Sở", 1, 1.5]})
    for value in (Decimal("1.5"), {1}, b"x"):
        with pytest.raises(TypeError, match=type(value).__name__):
            checksum_of({"a": value})
