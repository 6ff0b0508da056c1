"""CSV for spreadsheets that do not take a comma for the end of a column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.support.running import Kst

LISTS = (
    ("due", "--agency", "so-tttt", "--quarter", "2"),
    ("status", "--quarter", "2", "--level", "so"),
    ("missing", "--quarter", "2", "--agency", "so-tttt"),
    ("overdue", "--agency", "so-tttt"),
    ("request", "list"),
)
AS_OF = ("--as-of", "2021-07-01")
HUYEN = ("agencies", "--level", "huyen")


@pytest.mark.parametrize("words", [*((*words, *AS_OF) for words in LISTS), HUYEN])
@pytest.mark.parametrize(
    ("separator", "between"),
    [(";", ";"), ("semicolon", ";"), ("comma", ","), ("tab", "\t"), ("TAB", "\t"), (",", ",")],
)
def test_every_list_takes_a_separator(
    words: tuple[str, ...], separator: str, between: str, sample: Path, kst: Kst
) -> None:
    with_comma = kst(*words, "--format", "csv", root=sample).out
    asked = kst(*words, "--format", "csv", "--separator", separator, root=sample)
    assert (asked.code, asked.err) == (0, "")
    read = [
        list(csv.reader(io.StringIO(text), delimiter=d))
        for text, d in ((with_comma, ","), (asked.out, between))
    ]
    assert read[0] == read[1]


def test_a_file_with_semicolons_has_a_bom_too(sample: Path, kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / "tien-do.csv"
    words = ("status", "--quarter", "2", *AS_OF, "-o", str(file), "--separator", "semicolon")
    assert kst(*words, root=sample).code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfTheo;")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--format", "csv", "--separator", "|"), "Không dùng “|” làm dấu ngăn cột được."),
        (("--format", "csv", "--separator", ""), "Không dùng “” làm dấu ngăn cột được."),
        (("--separator", "semicolon"), "--separator chỉ dùng khi ghi CSV, không dùng cho table."),
        (("--format", "json", "--separator", "semicolon"), "không dùng cho json."),
    ],
)
def test_a_separator_that_makes_no_sense_is_wrong_use(
    more: tuple[str, ...], words: str, sample: Path, kst: Kst
) -> None:
    result = kst("status", *AS_OF, *more, root=sample)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
