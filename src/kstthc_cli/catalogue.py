"""Every problem code: its meaning, its remedy, and an example of wrong and right.

Codes are never reused or renumbered. `tests/examples/bad` has a file for each.
"""

from __future__ import annotations

from dataclasses import dataclass

from kstthc_cli.problems import Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """What `kst explain` prints about a code."""

    title: str
    meaning: str
    remedy: str
    wrong: str = ""
    right: str = ""
    severity: Severity = "error"
    retired: bool = False
    """Whether nothing reports it any more; its meaning is kept for those who find it in old notes."""


CATALOGUE: dict[str, Entry] = {
    "KST001": Entry(
        "Không đọc được tệp",
        "Tệp hoặc thư mục không có, không phải là tệp, hoặc bạn không có quyền đọc.",
        "Kiểm tra đường dẫn và quyền đọc của tệp.",
    ),
    "KST002": Entry(
        "Tệp không phải UTF-8",
        "Tệp được lưu bằng bảng mã khác (thường là UTF-16 hoặc Windows-1258) nên chữ tiếng Việt bị hỏng.",
        "Mở tệp, chọn Save As (Lưu thành), Encoding (Bảng mã): UTF-8, rồi lưu lại.",
    ),
    "KST003": Entry(
        "Tệp quá lớn",
        "Tệp dữ liệu lớn hơn 5 MB. Một kế hoạch cả năm chỉ khoảng 50 KB, nên tệp này hẳn không phải kế hoạch.",
        "Xem lại tệp; tách nhỏ nếu thật sự là dữ liệu.",
    ),
    "KST004": Entry(
        "Còn dấu xung đột của git",
        "Git chưa gộp hết hai bản sửa: trong tệp còn các dòng <<<<<<<, =======, >>>>>>>.",
        "Chọn phần giữ lại, xóa cả ba loại dòng đánh dấu rồi lưu tệp.",
        "<<<<<<< HEAD\nyear: 2021\n=======\nyear: 2022\n>>>>>>> sua-nam",
        "year: 2021",
    ),
    "KST005": Entry(
        "Tệp có dấu BOM ở đầu",
        "Một số trình soạn thảo Windows ghi thêm ba byte BOM vô hình ở đầu tệp. Tệp vẫn đọc được.",
        "Lưu lại với bảng mã “UTF-8” (không phải “UTF-8 with BOM”).",
        severity="warning",
    ),
    "KST006": Entry(
        "Tệp xuống dòng kiểu Windows",
        "Tệp dùng CRLF thay vì LF, nên git có thể báo thay đổi ở mọi dòng. Tệp vẫn đọc được.",
        "Chọn “LF” khi lưu, hoặc để tệp .gitattributes do `kst init` tạo làm việc đó.",
        severity="warning",
    ),
    "KST007": Entry(
        "Chữ tiếng Việt chưa ở dạng dựng sẵn (NFC)",
        "Dấu được ghi tách khỏi chữ (dạng NFD, thường do chép từ máy Mac hoặc PDF). Tệp vẫn đọc được.",
        "Gõ lại chữ ở dòng nêu trên bằng bộ gõ Unicode dựng sẵn.",
        severity="warning",
    ),
    "KST008": Entry(
        "Sai cú pháp YAML",
        "Chương trình không hiểu được cấu trúc tệp từ chỗ nêu trên: thường là thiếu ngoặc kép, "
        "thiếu dấu hai chấm, hoặc thụt dòng lệch.",
        "Xem dòng nêu trên và dòng liền trước; bao chữ có dấu hai chấm trong ngoặc kép.",
        "title: Kế hoạch: năm 2021",
        'title: "Kế hoạch: năm 2021"',
    ),
    "KST009": Entry(
        "Thụt dòng bằng phím Tab",
        "YAML chỉ cho thụt dòng bằng dấu cách.",
        "Thay mỗi Tab bằng hai dấu cách.",
        'decision:\n\tnumber: "159/QĐ-UBND"',
        'decision:\n  number: "159/QĐ-UBND"',
    ),
    "KST010": Entry(
        "Khóa viết hai lần",
        "Trong cùng một khối, một khóa chỉ được viết một lần; lần sau sẽ che mất lần trước.",
        "Xóa hoặc gộp một trong hai chỗ.",
        "year: 2021\nyear: 2022",
        "year: 2021",
    ),
    "KST011": Entry(
        "Dùng tính năng YAML không được phép",
        "Neo (&), tham chiếu (*), trộn khóa (<<) và thẻ kiểu (!) không được dùng trong kho kế hoạch.",
        "Viết rõ giá trị ra tại chỗ; nếu là chữ thì bao trong ngoặc kép.",
        "lead: &vp [vp-ubnd-tinh]\ncoordinate: *vp",
        "lead: [vp-ubnd-tinh]\ncoordinate: [vp-ubnd-tinh]",
    ),
    "KST012": Entry(
        "Nhiều tài liệu trong một tệp",
        "Dòng --- mở một tài liệu YAML mới; mỗi tệp của kho chỉ chứa một tài liệu.",
        "Xóa dòng ---, hoặc tách phần sau thành tệp riêng.",
        'id: "2021"\n---\nid: "2022"',
        'id: "2021"',
    ),
    "KST013": Entry(
        "Lồng quá sâu",
        "Dữ liệu lồng nhau quá 30 tầng; kế hoạch thật không cần quá 10.",
        "Kiểm tra ngoặc [ và { thừa.",
    ),
    "KST014": Entry(
        "Tệp trống hoặc không phải bảng khóa: giá trị",
        "Tầng ngoài cùng của tệp phải là các dòng “khóa: giá trị”.",
        "Tệp của kho: so với tệp mẫu do `kst init` tạo; chú ý phải có dấu cách thường sau dấu hai chấm. Phiếu nhập qua "
        "đầu vào chuẩn: nêu --file TỆP.",
        "- một\n- hai",
        'schema_version: 1\nid: "2021"',
    ),
    "KST015": Entry(
        "Có ký tự điều khiển",
        "Trong chữ có ký tự vô hình không in được (ví dụ \\x07), khiến Word và Excel báo hỏng tệp; hoặc ký tự đảo chiều viết (U+202E…), khiến chữ đọc thấy khác chữ đã ghi.",
        "Xóa ký tự đó; gõ lại đoạn chữ nếu không nhìn thấy.",
        'title: "Kế hoạch\\x07"',
        'title: "Kế hoạch"',
    ),
    "KST020": Entry(
        "Thiếu mục bắt buộc",
        "Khối này phải có khóa nêu trên.",
        "Thêm khóa còn thiếu; xem tệp mẫu, hoặc lược đồ của loại tệp, ví dụ `kst schema slip`.",
        'id: "10"\nresults: ["Văn bản triển khai."]',
        'id: "10"\ncontent: "Triển khai …"\nresults: ["Văn bản triển khai."]',
    ),
    "KST021": Entry(
        "Khóa không có trong lược đồ",
        "Khóa bị gõ sai hoặc đặt sai chỗ; chương trình không bỏ qua khóa lạ để khỏi mất dữ liệu.",
        "Sửa tên khóa, hoặc chuyển về đúng khối.",
        'contents: "…"',
        'content: "…"',
    ),
    "KST022": Entry(
        "Sai kiểu giá trị",
        "Ở đây cần một kiểu khác: chữ, số nguyên, danh sách ([…] hoặc các dòng -), hoặc khối khóa: giá trị.",
        "Viết lại giá trị theo kiểu được nêu.",
        "results: Văn bản thẩm định.",
        'results:\n  - "Văn bản thẩm định."',
    ),
    "KST023": Entry(
        "Thiếu ngoặc kép quanh mã số hoặc chữ",
        "YAML hiểu 010 là số 10, 1.10 là 1.1 và 2021-01-28 là ngày. Mã, số hiệu và chữ phải ở trong ngoặc kép.",
        "Đặt giá trị trong ngoặc kép.",
        "id: 10",
        'id: "10"',
    ),
    "KST024": Entry(
        "Giá trị ngoài danh sách cho phép",
        "Khóa này chỉ nhận một trong các giá trị đã định.",
        "Chọn một giá trị trong danh sách nêu ở thông báo.",
        "level: quan-huyen",
        "level: huyen",
    ),
    "KST025": Entry(
        "Mã, ngày hoặc số viết sai",
        "Mã gồm chữ không dấu, số, dấu chấm, gạch nối; ngày viết năm-tháng-ngày; số nằm trong giới hạn cho phép.",
        "Viết lại theo dạng nêu ở thông báo.",
        "issued: 2021-02-30",
        "issued: 2021-02-28",
    ),
    "KST026": Entry(
        "Thiếu hoặc sai loại (kind)",
        "Thời gian (schedule) và nhóm (groups) phải nêu rõ loại bằng khóa kind.",
        "Ghi kind: với thời gian (schedule) là by_date, periodic, ongoing, by_plan, on_request; với nhóm (groups) là "
        "levels, list, open; với dòng của biểu (rows) là fixed, free, agencies; với minh chứng (evidence) là document, "
        "file, link.",
        'schedule: {text: "Thường xuyên"}',
        'schedule: {kind: ongoing, text: "Thường xuyên"}',
    ),
    "KST027": Entry(
        "Để trống",
        "Chữ hoặc danh sách này phải có nội dung.",
        "Điền nội dung, hoặc xóa hẳn khóa nếu khóa không bắt buộc.",
        "results: []",
        'results: ["Văn bản góp ý."]',
    ),
    "KST028": Entry(
        "Phiên bản lược đồ chưa hỗ trợ",
        "schema_version cho biết tệp viết theo lược đồ nào; bản kst này đọc lược đồ 1.",
        "Ghi schema_version: 1, hoặc nâng cấp kst.",
        "schema_version: 2",
        "schema_version: 1",
    ),
    "KST030": Entry(
        "Mã bị trùng",
        "Mã kế hoạch, mục, nhiệm vụ, đầu việc, cơ quan, nhóm, chỉ tiêu phải là duy nhất.",
        "Đổi một trong hai mã; mã đã dùng trong phiếu tiến độ thì không nên đổi.",
        '- id: "10"\n- id: "10"',
        '- id: "10"\n- id: "11"',
    ),
    "KST031": Entry(
        "Không có cơ quan hoặc nhóm này",
        "Mã đứng ở đây không có trong danh mục cơ quan mà kế hoạch dùng.",
        "Sửa mã (chạy `kst agencies` để xem), hoặc thêm cơ quan vào danh mục.",
        "lead: [so-ttt]",
        "lead: [so-tttt]",
    ),
    "KST032": Entry(
        "Cơ quan không còn (hoặc chưa) hoạt động trong năm kế hoạch",
        "Cơ quan được giao việc không tồn tại vào ngày nào của năm kế hoạch.",
        "Giao cho cơ quan kế thừa, hoặc sửa valid_from, valid_to trong danh mục.",
    ),
    "KST033": Entry(
        "Nhóm không có thành viên",
        "Nhóm không phải nhóm mở nhưng không có ai trong năm kế hoạch, nên việc giao cho nhóm không ai làm.",
        "Thêm thành viên, sửa cấp của nhóm, hoặc đổi kind thành open.",
        "members: []",
        "members: [so-yt]",
    ),
    "KST034": Entry(
        "Thành viên của nhóm không có trong danh mục",
        "Danh sách members nêu một mã cơ quan không tồn tại.",
        "Sửa mã, hoặc thêm cơ quan vào danh mục.",
    ),
    "KST035": Entry(
        "Đầu việc không ai làm",
        "Đầu việc chỉ có cơ quan phối hợp, theo dõi hoặc tổng hợp; không có ai chủ trì, thực hiện hay thẩm định.",
        "Thêm lead (chủ trì) hoặc perform (thực hiện) vào một dòng phân công.",
        'printed: "- Sở Tài chính phối hợp."\ncoordinate: [so-tc]',
        'printed: "- Sở Tài chính chủ trì."\nlead: [so-tc]',
    ),
    "KST036": Entry(
        "Hạn hoặc kỳ không thể có",
        "Hạn phải là một ngày có thật hoặc một kỳ: 2021-Q1 đến 2021-Q4, 2021-01 đến 2021-12, 2021-H1, 2021-H2, "
        "2021-9M, 2021; ngày bắt đầu không được sau hạn.",
        "Viết như 2021-Q3, 2021-09-30; ngày bắt đầu không sau hạn.",
        'by: "2021-Q9"',
        'by: "2021-Q3"',
    ),
    "KST037": Entry(
        "Không có kế hoạch chi tiết này",
        "Đầu việc “theo kế hoạch” trỏ tới một kế hoạch chi tiết không có trong sub_plans.",
        "Sửa mã, hoặc khai kế hoạch chi tiết trong sub_plans.",
        "schedule: {kind: by_plan, text: Theo kế hoạch, plan: ra-xoat}",
        "schedule: {kind: by_plan, text: Theo kế hoạch, plan: ra-soat}",
    ),
    "KST038": Entry(
        "Chỉ tiêu không có đơn vị",
        "Một con số không đơn vị thì không so được với số liệu báo cáo.",
        'Thêm unit, ví dụ unit: "%".',
        "value: 10",
        'value: 10\nunit: "%"',
    ),
    "KST039": Entry(
        "Không có danh mục cơ quan hoặc lịch này",
        "Kế hoạch trỏ tới một tệp trong agencies/ hoặc calendar/ mà không tệp nào mang mã đó.",
        "Sửa mã, hoặc thêm tệp còn thiếu.",
        'calendar: "2012"',
        'calendar: "2021"',
    ),
    "KST040": Entry(
        "Quan hệ giữa các cơ quan không đúng",
        "Cơ quan cấp trên hoặc kế thừa không có trong danh mục, vòng tròn trực thuộc, "
        "hoặc ngày kết thúc trước ngày bắt đầu.",
        "Sửa parent, successors, valid_from hoặc valid_to.",
    ),
    "KST041": Entry(
        "Điều kiện cho người không có ở dòng này",
        "Khóa conditions nêu một mã không được giao vai trò nào ở dòng đó.",
        "Sửa mã, hoặc giao vai trò cho cơ quan đó.",
        'lead: [so-tp]\nconditions: {so-tc: "được giao"}',
        'lead: [so-tp]\nconditions: {so-tp: "được giao"}',
    ),
    "KST042": Entry(
        "Tên gọi trùng nhau",
        "Hai cơ quan có cùng tên hoặc tên gọi khác nên gọi tên đó sẽ không biết là ai.",
        "Bỏ tên gọi khác (aliases) ở một cơ quan.",
        severity="warning",
    ),
    "KST043": Entry(
        "Nhiệm vụ thiếu phần",
        "Nhiệm vụ phải có schedule, hoặc có duties, không cả hai; đầu việc nào cũng phải có kết quả và phân công. "
        "Được bỏ trống kết quả khi kế hoạch giữ các cột như đã in (annex.columns); phần chờ quyết định (decide) của "
        "dự thảo thì được bỏ trống.",
        "Thêm phần còn thiếu vào đầu việc hoặc vào nhiệm vụ.",
        'id: "10"\ncontent: "…"',
        'id: "10"\ncontent: "…"\nresults: ["…"]\nassignments: […]\nschedule: {kind: ongoing, text: "Thường xuyên"}',
    ),
    "KST044": Entry(
        "Cấp chưa có ngày gửi báo cáo",
        "Có cơ quan thuộc cấp này trong danh mục nhưng lịch không nêu ngày gửi báo cáo của cấp, hoặc nêu hai lần.",
        "Thêm một dòng send_by cho cấp đó vào tệp lịch.",
    ),
    "KST045": Entry(
        "Ngày trong lịch không hợp lý",
        "Ngày cuối trước ngày đầu, ngày nghỉ nằm ngoài phạm vi của lịch, hoặc ngày làm bù không rơi vào cuối tuần.",
        "Sửa lại ngày theo thông báo chính thức.",
        "{first: 2021-09-03, last: 2021-09-02, name: Quốc khánh}",
        "{first: 2021-09-02, last: 2021-09-03, name: Quốc khánh}",
    ),
    "KST046": Entry(
        "Tệp lạ trong kho",
        "Thư mục plans/, agencies/ và calendar/ chỉ chứa tệp .yaml; tệp này không được đọc.",
        "Đổi đuôi thành .yaml nếu là dữ liệu, hoặc chuyển tệp đi nơi khác.",
        severity="warning",
    ),
    "KST047": Entry(
        "Không có đầu việc này",
        "ordered_by của một kế hoạch chi tiết trỏ tới đầu việc không có trong kế hoạch.",
        "Sửa mã đầu việc.",
    ),
    "KST048": Entry(
        "Hạn nằm ngoài năm kế hoạch",
        "Hạn của đầu việc rơi vào năm khác với năm của kế hoạch mà chữ in không nêu năm đó, nên danh sách của "
        "năm này không nhắc tới.",
        "Kiểm tra lại năm của hạn.",
        'by: "2012-Q1"',
        'by: "2021-Q1"',
        severity="warning",
    ),
    "KST049": Entry(
        "Lịch không phủ hết năm kế hoạch",
        "Không biết ngày nghỉ chính thức của một phần năm kế hoạch nên ngày dời có thể sai.",
        "Bổ sung ngày nghỉ và sửa covers trong tệp lịch.",
        severity="warning",
    ),
    "KST050": Entry(
        "Phiếu bị sửa sau khi ghi",
        "Phiếu, yêu cầu, bản ghi gửi và nhận tệp Excel chỉ được ghi một lần. Niêm phong (seal) ở cuối tệp cho thấy nội "
        "dung không còn như lúc ghi.",
        "Lấy lại bản cũ bằng `git checkout`, rồi đính chính bằng phiếu mới: `kst record … --supersede MÃ_PHIẾU`.",
    ),
    "KST051": Entry(
        "Tệp đặt sai chỗ trong progress/ hoặc requests/",
        "Phiếu nằm ở progress/<kế hoạch>/<kỳ>/<cơ quan>/<tên>.yaml, yêu cầu ở requests/<kế hoạch>/<tên>.yaml, bản "
        "ghi gửi, nhận tệp Excel ở workbooks/<kế hoạch>/<kỳ>/<tên>.yaml, và nội dung phải khớp với chỗ nằm.",
        "Chuyển tệp về đúng thư mục; tệp không phải phiếu thì chuyển đi nơi khác.",
    ),
    "KST052": Entry(
        "Phiếu tiến độ về việc không có (hoặc không còn) trong kế hoạch",
        "Cơ quan, đầu việc hoặc kỳ mà phiếu nêu không có trong kế hoạch hiện nay: có thể kế hoạch đã sửa đổi.",
        "Nếu phiếu ghi nhầm, ghi phiếu mới thay nó (--supersede); nếu kế hoạch đã đổi thì giữ phiếu làm lịch sử.",
        severity="warning",
    ),
    "KST053": Entry(
        "Hai phiếu, hai yêu cầu trái nhau",
        "Hai phiếu tiến độ khác nhau về cùng một việc mà không phiếu nào nêu rõ thay cho phiếu kia; hoặc hai "
        "người sửa cùng một yêu cầu, người sửa người rút, riêng rẽ, chưa nêu bản nào thay.",
        "Xem `kst history`, rồi ghi phiếu đúng với --supersede trỏ tới phiếu sai.",
        severity="warning",
    ),
    "KST054": Entry(
        "Phiếu, yêu cầu thay thế trỏ sai",
        "supersedes hoặc withdraws nêu một phiếu, một yêu cầu không có, một dòng không có trong phiếu đó, yêu cầu "
        "của đầu việc khác, tệp của ngày sau, hoặc các phiếu thay nhau vòng tròn.",
        "Kiểm tra mã phiếu bằng `kst history`; ghi phiếu mới với --supersede đúng.",
    ),
    "KST055": Entry(
        "Minh chứng không còn như lúc ghi",
        "Tệp minh chứng không có trong kho, nằm ngoài kho, không đi theo kho (git bỏ qua, dữ liệu của git), hoặc nội "
        "dung đã khác mã kiểm tra ghi trong phiếu.",
        "Đưa lại đúng tệp cũ vào kho, hoặc ghi phiếu đính chính với minh chứng mới.",
        severity="warning",
    ),
    "KST056": Entry(
        "Mã phiếu hoặc mã yêu cầu bị trùng",
        "Mỗi phiếu, mỗi yêu cầu có một mã riêng; hai tệp cùng mã thì chỉ một tệp được tính.",
        "Xóa tệp chép thừa; nếu là hai phiếu thật thì ghi lại một phiếu bằng `kst record --file`.",
    ),
    "KST057": Entry(
        "Số liệu không khớp chỉ tiêu",
        "Tên số liệu không có trong chỉ tiêu của nhiệm vụ, hoặc đơn vị khác đơn vị của chỉ tiêu.",
        "Ghi phiếu đính chính với tên và đơn vị như `kst plan show` nêu.",
        severity="warning",
    ),
    "KST058": Entry(
        "Chữ in và hạn không khớp",
        "Thời gian như đã in (text) đọc ra một hạn khác với hạn ghi trong dữ liệu (by).",
        "Sửa by theo văn bản; nếu hạn được dời bằng văn bản khác thì ghi chữ của văn bản đó vào text.",
        'text: "Quý II"\nby: "2021-Q3"',
        'text: "Quý II"\nby: "2021-Q2"',
        severity="warning",
    ),
    "KST059": Entry(
        "Dòng in nêu một cơ quan không được giao việc",
        "Dòng phân công như đã in (printed) có tên đầy đủ của một cơ quan, nhưng cơ quan đó, hay một nhóm có cơ "
        "quan đó, không có vai trò nào trong dòng: có thể gõ nhầm mã hoặc bỏ sót.",
        "Thêm mã cơ quan vào vai trò của nó (lead, perform, coordinate…); nếu văn bản chỉ nhắc tên thì để nguyên.",
        'printed: "- Sở Tư pháp chủ trì."\nlead: [so-tc]',
        'printed: "- Sở Tư pháp chủ trì."\nlead: [so-tp]',
        severity="warning",
    ),
    "KST060": Entry(
        "Đổi nội dung kế hoạch đã ban hành mà chưa nêu văn bản sửa đổi",
        "So với bản gốc (--base), kế hoạch đã ban hành đổi việc, người làm, thời hạn hay chỉ tiêu, mà amendments "
        "không thêm văn bản nào nêu mã của chỗ đổi. Khác nhau về dấu câu, chữ hoa, cách bỏ dấu thì không tính; "
        "chữ sửa theo một dòng errata mới cũng không tính.",
        "Thêm một dòng amendments: số, ngày văn bản, mã đã đổi. Nếu chỉ chép lại cho đúng bản in thì nêu chính "
        "quyết định ban hành.",
        'schedule: {kind: by_date, text: "Quý III", by: "2021-Q3"}',
        'amendments:\n  - number: "512/QĐ-UBND"\n    date: 2021-05-20\n    changes: ["25"]',
    ),
    "KST061": Entry(
        "Văn bản sửa đổi nêu mã không có",
        "Một dòng amendments mới ghi đã sửa một mã mà kế hoạch không có, cả trước và sau khi sửa.",
        "Sửa mã trong changes: mã đầu việc, nhiệm vụ, mục, hoặc “plan” cho phần chung.",
    ),
    "KST062": Entry(
        "Văn bản sửa đổi nêu chỗ không đổi",
        "Một dòng amendments mới ghi đã sửa một chỗ, nhưng chỗ đó vẫn như ở bản gốc.",
        "Sửa chỗ đó theo văn bản, hoặc bỏ mã khỏi changes.",
        severity="warning",
    ),
    "KST063": Entry(
        "Văn bản sửa đổi đã ghi bị bỏ hoặc sửa",
        "Bản gốc có một dòng amendments mà nay không còn nguyên. Văn bản sửa đổi đã ghi là lịch sử của kế hoạch.",
        "Lấy lại dòng cũ; nếu dòng cũ ghi sai số hay ngày thì nêu rõ với người duyệt.",
        severity="warning",
    ),
    "KST064": Entry(
        "Kế hoạch đã ban hành không còn trong kho",
        "Bản gốc có kế hoạch này (đã có số quyết định) mà nay không tệp nào có mã của nó.",
        "Lấy lại tệp; nếu đổi mã kế hoạch thì trả lại mã cũ, vì phiếu và yêu cầu trỏ tới mã đó.",
    ),
    "KST065": Entry(
        "Ngày bãi bỏ phải sau ngày bổ sung",
        "Nhiệm vụ, đầu việc hoặc phân công được bổ sung (since) phải có hiệu lực ít nhất một ngày trước ngày bãi bỏ (ended).",
        "Sửa since hoặc ended theo văn bản; việc bãi bỏ ngay từ ngày bổ sung thì bỏ hẳn phần bổ sung.",
        "since: 2021-07-01\nended: 2021-06-01",
        "since: 2021-06-01\nended: 2021-07-01",
    ),
    "KST066": Entry(
        "Thôi giao cho cơ quan không được giao",
        "ended của một dòng phân công chỉ nêu cơ quan, nhóm có vai trò ở dòng đó, hoặc thành viên của nhóm như vậy.",
        "Sửa mã trong ended, hoặc chuyển nó sang đúng dòng phân công.",
        "coordinate: [so-tp]\nended: {so-yt: 2021-05-20}",
        "coordinate: [so-tp]\nended: {so-tp: 2021-05-20}",
    ),
    "KST067": Entry(
        "Bổ sung, bãi bỏ mà không có văn bản",
        "since và ended ghi thay đổi do văn bản sửa đổi, nên amendments phải có văn bản ghi ngày đó hoặc trước đó.",
        "Thêm văn bản vào amendments, hoặc sửa lại ngày; `kst amend` ghi cả hai.",
    ),
    "KST068": Entry(
        "Trỏ sai tới kế hoạch khác",
        "Kế hoạch hoặc đầu việc nêu ở details, follows, derived không có; đầu việc không phải “theo kế hoạch”; "
        "hai kế hoạch khác năm, khác danh mục; hoặc các kế hoạch chi tiết hóa nhau vòng tròn.",
        "Sửa mã kế hoạch, mã đầu việc; chỉ đầu việc có schedule by_plan mới chi tiết hóa được.",
        'details: {plan: "2021", duties: ["10"]}',
        'details: {plan: "2021", duties: ["13", "14"]}',
    ),
    "KST069": Entry(
        "Hai kế hoạch chi tiết hóa cùng một đầu việc",
        "Mỗi đầu việc chỉ lấy hạn và cơ quan từ một kế hoạch chi tiết đã ban hành.",
        "Bỏ đầu việc đó ở một trong hai kế hoạch; kế hoạch thay thế thì xóa kế hoạch cũ, hoặc ghi status: draft.",
    ),
    "KST070": Entry(
        "Nhiệm vụ chưa gắn với đầu việc được chi tiết hóa",
        "Kế hoạch chi tiết hóa nhiều đầu việc thì mỗi nhiệm vụ phải nêu (from) nó chi tiết hóa đầu việc nào; "
        "đầu việc nào nêu ở details cũng phải có ít nhất một nhiệm vụ.",
        "Thêm from vào nhiệm vụ, với một mã có trong details.duties.",
        'id: "1"\ncontent: "Rà soát nhóm thủ tục về đất đai."',
        'id: "1"\nfrom: "13"\ncontent: "Rà soát nhóm thủ tục về đất đai."',
    ),
    "KST071": Entry(
        "Kế hoạch chi tiết cần đối chiếu lại",
        "Đầu việc của kế hoạch trên đã đổi nội dung sau khi kế hoạch chi tiết được viết, hoặc hai kế hoạch chưa được "
        "đối chiếu lần nào. Hạn và cơ quan của kế hoạch chi tiết vẫn được dùng.",
        "Đọc lại đầu việc bằng `kst plan show`, sửa kế hoạch chi tiết nếu cần, rồi chép dòng confirmed vào details.",
        severity="warning",
    ),
    "KST072": Entry(
        "Giao cho cơ quan mà kế hoạch trên không giao",
        "Kế hoạch chi tiết nêu một cơ quan không thuộc những cơ quan, nhóm mà đầu việc được chi tiết hóa giao.",
        "Kiểm tra mã cơ quan; nếu đúng là giao thêm thì sửa đổi kế hoạch trên cho khớp.",
        severity="warning",
    ),
    "KST073": Entry(
        "Dự thảo còn điều phải quyết định",
        "Kế hoạch là dự thảo (status: draft) và còn chỗ chờ người quyết định: dòng decide, số, ngày, người ký, cơ quan "
        "chưa có trong danh mục; hoặc danh mục, lịch còn chỗ chờ xác nhận (decide).",
        "Quyết định, điền chỗ nêu trên; có dòng decide thì xóa dòng đó.",
        severity="warning",
    ),
    "KST074": Entry(
        "Kế hoạch đã ban hành mà còn điều chưa quyết định",
        "Kế hoạch hoặc lịch không còn là dự thảo nhưng vẫn có dòng decide; hoặc kế hoạch thiếu số, ngày, người ký.",
        "Quyết định rồi xóa dòng decide, ghi đủ phần quyết định; chưa ban hành thì ghi status: draft.",
        'status: issued\ndecide: ["Giữ hay bỏ nhiệm vụ 25?"]',
        "status: issued",
    ),
    "KST075": Entry(
        "Đầu việc không có ai nhận khi tổ chức thay đổi",
        "Cơ quan bắt đầu hoặc kết thúc hoạt động trong năm kế hoạch, và những việc có hạn vào lúc không có cơ quan "
        "đó thì không ai nhận: danh mục chưa nêu cơ quan kế thừa.",
        "Ghi successors (cơ quan kế thừa) trong danh mục theo văn bản sắp xếp, hoặc sửa đổi kế hoạch.",
        "{id: so-tttt, name: Sở TTTT, level: so, valid_to: 2025-02-28}",
        "{id: so-tttt, name: Sở TTTT, level: so, valid_to: 2025-02-28, successors: [so-khcn]}",
        severity="warning",
    ),
    "KST076": Entry(
        "Tệp đặt sai chỗ trong reports/",
        "Phần thuyết minh nằm ở reports/<kế hoạch>/<kỳ>/<cơ quan>.yaml, số liệu chốt ở closing.json cùng thư mục; "
        "nội dung phải khớp với chỗ nằm.",
        "Chuyển tệp về đúng thư mục; tệp khác (bản Word đã in) thì để ngoài reports/.",
    ),
    "KST077": Entry(
        "Số liệu chốt bị sửa hoặc hỏng",
        "Số liệu chốt chỉ ghi một lần. Niêm phong (seal) cho thấy nội dung không còn như lúc chốt, hoặc tệp bị hỏng.",
        "Lấy lại bản cũ bằng `git checkout`; số liệu đổi sau khi chốt đã được báo cáo nêu riêng.",
    ),
    "KST078": Entry(
        "Biểu II.06a cộng sai",
        "Không còn được báo. Biểu II.06a trước nằm trong tệp phần thuyết minh; nay là một tệp trong forms/, số liệu ở các "
        "phiếu, quy tắc cộng do KST094 báo.",
        "Đọc tiếp: `kst explain KST094`.",
        retired=True,
    ),
    "KST079": Entry(
        "Biểu II.06a: số nhận khác số đã và đang giải quyết",
        "Không còn được báo. Nay là một quy tắc mức cảnh báo của biểu trong forms/, do KST095 báo.",
        "Đọc tiếp: `kst explain KST095`.",
        severity="warning",
        retired=True,
    ),
    "KST080": Entry(
        "Tệp của báo cáo nhắc tới thứ không có",
        "Kế hoạch, cơ quan hoặc kỳ nêu trong tệp không có trong kho.",
        "Sửa theo mã đúng: `kst agencies`, `kst request list`; kỳ viết như 2021-Q2.",
    ),
    "KST081": Entry(
        "Đề cương nhắc mục hoặc nhiệm vụ không có",
        "templates/outline.yaml đặt một mục hay nhiệm vụ mà không kế hoạch nào có, nên chỗ đó luôn trống.",
        "Sửa số mục, số nhiệm vụ; xem `kst plan show`.",
        severity="warning",
    ),
    "KST082": Entry(
        "Phiếu, yêu cầu hoặc số liệu chốt đã ghi bị xóa, chuyển chỗ hay sửa",
        "Phiếu tiến độ, yêu cầu và số liệu chốt chỉ ghi một lần: nhánh này xóa, đổi tên, chuyển thư mục hoặc sửa một "
        "tệp mà bản gốc (--base) đã có.",
        "Lấy lại tệp: `git checkout BẢN_GỐC -- TỆP`; ghi sai thì ghi phiếu thay thế bằng `kst record … --supersede`.",
    ),
    "KST083": Entry(
        "Git có thể đổi nội dung tệp minh chứng",
        "Tệp .gitattributes của kho không giữ nguyên các tệp minh chứng: ở bản sao khác, git có thể đổi ký tự xuống "
        "dòng (CRLF, LF) của chúng.",
        "Thêm vào đầu .gitattributes dòng `* -text`, rồi nêu các thư mục dữ liệu, như tệp do `kst init` viết.",
        "* text=auto",
        "* -text\n/plans/** text eol=lf",
        severity="warning",
    ),
    "KST085": Entry(
        "Dòng in nêu một cơ quan không có trong danh mục",
        "Dòng phân công như đã in (printed) nêu tên một cơ quan mà danh mục không có, nên không ai được tính là "
        "phải làm phần việc đó.",
        "Thêm cơ quan (hoặc tên gọi này vào aliases) trong agencies/, rồi giao vai trò cho mã của nó; gõ nhầm tên "
        "thì sửa lại.",
        'printed: "- Sở Tư pháp; Bộ Công an."',
        'printed: "- Sở Tư pháp; Công an tỉnh."',
        severity="warning",
    ),
    "KST086": Entry(
        "Tên có chữ lạ trông giống chữ tiếng Việt",
        "Tên một cơ quan hay nhóm có chữ của bảng chữ cái khác, ví dụ Ð (U+00D0) thay cho Đ (U+0110): nhìn như "
        "nhau nhưng máy coi là hai chữ khác nhau.",
        "Gõ lại chữ đó bằng bộ gõ tiếng Việt.",
        'name: "Sở Ðông y"',
        'name: "Sở Đông y"',
        severity="warning",
    ),
    "KST088": Entry(
        "Đề cương báo cáo bỏ sót nhiệm vụ",
        "Một nhiệm vụ của kế hoạch đã ban hành không đứng dưới mục nào của đề cương báo cáo, nên báo cáo định kỳ "
        "không nêu; chỉ phụ lục nội bộ có.",
        "Ghi tên mục ấy của kế hoạch vào dòng sections của một mục trong templates/outline.yaml; kho chưa có tệp này "
        "thì chép ra bằng `kst template export`.",
        'headings:\n  - {title: "Nội dung khác", sections: ["I"]}',
        'headings:\n  - {title: "Nội dung khác", sections: ["I", "Chuyển đổi số"]}',
        severity="warning",
    ),
    "KST090": Entry(
        "Biểu số liệu tự mâu thuẫn",
        "Một quy tắc, tỷ lệ hay cách gộp của biểu nêu cột không có, hoặc cột không dùng được như vậy; một quy tắc "
        "không có hoặc có nhiều loại; biểu chưa nêu cơ quan lập.",
        "Sửa tệp trong forms/ theo câu báo; so với một biểu có sẵn do `kst init` tạo.",
        'total: {of: "3", parts: ["4", "99"]}',
        'total: {of: "3", parts: ["4", "5"]}',
    ),
    "KST091": Entry(
        "Biểu giao cho cơ quan không có trong danh mục",
        "filled_by của một biểu nêu mã cơ quan hoặc mã nhóm mà không tệp nào trong agencies/ có, nên không ai "
        "lập phần đó.",
        "Sửa mã (xem `kst agencies`), hoặc bỏ mã này khỏi filled_by.",
        "filled_by: {agencies: [so-abc]}",
        "filled_by: {agencies: [so-tp]}",
        severity="warning",
    ),
    "KST092": Entry(
        "Phiếu nêu số liệu của biểu, dòng hoặc cột không có",
        "Biểu, dòng, cột nêu trong phiếu không có, hoặc biểu không lập cho kỳ đó. Số liệu ấy không nằm trong tổng "
        "nào.",
        "Kiểm tra biểu: `kst form list`; rồi ghi lại bằng `kst record --form`, rút phiếu sai bằng --withdraw.",
        '{row: tong, cells: {"99": 5}}',
        '{row: tong, cells: {"1": 5}}',
    ),
    "KST093": Entry(
        "Số liệu không hợp với cột",
        "Cột số đếm cần số nguyên không âm, cột chữ cần chữ; cột tỷ lệ do chương trình tính; một ô chỉ nêu một lần.",
        "Ghi lại ô đó bằng `kst record --form`, hoặc rút phiếu sai bằng --withdraw.",
        '{row: tong, cells: {"1": 2.5}}',
        '{row: tong, cells: {"1": 2}}',
    ),
    "KST094": Entry(
        "Số liệu trái với quy tắc của biểu",
        "Một quy tắc mức lỗi (severity: error) của biểu không đúng với số liệu của một cơ quan, ví dụ cột tổng khác "
        "tổng các cột thành phần.",
        "Hỏi lại cơ quan, rồi ghi lại các ô sai bằng `kst record --form`.",
        '{row: tong, cells: {"2": 5, "3": 1, "4": 1, "5": 1}}',
        '{row: tong, cells: {"2": 3, "3": 1, "4": 1, "5": 1}}',
    ),
    "KST095": Entry(
        "Số liệu khác thường theo quy tắc của biểu",
        "Một quy tắc mức cảnh báo (severity: warning) của biểu không đúng với số liệu của một cơ quan.",
        "Đối chiếu với cơ quan; số liệu đúng thì giải thích trong báo cáo.",
        severity="warning",
    ),
    "KST096": Entry(
        "Số tổng hợp khác với số của các cơ quan trực thuộc",
        "Một cơ quan gửi số liệu đã gồm của các cơ quan trực thuộc, mà số đó khác tổng số liệu các cơ quan này tự "
        "gửi. Tổng toàn tỉnh dùng số tổng hợp.",
        "Đối chiếu hai nơi, rồi ghi lại số sai bằng `kst record --form`.",
        severity="warning",
    ),
    "KST097": Entry(
        "Chỉ tiêu tính từ biểu hoặc cột tỷ lệ không có",
        "Chỉ tiêu nêu form và column để được xét theo tỷ lệ của các tổng, nhưng không tệp nào trong forms/ có biểu ấy, "
        "hoặc biểu không có cột tỷ lệ (ratio) ấy.",
        "Sửa form, column theo một biểu có sẵn (`kst form list`), hoặc bỏ cả hai để xét số từng cơ quan nêu.",
    ),
    "KST087": Entry(
        "Đề cương đánh số theo một kế hoạch khác",
        "Số mục, số nhiệm vụ trong templates/outline.yaml có nghĩa khác ở một kế hoạch đã ban hành, nên báo cáo của "
        "kế hoạch đó xếp nhiệm vụ sai mục.",
        "Nêu ở dòng plan kế hoạch mà các số thuộc về; kế hoạch sau phải nối tiếp nó (follows, from).",
        "subject: Công tác …\nparts: …",
        'subject: Công tác …\nplan: "2021"\nparts: …',
    ),
}
