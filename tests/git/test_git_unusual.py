"""Unusual commits, trees and names: what git tells of them, and what is said where it tells nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from kstthc_cli.domain.diff.written_once import Altered
from kstthc_cli.errors import KstError, UnreadableError
from kstthc_cli.store.git import authors, revisions
from kstthc_cli.store.git.authors import RENAMED, UNREADABLE, Added, Commit, added_by
from kstthc_cli.store.git.git import NoGitError, program
from kstthc_cli.store.git.revisions import (
    MissingHistoryError,
    Revision,
    blobs_of,
    merge_base,
    revision,
    tree_of,
)
from kstthc_cli.store.git.written_once import altered_since
from tests.support.repositories import commit, git, in_git

NAMES = (
    "Nêu tên nhánh, thẻ hoặc mã lần lưu (commit) có thật; xem bằng `git branch -a` hoặc `git log --oneline`."
)
SLIP = "progress/2021/Q2/so-tp/a.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a plan and a slip, in git."""
    for name, text in (("plans/a.yaml", "a: 1\n"), (SLIP, "b: 1\n"), ("progress/README.md", "c\n")):
        (tmp_path / "kho" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "kho" / name).write_bytes(text.encode())
    return in_git(tmp_path / "kho")


def said(error: pytest.ExceptionInfo[KstError]) -> tuple[str, str]:
    return error.value.message, error.value.remedy


def stored(root: Path, kind: str, content: bytes) -> str:
    """The hash of an object that git would not make by itself."""
    words = ["git", "hash-object", "-t", kind, "-w", "--stdin", "--literally"]
    return (
        subprocess.run(words, cwd=root, input=content, capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )


def committed(root: Path, author: bytes, more: bytes = b"") -> str:
    """HEAD is the only commit, of this author, with these further lines in its head."""
    tree = git(root, "write-tree").encode()
    head = b"tree %s\nauthor %s\ncommitter x <x@y> 1 +0000\n%s\nPhieu\n" % (tree, author, more)
    name = stored(root, "commit", head)
    git(root, "update-ref", "HEAD", name)
    return name


# Authors


@pytest.mark.parametrize(
    ("author", "more", "who", "day"),
    [
        ("Nguyễn Văn A <a@b> 1623340800 +0700", b"", "Nguyễn Văn A", "2021-06-10"),
        ("A <a@b> 1623340799 +0000", b"", "A", "2021-06-10"),
        ("A <a@b> 1623340800 -0030", b"", "A", "2021-06-10"),
        ("A <a@b> 1623340800 +0000", b"", "A", "2021-06-10"),
        ("A <a@b> 1623369600 +0000", b"", "A", "2021-06-11"),
        ("A <a@b> 1623369600 -0001", b"", "A", "2021-06-10"),
        ("A <a@b> 1623369599 +0001", b"", "A", "2021-06-11"),
        ("x" * 101 + " <a@b> 1623369600 +0000", b"", "x" * 100, "2021-06-11"),
        ("Caf\u00e9 <a@b> 1623369600 +0000", b"encoding ISO-8859-1\n", "Caf\u00e9", "2021-06-11"),
        ("Caf\u00e9 <a@b> 1623369600 +0000", b"encoding khong-co\n", "Caf\ufffd", "2021-06-11"),
    ],
)  # fmt: skip
def test_the_author_and_the_day_where_the_author_was(
    author: str, more: bytes, who: str, day: str, root: Path
) -> None:
    name = committed(root, author.encode("latin-1" if more else "utf-8"), more)
    assert added_by(root, "progress") == {
        path: Added(Commit(name[:7], who, day)) for path in (SLIP, "progress/README.md")
    }


@pytest.mark.parametrize("author", [b"A <a@b> x +0000", b"A <a@b> 1623340800 +9900", b"A 1623340800 +0000"])
def test_a_commit_without_a_readable_author_tells_nobody(author: bytes, root: Path) -> None:
    committed(root, author)
    assert added_by(root, "progress")[SLIP] == Added(None, RENAMED)


def test_a_commit_that_git_does_not_give_tells_nobody(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = revision(root, "HEAD").commit
    read = authors._commits
    assert read(root, {head, "0" * 40}) == read(root, {head})
    monkeypatch.setattr(authors, "_commits", lambda *_: {})
    assert added_by(root, "progress")[SLIP] == Added(None, RENAMED)


# Names of revisions


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "“” không phải là tên một bản trong git."),
        ("-p", "“-p” không phải là tên một bản trong git."),
        ("a\nb", "“a\\nb” không phải là tên một bản trong git."),
        ("khong-co", "Git không có bản “khong-co”."),
    ],
)
def test_a_name_that_is_none(name: str, message: str, root: Path) -> None:
    with pytest.raises(KstError) as refused:
        revision(root, name)
    assert said(refused) == (message, NAMES)


