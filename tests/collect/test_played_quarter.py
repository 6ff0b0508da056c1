"""A quarter as an office plays it: workbooks out, filled, some with faults, in, repaired, in again, added up.

The sums are compared with what this file typed into the cells; it knows the forms only as YAML.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from kstthc_cli.domain.workbook.raw import COLUMN, MARK, ROW
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse
from tests.support.in_process import call
from tests.support.running import copy_sample
from tests.support.workbooks import OFFICE, bring_in, export, slips, through_office

FEW = (
    "so-tp", "so-yt", "tt-pvhcc", "huyen-ba-to", "huyen-ly-son", "tt-ba-to-21484",
    "xa-ba-dien-21487",
)  # fmt: skip
HELD = "số liệu đã gồm các cơ quan trực thuộc"
Cells = dict[tuple[str, str], Any]
"""Row code and column → what is typed."""
Said = dict[str, dict[str, Cells]]
"""Agency → code of the sheet of a form → what is typed."""


def read(file: Path) -> Any:
    return parse(Source("", file.read_text("utf-8"))).data


def places(sheet: Any) -> tuple[str, dict[str, int], dict[str, int]]:
    """The code of a sheet, and the places of its rows and of its columns to fill."""
    texts = [(c.row, c.column, str(c.value)) for line in sheet.iter_rows() for c in line if c.value]
    [code] = [text.removeprefix(MARK) for _, _, text in texts if text.startswith(MARK)] or [""]
    rows = {text.removeprefix(ROW): row for row, _, text in texts if text.startswith(ROW)}
    columns = {text.removeprefix(COLUMN): column for _, column, text in texts if text.startswith(COLUMN)}
    return code, rows, columns


def typed(form: dict[str, Any], columns: list[str], chance: Random) -> dict[str, Any]:
    """Figures of a row that obey the rules of the form: zeros, blanks and what does not arise among them."""
    kinds = {column["id"]: column["type"] for column in form["columns"]}
    numbers = {c: chance.choice((0, chance.randint(1, 900))) for c in columns}
    found: dict[str, Any] = {c: f"ghi chú {n}" if kinds[c] == "text" else n for c, n in numbers.items()}
    match form["id"]:
        case "phan-anh-kien-nghi":
            received = found["1"] + found["2"] + found["3"]
            found["4"] = chance.randint(0, received)
            found |= {"5": found["4"], "6": received - found["4"]}
        case "buu-chinh-so-hoa":
            found["4"] = min(found["3"], found["4"])
        case "cham-diem-mot-cua":
            found["2"] = found["1"] + 1 if found["1"] else 0
        case "II.06a" | "truyen-thong" | "khen-thuong-xu-ly":
            found[chance.choice(columns)] = chance.choice((None, "–", "không phát sinh"))
    return {column: value for column, value in found.items() if value is not None}


def fill(book: Any, forms: dict[str, Any], chance: Random, *, held: bool) -> dict[str, Cells]:
    """Type into every form and the first duty of a workbook; returns what was typed into forms."""
    said: dict[str, Cells] = {}
    for sheet in book.worksheets:
        code, rows, columns = places(sheet)
        if code == "duties":
            first = min(rows.values())
            sheet.cell(first, columns["status"]).value = "Hoàn thành"
            sheet.cell(first, columns["text"]).value = "Đã thực hiện."
        if code == "bases" and held:
            sheet.cell(rows["form:II.06a@2021-Q2"], columns["basis"]).value = HELD
        if code.startswith("form:"):
            form = forms[code.removeprefix("form:").partition("@")[0]]
            mine = said[code] = {}
            for row in list(rows)[: 3 if form["rows"]["kind"] == "free" else None]:
                if form["rows"]["kind"] == "free":
                    sheet.cell(rows[row], columns["label"]).value = f"Lĩnh vực {row}"
                for column, value in typed(form, [c for c in columns if c != "label"], chance).items():
                    mine[row, column] = sheet.cell(rows[row], columns[column]).value = value
    return said


def spoil(book: Any, chance: Random) -> tuple[str, str, Any]:
    """Type a fault into a figure of form II.06a; returns sheet and cell and what stood there."""
    sheet = book["II.06a"]
    _, rows, columns = places(sheet)
    cell = sheet.cell(rows["free-1"], columns["4"])
    before, cell.value = cell.value, chance.choice(("mười hai", "12,5 %", "1 2", "-", "=1/0+A1"))
    if cell.value == "-":
        cell.value = True
    return sheet.title, cell.coordinate, before


def number(value: Any) -> Fraction:
    return Fraction(value) if isinstance(value, int) else Fraction(0)


def expected(said: Said, forms: dict[str, Any], held: dict[str, set[str]]) -> dict[tuple[str, str], Fraction]:
    """Code of a sheet and column → the sum of the province; `held`: who is inside a consolidated II.06a."""
    sums: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    inside = set().union(*held.values())
    for agency, sheets in said.items():
        for code, cells in sheets.items():
            form = forms[code.removeprefix("form:").partition("@")[0]]
            if form["id"] == "II.06a" and agency in inside:
                continue
            texts = {column["id"] for column in form["columns"] if column["type"] == "text"}
            for (_, column), value in cells.items():
                if column not in texts:
                    sums[code, column] += number(value)
    for code in {code for code, _ in sums}:
        form = forms[code.removeprefix("form:").partition("@")[0]]
        for total in [rule["total"] for rule in form.get("rules", []) if "total" in rule]:
            sums[code, total["of"]] = sum((sums[code, part] for part in total["parts"]), Fraction(0))
    return sums


def identity(book: Any) -> str:
    """The agency of a workbook."""
    rows = book["kst"].iter_rows(values_only=True)
    return next(str(row[2]) for row in rows if row[:2] == ("identity", "agency"))


def shown(root: Path, code: str) -> Iterator[tuple[str, Any]]:
    """The totals of the province that `kst form show` prints, by column."""
    form, period = code.removeprefix("form:").split("@")
    words = ("--period", period, "--format", "json", "--as-of", "2021-06-30")
    result = call("form", "show", form, *words, root=root)
    assert result.code == 0, result.err
    rows = json.loads(result.out)["rows"]
    [total] = [row for row in rows if row["total"]] if len(rows) > 1 else rows
    return ((column, cell["value"]) for column, cell in total["cells"].items())


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.trial)])
def test_a_quarter_is_collected_and_its_sums_are_what_was_typed(tmp_path: Path, whole: bool) -> None:
    chance = Random(15)
    root = copy_sample(tmp_path / "kho")
    forms = {file.stem: read(file) for file in sorted((root / "forms").glob("*.yaml"))}
    [registry] = [read(file) for file in (root / "agencies").glob("*.yaml")]
    parents = {item["id"]: item.get("parent") for item in registry["agencies"]}
    sent = export(root, *([] if whole else [word for name in FEW for word in ("--agency", name)]))

    said: Said = {}
    repaired: dict[str, tuple[str, str, Any]] = {}
    held: dict[str, set[str]] = {}
    back = tmp_path / "ve"
    back.mkdir()
    for n, file in enumerate(sorted(sent.glob("*.xlsx"))):
        if n % 17 == 5:
            continue  # silent
        book = openpyxl.load_workbook(file)
        agency = identity(book)
        if "Số tổng hợp" in book.sheetnames and agency != "huyen-ly-son":
            held[agency] = {name for name, parent in parents.items() if parent == agency}
        said[agency] = fill(book, forms, chance, held=agency in held)
        if n % (9 if whole else 4) == 2 and "II.06a" in book.sheetnames:
            repaired[file.name] = spoil(book, chance)
        book.save(back / file.name)
        if whole and OFFICE and n % 40 == 1:
            through_office(back / file.name, tmp_path / "mo").replace(back / f"lưu lại {n}.xlsx")
            (back / file.name).unlink()
    assert held
    assert repaired

    first = bring_in(root, back, options=("--annotate", str(tmp_path / "tra-lai")))
    assert first.code == 1
    taken = len(said) - len(repaired)
    assert f"Đã ghi {taken} tệp; 0 tệp không có gì mới; {len(repaired)} tệp bị từ chối." in first.out
    assert len(slips(root)) == taken

    for name, (sheet, cell, before) in repaired.items():
        [marked] = (file for file in (tmp_path / "tra-lai").iterdir() if name[:-5] in file.name)
        book = openpyxl.load_workbook(marked)
        assert book[sheet][cell].comment is not None
        book[sheet][cell].comment = None
        book[sheet][cell].value = before
        book.save(back / name)
    assert bring_in(root, back).code == 0
    assert len(slips(root)) == len(said)
    assert f"{len(said)} tệp không có gì mới" in bring_in(root, back).out
    assert len(slips(root)) == len(said)

    sums = expected(said, forms, held)
    compared = 0
    for code in sorted({code for code, _ in sums}):
        for column, value in shown(root, code):
            if (code, column) in sums:
                assert Fraction(str(value or 0)) == sums[code, column], (code, column)
                compared += 1
    assert compared > 50
