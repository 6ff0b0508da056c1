"""Plans of a sở, a huyện, communes and a ministry: doers only, levels by Word, targets, steps in one cell."""

from __future__ import annotations

from tests.importing.docx_made import C, docx, level, numbering, paragraph, table
from tests.importing.office_layouts import periodic
from tests.importing.plan_layouts import ONGOING, by
from tests.importing.varied.making import (
    REQUEST,
    Made,
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
def doers_only_of_a_department() -> Made:
    """A sở's own plan: one column of doers, the time before them, notes; nobody is said to lead."""
    heads = ["TT", "Nội dung công việc", "Thời gian thực hiện", "Đơn vị thực hiện", "Ghi chú"]
    rows = [
        section("I", "Triển khai, quán triệt", "I", C("Triển khai, quán triệt", 4)),
        task("1", "Phổ biến các văn bản mới về kiểm soát thủ tục hành chính", "Tháng 01/2026", "Văn phòng Sở", "",
             when=by("2026-01"), perform=["Văn phòng Sở"]),
        task("2", "Phân công công chức làm đầu mối", "Trước 31/01/2026", "Các phòng, đơn vị thuộc Sở", "",
             when=by("2026-01-30"), perform=["phòng, ban, đơn vị"]),
        section("II", "Rà soát, đánh giá", "II", C("Rà soát, đánh giá", 4)),
        task("3", "Rà soát thủ tục hành chính lĩnh vực hộ tịch", "Từ 01/3 đến 31/5/2026", "Phòng Hành chính tư pháp",
             "02 thủ tục", when=by("2026-05-31", "2026-03-01"), perform=["Phòng Hành chính tư pháp"]),
        task("4", "Rà soát thủ tục hành chính lĩnh vực công chứng", "Từ 01/4 đến 30/6/2026", "Phòng Bổ trợ tư pháp",
             "01 thủ tục", when=by("2026-06-30", "2026-04-01"), perform=["Phòng Bổ trợ tư pháp"]),
        task("5", "Tổng hợp phương án đơn giản hóa", "15/7/2026", "Văn phòng Sở; Phòng Hành chính tư pháp", "",
             when=by("2026-07-15"), perform=["Văn phòng Sở", "Phòng Hành chính tư pháp"]),
        section("III", "Tiếp nhận và trả kết quả", "III", C("Tiếp nhận và trả kết quả", 4)),
        task("6", "Bố trí công chức trực tại Trung tâm Phục vụ hành chính công tỉnh", "Cả năm", "Văn phòng Sở",
             "Luân phiên", when=by("2026"), perform=["Văn phòng Sở"]),
        task("7", "Xin lỗi khi hồ sơ trễ hạn", "Khi phát sinh", "Các phòng chuyên môn", "",
             when=REQUEST, perform=["phòng, ban, đơn vị"]),
        section("IV", "Báo cáo", "IV", C("Báo cáo", 4)),
        task("8", "Báo cáo kết quả kiểm soát thủ tục hành chính", "Định kỳ 06 tháng, 01 năm", "Văn phòng Sở", "",
             when=periodic("first_half", "year"), perform=["Văn phòng Sở"]),
        task("9", "Báo cáo đột xuất", "Theo yêu cầu của UBND tỉnh", "Văn phòng Sở", "",
             when=REQUEST, perform=["Văn phòng Sở"]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Kiểm soát thủ tục hành chính của Sở Tư pháp năm 2026"], heads, rows)


@varied
def levels_numbered_by_word() -> Made:
    """Roman, decimal, two-part numbers and letters all come from one list of Word."""
    heads = [
        "STT",
        "Nhiệm vụ, giải pháp",
        "Sản phẩm đầu ra",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
    ]

    def auto(depth: int) -> C:
        return C("", number=(1, depth))

    rows = [
        section("I.", "CẢI CÁCH THỂ CHẾ", auto(0), C("CẢI CÁCH THỂ CHẾ", 5)),
        task(auto(1), "Rà soát văn bản quy phạm pháp luật", "Báo cáo rà soát", "Vụ Pháp chế", "Các đơn vị thuộc Bộ", "Quý II/2025",
             words=["1.", "Rà soát văn bản quy phạm pháp luật", "Báo cáo rà soát", "Vụ Pháp chế", "Các đơn vị thuộc Bộ", "Quý II/2025"],
             when=by("2025-Q2"), lead=["Vụ Pháp chế"], coordinate=["đơn vị thuộc Bộ"]),
        task(auto(2), "Lĩnh vực tài nguyên nước", "Danh mục", "Cục Quản lý tài nguyên nước", "Vụ Pháp chế", "Tháng 4/2025",
             kind="subtask", words=["1.1.", "Lĩnh vực tài nguyên nước", "Danh mục", "Cục Quản lý tài nguyên nước", "Vụ Pháp chế", "Tháng 4/2025"],
             when=by("2025-04"), lead=["Cục Quản lý tài nguyên nước"], coordinate=["Vụ Pháp chế"]),
        task(auto(2), "Lĩnh vực khoáng sản", "Danh mục", "Cục Địa chất và Khoáng sản Việt Nam", "Vụ Pháp chế", "Tháng 5/2025",
             kind="subtask", words=["1.2.", "Lĩnh vực khoáng sản", "Danh mục", "Cục Địa chất và Khoáng sản Việt Nam", "Vụ Pháp chế", "Tháng 5/2025"],
             when=by("2025-05"), lead=["Cục Địa chất và Khoáng sản Việt Nam"], coordinate=["Vụ Pháp chế"]),
        task(auto(1), "Hợp nhất văn bản", "Văn bản hợp nhất", "Vụ Pháp chế", "Văn phòng Bộ", "Thường xuyên",
             words=["2.", "Hợp nhất văn bản", "Văn bản hợp nhất", "Vụ Pháp chế", "Văn phòng Bộ", "Thường xuyên"],
             when=ONGOING, lead=["Vụ Pháp chế"], coordinate=["Văn phòng Bộ"]),
        section("II.", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", auto(0), C("CẢI CÁCH THỦ TỤC HÀNH CHÍNH", 5)),
        task(auto(1), "Đơn giản hóa thủ tục hành chính", "", "Văn phòng Bộ", "Các đơn vị thuộc Bộ", "2025",
             words=["1.", "Đơn giản hóa thủ tục hành chính", "", "Văn phòng Bộ", "Các đơn vị thuộc Bộ", "2025"],
             when=by("2025"), lead=["Văn phòng Bộ"], coordinate=["đơn vị thuộc Bộ"]),
        task(auto(3), "Thống kê thủ tục hành chính", "Danh sách", "Văn phòng Bộ", "", "Trước 15/3/2025",
             kind="subtask", words=["a)", "Thống kê thủ tục hành chính", "Danh sách", "Văn phòng Bộ", "", "Trước 15/3/2025"],
             when=by("2025-03-14"), lead=["Văn phòng Bộ"]),
        task(auto(3), "Tính chi phí tuân thủ", "Biểu mẫu", "Vụ Kế hoạch - Tài chính", "Văn phòng Bộ", "Trước 30/5/2025",
             kind="subtask", words=["b)", "Tính chi phí tuân thủ", "Biểu mẫu", "Vụ Kế hoạch - Tài chính", "Văn phòng Bộ", "Trước 30/5/2025"],
             when=by("2025-05-29"), lead=["Vụ Kế hoạch - Tài chính"], coordinate=["Văn phòng Bộ"]),
        task(auto(1), "Công bố thủ tục hành chính nội bộ", "Quyết định", "Văn phòng Bộ", "Vụ Tổ chức cán bộ", "Quý IV/2025",
             words=["2.", "Công bố thủ tục hành chính nội bộ", "Quyết định", "Văn phòng Bộ", "Vụ Tổ chức cán bộ", "Quý IV/2025"],
             when=by("2025-Q4"), lead=["Văn phòng Bộ"], coordinate=["Vụ Tổ chức cán bộ"]),
    ]  # fmt: skip
    levels = [
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "decimal", "%2.%3."),
        level(3, "lowerLetter", "%4)"),
    ]
    lists = numbering({0: levels}, {1: (0, "")})
    return plan(
        ["KẾ HOẠCH", "Cải cách hành chính năm 2025 của Bộ"], heads, rows, parts={"numbering.xml": lists}
    )


@varied
def steps_in_one_cell() -> Made:
    """Steps with letters in content, product, doer and time of one row; dashes in another."""
    heads = ["STT", "Nội dung", "Sản phẩm", "Đơn vị chủ trì", "Thời gian"]
    rows = [
        task("1", ["Rà soát quy trình nội bộ", "a) Lập danh mục", "b) Phê duyệt"],
             ["a) Danh mục", "b) Quyết định"], ["a) Văn phòng HĐND và UBND huyện", "b) UBND huyện"],
             ["a) Tháng 3/2023", "b) Tháng 5/2023"],
             when=[*by("2023-03"), *by("2023-05")], lead=["Văn phòng HĐND và UBND huyện", "UBND huyện"]),
        task("2", "Kiểm tra công vụ", "Thông báo kết luận", "Phòng Nội vụ", ["Đợt 1: Quý II/2023;", "Đợt 2: Quý IV/2023"],
             when=[*by("2023-Q2"), *by("2023-Q4")], lead=["Phòng Nội vụ"]),
        task("3", "Báo cáo định kỳ", "Báo cáo", "Văn phòng HĐND và UBND huyện", "Trước ngày 15 tháng cuối quý",
             when=periodic("quarter"), lead=["Văn phòng HĐND và UBND huyện"]),
        task("4", "Chế độ thông tin", "Bản tin", "Trung tâm Văn hóa - Thông tin và Truyền thanh huyện", "Trước 25 hàng tháng",
             when=periodic("month"), lead=["Trung tâm Văn hóa - Thông tin và Truyền thanh huyện"]),
        task("5", "Báo cáo cải cách hành chính", "Báo cáo", "Phòng Nội vụ", "31/3; 30/6; 30/9; 31/12",
             when=[*by("2023-03-31"), *by("2023-06-30"), *by("2023-09-30"), *by("2023-12-31")], lead=["Phòng Nội vụ"]),
        task("6", "Đối thoại với doanh nghiệp", "Biên bản", "Phòng Tài chính - Kế hoạch", "Quý I và Quý III/2023",
             when=[*by("2023-Q1"), *by("2023-Q3")], lead=["Phòng Tài chính - Kế hoạch"]),
        task("7", "Khảo sát hài lòng", ["- Phiếu khảo sát", "- Báo cáo"], "Phòng Nội vụ", "Tháng 9 - 11/2023",
             words=["7", "Khảo sát hài lòng", "Phiếu khảo sát Báo cáo", "Phòng Nội vụ", "Tháng 9 - 11/2023"],
             when=by("2023-11", "2023-09"), lead=["Phòng Nội vụ"]),
        task("8", "Niêm yết công khai thủ tục hành chính", "Bảng niêm yết", "UBND các xã, thị trấn", "Ngay khi có thay đổi",
             when=REQUEST, lead=["UBND cấp xã"]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Cải cách hành chính năm 2023 của huyện"], heads, rows)


@varied
def targets_beside_the_tasks() -> Made:
    """A commune: unit, target, who is responsible, who helps; abbreviations of units."""
    heads = [
        "Số TT",
        "Tên công việc",
        "Đơn vị tính",
        "Chỉ tiêu năm 2026",
        "Chủ trì thực hiện",
        "Phối hợp thực hiện",
        "Thời gian",
        "Ghi chú",
    ]
    rows = [
        section("I", "Công tác chỉ đạo", "I", C("Công tác chỉ đạo", 7)),
        task("1", "Kế hoạch kiểm soát thủ tục hành chính", "Văn bản", "01", "Văn phòng HĐND và UBND xã", "Các phòng chuyên môn",
             "Trước 20/01", "", when=by("2026-01-19"), lead=["Văn phòng HĐND và UBND xã"], coordinate=["phòng, ban, đơn vị"]),
        task("2", "Họp giao ban một cửa", "Cuộc", "12", "TTPVHCC xã", "Phòng Kinh tế; Phòng Văn hóa - Xã hội",
             "Hằng tháng", "", when=periodic("month"), lead=["TTPVHCC xã"], coordinate=["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]),
        section("II", "Giải quyết thủ tục hành chính", "II", C("Giải quyết thủ tục hành chính", 7)),
        task("1", "Tỷ lệ hồ sơ giải quyết đúng hạn", "%", "≥ 98", "TTPVHCC xã", "Các phòng chuyên môn", "Cả năm",
             "Theo bộ chỉ số", when=by("2026"), lead=["TTPVHCC xã"], coordinate=["phòng, ban, đơn vị"]),
        task("2", "Tỷ lệ hồ sơ nộp trực tuyến", "%", "70", "TTPVHCC xã", "Công an xã, Đoàn Thanh niên", "31/12/2026", "",
             when=by("2026-12-31"), lead=["TTPVHCC xã"], coordinate=["Công an xã", "Đoàn Thanh niên"]),
        task("3", "Ra quân hỗ trợ nộp hồ sơ trực tuyến", "Đợt", "04", "Đoàn TNCS Hồ Chí Minh xã", "TTPVHCC xã; các thôn",
             "Mỗi quý 01 lần", "", when=periodic("quarter"), lead=["Đoàn TNCS Hồ Chí Minh xã"], coordinate=["TTPVHCC xã", "thôn, tổ dân phố"]),
        section("III", "Truyền thông", "III", C("Truyền thông", 7)),
        task("1", "Phát thanh về dịch vụ công trực tuyến", "Tin", "24", "Phòng VH-XH", "Các thôn", "02 lần/tháng", "",
             lead=["Phòng VH-XH"], coordinate=["thôn, tổ dân phố"]),
        task("2", "Tờ rơi hướng dẫn", "Tờ", "2.000", "Phòng VH-XH", "UBMTTQ Việt Nam xã", "Quý I, năm 2026", "",
             when=by("2026-Q1"), lead=["Phòng VH-XH"], coordinate=["UBMTTQ Việt Nam xã"]),
        task("3", "Tổng kết", "Hội nghị", "01", "Văn phòng HĐND và UBND xã", "", "Tháng 12 năm 2026", "",
             when=by("2026-12"), lead=["Văn phòng HĐND và UBND xã"]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026 của xã"], heads, rows)


@varied
def no_numbers_at_all() -> Made:
    """No column of numbers and no numbers in the words; sections in capitals over the whole table."""
    heads = [
        "Nhiệm vụ trọng tâm",
        "Yêu cầu sản phẩm",
        "Cơ quan chịu trách nhiệm chính",
        "Cơ quan phối hợp",
        "Mốc thời gian",
    ]
    rows = [
        section("", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", C("CẢI CÁCH THỦ TỤC HÀNH CHÍNH", 5)),
        task("Cắt giảm ít nhất 30% thời gian giải quyết thủ tục hành chính", "Quyết định công bố", "Các sở, ban, ngành",
             "Văn phòng UBND tỉnh", "30/6/2025", when=by("2025-06-30"), lead=["sở, ban, ngành"], coordinate=["Văn phòng UBND tỉnh"]),
        task("Phân cấp, ủy quyền giải quyết thủ tục hành chính", "Quyết định ủy quyền", "Các sở, ban, ngành", "Sở Tư pháp",
             "Quý III/2025", when=by("2025-Q3"), lead=["sở, ban, ngành"], coordinate=["Sở Tư pháp"]),
        section("", "XÂY DỰNG CHÍNH QUYỀN SỐ", C("XÂY DỰNG CHÍNH QUYỀN SỐ", 5)),
        task("Kết nối Hệ thống thông tin giải quyết thủ tục hành chính với Cổng Dịch vụ công quốc gia", "Hệ thống được kết nối",
             "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh; VNPT tỉnh", "Trước tháng 7/2025",
             when=by("2025-06"), lead=["Sở Khoa học và Công nghệ"], coordinate=["Văn phòng UBND tỉnh", "VNPT tỉnh"]),
        task("Đào tạo kỹ năng số cho công chức", "06 lớp đào tạo", "Sở Nội vụ", "Sở Khoa học và Công nghệ", "Quý II - Quý IV/2025",
             when=by("2025-Q4", "2025-Q2"), lead=["Sở Nội vụ"], coordinate=["Sở Khoa học và Công nghệ"]),
        task("Duy trì chữ ký số", "Chữ ký số được cấp", "Sở Khoa học và Công nghệ", "Các cơ quan, đơn vị", "Thường xuyên",
             when=ONGOING, lead=["Sở Khoa học và Công nghệ"], coordinate=["cơ quan, đơn vị"]),
    ]  # fmt: skip
    made = plan(["CHƯƠNG TRÌNH", "Hành động cải cách hành chính năm 2025"], heads, rows)
    made.gold[0][1] = ["STT", *heads]
    for row in made.gold[1:]:
        row[1] = ["", *row[1]] if row[0] == "task" else row[1]
    return made


@varied
def headers_with_line_breaks() -> Made:
    """Heads in bold paragraphs and line breaks, repeated on each page; the table is cut in two."""
    heads = [
        "Số thứ tự",
        "Nội dung hoạt động",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
        "Dự kiến sản phẩm",
    ]
    typed = [["Số", "thứ tự"], "Nội dung\nhoạt động", ["Đơn vị", "chủ trì"], "Đơn vị\nphối hợp", ["Thời gian", "hoàn thành"],
             "Dự kiến\nsản phẩm"]  # fmt: skip
    first = [
        dropped("1", "2", "3", "4", "5", "6"),
        section("A", "HOẠT ĐỘNG THƯỜNG XUYÊN", C("A. HOẠT ĐỘNG THƯỜNG XUYÊN", 6)),
        task("1.", "Cập nhật cơ sở dữ liệu về thủ tục hành chính", "Văn phòng Bộ", "Các Cục, Vụ", "Thường xuyên", "Cơ sở dữ liệu",
             when=ONGOING, lead=["Văn phòng Bộ"], coordinate=["đơn vị thuộc Bộ"]),
        task("2.", "Trả lời phản ánh, kiến nghị", "Văn phòng Bộ", "Các Cục, Vụ", "Trong 15 ngày kể từ ngày tiếp nhận", "Văn bản trả lời",
             when=REQUEST, lead=["Văn phòng Bộ"], coordinate=["đơn vị thuộc Bộ"]),
        dropped(*typed),
        section("B", "HOẠT ĐỘNG TRỌNG TÂM", C("B. HOẠT ĐỘNG TRỌNG TÂM", 6)),
        task("1.", "Tổ chức tập huấn tại hai khu vực", "Văn phòng Bộ", "Học viện Cán bộ", "Tháng 5/2024", "02 hội nghị",
             when=by("2024-05"), lead=["Văn phòng Bộ"], coordinate=["Học viện Cán bộ"]),
    ]  # fmt: skip
    second = [
        task("2.", "Kiểm tra tại đơn vị", "Văn phòng Bộ", "Thanh tra Bộ", "Tháng 7 đến tháng 9/2024", "Báo cáo kiểm tra",
             when=by("2024-09", "2024-07"), lead=["Văn phòng Bộ"], coordinate=["Thanh tra Bộ"]),
        task("3.", "Hội nghị tổng kết", "Văn phòng Bộ", "", "Trước ngày 20/12/2024", "Hội nghị",
             when=by("2024-12-19"), lead=["Văn phòng Bộ"]),
        task("4.", "Khen thưởng", "Vụ Tổ chức cán bộ", "Văn phòng Bộ", "31/12/2024", "Quyết định",
             when=by("2024-12-31"), lead=["Vụ Tổ chức cán bộ"], coordinate=["Văn phòng Bộ"]),
    ]  # fmt: skip
    body = [
        *title("KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2024 của Bộ"),
        grid(typed, first),
        paragraph(),
        grid(typed, second),
    ]
    return Made(docx(body), ".docx", gold_of(heads, [*first, *second]))


@varied
def plan_within_a_frame() -> Made:
    """The whole plan lies in a table of one cell; a small table within a cell lists those who help."""
    heads = ["STT", "Công việc", "Bộ phận chủ trì", "Bộ phận phối hợp", "Thời gian", "Kết quả"]
    inner = table([["Phòng Kinh tế"], ["Công an xã"]])
    rows = [
        task("1", "Lập kế hoạch năm", "Văn phòng HĐND-UBND", "Phòng Kinh tế", "10/01/2026", "Kế hoạch",
             when=by("2026-01-10"), lead=["Văn phòng HĐND-UBND"], coordinate=["Phòng Kinh tế"]),
        task("2", "Trang bị máy tính cho người dân", "Phòng Kinh tế", "TT Phục vụ hành chính công", "Quý I/2026", "02 máy tính",
             when=by("2026-Q1"), lead=["Phòng Kinh tế"], coordinate=["TT Phục vụ hành chính công"]),
        task("3", "Rà soát hồ sơ tồn đọng", "TT Phục vụ hành chính công", "{inner}", "Hằng tuần", "Danh sách",
             words=["3", "Rà soát hồ sơ tồn đọng", "TT Phục vụ hành chính công", "Phòng Kinh tế Công an xã", "Hằng tuần", "Danh sách"],
             lead=["TT Phục vụ hành chính công"], coordinate=["Phòng Kinh tế", "Công an xã"]),
        task("4", "Sơ kết 6 tháng", "Văn phòng HĐND-UBND", "", "Trước 15/6/2026", "Báo cáo",
             when=by("2026-06-14"), lead=["Văn phòng HĐND-UBND"]),
        task("5", "Tổng kết năm", "Văn phòng HĐND-UBND", "Các bộ phận", "Trước 05/12/2026", "Báo cáo",
             when=by("2026-12-04"), lead=["Văn phòng HĐND-UBND"], coordinate=["bộ phận"]),
    ]  # fmt: skip
    body = grid(heads, rows).replace(paragraph("{inner}"), f"{inner}{paragraph()}")
    lines = "".join(title("KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026"))
    frame = (
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{lines}{body}{paragraph()}</w:tc></w:tr></w:tbl>"
    )
    return Made(docx([frame]), ".docx", gold_of(heads, rows))
