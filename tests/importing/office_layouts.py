"""Further layouts that offices send: other formats, other tables, other ways of writing one cell.

The words are made up in the manner of such plans; no row is taken from a real document.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

from tests.importing.docx_made import C, docx, level, numbering, paragraph, table
from tests.importing.plan_layouts import ONGOING, TITLE, Gold, by, facts

OFFICE: dict[str, Callable[[], Made]] = {}


class Made(NamedTuple):
    """A document, the ending of its name, and the rows it should be read as."""

    content: bytes
    suffix: str
    gold: Gold


def made(make: Callable[[], Made]) -> Callable[[], Made]:
    OFFICE[make.__name__] = make
    return make


def periodic(*every: str) -> list[dict[str, Any]]:
    return [{"kind": "periodic", "every": list(every)}]


def section(number: str, title: str) -> list[Any]:
    return ["section", [number, title]]


HEADS = [
    "STT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn thành",
    "Sản phẩm",
]
FIRST = ["1", "Ban hành kế hoạch rà soát.", "Sở Tư pháp", "Sở Nội vụ", "Tháng 02/2026", "Kế hoạch"]
SECOND = ["2", "Kiểm tra việc công khai.", "Văn phòng UBND tỉnh", "UBND cấp xã", "Quý III/2026", "Kết luận"]
THIRD = ["3", "Tổng kết năm.", "Văn phòng UBND tỉnh", "", "Trước ngày 15/12/2026", "Báo cáo"]
FIRST_FACTS = facts(by("2026-02"), lead=["Sở Tư pháp"], coordinate=["Sở Nội vụ"])
SECOND_FACTS = facts(by("2026-Q3"), lead=["Văn phòng UBND tỉnh"], coordinate=["UBND cấp xã"])
THIRD_FACTS = facts(by("2026-12-14"), lead=["Văn phòng UBND tỉnh"])
THREE: Gold = [["task", FIRST, FIRST_FACTS], ["task", SECOND, SECOND_FACTS], ["task", THIRD, THIRD_FACTS]]


@made
def labels_in_one_column() -> Made:
    """Who leads and who coordinates stand in one cell behind labels."""
    heads = ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời gian", "Kết quả"]
    rows: list[list[Any]] = [
        heads,
        ["I", "CHỈ ĐẠO", "", "", ""],
        [
            "1",
            "Lập kế hoạch.",
            ["Chủ trì: Sở Nội vụ", "Phối hợp: các sở, ban, ngành; UBND cấp xã"],
            "Quý I/2026",
            "Kế hoạch",
        ],
        [
            "2",
            "Công bố thủ tục.",
            ["- Chủ trì: Sở Tư pháp.", "- Phối hợp: VP UBND tỉnh, các đơn vị có liên quan."],
            "Thường xuyên",
            "Quyết định",
        ],
        [
            "3",
            "Sơ kết.",
            "Cơ quan chủ trì: Văn phòng UBND tỉnh; Cơ quan phối hợp: Sở Nội vụ",
            "Tháng 6/2026",
            "Báo cáo",
        ],
    ]
    gold: Gold = [
        ["header", heads],
        section("I", "CHỈ ĐẠO"),
        [
            "task",
            _joined(rows[2]),
            facts(by("2026-Q1"), lead=["Sở Nội vụ"], coordinate=["sở, ban, ngành", "UBND cấp xã"]),
        ],
        [
            "task",
            _joined(rows[3]),
            facts(ONGOING, lead=["Sở Tư pháp"], coordinate=["VP UBND tỉnh", "cơ quan, đơn vị có liên quan"]),
        ],
        ["task", rows[4], facts(by("2026-06"), lead=["Văn phòng UBND tỉnh"], coordinate=["Sở Nội vụ"])],
    ]
    return Made(docx([*TITLE, table(rows)]), ".docx", gold)


def _joined(row: list[Any]) -> list[str]:
    return [" ".join(cell) if isinstance(cell, list) else cell for cell in row]


@made
def dashes_and_automatic_numbers() -> Made:
    """Numbers and dashes made by Word, bold capitals as sections that fill one cell of the row only."""
    heads = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn"]
    rows: list[list[Any]] = [
        heads,
        ["A", "CÔNG TÁC CHỈ ĐẠO", "", "", "", ""],
        [
            C("", number=(1, 0)),
            "Giao nhiệm vụ.",
            "Văn phòng UBND tỉnh",
            ["- Sở Nội vụ", "- Sở Tài chính"],
            ["- Quyết định", "- Công văn"],
            "Tháng 01/2026",
        ],
        [
            C("", number=(1, 0)),
            "Họp giao ban.",
            "Văn phòng UBND tỉnh",
            "Các sở, ban, ngành",
            "Thông báo",
            "Hằng tháng",
        ],
        ["B", "CÔNG TÁC KIỂM TRA", "", "", "", ""],
        [
            C("", number=(1, 0)),
            "Kiểm tra.",
            "Thanh tra tỉnh",
            "UBND các xã, phường, đặc khu",
            "Kết luận",
            "6 tháng/lần",
        ],
    ]
    gold: Gold = [
        ["header", heads],
        section("A", "CÔNG TÁC CHỈ ĐẠO"),
        [
            "task",
            [
                "1",
                "Giao nhiệm vụ.",
                "Văn phòng UBND tỉnh",
                "- Sở Nội vụ - Sở Tài chính",
                "Quyết định Công văn",
                "Tháng 01/2026",
            ],
            facts(by("2026-01"), lead=["Văn phòng UBND tỉnh"], coordinate=["Sở Nội vụ", "Sở Tài chính"]),
        ],
        [
            "task",
            ["2", *rows[3][1:]],
            facts(periodic("month"), lead=["Văn phòng UBND tỉnh"], coordinate=["sở, ban, ngành"]),
        ],
        section("B", "CÔNG TÁC KIỂM TRA"),
        [
            "task",
            ["3", *rows[5][1:]],
            facts(periodic("half"), lead=["Thanh tra tỉnh"], coordinate=["UBND cấp xã"]),
        ],
    ]
    lists = numbering({0: [level(0, "decimal", "%1")]}, {1: (0, "")})
    return Made(docx([*TITLE, table(rows)], {"numbering.xml": lists}), ".docx", gold)


@made
def header_of_two_rows_with_dates() -> Made:
    """Two header rows: who and when are both divided; a target and its number stand between."""
    top = [
        C("TT", down="begin"),
        C("Nhiệm vụ", down="begin"),
        C("Đơn vị thực hiện", 2),
        C("Thời gian thực hiện", 2),
        C("Chỉ tiêu", down="begin"),
        C("Sản phẩm", down="begin"),
    ]
    low = [
        C("", down="on"),
        C("", down="on"),
        "Chủ trì",
        "Phối hợp",
        "Bắt đầu",
        "Hoàn thành",
        C("", down="on"),
        C("", down="on"),
    ]
    heads = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian hoàn thành", "Sản phẩm"]
    rows: list[list[Any]] = [
        top,
        low,
        [C("I. Số hóa", 8)],
        ["1", "Số hóa hồ sơ.", "Sở Nội vụ", "UBND cấp xã", "Tháng 3/2026", "Tháng 9/2026", "80%", "Hồ sơ số"],
        ["2", "Tập huấn.", "Sở Khoa học và Công nghệ", "", "Quý I/2026", "Quý II/2026", "02 lớp", "Lớp học"],
    ]
    gold: Gold = [
        ["header", heads],
        section("I.", "Số hóa"),
        [
            "task",
            ["1", "Số hóa hồ sơ.", "Sở Nội vụ", "UBND cấp xã", "Tháng 3/2026 - Tháng 9/2026", "Hồ sơ số"],
            facts(by("2026-09", "2026-03"), lead=["Sở Nội vụ"], coordinate=["UBND cấp xã"]),
        ],
        [
            "task",
            ["2", "Tập huấn.", "Sở Khoa học và Công nghệ", "", "Quý I/2026 - Quý II/2026", "Lớp học"],
            facts(by("2026-Q2", "2026-Q1"), lead=["Sở Khoa học và Công nghệ"]),
        ],
    ]
    return Made(docx([*TITLE, table(rows)]), ".docx", gold)


@made
def sections_of_several_kinds() -> Made:
    """Merged rows with Roman numerals, bold letters, numbers of two parts, and one without a number."""
    heads = HEADS
    rows: list[list[Any]] = [
        heads,
        [C("PHẦN I. NHIỆM VỤ CHUNG", 6)],
        [C("A. Thể chế", 6)],
        FIRST,
        [C("B. Thực thi", 6)],
        SECOND,
        [C("PHẦN II. NHIỆM VỤ KHÁC", 6)],
        THIRD,
    ]
    gold: Gold = [
        ["header", heads],
        section("PHẦN I.", "NHIỆM VỤ CHUNG"),
        section("A.", "Thể chế"),
        THREE[0],
        section("B.", "Thực thi"),
        THREE[1],
        section("PHẦN II.", "NHIỆM VỤ KHÁC"),
        THREE[2],
    ]
    return Made(docx([*TITLE, table(rows)]), ".docx", gold)


@made
def results_and_deadlines_in_one_cell() -> Made:
    """Three results with three deadlines in one row, and one result with two deadlines."""
    heads = ["STT", "Nhiệm vụ", "Kết quả", "Chủ trì", "Thời gian"]
    rows: list[list[Any]] = [
        heads,
        [
            "1",
            "Báo cáo định kỳ.",
            ["- Báo cáo quý.", "- Báo cáo 6 tháng.", "- Báo cáo năm."],
            "Sở Nội vụ",
            ["- Hằng quý.", "- Trước ngày 20/6/2026.", "- Trước ngày 20/12/2026."],
        ],
        ["2", "Kiểm tra.", "Kết luận", "Thanh tra tỉnh", ["Đợt 1: tháng 4/2026", "Đợt 2: tháng 10/2026"]],
        ["3", "Đối thoại.", "Biên bản", "Sở Tư pháp", "Quý II và quý IV/2026"],
    ]
    gold: Gold = [
        ["header", heads],
        [
            "task",
            [
                "1",
                "Báo cáo định kỳ.",
                "Báo cáo quý. Báo cáo 6 tháng. Báo cáo năm.",
                "Sở Nội vụ",
                "- Hằng quý. - Trước ngày 20/6/2026. - Trước ngày 20/12/2026.",
            ],
            facts([*periodic("quarter"), *by("2026-06-19"), *by("2026-12-19")], lead=["Sở Nội vụ"]),
        ],
        [
            "task",
            ["2", "Kiểm tra.", "Kết luận", "Thanh tra tỉnh", "Đợt 1: tháng 4/2026 Đợt 2: tháng 10/2026"],
            facts([*by("2026-04"), *by("2026-10")], lead=["Thanh tra tỉnh"]),
        ],
        ["task", rows[3], facts([*by("2026-Q2"), *by("2026-Q4")], lead=["Sở Tư pháp"])],
    ]
    return Made(docx([*TITLE, table(rows)]), ".docx", gold)


@made
def notes_and_numbers() -> Made:
    """A unit and a number of what is to be reached, who is in charge, money, and notes."""
    heads = [
        "STT",
        "Nội dung công việc",
        "ĐVT",
        "Số lượng",
        "Đơn vị thực hiện",
        "Người phụ trách",
        "Thời gian thực hiện",
        "Kinh phí",
        "Ghi chú",
    ]
    first = [
        "1",
        "Tập huấn nghiệp vụ.",
        "lớp",
        "2",
        "Trung tâm Phục vụ hành chính công",
        "Phó Giám đốc",
        "Tháng 4-5/2026",
        "20 triệu đồng",
        "",
    ]
    second = [
        "2",
        "Phát tờ rơi.",
        "tờ",
        "5.000",
        "Phòng Văn hóa - Xã hội",
        "",
        "Cả năm",
        "",
        "Nguồn xã hội hóa",
    ]
    gold: Gold = [
        ["header", heads],
        ["task", first, facts(by("2026-05", "2026-04"), perform=["Trung tâm Phục vụ hành chính công"])],
        ["task", second, facts(by("2026"), perform=["Phòng Văn hóa - Xã hội"])],
    ]
    return Made(docx([*TITLE, table([heads, first, second])]), ".docx", gold)


@made
def repeated_header_over_several_tables() -> Made:
    """The table was cut where pages end: the header stands again, the second cut has a title of its own."""
    body = [
        *TITLE,
        table([HEADS, [C("I. CHUNG", 6)], FIRST]),
        paragraph(""),
        table([HEADS, SECOND]),
        paragraph("II. TỔNG KẾT"),
        table([HEADS, THIRD]),
    ]
    gold: Gold = [["header", HEADS], section("I.", "CHUNG"), *THREE[:2], section("II.", "TỔNG KẾT"), THREE[2]]
    return Made(docx(body), ".docx", gold)


LANDSCAPE = paragraph().replace(
    "</w:pPr>", '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr>'
)


@made
def annex_of_a_decision() -> Made:
    """A decision with a letterhead in a table, articles, recipients, and the plan as a landscape annex."""
    letterhead = table(
        [
            [
                ["ỦY BAN NHÂN DÂN", "TỈNH CẦN GIỜ", "Số: 12/QĐ-UBND"],
                [
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "Độc lập - Tự do - Hạnh phúc",
                    "Cần Giờ, ngày 05 tháng 01 năm 2026",
                ],
            ]
        ]
    )
    signers = table(
        [[["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"]]]
    )
    body = [
        letterhead,
        paragraph("QUYẾT ĐỊNH"),
        paragraph("Ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2026"),
        paragraph("Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ;"),
        paragraph("QUYẾT ĐỊNH:"),
        paragraph("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm soát thủ tục hành chính năm 2026."),
        paragraph("Điều 2. Quyết định này có hiệu lực kể từ ngày ký."),
        paragraph("Điều 3. Chánh Văn phòng UBND tỉnh chịu trách nhiệm thi hành Quyết định này./."),
        signers,
        LANDSCAPE,
        paragraph("Phụ lục"),
        paragraph("KẾ HOẠCH KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2026"),
        paragraph(
            "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Cần Giờ)"
        ),
        table([HEADS, ["I", "NHIỆM VỤ", "", "", "", ""], FIRST, SECOND, THIRD]),
    ]
    return Made(docx(body), ".docx", [["header", HEADS], section("I", "NHIỆM VỤ"), *THREE])


@made
def page_saved_by_word() -> Made:
    """Word's "filtered web page": classes, spans, `&nbsp;`, cells merged across and down."""

    def cell(text: str, more: str = "") -> str:
        inner = "".join(
            f"<p class=MsoNormal><span lang=VI>{escape(t) or '&nbsp;'}</span></p>" for t in text.split("\n")
        )
        return f"<td width=64 {more} style='border:solid windowtext 1.0pt'>{inner}</td>"

    def row(cells: list[str]) -> str:
        return f"<tr>{''.join(cells)}</tr>"

    page = (
        '<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">'
        "<style>p{margin:0}</style>"
        "</head><body lang=EN-US><div class=WordSection1><p class=MsoNormal align=center><b>KẾ HOẠCH</b></p>"
        "<p class=MsoNormal>Kiểm soát thủ tục hành chính năm 2026</p><table class=MsoTableGrid border=1>"
        + row(
            [
                cell("STT", "rowspan=2"),
                cell("Nội dung nhiệm vụ", "rowspan=2"),
                cell("Cơ quan thực hiện", "colspan=2"),
                cell("Thời gian hoàn thành", "rowspan=2"),
                cell("Sản phẩm", "rowspan=2"),
            ]
        )
        + row([cell("Chủ trì"), cell("Phối hợp")])
        + row([cell("I. NHIỆM VỤ", "colspan=6")])
        + "".join(row([cell(text) for text in cells]) for cells in (FIRST, SECOND, THIRD))
        + "</table></div></body></html>"
    )
    return Made(page.encode(), ".html", [["header", HEADS], section("I.", "NHIỆM VỤ"), *THREE])


