"""Questions before a slip is written: what is asked, which answers go on, what is said otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kstthc_cli.commands.questions import Questions
from kstthc_cli.errors import RefusedError

DOUBT, REMEDY = "Ngày 10/06/2021 ở trước kỳ.", "Kiểm tra --period."
STOPPED = ("Đã dừng theo trả lời, chưa ghi gì.", REMEDY)


def answered(answer: str, question: Callable[[Questions], object]) -> tuple[list[str], object]:
    """What was asked, and what came of it: a value, or the two sentences of a refusal."""
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return answer

    try:
        return asked, question(Questions(ask=ask))
    except RefusedError as error:
        return asked, (error.message, error.remedy)


@pytest.mark.parametrize("answer", ["c", "C", "có", "CÓ\n", "co", "y", "yes", " đúng \n"])
def test_only_a_yes_confirms(answer: str) -> None:
    asked, came = answered(answer, lambda questions: questions.confirm(DOUBT, REMEDY))
    assert (asked, came) == ([f"{DOUBT}\nVẫn ghi? [c/K] "], None)


@pytest.mark.parametrize("answer", ["", "\n", "k", "không", "ok", "c c"])
def test_anything_else_stops(answer: str) -> None:
    assert answered(answer, lambda questions: questions.confirm(DOUBT, REMEDY))[1] == STOPPED


@pytest.mark.parametrize(
    ("answer", "came"),
    [
        ("1", 0),
        (" 2 \n", 1),
        ("0", ("“0” không phải là một lựa chọn, chưa ghi gì.", REMEDY)),
        ("3", ("“3” không phải là một lựa chọn, chưa ghi gì.", REMEDY)),
        ("\n", ("“” không phải là một lựa chọn, chưa ghi gì.", REMEDY)),
        ("một", ("“một” không phải là một lựa chọn, chưa ghi gì.", REMEDY)),
    ],
    ids=["first", "last", "none", "behind the last", "blank", "a word"],
)
def test_a_choice_is_made_by_its_number(answer: str, came: object) -> None:
    choices = ["quý I", "quý II"]
    asked, found = answered(answer, lambda questions: questions.choose(DOUBT, choices, REMEDY))
    assert (asked, found) == ([f"{DOUBT}\n  1. quý I\n  2. quý II\nChọn số: "], came)


@pytest.mark.parametrize(
    ("answer", "goes_on"),
    [("\n", True), ("c\n", True), ("Đúng\n", True), ("k\n", False), ("", False)],
    ids=["blank", "yes", "right", "no", "end of input"],
)
def test_what_is_shown_is_approved_unless_refused(answer: str, goes_on: bool) -> None:
    asked, came = answered(answer, lambda questions: questions.approve("3. Niêm yết\n"))
    assert asked == ["3. Niêm yết\nGhi phiếu này? [C/k] "]
    assert came == (None if goes_on else ("Đã dừng theo trả lời, chưa ghi gì.", ""))


def test_where_nobody_can_be_asked_a_doubt_is_refused_and_what_is_shown_approved() -> None:
    questions = Questions()
    questions.approve("3. Niêm yết\n")
    for refuse in (
        lambda: questions.confirm(DOUBT, REMEDY),
        lambda: questions.choose(DOUBT, ["quý I"], REMEDY),
    ):
        with pytest.raises(RefusedError) as raised:
            refuse()
        assert (raised.value.message, raised.value.remedy) == (DOUBT, REMEDY)


def test_the_option_confirms_and_approves_unasked_but_chooses_nothing() -> None:
    questions = Questions(yes=True)
    questions.confirm(DOUBT, REMEDY)
    questions.approve("3. Niêm yết\n")
    with pytest.raises(RefusedError):
        questions.choose(DOUBT, ["quý I"], REMEDY)
