"""Tables that are built in unusual ways: heads apart from the rows, of three rows, over two columns, different tables."""

from __future__ import annotations

from html import escape
from typing import Any

from tests.importing.docx_made import C, docx, paragraph
from tests.importing.office_layouts import HEADS, periodic
from tests.importing.plan_layouts import ONGOING, by
from tests.importing.varied.making import (
    ALL,
    MADE_UP,
    OFFICE,
    REQUEST,
    UNITS,
    Made,
    gold_of,
    grid,
    plan,
    rest,
    section,
    task,
    title,
    varied,
)


@varied
def heads_in_a_table_of_their_own() -> Made:
    """The heads are one table, the rows another; the rows were cut where a page ends, within a task."""
    first = [
        section("I", "CHỈ ĐẠO, ĐIỀU HÀNH"),
        task("1", "Ban hành văn bản đôn đốc", "Văn phòng UBND tỉnh", "", "Tháng 3/2026", "Công văn", when=by("2026-03"), lead=[OFFICE]),
        task("2", "Tổ chức đối thoại với doanh nghiệp", "Sở Tài chính", "Các sở, ban, ngành", "Quý II/2026", "Biên bản",
             when=by("2026-Q2"), lead=["Sở Tài chính"], coordinate=[ALL]),
    ]  # fmt: skip
    second = [
        task("3", "Đánh giá mức độ hài lòng", "Sở Nội vụ", "UBND các xã, phường", "Quý IV/2026", "Báo cáo",
             when=by("2026-Q4"), lead=["Sở Nội vụ"], coordinate=[UNITS]),
        section("II", "TUYÊN TRUYỀN"),
        task("4", "Đăng tin, bài", "Báo và phát thanh, truyền hình tỉnh", "Các sở, ban, ngành", "Hằng tuần", "Tin, bài",
             lead=["Báo và phát thanh, truyền hình tỉnh"], coordinate=[ALL]),
        task("5", "Tọa đàm", "Văn phòng UBND tỉnh", "Báo và phát thanh, truyền hình tỉnh", "Trước 30/10/2026", "Chuyên đề",
             when=by("2026-10-29"), lead=[OFFICE], coordinate=["Báo và phát thanh, truyền hình tỉnh"]),
    ]  # fmt: skip
    body = [
        *title("KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026"),
        grid(HEADS, []),
        paragraph(),
        grid(
            ["", *[""] * 5],
            [],
            top=[row.cells if len(row.cells) == 6 else (*row.cells, "", "", "", "") for row in first],
        ),
        paragraph(),
        grid(
            ["", *[""] * 5],
            [],
            top=[row.cells if len(row.cells) == 6 else (*row.cells, "", "", "", "") for row in second],
        ),
    ]
    return Made(docx(body), ".docx", gold_of(HEADS, [*first, *second]))


@varied
def heads_of_three_rows() -> Made:
    """A title, heads that are divided, and numbers of columns, all within the table."""
    top: list[list[Any]] = [
        [C("PHỤ LỤC: PHÂN CÔNG NHIỆM VỤ CẢI CÁCH THỦ TỤC HÀNH CHÍNH NĂM 2026", 7)],
        [C("TT", down="begin"), C("Nhiệm vụ", down="begin"), C("Phân công", 2), C("Tiến độ", 2), C("Kết quả đầu ra", down="begin")],
        [C("", down="on"), C("", down="on"), "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc", C("", down="on")],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ]  # fmt: skip
    heads = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Kết quả đầu ra"]

    def one(n: str, what: str, lead: str, other: str, start: str, end: str, result: str, when: Any) -> Any:
        return task(n, what, lead, other, start, end, result, words=[n, what, lead, other, f"{start} - {end}", result],
                    when=when, lead=[lead], coordinate=[other] if other else [])  # fmt: skip

    rows = [
        section("A", "NHIỆM VỤ CHUNG", C("A. NHIỆM VỤ CHUNG", 7)),
        one("1", "Rà soát quy chế", "Sở Tư pháp", "Sở Nội vụ", "Tháng 1/2026", "Tháng 3/2026", "Quy chế", by("2026-03", "2026-01")),
        one("2", "Kiểm tra chéo", "Thanh tra tỉnh", "", "Tháng 4/2026", "Tháng 6/2026", "Biên bản", by("2026-06", "2026-04")),
        section("B", "NHIỆM VỤ RIÊNG", C("B. NHIỆM VỤ RIÊNG", 7)),
        one("3", "Nâng cấp hạ tầng", "Công an tỉnh", "Sở Tài chính", "01/7/2026", "31/12/2026", "Hạ tầng", by("2026-12-31", "2026-07-01")),
        one("4", "Đào tạo", "Sở Nội vụ", "Công an tỉnh", "Quý III/2026", "Quý IV/2026", "Lớp học", by("2026-Q4", "2026-Q3")),
    ]  # fmt: skip
    lines = ["KẾ HOẠCH", "Cải cách thủ tục hành chính năm 2026"]
    return plan(lines, heads, rows, top=top)


