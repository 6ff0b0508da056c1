"""Evidence is judged as git keeps it for another clone: pointers, line ends, ignored files, names in NFD."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from tests.progress.found_problems import found
from tests.support.repositories import commit, git, in_git
from tests.support.running import Kst
from tests.support.slip_files import laid, only_slip, plain

RECORD = ("record", "3", "--agency", "so-yt", "--quarter", "2", "--status", "done", "--as-of", "2021-07-01")
MIXED = "Một\r\nHai\nBa\r\n".encode()


@pytest.fixture
def root(small: Path) -> Path:
    """The repository of the slip tests, in git, with what `kst init` says about line ends."""
    (small / ".gitattributes").write_text("* -text\n", "utf-8")
    return in_git(small)


def put(root: Path, name: str, content: bytes) -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def record(kst: Kst, root: Path, name: str) -> str:
    """Record with evidence; what was said on stderr."""
    result = kst(*RECORD, "--evidence", name, root=root)
    assert result.code == 0, result.err
    return result.err


def codes(kst: Kst, root: Path) -> list[str]:
    return [problem.code for problem in found(kst, root)]


def shown(root: Path) -> dict[str, str]:
    [item] = plain(only_slip(root))["entries"][0]["evidence"]
    return dict(item)


def pointer(content: bytes) -> bytes:
    digest = hashlib.sha256(content).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(content)}\n".encode()


def test_a_pointer_of_git_lfs_stands_for_its_content(root: Path, kst: Kst) -> None:
    file = put(root, "bao-cao.pdf", b"%PDF-1.7\0noi dung")
    record(kst, root, "bao-cao.pdf")
    file.write_bytes(pointer(b"%PDF-1.7\0noi dung"))
    assert codes(kst, root) == []
    file.write_bytes(pointer(b"%PDF-1.7\0khac"))
    assert codes(kst, root) == ["KST055"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_mixed_line_ends_are_hashed_as_git_will_keep_them(end: bytes, root: Path, kst: Kst) -> None:
    """Git, told that a file is text, makes all its line ends alike; the slip must fit what comes out."""
    (root / ".gitattributes").write_text("* text=auto\n", "utf-8")
    file = put(root, "bao-cao.txt", MIXED)
    record(kst, root, "bao-cao.txt")
    alike = MIXED.replace(b"\r\n", b"\n")
    assert shown(root)["sha256"] == hashlib.sha256(alike).hexdigest()
    file.write_bytes(alike.replace(b"\n", end))
    assert "KST055" not in codes(kst, root)


def test_mixed_line_ends_that_git_keeps_are_hashed_as_they_are(root: Path, kst: Kst) -> None:
    put(root, "bao-cao.txt", MIXED)
    record(kst, root, "bao-cao.txt")
    assert shown(root)["sha256"] == hashlib.sha256(MIXED).hexdigest()


@pytest.mark.parametrize("autocrlf", ["true", "input"])
def test_a_clone_with_other_line_ends_finds_nothing(
    autocrlf: str, root: Path, tmp_path: Path, kst: Kst
) -> None:
    put(root, "a.json", b'{"a": 1}\r\n')
    (root / ".gitattributes").unlink()
    record(kst, root, "a.json")
    commit(root, "Phiếu")
    git(tmp_path, "clone", "-q", str(root), str(tmp_path / "ban-sao"), autocrlf=autocrlf)
    assert "KST055" not in codes(kst, tmp_path / "ban-sao")


def test_ignored_evidence_is_refused_and_the_slip_not_written(root: Path, kst: Kst) -> None:
    (root / ".gitignore").write_text("*.tmp\n", "utf-8")
    put(root, "bao-cao.tmp", b"x")
    result = kst(*RECORD, "--evidence", "bao-cao.tmp", root=root)
    assert result.code == 4
    assert "Git bỏ qua tệp minh chứng “bao-cao.tmp”" in result.err
    assert "git add -f -- bao-cao.tmp" in result.err
    assert not (root / "progress").exists()
    git(root, "add", "-f", "--", "bao-cao.tmp")
    assert record(kst, root, "bao-cao.tmp") == ""


def test_evidence_ignored_later_is_a_finding(root: Path, kst: Kst) -> None:
    put(root, "bao-cao.tmp", b"x")
    record(kst, root, "bao-cao.tmp")
    (root / ".gitignore").write_text("*.tmp\n", "utf-8")
    assert codes(kst, root) == ["KST055"]


def test_untracked_evidence_is_said_once_until_it_is_tracked(root: Path, kst: Kst) -> None:
    put(root, "bao-cao.txt", b"x")
    assert "“bao-cao.txt” chưa lưu vào git" in record(kst, root, "bao-cao.txt")
    commit(root, "Phiếu")
    assert "chưa lưu" not in record(kst, root, "bao-cao.txt")


@pytest.mark.parametrize(
    "attributes",
    [
        "* text=auto\n", "*.txt text\n", "*.txt eol=lf\n", "*.txt eol=crlf\n", "*.txt ident\n",
        "*.txt -text working-tree-encoding=UTF-16\n",
    ],
)  # fmt: skip
def test_evidence_that_git_may_change_is_a_warning(attributes: str, root: Path, kst: Kst) -> None:
    put(root, "bao-cao.txt", b"x\n")
    record(kst, root, "bao-cao.txt")
    assert codes(kst, root) == []
    (root / ".gitattributes").write_text(attributes, "utf-8")
    assert codes(kst, root) == ["KST083"]
    assert kst("validate", root=root).code == 0


@pytest.mark.parametrize(
    ("everywhere", "here", "found"), [("* -text\n", "* text\n", []), ("* text\n", "* -text\n", ["KST083"])]
)
@pytest.mark.parametrize("within", [False, True], ids=["own", "part of a larger repository"])
def test_attributes_of_this_clone_alone_decide_nothing(
    everywhere: str, here: str, found: list[str], within: bool, root: Path, kst: Kst
) -> None:
    top = root
    if within:
        (root / ".git").rename(root.parent / ".git")
        top = root.parent
    put(root, "bao-cao.txt", b"x\n")
    record(kst, root, "bao-cao.txt")
    (root / ".gitattributes").write_text(everywhere, "utf-8")
    (top / ".git" / "info").mkdir(exist_ok=True)
    (top / ".git" / "info" / "attributes").write_text(here, "utf-8")
    assert codes(kst, root) == found


def test_evidence_that_git_sees_as_binary_is_no_warning(root: Path, kst: Kst) -> None:
    (root / ".gitattributes").write_text("* text=auto\n", "utf-8")
    put(root, "bao-cao.bin", b"x\0\n")
    record(kst, root, "bao-cao.bin")
    assert codes(kst, root) == []


def test_without_git_nothing_is_said_of_it(small: Path, kst: Kst) -> None:
    put(small, "bao-cao.txt", b"x\n")
    assert record(kst, small, "bao-cao.txt") == ""
    assert codes(kst, small) == []


FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


@pytest.mark.parametrize("on_disk", FORMS)
@pytest.mark.parametrize("typed", FORMS)
def test_names_are_compared_in_nfc(
    on_disk: Literal["NFC", "NFD"], typed: Literal["NFC", "NFD"], root: Path, kst: Kst
) -> None:
    name = "minh chứng/báo cáo.txt"
    put(root, unicodedata.normalize(on_disk, name), b"x")
    record(kst, root, unicodedata.normalize(typed, name))
    assert shown(root)["path"] == name
    commit(root, "Phiếu")
    assert codes(kst, root) == []


def repository_within(root: Path) -> None:
    """A file in a repository within the repository, as a submodule is one."""
    put(root, "phu/a.pdf", b"x\0")
    git(root / "phu", "init", "-q")


@pytest.mark.parametrize(
    ("place", "refused"),
    [("phu", True), ("phu/a", True), ("phu/a/b", True), ("phu/khac", False), ("khac", False)],
)
def test_evidence_in_a_repository_within_is_refused_for_what_it_is(
    place: str, refused: bool, root: Path, kst: Kst
) -> None:
    put(root, "phu/a/b/a.pdf", b"x\0")
    put(root, f"{place}/c.pdf", b"x\0")
    git(root / place, "init", "-q")
    result = kst(*RECORD, "--evidence", "phu/a/b/a.pdf", root=root)
    said = "phu/a/b/a.pdf” nằm trong một kho git khác" in result.err
    assert (result.code, said, (root / "progress").exists()) == (
        (4, True, False) if refused else (0, False, True)
    )


@pytest.mark.parametrize("place", ["repository", "link"])
def test_one_file_that_git_does_not_judge_hides_no_ignored_one(place: str, root: Path, kst: Kst) -> None:
    put(root, "phu/a.pdf", b"x\0")
    put(root, "bao-cao.tmp", b"y\0")
    record(kst, root, "bao-cao.tmp")
    (root / "loi").symlink_to("phu", target_is_directory=True)
    inside = {"repository": "phu/a.pdf", "link": "loi/a.pdf"}[place]
    evidence = {"kind": "file", "path": inside, "sha256": hashlib.sha256(b"x\0").hexdigest()}
    entries = [{"duty": "3", "status": "done", "text": "x", "evidence": [evidence]}]
    laid(root, "2021-06-20-aaaaaaaa-3-bbbbbbbb", entries)
    if place == "repository":
        repository_within(root)
    (root / ".gitignore").write_text("*.tmp\n", "utf-8")
    told = kst("validate", root=root).out
    assert "Git bỏ qua tệp “bao-cao.tmp”" in told
    assert ("nằm trong một kho git khác" in told) == (place == "repository")


@pytest.mark.parametrize(
    "name",
    ["a\x1b[31m.pdf", "a\u202efdp.exe", "a\nb.pdf", os.fsdecode(b"\xff.pdf")],
    ids=["escape", "bidi", "line feed", "no UTF-8"],
)
def test_a_name_that_no_slip_can_hold_is_refused(name: str, root: Path, kst: Kst) -> None:
    put(root, name, b"x\0")
    result = kst(*RECORD, "--evidence", name, root=root)
    assert result.code == 4
    assert "có ký tự điều khiển, hoặc không phải chữ UTF-8" in result.err
    assert not (root / "progress").exists()


OF_GIT = {
    "a setting of git": ".git/config",
    "in another letter case": ".GIT/config",
    "as Windows spells it": "git~1/config",
    "with an end that Windows drops": ".git./config",
    "of a repository within": "phu/.git/config",
    "git itself": ".git",
    "of kst": ".kst/index",
}


@pytest.mark.parametrize("name", OF_GIT)
def test_what_is_of_git_or_kst_itself_is_no_evidence(name: str, root: Path, kst: Kst) -> None:
    """Also where another ignored file is evidence: about both at once git would say nothing."""
    path = OF_GIT[name]
    if name == "git itself":
        (root / ".git").rename(root.parent / "kho.git")
        put(root, path, b"gitdir: ../kho.git\n")
    content = (root / path).read_bytes() if (root / path).is_file() else b"[core]\n"
    put(root, path, content)
    refused = kst(*RECORD, "--evidence", path, root=root)
    assert refused.code == 4
    assert not (root / "progress").exists()
    put(root, "bao-cao.tmp", b"y\0")
    (root / ".gitignore").write_text("*.tmp\n", "utf-8")
    both = [
        {"kind": "file", "path": path, "sha256": hashlib.sha256(content).hexdigest()},
        {"kind": "file", "path": "bao-cao.tmp", "sha256": hashlib.sha256(b"y\0").hexdigest()},
    ]
    laid(root, "2021-06-20-aaaaaaaa-3-bbbbbbbb", [{"duty": "3", "status": "done", "evidence": both}])
    assert codes(kst, root) == ["KST055", "KST055"]
    told = kst("validate", root=root).out
    assert f"“{path}” là dữ liệu của git hoặc của kst, không đi theo kho." in told
    assert "Git bỏ qua tệp “bao-cao.tmp”" in told


def test_a_name_that_only_begins_like_one_of_git_is_evidence(root: Path, kst: Kst) -> None:
    for name in (".github/bao-cao.pdf", "kho.git.pdf"):
        put(root, name, b"x\0")
        record(kst, root, name)
    assert codes(kst, root) == []
