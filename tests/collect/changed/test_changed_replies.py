"""What `kst collect import` says and records of replies, word for word, in `held`.

A few rows are filled in with what fits the cells; in every second reply some cells of any sheet are typed
over with what people type. All is chosen at random, always the same:

    == reply 1
    Nhiệm vụ!H6: 'hoàn thành'
    Sở Y tế (1.xlsx), quý II năm 2021: …
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.held_files import held
from tests.support.running import copy_sample
from tests.support.workbooks import bring_in, export, slips

HELD = Path(__file__).parent / "held"
REPLIES, ROWS, CELLS = 10, 5, 5
TEXTS = ("Đã làm xong.", "12/BC-SYT", "Thiếu người.", "45")
LINKS = ("https://quangngai.gov.vn/vb/1", "http://a.vn/b?c=1#d")
ODD: tuple[Any, ...] = (
    None, -1, 1.5, "1,5", "1.234", "12%", "khoảng 10", "x", " Hoàn thành ", "hoan thanh", "Chưa", "=1+1",
    "'12", True, date(2021, 6, 15), "15/6/2021", "31/02/2021", "2021-06-15", 1e9, 10**12, "a\nb",
    " ", "–", "0.5", 7,
)  # fmt: skip


def cells(book: Any, open_only: bool) -> list[Any]:
    """The cells of a workbook that can hold a value of their own."""
    every = (cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line)
    return [
        cell
        for cell in every
        if not isinstance(cell, openpyxl.cell.cell.MergedCell)
        and (not cell.protection.locked or not open_only)
    ]


def fitting(cell: Any, chosen: random.Random) -> Any:
    """A value that the cell's own check lets pass."""
    checks = cell.parent.data_validations.dataValidation
    check = next((check for check in checks if cell.coordinate in check.sqref), None)
    if check is None:
        return chosen.choice(TEXTS)
    if check.type == "list":
        return chosen.choice(check.formula1.strip('"').split(","))
    if check.type == "date":
        return date(2021, chosen.randint(4, 6), chosen.randint(1, 14))
    return chosen.choice(LINKS) if check.type == "textLength" else chosen.choice((0, 1, 3, 12, 250))


def fill_in(book: Any, chosen: random.Random) -> Iterator[str]:
    """Fill in some rows, the first open cell of each always."""
    rows: dict[tuple[str, int], list[Any]] = {}
    for cell in cells(book, open_only=True):
        rows.setdefault((cell.parent.title, cell.row), []).append(cell)
    for row in chosen.sample(list(rows), ROWS):
        for cell in rows[row][:1] + [cell for cell in rows[row][1:] if chosen.random() < 0.6]:
            cell.value = fitting(cell, chosen)
            yield f"{cell.parent.title}!{cell.coordinate}: {cell.value!r}"


def type_over(book: Any, chosen: random.Random) -> Iterator[str]:
    """Type into some cells, open or not, what people type."""
    anywhere = chosen.sample(cells(book, open_only=False), 2)
    for cell in anywhere + chosen.sample(cells(book, open_only=True), CELLS):
        cell.value = chosen.choice(ODD)
        yield f"{cell.parent.title}!{cell.coordinate}: {cell.value!r}"


def recorded(root: Path) -> Iterator[str]:
    """What slips say, without what is new each time."""
    for file in sorted(slips(root), key=lambda file: re.sub(r"^.{10}-\w+-", "", file.name)):
        text = re.sub(r"(?m)^(id|seal|recorded):.*\n", "", file.read_text("utf-8"))
        yield from re.sub(r"[0-9a-f]{16,}", "<hash>", text).splitlines()


@pytest.mark.unheld  # held in files of its own
@pytest.mark.parametrize("agency", ["so-yt", "xa-tra-phu-21130"])
def test_what_is_made_of_a_reply(agency: str, tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    (file,) = export(root, "--agency", agency).glob("*.xlsx")
    chosen = random.Random(agency)
    lines = []
    for reply in range(1, REPLIES + 1):
        book = openpyxl.load_workbook(file)
        lines += [f"== reply {reply}", *fill_in(book, chosen)]
        lines += type_over(book, chosen) if reply % 2 == 0 else ()
        book.save(tmp_path / "1.xlsx")
        result = bring_in(root, tmp_path / "1.xlsx")
        lines += [*result.out.splitlines(), *result.err.splitlines(), *recorded(root), ""]
        shutil.rmtree(root / "progress", ignore_errors=True)
    held(HELD / f"{agency}.txt", "\n".join(lines).replace(str(tmp_path), "<tmp>"))
