"""Plans in every layout that offices use, made here, each with its gold rows.

The words are made up in the manner of such plans; no row is taken from a real document.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.importing.docx_made import C, docx, level, numbering, paragraph, table

Gold = list[list[Any]]
LAYOUTS: dict[str, Callable[[], tuple[bytes, Gold]]] = {}


def layout(make: Callable[[], tuple[bytes, Gold]]) -> Callable[[], tuple[bytes, Gold]]:
    LAYOUTS[make.__name__] = make
    return make


def facts(schedules: list[dict[str, Any]] | None = None, **parties: list[str]) -> dict[str, Any]:
    """The facts of a gold row: names by role, schedules."""
    found: dict[str, Any] = {"parties": [[name, role] for role, names in parties.items() for name in names]}
    return found | ({"schedules": schedules} if schedules is not None else {})


def by(end: str, start: str = "") -> list[dict[str, Any]]:
    return [{"kind": "by_date", "by": end} | ({"start": start} if start else {})]


ONGOING = [{"kind": "ongoing"}]
TITLE = [
    paragraph("KẾ HOẠCH"),
    paragraph("Kiểm soát thủ tục hành chính năm 2026"),
]


@layout
def notes_column() -> tuple[bytes, Gold]:
    """Sections merged over the whole table, numbers by Word that run on, a column of notes."""
    heads = [
        "STT",
        "Tên nhiệm vụ",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Kết quả/Sản phẩm",
        "Thời gian",
        "Ghi chú",
    ]
    rows: list[list[Any]] = [
        heads,
        [C("I. Chỉ đạo, điều hành", 7)],
        [
            C("", number=(1, 0)),
            "Ban hành kế hoạch năm.",
            "Văn phòng UBND tỉnh",
            "Các sở, ban, ngành",
            "Kế hoạch",
            "Tháng 01/2026",
            "",
        ],
        [
            C("", number=(1, 0)),
            "Giao ban định kỳ.",
            "Văn phòng UBND tỉnh",
            "Sở Nội vụ; Sở Tư pháp",
            "Thông báo",
            "Hằng quý",
            "Trực tuyến",
        ],
        [C("II. Công khai thủ tục", 7)],
        [C("", number=(1, 0)), "Công bố danh mục.", "Sở Tư pháp", "", "Quyết định", "Thường xuyên", ""],
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["I.", "Chỉ đạo, điều hành"]],
        [
            "task",
            [
                "1.",
                "Ban hành kế hoạch năm.",
                "Văn phòng UBND tỉnh",
                "Các sở, ban, ngành",
                "Kế hoạch",
                "Tháng 01/2026",
                "",
            ],
            facts(by("2026-01"), lead=["Văn phòng UBND tỉnh"], coordinate=["sở, ban, ngành"]),
        ],
        [
            "task",
            [
                "2.",
                "Giao ban định kỳ.",
                "Văn phòng UBND tỉnh",
                "Sở Nội vụ; Sở Tư pháp",
                "Thông báo",
                "Hằng quý",
                "Trực tuyến",
            ],
            facts(
                [{"kind": "periodic", "every": ["quarter"]}],
                lead=["Văn phòng UBND tỉnh"],
                coordinate=["Sở Nội vụ", "Sở Tư pháp"],
            ),
        ],
        ["section", ["II.", "Công khai thủ tục"]],
        [
            "task",
            ["3.", "Công bố danh mục.", "Sở Tư pháp", "", "Quyết định", "Thường xuyên", ""],
            facts(ONGOING, lead=["Sở Tư pháp"]),
        ],
    ]
    lists = numbering({0: [level(0, "decimal", "%1.")]}, {1: (0, "")})
    return docx([*TITLE, table(rows)], {"numbering.xml": lists}), gold


@layout
def without_time() -> tuple[bytes, Gold]:
    """No column for the time; targets and grounds are kept."""
    heads = [
        "STT",
        "Nội dung nhiệm vụ",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Sản phẩm/kết quả",
        "Chỉ tiêu liên quan",
        "Căn cứ/lý do",
    ]
    rows: list[list[Any]] = [
        heads,
        ["I", C("Chuyển đổi số", 6)],
        [
            "1",
            "Số hóa hồ sơ.",
            "Sở Khoa học và Công nghệ",
            "Các sở, ban, ngành và UBND cấp xã",
            "Hồ sơ số",
            "100% hồ sơ mới",
            "Nghị quyết 57",
        ],
        ["2", "Tập huấn.", "Sở Nội vụ", "Văn phòng UBND tỉnh", "Lớp tập huấn", "", "Kế hoạch năm"],
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["I", "Chuyển đổi số"]],
        [
            "task",
            rows[2],
            facts([], lead=["Sở Khoa học và Công nghệ"], coordinate=["sở, ban, ngành", "UBND cấp xã"]),
        ],
        ["task", rows[3], facts([], lead=["Sở Nội vụ"], coordinate=["Văn phòng UBND tỉnh"])],
    ]
    return docx([*TITLE, table(rows)]), gold


@layout
def groups_and_support() -> tuple[bytes, Gold]:
    """A column names the group of each task, merged down; a third body supports."""
    heads = [
        "STT",
        "Nhóm nhiệm vụ",
        "Nội dung",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Lực lượng hỗ trợ",
        "Thời gian thực hiện",
        "Kết quả/sản phẩm",
        "Chỉ tiêu liên quan",
        "Ghi chú",
    ]
    rows: list[list[Any]] = [
        heads,
        [
            "1",
            C("Thể chế", down="begin"),
            "Rà soát văn bản.",
            "Sở Tư pháp",
            "Sở Tài chính",
            "Hội Luật gia tỉnh",
            "Quý II/2026",
            "Báo cáo",
            "",
            "",
        ],
        [
            "2",
            C("", down="on"),
            "Sửa quy chế.",
            "Sở Tư pháp",
            "",
            "",
            "Trước 30/9/2026",
            "Quyết định",
            "1 quy chế",
            "",
        ],
        [
            "3",
            "Hạ tầng",
            "Nâng cấp đường truyền.",
            "Công an tỉnh",
            "Sở Tài chính",
            "VNPT",
            "Tháng 5-6/2026",
            "Đường truyền",
            "",
            "Đã có vốn",
        ],
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["", "Thể chế"]],
        [
            "task",
            ["1", "Thể chế", *rows[1][2:]],
            facts(by("2026-Q2"), lead=["Sở Tư pháp"], coordinate=["Sở Tài chính", "Hội Luật gia tỉnh"]),
        ],
        ["task", ["2", "Thể chế", *rows[2][2:]], facts(by("2026-09-29"), lead=["Sở Tư pháp"])],
        ["section", ["", "Hạ tầng"]],
        [
            "task",
            rows[3],
            facts(by("2026-06", "2026-05"), lead=["Công an tỉnh"], coordinate=["Sở Tài chính", "VNPT"]),
        ],
    ]
    for row in gold:
        if row[0] == "task":
            row[1] = list(row[1])
    return docx([*TITLE, table(rows)]), gold


@layout
def priorities() -> tuple[bytes, Gold]:
    """A deadline before the product, a column of priorities, no sections."""
    heads = [
        "STT",
        "Nhiệm vụ trọng tâm",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Hạn hoàn thành",
        "Sản phẩm đầu ra",
        "Ưu tiên",
    ]
    rows: list[list[Any]] = [
        heads,
        [
            "1",
            "Lập danh mục dịch vụ công.",
            "Sở Nội vụ",
            "UBND các xã, phường, đặc khu",
            "30/6/2026",
            "Danh mục",
            "Cao",
        ],
        [
            "2",
            "Kiểm tra một cửa.",
            "Văn phòng UBND tỉnh",
            "Thanh tra tỉnh",
            "Quý III/2026",
            "Kết luận",
            "Vừa",
        ],
    ]
    gold: Gold = [
        ["header", heads],
        ["task", rows[1], facts(by("2026-06-30"), lead=["Sở Nội vụ"], coordinate=["UBND cấp xã"])],
        ["task", rows[2], facts(by("2026-Q3"), lead=["Văn phòng UBND tỉnh"], coordinate=["Thanh tra tỉnh"])],
    ]
    return docx([*TITLE, table(rows)]), gold


@layout
def roles_in_words() -> tuple[bytes, Gold]:
    """The Decision's columns: who leads stands in the words of one cell; a task with two duties."""
    heads = [
        "STT",
        "Nội dung công việc",
        "Kết quả công việc",
        "Cơ quan, đơn vị thực hiện",
        "Thời gian thực hiện",
    ]
    rows: list[list[Any]] = [
        heads,
        ["I", "Ban hành văn bản", "", "", ""],
        [
            "1",
            "Xây dựng văn bản.",
            "a) Quyết định.",
            ["- Văn phòng UBND tỉnh chủ trì.", "- Các sở, ban, ngành phối hợp."],
            "Tháng 02/2026",
        ],
        ["", "", "b) Công văn.", "- Sở Nội vụ chủ trì.", "Quý III"],
        [
            "2",
            "Thẩm định.",
            ["- Văn bản thẩm định.", "- Báo cáo."],
            ["- Sở Tư pháp thẩm định.", "- UBND cấp xã thực hiện."],
            "Khi có yêu cầu",
        ],
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["I", "Ban hành văn bản"]],
        [
            "task",
            [
                "1",
                "Xây dựng văn bản.",
                "a) Quyết định.",
                "- Văn phòng UBND tỉnh chủ trì. - Các sở, ban, ngành phối hợp.",
                "Tháng 02/2026",
            ],
            facts(by("2026-02"), lead=["Văn phòng UBND tỉnh"], coordinate=["sở, ban, ngành"]),
        ],
        [
            "duty",
            ["", "", "b) Công văn.", "- Sở Nội vụ chủ trì.", "Quý III"],
            facts(by("2026-Q3"), lead=["Sở Nội vụ"]),
        ],
        [
            "task",
            [
                "2",
                "Thẩm định.",
                "Văn bản thẩm định. Báo cáo.",
                "- Sở Tư pháp thẩm định. - UBND cấp xã thực hiện.",
                "Khi có yêu cầu",
            ],
            facts([{"kind": "on_request"}], appraise=["Sở Tư pháp"], perform=["UBND cấp xã"]),
        ],
    ]
    return docx([*TITLE, table(rows)]), gold


