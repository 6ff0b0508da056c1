"""The Tab key in real shells: what stands on the line after it was pressed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="a shell needs a terminal")

KST = Path(sys.executable).parent
SECONDS = 60


def shell(name: str) -> str:
    """Where a shell is; the test is left out where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key in ("LANG", "SYSTEMROOT")}
    path = f"{KST}{os.pathsep}{os.environ['PATH']}"
    return kept | {"PATH": path, "HOME": str(home), "TERM": "dumb", "LC_ALL": "C.UTF-8", "PS1": "$ "}


def script(name: str, home: Path) -> Path:
    """The completion script that kst prints for a shell."""
    file = home / f"kst.{name}"
    if file.exists():
        return file
    words = [str(KST / "kst"), "--show-completion", name]
    env = environment(home) | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = subprocess.run(words, env=env, capture_output=True, check=True)
    file.write_bytes(done.stdout)
    return file


class Typist:
    """Somebody at a shell in a terminal."""

    def __init__(self, words: list[str], env: dict[str, str], folder: Path) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execve(words[0], words, env)
        self.read = b""

    def type(self, text: str, until: str) -> str:
        """Type a text, and read what the terminal shows up to the words that end it."""
        os.write(self.terminal, text.encode())
        end, self.read = time.monotonic() + SECONDS, b""
        while until.encode() not in self.read and time.monotonic() < end:
            with suppress(BlockingIOError):
                self.read += os.read(self.terminal, 4096)
        assert until.encode() in self.read, self.read.decode(errors="replace")
        return self.read.decode(errors="replace")

    def line_after(self, typed: str) -> list[str]:
        """The words of the line, once everything was typed: they are printed instead of run."""
        shown = self.type(f"{typed}\x01printf '{{%s}}' \r", "{kst}")
        if "}\r\n" not in shown.partition("{kst}")[2]:
            shown += self.type("echo\r", "\n")
        said = shown[shown.index("{kst}") :].splitlines()[0]
        return said[1 : said.rindex("}")].split("}{")

    def leave(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.process, 0)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def bash(sample: Path, home: Path) -> Iterator[Typist]:
    words = [shell("bash"), "--norc", "--noprofile", "-i"]
    typist = Typist(words, environment(home), sample)
    typist.type(f"source {script('bash', home)}; echo rea''dy\r", "ready")
    yield typist
    typist.leave()


@pytest.fixture(scope="module")
def zsh(sample: Path, home: Path) -> Iterator[Typist]:
    typist = Typist([shell("zsh"), "-f", "-i"], environment(home), sample)
    begin = "autoload -U compinit; compinit -u -D; bindkey -e; unsetopt zle_bracketed_paste; "
    typist.type(f"{begin}source {script('zsh', home)}; echo rea''dy\r", "ready")
    yield typist
    typist.leave()


LINES = {
    "a command": ("kst vali\t", ["kst", "validate"]),
    "a command of a group": ("kst plan der\t", ["kst", "plan", "derive"]),
    "an option": ("kst due --carr\t", ["kst", "due", "--carry-over"]),
    "an agency": ("kst due --agency so-ttt\t", ["kst", "due", "--agency", "so-tttt"]),
    "a format": ("kst due --format mark\t", ["kst", "due", "--format", "markdown"]),
    "a plan": ("kst status --plan 202\t", ["kst", "status", "--plan", "2021"]),
    "an option of the direct command": ("kst amend 25 --dead\t", ["kst", "amend", "25", "--deadline"]),
}


@pytest.mark.parametrize(("typed", "line"), LINES.values(), ids=LINES)
def test_tab_in_bash(typed: str, line: list[str], bash: Typist) -> None:
    assert bash.line_after(typed) == line


