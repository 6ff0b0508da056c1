"""What `kst diff` leaves out of account, and how it fits a terminal."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from kstthc_cli.commands.diff import DiffOptions
from kstthc_cli.commands.diff import diff as command
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from tests.support.in_process import call
from tests.support.repositories import change_file, commit, in_git
from tests.support.request_files import opened
from tests.support.running import Kst
from tests.support.slip_files import laid, said
from tests.support.small_province import small_province

PLAN = "plans/2021.yaml"
LATER = ('schedule: {kind: by_date, text: "Trước ngày 05/6", by: 2021-06-05}',
         'schedule: {kind: by_date, text: "Trước ngày 05/12", by: 2021-12-05}')  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The small province in git."""
    return in_git(small_province(tmp_path / "kho"))


@pytest.mark.parametrize(("faulty", "edited"), [(0, False), (1, False), (2, False), (0, True), (1, True)])
def test_slips_with_errors_count_for_nothing_and_are_told(faulty: int, edited: bool, kept: Path) -> None:
    """One that somebody edited is still what the agency says; validation tells of it."""
    said(kept, "2", "so-tp", "--text", "Xong.", as_of="2021-06-10")
    for number in range(faulty):
        laid(kept, f"2021-06-18-{number}", [{"duty": "4", "status": "xong"}])
    if edited:
        file = laid(kept, "2021-06-18-9", [{"duty": "4", "status": "done", "text": "Xong."}])
        file.write_text(file.read_text("utf-8").replace("Xong.", "Đã xong."), "utf-8", newline="\n")
    change_file(kept, PLAN, *LATER)
    result = call("diff", root=kept)
    told = f"cảnh báo: {faulty} phiếu có lỗi nên không được tính; chạy `kst validate`.\n" if faulty else ""
    assert (result.code, result.err) == (0, told)


@pytest.mark.parametrize(("width", "file"), [(60, False), (60, True), (None, False)])
def test_lines_are_broken_on_a_terminal_only(width: int | None, file: bool, kept: Path) -> None:
    long = "Góp ý dự thảo quy chế phối hợp giữa các cơ quan trong kiểm soát thủ tục hành chính."
    change_file(kept, PLAN, "Góp ý dự thảo quy chế.", long)
    target = kept.parent / "a.txt" if file else None
    screen = Screen(width, terminal=True) if width else Screen()
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert command(kept, DiffOptions(), Output(screen=screen, file=target)) == 0
    text = target.read_text("utf-8") if target else out.getvalue()
    assert (max(map(len, text.splitlines())) <= 60) is (width is not None and not file)
    assert " ".join(long.split()) in " ".join(text.replace("+", " ").split())


def test_a_commit_is_compared_as_the_files_on_the_disk_are(kept: Path, kst: Kst) -> None:
    """With its requests and slips, on which the obligations depend."""
    opened(kst, kept)
    said(kept, "2", "so-tp", "--text", "Xong.", as_of="2021-06-10")
    change_file(kept, PLAN, *LATER)
    change_file(kept, PLAN, "coordinate: [so-ban-nganh]", "coordinate: [so-tp]")
    on_disk = call("diff", root=kept).out.split("\n")[1:]
    commit(kept, "Sửa")
    assert call("diff", "HEAD~1", "HEAD", root=kept).out.split("\n")[1:] == on_disk
    assert any("đầu việc 5b" in line and "quý II năm 2021" in line for line in on_disk)