@made
def pipe_table() -> Made:
    """Markdown with `<br>` in cells and bold sections."""
    lines = [
        "# KẾ HOẠCH",
        "",
        "Kiểm soát thủ tục hành chính năm 2026",
        "",
        f"| {' | '.join(HEADS)} |",
        "|---|:---|---|---|---|---|",
        "| **I** | **NHIỆM VỤ** | | | | |",
        *(f"| {' | '.join(cells)} |" for cells in (FIRST, SECOND)),
        "| 3 | Tổng kết<br>năm. | Văn phòng UBND tỉnh | | Trước ngày 15/12/2026 | Báo cáo |",
    ]
    return Made("\n".join(lines).encode(), ".md", [["header", HEADS], section("I", "NHIỆM VỤ"), *THREE])


@made
def columns_by_tabs() -> Made:
    """Text copied out of a table: a tab between cells, a line a row."""
    lines = [
        "KẾ HOẠCH",
        "Kiểm soát thủ tục hành chính năm 2026",
        "\t".join(HEADS),
        "I\tNHIỆM VỤ\t\t\t\t",
        *("\t".join(cells) for cells in (FIRST, SECOND, THIRD)),
        "Nơi nhận:",
        "- Các sở, ban, ngành;",
        "- Lưu: VT.",
    ]
    return Made("\n".join(lines).encode(), ".txt", [["header", HEADS], section("I", "NHIỆM VỤ"), *THREE])