@varied
def one_head_over_two_columns() -> Made:
    """ "Đơn vị thực hiện" reaches over two columns that have no heads of their own; roles stand in the words."""
    top: list[list[Any]] = [["STT", "Nội dung", C("Đơn vị thực hiện", 2), "Thời gian"]]
    heads = ["STT", "Nội dung", "Đơn vị thực hiện", "Đơn vị thực hiện", "Thời gian"]
    rows = [
        task("1", "Lập danh sách hồ sơ trễ hạn", "Trung tâm PVHCC chủ trì", "Các phòng phối hợp", "Hằng tháng",
             words=["1", "Lập danh sách hồ sơ trễ hạn", "Trung tâm PVHCC chủ trì Các phòng phối hợp", "Trung tâm PVHCC chủ trì Các phòng phối hợp", "Hằng tháng"],
             when=periodic("month"), lead=["Trung tâm PVHCC"], coordinate=["phòng, ban, đơn vị"]),
        task("2", "Thư xin lỗi", C("Các phòng chuyên môn", 2), "Khi phát sinh",
             words=["2", "Thư xin lỗi", "Các phòng chuyên môn", "Các phòng chuyên môn", "Khi phát sinh"],
             when=REQUEST, perform=["phòng, ban, đơn vị"]),
        task("3", "Báo cáo tháng", "Trung tâm PVHCC chủ trì", "Văn phòng HĐND và UBND phối hợp", "Hằng tháng",
             words=["3", "Báo cáo tháng", *["Trung tâm PVHCC chủ trì Văn phòng HĐND và UBND phối hợp"] * 2, "Hằng tháng"],
             when=periodic("month"), lead=["Trung tâm PVHCC"], coordinate=["Văn phòng HĐND và UBND"]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Giải quyết thủ tục hành chính năm 2026 của phường"], heads, rows, top=top)


@varied
def tables_with_different_heads() -> Made:
    """The tasks of the province have leads and helpers, those of communes only doers."""
    other = ["TT", "Công việc", "Đơn vị thực hiện", "Kết quả", "Thời hạn"]
    first = [
        task("1", "Hướng dẫn cấp xã", "Văn phòng UBND tỉnh", "Sở Nội vụ", "Quý I/2026", "Văn bản hướng dẫn",
             when=by("2026-Q1"), lead=[OFFICE], coordinate=["Sở Nội vụ"]),
        task("2", "Cấp tài khoản", "Sở Khoa học và Công nghệ", "", "15/02/2026", "Tài khoản",
             when=by("2026-02-15"), lead=["Sở Khoa học và Công nghệ"]),
    ]  # fmt: skip
    second = [
        task("1", "Bố trí cán bộ", "UBND các xã, phường", "Quyết định phân công", "Tháng 01/2026", when=by("2026-01"), perform=[UNITS]),
        task("2", "Niêm yết thủ tục", "UBND các xã, phường", "Bảng niêm yết", "Thường xuyên", when=ONGOING, perform=[UNITS]),
        task("3", "Báo cáo", "UBND các xã, phường", "Báo cáo", "Trước ngày 10/12/2026", when=by("2026-12-09"), perform=[UNITS]),
    ]  # fmt: skip
    body = [
        *title("KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026"),
        paragraph("I. NHIỆM VỤ CỦA CẤP TỈNH"),
        grid(HEADS, first),
        paragraph("II. NHIỆM VỤ CỦA CẤP XÃ"),
        grid(other, second),
    ]
    # words of the second table in the order of the heads of the first
    turned = [
        row._replace(words=[row.cells[0], row.cells[1], "", "", row.cells[4], row.cells[3]], facts=row.facts)
        for row in second
    ]
    parts = [section("I.", "NHIỆM VỤ CỦA CẤP TỈNH"), *first, section("II.", "NHIỆM VỤ CỦA CẤP XÃ"), *turned]
    return Made(docx(body), ".docx", gold_of(HEADS, parts))


@varied
def three_levels_of_sections() -> Made:
    """Roman, decimal and two-part numbers over the whole table; tasks with letters and with dashes."""
    heads = ["Số TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Kết quả"]
    rows = [
        section("I", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", C("I. CẢI CÁCH THỦ TỤC HÀNH CHÍNH", 6)),
        section("1", "Kiểm soát quy định", C("1. Kiểm soát quy định", 6)),
        section("1.1", "Ở khâu dự thảo", C("1.1. Ở khâu dự thảo", 6)),
        task("a", "Đánh giá tác động", "Cục Kiểm soát thủ tục hành chính", "Các Vụ, Cục", "Thường xuyên", "Báo cáo",
             kind="subtask", when=ONGOING, lead=["Cục Kiểm soát thủ tục hành chính"], coordinate=["đơn vị thuộc Bộ"]),
        task("b", "Thẩm định", "Vụ Pháp chế", "", "Khi có yêu cầu", "Văn bản thẩm định",
             kind="subtask", when=REQUEST, lead=["Vụ Pháp chế"]),
        section("1.2", "Ở khâu thi hành", C("1.2. Ở khâu thi hành", 6)),
        task("a", "Công bố thủ tục", "Các Vụ, Cục", "Văn phòng Bộ", "Thường xuyên", "Quyết định",
             kind="subtask", when=ONGOING, lead=["đơn vị thuộc Bộ"], coordinate=["Văn phòng Bộ"]),
        section("2", "Đơn giản hóa", C("2. Đơn giản hóa", 6)),
        task("a", "Lập danh mục", "Văn phòng Bộ", "Các Vụ, Cục", "Quý I/2024", "Danh mục",
             kind="subtask", when=by("2024-Q1"), lead=["Văn phòng Bộ"], coordinate=["đơn vị thuộc Bộ"]),
        task("b", "Phê duyệt phương án", "Văn phòng Bộ", "", "Quý III/2024", "Quyết định",
             kind="subtask", when=by("2024-Q3"), lead=["Văn phòng Bộ"]),
        section("II", "HIỆN ĐẠI HÓA", C("II. HIỆN ĐẠI HÓA", 6)),
        task("1", "Nâng cấp cổng dịch vụ công", "Cục Công nghệ thông tin", "Văn phòng Bộ", "Tháng 6/2024", "Cổng dịch vụ công",
             when=by("2024-06"), lead=["Cục Công nghệ thông tin"], coordinate=["Văn phòng Bộ"]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Cải cách hành chính năm 2024 của Bộ"], heads, rows)


@varied
def a_page_of_a_portal() -> Made:
    """A page of a legal portal: `th`, classes, line breaks in cells, sections over the table, cells that hang down."""
    rows = [
        section("I", "CẢI CÁCH THỂ CHẾ"),
        task("1", "Rà soát văn bản", "Sở Tư pháp", "Các sở, ban, ngành; UBND các xã, phường", "Tháng 4/2026", "Báo cáo rà soát",
             when=by("2026-04"), lead=["Sở Tư pháp"], coordinate=[ALL, UNITS]),
        task("2", "Bãi bỏ văn bản", "Sở Tư pháp", "Văn phòng UBND tỉnh", "Tháng 5/2026", "Quyết định bãi bỏ",
             when=by("2026-05"), lead=["Sở Tư pháp"], coordinate=[OFFICE]),
        section("II", "CHẾ ĐỘ CÔNG VỤ"),
        task("3", "Kiểm tra công vụ", "Sở Nội vụ", "Thanh tra tỉnh", "Quý II/2026", "Kết luận",
             when=by("2026-Q2"), lead=["Sở Nội vụ"], coordinate=["Thanh tra tỉnh"]),
        task("4", "Xử lý vi phạm", "Sở Nội vụ", "", "Thường xuyên", "Quyết định", when=ONGOING, lead=["Sở Nội vụ"]),
    ]  # fmt: skip

    def cells(texts: list[str], tag: str = "td") -> str:
        return "".join(f"<{tag}><p>{escape(text).replace(';', ';<br>')}</p></{tag}>" for text in texts)

    def line(row: Any, lead: str) -> str:
        n, what, _, *more = row.cells
        return f"<tr><td>{n}</td>{cells([what])}{lead}{cells(more)}</tr>"

    hanging = "<td rowspan='2'>Sở Tư pháp</td>"
    body = "".join([
        f"<thead><tr>{cells(HEADS, 'th')}</tr></thead><tbody>",
        "<tr><td colspan=6><strong>I. CẢI CÁCH THỂ CHẾ</strong></td></tr>", line(rows[1], hanging), line(rows[2], ""),
        "<tr><td><b>II</b></td><td colspan='5'><b>CHẾ ĐỘ CÔNG VỤ</b></td></tr>",
        *(line(row, f"<td>{row.cells[2]}</td>") for row in rows[4:]), "</tbody>",
    ])  # fmt: skip
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Văn bản</title><script>var x = 1;</script></head><body>"
        "<nav><ul><li>Trang chủ</li></ul></nav><div class='content1'><p style='text-align:center'><b>KẾ HOẠCH</b><br>"
        f"CẢI CÁCH HÀNH CHÍNH NĂM 2026</p><p>{MADE_UP}</p><table class='table-vb'>{body}</table></div></body></html>"
    )
    return Made(page.encode(), ".html", gold_of(HEADS, rows))


@varied
def a_label_before_every_cell() -> Made:
    """No table, but a block of labelled lines for each numbered task, as forms have them."""
    heads = ["STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành", "Sản phẩm"]
    rows = [
        section("II.", "NỘI DUNG"),
        task("1.", "Xây dựng quy chế làm việc của Bộ phận Một cửa", "Văn phòng HĐND-UBND", "Trung tâm Phục vụ hành chính công", "20/02/2026", "Quy chế",
             when=by("2026-02-20"), lead=["Văn phòng HĐND-UBND"], coordinate=["Trung tâm Phục vụ hành chính công"]),
        task("2.", "Lắp đặt màn hình tra cứu", "Phòng Kinh tế", "", "Quý I/2026", "02 màn hình", when=by("2026-Q1"), lead=["Phòng Kinh tế"]),
        task("3.", "Tập huấn cho tổ công nghệ số", "Phòng Văn hóa - Xã hội", "Đoàn Thanh niên; các thôn", "Tháng 3/2026", "Lớp tập huấn",
             when=by("2026-03"), lead=["Phòng Văn hóa - Xã hội"], coordinate=["Đoàn Thanh niên", "thôn, tổ dân phố"]),
    ]  # fmt: skip
    text = [
        "KẾ HOẠCH",
        "Kiểm soát thủ tục hành chính năm 2026 của xã",
        MADE_UP,
        "I. MỤC TIÊU",
        "Nâng cao chỉ số hài lòng.",
        "II. NỘI DUNG",
    ]
    for row in rows[1:]:
        text.append(f"{row.cells[0]} {row.cells[1]}")
        text += [f"- {head}: {cell}" for head, cell in zip(heads[2:], row.cells[2:], strict=True) if cell]
    text += ["III. TỔ CHỨC THỰC HIỆN", "Các phòng, đơn vị triển khai thực hiện Kế hoạch này./."]
    return Made(docx([paragraph(line) for line in text]), ".docx", gold_of(heads, rows))


MORE_LABELS = f"""KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026
{MADE_UP}
II. NỘI DUNG
1. Tổ chức hội nghị tập huấn
– Đơn vị chủ trì thực hiện : Văn phòng UBND tỉnh
– Đơn vị phối hợp thực hiện : Các sở, ban, ngành
– Thời gian tổ chức : Quý II/2026
– Địa điểm : Hội trường tỉnh
2. Kiểm tra tại cơ sở
- Đơn vị chủ trì thực hiện: Văn phòng UBND tỉnh
- Phạm vi kiểm tra: 05 sở, 10 xã
- Thời gian tổ chức: Quý III/2026
- Kết quả đạt được: Thông báo kết luận
3. Khảo sát sự hài lòng (Chủ trì: Sở Nội vụ; phối hợp: UBND cấp xã; thời gian: 30/11/2026).
III. TỔ CHỨC THỰC HIỆN
Các cơ quan báo cáo kết quả.
"""


@varied
def labels_of_other_things() -> Made:
    """Prose with dashes of several kinds, blanks before colons, and labels that plans have no column for."""
    heads = ["STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Kết quả"]
    rows = [
        section("II.", "NỘI DUNG"),
        task("1.", "Tổ chức hội nghị tập huấn", OFFICE, "Các sở, ban, ngành", "Quý II/2026", "", when=by("2026-Q2"), lead=[OFFICE], coordinate=[ALL]),
        rest("– Địa điểm : Hội trường tỉnh"),
        task("2.", "Kiểm tra tại cơ sở", OFFICE, "", "Quý III/2026", "Thông báo kết luận", when=by("2026-Q3"), lead=[OFFICE]),
        rest("- Phạm vi kiểm tra: 05 sở, 10 xã"),
        task("3.", "Khảo sát sự hài lòng", "Sở Nội vụ", "UBND cấp xã", "30/11/2026", "", when=by("2026-11-30"), lead=["Sở Nội vụ"], coordinate=[UNITS]),
    ]  # fmt: skip
    return Made(docx([paragraph(line) for line in MORE_LABELS.splitlines()]), ".docx", gold_of(heads, rows))
