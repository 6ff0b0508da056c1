"""A file outside any repository: its kind by folder or keys, and all its problems in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from kstthc_cli.store.validate.single_file import check_file
from tests.support.example_files import EXAMPLES, MINIMAL

FORM = (EXAMPLES / "ok" / "every-kind-of-rule.form.yaml").read_text("utf-8")
PLAN = (MINIMAL / "plans" / "2021.yaml").read_text("utf-8")
AGENCIES = (MINIMAL / "agencies" / "quang-ngai.yaml").read_text("utf-8")
CALENDAR = (MINIMAL / "calendar" / "2021.yaml").read_text("utf-8")
ADDED = "Khóa “sai” không có trong lược đồ."


def told(file: Path) -> list[tuple[str, int, int, str]]:
    return [(p.code, p.line, p.column, p.message) for p in check_file(file)]


@pytest.mark.parametrize(
    "text", [FORM, PLAN, AGENCIES, CALENDAR], ids=["form", "plan", "agencies", "calendar"]
)
def test_the_kind_of_a_file_is_known_by_its_keys(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")
    assert told(file) == []
    file.write_text(f"{text}sai: 1\n", "utf-8")
    assert told(file) == [("KST021", text.count("\n") + 1, 1, ADDED)]


@pytest.mark.parametrize("folder", ["plans", "agencies", "calendar", "forms"])
def test_the_folder_goes_before_the_keys(folder: str, tmp_path: Path) -> None:
    file = tmp_path / folder / "a.yaml"
    file.parent.mkdir()
    file.write_text(FORM, "utf-8")
    assert (told(file) == []) == (folder == "forms")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            FORM.replace('parts: ["2", "3"]', 'parts: ["2", "9"]'),
            [("KST090", 19, 67, "Biểu không có cột “9”.")],
        ),
        (
            f"sai: 1\n{PLAN}".replace("year: 2021", 'year: "2021"'),
            [
                ("KST021", 1, 1, ADDED),
                ("KST022", 4, 7, "Ở đây cần số nguyên (không đặt trong ngoặc kép), đang là chữ."),
            ],
        ),
        ("a: [\n", [("KST008", 2, 1, "Ngoặc [ hoặc { mở ra mà không đóng.")]),
        ("", [("KST014", 1, 1, "Chưa có nội dung.")]),
    ],
)
def test_every_problem_in_order(text: str, wrong: list[tuple[str, int, int, str]], tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")
    assert told(file) == wrong


def test_a_warning_of_the_text_comes_with_the_findings(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(CALENDAR.replace("\n", "\r\n").encode() + b"sai: 1\r\n")
    assert [code for code, *_ in told(file)] == ["KST006", "KST021"]
