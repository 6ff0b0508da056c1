"""What is asked of git is answered with the same bytes in hostile surroundings, or its lack is said."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from tests.support.branches import git_environment
from tests.support.example_files import minimal
from tests.support.in_process import call
from tests.support.repositories import change_file, commit, git, in_git
from tests.support.running import Kst

QUESTIONS = (("history", "1"), ("diff", "HEAD~1"), ("validate", "--base", "HEAD~1"))
SLIP = ("record", "1", "--agency", "so-tp", "--quarter", "3", "--status", "done", "--as-of", "2021-09-10")
Surround = Callable[[Path, Path], dict[str, str]]


Answers = list[tuple[int, str, str]]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a slip of one clerk, and a commit of another one after it."""
    root = minimal(tmp_path_factory.mktemp("goc") / "kho")
    in_git(root)
    assert call(*SLIP, "--text", "Đã ban hành.", root=root).code == 0
    git(root, "add", "-A")
    git(root, "-c", "user.name=Nguyễn Thị Ánh", "commit", "-q", "-m", "Phiếu")
    change_file(root, "plans/2021.yaml", '  - id: "I"\n', '  # Mục I\n  - id: "I"\n')
    commit(root, "Thêm chú thích")
    return root


@pytest.fixture
def slips(original: Path, tmp_path: Path) -> Path:
    """A copy of the repository that a test may change."""
    return shutil.copytree(original, tmp_path / "kho")


@pytest.fixture(scope="module")
def usual(original: Path) -> Answers:
    """What is answered where nothing is unusual."""
    return answers(original)


def other(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a").write_text("a", "utf-8")
    return in_git(folder)


def config(*pairs: tuple[str, str]) -> Surround:
    def set_them(root: Path, _free: Path) -> dict[str, str]:
        for name, value in pairs:
            git(root, "config", name, value)
        return {}

    return set_them


def variables(_root: Path, free: Path) -> dict[str, str]:
    foreign = other(free / "khac") / ".git"
    return {
        "GIT_DIR": str(foreign),
        "GIT_WORK_TREE": str(foreign.parent),
        "GIT_INDEX_FILE": str(foreign / "index"),
        "GIT_OBJECT_DIRECTORY": str(foreign / "objects"),
        "GIT_COMMON_DIR": str(foreign),
    }


def counted_settings(_root: Path, _free: Path) -> dict[str, str]:
    pairs = {"core.worktree": "/", "i18n.logOutputEncoding": "ISO-8859-1", "log.showRoot": "false"}
    numbered = {
        f"GIT_CONFIG_{what}_{n}": word
        for n, pair in enumerate(pairs.items())
        for what, word in zip(("KEY", "VALUE"), pair, strict=True)
    }
    return {**numbered, "GIT_CONFIG_COUNT": str(len(pairs)), "GIT_CONFIG_PARAMETERS": "'core.bare'='true'"}


def mailmap(root: Path, _free: Path) -> dict[str, str]:
    (root / ".mailmap").write_text("Kẻ Mạo Danh <can-bo@example.vn>\n", "utf-8")
    return {}


def replaced(root: Path, _free: Path) -> dict[str, str]:
    git(root, "replace", "HEAD~1", "HEAD")
    return {}


def grafted(root: Path, _free: Path) -> dict[str, str]:
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "grafts").write_text(git(root, "rev-parse", "HEAD") + "\n", "utf-8")
    return {}


SURROUNDINGS: dict[str, Surround] = {
    "variables": variables,
    "namespace": lambda _root, _free: {"GIT_NAMESPACE": "x", "GIT_LITERAL_PATHSPECS": "0"},
    "ceiling": lambda root, _free: {"GIT_CEILING_DIRECTORIES": str(root.parent)},
    "counted-settings": counted_settings,
    "locale": lambda _root, _free: {"LC_ALL": "C", "LANGUAGE": "de"},
    "trace": lambda _root, _free: {"GIT_TRACE": "1", "GIT_TRACE2": "1"},
    "encoding": config(("i18n.logOutputEncoding", "UTF-16"), ("i18n.commitEncoding", "ISO-8859-1")),
    "log": config(("log.showSignature", "true"), ("log.showRoot", "false"), ("log.mailmap", "true")),
    "diff": config(("diff.renames", "copies"), ("diff.orderFile", "/nowhere"), ("diff.noprefix", "true")),
    "names": config(("core.quotePath", "true"), ("core.abbrev", "40"), ("color.ui", "always")),
    "mailmap": mailmap,
    "replaced": replaced,
    "grafted": grafted,
}


