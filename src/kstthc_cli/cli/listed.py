"""The table of all commands: name, line in help, and the function to call.

Help, completion and spelling suggestions need only this table, so a command's module is imported only when
the command is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class CommandEntry(NamedTuple):
    """A command: its name, its line in help, and `module:function` in this package; empty for a group."""

    name: str
    help: str
    place: str = ""


class Group(NamedTuple):
    """A group: its help, and its commands under the headings of help.

    A first word that names no command becomes the first argument of the command `direct`. `callback` is the
    place of a function that runs without a command.
    """

    help: str
    sections: Mapping[str, tuple[CommandEntry, ...]]
    direct: str | None = None
    callback: str = ""

    @property
    def commands(self) -> Iterator[tuple[str, CommandEntry]]:
        """Every command with its heading."""
        return ((heading, one) for heading, all_ in self.sections.items() for one in all_)


ROOT = "kst"
_COMMANDS = "Các lệnh"
GROUPS: dict[str, Group] = {
    ROOT: Group(
        "Theo dõi nhiệm vụ, thời hạn, tiến độ của kế hoạch kiểm soát thủ tục hành chính.\n\n"
        "\b\nVí dụ:\n"
        '  kst due --agency "Sở TTTT" --quarter 2   việc của một cơ quan trong quý\n'
        "  kst plan show 19                         xem một nhiệm vụ\n"
        "  kst validate                             kiểm tra mọi tệp của kho",
        {
            "Theo dõi tiến độ": (
                CommandEntry("due", "Việc phải làm trong một kỳ.", "tracking.due:due"),
                CommandEntry("overview", "Một trang tổng quan cho lãnh đạo.", "tracking.overview:overview"),
                CommandEntry("upcoming", "Việc sắp đến hạn, theo ngày.", "tracking.upcoming:upcoming"),
                CommandEntry("record", "Ghi nhận việc cơ quan đã làm.", "progress.record:record"),
                CommandEntry("status", "Tiến độ theo mục và theo cơ quan.", "tracking.status:status"),
                CommandEntry("missing", "Ai chưa báo cáo việc gì.", "tracking.status:missing"),
                CommandEntry("overdue", "Mọi việc quá hạn, chậm nhất trước.", "tracking.status:overdue"),
                CommandEntry("history", "Mọi phiếu về một đầu việc.", "progress.history:history"),
                CommandEntry(
                    "search", "Tìm trong kế hoạch, cơ quan, phiếu, báo cáo.", "search.search:search"
                ),
                CommandEntry("request", "Yêu cầu đột xuất mở việc cho cơ quan."),
                CommandEntry("form", "Biểu số liệu: cộng, đối chiếu, lần ra phiếu."),
                CommandEntry("collect", "Thu báo cáo bằng tệp Excel: lập, nhập, xem ai đã gửi."),
            ),
            "Báo cáo, văn bản": (
                CommandEntry("report", "Báo cáo, công văn, phiếu giao việc: văn bản để ký."),
                CommandEntry("site", "Tạo trang web tĩnh của kế hoạch.", "site.site:site"),
                CommandEntry("export", "Xuất dữ liệu thành bảng cho phần mềm khác.", "export.export:export"),
                CommandEntry("national", "Tổng hợp dữ liệu nhiều địa phương."),
                CommandEntry("template", "Mẫu của văn bản: chép ra sửa, tra tên trường, thử mẫu."),
            ),
            "Kế hoạch, cơ quan": (
                CommandEntry("plan", "Xem kế hoạch đã ban hành; lập kế hoạch riêng của cơ quan."),
                CommandEntry("amend", "Sửa kế hoạch theo văn bản sửa đổi."),
                CommandEntry("diff", "Kế hoạch đã đổi những gì, kéo theo việc gì.", "diff.diff:diff"),
                CommandEntry(
                    "import", "Lập dự thảo kế hoạch từ văn bản đã ký.", "importing.importing:import_"
                ),
                CommandEntry("new-year", "Lập dự thảo kế hoạch năm sau.", "drafts.drafts:new_year"),
                CommandEntry("agencies", "Danh sách cơ quan, đơn vị, địa phương; chuyển sang năm khác."),
                CommandEntry("calendar", "Lịch nghỉ của một năm; thời hạn cho lịch điện thoại."),
            ),
            "Kiểm tra, tệp": (
                CommandEntry("validate", "Kiểm tra mọi tệp của kho kế hoạch.", "validate.validate:validate"),
                CommandEntry("explain", "Giải thích một mã lỗi.", "validate.validate:explain"),
                CommandEntry(
                    "fmt", "Chỉnh trình bày của tệp YAML, không đổi nội dung.", "validate.files:fmt"
                ),
                CommandEntry("schema", "In lược đồ (JSON Schema) của một loại tệp.", "validate.files:schema"),
                CommandEntry("init", "Tạo một kho kế hoạch mới.", "init.init:init"),
            ),
        },
    ),
    "plan": Group(
        "Xem kế hoạch đã ban hành; lập kế hoạch riêng của cơ quan.",
        {
            _COMMANDS: (
                CommandEntry("show", "In lại phụ lục của kế hoạch từ dữ liệu.", "plan.plan:plan_show"),
                CommandEntry("derive", "Lập kế hoạch riêng của một cơ quan.", "drafts.drafts:plan_derive"),
            )
        },
    ),
    "calendar": Group(
        "Lịch: ngày nghỉ, kỳ số liệu, ngày gửi báo cáo, ngày đến hạn.",
        {
            _COMMANDS: (
                CommandEntry("draft", "Lập dự thảo lịch của một năm.", "calendar.calendar:calendar_draft"),
                CommandEntry(
                    "export", "Đưa ngày đến hạn vào lịch (tệp .ics).", "calendar.export:calendar_export"
                ),
            )
        },
    ),
    "form": Group(
        "Biểu số liệu: cộng, đối chiếu, lần ra phiếu.",
        {
            _COMMANDS: (
                CommandEntry("list", "Các biểu của kho và cơ quan lập.", "forms.forms:form_list"),
                CommandEntry("show", "Số liệu của một biểu trong một kỳ.", "forms.forms:form_show"),
            )
        },
    ),
    "request": Group(
        "Yêu cầu đột xuất mở việc cho cơ quan.",
        {
            _COMMANDS: (
                CommandEntry(
                    "open", "Mở một đầu việc đột xuất hoặc có điều kiện.", "requests.requests:request_open"
                ),
                CommandEntry("withdraw", "Rút một yêu cầu.", "requests.requests:request_withdraw"),
                CommandEntry(
                    "list", "Các yêu cầu đã mở, hạn, ai chưa trả lời.", "requests.requests:request_list"
                ),
            )
        },
    ),
    "report": Group(
        "Báo cáo, công văn, phiếu giao việc: văn bản để ký.",
        {
            "Báo cáo": (
                CommandEntry("quarterly", "Báo cáo quý.", "report.periodic:report_quarterly"),
                CommandEntry("half-year", "Báo cáo 6 tháng.", "report.periodic:report_half_year"),
                CommandEntry("nine-month", "Báo cáo 9 tháng.", "report.periodic:report_nine_month"),
                CommandEntry("yearly", "Báo cáo năm.", "report.periodic:report_yearly"),
                CommandEntry("adhoc", "Báo cáo đột xuất theo một yêu cầu.", "report.periodic:report_adhoc"),
                CommandEntry(
                    "annex", "Phụ lục nội bộ: từng nhiệm vụ, ai quá hạn.", "report.periodic:report_annex"
                ),
            ),
            "Văn bản khác": (
                CommandEntry(
                    "plan", "Quyết định ban hành kế hoạch và phụ lục.", "report.letters:report_plan"
                ),
                CommandEntry(
                    "assignment",
                    "Công văn giao nhiệm vụ cho từng cơ quan.",
                    "report.letters:report_assignment",
                ),
                CommandEntry("reminder", "Công văn đôn đốc cơ quan chậm.", "report.letters:report_reminder"),
            ),
            "Thuyết minh và số liệu của báo cáo": (
                CommandEntry(
                    "prepare",
                    "Tạo tệp để viết phần thuyết minh của báo cáo.",
                    "report.closing:report_prepare",
                ),
                CommandEntry(
                    "highlight", "Chọn nội dung một phiếu để nêu.", "report.closing:report_highlight"
                ),
                CommandEntry("close", "Chốt số liệu của một kỳ.", "report.closing:report_close"),
            ),
        },
    ),
    "collect": Group(
        "Thu báo cáo bằng tệp Excel: lập tệp gửi đi, nhập tệp gửi lại, xem ai đã gửi.",
        {
            _COMMANDS: (
                CommandEntry("export", "Lập tệp Excel gửi từng cơ quan.", "collect.collect:collect_export"),
                CommandEntry("import", "Nhập tệp Excel cơ quan gửi lại.", "collect.collect:collect_import"),
                CommandEntry(
                    "status", "Đã gửi ai, ai đã gửi lại, ai chậm.", "collect.collect:collect_status"
                ),
            )
        },
    ),
    "national": Group(
        "Tổng hợp dữ liệu nhiều địa phương.",
        {
            _COMMANDS: (
                CommandEntry(
                    "summary", "Tiến độ, số liệu theo địa phương.", "export.national:national_summary"
                ),
            )
        },
    ),
    "template": Group(
        "Mẫu của văn bản: chép ra để sửa, tra tên trường, thử mẫu đã sửa.",
        {
            _COMMANDS: (
                CommandEntry("check", "Thử một mẫu đã sửa, kê mọi chỗ sai.", "report.template:check"),
                CommandEntry("export", "Chép mẫu có sẵn ra để sửa.", "report.template:export"),
                CommandEntry("fields", "Kê tên trường mà mẫu dùng được.", "report.template:fields"),
            )
        },
    ),
    "agencies": Group(
        "Danh sách cơ quan, đơn vị, địa phương.",
        {
            _COMMANDS: (
                CommandEntry(
                    "show", "Một cơ quan: tên gọi, nhóm, việc được giao.", "agencies.agencies:agencies_show"
                ),
                CommandEntry(
                    "update", "Chuyển danh mục qua ngày 01/7/2025.", "agencies.agencies:agencies_update"
                ),
            )
        },
        callback="agencies.agencies:agencies",
    ),
    "amend": Group(
        "Sửa kế hoạch theo văn bản sửa đổi: chỉ đúng những dòng phải sửa, ghi chú và chữ khác giữ nguyên.\n\n"
        "Gọi thẳng bằng mã đầu việc, nhiệm vụ, mục; hoặc “plan” cho phần chung của kế hoạch. Kế hoạch sau khi "
        "sửa được kiểm tra trước khi ghi; văn bản được ghi vào amendments.\n\n"
        "\b\nVí dụ:\n"
        '  kst amend 25 --deadline "Quý IV" --ground "…/QĐ-UBND" --ground-date 2021-05-20\n'
        '  kst amend drop-task 12 --ground "…/QĐ-UBND" --ground-date 2021-05-20',
        {
            _COMMANDS: (
                CommandEntry(
                    "MÃ", "Sửa một đầu việc, nhiệm vụ, mục: thời gian, phân công, chữ.", "amend.amend:amend"
                ),
                CommandEntry("add-task", "Thêm một nhiệm vụ.", "amend.amend:add_task"),
                CommandEntry("drop-task", "Bãi bỏ nhiệm vụ hoặc đầu việc.", "amend.amend:drop_task"),
            )
        },
        direct="MÃ",
    ),
}
"""Group → its contents, in the order of help."""
