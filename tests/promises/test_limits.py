"""What `docs/security.md` says of the limits of protection is true."""

from __future__ import annotations

from pathlib import Path

from kstthc_cli.store.files.append_only import with_checksum
from tests.support.quang_ngai import read_yaml
from tests.support.running import PROJECT, Kst
from tests.support.slip_files import plain, said, slips
from tests.support.small_province import small_province

WORKFLOWS = (PROJECT / "src/kstthc_cli/starter/github.yml", PROJECT / ".github/workflows/ci.yml")


def test_a_seal_is_no_signature(tmp_path: Path, kst: Kst) -> None:
    """Who means to forge a slip can; the page must not promise otherwise."""
    root = small_province(tmp_path / "kho")
    said(root, "4", "so-yt", "--quarter", "2", as_of="2021-06-15")
    [slip] = slips(root)
    content = {key: value for key, value in plain(slip).items() if key != "seal"}
    content["by"] = "Người khác"
    slip.write_text(with_checksum(content), "utf-8", newline="\n")
    assert kst("validate", root=root).code == 0
    page = (PROJECT / "docs" / "security.md").read_text("utf-8")
    assert "**not a signature**" in page


def test_ci_of_a_pull_request_may_only_read() -> None:
    for file in WORKFLOWS:
        text = file.read_text("utf-8")
        workflow = read_yaml(text)
        assert workflow["permissions"] == {"contents": "read"}, file
        assert "pull_request" in workflow["on"]
        assert "pull_request_target" not in text
        assert "secrets." not in text


def test_nothing_but_git_is_started_and_nothing_is_fetched() -> None:
    """Only git, LibreOffice and the user's pager are started, and nothing opens a connection."""
    package = PROJECT / "src" / "kstthc_cli"
    texts: dict[str, str] = {
        f.relative_to(package).as_posix(): f.read_text("utf-8") for f in package.rglob("*.py")
    }
    starts = {name for name, text in texts.items() if "subprocess" in text or "os.system" in text}
    assert starts == {
        "cli/pager.py",
        "store/git/git.py",
        "store/git/revisions.py",
        "store/importing/converted.py",
    }
    for word in ("import socket", "urllib.request", "http.client", "shell=True", "pickle"):
        assert not [name for name, text in texts.items() if word in text], word