@layout
def header_of_two_rows() -> tuple[bytes, Gold]:
    """ "Cơ quan thực hiện" over "Chủ trì" and "Phối hợp"; the columns are numbered; the header is repeated."""  # noqa: E501
    top = [
        C("TT", down="begin"),
        C("Nội dung nhiệm vụ", down="begin"),
        C("Cơ quan thực hiện", 2),
        C("Thời gian hoàn thành", down="begin"),
        C("Sản phẩm", down="begin"),
    ]
    low = [C("", down="on"), C("", down="on"), "Chủ trì", "Phối hợp", C("", down="on"), C("", down="on")]
    heads = [
        "TT",
        "Nội dung nhiệm vụ",
        "Cơ quan thực hiện Chủ trì",
        "Cơ quan thực hiện Phối hợp",
        "Thời gian hoàn thành",
        "Sản phẩm",
    ]
    first = ["1", "Khảo sát.", "Sở Nội vụ", "UBND cấp xã", "Quý I/2026", "Phiếu khảo sát"]
    second = ["2", "Tổng kết.", "Văn phòng UBND tỉnh", "", "Trong quý IV/2026", "Báo cáo"]
    rows: list[list[Any]] = [
        top,
        low,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["A", C("NHIỆM VỤ CHUNG", 5)],
        first,
        top,
        low,
        second,
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["A", "NHIỆM VỤ CHUNG"]],
        ["task", first, facts(by("2026-Q1"), lead=["Sở Nội vụ"], coordinate=["UBND cấp xã"])],
        ["task", second, facts(by("2026-Q4"), lead=["Văn phòng UBND tỉnh"])],
    ]
    return docx([*TITLE, table(rows)]), gold