@made
def abbreviations_of_a_province() -> Made:
    """Bodies by the abbreviations that offices use among themselves."""
    heads = ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Kết quả", "Thời gian"]
    rows = [
        ["1", "Một.", "VP UBND tỉnh", "các sở, ban, ngành; UBND cấp xã", "Văn bản", "Thường xuyên"],
        ["2", "Hai.", "Sở KH&CN", "Sở VH,TT&DL, Sở GD&ĐT", "Văn bản", "Quý I, II/2026"],
        ["3", "Ba.", "TTPVHCC tỉnh", "UBND các xã, phường", "Văn bản", "Hằng tuần"],
    ]
    gold: Gold = [
        ["header", heads],
        [
            "task",
            rows[0],
            facts(ONGOING, lead=["VP UBND tỉnh"], coordinate=["sở, ban, ngành", "UBND cấp xã"]),
        ],
        [
            "task",
            rows[1],
            facts(
                [*by("2026-Q1"), *by("2026-Q2")], lead=["Sở KH&CN"], coordinate=["Sở VH,TT&DL", "Sở GD&ĐT"]
            ),
        ],
        ["task", rows[2], facts(None, lead=["TTPVHCC tỉnh"], coordinate=["UBND cấp xã"])],
    ]
    return Made(docx([*TITLE, table([heads, *rows])]), ".docx", gold)


