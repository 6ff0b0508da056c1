"""Plans whose cells are worded in unusual ways: times, abbreviations, posts and conditions, several roles."""

from __future__ import annotations

from typing import Any

from tests.importing.docx_made import C, docx, paragraph
from tests.importing.office_layouts import periodic
from tests.importing.plan_layouts import ONGOING, by
from tests.importing.varied.making import (
    ALL,
    OFFICE,
    REQUEST,
    UNITS,
    Made,
    Row,
    dropped,
    gold_of,
    grid,
    plan,
    section,
    task,
    title,
    varied,
)


@varied
def times_worded_freely() -> Made:
    """Every row words its time in another way."""
    heads = ["STT", "Nội dung công việc", "Chủ trì", "Thời gian thực hiện", "Kết quả"]
    times: list[tuple[str, list[dict[str, Any]]]] = [
        ("Từ tháng 01 đến tháng 12/2026", by("2026-12", "2026-01")),
        ("Trước ngày 15 tháng cuối quý", periodic("quarter")),
        ("Trước 25 hàng tháng", periodic("month")),
        ("06 tháng, năm", periodic("first_half", "year")),
        ("Quý I và Quý III/2026", [*by("2026-Q1"), *by("2026-Q3")]),
        ("Định kỳ 6 tháng, 01 năm", periodic("first_half", "year")),
        ("Sau khi có Quyết định công bố", REQUEST),
        ("Chậm nhất 05 ngày làm việc kể từ ngày ban hành", REQUEST),
        ("Tháng 3 - tháng 5/2026", by("2026-05", "2026-03")),
        ("Trong Quý II", by("2026-Q2")),
        ("31/3; 30/6; 30/9; 31/12", [*by("2026-03-31"), *by("2026-06-30"), *by("2026-09-30"), *by("2026-12-31")]),
        ("Hoàn thành trong Quý I năm 2026", by("2026-Q1")),
        ("Xong trước 30 tháng 4 năm 2026", by("2026-04-29")),
        ("Thực hiện thường xuyên", ONGOING),
        ("Thường xuyên, liên tục trong năm", ONGOING),
        ("Năm 2026", by("2026")),
        ("Quý 2, 2026", by("2026-Q2")),
        ("Hàng quý, 6 tháng, 9 tháng, năm", periodic("quarter", "first_half", "nine_months", "year")),
        ("Tháng 11-12/2026", by("2026-12", "2026-11")),
        ("Hết tháng 9/2026", by("2026-09")),
        ("Quý III-IV/2026", by("2026-Q4", "2026-Q3")),
        ("6 tháng cuối năm 2026", by("2026-H2")),
        ("Đến 31.12.2026", by("2026-12-31")),
        ("05/12/2026 (dự kiến)", by("2026-12-05")),
        ("Trong tháng 02 năm 2026", by("2026-02")),
        ("Thường xuyên, báo cáo trước ngày 20/12/2026", [*ONGOING, *by("2026-12-19")]),
        ("Hằng năm", periodic("year")),
        ("Quý II + Quý III", [*by("2026-Q2"), *by("2026-Q3")]),
        ("Từ Quý I đến Quý III năm 2026", by("2026-Q3", "2026-Q1")),
        ("Chậm nhất là ngày 15/11/2026", by("2026-11-15")),
    ]  # fmt: skip
    rows = [
        task(
            str(n),
            f"Công việc thứ {n} của kế hoạch",
            "Sở Nội vụ",
            text,
            "Báo cáo",
            when=when,
            lead=["Sở Nội vụ"],
        )
        for n, (text, when) in enumerate(times, 1)
    ]
    return plan(["KẾ HOẠCH", "Công tác năm 2026 của Sở"], heads, rows)


