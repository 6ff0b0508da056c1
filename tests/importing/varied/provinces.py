"""Plans of provinces: unusual orders of columns, two parties in one cell, rows merged, marks of repetition."""

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
    rest,
    section,
    task,
    title,
    varied,
)


@varied
def results_and_times_before_bodies() -> Made:
    """Product and time stand before those who act; the columns are numbered."""
    heads = [
        "STT",
        "Nội dung công việc",
        "Sản phẩm",
        "Thời gian thực hiện",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
    ]
    rows = [
        dropped("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        section("I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"),
        task("1", "Ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2026 của tỉnh", "Quyết định của Chủ tịch UBND tỉnh",
             "Trong tháng 01/2026", "Văn phòng UBND tỉnh", "Các sở, ban, ngành; UBND các xã, phường",
             when=by("2026-01"), lead=[OFFICE], coordinate=[ALL, UNITS]),
        task("2", "Ban hành Kế hoạch kiểm soát thủ tục hành chính của cơ quan, đơn vị", "Kế hoạch của các cơ quan, đơn vị",
             "Trước ngày 10/02/2026", "Các sở, ban, ngành; UBND các xã, phường", "Văn phòng UBND tỉnh",
             when=by("2026-02-09"), lead=[ALL, UNITS], coordinate=[OFFICE]),
        task("3", "Tổ chức giao ban chuyên đề về cải cách thủ tục hành chính", "Thông báo kết luận", "Hằng quý",
             "Văn phòng UBND tỉnh", "Các sở, ban, ngành", when=periodic("quarter"), lead=[OFFICE], coordinate=[ALL]),
        section("II", "KIỂM SOÁT VIỆC BAN HÀNH QUY ĐỊNH VỀ THỦ TỤC HÀNH CHÍNH"),
        task("1", "Đánh giá tác động của thủ tục hành chính trong dự thảo văn bản quy phạm pháp luật",
             "Báo cáo đánh giá tác động", "Thường xuyên", "Cơ quan chủ trì soạn thảo", "Sở Tư pháp; Văn phòng UBND tỉnh",
             when=ONGOING, lead=["cơ quan, đơn vị được giao chủ trì"], coordinate=["Sở Tư pháp", OFFICE]),
        task("2", "Thẩm định quy định về thủ tục hành chính trong dự thảo văn bản quy phạm pháp luật",
             "Báo cáo thẩm định", "Khi có yêu cầu", "Sở Tư pháp", "Văn phòng UBND tỉnh",
             when=REQUEST, lead=["Sở Tư pháp"], coordinate=[OFFICE]),
        section("III", "CÔNG BỐ, CÔNG KHAI THỦ TỤC HÀNH CHÍNH"),
        task("1", "Trình công bố danh mục thủ tục hành chính thuộc phạm vi quản lý", "Quyết định công bố",
             "Chậm nhất 05 ngày làm việc kể từ ngày nhận được Quyết định công bố của Bộ, ngành",
             "Các sở, ban, ngành", "Văn phòng UBND tỉnh", when=REQUEST, lead=[ALL], coordinate=[OFFICE]),
        task("2", "Công khai thủ tục hành chính trên Cơ sở dữ liệu quốc gia", "Thủ tục hành chính được công khai",
             "Sau khi có Quyết định công bố", "Văn phòng UBND tỉnh", "Các sở, ban, ngành",
             when=REQUEST, lead=[OFFICE], coordinate=[ALL]),
        task("3", "Niêm yết thủ tục hành chính tại nơi tiếp nhận hồ sơ", "Bảng niêm yết", "Thường xuyên trong năm",
             "UBND các xã, phường", "", when=ONGOING, lead=[UNITS]),
        section("IV", "CHẾ ĐỘ BÁO CÁO"),
        task("1", "Báo cáo tình hình, kết quả thực hiện công tác kiểm soát thủ tục hành chính", "Báo cáo",
             "Định kỳ hằng quý, năm", "Văn phòng UBND tỉnh", "Các sở, ban, ngành; UBND các xã, phường",
             when=periodic("quarter", "year"), lead=[OFFICE], coordinate=[ALL, UNITS]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026 trên địa bàn tỉnh"], heads, rows)


@varied
def both_roles_in_one_column() -> Made:
    """One column for who leads and who coordinates: on two lines, on one, in brackets."""
    heads = [
        "STT",
        "Nhiệm vụ",
        "Cơ quan, đơn vị chủ trì/phối hợp",
        "Thời gian hoàn thành",
        "Kết quả, sản phẩm",
    ]
    rows = [
        section("A", "NHIỆM VỤ CHUNG"),
        task("1", "Kiện toàn đội ngũ cán bộ đầu mối kiểm soát thủ tục hành chính.",
             ["Chủ trì: VP UBND tỉnh", "Phối hợp: các sở, ban, ngành"], "Quý I/2026", "Quyết định kiện toàn",
             when=by("2026-Q1"), lead=["VP UBND tỉnh"], coordinate=[ALL]),
        task("2", "Tập huấn nghiệp vụ kiểm soát thủ tục hành chính.",
             "Chủ trì: Văn phòng UBND tỉnh; Phối hợp: Sở Nội vụ, Sở Tư pháp", "Trong Quý II", "Hội nghị tập huấn",
             when=by("2026-Q2"), lead=[OFFICE], coordinate=["Sở Nội vụ", "Sở Tư pháp"]),
        task("3", "Rà soát, đánh giá thủ tục hành chính trọng tâm.",
             ["* Chủ trì: Các sở, ban, ngành.", "* Phối hợp: Văn phòng UBND tỉnh; Sở Tư pháp."],
             "Từ tháng 3 đến tháng 8/2026", "Phương án đơn giản hóa",
             when=by("2026-08", "2026-03"), lead=[ALL], coordinate=[OFFICE, "Sở Tư pháp"]),
        task("4", "Kiểm tra việc thực hiện kiểm soát thủ tục hành chính.",
             ["Văn phòng UBND tỉnh (chủ trì)", "Thanh tra tỉnh, Sở Nội vụ (phối hợp)"], "Tháng 6 - tháng 9/2026",
             "Kết luận kiểm tra",
             when=by("2026-09", "2026-06"), lead=[OFFICE], coordinate=["Thanh tra tỉnh", "Sở Nội vụ"]),
        section("B", "NHIỆM VỤ CỤ THỂ"),
        task("5", "Tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính.",
             ["- Đơn vị chủ trì: Văn phòng UBND tỉnh;", "- Đơn vị phối hợp: Các cơ quan, đơn vị có liên quan."],
             "Thường xuyên", "Văn bản xử lý",
             when=ONGOING, lead=[OFFICE], coordinate=["cơ quan, đơn vị có liên quan"]),
        task("6", "Truyền thông về kiểm soát thủ tục hành chính.",
             ["Chủ trì: Báo và Đài Phát thanh - Truyền hình tỉnh", "Phối hợp: Văn phòng UBND tỉnh"], "Cả năm",
             "Tin, bài, phóng sự",
             when=by("2026"), lead=["Báo và Đài Phát thanh - Truyền hình tỉnh"], coordinate=[OFFICE]),
        task("7", "Sơ kết, tổng kết công tác kiểm soát thủ tục hành chính.",
             "Văn phòng UBND tỉnh chủ trì, phối hợp với các sở, ban, ngành và UBND cấp xã", "Tháng 12/2026", "Báo cáo",
             when=by("2026-12"), lead=[OFFICE], coordinate=[ALL, UNITS]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Hoạt động kiểm soát thủ tục hành chính năm 2026"], heads, rows)


@varied
def numbers_merged_over_several_duties() -> Made:
    """Number and task are merged down over several rows, each with its own product, doer and time."""
    heads = [
        "TT",
        "Nội dung nhiệm vụ",
        "Sản phẩm",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời hạn hoàn thành",
    ]

    def begin(text: str) -> C:
        return C(text, down="begin")

    on = C("", down="on")
    rows = [
        section("I", "RÀ SOÁT, ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH", C("I. RÀ SOÁT, ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH", 6)),
        task(begin("1"), begin("Rà soát thủ tục hành chính nội bộ"), "Danh mục thủ tục hành chính nội bộ",
             "Các sở, ban, ngành", "Văn phòng UBND tỉnh", "31/3/2026",
             when=by("2026-03-31"), lead=[ALL], coordinate=[OFFICE]),
        task(on, on, "Phương án đơn giản hóa", "Các sở, ban, ngành", "Sở Tư pháp", "30/6/2026",
             kind="duty", when=by("2026-06-30"), lead=[ALL], coordinate=["Sở Tư pháp"]),
        task(on, on, "Quyết định phê duyệt phương án", "Văn phòng UBND tỉnh", "", "15/9/2026",
             kind="duty", when=by("2026-09-15"), lead=[OFFICE]),
        task("2", "Rà soát thủ tục hành chính lĩnh vực đất đai", "Báo cáo kết quả rà soát",
             "Sở Nông nghiệp và Môi trường", "UBND các xã, phường, đặc khu", "Quý II/2026",
             when=by("2026-Q2"), lead=["Sở Nông nghiệp và Môi trường"], coordinate=[UNITS]),
        section("II", "KIỂM TRA", C("II. KIỂM TRA", 6)),
        task(begin("3"), begin("Kiểm tra công tác kiểm soát thủ tục hành chính"), "Kế hoạch kiểm tra",
             begin("Văn phòng UBND tỉnh"), begin("Sở Nội vụ, Thanh tra tỉnh"), "Tháng 2/2026",
             when=by("2026-02"), lead=[OFFICE], coordinate=["Sở Nội vụ", "Thanh tra tỉnh"]),
        task(on, on, "Biên bản kiểm tra", on, on, "Tháng 3 - tháng 10/2026",
             kind="duty", when=by("2026-10", "2026-03"), lead=[OFFICE], coordinate=["Sở Nội vụ", "Thanh tra tỉnh"]),
        task(on, on, "Thông báo kết luận kiểm tra", on, on, "Tháng 11/2026",
             kind="duty", when=by("2026-11"), lead=[OFFICE], coordinate=["Sở Nội vụ", "Thanh tra tỉnh"]),
        task("4", "Tự kiểm tra tại cơ quan, đơn vị", "Báo cáo tự kiểm tra", "Các sở, ban, ngành", "",
             "Trước ngày 31 tháng 10 năm 2026", when=by("2026-10-30"), lead=[ALL]),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Rà soát, đánh giá thủ tục hành chính năm 2026"], heads, rows)


@varied
def the_same_as_above() -> Made:
    """Marks of repetition: `nt`, `-nt-`, `Như trên`, ditto marks; a person sees each of them."""
    heads = ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"]
    third: Any = {"lead": ["Sở Tài chính"], "coordinate": ["Sở Nội vụ"]}
    rows = [
        task("1", "Xây dựng bộ câu hỏi về thủ tục hành chính", "Sở Tài chính", "Sở Nội vụ", "Quý II/2026", "Bộ câu hỏi",
             when=by("2026-Q2"), **third),
        task("2", "Phát hành phiếu khảo sát", "nt", "nt", "Quý III/2026", "Phiếu", when=by("2026-Q3"), **third),
        task("3", "Tổng hợp kết quả khảo sát", "-nt-", "- nt -", "Quý IV/2026", "Báo cáo", when=by("2026-Q4"), **third),
        task("4", "Công bố kết quả khảo sát", "Như trên", "Như trên", "Như trên", "Thông báo",
             when=by("2026-Q4"), **third),
        task("5", "Cập nhật trang thông tin điện tử", '"', "”", "Thường xuyên", "Tin bài", when=ONGOING, **third),
        task("6", "Lưu trữ tài liệu khảo sát", "Sở Tài chính", "", "Tháng 12/2026", "Hồ sơ lưu",
             when=by("2026-12"), lead=["Sở Tài chính"]),
        task("7", "Đề xuất khen thưởng", "Sở Tài chính", "Sở Nội vụ", "nt", "Tờ trình", when=by("2026-12"), **third),
        task("8", "Rút kinh nghiệm", "Sở Tài chính", "Sở Nội vụ", "Tháng 12/2026", "Biên bản",
             when=by("2026-12"), **third),
    ]  # fmt: skip
    return plan(["KẾ HOẠCH", "Khảo sát mức độ hài lòng năm 2026"], heads, rows)


@varied
def notes_totals_and_a_title_within() -> Made:
    """The title stands in the table; marks of notes, a sum, a note below, words in the margin."""
    heads = ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Kết quả"]
    mark = '<w:r><w:t xml:space="preserve">Công bố danh mục thủ tục hành chính</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    rows = [
        section("I", "Công bố thủ tục hành chính", "I", C("Công bố thủ tục hành chính", 5)),
        task("1", C("", raw=mark), "Các sở, ban, ngành", "Văn phòng UBND tỉnh", "Thường xuyên", "Quyết định",
             words=["1", "Công bố danh mục thủ tục hành chính", "Các sở, ban, ngành", "Văn phòng UBND tỉnh",
                    "Thường xuyên", "Quyết định"],
             when=ONGOING, lead=[ALL], coordinate=[OFFICE]),
        task("2", "Phê duyệt quy trình nội bộ (*)", "Văn phòng UBND tỉnh", "Các sở, ban, ngành",
             "Ngay sau khi có quyết định công bố", "Quyết định", when=REQUEST, lead=[OFFICE], coordinate=[ALL]),
        section("II", "Tiếp nhận hồ sơ", "II", C("Tiếp nhận hồ sơ", 5)),
        task("3", "Vận hành Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công tỉnh", "",
             "Hằng ngày", "Hồ sơ được tiếp nhận", lead=["Trung tâm Phục vụ hành chính công tỉnh"]),
        task("4", "Số hóa hồ sơ, kết quả giải quyết", "Các sở, ban, ngành; UBND cấp xã", "Sở Khoa học và Công nghệ",
             "Năm 2026", "Hồ sơ số hóa",
             when=by("2026"), lead=[ALL, UNITS], coordinate=["Sở Khoa học và Công nghệ"]),
        rest("Tổng cộng: 04 nhiệm vụ", C("Tổng cộng: 04 nhiệm vụ", 6)),
        rest("(*) Theo mẫu của Văn phòng Chính phủ.", C("(*) Theo mẫu của Văn phòng Chính phủ.", 6)),
    ]  # fmt: skip
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">'
        "<w:p><w:r><w:t>Gồm cả danh mục bị bãi bỏ.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    top: list[list[Any]] = [[C("BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026 (Dữ liệu minh họa)", 6)], heads]
    lines = ["KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026"]
    return plan(lines, heads, rows, top=top, parts={"footnotes.xml": notes})


@varied
def tables_between_headings() -> Made:
    """A table for each part, its heading a paragraph above it, numbers that begin anew."""
    heads = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời gian hoàn thành"]
    first = [
        task("1", "Ban hành văn bản chỉ đạo", "Văn phòng UBND tỉnh", "", "Công văn", "Tháng 1/2026",
             when=by("2026-01"), lead=[OFFICE]),
        task("2", "Tổ chức hội nghị quán triệt", "Văn phòng UBND tỉnh", "Sở Nội vụ", "Hội nghị", "15/02/2026",
             when=by("2026-02-15"), lead=[OFFICE], coordinate=["Sở Nội vụ"]),
    ]  # fmt: skip
    second = [
        task("1", "Rà soát thủ tục hành chính", "Sở Tư pháp", "Các sở, ban, ngành", "Phương án", "Quý II, năm 2026",
             when=by("2026-Q2"), lead=["Sở Tư pháp"], coordinate=[ALL]),
        task("2", "Thống kê thủ tục hành chính nội bộ", "Sở Nội vụ", "Các sở, ban, ngành", "Danh mục", "Quý III năm 2026",
             when=by("2026-Q3"), lead=["Sở Nội vụ"], coordinate=[ALL]),
    ]  # fmt: skip
    third = [
        task("1", "Báo cáo quý", "Văn phòng UBND tỉnh", "UBND các xã, phường", "Báo cáo", "Hàng quý",
             when=periodic("quarter"), lead=[OFFICE], coordinate=[UNITS]),
        task("2", "Báo cáo năm", "Văn phòng UBND tỉnh", "UBND các xã, phường", "Báo cáo", "Hằng năm",
             when=periodic("year"), lead=[OFFICE], coordinate=[UNITS]),
    ]  # fmt: skip
    names = ("1. Công tác chỉ đạo, điều hành", "2. Cải cách thủ tục hành chính", "3. Thông tin, báo cáo")
    body = [
        *title("KẾ HOẠCH", "Cải cách thủ tục hành chính năm 2026"),
        paragraph("I. MỤC ĐÍCH, YÊU CẦU"),
        paragraph("1. Triển khai đồng bộ các nhiệm vụ."),
        paragraph("2. Xác định rõ trách nhiệm của từng cơ quan."),
        paragraph("II. NỘI DUNG"),
    ]
    for name, rows in zip(names, (first, second, third), strict=True):
        body += [paragraph(name), grid(heads, rows)]
    body += [paragraph("III. TỔ CHỨC THỰC HIỆN"), paragraph("1. Văn phòng UBND tỉnh theo dõi, đôn đốc.")]
    sections = [section(f"{n}.", name[3:]) for n, name in enumerate(names, 1)]
    gold = gold_of(heads, [sections[0], *first, sections[1], *second, sections[2], *third])
    return Made(docx(body), ".docx", gold)


@varied
def review_of_procedures() -> Made:
    """The annex of a plan of review: names of procedures, fields, who, from when to when."""
    top: list[list[Any]] = [
        [C("STT", down="begin"), C("Tên thủ tục hành chính/nhóm thủ tục hành chính", down="begin"),
         C("Lĩnh vực", down="begin"), C("Cơ quan thực hiện rà soát", 2), C("Thời gian thực hiện rà soát", 2)],
        [C("", down="on"), C("", down="on"), C("", down="on"), "Chủ trì", "Phối hợp", "Bắt đầu", "Hoàn thành"],
    ]  # fmt: skip
    heads = ["STT", "Nội dung", "Lĩnh vực", "Chủ trì", "Phối hợp", "Thời gian hoàn thành"]

    def one(
        n: str, name: str, field: str, lead: str, other: str, start: str, end: str, begun: str, done: str
    ) -> Row:
        return task(n, name, field, lead, other, start, end,
                    words=[n, name, field, lead, other, f"{start} - {end}"],
                    when=by(done, begun), lead=[lead], coordinate=[other])  # fmt: skip

    rows = [
        section("I", "THỦ TỤC HÀNH CHÍNH CẤP TỈNH", C("I. THỦ TỤC HÀNH CHÍNH CẤP TỈNH", 7)),
        one("1", "Cấp giấy phép xây dựng công trình", "Hoạt động xây dựng", "Sở Xây dựng", "Văn phòng UBND tỉnh",
            "01/3/2026", "30/6/2026", "2026-03-01", "2026-06-30"),
        one("2", "Đăng ký thành lập hộ kinh doanh", "Đăng ký kinh doanh", "Sở Tài chính", "Văn phòng UBND tỉnh",
            "15/3/2026", "15/7/2026", "2026-03-15", "2026-07-15"),
        one("3", "Nhóm thủ tục về người có công", "Người có công", "Sở Nội vụ", "Sở Tư pháp",
            "Tháng 3/2026", "Tháng 7/2026", "2026-03", "2026-07"),
        section("II", "THỦ TỤC HÀNH CHÍNH CẤP XÃ", C("II. THỦ TỤC HÀNH CHÍNH CẤP XÃ", 7)),
        one("1", "Đăng ký khai sinh", "Hộ tịch", "Sở Tư pháp", "Công an tỉnh",
            "Quý I/2026", "Quý II/2026", "2026-Q1", "2026-Q2"),
        one("2", "Xác nhận tình trạng hôn nhân", "Hộ tịch", "Sở Tư pháp", "Văn phòng UBND tỉnh",
            "Quý II/2026", "Quý III/2026", "2026-Q2", "2026-Q3"),
    ]  # fmt: skip
    lines = ["KẾ HOẠCH", "Rà soát, đánh giá thủ tục hành chính năm 2026"]
    return plan(lines, heads, rows, top=top)
