"""Plans whose heads and doers are unusual: staff of a commune, bodies that only issue, heads nobody knows."""

from __future__ import annotations

from typing import Any

from tests.importing.docx_made import C, docx
from tests.importing.office_layouts import periodic
from tests.importing.plan_layouts import ONGOING, by
from tests.importing.varied.making import (
    ALL,
    OFFICE,
    UNITS,
    Made,
    Row,
    gold_of,
    grid,
    plan,
    section,
    task,
    title,
    varied,
)


@varied
def staff_of_a_commune() -> Made:
    """A commune of 2023: officials instead of bodies, written with small and capital letters."""
    heads = [
        "TT",
        "Nội dung công việc",
        "Người thực hiện",
        "Người phối hợp",
        "Thời gian thực hiện",
        "Kết quả",
    ]
    rows = [
        section("I", "CÔNG TÁC CHỈ ĐẠO", "I", C("CÔNG TÁC CHỈ ĐẠO", 5)),
        task("1", "Xây dựng kế hoạch kiểm soát thủ tục hành chính", "Công chức Văn phòng - Thống kê", "Công chức Tư pháp - Hộ tịch",
             "Tháng 01/2023", "Kế hoạch",
             when=by("2023-01"), perform=["Công chức Văn phòng - Thống kê"], coordinate=["Công chức Tư pháp - Hộ tịch"]),
        task("2", "Phân công trực Bộ phận Tiếp nhận và Trả kết quả", "Chủ tịch UBND xã", "Công chức Văn phòng - Thống kê", "Hằng tháng",
             "Lịch trực", when=periodic("month"), perform=["UBND xã"], coordinate=["Công chức Văn phòng - Thống kê"]),
        section("II", "THỰC HIỆN", "II", C("THỰC HIỆN", 5)),
        task("3", "Niêm yết công khai thủ tục hành chính", "Bộ phận Tiếp nhận và Trả kết quả", "Công chức Văn hóa - Xã hội", "Thường xuyên",
             "Bảng niêm yết", when=ONGOING, perform=["Bộ phận Tiếp nhận và Trả kết quả"], coordinate=["Công chức Văn hóa - Xã hội"]),
        task("4", "Rà soát thủ tục về đất đai", "Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường", "Các thôn", "Quý II/2023",
             "Báo cáo", when=by("2023-Q2"), perform=["Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường"],
             coordinate=["thôn, tổ dân phố"]),
        task("5", "Tuyên truyền trên hệ thống truyền thanh", "Đài Truyền thanh xã", "Đoàn Thanh niên, Hội Phụ nữ, Hội Nông dân", "Quý III/2023",
             "Tin, bài", when=by("2023-Q3"), perform=["Đài Truyền thanh xã"],
             coordinate=["Đoàn Thanh niên", "Hội Phụ nữ", "Hội Nông dân"]),
        task("6", "Báo cáo năm", "Công chức Văn phòng - Thống kê", "", "Trước ngày 10/12/2023", "Báo cáo",
             when=by("2023-12-09"), perform=["Công chức Văn phòng - Thống kê"]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2023 của xã"], heads, rows)


@varied
def bodies_that_only_issue() -> Made:
    """Titles of documents, who drafts, who has part, who submits, who issues."""
    heads = [
        "STT",
        "Tên văn bản",
        "Cơ quan chủ trì soạn thảo",
        "Cơ quan, đơn vị liên quan",
        "Cơ quan trình",
        "Cấp ban hành",
        "TG hoàn thành",
    ]
    rows = [
        task("1", "Quyết định ban hành quy chế phối hợp giải quyết thủ tục hành chính", "Sở Tư pháp", "Sở Nội vụ", "Sở Tư pháp",
             "Chủ tịch UBND tỉnh", "Tháng 3/2025", when=by("2025-03"), lead=["Sở Tư pháp"], coordinate=["Sở Nội vụ"]),
        task("2", "Nghị quyết về phí, lệ phí dịch vụ công trực tuyến", "Sở Tài chính", "Sở Tư pháp; Sở Khoa học và Công nghệ", "UBND tỉnh",
             "HĐND tỉnh", "Kỳ họp giữa năm 2025", lead=["Sở Tài chính"], coordinate=["Sở Tư pháp", "Sở Khoa học và Công nghệ"]),
        task("3", "Quyết định công bố danh mục thủ tục nội bộ", "Văn phòng UBND tỉnh", "Các sở, ban, ngành", "Văn phòng UBND tỉnh",
             "Chủ tịch UBND tỉnh", "Quý II/2025", when=by("2025-Q2"), lead=[OFFICE], coordinate=[ALL]),
        task("4", "Chỉ thị về chấn chỉnh kỷ luật, kỷ cương", "Sở Nội vụ", "Thanh tra tỉnh", "Sở Nội vụ", "Chủ tịch UBND tỉnh", "15/4/2025",
             when=by("2025-04-15"), lead=["Sở Nội vụ"], coordinate=["Thanh tra tỉnh"]),
        task("5", "Kế hoạch năm 2026", "Văn phòng UBND tỉnh", "Các sở, ban, ngành; UBND cấp xã", "Văn phòng UBND tỉnh", "UBND tỉnh",
             "Trước 31/12/2025", when=by("2025-12-30"), lead=[OFFICE], coordinate=[ALL, UNITS]),
    ]  # fmt: skip
    return plan(["DANH MỤC", "Văn bản về kiểm soát thủ tục hành chính năm 2025"], heads, rows)


@varied
def a_head_that_nobody_knows() -> Made:
    """The head of the tasks says nothing; the others do. A second table lists people."""
    heads = ["TT", "Chuyên đề", "Đơn vị phụ trách", "Tham gia phối hợp", "Định mức", "T/gian"]
    rows = [
        task("1", "Một cửa liên thông", "Phòng Nội vụ", "Văn phòng HĐND-UBND huyện", "02 buổi", "Tháng 4/2022",
             when=by("2022-04"), perform=["Phòng Nội vụ"], coordinate=["Văn phòng HĐND-UBND huyện"]),
        task("2", "Chữ ký số", "Phòng Văn hóa và Thông tin", "Phòng Nội vụ", "01 buổi", "Tháng 5/2022",
             when=by("2022-05"), perform=["Phòng Văn hóa và Thông tin"], coordinate=["Phòng Nội vụ"]),
        task("3", "Số hóa hồ sơ", "Phòng Tư pháp", "UBND các xã, thị trấn", "01 buổi", "6/2022",
             when=by("2022-06"), perform=["Phòng Tư pháp"], coordinate=[UNITS]),
        task("4", "Thanh toán trực tuyến", "Phòng Tài chính - Kế hoạch", "Chi cục Thuế", "01 buổi", "Quý IV/2022",
             when=by("2022-Q4"), perform=["Phòng Tài chính - Kế hoạch"], coordinate=["Chi cục Thuế"]),
    ]  # fmt: skip
    people = [task("1", "Trần Thị Ví Dụ", "Phòng Nội vụ", "Tháng 4/2022")]
    body = [
        *title("KẾ HOẠCH", "Bồi dưỡng nghiệp vụ kiểm soát thủ tục hành chính năm 2022"),
        grid(heads, rows),
        grid(["STT", "Họ và tên", "Đơn vị", "Thời gian"], people),
    ]
    return Made(docx(body), ".docx", gold_of([heads[0], "Nội dung", *heads[2:]], rows))


@varied
def several_paragraphs_in_a_cell() -> Made:
    """Long tasks of several paragraphs, products with dashes and crosses, doers one below another."""
    heads = ["STT", "Nhiệm vụ", "Cơ quan thực hiện", "Sản phẩm", "Thời gian hoàn thành"]
    rows = [
        section("1", "Nhóm nhiệm vụ về thể chế", C("1. Nhóm nhiệm vụ về thể chế", 5)),
        task("1.1", ["Rà soát các quy định về thủ tục hành chính, trong đó:", "- Rà soát quy định trùng lặp, chồng chéo;", "- Đề xuất cắt giảm."],
             ["Chủ trì:", "- Sở Tư pháp", "Phối hợp:", "- Các sở, ban, ngành", "- UBND các xã, phường"], ["- Báo cáo rà soát;", "- Dự thảo văn bản."],
             "Quý II/2026",
             words=["1.1", "Rà soát các quy định về thủ tục hành chính, trong đó: - Rà soát quy định trùng lặp, chồng chéo; - Đề xuất cắt giảm.",
                    "Chủ trì: - Sở Tư pháp Phối hợp: - Các sở, ban, ngành - UBND các xã, phường", "Báo cáo rà soát; Dự thảo văn bản.", "Quý II/2026"],
             when=by("2026-Q2"), lead=["Sở Tư pháp"], coordinate=[ALL, UNITS]),
        task("1.2", "Ban hành quy trình nội bộ, quy trình điện tử", ["Sở Nội vụ chủ trì", "Sở Khoa học và Công nghệ phối hợp"], "Quyết định",
             ["Hoàn thành trước", "ngày 30/9/2026"],
             when=by("2026-09-29"), lead=["Sở Nội vụ"], coordinate=["Sở Khoa học và Công nghệ"]),
        section("2", "Nhóm nhiệm vụ về tổ chức thực hiện", C("2. Nhóm nhiệm vụ về tổ chức thực hiện", 5)),
        task("2.1", ["Tổ chức tiếp nhận hồ sơ.", "Trả kết quả không phụ thuộc địa giới hành chính."],
             ["- Văn phòng UBND tỉnh", "- UBND các xã, phường"], "Hồ sơ được giải quyết", "Thường xuyên",
             when=ONGOING, perform=[OFFICE, UNITS]),
        task("2.2", "Báo cáo kết quả", ["Các sở, ban, ngành;", "UBND các xã, phường gửi báo cáo;", "Văn phòng UBND tỉnh tổng hợp."], "Báo cáo",
             "Hằng quý", when=periodic("quarter"), perform=[ALL, UNITS], consolidate=[OFFICE]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Cải cách thủ tục hành chính năm 2026"], heads, rows)


@varied
def numbers_with_the_section() -> Made:
    """Tasks are numbered I.1, I.2, II.1; the sections stand in a row with empty cells."""
    heads = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Kết quả", "Hoàn thành"]
    rows = [
        section("I", "Quản lý, điều hành"),
        task("I.1", "Giao chỉ tiêu dịch vụ công trực tuyến", "Sở Khoa học và Công nghệ", "Các sở, ban, ngành", "Quyết định", "31/01/2026",
             when=by("2026-01-31"), lead=["Sở Khoa học và Công nghệ"], coordinate=[ALL]),
        task("I.2", "Theo dõi, đôn đốc", "Văn phòng UBND tỉnh", "", "Thông báo", "Hằng quý", when=periodic("quarter"), lead=[OFFICE]),
        section("II", "Cung cấp dịch vụ"),
        task("II.1", "Tích hợp thanh toán phí, lệ phí", "Sở Tài chính", "Kho bạc Nhà nước khu vực", "Dịch vụ được tích hợp", "6/2026",
             when=by("2026-06"), lead=["Sở Tài chính"], coordinate=["Kho bạc Nhà nước khu vực"]),
        task("II.2", "Hỗ trợ người dân", "UBND các xã, phường", "Tổ công nghệ số cộng đồng", "Người dân được hỗ trợ", "Cả năm",
             when=by("2026"), lead=[UNITS], coordinate=["Tổ công nghệ số cộng đồng"]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Dịch vụ công trực tuyến năm 2026"], heads, rows)


@varied
def start_and_end_and_submission() -> Made:
    """From when, till when; a long note; the lead is merged over its tasks; several authorities."""
    heads = [
        "Stt",
        "Nội dung công việc",
        "Đơn vị chủ trì",
        "Các đơn vị phối hợp",
        "Thời gian bắt đầu",
        "Thời gian kết thúc",
        "Sản phẩm",
        "Cơ quan phê duyệt",
    ]
    kept = [*heads[:4], "Thời gian", *heads[6:]]

    def one(n: str, what: str, who: Any, other: str, start: str, end: str, result: str, **facts: Any) -> Row:
        named = who if isinstance(who, str) else "Sở Y tế"
        words = [n, what, named, other, f"{start} - {end}", result, "UBND tỉnh"]
        return task(n, what, who, other, start, end, result, "UBND tỉnh", words=words, lead=[named], **facts)

    begin, on = C("Sở Y tế", down="begin"), C("", down="on")
    rows = [
        one("1", "Khảo sát hiện trạng", begin, "Sở Nội vụ", "01/02/2026", "28/02/2026", "Báo cáo",
            when=by("2026-02-28", "2026-02-01"), coordinate=["Sở Nội vụ"]),
        one("2", "Đề xuất phương án", on, "Sở Tài chính", "01/3/2026", "31/3/2026", "Phương án",
            when=by("2026-03-31", "2026-03-01"), coordinate=["Sở Tài chính"]),
        one("3", "Thí điểm tại hai phường", on, "UBND các phường", "4/2026", "6/2026", "Báo cáo thí điểm",
            when=by("2026-06", "2026-04"), coordinate=["UBND các phường"]),
        one("4", "Nhân rộng", "Sở Nội vụ", "Sở Y tế", "Quý III/2026", "Quý IV/2026", "Quyết định",
            when=by("2026-Q4", "2026-Q3"), coordinate=["Sở Y tế"]),
    ]  # fmt: skip
    body = [*title("KẾ HOẠCH", "Liên thông thủ tục hành chính y tế năm 2026"), grid(heads, rows)]
    return Made(docx(body), ".docx", gold_of(kept, rows))


@varied
def tasks_over_activities() -> Made:
    """Two columns of contents: the tasks are merged down over the activities, which are numbered on."""
    heads = [
        "TT",
        "Nhiệm vụ",
        "Hoạt động cụ thể",
        "Sản phẩm",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời gian",
    ]
    begin, on = C("Cải cách thể chế", down="begin"), C("", down="on")
    rows = [
        task("1", begin, "Rà soát văn bản", "Báo cáo", "Sở Tư pháp", "Các sở, ban, ngành", "Quý II/2025",
             when=by("2025-Q2"), lead=["Sở Tư pháp"], coordinate=[ALL]),
        task("2", on, "Kiểm tra văn bản", "Kết luận", "Sở Tư pháp", "", "Quý III/2025", when=by("2025-Q3"), lead=["Sở Tư pháp"]),
        task("3", "Cải cách bộ máy", "Sắp xếp đơn vị sự nghiệp", "Đề án", "Sở Nội vụ", "Sở Tài chính", "Tháng 9/2025",
             when=by("2025-09"), lead=["Sở Nội vụ"], coordinate=["Sở Tài chính"]),
    ]  # fmt: skip
    made = plan(["KẾ HOẠCH", "Cải cách hành chính năm 2025"], heads, rows)
    grouped: list[Any] = [made.gold[0]]
    for before, row in zip((["Cải cách thể chế"], [], ["Cải cách bộ máy"]), made.gold[1:], strict=True):
        grouped += [["section", ["", title]] for title in before] + [row]
    grouped[0][1][1] = "Nhóm nhiệm vụ"
    return made._replace(gold=grouped)