@layout
def numbers_of_several_levels() -> tuple[bytes, Gold]:
    """1, 1.1, a) counted by Word, sections by Roman numerals of another list that starts the tasks anew."""
    heads = ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Kết quả", "Thời gian"]
    rows: list[list[Any]] = [
        heads,
        [C("", number=(2, 0)), C("Cải cách", 5)],
        [C("", number=(1, 0)), "Rà soát thủ tục.", "Sở Tư pháp", "", "Báo cáo", "Tháng 3/2026"],
        [C("", number=(1, 1)), "Lập danh mục.", "Sở Nội vụ", "", "Danh mục", "Tháng 4/2026"],
        [C("", number=(1, 1)), "Lấy ý kiến.", "Sở Nội vụ", "", "Văn bản", "Tháng 5/2026"],
        [C("", number=(1, 0)), "Đánh giá.", "Sở Tài chính", "", "Báo cáo", "Tháng 6/2026"],
        [C("", number=(1, 2)), "Phần thứ nhất.", "Sở Tài chính", "", "Phiếu", "Tháng 7/2026"],
        [C("", number=(2, 0)), C("Tổng kết", 5)],
        [C("", number=(1, 0)), "Tổng hợp.", "Văn phòng UBND tỉnh", "", "Báo cáo", "Tháng 12/2026"],
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["I.", "Cải cách"]],
        ["task", ["1", *rows[2][1:]], facts(by("2026-03"), lead=["Sở Tư pháp"])],
        ["subtask", ["1.1", *rows[3][1:]], facts(by("2026-04"), lead=["Sở Nội vụ"])],
        ["subtask", ["1.2", *rows[4][1:]], facts(by("2026-05"), lead=["Sở Nội vụ"])],
        ["task", ["2", *rows[5][1:]], facts(by("2026-06"), lead=["Sở Tài chính"])],
        ["subtask", ["a)", *rows[6][1:]], facts(by("2026-07"), lead=["Sở Tài chính"])],
        ["section", ["II.", "Tổng kết"]],
        ["task", ["3", *rows[8][1:]], facts(by("2026-12"), lead=["Văn phòng UBND tỉnh"])],
    ]
    levels = [level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "%3)")]
    lists = numbering({0: levels, 1: [level(0, "upperRoman", "%1.")]}, {1: (0, ""), 2: (1, "")})
    return docx([*TITLE, table(rows)], {"numbering.xml": lists}), gold


