"""`kst record` on a terminal asks for what its options leave open; off a terminal it asks nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kstthc_cli.commands.progress.interactive import Conversation, completed
from kstthc_cli.commands.questions import Questions
from kstthc_cli.errors import RefusedError
from tests.support.reporting import with_reporting
from tests.support.running import Kst, copy_sample
from tests.support.slip_files import only_slip, plain, said, slips
from tests.support.small_province import small_province

DAY = date(2021, 6, 16)


class Typist:
    """Types the given lines and remembers what was asked; at the end of the lines the input ends."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines: Iterator[str] = iter(lines)
        self.questions: list[str] = []

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        return next(self.lines, "")


def typed(root: Path, *lines: str, **options: object) -> tuple[dict[str, object], list[str]]:
    typist = Typist(f"{line}\n" for line in lines)
    found = completed(root, options, DAY, Conversation(typist, 80))
    return {name: value for name, value in found.items() if value}, typist.questions


def test_everything_is_asked_in_turn(small: Path) -> None:
    found, questions = typed(small, "so y te", "3", "1", "Đã niêm yết.", "", "", "12/BC-SYT")
    assert found == {
        "agency": "so-yt",
        "duty": "3",
        "status": "done",
        "text": "Đã niêm yết.",
        "document": "12/BC-SYT",
    }
    assert [question.splitlines()[0] for question in questions[:3]] == [
        "Cơ quan báo cáo: ",
        "Việc chưa hoàn thành của Sở Y tế:",
        "Trạng thái:",
    ]


def test_the_duties_that_are_open_are_listed_with_their_last_day(small: Path) -> None:
    said(small, "4", "so-yt", "--period", "2021-Q2", as_of="2021-06-16")
    _, questions = typed(small, "so-yt", "3", "3", "", "", "", "")
    assert questions[1].splitlines() == [
        "Việc chưa hoàn thành của Sở Y tế:",
        "  Quý II năm 2021, hạn 18/06/2021",
        "        3. Niêm yết, công khai thủ tục hành chính. (thực hiện)",
        "Mã đầu việc (nhiều mã thì ngăn bằng dấu phẩy, ví dụ 7,8): ",
    ]


def test_each_deadline_of_a_period_has_its_own_heading(tmp_path: Path) -> None:
    _, questions = typed(copy_sample(tmp_path), "so-tttt", "25", "3", "", "", "", "")
    lines = questions[1].splitlines()
    heading = lines.index("  Quý II năm 2021, hạn 30/06/2021")
    assert lines[heading + 1].startswith("       25. Sở Nông nghiệp")
    assert "  Quý II năm 2021, hạn 18/06/2021" in lines


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (74, "        4. Đánh giá chất lượng giải quyết thủ tục hành chính. (thực hiện)"),
        (73, "        4. Đánh giá chất lượng giải quyết thủ tục hành… (thực hiện)"),
        (30, "        4. Đánh giá chất lượng giải… (thực hiện)"),
    ],
)
def test_a_long_duty_is_cut_to_the_screen_but_keeps_thirty_letters(
    width: int, line: str, small: Path
) -> None:
    typist = Typist(["so-yt\n"])
    with pytest.raises(RefusedError):
        completed(small, {}, DAY, Conversation(typist, width))
    assert line in typist.questions[-1].splitlines()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2021, 6, 17), "Ngày báo cáo 17/06/2021 ở sau"),
        (date(2020, 1, 1), "Ngày báo cáo 01/01/2020 ở trước"),
    ],
)
def test_a_day_that_cannot_be_is_refused_before_more_is_asked(day: date, sentence: str, small: Path) -> None:
    with pytest.raises(RefusedError, match=sentence):
        typed(small, agency="so-yt", date=day)


def test_only_what_is_missing_is_asked(small: Path) -> None:
    found, questions = typed(
        small, "2", agency="Sở Y tế", duty="3", text="a", difficulty="b", proposal="c", document="d"
    )
    assert (found["status"], len(questions)) == ("in_progress", 1)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("sở không có", "so-yt"), "Không có cơ quan nào tên “sở không có”."),
        (("huyen", "huyen-ba-to"), "Không chắc “huyen” là cơ quan nào."),
        (("so-yt", "99", "3"), "Không có đầu việc “99”."),
        (("so-yt", "3,x", "3"), "Không có đầu việc “x”."),
        (("so-yt", "3", "9", "hoàn thành"), "Không có trạng thái “9”"),
    ],
)
def test_a_wrong_answer_is_explained_and_asked_again(
    lines: tuple[str, ...], sentence: str, small: Path
) -> None:
    _, questions = typed(small, *lines, *(["3"] if len(lines) == 2 else []), *["1", "", "", "", ""][:6])
    assert any(sentence in question for question in questions)


