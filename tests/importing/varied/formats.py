"""Plans that are no Word tables: pages saved by Word, Markdown, text in columns, prose."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.importing.docx_made import docx, paragraph
from tests.importing.office_layouts import periodic
from tests.importing.plan_layouts import ONGOING, by
from tests.importing.varied.making import ALL, MADE_UP, OFFICE, UNITS, Made, gold_of, section, task, varied

HEADS = ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Sản phẩm"]
ROWS = [
    section("I", "CÔNG TÁC CHỈ ĐẠO"),
    task("1", "Ban hành kế hoạch tuyên truyền", "Văn phòng UBND tỉnh", "Sở Văn hóa, Thể thao và Du lịch", "Tháng 02/2026",
         "Kế hoạch", when=by("2026-02"), lead=[OFFICE], coordinate=["Sở Văn hóa, Thể thao và Du lịch"]),
    task("2", "Đánh giá chất lượng giải quyết thủ tục hành chính", "Trung tâm Phục vụ hành chính công tỉnh",
         "Các sở, ban, ngành; UBND các xã, phường, đặc khu", "Hằng tháng", "Bảng xếp hạng",
         when=periodic("month"), lead=["Trung tâm Phục vụ hành chính công tỉnh"], coordinate=[ALL, UNITS]),
    section("II", "CÔNG TÁC RÀ SOÁT"),
    task("3", "Rà soát thủ tục hành chính liên thông", "Sở Y tế", "Bảo hiểm xã hội tỉnh, Công an tỉnh", "Quý II/2026",
         "Phương án", when=by("2026-Q2"), lead=["Sở Y tế"], coordinate=["Bảo hiểm xã hội tỉnh", "Công an tỉnh"]),
    task("4", "Trình phê duyệt phương án đơn giản hóa", "Sở Y tế", "", "Trước ngày 01/9/2026", "Tờ trình",
         when=by("2026-08-31"), lead=["Sở Y tế"]),
    task("5", "Theo dõi thực hiện phương án", "Văn phòng UBND tỉnh", "Các sở, ban, ngành", "Thường xuyên", "Báo cáo",
         when=ONGOING, lead=[OFFICE], coordinate=[ALL]),
]  # fmt: skip


@varied
def page_with_word_s_own_marks() -> Made:
    """A page as Word saves it: conditional comments, list marks, `o:p`, soft breaks within the source."""

    def cell(text: str, more: str = "") -> str:
        words = escape(text).replace(" ", "\n", 1)
        return (f"<td width=120 valign=top {more} style='mso-border-alt:solid windowtext .5pt'><p class=MsoNormal "
                f"style='mso-line-height-rule:exactly'><span lang=VI style='font-size:13.0pt'>{words}<o:p></o:p></span></p></td>")  # fmt: skip

    def numbered(n: str) -> str:
        return (f"<td><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{n}"
                "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]><o:p>&nbsp;</o:p></p></td>")  # fmt: skip

    rows = ["".join(cell(head) for head in HEADS)]
    for row in ROWS:
        if row.kind == "section":
            rows.append(f"{cell(row.cells[0])}{cell(row.cells[1], 'colspan=5')}")
        else:
            rows.append(numbered(row.cells[0]) + "".join(map(cell, row.cells[1:])))
    body = "".join(f"<tr style='mso-yfti-irow:{n}'>{row}</tr>" for n, row in enumerate(rows))
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; '
        'charset=utf-8"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]-->'
        "<style><!-- @page WordSection1 {size:841.9pt 595.3pt; mso-page-orientation:landscape;} --></style></head>"
        "<body lang=VI><div class=WordSection1><p class=MsoNormal align=center><b>KẾ\nHOẠCH<o:p></o:p></b></p>"
        f"<p class=MsoNormal>Kiểm soát thủ tục hành chính năm 2026<br>{MADE_UP}</p>"
        f"<div align=center><table class=MsoTableGrid border=1>{body}</table></div></div></body></html>"
    )
    return Made(page.encode(), ".html", gold_of(HEADS, ROWS))


@varied
def pipes_with_breaks() -> Made:
    """Markdown: `<br>` parts the lines of a cell, sections are bold, numbers escaped."""
    heads = ["TT", "Việc cần làm", "Cơ quan thực hiện", "Hạn hoàn thành", "Kết quả"]
    rows = [
        section("I.", "Thể chế", "**I.**", "**Thể chế**"),
        task("1\\.", "Sửa đổi quy chế một cửa", ["Chủ trì: Văn phòng UBND tỉnh", "Phối hợp: Sở Tư pháp; Sở Nội vụ"], "Quý I/2025", "Quyết định",
             words=["1.", "Sửa đổi quy chế một cửa", "Chủ trì: Văn phòng UBND tỉnh Phối hợp: Sở Tư pháp; Sở Nội vụ", "Quý I/2025", "Quyết định"],
             when=by("2025-Q1"), lead=[OFFICE], coordinate=["Sở Tư pháp", "Sở Nội vụ"]),
        task("2\\.", "Ban hành bộ tiêu chí", ["Chủ trì: Sở Nội vụ", "Phối hợp: Các sở, ngành"], "30/04/2025", ["Bộ tiêu chí", "Tờ trình"],
             words=["2.", "Ban hành bộ tiêu chí", "Chủ trì: Sở Nội vụ Phối hợp: Các sở, ngành", "30/04/2025", "Bộ tiêu chí Tờ trình"],
             when=by("2025-04-30"), lead=["Sở Nội vụ"], coordinate=[ALL]),
        section("II.", "Tổ chức thực hiện", "**II.**", "**Tổ chức thực hiện**"),
        task("3\\.", "Công khai kết quả đánh giá", ["Chủ trì: Văn phòng UBND tỉnh"], "Trước ngày 05 hằng tháng", "Bảng kết quả",
             words=["3.", "Công khai kết quả đánh giá", "Chủ trì: Văn phòng UBND tỉnh", "Trước ngày 05 hằng tháng", "Bảng kết quả"],
             when=periodic("month"), lead=[OFFICE]),
        task("4\\.", "Đôn đốc hồ sơ quá hạn", "Văn phòng UBND tỉnh", "*Thường xuyên*", "Văn bản đôn đốc",
             words=["4.", "Đôn đốc hồ sơ quá hạn", "Văn phòng UBND tỉnh", "Thường xuyên", "Văn bản đôn đốc"],
             when=ONGOING, perform=[OFFICE]),
    ]  # fmt: skip

    def line(cells: Sequence[str | list[str]]) -> str:
        texts = [cell if isinstance(cell, str) else "<br/>".join(cell) for cell in cells]
        return f"| {' | '.join(texts + [''] * (len(heads) - len(texts)))} |"

    lines = [
        "## KẾ HOẠCH",
        "",
        "Cải cách hành chính năm 2025",
        "",
        MADE_UP,
        "",
        line(heads),
        "|:-:|---|---|:-:|---|",
    ]
    lines += [line(row.cells) for row in rows]
    return Made(
        "\n".join([*lines, "", "Nơi nhận:", "- Các sở, ban, ngành."]).encode(), ".md", gold_of(heads, rows)
    )


@varied
def columns_of_spaces() -> Made:
    """Text in which blanks set the columns; a cell goes on in the lines below."""
    heads = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
    at = (0, 5, 40, 68, 92)

    def lines(*texts: str) -> str:
        made = ""
        for place, text in zip(at, texts, strict=True):
            made = f"{made:<{place}}{text}"
        return made.rstrip()

    text = [
        "KẾ HOẠCH",
        "Kiểm soát thủ tục hành chính năm 2026",
        MADE_UP,
        "",
        lines(*heads),
        lines("I", "CHỈ ĐẠO", "", "", ""),
        lines("1", "Ban hành kế hoạch kiểm soát", "Văn phòng UBND tỉnh", "Sở Nội vụ", "Tháng 01/2026"),
        lines("", "thủ tục hành chính", "", "", ""),
        lines("2", "Giao ban với đầu mối", "Văn phòng UBND tỉnh", "Các sở, ban,", "Hằng quý"),
        lines("", "", "", "ngành", ""),
        lines("II", "KIỂM TRA", "", "", ""),
        lines("3", "Kiểm tra bộ phận một cửa", "Trung tâm Phục vụ hành", "", "Quý III/2026"),
        lines("", "", "chính công tỉnh", "", ""),
        lines("4", "Tổng kết", "Văn phòng UBND tỉnh", "", "15/12/2026"),
    ]  # fmt: skip
    gold = gold_of(heads, [
        section("I", "CHỈ ĐẠO"),
        task("1", "Ban hành kế hoạch kiểm soát thủ tục hành chính", OFFICE, "Sở Nội vụ", "Tháng 01/2026",
             when=by("2026-01"), lead=[OFFICE], coordinate=["Sở Nội vụ"]),
        task("2", "Giao ban với đầu mối", OFFICE, "Các sở, ban, ngành", "Hằng quý",
             when=periodic("quarter"), lead=[OFFICE], coordinate=[ALL]),
        section("II", "KIỂM TRA"),
        task("3", "Kiểm tra bộ phận một cửa", "Trung tâm Phục vụ hành chính công tỉnh", "", "Quý III/2026",
             when=by("2026-Q3"), lead=["Trung tâm Phục vụ hành chính công tỉnh"]),
        task("4", "Tổng kết", OFFICE, "", "15/12/2026", when=by("2026-12-15"), lead=[OFFICE]),
    ])  # fmt: skip
    return Made("\n".join(text).encode(), ".txt", gold)


LABELLED = f"""ỦY BAN NHÂN DÂN
TỈNH VÍ DỤ
KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026
{MADE_UP}
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao chất lượng các quy định về thủ tục hành chính.
2. Yêu cầu
- Phân công rõ trách nhiệm, thời gian hoàn thành của từng cơ quan.
II. NHIỆM VỤ TRỌNG TÂM
1. Công bố, công khai thủ tục hành chính
1.1. Xây dựng dự thảo Quyết định công bố danh mục thủ tục hành chính.
- Cơ quan chủ trì: Các sở, ban, ngành.
- Cơ quan phối hợp: Văn phòng UBND tỉnh.
- Thời gian thực hiện: Thường xuyên.
- Sản phẩm: Dự thảo Quyết định.
1.2. Công khai thủ tục hành chính trên Cổng Dịch vụ công quốc gia.
- Cơ quan chủ trì: Văn phòng UBND tỉnh.
- Cơ quan phối hợp: Các sở, ban, ngành; UBND các xã, phường, đặc khu.
- Thời gian thực hiện: Quý I/2026.
- Sản phẩm: Thủ tục hành chính được công khai đầy đủ.
2. Rà soát, đánh giá thủ tục hành chính
2.1. Ban hành Kế hoạch rà soát. Chủ trì: Văn phòng UBND tỉnh. Thời gian hoàn thành: Trước 31/01/2026.
2.2. Thực hiện rà soát và đề xuất phương án đơn giản hóa.
+ Đơn vị thực hiện: Sở Xây dựng, Sở Tài chính.
+ Thời gian: Tháng 4 đến tháng 8/2026.
+ Kết quả: Báo cáo rà soát.
3. Kiểm tra, báo cáo
3.1. Kiểm tra việc thực hiện tại các cơ quan, địa phương.
* Chủ trì: Văn phòng UBND tỉnh;
* Phối hợp: Thanh tra tỉnh, Sở Nội vụ;
* Thời gian: Quý III/2026.
3.2. Báo cáo kết quả kiểm soát thủ tục hành chính.
Cơ quan thực hiện: Các sở, ban, ngành và UBND cấp xã
Thời gian: Định kỳ hằng quý
III. TỔ CHỨC THỰC HIỆN
1. Thủ trưởng các sở, ban, ngành căn cứ Kế hoạch này tổ chức thực hiện.
"""


@varied
def labels_under_numbered_headings() -> Made:
    """Prose of a province: 1.1, labels under it behind dashes, crosses and asterisks, or in the line."""
    heads = [
        "STT",
        "Nội dung",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Cơ quan thực hiện",
        "Thời gian",
        "Sản phẩm",
    ]
    rows = [
        section("II.", "NHIỆM VỤ TRỌNG TÂM"),
        section("1.", "Công bố, công khai thủ tục hành chính"),
        task("1.1.", "Xây dựng dự thảo Quyết định công bố danh mục thủ tục hành chính.", "Các sở, ban, ngành.",
             "Văn phòng UBND tỉnh.", "", "Thường xuyên.", "Dự thảo Quyết định.", when=ONGOING, lead=[ALL], coordinate=[OFFICE]),
        task("1.2.", "Công khai thủ tục hành chính trên Cổng Dịch vụ công quốc gia.", "Văn phòng UBND tỉnh.",
             "Các sở, ban, ngành; UBND các xã, phường, đặc khu.", "", "Quý I/2026.", "Thủ tục hành chính được công khai đầy đủ.",
             when=by("2026-Q1"), lead=[OFFICE], coordinate=[ALL, UNITS]),
        section("2.", "Rà soát, đánh giá thủ tục hành chính"),
        task("2.1.", "Ban hành Kế hoạch rà soát.", "Văn phòng UBND tỉnh.", "", "", "Trước 31/01/2026.", "",
             when=by("2026-01-30"), lead=[OFFICE]),
        task("2.2.", "Thực hiện rà soát và đề xuất phương án đơn giản hóa.", "", "", "Sở Xây dựng, Sở Tài chính.",
             "Tháng 4 đến tháng 8/2026.", "Báo cáo rà soát.", when=by("2026-08", "2026-04"), perform=["Sở Xây dựng", "Sở Tài chính"]),
        section("3.", "Kiểm tra, báo cáo"),
        task("3.1.", "Kiểm tra việc thực hiện tại các cơ quan, địa phương.", "Văn phòng UBND tỉnh", "Thanh tra tỉnh, Sở Nội vụ", "",
             "Quý III/2026.", "", when=by("2026-Q3"), lead=[OFFICE], coordinate=["Thanh tra tỉnh", "Sở Nội vụ"]),
        task("3.2.", "Báo cáo kết quả kiểm soát thủ tục hành chính.", "", "", "Các sở, ban, ngành và UBND cấp xã",
             "Định kỳ hằng quý", "", when=periodic("quarter"), perform=[ALL, UNITS]),
    ]  # fmt: skip
    rows = [row._replace(kind="task") if row.kind == "task" else row for row in rows]
    gold = gold_of(heads, rows)
    gold[0][1][4] = "Đơn vị thực hiện"
    return Made(docx([paragraph(line) for line in LABELLED.splitlines()]), ".docx", gold)


BY_LETTERS = f"""BỘ VÍ DỤ
KẾ HOẠCH
Cải cách hành chính năm 2025 của Bộ
{MADE_UP}
I. Mục tiêu
1. Hoàn thành 100% nhiệm vụ được giao.
II. Nhiệm vụ
1. Cải cách thể chế
a) Xây dựng, trình ban hành văn bản quy phạm pháp luật theo Chương trình công tác năm 2025.
- Đơn vị chủ trì: Vụ Pháp chế;
- Đơn vị phối hợp: Các Vụ, Cục;
- Thời gian: Cả năm 2025.
b) Theo dõi tình hình thi hành pháp luật.
- Đơn vị chủ trì: Vụ Pháp chế;
- Đơn vị phối hợp: Thanh tra Bộ;
- Thời gian: Quý IV năm 2025.
2. Cải cách thủ tục hành chính
a) Rà soát, cắt giảm thủ tục hành chính.
- Đơn vị chủ trì: Văn phòng Bộ;
- Đơn vị phối hợp:
+ Vụ Pháp chế;
+ Cục Công nghệ thông tin;
- Thời gian: 30/9/2025.
b) Tổ chức đánh giá tác động thủ tục hành chính.
- Đơn vị chủ trì: Các Vụ, Cục;
- Đơn vị phối hợp: Văn phòng Bộ;
- Thời gian: Thường xuyên trong năm 2025.
III. Tổ chức thực hiện
1. Các đơn vị báo cáo trước ngày 10 tháng cuối quý.
2. Văn phòng Bộ tổng hợp, báo cáo Bộ trưởng.
"""


@varied
def letters_under_headings() -> Made:
    """Prose of a ministry: a), b) under numbers; a label that stands alone over those it names."""
    heads = ["STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"]
    rows = [
        section("II.", "Nhiệm vụ"),
        section("1.", "Cải cách thể chế"),
        task("a)", "Xây dựng, trình ban hành văn bản quy phạm pháp luật theo Chương trình công tác năm 2025.", "Vụ Pháp chế",
             "Các Vụ, Cục", "Cả năm 2025.", kind="subtask", when=by("2025"), lead=["Vụ Pháp chế"], coordinate=["đơn vị thuộc Bộ"]),
        task("b)", "Theo dõi tình hình thi hành pháp luật.", "Vụ Pháp chế", "Thanh tra Bộ", "Quý IV năm 2025.", kind="subtask",
             when=by("2025-Q4"), lead=["Vụ Pháp chế"], coordinate=["Thanh tra Bộ"]),
        section("2.", "Cải cách thủ tục hành chính"),
        task("a)", "Rà soát, cắt giảm thủ tục hành chính.", "Văn phòng Bộ", ["+ Vụ Pháp chế;", "+ Cục Công nghệ thông tin;"], "30/9/2025.",
             kind="subtask", when=by("2025-09-30"), lead=["Văn phòng Bộ"], coordinate=["Vụ Pháp chế", "Cục Công nghệ thông tin"]),
        task("b)", "Tổ chức đánh giá tác động thủ tục hành chính.", "Các Vụ, Cục", "Văn phòng Bộ", "Thường xuyên trong năm 2025.",
             kind="subtask", when=ONGOING, lead=["đơn vị thuộc Bộ"], coordinate=["Văn phòng Bộ"]),
    ]  # fmt: skip
    return Made(BY_LETTERS.encode(), ".txt", gold_of(heads, rows))


@varied
def a_line_for_each_cell() -> Made:
    """Text as a word processor saves it: a line a cell, an empty one for an empty cell, several for paragraphs."""
    heads = [*HEADS, "Số lượng", "Ghi chú"]
    first = [
        section("I", "CÔNG TÁC CHỈ ĐẠO"),
        task("1", "Ban hành kế hoạch kiểm tra", OFFICE, "Sở Nội vụ", "Tháng 02/2026", "Kế hoạch", "01", "",
             when=by("2026-02"), lead=[OFFICE], coordinate=["Sở Nội vụ"]),
        task("2", "Kiểm tra tại đơn vị", OFFICE, "Thanh tra tỉnh", "Quý II/2026", "Biên bản", "05", "Theo kế hoạch riêng",
             when=by("2026-Q2"), lead=[OFFICE], coordinate=["Thanh tra tỉnh"]),
        section("II.", "RÀ SOÁT", "II. RÀ SOÁT"),
        task("3", ["Rà soát thủ tục:", "- Lập danh mục;"], "Sở Tư pháp", "Các sở, ban, ngành", "Quý III/2026", ["Danh mục", "Phương án"], "", "",
             when=by("2026-Q3"), lead=["Sở Tư pháp"], coordinate=[ALL]),
        task("4", "Lấy ý kiến", "Sở Tư pháp", ["Các sở, ban, ngành", "UBND các xã, phường"], "Quý III/2026", "Văn bản", "", "",
             when=by("2026-Q3"), lead=["Sở Tư pháp"], coordinate=[ALL, UNITS]),
    ]  # fmt: skip
    second = [
        task("5", "Báo cáo quý", OFFICE, "", "Hằng quý", "Báo cáo", "04", "", when=periodic("quarter"), lead=[OFFICE]),
        task("6", "Báo cáo năm", OFFICE, "Các sở, ban, ngành", "Trước 15/12/2026", "Báo cáo", "01", "",
             when=by("2026-12-14"), lead=[OFFICE], coordinate=[ALL]),
    ]  # fmt: skip
    text = ["KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026", MADE_UP]
    for title, rows in (("", first), ("III. BÁO CÁO", second)):
        text += [title] * bool(title) + heads
        for row in rows:
            text += [line for cell in row.cells for line in ([cell] if isinstance(cell, str) else cell)]
    text += ["Nơi nhận:", "- Các sở, ban, ngành;", "- Lưu: VT."]
    gold = gold_of(heads, [*first, section("III.", "BÁO CÁO"), *second])
    return Made("\n".join(text).encode(), ".txt", gold)
