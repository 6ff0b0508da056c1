"""A plan file (`plans/*.yaml`): the decision, its sections, tasks and duties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from kstthc_cli.model.base import Count, Day, FileModel, Flag, Id, Number, SchemaVersion, Text
from kstthc_cli.model.schedule import Schedule

RoleName = Literal["lead", "perform", "coordinate", "appraise", "oversee", "consolidate"]
ROLE_NAMES: tuple[RoleName, ...] = get_args(RoleName)


class Signer(FileModel, title="Người ký"):
    """Who signed, and in what capacity (NĐ 30/2020, Phụ lục I)."""

    capacity: Text | None = Field(None, title="Quyền hạn", description="Ví dụ: KT. Chủ tịch.")
    post: Text = Field(title="Chức vụ", description="Ví dụ: Phó Chủ tịch.")
    name: Text = Field(title="Họ tên", description="Không ghi học hàm, học vị.")


class Decision(FileModel, title="Quyết định"):
    """The decision that issues the plan, in its exact wording."""

    kind: Text = Field(title="Loại văn bản")
    number: Text = Field(
        "", title="Số, ký hiệu", description='Đặt trong ngoặc kép: "159/QĐ-UBND". Chỉ dự thảo được bỏ trống.'
    )
    subject: Text = Field(title="Trích yếu")
    field: Text | None = Field(None, title="Lĩnh vực")
    issued: Day | None = Field(None, title="Ngày ban hành", description="Chỉ dự thảo được bỏ trống.")
    effective: Day | None = Field(None, title="Ngày có hiệu lực", description="Chỉ dự thảo được bỏ trống.")
    place: Text = Field(title="Địa danh")
    authority: Text = Field(title="Cơ quan ban hành")
    issuer: Text = Field(title="Thẩm quyền ban hành")
    signer: Signer | None = Field(None, title="Người ký", description="Chỉ dự thảo được bỏ trống.")
    grounds: list[Text] = Field(title="Căn cứ", description="Mỗi căn cứ một dòng, giữ nguyên văn.")
    articles: list[Text] = Field(
        title="Các điều",
        description="Nguyên văn, không kèm chữ “Điều 1.”. Văn bản không có điều thì để trống và ghi body.",
    )
    body: list[Text] = Field(
        [],
        title="Đoạn văn",
        description="Đoạn văn của kế hoạch không có điều, trước bảng; mỗi đoạn một dòng.",
    )
    after: list[Text] = Field([], title="Đoạn văn sau bảng", description="Mỗi đoạn một dòng, nguyên văn.")
    recipients: list[Text] = Field(title="Nơi nhận", description="Nguyên văn, không kèm gạch đầu dòng.")


class Amendment(FileModel, title="Sửa đổi, bổ sung"):
    """A later document that changed the issued plan, and the ids of what it changed."""

    number: Text = Field(title="Số, ký hiệu", description='Đặt trong ngoặc kép: "512/QĐ-UBND".')
    date: Day = Field(title="Ngày văn bản")
    changes: list[Id] = Field(
        min_length=1,
        title="Đã sửa những gì",
        description='Mã đầu việc, nhiệm vụ hoặc mục, cả mã đã bỏ: ["12", "39b"]; '
        '"plan" là phần chung của kế hoạch.',
    )
    note: Text | None = Field(None, title="Ghi chú")


class Column(FileModel, title="Cột"):
    """A column of the printed table."""

    id: Id = Field(
        title="Mã cột",
        description="stt, content, group, result, start, time, lead, coordinate, perform, support, appraise, "
        "oversee, agencies; cột khác: mã tự đặt, chữ của nó nằm trong columns của nhiệm vụ.",
    )
    title: Text = Field(title="Tiêu đề như đã in")


Cells = Annotated[
    dict[Id, Text],
    Field(title="Chữ ở các cột khác", description="Mã cột (annex.columns): chữ như đã in."),
]


class Annex(FileModel, title="Phụ lục"):
    """The heading of the annex that contains the table, and its columns where they are not the usual ones."""

    title: Text = Field(title="Tên phụ lục")
    reference: Text = Field(title="Dòng dẫn", description="(Ban hành kèm theo Quyết định số …)")
    columns: list[Column] = Field([], title="Các cột như đã in", description="Theo thứ tự từ trái sang.")


class SubPlanRef(FileModel, title="Kế hoạch chi tiết"):
    """A sub-plan that a duty of this plan requires."""

    id: Id = Field(title="Mã kế hoạch chi tiết")
    title: Text = Field(title="Tên kế hoạch chi tiết")
    ordered_by: Id = Field(title="Đầu việc giao lập", description='Ví dụ: "1a".')


def _since(title: str) -> Any:
    return Field(None, title=title, description="Ngày văn bản bổ sung có hiệu lực; trước ngày này chưa có.")


def _ended() -> Any:
    return Field(
        None,
        title="Bãi bỏ từ ngày",
        description="Từ ngày này không còn phải làm; việc đến hạn trước ngày này vẫn còn.",
    )


class AssignmentLine(FileModel, title="Dòng phân công"):
    """One printed line of the agency cell, and its meaning: ids by role."""

    printed: Text = Field(title="Dòng như đã in")
    column: Id | None = Field(None, title="Cột", description="Khi vai trò chưa cho biết dòng in ở cột nào.")
    lead: list[Id] = Field([], title="Chủ trì")
    perform: list[Id] = Field([], title="Thực hiện")
    coordinate: list[Id] = Field([], title="Phối hợp")
    appraise: list[Id] = Field([], title="Có ý kiến, thẩm định")
    oversee: list[Id] = Field([], title="Theo dõi, hướng dẫn, đôn đốc")
    consolidate: list[Id] = Field([], title="Tổng hợp")
    conditions: dict[Id, Text] = Field(
        {}, title="Điều kiện", description="Mã cơ quan hoặc nhóm: điều kiện như đã in."
    )
    since: Day | None = _since("Giao từ ngày")
    ended: dict[Id, Day] = Field(
        {},
        title="Thôi giao từ ngày",
        description="Mã cơ quan hoặc nhóm: từ ngày này không còn được giao ở dòng này, theo văn bản sửa đổi; "
        "dòng in vẫn giữ.",
    )


class Target(FileModel, title="Chỉ tiêu"):
    """A number that the result must reach."""

    id: Id = Field(title="Mã chỉ tiêu")
    text: Text = Field(title="Chỉ tiêu như đã in")
    comparison: Literal["at_least", "at_most", "equal"] = Field(
        title="So sánh", description="at_least (tối thiểu), at_most (tối đa), equal (bằng)."
    )
    value: Number = Field(title="Giá trị")
    unit: Text | None = Field(None, title="Đơn vị", description='Bắt buộc khi kiểm tra: "%", "hồ sơ"…')
    form: Id | None = Field(
        None,
        title="Tính từ biểu số liệu",
        description="Mã biểu có cột tỷ lệ: xét cho cả tỉnh và cả năm, không xét số từng cơ quan nêu.",
    )
    column: Id | None = Field(None, title="Cột tỷ lệ của biểu")


From = Annotated[
    Id | None,
    Field(
        alias="from",
        title="Từ đầu việc",
        description="Đầu việc của kế hoạch kia (nêu ở details, follows hoặc derived) mà việc này từ đó ra.",
    ),
]
Decide = Annotated[
    list[Text],
    Field(
        title="Cần quyết định",
        description="Điều còn phải quyết định; đã quyết định thì xóa dòng. "
        "Kế hoạch đã ban hành không được còn.",
    ),
]
Units = Annotated[
    list[Text],
    Field(title="Phòng, đơn vị", description="Phòng, đơn vị bên trong cơ quan làm việc này."),
]


class DutyFile(FileModel, title="Đầu việc"):
    """A duty of a task with several duties; missing fields are those of the task."""

    id: Id = Field(title="Mã đầu việc", description='Số nhiệm vụ và chữ cái: "1a".')
    label: Text | None = Field(None, title="Ký hiệu như đã in", description='Ví dụ: "a)".')
    results: list[Text] | None = Field(None, min_length=1, title="Kết quả công việc")
    assignments: list[AssignmentLine] | None = Field(None, min_length=1, title="Cơ quan, đơn vị thực hiện")
    schedule: Schedule = Field(title="Thời gian thực hiện")
    condition: Text | None = Field(None, title="Điều kiện", description="Ví dụ: nếu Trung ương giao.")
    columns: Cells = Field({})
    units: Units = Field([])
    from_: From = None
    decide: Decide = Field([])
    since: Day | None = _since("Bổ sung từ ngày")
    ended: Day | None = _ended()


class TaskFile(FileModel, title="Nhiệm vụ"):
    """A numbered row: either one duty (it has `schedule`) or several (`duties`)."""

    id: Id = Field(title="STT", description='Đặt trong ngoặc kép: "10", "1.a".')
    label: Text | None = Field(None, title="Số như đã in", description='Khi khác id, ví dụ "a)".')
    content: Text = Field(title="Nội dung công việc")
    results: list[Text] | None = Field(None, min_length=1, title="Kết quả công việc")
    assignments: list[AssignmentLine] | None = Field(None, min_length=1, title="Cơ quan, đơn vị thực hiện")
    schedule: Schedule | None = Field(None, title="Thời gian thực hiện")
    condition: Text | None = Field(None, title="Điều kiện")
    targets: list[Target] = Field([], title="Chỉ tiêu")
    duties: list[DutyFile] | None = Field(
        None, min_length=1, title="Đầu việc", description="Chỉ khi nhiệm vụ có nhiều thời hạn."
    )
    columns: Cells = Field({})
    units: Units = Field([])
    from_: From = None
    decide: Decide = Field([])
    since: Day | None = _since("Bổ sung từ ngày")
    ended: Day | None = _ended()

    @property
    def parts(self) -> Sequence[TaskFile | DutyFile]:
        """The duties of the task, or the task itself where it is one duty."""
        return self.duties or (self,)

    def assignments_of(self, part: TaskFile | DutyFile) -> Sequence[AssignmentLine]:
        """The assignment lines of a part: its own, or else those that it shares with the task."""
        return part.assignments or self.assignments or ()

    def results_of(self, part: TaskFile | DutyFile) -> Sequence[str]:
        """The results of a part: its own, or else those that it shares with the task."""
        return part.results or self.results or ()


class Section(FileModel, title="Mục"):
    """A group of tasks under a Roman numeral."""

    id: Id = Field(title="Số mục", description='Số La Mã đúng thứ tự: "VIII".')
    printed: Text | None = Field(None, title="Số mục như đã in", description="Khi in khác số đúng.")
    under: Id | None = Field(None, title="Thuộc mục", description="Mã của mục lớn hơn, đứng ở trên.")
    title: Text = Field(title="Tên mục")
    tasks: list[TaskFile] = Field(
        title="Nhiệm vụ", description="Chỉ mục có mục nhỏ hơn mới được không có nhiệm vụ nào."
    )


class Erratum(FileModel, title="Đính chính"):
    """A correction of substance: the printed text and the corrected text."""

    where: Text = Field(title="Chỗ sửa")
    printed: Text = Field(title="Văn bản in")
    corrected: Text = Field(title="Sửa thành")
    note: Text | None = Field(None, title="Lý do")


class Details(FileModel, title="Chi tiết hóa"):
    """The duties of another plan that this plan details: it sets their dates and agencies."""

    plan: Id = Field(title="Mã kế hoạch được chi tiết hóa")
    duties: list[Id] = Field(min_length=1, title="Các đầu việc được chi tiết hóa")
    confirmed: dict[Id, Text] = Field(
        {},
        title="Đã đối chiếu",
        description="Đầu việc: dấu nội dung lúc đối chiếu. kst validate in sẵn dòng để chép.",
    )


class LeftOut(FileModel, title="Việc không chuyển sang"):
    """A duty of the previous year that the new plan does not contain."""

    duty: Id = Field(title="Mã đầu việc của năm cũ")
    reason: Text = Field(title="Lý do")


class Unfinished(FileModel, title="Việc chưa hoàn thành của năm cũ"):
    """A duty of the previous year that some agencies had not finished."""

    duty: Id = Field(title="Mã đầu việc của năm cũ")
    agencies: list[Id] = Field(min_length=1, title="Cơ quan chưa hoàn thành")


class Follows(FileModel, title="Nối tiếp"):
    """The previous year's plan, and what happened to its duties."""

    plan: Id = Field(title="Mã kế hoạch năm trước")
    as_of: Day = Field(title="Tính đến ngày", description="Ngày tính việc chưa hoàn thành.")
    left_out: list[LeftOut] = Field([], title="Không chuyển sang")
    unfinished: list[Unfinished] = Field([], title="Chưa hoàn thành")


