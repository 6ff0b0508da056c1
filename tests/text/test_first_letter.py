"""The first letter of a phrase becomes a capital or a small one; nothing else changes."""

from __future__ import annotations

from kstthc_cli.domain.text.first_letter import capitalized, uncapitalized


def test_a_line_begins_with_a_capital() -> None:
    assert capitalized("ủy ban nhân dân tỉnh Cà Mau") == "Ủy ban nhân dân tỉnh Cà Mau"
    assert capitalized("đã giao UBND") == "Đã giao UBND"


def test_a_sentence_goes_on_with_a_small_letter() -> None:
    assert uncapitalized("Ủy ban nhân dân tỉnh") == "ủy ban nhân dân tỉnh"
    assert uncapitalized("Đẩy mạnh DVC") == "đẩy mạnh DVC"


def test_no_letters_stay_none() -> None:
    assert (capitalized(""), uncapitalized("")) == ("", "")
    assert (capitalized("15 ngày"), uncapitalized("15 ngày")) == ("15 ngày", "15 ngày")