@pytest.mark.parametrize(
    ("name", "fetched"),
    [
        ("origin/viec", " origin viec:refs/remotes/origin/viec"),
        ("origin/a/b", " origin a/b:refs/remotes/origin/a/b"),
        ("khac/viec", ""),
        ("origin", ""),
    ],
)
def test_a_shallow_clone_says_what_to_fetch(name: str, fetched: str, root: Path, tmp_path: Path) -> None:
    (root / "plans" / "a.yaml").write_bytes(b"a: 2\n")
    commit(root, "Sửa")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "ban-sao")
    (tmp_path / "ban-sao" / ".git" / "refs" / "remotes" / "origin" / "HEAD").unlink(missing_ok=True)
    with pytest.raises(MissingHistoryError) as refused:
        revision(tmp_path / "ban-sao", name)
    assert said(refused) == (
        f"Bản sao này chỉ lấy một phần lịch sử (shallow) nên chưa có bản “{name}”.",
        (
            f"Chạy `git fetch --unshallow{fetched}`; trên GitHub đặt `fetch-depth: 0` cho actions/checkout, "
            "trên GitLab đặt biến `GIT_DEPTH: 0`."
        ),
    )


def test_where_there_is_no_revision_at_all(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path / "rieng"
    alone.mkdir()
    with pytest.raises(NoGitError) as refused:
        revision(alone, "HEAD")
    assert said(refused) == (
        f"Kho “{alone}” không được giữ bằng git nên không có bản cũ để so.",
        "Chạy `git init`, `git add -A` rồi `git commit` để có bản đầu tiên.",
    )
    git(alone, "init", "-q")
    with pytest.raises(UnreadableError) as lost:
        revision(alone, "HEAD")
    assert said(lost) == ("Kho chưa có lần lưu (commit) nào trong git.", "Chạy `git commit` trước.")
    (alone / ".git" / "HEAD").unlink()
    with pytest.raises(NoGitError) as refused:
        revision(alone, "HEAD")
    what, how = said(refused)
    of_git = "fatal: not a git repository (or any "  # the folders that it looked through follow
    assert what.startswith(f"Git từ chối đọc kho ở “{alone}”; git báo: {of_git}")
    assert how == "Chạy `git status` ở đó để xem lỗi; nếu thư mục .git hỏng thì lấy lại kho bằng `git clone`."
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoGitError) as refused:
        revision(root, "HEAD")
    assert said(refused) == ("Máy này chưa có git.", "Cài git (https://git-scm.com) rồi mở lại cửa sổ lệnh.")


def test_a_git_that_cannot_be_started_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "git").write_bytes(b"x")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoGitError) as refused:
        revision(root, "HEAD")
    assert said(refused) == (
        f"Không chạy được git trong “{root}” (tệp không phải chương trình chạy được).",
        "Kiểm tra git đã cài trên máy, và quyền đọc thư mục ấy.",
    )