@layout
def commune_with_abbreviations() -> tuple[bytes, Gold]:
    """A commune's plan: units by abbreviation, ministries' words, tasks numbered anew in each section."""
    heads = ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Kết quả"]
    rows: list[list[Any]] = [
        heads,
        ["I", "CÔNG TÁC CHỈ ĐẠO", "", "", "", ""],
        [
            "1",
            "Phân công đầu mối.",
            "VP HĐND-UBND",
            "Phòng VH-XH, Phòng Kinh tế",
            "Tháng 01/2026",
            "Quyết định",
        ],
        ["2", "Niêm yết thủ tục.", "TT PVHCC", "Các phòng, ban", "Thường xuyên", "Bảng niêm yết"],
        ["II", "KIỂM TRA", "", "", "", ""],
        ["1", "Tự kiểm tra.", "TT PVHCC xã", "Công an xã, VP HĐND-UBND", "02 lần/năm", "Báo cáo"],
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["I", "CÔNG TÁC CHỈ ĐẠO"]],
        [
            "task",
            rows[2],
            facts(by("2026-01"), lead=["VP HĐND-UBND"], coordinate=["Phòng VH-XH", "Phòng Kinh tế"]),
        ],
        ["task", rows[3], facts(ONGOING, lead=["TT PVHCC"], coordinate=["phòng, ban, đơn vị"])],
        ["section", ["II", "KIỂM TRA"]],
        [
            "task",
            rows[5],
            facts(
                [{"kind": "periodic", "every": ["half"]}],
                lead=["TT PVHCC xã"],
                coordinate=["Công an xã", "VP HĐND-UBND"],
            ),
        ],
    ]
    return docx([*TITLE, table(rows)]), gold


@layout
def leads_merged_down() -> tuple[bytes, Gold]:
    """Leads and times merged over several tasks, three levels of sections."""
    heads = ["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành"]
    rows: list[list[Any]] = [
        heads,
        [C("A. NHIỆM VỤ CỦA TỈNH", 6)],
        [C("I. Thể chế", 6)],
        ["1", "Một.", C("Sở Tư pháp", down="begin"), "", "Văn bản", C("6/2026", down="begin")],
        ["2", "Hai.", C("", down="on"), "Sở Nội vụ", "Văn bản", C("", down="on")],
        [C("II. Con người", 6)],
        ["3", "Ba.", "Sở Nội vụ", "", "Lớp học", "2026"],
        [C("B. NHIỆM VỤ CỦA XÃ", 6)],
        [C("I. Thể chế", 6)],
        ["4", "Bốn.", "UBND cấp xã", "", "Văn bản", "T9/2026"],
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["A.", "NHIỆM VỤ CỦA TỈNH"]],
        ["section", ["I.", "Thể chế"]],
        [
            "task",
            ["1", "Một.", "Sở Tư pháp", "", "Văn bản", "6/2026"],
            facts(by("2026-06"), lead=["Sở Tư pháp"]),
        ],
        [
            "task",
            ["2", "Hai.", "Sở Tư pháp", "Sở Nội vụ", "Văn bản", "6/2026"],
            facts(by("2026-06"), lead=["Sở Tư pháp"], coordinate=["Sở Nội vụ"]),
        ],
        ["section", ["II.", "Con người"]],
        ["task", ["3", "Ba.", "Sở Nội vụ", "", "Lớp học", "2026"], facts(by("2026"), lead=["Sở Nội vụ"])],
        ["section", ["B.", "NHIỆM VỤ CỦA XÃ"]],
        ["section", ["I.", "Thể chế"]],
        [
            "task",
            ["4", "Bốn.", "UBND cấp xã", "", "Văn bản", "T9/2026"],
            facts(by("2026-09"), lead=["UBND cấp xã"]),
        ],
    ]
    return docx([*TITLE, table(rows)]), gold