class Derived(FileModel, title="Kế hoạch của cơ quan"):
    """The plan, and the agency whose share of it this plan is."""

    plan: Id = Field(title="Mã kế hoạch của tỉnh")
    agency: Id = Field(title="Mã cơ quan")


class Reporting(FileModel, title="Ai phải báo cáo"):
    """Whose duties are counted: an agency with none of these roles may report, but need not."""

    roles: list[RoleName] = Field(
        ["lead", "perform", "appraise", "oversee", "consolidate"],
        min_length=1,
        title="Vai trò phải báo cáo",
        description="Cơ quan chỉ có vai trò khác vẫn được kê, báo cáo được, nhưng không tính thiếu, chậm.",
    )
    conditional: Flag = Field(
        default=False,
        title="Tính cả việc có điều kiện",
        description="false: việc có điều kiện chỉ phải báo cáo khi có văn bản yêu cầu mở ra.",
    )


class PlanFile(FileModel, title="Kế hoạch"):
    """A yearly plan of an authority."""

    schema_name = "plan"
    schema_version: SchemaVersion
    id: Id = Field(title="Mã kế hoạch", description='Đặt trong ngoặc kép: "2021".')
    year: Count = Field(ge=1900, le=2999, title="Năm")
    title: Text = Field(title="Tên kế hoạch")
    status: Literal["issued", "draft"] = Field(
        "issued",
        title="Tình trạng",
        description="issued (đã ban hành) hoặc draft (dự thảo). Dự thảo không giao việc cho ai.",
    )
    details: Details | None = Field(None, title="Chi tiết hóa kế hoạch khác")
    follows: Follows | None = Field(None, title="Nối tiếp kế hoạch năm trước")
    derived: Derived | None = Field(None, title="Kế hoạch riêng của một cơ quan")
    decide: Decide = Field([])
    owner: Id | None = Field(
        None,
        title="Cơ quan của kế hoạch",
        description="Mã cơ quan lập kế hoạch: tỉnh, sở, bộ, xã…; bỏ trống là cơ quan đứng đầu danh mục.",
    )
    subject: Text | None = Field(
        None,
        title="Công tác",
        description="Trích yếu báo cáo của kế hoạch, đứng trước tên kỳ; bỏ trống thì theo đề cương.",
    )
    agencies: Id = Field(title="Danh mục cơ quan", description="Mã (id) của một tệp trong agencies/.")
    calendar: Id = Field(title="Lịch", description="Mã (id) của một tệp trong calendar/.")
    reporting: Reporting | None = Field(
        None,
        title="Ai phải báo cáo",
        description="Không nêu thì mọi vai trò, trừ phối hợp; việc có điều kiện chờ văn bản yêu cầu.",
    )
    decision: Decision = Field(title="Quyết định ban hành")
    amendments: list[Amendment] = Field(
        [],
        title="Văn bản sửa đổi, bổ sung",
        description="Mỗi văn bản một dòng, ghi thêm vào cuối; mọi thay đổi nội dung phải nêu căn cứ ở đây.",
    )
    annex: Annex = Field(title="Phụ lục")
    sub_plans: list[SubPlanRef] = Field([], title="Kế hoạch chi tiết được giao lập")
    sections: list[Section] = Field(min_length=1, title="Các mục")
    errata: list[Erratum] = Field([], title="Đính chính")
