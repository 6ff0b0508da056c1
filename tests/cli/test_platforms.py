"""What other systems lack, other consoles, odd folders: kst does its work there, or says why not."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import kstthc_cli
from same_bytes import CHILD
from tests.support.branches import git, git_environment
from tests.support.running import PROJECT, Kst
from tests.support.slip_files import AS_OF, LINKS, ran, said, slips
from tests.support.small_province import small_province

POSIX_ONLY = {
    *("crypt", "curses", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource"),
    *("spwd", "syslog", "termios", "tty"),
}
UNLIKE_WINDOWS = f"""
import importlib.abc, os, signal, sys

class Hidden(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in {sorted(POSIX_ONLY - {"posix"})!r}:
            raise ImportError(name)

import subprocess, selectors, shutil  # these have looked for theirs already
for name in {sorted(POSIX_ONLY - {"posix"})!r}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Hidden())
for name in ("fork", "forkpty", "getuid", "geteuid", "getgid", "chown", "fchmod", "fchown", "mkfifo", "mknod",
             "getpgid", "killpg", "setsid", "sync", "statvfs", "nice", "uname", "posix_fallocate", "pread"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGPIPE", "SIGKILL", "SIGHUP", "SIGALRM", "alarm"):
    delattr(signal, name)
real_open = os.open
def opened(path, flags, *more, **named):
    if os.path.isdir(path):
        raise PermissionError(13, "Windows opens no folder", os.fspath(path))
    return real_open(path, flags, *more, **named)
os.open = opened
def no_link(*_, **__):
    raise OSError(22, "a disk without hard links")
os.link = no_link
"""
RECORD = ("record", "4", "--agency", "so-yt", "--quarter", "2", "--status", "done", "--as-of", "2021-06-15")
MANY = (
    RECORD,
    ("due", "--agency", "so-yt", "--quarter", "2", "--as-of", AS_OF),
    ("status", "--quarter", "2", "--as-of", AS_OF, "--format", "json"),
    ("report", "quarterly", "--quarter", "2", "--as-of", AS_OF, "-o", "bao-cao.docx"),
    ("validate",),
)


@pytest.fixture
def province(tmp_path: Path) -> Path:
    return small_province(tmp_path / "kho")


def test_no_module_of_posix_is_imported_unguarded() -> None:
    for file in Path(kstthc_cli.__file__).parent.rglob("*.py"):
        for node in ast.parse(file.read_text("utf-8")).body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not POSIX_ONLY & {name.split(".")[0] for name in names}, file


def test_commands_run_without_what_only_posix_has(province: Path) -> None:
    words = [sys.executable, "-c", UNLIKE_WINDOWS + CHILD, json.dumps(list(enumerate(MANY)))]
    done = subprocess.run(words, cwd=province, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert [code for code, _, _ in json.loads(done.stdout)] == [0] * len(MANY)
    assert len(slips(province)) == 1
    assert (province / "bao-cao.docx").read_bytes().startswith(b"PK")
    assert not list((province / ".kst").glob("*.tmp"))


# Consoles and pipes

NARROW = ("cp1258", "cp1252", "ascii", "utf-16")
POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("encoding", NARROW)
def test_a_pipe_gets_utf_8_whatever_the_console_speaks(
    encoding: str, province: Path, kst_process: Kst
) -> None:
    shown = kst_process(
        "due", "--agency", "Sở Tư pháp", "--quarter", "2", "--as-of", AS_OF, "-o", "viec.csv",
        cwd=province, env={"PYTHONIOENCODING": f"{encoding}:strict", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert (shown.code, shown.err) == (0, "Đã ghi viec.csv\n")
    assert "Sở Tư pháp" in (province / "viec.csv").read_bytes().decode("utf-8-sig")
    env = {"PYTHONIOENCODING": f"{encoding}:strict"}
    refused = kst_process("explain", "KST999", cwd=province, env=env)
    assert refused.err.startswith("lỗi: Không có mã lỗi “KST999”.")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hands words over as UTF-16")
def test_words_and_folders_arrive_whole_where_the_locale_is_ascii(province: Path, kst_process: Kst) -> None:
    there = province.parent / "thư mục"
    province.rename(there)
    shown = kst_process(*RECORD, "--text", "Đã làm đủ.", "--root", "thư mục", cwd=there.parent, env=POOR)
    assert shown.code == 0
    assert shown.err.startswith("lưu ý: đầu việc 4, quý II năm 2021: chưa nêu số liệu")
    [slip] = slips(there)
    assert 'text: "Đã làm đủ."' in slip.read_text("utf-8")


@pytest.mark.parametrize("columns", ["0", "1", "-5", "100000", "x", "", "９"])
def test_no_width_breaks_a_table(
    columns: str, province: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    shown = kst("due", "--quarter", "2", "--as-of", AS_OF, root=province)
    assert (shown.code, shown.err) == (0, "")
    assert "\x1b" not in shown.out
    assert max(map(len, shown.out.split("\n"))) <= 200


def test_help_at_an_absurd_width(kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("0", "1", "-5", "x"):
        monkeypatch.setenv("COLUMNS", columns)
        monkeypatch.setenv("TERMINAL_WIDTH", "")
        assert kst("record", "--help").code == 0


# Environments

BARE = {name: os.environ[name] for name in ("PYTHONPATH", "SYSTEMROOT", "TEMP") if name in os.environ}


def test_no_home_no_path_no_locale(province: Path) -> None:
    figures = ("--figure", "ty-le=12", "--figure", "so-ngay=3")
    for words in ((*RECORD, *figures), ("validate",), ("history", "4", "--as-of", AS_OF)):
        line = [sys.executable, "-m", "kstthc_cli", *words]
        done = subprocess.run(line, cwd=province, env=BARE, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_home_that_is_no_folder(province: Path, kst_process: Kst) -> None:
    home = province.parent / "nha"
    home.write_text("", "utf-8")
    env = {"HOME": str(home), "USERPROFILE": str(home), "XDG_CACHE_HOME": str(home)}
    assert kst_process(*RECORD, cwd=province, env=env).code == 0


# Folders

LONG = "thư-mục-rất-dài-" * 3
NAMES = {
    "spaces": "  kho   kế hoạch  ",
    "composed": "Kế hoạch của Quảng Ngãi",
    "decomposed": unicodedata.normalize("NFD", "Kế hoạch của Quảng Ngãi"),
    "200-letters": f"{LONG}/{LONG}/{LONG}/{LONG}/{LONG}",
    "400-letters": f"{LONG}/" * 9,
    "255-bytes": "k" * 250,
    "signs": "#kho% &'50%20'$HOME(1)[a]{b};!",
    "percent": "%s%d{0}{root}",
    "dots": "..kho.",
    "dash": "--root",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows few of these names")
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_repository_in_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    root = small_province(tmp_path / name)
    told = said(root, "4", "so-yt", "--quarter", "2", as_of="2021-06-15")
    assert (root / told["path"]).is_file()
    assert ran("validate", root=root).code == 0
    assert ran("due", "--agency", "so-yt", "--quarter", "2", "--as-of", AS_OF, root=root).code == 0
    out = tmp_path / "bao cao #1 ế.html"
    made = ran("report", "quarterly", "--quarter", "2", "--as-of", AS_OF, "-o", str(out), root=root)
    assert (made.code, out.is_file()) == (0, True), made.err


def test_a_name_that_no_disk_takes_is_said(province: Path) -> None:
    for words in (("due", "-o", f"{'k' * 300}.csv"), ("init", "k" * 300), ("validate", "k" * 5000)):
        shown = ran(*words, root=province)
        assert shown.code in (2, 3), words
        assert shown.err.startswith("lỗi: ")
    assert ran("validate", root=province / ("k" * 300)).code == 3


@LINKS
def test_a_name_with_an_escape_stays_in_its_line(province: Path) -> None:
    """Signs of a name are written out: a terminal must not obey them."""
    odd = province / "\x1b[31mđỏ"
    odd.symlink_to(odd)
    for words in (("record", "--file", odd), ("validate", odd / "x"), ("due", "-o", odd / "x.csv")):
        shown = ran(*map(str, words), root=province)
        assert shown.code in (2, 3)
        assert "\x1b" not in shown.err
        assert "đỏ" in shown.err, words


def test_an_author_in_git_cannot_command_the_terminal(province: Path, kst_process: Kst) -> None:
    said(province, "4", "so-yt", "--quarter", "2", as_of="2021-06-15")
    git(province, "init", "-q")
    git(province, "add", "-A")
    git(province, "commit", "-q", "-m", "x", "--author", "Ba\x1b[31m\u202enh <a@b>")
    shown = kst_process("history", "4", "--as-of", AS_OF, cwd=province, env=git_environment())
    assert "Ba\\x1b[31m\\u202enh" in shown.out
    assert "\x1b" not in shown.out


@pytest.mark.parametrize("name", ["con", "Aux", "nul.1", "com1", "so-yt."])
def test_an_id_that_names_no_file_on_windows_is_refused(name: str, province: Path) -> None:
    """The slips of an agency lie in a folder of its id."""
    file = province / "agencies" / "quang-ngai.yaml"
    file.write_text(file.read_text("utf-8").replace("id: so-yt", f'id: "{name}"'), "utf-8", newline="\n")
    shown = ran("validate", root=province)
    assert shown.code == 1
    assert "lỗi[KST025]" in shown.out
    assert f"“{name}” không dùng làm mã được" in shown.out


@pytest.mark.parametrize("command", ["plans", "hardening", "tests"])
def test_names_of_our_files_fit_windows(command: str) -> None:
    """No two names that differ in case only, none that Windows keeps for itself."""
    reserved = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
    names = [
        f.relative_to(PROJECT).as_posix() for f in (PROJECT / command).rglob("*") if ".kst" not in f.parts
    ]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        last = name.rsplit("/", 1)[-1]
        assert last.split(".")[0].casefold() not in reserved, name
        assert not set(last) & set('<>:"\\|?*'), name
        assert not last.endswith((".", " ")), name
