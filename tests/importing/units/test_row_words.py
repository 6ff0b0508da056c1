"""What the words of a row or cell look like."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.importing.table.row_words import is_mark, is_note, looks_like_title, repeats

TWELVE = "Một hai ba bốn năm sáu bảy tám chín mười mươi hai"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CÔNG TÁC CHỈ ĐẠO.", True),
        ("CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH VÀ TUYÊN TRUYỀN VỀ KIỂM SOÁT THỦ TỤC HÀNH CHÍNH;", True),
        ("Công tác chỉ đạo", True),
        ("Công tác chỉ đạo.", False),
        ("Công tác chỉ đạo;", False),
        ("Công tác chỉ đạo:", True),
        ("công tác chỉ đạo", False),
        (TWELVE, True),
        (f"{TWELVE} ba", False),
        ("", False),
    ],
)
def test_titles_of_sections(text: str, wanted: bool) -> None:
    assert looks_like_title(text) is wanted


@pytest.mark.parametrize(
    "text",
    [
        "Ghi chú: ",
        "(*) Tổng số",
        "(Ghi chú",
        "*Lưu ý",
        "Tổng cộng",
        "Chú thích",
        "Nguồn số liệu: báo cáo",
        "LƯU Ý",
    ],
)
def test_notes_and_sums(text: str) -> None:
    assert is_note(text)


@pytest.mark.parametrize(
    "text", ["Ghi chúng", "Nguồn lực", "Nguồn kinh phí: ngân sách", "Tổng hợp", "Tổng", "Rà soát, ghi chú"]
)
def test_what_is_no_note(text: str) -> None:
    assert not is_note(text)


@pytest.mark.parametrize(
    "lines",
    [["Như trên"], ["- nt -"], ["(giống", "trên)"], ["n/t"], ["“"], ["''"], ["〃"], [",,"], ["–Như trên."]],
)
def test_the_same_as_above(lines: list[str]) -> None:
    assert repeats(lines)


@pytest.mark.parametrize("lines", [[], ["nhu"], ["Như trên đây"], [","], ["n//t"], ["Như", "", "Sở"]])
def test_words_of_their_own(lines: list[str]) -> None:
    assert not repeats(lines)


@pytest.mark.parametrize("text", ["x", "X", "v", "V", "✓", "(+)", "--"])
def test_marks(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize("text", ["", "xx", "xv", "có", "1", "x "])
def test_no_marks(text: str) -> None:
    assert not is_mark(text)
