"""Every sentence with which `kst search` and `plan show` refuse, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal

SEARCHED = [
    Refused('search " "', 2, "Chưa nêu từ cần tìm.", "Ví dụ: kst search tàu cá."),
]


@pytest.mark.parametrize("case", SEARCHED, ids=ascii_id)
def test_a_search_for_nothing_says_what_to_type(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)