def test_two_revisions_that_have_nothing_in_common(root: Path, tmp_path: Path) -> None:
    first = revision(root, "HEAD")
    assert merge_base(root, first, first).words == f"gốc chung với HEAD ({first.commit[:7]})"
    git(root, "checkout", "-q", "--orphan", "rieng")
    commit(root, "Riêng")
    with pytest.raises(KstError) as refused:
        merge_base(root, Revision("main", first.commit), revision(root, "rieng"))
    assert said(refused) == ("“main” và “rieng” không có gốc chung.", "Nêu hai bản cùng một kho.")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{root}", "ban-sao")
    copy = tmp_path / "ban-sao"
    with pytest.raises(MissingHistoryError) as lacking:
        merge_base(copy, revision(copy, "origin/main"), revision(copy, "HEAD"))
    assert said(lacking) == (
        "Bản sao này chỉ lấy một phần lịch sử (shallow) nên chưa tới chỗ “origin/main” và “HEAD” tách ra.",
        (
            "Chạy `git fetch --unshallow origin main:refs/remotes/origin/main`; trên GitHub đặt "
            "`fetch-depth: 0` cho actions/checkout, trên GitLab đặt biến `GIT_DEPTH: 0`."
        ),
    )


# Trees


def test_without_a_place_for_temporary_files_it_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    with pytest.raises(UnreadableError) as refused, tree_of(root, revision(root, "HEAD")):
        pytest.fail("a tree")
    assert said(refused) == (
        f"Không tạo được thư mục ở chỗ tạm “{tempfile.gettempdir()}” (đĩa hết chỗ).",
        "Kiểm tra quyền ghi và chỗ trống ở đó, hoặc đặt TMPDIR là thư mục khác.",
    )


def test_a_revision_that_git_cannot_read_is_told(root: Path) -> None:
    lost = Revision("main", "0" * 40)
    for read in (lambda: blobs_of(root, lost, ["plans"]), lambda: tree_of(root, lost).__enter__()):
        with pytest.raises(UnreadableError) as refused:
            read()
        why = "Git không đọc được bản main (0000000) (fatal: not a tree object)."
        assert said(refused) == (why, "Chạy `git fsck` để xem kho.")


@pytest.mark.parametrize("name", ["a\\b.yaml", ".."])
def test_a_name_that_would_lie_elsewhere_is_refused(name: str, root: Path) -> None:
    blob = git(root, "rev-parse", "HEAD:plans/a.yaml")
    file = b"100644 %s\0" % (b"c.yaml" if name == ".." else name.encode()) + bytes.fromhex(blob)
    inner = stored(root, "tree", file)
    if name == "..":
        inner = stored(root, "tree", b"40000 ..\0" + bytes.fromhex(inner))
    tree = stored(root, "tree", b"40000 plans\0" + bytes.fromhex(inner))
    head = stored(
        root, "commit", b"tree %s\nauthor x <x@y> 1 +0000\ncommitter x <x@y> 1 +0000\n\nx\n" % tree.encode()
    )
    path = f"plans/{name}" if name != ".." else "plans/../c.yaml"
    with pytest.raises(UnreadableError) as refused, tree_of(root, Revision(head, head)):
        pytest.fail("a tree")
    assert said(refused) == (
        f"Ở bản {head[:7]}, “{path}” không phải là tệp thường.",
        "kst chỉ so những tệp thường; thay liên kết bằng tệp thật rồi ghi lại.",
    )


@pytest.mark.parametrize(("most", "kept"), [(5, b"a: 1\n"), (4, b"\0" * 5)])
def test_a_file_too_large_keeps_its_size_so_that_reading_refuses_it(
    most: int, kept: bytes, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "MAX_BYTES", most)
    with tree_of(root, revision(root, "HEAD")) as tree:
        assert (tree / "plans" / "a.yaml").read_bytes() == kept


def test_contents_that_git_does_not_give_are_told(root: Path) -> None:
    entry = revisions._Entry("plans/a.yaml", b"0" * 40, 5)
    tree = git(root, "rev-parse", "HEAD^{tree}").encode()
    for wrong in (entry, revisions._Entry("plans/a.yaml", tree, 5)):
        with pytest.raises(MissingHistoryError) as refused:
            list(revisions._contents(root, [wrong]))
        why = "Bản sao này thiếu nội dung của “plans/a.yaml”."
        assert said(refused) == (why, "Chạy `git fetch --refetch` khi có mạng.")