def answers(root: Path, **more: str) -> Answers:
    with mock.patch.dict(os.environ, {**git_environment(), **more}):
        found = [call(*words, root=root) for words in QUESTIONS]
    return [(result.code, result.out, result.err) for result in found]


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_answers_do_not_depend_on_surroundings(
    name: str, usual: Answers, slips: Path, tmp_path: Path
) -> None:
    assert [code for code, _, _ in usual] == [0, 0, 0]
    assert "Nguyễn Thị Ánh" in usual[0][1]
    assert answers(slips, **SURROUNDINGS[name](slips, tmp_path)) == usual


@pytest.mark.parametrize("name", ["variables", "locale"])
def test_answers_of_a_process_do_not_either(
    name: str, usual: Answers, slips: Path, tmp_path: Path, kst_process: Kst
) -> None:
    env = {**git_environment(), **SURROUNDINGS[name](slips, tmp_path)}
    found = [kst_process(*words, cwd=slips, env=env) for words in QUESTIONS]
    assert [(result.code, result.out, result.err) for result in found] == usual


def cloned(root: Path, target: Path, *words: str) -> Path:
    git(root.parent, "clone", "-q", *words, f"file://{root}", str(target))
    return target


def test_a_shallow_clone_says_what_it_lacks(slips: Path, tmp_path: Path) -> None:
    shallow = cloned(slips, tmp_path / "nong", "--depth", "1")
    history, diff, based = answers(shallow)
    assert "Git: không biết ai ghi" in history[1]
    assert "shallow" in history[1]
    assert (diff[0], based[0]) == (3, 3)
    assert "một phần lịch sử" in diff[2]
    assert "một phần lịch sử" in based[2]


def test_a_clone_without_contents_says_so(slips: Path, tmp_path: Path) -> None:
    git(slips, "config", "uploadpack.allowFilter", "true")
    partial = cloned(slips, tmp_path / "thieu", "--filter=blob:none")
    history, diff, _ = answers(partial)
    assert "Nguyễn Thị Ánh" in history[1]
    assert diff[0] == 3
    assert "thiếu nội dung" in diff[2]


def moved_by_another(root: Path) -> Path:
    """The slip's folder goes to another clerk's hands and back under a new name."""
    slip = next((root / "progress").rglob("*.yaml"))
    git(root, "mv", str(slip), str(slip.with_suffix(".yml")))
    git(root, "-c", "user.name=Người Khác", "commit", "-q", "-m", "đổi tên")
    git(root, "mv", str(slip.with_suffix(".yml")), str(slip))
    git(root, "-c", "user.name=Người Khác", "commit", "-q", "-m", "đổi lại")
    return slip


def test_who_moves_a_slip_is_not_its_author(slips: Path, kst: Kst) -> None:
    moved_by_another(slips)
    said = kst("history", "1", root=slips).out
    assert "Nguyễn Thị Ánh" in said
    assert "Người Khác" not in said


def test_who_changes_a_slip_while_moving_it_is_not_its_author(slips: Path, kst: Kst) -> None:
    slip = moved_by_another(slips)
    slip.write_text(slip.read_text("utf-8") + "# thêm\n", "utf-8")
    git(slips, "add", "-A")
    git(slips, "-c", "user.name=Người Khác", "commit", "-q", "-m", "thêm")
    said = kst("history", "1", root=slips).out
    assert "Người Khác" not in said


def test_a_folder_in_a_larger_repository_keeps_its_authors_when_it_moves(
    slips: Path, tmp_path: Path, kst: Kst
) -> None:
    large = tmp_path / "chung"
    large.mkdir()
    shutil.copytree(slips, large / "tinh-a", ignore=shutil.ignore_patterns(".git"))
    git(large, "init", "-q")
    git(large, "add", "-A")
    git(large, "-c", "user.name=Người Ghi", "commit", "-q", "-m", "đầu")
    git(large, "mv", "tinh-a", "tinh-b")
    git(large, "-c", "user.name=Người Chuyển", "commit", "-q", "-m", "chuyển")
    said = kst("history", "1", root=large / "tinh-b").out
    assert "Người Ghi" in said
    assert "Người Chuyển" not in said


