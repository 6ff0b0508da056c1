"""A text that no file can hold, and a day outside the plan's data: the sentence names which of them it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.request_files import MAY, OPEN, WHY, WORDS, opened
from tests.support.running import Result
from tests.support.small_province import small_province
from trees import tree

BELL = "a\x07"
DAY = ("--as-of", "2021-06-10")
GROUND = ("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20")
GIVEN = ("--add-agency", "so-yt", "--role", "lead")
TASK = ("amend", "add-task", "--section", "I", *GIVEN)
RECORD = ("record", "3", "--agency", "so-yt", "--quarter", "2", "--status", "done")
REPORT = ("report", "quarterly", "--quarter", "2")
NEW = (*OPEN, "5b", "--due", "2021-06-30")
WITHDRAW = ("request", "withdraw", "2021-05-10")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province with a request, only to be read."""
    root = small_province(tmp_path_factory.mktemp("asked") / "kho")
    opened(call, root, as_of=MAY)
    return root


def refused(root: Path, words: tuple[str, ...]) -> Result:
    """What a command says that writes nothing."""
    before = tree(root)
    result = call(*words, *DAY, root=root)
    assert (result.out, tree(root)) == ("", before)
    return result


TEXTS: list[tuple[tuple[str, ...], str]] = [
    (("amend", "2", *GROUND, "--deadline", BELL), "--deadline"),
    (("amend", "2", *GROUND, *GIVEN, "--printed", BELL), "--printed"),
    (("amend", "2", *GROUND, *GIVEN, "--note", BELL), "ghi chú"),
    (("amend", "drop-task", "2", "--ground", BELL, *GROUND[2:]), "số văn bản"),
    ((*TASK, *GROUND, "--result", "y", "--deadline", "Q4", "--content", BELL), "--content"),
    ((*TASK, *GROUND, "--content", "x", "--deadline", "Q4", "--result", BELL), "--result"),
    ((*TASK, *GROUND, "--content", "x", "--result", "y", "--deadline", BELL), "--deadline"),
    ((*RECORD, "--text", BELL), "text"),
    ((*RECORD, "--difficulty", BELL), "difficulty"),
    ((*RECORD, "--proposal", BELL), "proposal"),
    ((*RECORD, "--document", BELL), "văn bản"),
    ((*RECORD, "--document", "12/BC", "--document-subject", BELL), "văn bản"),
    ((*RECORD, "--evidence", f"https://quangngai.gov.vn/{BELL}"), "liên kết"),
    ((*RECORD, "--by", BELL), "người báo cáo"),
    ((*NEW, "--document", BELL, "--subject", "x"), "số văn bản"),
    ((*NEW, "--document", "x", "--subject", BELL), "trích yếu"),
    ((*WITHDRAW, "--reason", BELL), "lý do"),
    ((*REPORT, "--number", BELL), "số văn bản"),
    ((*REPORT, "--place", BELL), "địa danh"),
    ((*REPORT, "--signer", BELL), "tên người ký"),
    ((*REPORT, "--post", BELL), "chức vụ"),
    ((*REPORT, "--signing-for", BELL), "thẩm quyền"),
    (("report", "close", "--quarter", "1", "--by", BELL), "tên người chốt"),
    (("collect", "export", "--quarter", "2", "-o", "gui", "--by", BELL), "người lập"),
    (("collect", "import", "plans", "--by", BELL), "người báo cáo"),
]


@pytest.mark.parametrize(("words", "name"), TEXTS)
def test_a_text_with_a_control_character_is_named(words: tuple[str, ...], name: str, asked: Path) -> None:
    result = refused(asked, words)
    assert result.code in (2, 4)
    assert f"Nội dung {name} có ký tự điều khiển U+0007." in result.err


DAYS: list[tuple[tuple[str, ...], str]] = [
    ((*NEW, *WORDS), "Ngày yêu cầu"),
    ((*WITHDRAW, *WHY), "Ngày rút"),
    (RECORD, "Ngày báo cáo"),
    (("collect", "import", "plans"), "Ngày báo cáo"),
]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2021-06-11", "11/06/2021 ở sau ngày 10/06/2021."),
        ("2020-12-14", "14/12/2020 ở trước năm kế hoạch 2021 (kỳ số liệu bắt đầu ngày 15/12/2020)."),
    ],
)
@pytest.mark.parametrize(("words", "name"), DAYS)
def test_a_day_outside_the_data_of_the_plan_is_named(
    words: tuple[str, ...], name: str, day: str, sentence: str, asked: Path
) -> None:
    result = refused(asked, (*words, "--date", day))
    assert result.code == 4
    assert f"{name} {sentence}" in result.err