@varied
def bodies_by_abbreviation() -> Made:
    """Bodies as offices write them among themselves, joined by `và`, `;`, `/`, `&`, in lines of a cell."""
    heads = ["TT", "Nhiệm vụ", "CQ chủ trì", "CQ phối hợp", "Thời gian", "Sản phẩm"]
    who: list[tuple[object, object, list[str], list[str]]] = [
        ("VP UBND tỉnh", "Các sở, ngành; UBND các xã, phường", ["VP UBND tỉnh"], [ALL, UNITS]),
        ("Sở TT&TT", "Sở KH&CN, Sở GD&ĐT", ["Sở TT&TT"], ["Sở KH&CN", "Sở GD&ĐT"]),
        ("TTPVHCC tỉnh", "Bưu điện tỉnh; VNPT", ["TTPVHCC tỉnh"], ["Bưu điện tỉnh", "VNPT"]),
        ("Sở NN&MT", "Các sở: Xây dựng, Tài chính, Tư pháp", ["Sở NN&MT"], ["Sở Xây dựng", "Sở Tài chính", "Sở Tư pháp"]),
        ("Sở VHTTDL", "Báo và Đài PT-TH tỉnh", ["Sở VHTTDL"], ["Báo và Đài PT-TH tỉnh"]),
        ("BQL Khu kinh tế tỉnh", "UBND cấp xã có liên quan", ["BQL Khu kinh tế tỉnh"], [UNITS]),
        ("Sở Nội vụ & Sở Tư pháp", "", ["Sở Nội vụ", "Sở Tư pháp"], []),
        (["- Sở Y tế", "- BHXH tỉnh"], ["- Công an tỉnh;", "- UBND xã, phường."], ["Sở Y tế", "BHXH tỉnh"], ["Công an tỉnh", UNITS]),
        ("Các sở, ban, ngành tỉnh", "VPUBND tỉnh", [ALL], ["VP UBND tỉnh"]),
        ("Ban Quản lý các khu công nghiệp", "Kho bạc Nhà nước khu vực XV", ["Ban Quản lý các khu công nghiệp"], ["Kho bạc Nhà nước khu vực XV"]),
        ("Thuế tỉnh", "Chi cục Hải quan khu vực XII", ["Thuế tỉnh"], ["Chi cục Hải quan khu vực XII"]),
        ("UBND các xã, phường", "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội", [UNITS], ["Ủy ban MTTQ Việt Nam tỉnh", "đoàn thể"]),
        ("Trường Chính trị tỉnh", "Sở Nội vụ/Văn phòng UBND tỉnh", ["Trường Chính trị tỉnh"], ["Sở Nội vụ", OFFICE]),
        ("Tất cả các sở, ban, ngành, UBND các xã, phường", "", [ALL, UNITS], []),
        ("Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công)", "Các sở, ban, ngành", [OFFICE], [ALL]),
        ("Văn phòng UBND tỉnh (Phòng Kiểm soát TTHC)", "Các cơ quan, đơn vị", [OFFICE], ["cơ quan, đơn vị"]),
    ]  # fmt: skip
    rows = [
        task(f"{n:02}", f"Nhiệm vụ số {n} về thủ tục hành chính", lead, other, "Quý II/2026", "Báo cáo",
             when=by("2026-Q2"), lead=leads, coordinate=others)
        for n, (lead, other, leads, others) in enumerate(who, 1)
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Kiểm soát TTHC năm 2026"], heads, rows)


@varied
def posts_and_conditions() -> Made:
    """Heads of bodies, conditions, several roles in the words of one column of doers."""
    heads = ["STT", "Nội dung công việc", "Kết quả", "Trách nhiệm thực hiện", "Thời gian thực hiện"]
    rows = [
        section("I", "THAM MƯU", "I", "THAM MƯU", "", "", ""),
        task("1", "Tham mưu ban hành kế hoạch", "Kế hoạch", "Chánh Văn phòng UBND tỉnh chủ trì, phối hợp với Giám đốc Sở Nội vụ",
             "Tháng 01/2026", when=by("2026-01"), lead=[OFFICE], coordinate=["Sở Nội vụ"]),
        task("2", "Góp ý dự thảo", "Văn bản góp ý", ["Các sở, ban, ngành, địa phương (phối hợp)", "Sở Tư pháp (chủ trì)"],
             "Tháng 02/2026", when=by("2026-02"), lead=["Sở Tư pháp"], coordinate=[ALL, "địa phương"]),
        task("3", "Thẩm định dự thảo", "Báo cáo thẩm định", "Sở Tư pháp thẩm định", "Khi có yêu cầu",
             when=REQUEST, appraise=["Sở Tư pháp"]),
        section("II", "THỰC HIỆN", "II", "THỰC HIỆN", "", "", ""),
        task("4", "Thực hiện đánh giá tác động", "Biểu mẫu đánh giá", "Cơ quan, đơn vị được giao chủ trì soạn thảo văn bản", "Khi phát sinh",
             when=REQUEST, perform=["cơ quan, đơn vị được giao chủ trì"]),
        task("5", "Hướng dẫn, kiểm tra các đơn vị", "Văn bản hướng dẫn", "Văn phòng UBND tỉnh theo dõi, hướng dẫn; các sở, ban, ngành thực hiện",
             "Thường xuyên", when=ONGOING, oversee=[OFFICE], perform=[ALL]),
        task("6", "Rà soát theo lĩnh vực", "Phương án", ["Sở Xây dựng chủ trì rà soát;", "Văn phòng UBND tỉnh tổng hợp."], "Quý III/2026",
             when=by("2026-Q3"), lead=["Sở Xây dựng"], consolidate=[OFFICE]),
        task("7", "Báo cáo về Văn phòng Chính phủ", "Báo cáo", "- Các sở, ban, ngành báo cáo Văn phòng UBND tỉnh tổng hợp", "Hằng quý",
             when=periodic("quarter"), perform=[ALL], consolidate=[OFFICE]),
        task("8", "Công khai trên trang thông tin", "Trang thông tin", "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường", "Thường xuyên",
             when=ONGOING, perform=[ALL, UNITS]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Hoạt động kiểm soát thủ tục hành chính năm 2026"], heads, rows)


@varied
def times_first_and_headings_of_days() -> Made:
    """A programme of work: month first, merged down over its tasks; what, who, who helps."""
    heads = [
        "Thời gian",
        "STT",
        "Nội dung công việc",
        "Bộ phận chủ trì",
        "Bộ phận phối hợp",
        "Lãnh đạo phụ trách",
    ]

    def month(text: str) -> C:
        return C(text, down="begin")

    on = C("", down="on")
    rows = [
        task(month("Tháng 1"), "1", "Ban hành kế hoạch năm", "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Chủ tịch UBND xã",
             when=by("2026-01"), lead=["Văn phòng HĐND và UBND"], coordinate=["Phòng Kinh tế"]),
        task(on, "2", "Phân công trực bộ phận một cửa", "Trung tâm Phục vụ hành chính công", "", "Phó Chủ tịch UBND xã",
             when=by("2026-01"), lead=["Trung tâm Phục vụ hành chính công"]),
        task(month("Tháng 3"), "3", "Báo cáo quý I", "Văn phòng HĐND và UBND", "Các phòng, đơn vị", "Chủ tịch UBND xã",
             when=by("2026-03"), lead=["Văn phòng HĐND và UBND"], coordinate=["phòng, ban, đơn vị"]),
        task(on, "4", "Niêm yết thủ tục mới", "Trung tâm Phục vụ hành chính công", "Phòng Văn hóa - Xã hội", "",
             when=by("2026-03"), lead=["Trung tâm Phục vụ hành chính công"], coordinate=["Phòng Văn hóa - Xã hội"]),
        task("Tháng 6", "5", "Sơ kết 6 tháng", "Văn phòng HĐND và UBND", "Các phòng, đơn vị", "Chủ tịch UBND xã",
             when=by("2026-06"), lead=["Văn phòng HĐND và UBND"], coordinate=["phòng, ban, đơn vị"]),
        task(month("Quý III"), "6", "Tự kiểm tra", "Trung tâm Phục vụ hành chính công", "Công an xã", "Phó Chủ tịch UBND xã",
             when=by("2026-Q3"), lead=["Trung tâm Phục vụ hành chính công"], coordinate=["Công an xã"]),
        task(on, "7", "Khảo sát hài lòng", "Phòng Văn hóa - Xã hội", "", "", when=by("2026-Q3"), lead=["Phòng Văn hóa - Xã hội"]),
        task("Tháng 12", "8", "Tổng kết", "Văn phòng HĐND và UBND", "", "", when=by("2026-12"), lead=["Văn phòng HĐND và UBND"]),
    ]  # fmt: skip
    return plan(["CHƯƠNG TRÌNH CÔNG TÁC", "Kiểm soát thủ tục hành chính năm 2026"], heads, rows)


@varied
def headings_in_the_rows() -> Made:
    """Sections in the column of contents only, bare parents over 1.1, letters in the column of numbers."""
    heads = [
        "STT",
        "Nhóm nhiệm vụ/Nhiệm vụ cụ thể",
        "Kết quả đầu ra",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời gian",
    ]
    rows = [
        section("A", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"),
        section("1", "Kiểm soát quy định"),
        task("1.1", "Tham vấn dự thảo", "Báo cáo tham vấn", "Sở Tư pháp", "Các sở, ban, ngành", "Thường xuyên",
             when=ONGOING, lead=["Sở Tư pháp"], coordinate=[ALL]),
        task("1.2", "Đăng tải dự thảo", "Dự thảo được đăng", "Văn phòng UBND tỉnh", "", "Thường xuyên", when=ONGOING, lead=[OFFICE]),
        section("2", "Đơn giản hóa"),
        task("2.1", "Rà soát nhóm thủ tục đầu tư", "Phương án", "Sở Tài chính", "Sở Xây dựng", "Tháng 5/2026",
             when=by("2026-05"), lead=["Sở Tài chính"], coordinate=["Sở Xây dựng"]),
        task("2.2", "Rà soát nhóm thủ tục y tế", "Phương án", "Sở Y tế", "", "Tháng 6/2026", when=by("2026-06"), lead=["Sở Y tế"]),
        section("B", "MỘT CỬA, MỘT CỬA LIÊN THÔNG"),
        section("1", "Hạ tầng"),
        task("a)", "Nâng cấp phần mềm", "Phần mềm", "Sở Khoa học và Công nghệ", "VNPT tỉnh", "Quý II/2026",
             kind="subtask", when=by("2026-Q2"), lead=["Sở Khoa học và Công nghệ"], coordinate=["VNPT tỉnh"]),
        task("b)", "Trang bị máy quét", "Máy quét", "Văn phòng UBND tỉnh", "Sở Tài chính", "Quý III/2026",
             kind="subtask", when=by("2026-Q3"), lead=[OFFICE], coordinate=["Sở Tài chính"]),
        section("2", "Nhân lực"),
        task("a)", "Bồi dưỡng nghiệp vụ", "Lớp bồi dưỡng", "Sở Nội vụ", "UBND cấp xã", "Tháng 7/2026",
             kind="subtask", when=by("2026-07"), lead=["Sở Nội vụ"], coordinate=[UNITS]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Cải cách thủ tục hành chính năm 2026"], heads, rows)


@varied
def two_header_rows_and_an_index() -> Made:
    """Phân công over three roles, numbers of columns below, sections in the second column only."""
    top: list[list[Any]] = [
        [C("TT", down="begin"), C("Nội dung", down="begin"), C("Phân công thực hiện", 3), C("Thời hạn", down="begin"), C("Ghi chú", down="begin")],
        [C("", down="on"), C("", down="on"), "Cơ quan chủ trì", "Cơ quan phối hợp", "Cơ quan theo dõi, đôn đốc", C("", down="on"), C("", down="on")],
        ["A", "B", "1", "2", "3", "4", "5"],
    ]  # fmt: skip
    heads = [
        "TT",
        "Nội dung",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Cơ quan theo dõi, đôn đốc",
        "Thời hạn",
        "Ghi chú",
    ]
    rows = [
        section("I", "Nhiệm vụ giao tại Nghị quyết"),
        task("1", "Xây dựng danh mục dịch vụ công trực tuyến toàn trình", "Sở Khoa học và Công nghệ", "Các sở, ban, ngành", "Văn phòng UBND tỉnh",
             "28/02/2026", "", when=by("2026-02-28"), lead=["Sở Khoa học và Công nghệ"], coordinate=[ALL], oversee=[OFFICE]),
        task("2", "Tái cấu trúc quy trình", "Các sở, ban, ngành", "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Quý II/2026",
             "Theo hướng dẫn của Bộ", when=by("2026-Q2"), lead=[ALL], coordinate=["Sở Khoa học và Công nghệ"], oversee=[OFFICE]),
        section("II", "Nhiệm vụ giao tại Chỉ thị"),
        task("3", "Miễn giảm phí, lệ phí khi nộp trực tuyến", "Sở Tài chính", "Sở Tư pháp", "Sở Nội vụ", "Trước kỳ họp giữa năm của HĐND tỉnh", "",
             lead=["Sở Tài chính"], coordinate=["Sở Tư pháp"], oversee=["Sở Nội vụ"]),
        task("4", "Không yêu cầu nộp bản giấy", "UBND các xã, phường", "", "Văn phòng UBND tỉnh", "Từ ngày 01/3/2026", "",
             when=ONGOING, lead=[UNITS], oversee=[OFFICE]),
        task("5", "Thống kê hồ sơ trễ hạn", "UBND các xã, phường", "", "Văn phòng UBND tỉnh", "Thứ Sáu hằng tuần", "",
             lead=[UNITS], oversee=[OFFICE]),
    ]  # fmt: skip
    return plan(["PHỤ LỤC", "Phân công nhiệm vụ cải cách thủ tục hành chính năm 2026"], heads, rows, top=top)


@varied
def a_column_for_each_month() -> Made:
    """Twelve months under "Thời gian thực hiện"; crosses in several of them."""
    months = [f"T{n}" for n in range(1, 13)]
    top: list[list[Any]] = [
        [C("TT", down="begin"), C("Công việc", down="begin"), C("Đơn vị thực hiện", down="begin"), C("Thời gian thực hiện năm 2026", 12)],
        [C("", down="on"), C("", down="on"), C("", down="on"), *months],
    ]  # fmt: skip

    def one(n: str, name: str, who: str, *marked: int) -> Row:
        times = ["x" if m in marked else "" for m in range(1, 13)]
        when = [period for m in marked for period in by(f"2026-{m:02}")]
        said = ", ".join(f"T{m}" for m in marked)
        return task(n, name, who, *times, words=[n, name, who, said], when=when, perform=[who])

    rows = [
        one("1", "Lập kế hoạch", "Văn phòng Sở", 1),
        one("2", "Rà soát thủ tục", "Phòng Pháp chế", 4),
        one("3", "Báo cáo quý", "Văn phòng Sở", 3, 6, 9, 12),
        one("4", "Kiểm tra nội bộ", "Thanh tra Sở", 10),
    ]
    heads = ["TT", "Công việc", "Đơn vị thực hiện", "Thời gian thực hiện"]
    made = grid(["", "", "", *months], rows, top)
    body = [*title("KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026"), made]
    return Made(docx(body), ".docx", gold_of(heads, rows))


@varied
def sections_as_paragraphs_in_a_decision() -> Made:
    """An annex of a decision: parts A and B as paragraphs, a table under each; the last table is another list."""
    heads = [
        "Stt",
        "Nội dung thực hiện",
        "Cơ quan, đơn vị chủ trì",
        "Cơ quan, đơn vị phối hợp",
        "Thời gian hoàn thành",
        "Sản phẩm dự kiến",
    ]
    first = [
        task("1", "Ban hành quy chế phối hợp", "Văn phòng UBND tỉnh", "Các sở, ban, ngành", "Tháng 4/2024", "Quy chế",
             when=by("2024-04"), lead=[OFFICE], coordinate=[ALL]),
        task("2", "Ban hành bộ chỉ số", "Sở Nội vụ", "Văn phòng UBND tỉnh", "Tháng 5/2024", "Bộ chỉ số",
             when=by("2024-05"), lead=["Sở Nội vụ"], coordinate=[OFFICE]),
    ]  # fmt: skip
    second = [
        task("1", "Chuẩn hóa mã thủ tục hành chính", "Văn phòng UBND tỉnh", "UBND các huyện, thị xã, thành phố", "30/6/2024", "Danh mục mã",
             when=by("2024-06-30"), lead=[OFFICE], coordinate=["UBND cấp huyện"]),
        task("2", "Cấu hình biểu mẫu điện tử", "Sở Thông tin và Truyền thông", "Các sở, ban, ngành; UBND các huyện, thành phố", "Quý III/2024", "Biểu mẫu",
             when=by("2024-Q3"), lead=["Sở Thông tin và Truyền thông"], coordinate=[ALL, "UBND cấp huyện"]),
        task("3", "Đánh giá kết quả", "Sở Nội vụ", "", "15/11/2024", "Báo cáo", when=by("2024-11-15"), lead=["Sở Nội vụ"]),
    ]  # fmt: skip
    contacts = ["STT", "Họ và tên", "Chức vụ", "Số điện thoại"]
    body = [
        *title("QUYẾT ĐỊNH", "Ban hành Kế hoạch chuẩn hóa thủ tục hành chính năm 2024"),
        paragraph("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuẩn hóa thủ tục hành chính năm 2024."),
        paragraph("Điều 2. Quyết định có hiệu lực kể từ ngày ký."),
        paragraph("PHỤ LỤC"),
        paragraph("NHIỆM VỤ CHUẨN HÓA THỦ TỤC HÀNH CHÍNH NĂM 2024"),
        paragraph("A. XÂY DỰNG THỂ CHẾ"),
        grid(heads, first),
        paragraph(),
        paragraph("B. CHUẨN HÓA DỮ LIỆU"),
        grid(heads, second),
        paragraph("Danh sách đầu mối liên hệ"),
        grid(contacts, [dropped("1", "Nguyễn Văn Ví Dụ", "Chuyên viên", "(không nêu)")]),
    ]
    gold = gold_of(
        heads, [section("A.", "XÂY DỰNG THỂ CHẾ"), *first, section("B.", "CHUẨN HÓA DỮ LIỆU"), *second]
    )
    return Made(docx(body), ".docx", gold)