JOINED = {
    "an agency": ("kst due --agency=so-ttt\t", ["kst", "due", "--agency=so-tttt"]),
    "a format": ("kst due --format=mark\t", ["kst", "due", "--format=markdown"]),
    "the second of two": (
        "kst due --agency=so-yt --agency=so-ttt\t",
        ["kst", "due", "--agency=so-yt", "--agency=so-tttt"],
    ),
    "the only plan, nothing typed": ("kst due --plan=\t", ["kst", "due", "--plan=2021"]),
    "an option after it": (
        "kst due --agency=so-yt --carr\t",
        ["kst", "due", "--agency=so-yt", "--carry-over"],
    ),
}


@pytest.mark.parametrize(("typed", "line"), JOINED.values(), ids=JOINED)
def test_tab_after_an_equals_sign_in_bash(typed: str, line: list[str], bash: Typist) -> None:
    assert bash.line_after(typed) == line


@pytest.mark.parametrize(("typed", "line"), LINES.values(), ids=LINES)
def test_tab_in_zsh(typed: str, line: list[str], zsh: Typist) -> None:
    assert zsh.line_after(typed) == line


@pytest.mark.parametrize(("typed", "line"), LINES.values(), ids=LINES)
def test_tab_in_fish(typed: str, line: list[str], sample: Path, home: Path) -> None:
    words = [shell("fish"), "--no-config", "-c", f"source {script('fish', home)}; complete -C '{typed[:-1]}'"]
    done = subprocess.run(words, cwd=sample, env=environment(home), capture_output=True, check=True)
    offered = [row.split("\t")[0] for row in done.stdout.decode().splitlines()]
    assert line[-1] in offered


def test_tab_in_powershell(sample: Path, home: Path) -> None:
    """The script is registered for kst; it asks as this test does."""
    text = script("powershell", home).read_text("utf-8")
    assert "Register-ArgumentCompleter -Native -CommandName kst" in text
    asked = {
        "_KST_COMPLETE": "complete_powershell",
        "_TYPER_COMPLETE_ARGS": "kst due --agency so-ttt",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "so-ttt",
    }
    done = subprocess.run(
        [str(KST / "kst")], cwd=sample, env=environment(home) | asked, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == ["so-tttt:::Sở Thông tin và Truyền thông"]


def test_tab_offers_duties_with_their_words(sample: Path, home: Path) -> None:
    asked = {"_KST_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_ARGS": "kst history 39"}
    env = environment(home) | asked | {"_TYPER_COMPLETE_WORD_TO_COMPLETE": "39"}
    done = subprocess.run([str(KST / "kst")], cwd=sample, env=env, capture_output=True, check=True)
    offered = [line.split(":::") for line in done.stdout.decode().splitlines()]
    assert [id_ for id_, _ in offered] == ["39a", "39b"]
    assert all(words.startswith("Báo cáo") and len(words) <= 60 for _, words in offered)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kst due --status", ["not_reported:::chưa báo cáo", "in_progress:::đang thực hiện"]),
        ("kst record 1a --status", ["in_progress:::đang thực hiện", "done:::hoàn thành"]),
        ("kst record --role", ["lead:::chủ trì", "perform:::thực hiện"]),
        ("kst status --level", ["tinh:::Cấp tỉnh", "so:::Sở, ban, ngành"]),
        ("kst missing --section", ["I:::Ban hành văn bản quản lý nhà nước về kiểm soát thủ tục…"]),
    ],
)
def test_tab_offers_the_words_of_an_option(words: str, offered: list[str], sample: Path, home: Path) -> None:
    asked = {"_KST_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_ARGS": words}
    env = environment(home) | asked | {"_TYPER_COMPLETE_WORD_TO_COMPLETE": ""}
    done = subprocess.run([str(KST / "kst")], cwd=sample, env=env, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[: len(offered)] == offered


def test_tab_knows_the_root_before_and_after_the_command(sample: Path, home: Path, tmp_path: Path) -> None:
    for words in (f"kst --root {sample} due --agency so-ttt", f"kst due --root {sample} --agency so-ttt"):
        asked = {"_KST_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        done = subprocess.run(
            [str(KST / "kst")], cwd=tmp_path, env=environment(home) | asked, capture_output=True, check=True
        )
        assert done.stdout.decode().split() == ["so-tttt"]