@layout
def several_tables() -> tuple[bytes, Gold]:
    """A table for each section, titles between them, the second without a header."""
    heads = ["STT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn", "Kết quả"]
    first = ["1", "Lập kế hoạch.", "Phòng Tổng hợp chủ trì; các phòng phối hợp", "Tháng 1", "Kế hoạch"]
    second = ["2", "Báo cáo.", "Phòng Tổng hợp", "Hằng tháng", "Báo cáo"]
    body = [
        *TITLE,
        paragraph("I. CHUNG"),
        table([heads, first]),
        paragraph("II. BÁO CÁO"),
        table([second]),
    ]
    gold: Gold = [
        ["header", heads],
        ["section", ["I.", "CHUNG"]],
        ["task", first, facts(by("2026-01"), lead=["Phòng Tổng hợp"], coordinate=["phòng, ban, đơn vị"])],
        ["section", ["II.", "BÁO CÁO"]],
        ["task", second, facts([{"kind": "periodic", "every": ["month"]}], perform=["Phòng Tổng hợp"])],
    ]
    return docx(body), gold


PROSE = """KẾ HOẠCH
Cải cách hành chính năm 2026
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao chất lượng phục vụ.
2. Phân công rõ người, rõ việc.
II. NHIỆM VỤ
1. Công tác chỉ đạo
a) Ban hành kế hoạch kiểm tra.
- Cơ quan chủ trì: Văn phòng UBND tỉnh.
- Cơ quan phối hợp: Các sở, ban, ngành.
- Thời gian thực hiện: Quý I/2026.
b) Tổ chức hội nghị.
- Chủ trì: Sở Nội vụ; phối hợp: UBND cấp xã; thời gian: Tháng 11/2026.
2. Công tác tuyên truyền
a) Viết tin, bài.
- Cơ quan chủ trì: Báo Quảng Ngãi
- Cơ quan phối hợp: Đài PTTH tỉnh
- Thời gian: Thường xuyên
- Sản phẩm: Tin, bài
III. TỔ CHỨC THỰC HIỆN
Các cơ quan báo cáo trước ngày 15/12/2026.
"""
PROSE_GOLD: Gold = [
    ["header", ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"]],
    ["section", ["II.", "NHIỆM VỤ"]],
    ["section", ["1.", "Công tác chỉ đạo"]],
    [
        "subtask",
        [
            "a)",
            "Ban hành kế hoạch kiểm tra.",
            "Văn phòng UBND tỉnh.",
            "Các sở, ban, ngành.",
            "Quý I/2026.",
            "",
        ],
        facts(by("2026-Q1"), lead=["Văn phòng UBND tỉnh"], coordinate=["sở, ban, ngành"]),
    ],
    [
        "subtask",
        ["b)", "Tổ chức hội nghị.", "Sở Nội vụ", "UBND cấp xã", "Tháng 11/2026.", ""],
        facts(by("2026-11"), lead=["Sở Nội vụ"], coordinate=["UBND cấp xã"]),
    ],
    ["section", ["2.", "Công tác tuyên truyền"]],
    [
        "subtask",
        ["a)", "Viết tin, bài.", "Báo Quảng Ngãi", "Đài PTTH tỉnh", "Thường xuyên", "Tin, bài"],
        facts(ONGOING, lead=["Báo Quảng Ngãi"], coordinate=["Đài PTTH tỉnh"]),
    ],
]


@layout
def prose() -> tuple[bytes, Gold]:
    """No table: headings with labels under them or behind them."""
    return docx([paragraph(line) for line in PROSE.splitlines()]), PROSE_GOLD