def test_the_name_of_an_author_cannot_forge_a_line(slips: Path, kst: Kst) -> None:
    forged = "A\x1b[31m\x02deadbee\x02Lãnh đạo\x02\r\u2028\u202e::error::x"
    git(slips, "-c", f"user.name={forged}", "commit", "-q", "--amend", "--reset-author", "-m", "x", "--only")
    slip = next((slips / "progress").rglob("*.yaml"))
    copy = slip.read_text("utf-8")
    git(slips, "rm", "-q", "-r", "progress")
    git(slips, "commit", "-q", "-m", "bỏ")
    slip.parent.mkdir(parents=True)
    slip.write_text(copy + "#\n", encoding="utf-8", newline="\n")
    git(slips, "add", "-A")
    git(slips, "-c", f"user.name={forged}", "commit", "-q", "-m", "x")
    said = kst("history", "1", root=slips).out
    line = next(line for line in said.split("\n") if "Git " in line)
    assert line.strip().startswith(f"Git {git(slips, 'rev-parse', 'HEAD')[:7]}, A")
    assert all(sign not in said for sign in "\x1b\x02\r\u2028\u202e")


if os.name == "nt":  # file:// addresses of clones are written otherwise there
    del test_a_shallow_clone_says_what_it_lacks, test_a_clone_without_contents_says_so


@pytest.mark.parametrize("worktree", [False, True], ids=["clone", "linked worktree"])
def test_a_sparse_checkout_that_leaves_out_data_is_refused(
    worktree: bool, slips: Path, tmp_path: Path, kst: Kst
) -> None:
    """Its slips would be missing from every answer, and would seem deleted."""
    root = slips
    if worktree:
        root = tmp_path / "cay"
        git(slips, "worktree", "add", "-q", str(root), "HEAD")
    before = answers(root)
    git(root, "update-index", "-q", "--refresh")  # git keeps files that look changed, as those of a copy do
    git(root, "sparse-checkout", "set", "plans", "agencies", "calendar")
    assert not (root / "progress").exists()
    for question in (*QUESTIONS, ("status", "--as-of", "2021-09-30"), SLIP, ("validate",)):
        result = kst(*question, root=root)
        assert (result.code, result.out) == (3, ""), question
        assert "git sparse-checkout hoặc skip-worktree): thiếu 1 tệp dữ liệu, ví dụ “progress/" in result.err
    git(root, "sparse-checkout", "add", "progress")
    assert answers(root) == before
    git(root, "sparse-checkout", "disable")
    assert answers(root) == before


@pytest.mark.parametrize(
    "setting", [(), ("--index-version", "4"), ("--split-index",)], ids=["3", "4", "split"]
)
def test_a_file_that_git_was_told_to_leave_out_is_refused(
    setting: tuple[str, ...], slips: Path, kst: Kst
) -> None:
    before = answers(slips)
    slip = next((slips / "progress").rglob("*.yaml"))
    if setting:
        git(slips, "update-index", *setting)
    git(slips, "update-index", "--skip-worktree", str(slip.relative_to(slips)))
    assert answers(slips) == before
    slip.unlink()
    result = kst("status", "--as-of", "2021-09-30", root=slips)
    assert (result.code, result.out) == (3, "")
    assert f"thiếu 1 tệp dữ liệu, ví dụ “{slip.relative_to(slips)}”" in result.err
    git(slips, "sparse-checkout", "disable")
    assert answers(slips) == before


def test_the_other_half_of_a_split_index_may_hold_the_mark(slips: Path, kst: Kst) -> None:
    slip = next((slips / "progress").rglob("*.yaml"))
    os.utime(slip, (1, 1))  # of a file as young as the index, git keeps the entry beside it
    git(slips, "update-index", "-q", "--refresh")
    git(slips, "update-index", "--skip-worktree", str(slip.relative_to(slips)))
    git(slips, "update-index", "--split-index")
    (slips / "anh.txt").write_text("x", "utf-8")
    git(slips, "add", "anh.txt")
    assert (slips / ".git" / "index").read_bytes()[7] == 2
    slip.unlink()
    assert kst("status", "--as-of", "2021-09-30", root=slips).code == 3


def test_a_sparse_checkout_that_leaves_out_other_files_is_no_matter(slips: Path) -> None:
    (slips / "anh").mkdir()
    (slips / "anh" / "a.txt").write_text("x", "utf-8")
    commit(slips, "Ảnh")
    before = answers(slips)
    git(slips, "sparse-checkout", "set", "plans", "agencies", "calendar", "progress", "forms")
    assert not (slips / "anh").exists()
    assert answers(slips) == before
