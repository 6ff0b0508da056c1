"""Vietnamese letters: where the tone stands, and in what order names do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.text.normalize import modern_tones, nfc, sort_key, unmarked, words
from kstthc_cli.domain.text.numerals import arabic, id_ranges, letters, roman
from tests.support.spellings import nfd, old_tones

# The place of tones

SYLLABLES = st.text(
    alphabet="aăâeêioôơuưyqnghtđ" + "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ "
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("hoá", "hóa"),
        ("hoạ", "họa"),
        ("Hoả", "Hỏa"),
        ("khoẻ", "khỏe"),
        ("hoè", "hòe"),
        ("Uỷ", "Ủy"),
        ("UỶ", "ỦY"),
        ("Thuý", "Thúy"),
        ("Thuỳ", "Thùy"),
        ("luỹ", "lũy"),
        ("tuỵ", "tụy"),
        ("Trà Thuỷ, Phổ Hoà", "Trà Thủy, Phổ Hòa"),
    ],
)
def test_the_tone_of_open_oa_oe_uy_moves_to_the_first_vowel(old: str, new: str) -> None:
    assert modern_tones(old) == new
    assert modern_tones(nfd(old)) == new


@pytest.mark.parametrize(
    "text",
    [
        "quý", "Quỳ", "QUỶ", "quỹ", "quà", "quẻ", "hòa", "Ủy", "toàn", "hoàng", "loét", "khuỷu", "xoáy",
        "ngoẻo", "huỵch", "thuyền", "nguyễn", "giòn", "thuở", "khuya", "oan", "già", "múa",
    ],
)  # fmt: skip
def test_other_tones_stay_where_they_are(text: str) -> None:
    assert modern_tones(text) == text


@given(SYLLABLES)
def test_placing_tones_twice_changes_nothing_more(text: str) -> None:
    once = modern_tones(text)
    assert modern_tones(once) == once


@given(SYLLABLES)
def test_placing_tones_keeps_letters_and_composes_them(text: str) -> None:
    placed = modern_tones(text)
    assert unmarked(placed) == unmarked(text)
    assert placed == nfc(placed)
    assert sorted(nfd(placed)) == sorted(nfd(text))


@given(SYLLABLES)
def test_both_places_of_a_tone_give_the_same_words(text: str) -> None:
    assert words(old_tones(modern_tones(text))) == words(modern_tones(text))


# The order of the alphabet

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
NAMES = st.text(alphabet=ALPHABET + ALPHABET.upper() + "àáạầấậèéẹìíịòóọùúụ -", max_size=12)


def test_letters_follow_the_vietnamese_alphabet() -> None:
    backwards = list(reversed(ALPHABET))
    assert sorted(backwards, key=sort_key) == list(ALPHABET)


def test_tones_follow_ngang_huyen_hoi_nga_sac_nang() -> None:
    spelled = [nfc("a" + tone) for tone in TONES]
    backwards = list(reversed(spelled))
    assert sorted(backwards, key=sort_key) == spelled


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Dung", "Đức"),
        ("dy", "đa"),
        ("Tra", "Trà"),
        ("bạ", "bai"),
        ("Bình Thanh", "Bình Thạnh"),
        ("Bình Thạnh", "Bình Thuận"),
        ("Bình Trị", "Bình Trung"),
        ("Sơn Tây", "Sơn Tịnh"),
        ("Minh Long", "Mộ Đức"),
        ("Ba", "Ba Tơ"),
        ("Ba Tơ", "Bac"),
        ("Xã 2", "Xã A"),
    ],
)
def test_one_name_stands_before_another(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


@given(NAMES, NAMES)
def test_only_equal_names_have_the_same_place(first: str, second: str) -> None:
    assert (sort_key(first) == sort_key(second)) == (first == second)


@given(NAMES, NAMES)
def test_a_tone_decides_only_between_the_same_letters(first: str, second: str) -> None:
    bare = sort_key(_toneless(first)), sort_key(_toneless(second))
    if bare[0][0] != bare[1][0]:
        assert (sort_key(first) < sort_key(second)) == (bare[0][0] < bare[1][0])


def _toneless(text: str) -> str:
    return nfc("".join(char for char in nfd(text) if char not in TONES))


@given(NAMES)
def test_decomposed_names_stand_in_the_same_place(name: str) -> None:
    assert sort_key(nfd(name)) == sort_key(nfc(name))


@given(st.text(max_size=20))
def test_any_text_has_a_place(text: str) -> None:
    assert sort_key(text) == sort_key(nfc(text))


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["1", "2", "40", "3"], "1 đến 3, 40"),
        (["7"], "7"),
        (["2", "35.1", "1", "1", "kiem-tra"], "1 đến 2, 35.1, kiem-tra"),
        ([], ""),
    ],
)
def test_consecutive_numbers_are_joined(ids: list[str], words: str) -> None:
    assert id_ranges(ids) == words


@given(number=st.integers(1, 3999))
def test_a_roman_numeral_is_read_back(number: int) -> None:
    assert arabic(roman(number)) == number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("IX", 9), ("XIV", 14), ("MMMCMXCIX", 3999), ("MMMDCCCLXXXVIII", 3888),
        ("", None), ("IIX", None), ("A", None), ("ix", None), ("IIII", None), ("MMMM", None), ("XA", None),
    ],
)  # fmt: skip
def test_only_a_roman_numeral_as_it_is_written_has_a_value(numeral: str, value: int | None) -> None:
    assert arabic(numeral) == value


def test_letters_number_a_list_as_word_processors_do() -> None:
    assert [letters(n) for n in (1, 2, 26, 27, 28, 52, 53)] == ["a", "b", "z", "aa", "bb", "zz", "aaa"]
