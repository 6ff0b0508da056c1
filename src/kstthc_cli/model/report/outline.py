"""The outline of the periodic report: `templates/outline.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from kstthc_cli.model.base import FileModel, Flag, Id, SchemaVersion, Text

ProseName = Literal["highlights", "shortcomings", "causes", "next", "proposals"]
GatheredName = Literal["achievements", "shortfalls", "difficulties", "proposals", "next_duties", "overdue"]

_GATHERS = (
    "achievements (kết quả nổi bật theo số liệu), shortfalls (tồn tại theo số liệu), difficulties, proposals "
    "(khó khăn, kiến nghị của từ hai cơ quan trở lên), next_duties (nhiệm vụ kỳ tiếp theo). overdue không "
    "còn tác dụng: việc quá hạn ở phụ lục nội bộ."
)


class HeadingFile(FileModel, title="Mục của đề cương"):
    """A heading and its contents: duties, prose, lists collected from the slips."""

    title: Text = Field(title="Tên mục")
    sections: list[Text] = Field(
        default_factory=list,
        title="Mục của kế hoạch đưa vào đây",
        description="Số mục của kế hoạch nêu ở plan, hoặc nguyên văn tên mục (của kế hoạch bất kỳ).",
    )
    tasks: list[Id] = Field(
        default_factory=list,
        title="Nhiệm vụ đưa vào đây",
        description="Nhiệm vụ nêu ở một mục thì không theo mục của kế hoạch sang mục khác.",
    )
    forms: list[Id] = Field(
        default_factory=list,
        title="Biểu số liệu viết thành câu ở đây",
        description="Câu ở templates/paragraph.BIỂU.txt.j2; biểu không có mẫu riêng theo paragraph.txt.j2.",
    )
    prose: ProseName | None = Field(None, title="Phần thuyết minh đặt ở đây")
    gathers: list[GatheredName] = Field(
        default_factory=list, title="Điều chương trình tự gom", description=_GATHERS
    )


class PartFile(FileModel, title="Phần của đề cương"):
    """A part with a Roman numeral: headings, or the contents of one heading without a title."""

    title: Text = Field(title="Tên phần")
    counts: Flag = Field(
        default=False,
        title="Không còn tác dụng",
        description="Bảng số đếm ở phụ lục nội bộ: kst report annex.",
    )
    targets: Flag = Field(
        default=False, title="Không còn tác dụng", description="Bảng chỉ tiêu ở phụ lục của báo cáo."
    )
    headings: list[HeadingFile] = Field(default_factory=list, title="Các mục, đánh số 1, 2, …")
    prose: ProseName | None = Field(None, title="Phần thuyết minh đặt ở đây")
    gathers: list[GatheredName] = Field(default_factory=list, title="Điều chương trình tự gom")


class OutlineFile(FileModel, title="Đề cương báo cáo định kỳ"):
    """The contents of a periodic report, in order."""

    schema_name = "outline"

    schema_version: SchemaVersion
    subject: Text = Field(title="Trích yếu, đứng trước tên kỳ", description="“Kết quả công tác …”.")
    plan: Id | None = Field(
        None,
        title="Kế hoạch mà đề cương đánh số theo",
        description="Số mục, số nhiệm vụ ở đây là của kế hoạch này; kế hoạch sau nối tiếp nó (follows, from) "
        "được tự chuyển sang. Không nêu thì là số của kế hoạch đang lập báo cáo.",
    )
    own_reports: list[Id] = Field(
        default_factory=list,
        title="Đầu việc gửi chính báo cáo này",
        description="Báo cáo không tính chính nó là chưa báo cáo.",
    )
    without_appendices: list[Id] = Field(
        default_factory=list,
        title="Cấp mà báo cáo của cơ quan không kèm phụ lục số liệu",
        description="Số liệu đã có trong thân báo cáo và gửi bằng biểu. "
        "Báo cáo của cả địa phương luôn có phụ lục.",
    )
    most: Annotated[int, Strict(), Field(ge=1, le=1000)] = Field(
        12, title="Nhiều nhất bao nhiêu cơ quan, ý kiến được nêu riêng"
    )
    parts: list[PartFile] = Field(min_length=1, max_length=12, title="Các phần, đánh số I, II, …")
