"""Statements that an official chooses for a report; what is written in place of the program's sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.made import AS_OF, texts, under, values
from tests.report.test_prose import FILE, Q2, prepared, written
from tests.support.slip_files import problems, ran, said

WORDS = ("report", "highlight")
SPAN = ("--quarter", "2", "--as-of", AS_OF)


def slip_of(root: Path, agency: str, words: str) -> str:
    """Record a statement on duty 3; the id of its slip."""
    folder = root / "progress" / "2021" / "Q2" / agency
    before = set(folder.glob("*.yaml"))
    said(root, "3", agency, "--quarter", "2", "--text", words)
    [new] = set(folder.glob("*.yaml")) - before
    return new.stem


def test_a_chosen_statement_stands_under_the_heading_of_its_duty(played: Path) -> None:
    slip = slip_of(played, "so-yt", "Đã niêm yết tại 8 nơi")
    assert "Đã niêm yết" not in " ".join(texts(values(played, *Q2)))
    result = ran(*WORDS, slip, *SPAN, root=played)
    assert (result.code, result.err) == (0, "")
    assert "Mục I.1: Sở Y tế: đã niêm yết tại 8 nơi." in result.out
    assert under(values(played, *Q2), "1. Công khai")[-1] == "Sở Y tế: đã niêm yết tại 8 nơi."
    assert not problems(played)


def test_a_prefix_of_the_slip_is_enough_and_twice_is_refused(played: Path) -> None:
    slip = slip_of(played, "so-yt", "Đã niêm yết tại 8 nơi")
    assert ran(*WORDS, slip[:-4], *SPAN, root=played).code == 0
    before = (played / FILE).read_bytes()
    again = ran(*WORDS, slip, *SPAN, root=played)
    assert (again.code, again.out, (played / FILE).read_bytes()) == (4, "", before)
    assert "đã được chọn" in again.err


def test_what_people_wrote_stays_and_edited_words_are_printed(played: Path) -> None:
    prepared(played)
    written(played, "causes: |\n  Thiếu người.  # nguyên văn\n")
    slip = slip_of(played, "so-yt", "Đã niêm yết tại 8 nơi")
    assert ran(*WORDS, slip, *SPAN, root=played).code == 0
    text = (played / FILE).read_text("utf-8")
    assert "Thiếu người.  # nguyên văn" in text
    (played / FILE).write_text(text.replace("đã niêm yết tại 8 nơi", "niêm yết đủ"), "utf-8", newline="\n")
    assert "Sở Y tế: niêm yết đủ." in texts(values(played, *Q2))
    (played / FILE).write_text(text.replace("highlight: true", "highlight: false"), "utf-8", newline="\n")
    assert "niêm yết" not in " ".join(texts(values(played, *Q2)))


@pytest.mark.parametrize(
    ("slip", "sentence"), [("khong-co", "Không có phiếu “khong-co”."), ("khong-co#3", "Không có phiếu")]
)
def test_an_unknown_slip_is_refused(played: Path, slip: str, sentence: str) -> None:
    result = ran(*WORDS, slip, *SPAN, root=played)
    assert (result.code, result.out) == (4, "")
    assert sentence in result.err
    assert not (played / FILE).exists()


def test_a_report_of_an_agency_names_only_its_own_slips(played: Path) -> None:
    slip = slip_of(played, "so-yt", "Đã niêm yết tại 8 nơi")
    result = ran(*WORDS, slip, *SPAN, "--agency", "so-tp", root=played)
    assert (result.code, result.out) == (4, "")
    assert f"Không có phiếu “{slip}”." in result.err
    own = ran(*WORDS, slip, *SPAN, "--agency", "so-yt", root=played)
    assert (own.code, own.err) == (0, "")
    assert "Mục I.1: Đã niêm yết tại 8 nơi." in own.out


def test_a_slip_on_several_duties_asks_for_one(played: Path) -> None:
    file = played / "hai-viec.yaml"
    entries = '  - {duty: "3", status: done, text: Một}\n  - {duty: "4", status: done, text: Hai}\n'
    file.write_text(f"entries:\n{entries}", "utf-8", newline="\n")
    words = ("--agency", "so-yt", "--quarter", "2", "--file", str(file), "--as-of", AS_OF)
    folder = played / "progress" / "2021" / "Q2" / "so-yt"
    before = set(folder.glob("*.yaml"))
    recorded = ran("record", *words, root=played)
    assert recorded.code == 0, recorded.err
    [slip] = [new.stem for new in set(folder.glob("*.yaml")) - before]
    result = ran(*WORDS, slip, *SPAN, root=played)
    assert result.code == 4
    assert f"{slip}#4: Sở Y tế: hai." in result.err
    assert ran(*WORDS, f"{slip}#4", *SPAN, root=played).code == 0


# What is written in place of the program's sentences


def test_a_paragraph_stands_in_place_of_the_programs_sentence(played: Path) -> None:
    [before] = under(values(played, *Q2), "1. Công khai")
    prepared(played)
    text = (played / FILE).read_text("utf-8")
    assert f'#  "I.1": |\n#    {before}\n' in text
    text = text.replace("#paragraphs:", "paragraphs:").replace(
        f'#  "I.1": |\n#    {before}', '  "I.1": |\n    Đã công khai đủ.'
    )
    (played / FILE).write_text(text, "utf-8", newline="\n")
    assert not problems(played)
    assert under(values(played, *Q2), "1. Công khai") == ["Đã công khai đủ."]


def test_prose_stands_in_place_of_what_would_be_gathered(played: Path) -> None:
    prepared(played)
    written(played, "next: |\n  - Tập huấn nghiệp vụ.\n")
    assert under(values(played, *Q2), "III. Kỳ tới") == ["Tập huấn nghiệp vụ."]


def test_a_number_that_the_outline_does_not_have_is_found(played: Path) -> None:
    prepared(played)
    written(played, 'paragraphs:\n  "I.99": "Thừa."\n')
    result = ran("validate", root=played)
    assert "Đề cương không có mục “I.99”." in result.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("causes: |\nThiếu người.\n", "Dòng này phải thụt vào 2 dấu cách: nó là chữ của causes ở dòng"),
        ('headings:\n  "I.1": |\n  Chữ.\n', 'Dòng này phải thụt vào 4 dấu cách: nó là chữ của "I.1" ở dòng'),
        ("causes: |\n    Một.\n  Hai.\n", "Dòng này thụt lệch"),
    ],
)
def test_a_fault_of_indentation_is_told_with_its_line(played: Path, text: str, sentence: str) -> None:
    prepared(played)
    line = (played / FILE).read_text("utf-8").count("\n") + text.count("\n")
    written(played, text)
    result = ran("report", *Q2, "--as-of", AS_OF, root=played)
    assert (result.code, result.out) == (3, "")
    assert sentence in result.err
    assert f"{FILE}:{line}:" in result.err