def test_work_without_a_last_day_is_listed_last(tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    _, questions = typed(root, "6", "3", "", "", "", "", agency="so-tp", period="2021-Q2")
    assert questions[0].splitlines() == [
        "Việc chưa hoàn thành của Sở Tư pháp:",
        "  Quý II năm 2021, hạn 07/06/2021",
        "        2. Góp ý dự thảo quy chế. (thực hiện)",
        "  Quý II năm 2021, hạn 18/06/2021",
        "        3. Niêm yết, công khai thủ tục hành chính. (thực hiện)",
        "  Năm 2021",
        "        6. Tự kiểm tra. (thực hiện)",
        "Mã đầu việc (nhiều mã thì ngăn bằng dấu phẩy, ví dụ 7,8): ",
    ]


def test_every_question_is_asked_in_full(small: Path) -> None:
    _, questions = typed(small, "so-yt", "3", "1", "", "", "", "")
    assert [questions[0], *questions[2:]] == [
        "Cơ quan báo cáo: ",
        "Trạng thái:\n  1. hoàn thành\n  2. đang thực hiện\n  3. không phát sinh\nChọn số: ",
        "Đã làm gì (Enter để bỏ qua): ",
        "Khó khăn, vướng mắc (Enter để bỏ qua): ",
        "Kiến nghị, đề xuất (Enter để bỏ qua): ",
        "Số, ký hiệu văn bản (Enter để bỏ qua): ",
    ]


def test_a_role_stands_for_the_duties(small: Path) -> None:
    found, questions = typed(small, "", "", "", "", agency="so-yt", role=["perform"], status="done")
    assert (found, len(questions)) == ({"agency": "so-yt", "role": ["perform"], "status": "done"}, 4)


def test_where_nothing_is_open_the_period_is_at_fault(small: Path) -> None:
    said(small, "3", "so-yt", "--quarter", "1", as_of="2021-06-16")
    said(small, "4", "so-yt", "--quarter", "1", as_of="2021-06-16")
    with pytest.raises(RefusedError) as raised:
        typed(small, agency="so-yt", period="2021-Q1")
    assert (raised.value.message, raised.value.remedy) == (
        "Sở Y tế không còn việc nào chưa hoàn thành trong kỳ này.",
        "Nêu kỳ khác bằng --quarter hoặc --period.",
    )


def test_an_answer_of_commas_names_no_duty(small: Path) -> None:
    _, questions = typed(small, ",", "3", "1", "", "", "", "", agency="so-yt")
    assert questions[1] == (
        "Không có đầu việc “,”. Gõ mã ở đầu dòng.\nMã đầu việc (nhiều mã thì ngăn bằng dấu phẩy, ví dụ 7,8): "
    )


@pytest.mark.parametrize("lines", [(), ("",), ("so-yt",), ("so-yt", ""), ("so-yt", "3", "")])
def test_an_empty_answer_or_the_end_of_input_stops(lines: tuple[str, ...], small: Path) -> None:
    with pytest.raises(RefusedError) as raised:
        typed(small, *lines)
    assert (raised.value.message, raised.value.remedy) == ("Đã dừng, chưa ghi gì.", "")


@pytest.mark.parametrize(("answer", "goes_on"), [("\n", True), ("c\n", True), ("k\n", False), ("", False)])
def test_what_will_be_written_is_shown_first(answer: str, goes_on: bool) -> None:
    typist = Typist([answer])
    questions = Questions(ask=typist)
    if goes_on:
        questions.approve("3. Niêm yết\n")
    else:
        with pytest.raises(RefusedError):
            questions.approve("3. Niêm yết\n")
    assert typist.questions == ["3. Niêm yết\nGhi phiếu này? [C/k] "]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize("agrees", [True, False])
def test_a_slip_is_written_from_a_terminal(agrees: bool, small: Path) -> None:
    import pty

    outer, inner = pty.openpty()
    answers = ["sở y tế", "3", "1", "Đã niêm yết 12 TTHC.", "", "", "12/BC-SYT", "" if agrees else "k"]
    os.write(outer, "".join(f"{line}\n" for line in answers).encode())
    run = [sys.executable, "-m", "kstthc_cli", "--root", str(small), "record", "--as-of", str(DAY)]
    done = subprocess.run(run, stdin=inner, stderr=inner, stdout=subprocess.PIPE, check=False)
    os.close(inner)
    assert done.returncode == (0 if agrees else 4)
    if agrees:
        [entry] = plain(only_slip(small))["entries"]
        assert (entry["duty"], entry["status"], entry["text"]) == ("3", "done", "Đã niêm yết 12 TTHC.")
    else:
        assert slips(small) == []
    os.close(outer)


# The same on many duties


def test_one_slip_says_the_same_of_several_duties(small: Path, kst: Kst) -> None:
    line = ("record", "3, 4,3", "--agency", "so-yt", "--period", "2021-Q2", "--status", "in_progress")
    assert kst(*line, "--text", "Đang làm.", "--as-of", "2021-06-16", root=small).code == 0
    entries = plain(only_slip(small))["entries"]
    assert [(entry["duty"], entry["text"]) for entry in entries] == [("3", "Đang làm."), ("4", "Đang làm.")]


def test_one_slip_says_the_same_of_all_duties_with_a_role(province: Path, kst: Kst) -> None:
    said(province, "25", "so-yt", as_of="2021-06-01")
    line = ("record", "--role", "coordinate", "--agency", "so-yt", "--quarter", "2", "--status", "done")
    assert kst(*line, "--as-of", "2021-06-16", root=province).code == 0
    duties = [entry["duty"] for entry in plain(slips(province)[-1])["entries"]]
    listed = kst(
        "due", "--agency", "so-yt", "--quarter", "2", "--role", "coordinate", "--format", "csv",
        "--as-of", "2021-06-16", root=province,
    )  # fmt: skip
    assert "25" not in duties
    assert "39a" not in duties  # which it also performs: its own report
    assert len(duties) == len(set(duties)) > 5
    assert listed.out.count("hoàn thành") == len(duties) + 1


def test_a_role_without_open_duties_is_refused(small: Path, kst: Kst) -> None:
    line = ("record", "--role", "lead", "--agency", "so-yt", "--quarter", "2", "--status", "done")
    result = kst(*line, "--as-of", "2021-06-16", root=small)
    assert (result.code, slips(small)) == (4, [])
    assert "Sở Y tế không còn việc nào chưa hoàn thành với vai trò chủ trì" in result.err


@pytest.mark.parametrize(
    "more",
    [
        ("3,4", "--figure", "ty-le=12"),
        ("3,4", "--request", "x"),
        ("3", "--role", "lead"),
        ("3,4", "--supersede", "x"),
    ],
)
def test_what_can_be_about_one_duty_only_is_refused(more: tuple[str, ...], small: Path, kst: Kst) -> None:
    result = kst(
        "record", *more, "--agency", "so-yt", "--status", "done", "--as-of", "2021-06-16", root=small
    )
    assert (result.code, slips(small)) == (2, [])


def test_off_a_terminal_nothing_is_asked(small: Path, kst: Kst) -> None:
    result = kst("record", "--agency", "so-yt", "--as-of", "2021-06-16", root=small)
    assert result.code == 2
    assert "Thiếu mã đầu việc." in result.err


def test_many_unfinished_duties_are_named_by_period(province: Path, kst: Kst) -> None:
    line = ("record", "--role", "coordinate", "--agency", "so-yt", "--quarter", "2", "--status", "done")
    with_reporting(province)
    out = kst(*line, "--as-of", "2021-06-16", "--dry-run", root=province).out
    [unfinished] = [words for words in out.splitlines() if words.startswith("Còn chưa hoàn thành")]
    assert unfinished.startswith("Còn chưa hoàn thành: đầu việc 3b, 6, 8, 9, ")
    assert unfinished.count("quý I năm 2021 (hạn 18/03/2021)") == 1
