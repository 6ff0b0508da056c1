"""What is written once stays: a branch that deletes, moves or changes it is told, and is a finding."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.diff.written_once import Altered
from tests.support.repositories import change_file, commit, git, in_git
from tests.support.running import Kst

RECORD = ("record", "1", "--agency", "so-tp", "--quarter", "3", "--status", "done", "--as-of", "2021-09-10")
CODE = "KST082"
ON_REQUEST = ('{kind: ongoing, text: "Thường xuyên"}', '{kind: on_request, text: "Khi có yêu cầu"}')


@pytest.fixture
def written(small: Path, kst: Kst) -> Path:
    """A repository in git that holds a slip, a request and a closing."""
    change_file(small, "plans/2021.yaml", *ON_REQUEST)
    in_git(small)
    assert kst(*RECORD, "--text", "Đã thẩm định.", root=small).code == 0
    request = ("--document", "12/VP", "--subject", "Đột xuất", "--due", "2021-09-30", "--as-of", "2021-09-01")
    assert kst("request", "open", "2", *request, root=small).code == 0
    assert kst("report", "close", "--quarter", "3", "--as-of", "2021-09-20", root=small).code == 0
    commit(small, "Đã ghi")
    git(small, "branch", "goc")
    git(small, "switch", "-q", "-c", "sua")
    return small


def only(root: Path, folder: str, pattern: str = "*.yaml") -> Path:
    (file,) = (root / folder).rglob(pattern)
    return file


def other_plan(root: Path) -> None:
    slip = only(root, "progress")
    target = root / "progress" / "2020" / Path(*slip.relative_to(root / "progress" / "2021").parts)
    target.parent.mkdir(parents=True)
    slip.rename(target)


def sealed_again(root: Path) -> None:
    """A change whose seal fits: nothing but git can tell."""
    from kstthc_cli.domain.progress.checksum import checksum_of
    from kstthc_cli.store.files.source import Source
    from kstthc_cli.store.yaml.reader import parse

    slip = only(root, "progress")
    text = slip.read_text("utf-8").replace("Đã thẩm định.", "Chưa thẩm định.").rpartition("seal:")[0]
    seal = checksum_of(parse(Source("", text)).data)
    slip.write_text(f'{text}seal: "{seal}"\n', encoding="utf-8", newline="\n")


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "slip": (lambda root: only(root, "progress").unlink(), "Phiếu tiến độ bị xóa"),
    "request": (lambda root: only(root, "requests").unlink(), "Yêu cầu bị xóa"),
    "closing": (lambda root: only(root, "reports", "closing.json").unlink(), "Số liệu chốt bị xóa"),
    "progress": (lambda root: shutil.rmtree(root / "progress"), "Phiếu tiến độ bị xóa"),
    "yml": (lambda root: only(root, "progress").rename(only(root, "progress").with_suffix(".yml")), ".yml"),
    "plan": (other_plan, "chuyển hoặc đổi tên thành progress/2020/"),
    "letters": (lambda root: (root / "progress").rename(root / "Progress"), "thành Progress/"),
    "away": (lambda root: (root / "progress").rename(root / "luu"), "thành luu/"),
    "content": (sealed_again, "bị sửa nội dung"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_branch_that_alters_what_is_written_once_is_told(name: str, written: Path, kst: Kst) -> None:
    change, words = CHANGES[name]
    change(written)
    for base in ("goc", "HEAD"):  # not yet committed, and committed
        if base == "goc":
            commit(written, "Sửa")
        found = json.loads(kst("validate", "--base", "goc", "--format", "json", root=written).out)
        mine = [p for p in found["problems"] if p["code"] == CODE]
        assert len(mine) == 1
        assert words in mine[0]["message"]
        assert kst("validate", "--base", "goc", root=written).code in (1, 3)
    told = kst("diff", "goc", "HEAD", root=written)
    assert "Không thay đổi" not in told.out
    assert words in told.out
    data = json.loads(kst("diff", "goc", "--format", "json", root=written).out)
    assert len(data["altered"]) == 1


def test_what_is_added_is_no_alteration(written: Path, kst: Kst) -> None:
    assert kst(*RECORD, "--text", "Thêm.", root=written).code == 0
    assert CODE not in kst("validate", "--base", "goc", root=written).out
    assert json.loads(kst("diff", "goc", "--format", "json", root=written).out)["altered"] == []


def test_line_ends_that_git_changed_are_no_alteration(written: Path, kst: Kst) -> None:
    slip = only(written, "progress")
    slip.write_bytes(slip.read_bytes().replace(b"\n", b"\r\n"))
    assert CODE not in kst("validate", "--base", "goc", root=written).out


def test_a_misplaced_slip_may_be_put_where_it_belongs(written: Path, kst: Kst) -> None:
    slip = only(written, "progress")
    wrong = written / "progress" / "2021" / "Q1" / "so-tp" / slip.name
    wrong.parent.mkdir(parents=True)
    git(written, "mv", str(slip), str(wrong))
    commit(written, "Đặt sai chỗ")
    slip.parent.mkdir(parents=True, exist_ok=True)
    git(written, "mv", str(wrong), str(slip))
    assert CODE not in kst("validate", "--base", "HEAD", root=written).out


@pytest.mark.parametrize(
    ("path", "change", "to", "sentence"),
    [
        ("progress/2021/Q3/so-tp/a.yaml", "deleted", "", "Phiếu tiến độ bị xóa"),
        ("requests/2021/a.yaml", "changed", "", "Yêu cầu bị sửa nội dung"),
        ("workbooks/2021/a.yaml", "deleted", "", "Bản ghi gửi, nhận tệp Excel bị xóa"),
        (
            "reports/2021/Q3.yaml",
            "moved",
            "reports/x.yaml",
            "Số liệu chốt bị chuyển hoặc đổi tên thành reports/x.yaml",
        ),
    ],
)
def test_the_sentence_about_a_file(path: str, change: Any, to: str, sentence: str) -> None:
    assert Altered(path, change, to).sentence == sentence