@made
def numbers_in_the_words() -> Made:
    """No column of numbers: they stand before the words; sections do, too."""
    heads = ["Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Sản phẩm"]
    rows: list[list[Any]] = [
        heads,
        [C("I. CHỈ ĐẠO", 5)],
        ["1. Lập kế hoạch.", "Sở Nội vụ", "Sở Tư pháp", "Quý I/2026", "Kế hoạch"],
        ["2. Sơ kết.", "Sở Nội vụ", "", "Tháng 7/2026", "Báo cáo"],
    ]
    gold: Gold = [
        ["header", ["STT", *heads]],
        section("I.", "CHỈ ĐẠO"),
        [
            "task",
            ["1.", "Lập kế hoạch.", *rows[2][1:]],
            facts(by("2026-Q1"), lead=["Sở Nội vụ"], coordinate=["Sở Tư pháp"]),
        ],
        ["task", ["2.", "Sơ kết.", *rows[3][1:]], facts(by("2026-07"), lead=["Sở Nội vụ"])],
    ]
    return Made(docx([*TITLE, table(rows)]), ".docx", gold)


@made
def a_column_for_each_quarter() -> Made:
    """A cross stands in the column of the quarter in which the work is due."""
    top = [
        C("STT", down="begin"),
        C("Nhiệm vụ", down="begin"),
        C("Đơn vị thực hiện", down="begin"),
        C("Thời gian thực hiện", 4),
    ]
    low = [C("", down="on"), C("", down="on"), C("", down="on"), "Quý I", "Quý II", "Quý III", "Quý IV"]
    heads = ["STT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời gian"]
    rows: list[list[Any]] = [
        top,
        low,
        ["1", "Lập kế hoạch.", "Sở Nội vụ", "x", "", "", ""],
        ["2", "Báo cáo.", "Các sở, ban, ngành", "x", "x", "x", "x"],
    ]
    gold: Gold = [
        ["header", heads],
        ["task", ["1", "Lập kế hoạch.", "Sở Nội vụ", "Quý I"], facts(by("2026-Q1"), perform=["Sở Nội vụ"])],
        [
            "task",
            ["2", "Báo cáo.", "Các sở, ban, ngành", "Quý I, Quý II, Quý III, Quý IV"],
            facts(
                [*by("2026-Q1"), *by("2026-Q2"), *by("2026-Q3"), *by("2026-Q4")], perform=["sở, ban, ngành"]
            ),
        ],
    ]
    return Made(docx([*TITLE, table(rows)]), ".docx", gold)


