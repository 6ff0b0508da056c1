"""The small province after quarter II, with a form filled, and its site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.form_figures import state_form
from tests.support.in_process import call
from tests.support.provinces import played, small
from tests.support.slip_files import ran

AS_OF = ("--as-of", "2021-07-01")
REPORTER, TEXT, EVIDENCE = "Nguyễn Thị Kín", "Đã <script>làm</script> & xong kín đáo.", "77/BC-KIN"
__all__ = ["played", "small"]


@pytest.fixture(scope="module")
def told(played: Path) -> Path:
    """The province with a slip that holds a name, a text like HTML and evidence, only to be read."""
    result = ran(
        "record", "4", "--agency", "so-yt", "--quarter", "1", "--status", "done", "--text", TEXT,
        "--document", EVIDENCE, "--by", REPORTER, "--figure", "ty-le=12,5%", "--date", "2021-06-20", *AS_OF,
        root=played,
    )  # fmt: skip
    assert result.code == 0, result.err
    state_form(played)
    return played


@pytest.fixture(scope="module")
def pages(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    folder = tmp_path_factory.mktemp("site") / "public"
    result = call("site", *AS_OF, "-o", str(folder), root=told)
    assert result.code == 0, result.err
    return folder
