"""The two revisions that `kst diff` compares, however they are typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.repositories import in_git
from tests.support.small_province import small_province


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province in git, only to be read."""
    return in_git(small_province(tmp_path_factory.mktemp("kept") / "kho"))


@pytest.mark.parametrize(
    ("words", "between"),
    [
        ((), "HEAD (X) đến tệp đang sửa"),
        (("HEAD",), "HEAD (X) đến tệp đang sửa"),
        (("main", "HEAD"), "main (X) đến HEAD (X)"),
        (("main..",), "main (X) đến HEAD (X)"),
        (("..main",), "HEAD (X) đến main (X)"),
        (("main...HEAD",), "gốc chung với main (X) đến HEAD (X)"),
    ],
)
def test_a_revision_that_is_left_out_is_the_last_one(
    words: tuple[str, ...], between: str, kept: Path
) -> None:
    result = call("diff", *words, root=kept)
    [first, last] = result.out.splitlines()
    assert re.sub(r"\([0-9a-f]{7,}\)", "(X)", first) == f"Thay đổi từ {between}"
    assert (result.code, last, result.err) == (0, "Không thay đổi nội dung.", "")


REFUSED = [
    (
        ("main..HEAD", "HEAD"),
        "“main..HEAD” đã nêu hai bản, thừa “HEAD”.",
        "Viết A..B hoặc A B, không cả hai.",
    ),
    (
        ("khong-co",),
        "Git không có bản “khong-co”.",
        (
            "Nêu tên nhánh, thẻ hoặc mã lần lưu (commit) có thật; "
            "xem bằng `git branch -a` hoặc `git log --oneline`."
        ),
    ),
]


@pytest.mark.parametrize(("words", "what", "how"), REFUSED)
def test_what_is_wrong_and_how_to_mend_it(words: tuple[str, ...], what: str, how: str, kept: Path) -> None:
    result = call("diff", *words, root=kept)
    assert (result.code, result.out, result.err) == (2, "", f"lỗi: {what}\n  Cách sửa: {how}\n")