@made
def targets_before_the_tasks() -> Made:
    """A table of targets stands before that of the tasks, and both have numbers and units."""
    targets = table(
        [
            ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2026"],
            ["1", "Hồ sơ trực tuyến", "%", "80"],
            ["2", "Hồ sơ đúng hạn", "%", "98"],
        ]
    )
    body = [
        *TITLE,
        paragraph("I. CHỈ TIÊU"),
        targets,
        paragraph("II. NHIỆM VỤ"),
        table([HEADS, FIRST, SECOND, THIRD]),
    ]
    return Made(docx(body), ".docx", [["header", HEADS], *THREE])


@made
def lines_within_the_task() -> Made:
    """The words of a task run over several paragraphs with letters; rows follow that have but a dash."""
    heads = ["TT", "Nội dung", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    rows: list[list[Any]] = [
        heads,
        [
            "1",
            ["Rà soát thủ tục:", "a) Lĩnh vực đất đai;", "b) Lĩnh vực hộ tịch."],
            "Phương án",
            "Sở Tư pháp",
            "Các sở, ban, ngành",
            "Quý II/2026",
        ],
        ["-", "Lập danh mục.", "Danh mục", "Sở Tư pháp", "", "Tháng 3/2026"],
        ["-", "Lấy ý kiến.", "Văn bản", "Sở Nội vụ", "", "Tháng 4/2026"],
        ["2", "Công khai.", "Trang thông tin", "Văn phòng UBND tỉnh", "", "Thường xuyên, liên tục"],
    ]
    gold: Gold = [
        ["header", heads],
        [
            "task",
            ["1", "Rà soát thủ tục: a) Lĩnh vực đất đai; b) Lĩnh vực hộ tịch.", *rows[1][2:]],
            facts(by("2026-Q2"), lead=["Sở Tư pháp"], coordinate=["sở, ban, ngành"]),
        ],
        [
            "subtask",
            ["", "Lập danh mục.", "Danh mục", "Sở Tư pháp", "", "Tháng 3/2026"],
            facts(by("2026-03"), lead=["Sở Tư pháp"]),
        ],
        [
            "subtask",
            ["", "Lấy ý kiến.", "Văn bản", "Sở Nội vụ", "", "Tháng 4/2026"],
            facts(by("2026-04"), lead=["Sở Nội vụ"]),
        ],
        ["task", rows[4], facts(ONGOING, lead=["Văn phòng UBND tỉnh"])],
    ]
    return Made(docx([*TITLE, table(rows)]), ".docx", gold)


@made
def broken_lines_in_cells() -> Made:
    """Whoever typed the table pressed Enter within names and dates, so that they fit the column."""
    heads = [
        "STT",
        ["Nội dung", "nhiệm vụ"],
        ["Cơ quan", "chủ trì"],
        ["Cơ quan", "phối hợp"],
        ["Thời", "gian"],
    ]
    rows: list[list[Any]] = [
        heads,
        [
            "1",
            ["Ban hành kế", "hoạch."],
            ["Văn phòng", "UBND tỉnh"],
            ["Sở Nội vụ,", "Sở Tư pháp"],
            ["Trước ngày", "31/3/2026"],
        ],
        ["2", "Tổng kết.", ["Sở Khoa học", "và Công nghệ"], "", ["Tháng", "12/2026"]],
    ]
    gold: Gold = [
        ["header", _joined(heads)],
        [
            "task",
            _joined(rows[1]),
            facts(by("2026-03-30"), lead=["Văn phòng UBND tỉnh"], coordinate=["Sở Nội vụ", "Sở Tư pháp"]),
        ],
        ["task", _joined(rows[2]), facts(by("2026-12"), lead=["Sở Khoa học và Công nghệ"])],
    ]
    return Made(docx([*TITLE, table(rows)]), ".docx", gold)


NUMBERED = """KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026
I. MỤC ĐÍCH
1. Nâng cao chất lượng phục vụ người dân.
II. NỘI DUNG
1. Rà soát thủ tục hành chính trong quý II năm 2026.
2. Sở Tư pháp công bố danh mục thủ tục.
3. Các sở, ban, ngành báo cáo kết quả.
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng theo dõi việc thực hiện kế hoạch.
"""
"""A plan in numbered paragraphs that name nobody behind labels: nothing can be taken from it safely."""
