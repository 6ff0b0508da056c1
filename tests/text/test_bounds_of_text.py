"""Bounds of texts: legacy encodings, marks that are missing, order, excerpts, differences."""

from __future__ import annotations

from typing import Any

import pytest

from kstthc_cli.domain.text.legacy_encoding import legacy_encoding
from kstthc_cli.domain.text.normalize import lacks_only_marks, sort_key
from kstthc_cli.domain.text.search import Wanted
from kstthc_cli.domain.text.wording_diff import reworded


def told(text: str) -> str | None:
    return legacy_encoding(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kiểm soát thủ tục hành chính", None),
        ("KiÓm so¸t thñ tôc hµnh chÝnh", "TCVN3"),
        ("Kieåm soaùt thuû tuïc haønh chính", "VNI"),
        # two letters of a kind at the least
        ("so¸t", None),
        ("so¸t hµnh", "TCVN3"),
        ("soaùt", None),
        ("soaùt haønh", "VNI"),
        # one word in four at the least
        ("so¸t hµnh a b c d e g", "TCVN3"),
        ("so¸t hµnh a b c d e g h", None),
        ("haønh tuïc a b c d e g", "VNI"),
        ("haønh tuïc a b c d e g h", None),
        # as many words of both: the letters that only one has decide
        ("ä® ë®", "TCVN3"),
        ("äö ëï", "VNI"),
        ("ä ä ë ë", "TCVN3"),
        ("Hội thảo với Müller tại Hà Nội", None),
    ],
)
def test_text_in_an_encoding_before_unicode(text: str, wanted: str | None) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("asked", "name", "wanted"),
    [
        ("so tu phap", "Sở Tư pháp", True),
        ("Sở Tư pháp", "Sở Tư pháp", True),
        ("sớ tu phap", "Sở Tư pháp", False),
        ("so tu pha", "Sở Tư pháp", False),
        ("so tu phaps", "Sở Tư pháp", False),
        ("so tu phat", "Sở Tư pháp", False),
        ("dat", "Đất", True),
        ("đat", "Đất", True),
        ("đat", "Dất", False),
        ("\u0301a", "\u0301a", True),
        ("", "", True),
    ],
)
def test_a_name_typed_without_marks(asked: str, name: str, wanted: bool) -> None:
    assert lacks_only_marks(asked, name) == wanted


def test_other_signs_come_before_letters_and_foreign_letters_after() -> None:
    words = ["ß", "ă", "z", "1", "a", "f", "{", "e", " ", "đ", "y", "`"]
    assert sorted(words, key=sort_key) == [" ", "1", "`", "a", "ă", "đ", "e", "f", "ß", "y", "z", "{"]


LINE = "Niêm yết, công khai đầy đủ thủ tục hành chính tại trụ sở."


def seen(asked: str, line: str) -> str:
    return Wanted(asked).excerpt(line)


@pytest.mark.parametrize(
    ("asked", "line", "wanted"),
    [
        ("thủ tục", LINE, "…khai đầy đủ thủ tục hành chính tại trụ sở."),
        ("thu tuc", LINE, "…khai đầy đủ thủ tục hành chính tại trụ sở."),
        ("tại thủ", LINE, "…tục hành chính tại trụ sở."),
        ("khác", LINE, "Niêm yết, công khai đầy đủ thủ tục hành chính tại trụ sở."),
        ("bb", "aaaaaaaaaaa bb", "aaaaaaaaaaa bb"),
        ("bb", "aaaaa aaaaaa bb", "aaaaa aaaaaa bb"),
        ("bb", "aaaaaaaaaaaaaaa bb", "aaaaaaaaaaaaaaa bb"),
        ("bb", "aa  aa\naaaaaaaaaaaaaa bb", "…aaaaaaaaaaaaaa bb"),
    ],
)
def test_an_excerpt_begins_a_little_before_what_was_found(asked: str, line: str, wanted: str) -> None:
    assert seen(asked, line) == wanted


def test_words_are_looked_for_in_all_texts_together() -> None:
    asked = Wanted("công dau")
    assert asked.found_in([None, "Công khai", "", "đầu tháng"])
    assert not asked.found_in([None, "Cong khai", "đầu tháng"])
    assert not asked.found_in([None])


def test_marks_are_found_wherever_they_stand_and_letters_where_a_word_begins() -> None:
    line = ["UBND xã(nếu có), 10%"]
    assert Wanted("(nếu").found_in(line)
    assert Wanted("%").found_in(line)
    assert not Wanted("ếu").found_in(line)
    assert not Wanted("0").found_in(line)


def answers(old: str, new: str) -> Any:
    return [(piece.mark, piece.text) for piece in reworded(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("a b c d", "a b c e", [("same", "a b c"), ("old", "d"), ("new", "e")]),
        # seven words of twenty are the same: 0.35 exactly, then six of eighteen
        (
            "a b c d e g h 1 2 3",
            "a b c d e g h x y z",
            [("same", "a b c d e g h"), ("old", "1 2 3"), ("new", "x y z")],
        ),
        (
            "1 2 3 4 5 6 7 8 9 0 a b c d e g h i k l",
            "x y z w u v m n o p a b c d e g h q r t",
            [
                ("old", "1 2 3 4 5 6 7 8 9 0"),
                ("new", "x y z w u v m n o p"),
                ("same", "a b c d e g h"),
                ("old", "i k l"),
                ("new", "q r t"),
            ],
        ),
        (
            "1 2 3 4 5 6 7 8 9 0 a b c d e g H i k l",
            "x y z w u v m n o p a b c d e g h q r t",
            [
                ("old", "1 2 3 4 5 6 7 8 9 0 a b c d e g H i k l"),
                ("new", "x y z w u v m n o p a b c d e g h q r t"),
            ],
        ),
        ("", "mới", [("new", "mới")]),
        ("cũ", "", [("old", "cũ")]),
    ],
)
def test_texts_with_little_in_common_are_replaced_as_a_whole(old: str, new: str, wanted: Any) -> None:
    assert answers(old, new) == wanted