@pytest.mark.parametrize(
    ("place", "why"),
    [("a.yaml/b.yaml", "có tệp đứng ở chỗ cần thư mục"), ("a\0.yaml", "tên tệp không dùng được")],
)
def test_a_copy_that_cannot_be_made_is_told(place: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"")
    entry = revisions._Entry("plans/a.yaml", b"0" * 40, 5)
    with pytest.raises(UnreadableError) as refused:
        revisions._write(tmp_path / place, entry, b"")
    assert said(refused) == (
        f"Không chép được “plans/a.yaml” của bản cũ ra chỗ tạm ({why}).",
        "Kiểm tra chỗ trống của ổ đĩa chứa thư mục tạm.",
    )


# Files that are written once


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_where_a_slip_was_moved_is_the_first_place_by_name(kind: str, root: Path) -> None:
    (root / ".git").rename(root.parent / "cu")
    git(root, "init", "-q", f"--object-format={kind}")
    commit(root, "Bản đầu")
    base = revision(root, "HEAD")
    assert len(base.commit) == (40 if kind == "sha1" else 64)
    slip = (root / SLIP).read_bytes()
    (root / SLIP).unlink()
    (root / "progress" / "README.md").unlink()
    assert altered_since(root, base, None) == [Altered(SLIP, "deleted")]
    for name in ("z", "b", "a", "c"):
        (root / f"{name}.yaml").write_bytes(slip)
    assert altered_since(root, base, None) == [Altered(SLIP, "moved", "a.yaml")]
    commit(root, "Chuyển")
    assert altered_since(root, base, revision(root, "HEAD")) == [Altered(SLIP, "moved", "a.yaml")]


def test_an_object_that_is_lost_is_told(root: Path) -> None:
    base = revision(root, "HEAD")
    blob = git(root, "rev-parse", f"HEAD:{SLIP}")
    (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    (root / SLIP).write_bytes(b"b: 2\n")
    with pytest.raises(UnreadableError) as refused:
        altered_since(root, base, None)
    assert said(refused) == (f"Git không đọc được đối tượng {blob}.", "Chạy `git fsck` để xem kho.")


# The program


@pytest.mark.skipif(os.name == "nt", reason="git.exe there")
def test_the_first_git_that_can_be_started_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, mode in (("a", 0o644), ("b", 0o755), ("c", 0o755)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "git").write_bytes(b"")
        (tmp_path / name / "git").chmod(mode)
    (tmp_path / "d" / "git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    folders = ["c", "khong-co", *(str(tmp_path / name) for name in "dabc")]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))
    assert program() == str(tmp_path / "b" / "git")
    monkeypatch.setenv("PATH", os.pathsep.join(folders[:4]))
    with pytest.raises(FileNotFoundError, match="git is not installed") as missing:
        program()
    assert missing.value.errno == errno.ENOENT


def lost(root: Path, name: str) -> None:
    """Remove an object, as a damaged disk does."""
    found = git(root, "rev-parse", name).strip()
    (root / ".git" / "objects" / found[:2] / found[2:]).unlink()


@pytest.mark.parametrize("name", ["HEAD~1", "HEAD~1^{tree}"])
def test_where_history_cannot_be_read_no_change_is_blamed(name: str, root: Path) -> None:
    """It said that the slip had been changed, renamed or merged in."""
    (root / "README.md").write_text("x", "utf-8")
    commit(root, "Thêm")
    lost(root, name)
    assert set(added_by(root, "progress").values()) == {Added(None, UNREADABLE)}


def test_a_file_whose_content_is_lost_is_told_with_its_name(root: Path) -> None:
    lost(root, "HEAD:plans/a.yaml")
    with (
        pytest.raises(MissingHistoryError) as refused,
        tree_of(root, Revision("HEAD", git(root, "rev-parse", "HEAD").strip())),
    ):
        pass
    assert said(refused) == (
        "Bản sao này thiếu nội dung của “plans/a.yaml”.",
        "Chạy `git fetch --refetch` khi có mạng.",
    )
