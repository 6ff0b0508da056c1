"""What `kst search` shows of words that stand apart, and the order of slips."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.in_process import call
from tests.support.slip_files import said
from tests.support.small_province import small_province

DAY = ("--as-of", "2021-06-20")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


def hits(root: Path, kind: str, *words: str) -> list[tuple[str, str]]:
    """Where words of a kind of text stand, and what is shown of it."""
    found = json.loads(call("search", *words, *DAY, "--format", "json", root=root).out)
    every: list[dict[str, Any]] = found["hits"]
    return [(one["name"], one["text"]) for one in every if one["kind"] == kind]


def test_of_words_in_several_parts_of_a_task_its_content_is_shown(small: Path) -> None:
    assert hits(small, "task", "khai", "bảng") == [("Đầu việc 3", "Niêm yết, công khai thủ tục hành chính.")]


def test_of_words_in_several_texts_of_a_slip_all_are_shown(small: Path) -> None:
    more = ("--text", "Đã mở hội nghị.", "--difficulty", "Thiếu kinh phí.")
    said(small, "3", "so-yt", "--quarter", "2", *more, as_of="2021-06-10")
    shown = "Đã mở hội nghị. Thiếu kinh phí."
    assert hits(small, "slip", "nghị", "kinh") == [("Sở Y tế, 10/06/2021", shown)]


def test_slips_stand_by_their_day_and_not_by_their_agency(small: Path) -> None:
    for agency, day in (("vp-ubnd-tinh", "2021-06-09"), ("so-tp", "2021-06-11"), ("so-yt", "2021-06-10")):
        said(small, "3", agency, "--quarter", "2", "--text", "Đã mở hội nghị.", as_of=day)
    assert [where for where, _ in hits(small, "slip", "hội nghị")] == [
        "Văn phòng UBND tỉnh, 09/06/2021",
        "Sở Y tế, 10/06/2021",
        "Sở Tư pháp, 11/06/2021",
    ]
