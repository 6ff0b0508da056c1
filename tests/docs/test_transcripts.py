"""How transcripts of the manual are compared with what is printed, and rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

import generate
from transcripts import LEFT_OUT, TranscriptError, aligned, matches, rewritten

PRINTED = ["Đầu bảng", "một", "hai", "ba", "bốn", "", "Tổng: 4 việc"]
PAGE = """# Trang

```console
$ kst explain KST012
KST012 (lỗi): Nhiều tài liệu trong một tệp
…
Cách sửa: {remedy}
$ kst explain KST999
lỗi: Không có mã lỗi “KST999”.
  Cách sửa: Xem mọi mã bằng `kst explain`.
$ echo $?
{code}
```
"""
TRUE = PAGE.format(remedy="Xóa dòng ---, hoặc tách phần sau thành tệp riêng.\n…", code="2")


def test_left_out_lines() -> None:
    printed = ["a", "b c", "d"]
    assert matches(["a", LEFT_OUT, "d"], printed)
    assert matches([LEFT_OUT, "b…", LEFT_OUT], printed)
    assert matches(["a", "b c", LEFT_OUT, "d"], printed)
    assert not matches(["a", "d"], printed)
    assert not matches(["a", LEFT_OUT, "c", LEFT_OUT], printed)
    assert not matches(["a", "b c"], printed)


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (["Đầu bảng", LEFT_OUT, "Tổng: 4 việc"], ["Đầu bảng", LEFT_OUT, "Tổng: 4 việc"]),
        (["Đầu bản", LEFT_OUT, "Tổng: 5 việc"], ["Đầu bảng", LEFT_OUT, "Tổng: 4 việc"]),
        (
            ["Đầu bảng", "một", "bốn", LEFT_OUT, "Tổng:…"],
            ["Đầu bảng", "một", "hai", "ba", "bốn", LEFT_OUT, "Tổng:…"],
        ),
        (["Tổng: 4"], PRINTED),
        ([LEFT_OUT, "Tổng số: 4…"], [LEFT_OUT, "Tổng: 4 vi…"]),
        (["Đầu cái bảng", LEFT_OUT], ["Đầu bảng", LEFT_OUT]),
        (
            ["Đầu bảng", LEFT_OUT, "haii", LEFT_OUT, "Tổng: 4 việc"],
            ["Đầu bảng", LEFT_OUT, "hai", LEFT_OUT, "Tổng: 4 việc"],
        ),
    ],
)
def test_what_is_left_out_stays_left_out(shown: list[str], wanted: list[str]) -> None:
    assert aligned(shown, PRINTED) == wanted
    assert matches(wanted, PRINTED)


@pytest.mark.parametrize(
    "shown",
    [["Đầu bảng", LEFT_OUT, "điều không hề in ra", LEFT_OUT], ["xyz", LEFT_OUT, "bốn", LEFT_OUT, "một"]],
)
def test_what_is_printed_nowhere_is_told(shown: list[str]) -> None:
    with pytest.raises(TranscriptError):
        aligned(shown, PRINTED)


def test_a_page_shows_what_is_printed_today() -> None:
    """Only words that differ change; what is left out stays so, and a true page stays as it is."""
    old = PAGE.format(remedy="Xóa dòng ---, hoặc tách phần dưới ra tệp riêng.\n…", code="3")
    assert rewritten(old) == (TRUE, [])
    assert rewritten(TRUE) == (TRUE, [])


def test_what_cannot_be_aligned_is_told_and_kept() -> None:
    text = PAGE.format(remedy="…\nđiều không hề in ra\n…", code="2").replace("Cách sửa: …\n", "")
    page, (problem,) = rewritten(text)
    assert page == text
    assert problem == "$ kst explain KST012: is printed nowhere: điều không hề in ra"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("kst due\nx", "depends on the day: kst due"),
        ("git status\nx", "is not run, so it can show nothing: git status"),
        ("kst plan show > tep", "not played: kst plan show > tep"),
        ("cd đâu-đó", "there is no such folder: cd đâu-đó"),
        ("kst explain KST…", "not printed before: KST…"),
    ],
)
def test_what_cannot_be_played_is_told(line: str, problem: str) -> None:
    text = f"```console\n$ {line}\n```\n"
    assert rewritten(text) == (text, [problem])


def test_the_generator_rewrites_pages_and_tells_which_to_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "trang.md"
    monkeypatch.setattr(generate, "PROJECT", tmp_path)
    page.write_bytes(PAGE.format(remedy="Xóa dòng ---, hoặc tách phần sau.\n…", code="2").encode())
    assert generate.rewrite_transcripts(page) == []
    assert page.read_bytes() == TRUE.encode()
    page.write_bytes(b"```console\n$ cd x\n```\n")
    assert generate.rewrite_transcripts(page) == ["trang.md: there is no such folder: cd x"]
