"""The values of a document for templates and for the JSON format: text and numbers, ready to print.

Every kind of document is a `Letter` (head and foot, NĐ 30/2020/NĐ-CP, Phụ lục I) with its own body. Rendering
builds plain data without Pydantic, for speed; a test compares the two, and `kst template fields` prints this
module.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kstthc_cli.model.output import PeriodName


class _Values(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignerValues(_Values, title="Người ký"):
    """The signer: each line of authority is printed above the post."""

    authority: list[str] = Field(description="Dòng thẩm quyền in hoa: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH.")
    post: str = Field(description="Chức vụ in hoa: CHỦ TỊCH, GIÁM ĐỐC.")
    name: str = Field(description="Họ và tên, không học hàm học vị; rỗng khi chưa biết.")


class LetterValues(_Values, title="Đầu và cuối văn bản"):
    """Head and foot of an administrative document (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

    nation: str = Field(description="Quốc hiệu.")
    motto: str = Field(description="Tiêu ngữ.")
    parent: str | None = Field(description="Cơ quan chủ quản, in hoa; null với UBND các cấp.")
    issuer: list[str] = Field(min_length=1, description="Cơ quan ban hành, in hoa, mỗi dòng một phần tử.")
    number: str = Field(description="Dòng số, ký hiệu: “Số: 12/BC-STTTT”.")
    place_date: str = Field(description="“Cà Mau, ngày 05 tháng 01 năm 2021”.")
    title: str | None = Field(description="Tên loại văn bản, in hoa: BÁO CÁO; null với công văn.")
    subject: str = Field(description="Trích yếu; với công văn bắt đầu bằng “V/v”.")
    grounds: list[str] = Field(description="Các căn cứ, mỗi căn cứ một dòng.")
    to: list[str] = Field(description="Nơi kính gửi; rỗng khi văn bản không gửi ai đích danh.")
    signer: SignerValues = Field(description="Người ký.")
    recipients: list[str] = Field(description="Nơi nhận, không có gạch đầu dòng: “Như trên;”, “Lưu: VT.”.")


class CountValues(_Values, title="Số đếm"):
    """The numbers of obligations by status; waiting ones are not part of `planned`."""

    name: str = Field(description="Tên dòng: mục, cơ quan, hoặc Tổng cộng.")
    id: str = Field(description="Số mục hoặc mã cơ quan; rỗng ở dòng tổng.")
    planned: int = Field(description="Số việc phải làm trong kỳ, không kể việc còn chờ.")
    finished: int = Field(description="Hoàn thành, kể cả hoàn thành quá hạn và không phát sinh.")
    late: int = Field(description="Trong đó hoàn thành quá hạn.")
    in_progress: int = Field(description="Đang thực hiện, chưa quá hạn.")
    not_reported: int = Field(description="Chưa báo cáo, chưa quá hạn.")
    overdue: int = Field(description="Quá hạn.")
    silent: int = Field(description="Chưa có báo cáo nào, dù quá hạn hay chưa.")
    waiting: int = Field(description="Chờ kế hoạch chi tiết hoặc yêu cầu.")
    percent: str = Field(description="Tỷ lệ hoàn thành, ví dụ “87,5%”; “—” khi không có việc nào.")
    bar: int = Field(ge=0, le=20, description="Tỷ lệ hoàn thành làm tròn xuống, trên 20 ô.")


class TargetValues(_Values, title="Chỉ tiêu"):
    """A numeric target of the plan and the figure reached."""

    duty: str = Field(description="Mã đầu việc.")
    text: str = Field(description="Chỉ tiêu như đã in.")
    required: str = Field(description="Mức phải đạt: “từ 10% trở lên”.")
    reached: str = Field(
        description="Mức đạt được, hoặc bao nhiêu cơ quan đạt; “chưa có số liệu” khi chưa ai báo."
    )
    met: bool | None = Field(description="Có đạt không; null khi chưa có số liệu.")
    below: list[str] = Field(description="Cơ quan chưa đạt, kèm số đã báo.")


class BlockValues(_Values, title="Đoạn"):
    """A block of the body, in reading order."""

    kind: Literal["part", "heading", "text", "item"] = Field(
        description="part: “I. …”; heading: “1. …”; text: đoạn văn; item: dòng gạch đầu dòng."
    )
    text: str = Field(description="Chữ của đoạn.")


class DutyRowValues(_Values, title="Dòng của bảng nhiệm vụ"):
    """One duty (of the province) or one obligation (of an agency)."""

    duty: str = Field(description="Mã đầu việc.")
    content: str = Field(description="Nội dung công việc.")
    result: str = Field(description="Kết quả phải có.")
    who: str = Field(description="Cơ quan và vai trò.")
    due: str = Field(description="Hạn, hoặc thời gian như đã in.")
    status: str = Field(description="Trạng thái bằng tiếng Việt, hoặc số đếm: “hoàn thành 182/206”.")
    said: str = Field(description="Kết quả đã báo, khó khăn, kiến nghị, số liệu.")
    evidence: str = Field(description="Minh chứng: số, ký hiệu, ngày văn bản; tệp; liên kết.")
    day: str = Field(description="Ngày báo cáo gần nhất, dd/mm/yyyy.")


class DutyGroupValues(_Values, title="Nhóm dòng theo mục"):
    """The rows of one section of the plan."""

    id: str = Field(description="Số mục.")
    title: str = Field(description="Tên mục.")
    rows: list[DutyRowValues] = Field(description="Các dòng của mục.")


class GridRowValues(_Values, title="Dòng cơ quan × mục"):
    """Finished / planned obligations of one agency by section, in the order of `Grid.columns`."""

    name: str = Field(description="Tên cơ quan.")
    cells: list[str] = Field(description="“5/6” hoàn thành trên tổng; “–” khi không có việc.")
    total: str = Field(description="Cộng mọi mục: “13/15”.")
    percent: str = Field(description="Tỷ lệ hoàn thành.")


class GridValues(_Values, title="Bảng cơ quan × mục"):
    """Agencies by section."""

    columns: list[str] = Field(description="Số mục.")
    rows: list[GridRowValues] = Field(description="Mỗi cơ quan một dòng.")


class DossierRowValues(_Values, title="Dòng biểu II.06a"):
    """A row of form II.06a: columns (3) to (13)."""

    name: str = Field(description="Lĩnh vực hoặc đơn vị; dòng cuối là Tổng cộng.")
    cells: list[int | None] = Field(
        min_length=11, max_length=11, description="Các cột (3) đến (13); rỗng khi chưa ai nêu."
    )


class DossierValues(_Values, title="Biểu II.06a"):
    """Form II.06a: by level for the province, by field for one agency."""

    rows: list[DossierRowValues] = Field(description="Các dòng, cuối cùng là Tổng cộng.")
    held: str = Field(description="“180/206”: số liệu của bao nhiêu cơ quan; rỗng với một cơ quan.")


class FigureRowValues(_Values, title="Dòng số liệu"):
    """A column of a form, or a row of one that is scored."""

    name: str = Field(description="Tên cột của biểu, kèm đơn vị khi cần.")
    cells: list[str] = Field(description="Theo thứ tự của `FigureTable.columns`; rỗng khi không có số.")


class FigureGroupValues(_Values, title="Số liệu của một biểu"):
    """The figures of one form."""

    title: str = Field(description="Tên biểu.")
    held: str = Field(description="“180/206”: số liệu của bao nhiêu cơ quan; rỗng với một cơ quan.")
    rows: list[FigureRowValues] = Field(description="Các dòng của biểu.")


class FigureTableValues(_Values, title="Bảng số liệu tổng hợp"):
    """The figures of all forms that have no printed sheet of their own."""

    columns: list[str] = Field(
        description="Các cấp, Tổng cộng (hoặc tên kỳ, với một cơ quan), rồi các kỳ so sánh."
    )
    groups: list[FigureGroupValues] = Field(description="Các biểu có số liệu.")


class AppendicesValues(_Values, title="Phụ lục"):
    """The appendix of figures; its numbers are for templates that make two appendices of it."""

    reference: str = Field(
        description="Dòng dẫn dưới tên mỗi phụ lục: “(Kèm theo Báo cáo số … ngày … của …)”."
    )
    dossiers_number: str = Field(description="“I” cho mẫu in biểu II.06a thành phụ lục riêng; có thể rỗng.")
    dossiers: DossierValues | None
    figures_number: str = Field(description="“II” cho mẫu in số liệu tổng hợp, chỉ tiêu thành phụ lục riêng.")
    figures: FigureTableValues | None
    targets: list[TargetValues] = Field(description="Các chỉ tiêu bằng số, cùng phụ lục.")


class _PeriodicValues(_Values):
    """What a periodic report and its internal annex have in common."""

    letter: LetterValues
    plan: str = Field(description="Mã kế hoạch.")
    period: PeriodName = Field(description="Kỳ báo cáo, viết gọn: 2021-Q2.")
    period_name: str = Field(description="“quý II và 6 tháng đầu năm 2021”.")
    data_from: date = Field(description="Ngày đầu của kỳ số liệu.")
    data_to: date = Field(description="Ngày cuối của kỳ số liệu, tính cả ngày đó.")
    as_of: date = Field(description="Trạng thái tính đến hết ngày này.")
    agency: str | None = Field(description="Mã cơ quan lập báo cáo của mình; null với báo cáo toàn tỉnh.")
    closed: date | None = Field(description="Ngày chốt số liệu; null khi chưa chốt.")
    opening: list[str] = Field(description="Các đoạn mở đầu.")


class ReportValues(_PeriodicValues, title="Báo cáo định kỳ"):
    """`kst report quarterly`, `half-year`, `nine-month`, `yearly`, `adhoc`."""

    schema_version: Literal[2] = Field(description="Phiên bản của bố cục này.")
    kind: Literal["report"] = Field(description="Loại văn bản: report.")
    body: list[BlockValues] = Field(description="Thân báo cáo theo thứ tự đọc.")
    appendices: AppendicesValues


class LateValues(_Values, title="Cơ quan có việc quá hạn"):
    """The overdue obligations of one agency."""

    agency: str = Field(description="Tên cơ quan.")
    overdue: int = Field(description="Số lượt nhiệm vụ quá hạn.")
    silent: int = Field(description="Trong đó chưa có báo cáo nào.")
    duties: str = Field(description="Các đầu việc kèm hạn: “3 (18/6/2021); 5a (19/6/2021)”.")


class ChangesValues(_Values, title="Thay đổi sau khi chốt"):
    """What has changed since a closing."""

    title: str = Field(description="“Sau khi chốt số liệu”, hoặc của kỳ trước nào.")
    lines: list[str] = Field(description="Mỗi thay đổi một dòng.")


class AnnexValues(_PeriodicValues, title="Phụ lục nội bộ"):
    """`kst report annex`: every duty, agencies by section, who is late."""

    schema_version: Literal[1] = Field(description="Phiên bản của bố cục này.")
    kind: Literal["annex"] = Field(description="Loại văn bản: annex.")
    counts: list[CountValues] = Field(description="Số đếm theo mục, dòng cuối là Tổng cộng.")
    grid: GridValues | None = Field(description="Cơ quan theo mục; null với một cơ quan.")
    late: list[LateValues] = Field(description="Cơ quan có việc quá hạn.")
    duties: list[DutyGroupValues] = Field(description="Bảng nhiệm vụ.")
    changes: list[ChangesValues] = Field(description="Thay đổi sau khi chốt số liệu.")


class AnnexDutyValues(_Values, title="Dòng phụ lục kế hoạch"):
    """The cells of one schedule of a task; a cell shared with the duty above is empty."""

    number: str = Field(description="STT; rỗng ở dòng thứ hai trở đi của một nhiệm vụ.")
    content: str = Field(description="Nội dung công việc.")
    results: str = Field(description="Kết quả, sản phẩm.")
    agencies: str = Field(description="Cơ quan, đơn vị thực hiện, như đã in.")
    time: str = Field(description="Thời gian, như đã in.")
    cells: list[str] = Field(description="Các ô theo thứ tự của headings.")


class AnnexSectionValues(_Values, title="Mục của phụ lục kế hoạch"):
    """A section of the annex."""

    id: str = Field(description="Số mục.")
    title: str = Field(description="Tên mục.")
    rows: list[AnnexDutyValues] = Field(description="Các dòng của mục.")


class DecisionValues(_Values, title="Quyết định ban hành kế hoạch"):
    """`kst report plan`: the decision and its annex table."""

    schema_version: Literal[1] = Field(description="Phiên bản của bố cục này.")
    kind: Literal["decision"] = Field(description="Loại văn bản: decision.")
    letter: LetterValues
    plan: str = Field(description="Mã kế hoạch.")
    authority: str = Field(description="Dòng in hoa trước căn cứ: “CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CÀ MAU”.")
    verb: str = Field(description="“QUYẾT ĐỊNH:”.")
    articles: list[str] = Field(description="Nội dung từng điều, không kể chữ “Điều 1.”.")
    annex_title: str = Field(description="Tên phụ lục.")
    annex_reference: str = Field(description="“(Ban hành kèm theo Quyết định số …)”.")
    body: list[str] = Field(description="Nội dung của kế hoạch không có điều, trước bảng.")
    after: list[str] = Field(description="Nội dung sau bảng.")
    headings: list[str] = Field(
        min_length=2, max_length=12, description="Tên các cột: năm cột thường dùng, hoặc các cột như đã in."
    )
    sections: list[AnnexSectionValues] = Field(description="Các mục của phụ lục.")


class AgencyRowValues(_Values, title="Dòng của danh sách cơ quan"):
    """An agency of a circular."""

    name: str = Field(description="Tên cơ quan.")
    cells: list[str] = Field(min_length=3, max_length=3, description="Các số đếm theo thứ tự của columns.")


class AgencyListValues(_Values, title="Danh sách cơ quan"):
    """The agencies that a circular is sent to, with counts."""

    columns: list[str] = Field(min_length=3, max_length=3, description="Tên các cột số đếm.")
    rows: list[AgencyRowValues] = Field(description="Mỗi cơ quan một dòng.")


class _AnnexedValues(_Values):
    annex_title: str = Field(
        description="Tên phụ lục, in hoa, khi bảng đứng sau phần ký; rỗng khi bảng đứng trong văn bản."
    )
    annex_reference: str = Field(
        description="“(Kèm theo Công văn số … ngày … của …)”; rỗng khi không có phụ lục."
    )
    agencies: AgencyListValues | None = Field(
        description="Danh sách cơ quan của công văn chung; null với công văn gửi một cơ quan."
    )


class AssignmentValues(_AnnexedValues, title="Phiếu giao nhiệm vụ"):
    """`kst report assignment`: the duties of one agency, or how many duties each agency has."""

    schema_version: Literal[1] = Field(description="Phiên bản của bố cục này.")
    kind: Literal["assignment"] = Field(description="Loại văn bản: assignment.")
    letter: LetterValues
    plan: str = Field(description="Mã kế hoạch.")
    agency: str = Field(description="Mã cơ quan được giao; rỗng với công văn chung.")
    opening: list[str] = Field(description="Các đoạn mở đầu.")
    sections: list[DutyGroupValues] = Field(
        description="Nhiệm vụ theo mục; cột status, said, evidence, day để trống."
    )
    closing: list[str] = Field(description="Các đoạn cuối: cách báo cáo, hạn gửi.")


class OwedRowValues(_Values, title="Dòng việc quá hạn"):
    """One overdue obligation."""

    duty: str = Field(description="Mã đầu việc.")
    content: str = Field(description="Nội dung công việc.")
    period: str = Field(description="Kỳ bằng chữ.")
    due: str = Field(description="Hạn, dd/mm/yyyy.")
    days: int = Field(description="Số ngày quá hạn.")
    status: str = Field(description="“chưa báo cáo” hoặc “đang thực hiện”.")


class OwedGroupValues(_Values, title="Việc quá hạn của một cơ quan"):
    """The overdue obligations of one agency, oldest first."""

    agency: str = Field(description="Tên cơ quan.")
    rows: list[OwedRowValues] = Field(description="Việc quá hạn, cũ nhất trước.")


class ReminderValues(_AnnexedValues, title="Công văn đôn đốc"):
    """`kst report reminder`: overdue obligations by agency."""

    schema_version: Literal[1] = Field(description="Phiên bản của bố cục này.")
    kind: Literal["reminder"] = Field(description="Loại văn bản: reminder.")
    letter: LetterValues
    plan: str = Field(description="Mã kế hoạch.")
    as_of: date = Field(description="Quá hạn tính đến hết ngày này.")
    answer_by: date = Field(description="Ngày phải trả lời, tính cả ngày đó.")
    opening: list[str] = Field(description="Các đoạn mở đầu.")
    groups: list[OwedGroupValues] = Field(description="Theo cơ quan; một nhóm khi gửi một cơ quan.")
    closing: list[str] = Field(description="Các đoạn cuối.")


VALUES: dict[str, type[BaseModel]] = {
    "report": ReportValues,
    "annex": AnnexValues,
    "decision": DecisionValues,
    "assignment": AssignmentValues,
    "reminder": ReminderValues,
}
"""Kind of document → its values; templates are named after the kinds."""
