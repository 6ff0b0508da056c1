"""Every sentence about a returned sheet, and what is read of a sheet that people changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pytest

from kstthc_cli.domain.workbook.book import Column, Identity, Sent, SentSheet, Sheet
from kstthc_cli.domain.workbook.cells import Value
from kstthc_cli.domain.workbook.raw import COLUMN, MARK, ROW, SUM, TOTAL, RawCell, RawSheet
from kstthc_cli.domain.workbook.reply import Reply, fixed_template, lost_rows, reply_of
from kstthc_cli.domain.workbook.returned import CellProblem, ReturnedSheet, read_sheet

CODE = "form:bieu@2021-Q2"
SHEET = Sheet(
    CODE, "Biểu", "Biểu thử", "",
    (
        Column("label", ("Lĩnh vực",), "label", 30, filled=False),
        Column("1", ("Nhận", "Tổng"), "count", 10, parts=("2", "3")),
        Column("2", ("Nhận", "Trực tuyến"), "count", 10),
        Column("3", ("Nhận", "Trực tiếp"), "decimal", 10, decimals=2),
        Column("4", ("Tỷ lệ",), "percent", 10),
        Column("5", ("Ngày",), "day", 10),
        Column("6", ("Tất cả",), "count", 10, parts=("1", "2")),
    ),
    (), ("label",),
)  # fmt: skip
OPEN = SHEET._replace(
    columns=(SHEET.columns[0]._replace(filled=True), *SHEET.columns[1:]), heads=(), open_rows=True
)
PLACES = {column.code: n for n, column in enumerate(SHEET.columns, 2)}
HEADS = {"dat-dai": {"label": "Đất đai"}, "ho-tich": {"label": "Hộ tịch"}}
FIRST, SECOND = 4, 5
Cells = Mapping[tuple[int, int], RawCell | None]


def sent(cells: Cells, **more: object) -> RawSheet:
    """The sheet as it was sent, with other cells; None takes one away."""
    grid: dict[tuple[int, int], RawCell] = {(1, 1): RawCell(MARK + CODE)}
    for column in SHEET.columns:
        at = PLACES[column.code]
        grid[1, at] = RawCell((SUM if column.parts else COLUMN) + column.code)
        grid[2, at], grid[3, at] = RawCell(column.heading[-1]), RawCell(f"({column.code})")
    for row, code in ((FIRST, "dat-dai"), (SECOND, "ho-tich")):
        grid |= {(row, 1): RawCell(ROW + code), (row, PLACES["label"]): RawCell(HEADS[code]["label"])}
    for place, cell in cells.items():
        if cell is None:
            grid.pop(place)
        else:
            grid[place] = cell
    return RawSheet("Biểu", grid)._replace(**more)  # type: ignore[arg-type]


def at(row: int, column: str, value: Value, kind: str = "", **more: object) -> Cells:
    return {(row, PLACES[column]): RawCell(value, kind, **more)}  # type: ignore[arg-type]


def read(raw: RawSheet, sheet: Sheet = SHEET) -> ReturnedSheet:
    return read_sheet(raw, sheet, {} if sheet.open_rows else HEADS)


def told(raw: RawSheet, sheet: Sheet = SHEET) -> list[str]:
    return sentences(read(raw, sheet).problems)


def inserted(row: int, found: str) -> str:
    wanted = "dòng chèn thêm không thuộc dòng nào của trang; chuyển nội dung vào dòng có sẵn."
    return f"trang “Biểu”, dòng {row}: “{found}”; {wanted}"


NO_RESULT = (
    "trang “Biểu”, ô D4: “=1+1”; công thức chưa có kết quả; "
    "cần giá trị thay cho công thức (chép ô, dán dạng giá trị)."
)


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({}, []),
        # columns
        (
            {(1, PLACES["2"]): None},
            ["trang “Biểu”: cột “Nhận - Trực tuyến” đã bị xóa; chép nội dung vào tệp gốc rồi gửi lại."],
        ),
        ({(1, PLACES["1"]): None}, []),
        (
            {(1, 20): RawCell(COLUMN + "2")},
            ["trang “Biểu”: cột “Nhận - Trực tuyến” có hai lần; chép nội dung vào tệp gốc rồi gửi lại."],
        ),
        (
            {(1, 20): RawCell(COLUMN + "2"), (1, 21): RawCell(COLUMN + "2")},
            ["trang “Biểu”: cột “Nhận - Trực tuyến” có 3 lần; chép nội dung vào tệp gốc rồi gửi lại."],
        ),
        (at(2, "2", "Trực tuyến "), []),
        (at(2, "2", "Nộp tại chỗ"), ["trang “Biểu”, cột D: tiêu đề cột đã đổi, phải là “Trực tuyến”."]),
        (at(2, "2", 12), ["trang “Biểu”, cột D: tiêu đề cột đã đổi, phải là “Trực tuyến”."]),
        (at(2, "1", "Cộng"), []),
        (
            {**at(2, "2", "Nộp tại chỗ"), **at(5, "3", "Trực tuyến")},
            [
                "trang “Biểu”, cột D: tiêu đề cột đã đổi, phải là “Trực tuyến”.",
                "trang “Biểu”, ô E5: “Trực tuyến”; cần con số, ví dụ 12,5.",
            ],
        ),
        # rows
        ({(9, 1): RawCell(ROW + "dat-dai"), (9, 2): RawCell("Đất đai")}, []),
        (
            {
                **at(FIRST, "2", 3),
                (9, 1): RawCell(ROW + "dat-dai"),
                (9, 2): RawCell("Đất đai"),
                **at(9, "2", "3"),
            },
            [],
        ),
        (
            {
                **at(FIRST, "2", 3),
                (9, 1): RawCell(ROW + "dat-dai"),
                (9, 2): RawCell("Đất đai"),
                **at(9, "2", 4),
            },
            ["trang “Biểu”, dòng 9: dòng này chép từ dòng 4 nhưng nội dung khác; giữ một dòng."],
        ),
        (
            at(8, "2", 4),
            [inserted(8, "4")],
        ),
        (
            {**at(8, "3", 5), **at(8, "2", 4), **at(7, "4", 6)},
            [
                inserted(7, "6"),
                inserted(8, "4"),
            ],
        ),
        (at(8, "2", " "), []),
        (at(8, "6", 4), []),
        ({**at(8, "2", 4), (8, 1): RawCell("x")}, []),
        ({(1, 9): RawCell("Ghi chú"), **at(2, "3", "Trực tiếp")}, []),
        # heads
        ({(FIRST, 2): RawCell("Đất  ĐAI")}, []),
        (
            {(FIRST, 2): RawCell("Đất rừng")},
            ["trang “Biểu”, ô B4: “Đất rừng”; ô khóa đã bị sửa, phải là “Đất đai”."],
        ),
        ({(FIRST, 2): None}, ["trang “Biểu”, ô B4: “(trống)”; ô khóa đã bị sửa, phải là “Đất đai”."]),
        ({(1, 2): None}, []),
        # cells
        (at(FIRST, "2", "x"), ["trang “Biểu”, ô D4: “x”; cần số nguyên, ví dụ 1234."]),
        (
            at(FIRST, "2", 2.5),
            ["trang “Biểu”, ô D4: “2.5”; không phải số nguyên; cần số nguyên, ví dụ 1234."],
        ),
        (
            at(FIRST, "2", value=True),
            ["trang “Biểu”, ô D4: “TRUE”; không phải là số; cần số nguyên, ví dụ 1234."],
        ),
        (at(FIRST, "2", "#REF!", "e"), ["trang “Biểu”, ô D4: “#REF!”; cần nội dung thay cho lỗi công thức."]),
        (at(FIRST, "2", "=1+1", "f", computed=2), []),
        (
            at(FIRST, "2", "=1+1", "f"),
            [NO_RESULT],
        ),
        (
            at(FIRST, "2", "=1+1", "f", computed=0),
            [NO_RESULT],
        ),
        (
            at(FIRST, "2", "=1+1", "f", computed=False),
            [NO_RESULT],
        ),
        (
            at(FIRST, "2", "=1+1", "f", computed="#N/A"),
            [NO_RESULT],
        ),
        (
            at(FIRST, "2", "=1+1", "f", computed=True),
            [NO_RESULT],
        ),
        # what is no code in the hidden row and column, and a sheet without rows
        ({(1, 20): RawCell(5), (9, 1): RawCell(7), (10, 1): RawCell("Ghi chú")}, []),
        ({(FIRST, 1): None, (SECOND, 1): None, **at(8, "2", 4)}, []),
        (
            {(FIRST, 1): None, (SECOND, 1): None, **at(2, "2", "Khác")},
            ["trang “Biểu”, cột D: tiêu đề cột đã đổi, phải là “Trực tuyến”."],
        ),
        (at(FIRST, "2", 0.5, percent=True), ["trang “Biểu”, ô D4: “0.5”; cần con số, không phải tỷ lệ %."]),
        (at(FIRST, "4", 0.125, percent=True), []),
        (
            at(FIRST, "5", "31/6/2021"),
            ["trang “Biểu”, ô G4: “31/6/2021”; không có ngày này; cần ngày/tháng/năm, ví dụ 16/6/2021."],
        ),
        (at(FIRST, "5", "16/6/21 08:30"), []),
        # sums
        ({**at(FIRST, "1", 5), **at(FIRST, "2", 2), **at(FIRST, "3", 3)}, []),
        (
            {**at(FIRST, "1", 6), **at(FIRST, "2", 2), **at(FIRST, "3", 3)},
            ["trang “Biểu”, ô C4: “6”; tổng (2) + (3) là 5; ô này tự tính, điền các ô thành phần."],
        ),
        (
            at(FIRST, "1", 6),
            ["trang “Biểu”, ô C4: “6”; tổng (2) + (3) là trống; ô này tự tính, điền các ô thành phần."],
        ),
        (
            at(FIRST, "1", "x"),
            ["trang “Biểu”, ô C4: “x”; tổng (2) + (3) là trống; ô này tự tính, điền các ô thành phần."],
        ),
        (at(FIRST, "1", " "), []),
        (at(FIRST, "1", "=C4+D4", "f", computed=9), []),
        ({**at(FIRST, "1", "–"), **at(FIRST, "2", "–")}, []),
        ({**at(FIRST, "1", "3"), **at(FIRST, "2", "kps"), **at(FIRST, "3", 3)}, []),
    ],
)
def test_sentences_about_a_sheet(cells: Cells, wanted: list[str]) -> None:
    assert told(sent(cells)) == wanted


@pytest.mark.parametrize(
    ("merged", "wanted"),
    [
        (
            (4, 4, 4, 5),
            ["trang “Biểu”, các ô D4:E4: các ô này đã gộp làm một; bỏ gộp (Unmerge) rồi điền từng ô."],
        ),
        (
            (5, 5, 9, 5),
            ["trang “Biểu”, các ô E5:E9: các ô này đã gộp làm một; bỏ gộp (Unmerge) rồi điền từng ô."],
        ),
        (
            (1, 4, 4, 4),
            ["trang “Biểu”, các ô D1:D4: các ô này đã gộp làm một; bỏ gộp (Unmerge) rồi điền từng ô."],
        ),
        ((2, 3, 2, 4), []),
        ((4, 2, 5, 2), []),
        (
            (4, 3, 4, 3),
            ["trang “Biểu”, các ô C4:C4: các ô này đã gộp làm một; bỏ gộp (Unmerge) rồi điền từng ô."],
        ),
        ((4, 20, 5, 20), []),
        ((6, 4, 9, 4), []),
    ],
)
def test_merged_cells_matter_over_cells_to_fill(merged: tuple[int, ...], wanted: list[str]) -> None:
    assert told(sent({}, merged=(merged,))) == wanted


def test_a_day_counted_from_1904_is_refused() -> None:
    assert told(sent(at(FIRST, "5", 44000), days_of_1904=True)) == [
        "trang “Biểu”, ô G4: “44000”; tệp đếm ngày từ năm 1904; cần ngày/tháng/năm, ví dụ 16/6/2021."
    ]
    assert told(sent(at(FIRST, "5", "16/6/2021"), days_of_1904=True)) == []
    assert told(sent(at(FIRST, "2", 44000), days_of_1904=True)) == []


def answers(raw: RawSheet, sheet: Sheet = SHEET) -> dict[str, str]:
    """Row and column → text, of all answers."""
    return {
        f"{row}.{column}": f"{answer.text} ({answer.cell} {answer.typed})"
        for row, found in read(raw, sheet).answers.items()
        for column, answer in found.items()
    }


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (
            {**at(FIRST, "2", "1.200"), **at(FIRST, "3", 0.5), **at(SECOND, "2", "–")},
            {
                "dat-dai.2": "1200 (D4 1.200)",
                "dat-dai.3": "0.5 (E4 0.5)",
                "dat-dai.1": "1200.5 (C4 1200.5)",
                "dat-dai.6": "2400.5 (H4 2400.5)",
                "ho-tich.2": "– (D5 –)",
                "ho-tich.1": "– (C5 –)",
                "ho-tich.6": "– (H5 –)",
            },
        ),
        (
            at(FIRST, "2", "=1+1", "f", computed=2),
            {"dat-dai.2": "2 (D4 =1+1)", "dat-dai.1": "2 (C4 2)", "dat-dai.6": "4 (H4 4)"},
        ),
        (
            {**at(FIRST, "4", 0.125, percent=True), **at(FIRST, "5", "2021-06-16")},
            {"dat-dai.4": "12.5 (F4 0.125)", "dat-dai.5": "2021-06-16 (G4 2021-06-16)"},
        ),
        (
            {**at(FIRST, "5", "16/6/21 08:30"), **at(SECOND, "4", "12,5 %")},
            {"dat-dai.5": "2021-06-16 (G4 16/6/21 08:30)", "ho-tich.4": "12.5 (F5 12,5 %)"},
        ),
        ({**at(FIRST, "2", " "), **at(FIRST, "4", ""), **at(FIRST, "5", "  ")}, {}),
        (at(FIRST, "4", "12,5", percent=True), {"dat-dai.4": "12.5 (F4 12,5)"}),
        (at(FIRST, "4", 0.5, percent=True), {"dat-dai.4": "50 (F4 0.5)"}),
        (
            {**at(FIRST, "2", "x"), **at(FIRST, "3", 2)},
            {"dat-dai.3": "2 (E4 2)", "dat-dai.1": "2 (C4 2)", "dat-dai.6": "2 (H4 2)"},
        ),
    ],
)
def test_what_is_read(cells: Cells, wanted: dict[str, str]) -> None:
    assert answers(sent(cells)) == wanted


def test_the_order_of_cells_in_a_file_does_not_matter() -> None:
    copy = {(9, 1): RawCell(ROW + "dat-dai"), (9, 2): RawCell("Đất đai"), **at(9, "2", 4)}
    raw = sent({**at(FIRST, "2", 3), **copy, (1, 20): RawCell(COLUMN + "3")})
    other = raw._replace(grid=dict(reversed(list(raw.grid.items()))))
    assert (told(other), answers(other)) == (told(raw), answers(raw))
    assert told(raw) == [
        "trang “Biểu”: cột “Nhận - Trực tiếp” có hai lần; chép nội dung vào tệp gốc rồi gửi lại.",
        "trang “Biểu”, dòng 9: dòng này chép từ dòng 4 nhưng nội dung khác; giữ một dòng.",
    ]


def test_rows_that_an_agency_adds_to_a_sheet_of_open_rows() -> None:
    """Below the headings, with figures; not those under the label of totals or above the first row."""
    added = {(8, 2): RawCell("Lâm nghiệp"), **at(8, "2", 4), (9, 2): RawCell("Chỉ có tên"), **at(10, "3", 1)}
    total = {(12, 1): RawCell(TOTAL), **at(12, "2", 9)}
    raw = sent({**added, **total})
    assert [(row, sorted(found)) for row, found in read(raw, OPEN).answers.items()] == [
        ("dat-dai", ["label"]),
        ("ho-tich", ["label"]),
        ("row-8", ["1", "2", "6", "label"]),
        ("row-10", ["1", "3", "6"]),
    ]
    assert told(raw, OPEN) == []


def test_rows_inserted_between_the_headings_and_the_first_row() -> None:
    """The row of column numbers is the last heading; without it the row of titles is."""
    grid = sent({}).grid
    moved = {(row + (row > 3), column): cell for (row, column), cell in grid.items()}
    raw = RawSheet("Biểu", {**moved, (4, 2): RawCell("Mới"), (4, 4): RawCell(7)})
    assert answers(raw, OPEN)["row-4.2"] == "7 (D4 7)"
    assert told(raw) == [inserted(4, "7")]


# Whole replies

IDENTITY = Identity(1, "2021", "quang-ngai", "so-tp", "2021-Q2", "0.2.0", date(2021, 6, 10))


def reply(*raws: RawSheet, prefilled: Mapping[tuple[str, str, str], str] | None = None) -> Reply:
    was = Sent(IDENTITY, {CODE: SentSheet("Biểu", "Biểu thử")}, {CODE: HEADS}, prefilled or {})
    return reply_of(was, raws, lambda code: SHEET if code == CODE else None)


def sentences(problems: Iterable[CellProblem]) -> list[str]:
    return [problem.sentence for problem in problems]


def deleted(label: str, name: str = "Biểu") -> str:
    wanted = "đã bị xóa mà trước đó có nội dung; thêm lại, muốn rút thì để trống."
    return f"trang “{name}”: dòng “{label}” {wanted}"


def without_mark(**more: object) -> RawSheet:
    return sent({(1, 1): None}, **more)


@pytest.mark.parametrize(
    ("raws", "wanted"),
    [
        ([sent({})], []),
        (
            [without_mark()],
            ["trang “Biểu”: hàng hoặc cột mã ẩn đã bị xóa; chép nội dung vào tệp gốc rồi gửi lại."],
        ),
        (
            [sent({}), without_mark(name="Khác")],
            ["trang “Khác”: hàng hoặc cột mã ẩn đã bị xóa; chép nội dung vào tệp gốc rồi gửi lại."],
        ),
        (
            [sent({}), RawSheet("Khác", {(1, 1): RawCell(5), (2, 1): RawCell(f"{TOTAL}")})],
            ["trang “Khác”: hàng hoặc cột mã ẩn đã bị xóa; chép nội dung vào tệp gốc rồi gửi lại."],
        ),
        (
            [RawSheet("BIỂU", {(1, 1): RawCell("x")})],
            ["trang “BIỂU”: hàng hoặc cột mã ẩn đã bị xóa; chép nội dung vào tệp gốc rồi gửi lại."],
        ),
        (
            [RawSheet("Trang1", {(1, 1): RawCell("biểu thử"), (2, 1): RawCell(5)})],
            ["trang “Trang1”: hàng hoặc cột mã ẩn đã bị xóa; chép nội dung vào tệp gốc rồi gửi lại."],
        ),
        ([RawSheet("Trang1", {(1, 1): RawCell("Ghi chú"), (2, 1): RawCell(5)})], []),
        ([sent({}), RawSheet("Biểu", {(1, 1): RawCell("Biểu thử")})], []),
        (
            [sent({}), RawSheet("Khác", {(1, 1): RawCell(MARK + "form:cu@2021-Q2")})],
            ["trang “Khác”: trang của biểu không còn trong kho; lập lại tệp rồi gửi lại."],
        ),
        (
            [sent({}), sent(at(FIRST, "2", 1), name="Bản 2"), RawSheet("Ghi chú", {})],
            ["trang “Bản 2”: bản chép của trang “Biểu” nhưng nội dung khác; giữ một trang."],
        ),
    ],
)
def test_sentences_about_a_reply(raws: list[RawSheet], wanted: list[str]) -> None:
    assert sentences(reply(*raws).problems) == wanted


@pytest.mark.parametrize(
    ("raws", "prefilled", "recorded", "wanted"),
    [
        ([sent({(SECOND, 1): None})], {}, False, []),
        (
            [sent({(SECOND, 1): None})],
            {(CODE, "ho-tich", "2"): "5"},
            False,
            [deleted("Hộ tịch")],
        ),
        (
            [sent({(SECOND, 1): None})],
            {},
            True,
            [deleted("Hộ tịch")],
        ),
        ([sent({})], {(CODE, "ho-tich", "2"): "5"}, True, []),
        (
            [],
            {(CODE, "dat-dai", "2"): "5"},
            False,
            [deleted("Đất đai")],
        ),
    ],
)
def test_a_row_that_was_deleted(
    raws: list[RawSheet],
    prefilled: dict[tuple[str, str, str], str],
    recorded: bool,
    wanted: list[str],
) -> None:
    found = lost_rows(reply(*raws, prefilled=prefilled), lambda _sheet, row: recorded and row == "ho-tich")
    assert sentences(found) == wanted


def test_what_is_empty_is_no_part_of_the_name_of_a_row() -> None:
    found = reply(prefilled={(CODE, "dat-dai", "2"): "5"})
    heads = {CODE: {"dat-dai": {"group": "", "label": "Đất đai", "unit": "", "more": "x" * 60}}}
    renamed = found._replace(sent=found.sent._replace(heads=heads))
    assert sentences(lost_rows(renamed, lambda *_: False)) == [deleted("Đất đai " + "x" * 52)]


def test_a_row_of_a_sheet_that_the_hidden_sheet_no_longer_names() -> None:
    found = reply(prefilled={(CODE, "dat-dai", "2"): "5"})
    nameless = found._replace(sent=found.sent._replace(sheets={}))
    assert sentences(lost_rows(nameless, lambda *_: False)) == [deleted("Đất đai", CODE)]


def test_sums_of_a_sheet_and_templates_without_a_form() -> None:
    assert reply(sent({})).sums(CODE) == {"1", "6"}
    assert reply().sums(CODE) == frozenset()
    assert [
        sheet and sheet.heads for sheet in map(fixed_template, ("duties", "coordinated", "bases", "x"))
    ] == [
        ("duty", "content"),
        ("duty", "content"),
        ("form",),
        None,
    ]
