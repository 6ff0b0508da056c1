"""A form of figures (`forms/*.yaml`): what is counted, by whom, and how it adds up."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kstthc_cli.model.agencies import Level
from kstthc_cli.model.base import Count, FileModel, Id, Number, SchemaVersion, Text

Frequency = Literal["month", "quarter", "half", "year"]
ColumnType = Literal["count", "decimal", "money", "percent", "text"]
Across = Literal["sum", "mean", "none"]
OverPeriods = Literal["sum", "from_parts", "mean", "first", "last_in_period", "none"]
Columns = Annotated[list[Id], Field(min_length=1)]
_ACROSS = "sum (cộng), mean (trung bình), none (không cộng). Mặc định: sum; cột chữ và cột %: none."


class SourceFile(FileModel, title="Nguồn của biểu"):
    """Where the form comes from, and how sure that is."""

    text: Text = Field(title="Nguồn")
    confidence: Literal["H", "M", "L"] = Field(
        title="Mức tin cậy",
        description="H: đọc trong văn bản hoặc hai nguồn độc lập; M: một nguồn thứ cấp; L: chưa kiểm chứng.",
    )
    note: Text | None = Field(None, title="Điều còn phải kiểm chứng")


class FilledByFile(FileModel, title="Cơ quan lập biểu"):
    """The agencies that fill the form: named ones, groups, and all of some levels."""

    agencies: list[Id] = Field([], title="Mã cơ quan")
    groups: list[Id] = Field([], title="Mã nhóm")
    levels: list[Level] = Field([], title="Các cấp")


class FixedRowFile(FileModel, title="Dòng cố định"):
    """A printed row."""

    id: Id = Field(title="Mã dòng")
    label: Text = Field(title="Tên dòng như đã in")


class FixedRowsFile(FileModel, title="Dòng cố định"):
    """The same rows for every agency."""

    kind: Literal["fixed"] = Field(title="Loại: dòng cố định")
    heading: Text = Field("Nội dung", title="Tiêu đề của cột tên dòng")
    items: list[FixedRowFile] = Field(min_length=1, title="Các dòng")


class FreeRowsFile(FileModel, title="Dòng tự đặt"):
    """Rows that each agency names itself."""

    kind: Literal["free"] = Field(title="Loại: dòng tự đặt")
    heading: Text = Field("Nội dung", title="Tiêu đề của cột tên dòng")
    suggested: list[Text] = Field([], title="Tên dòng gợi ý")


class AgencyRowsFile(FileModel, title="Mỗi cơ quan một dòng"):
    """A row for each agency of some levels below the agency that fills the form (or for itself)."""

    kind: Literal["agencies"] = Field(title="Loại: mỗi cơ quan một dòng")
    heading: Text = Field("Cơ quan", title="Tiêu đề của cột tên dòng")
    levels: list[Level] = Field(min_length=1, title="Các cấp")


Rows = Annotated[FixedRowsFile | FreeRowsFile | AgencyRowsFile, Field(discriminator="kind")]


class RatioFile(FileModel, title="Tỷ lệ"):
    """(Sum of `numerator` − sum of `less`) / `denominator`, computed anew from sums."""

    numerator: Columns = Field(title="Các cột của tử số")
    less: list[Id] = Field([], title="Các cột trừ khỏi tử số")
    denominator: Columns = Field(title="Các cột của mẫu số")


class ColumnFile(FileModel, title="Cột"):
    """A column: its printed headings, what it holds, and how it adds up."""

    id: Id = Field(title="Mã cột", description='Số cột như đã in, đặt trong ngoặc kép: "3".')
    heading: list[Text] = Field(
        min_length=1, max_length=3, title="Tiêu đề", description="Một đến ba tầng, từ trên xuống."
    )
    type: ColumnType = Field(
        title="Kiểu",
        description="count (số đếm), decimal (số thập phân), money (tiền), percent (tỷ lệ %), text (chữ).",
    )
    unit: Text | None = Field(None, title="Đơn vị tính", description="Khi khác đơn vị tính của biểu.")
    decimals: Annotated[Count, Field(ge=0, le=6)] | None = Field(None, title="Số chữ số thập phân")
    over_rows: Across | None = Field(None, title="Gộp các dòng", description=_ACROSS)
    over_agencies: Across | None = Field(None, title="Gộp các cơ quan", description=_ACROSS)
    over_periods: OverPeriods | None = Field(
        None,
        title="Gộp các kỳ",
        description="sum (lượng phát sinh: cộng), last_in_period (số tại thời điểm: lấy kỳ cuối), first ("
        "lấy kỳ đầu), from_parts (tính lại từ các cột thành phần), mean (trung bình), none (không cộng). "
        "Mặc định: sum; cột chữ và cột %: none.",
    )
    ratio: RatioFile | None = Field(
        None, title="Tính từ các cột khác", description="Cơ quan không điền cột này; tính lại từ các tổng."
    )


class TotalFile(FileModel, title="Cột tổng"):
    """A column is the sum of others."""

    of: Id = Field(title="Cột tổng")
    parts: Columns = Field(title="Các cột thành phần")


class EqualFile(FileModel, title="Hai vế bằng nhau"):
    """The sums of two sets of columns are equal."""

    left: Columns = Field(title="Các cột của vế trái")
    right: Columns = Field(title="Các cột của vế phải")


class AtMostFile(FileModel, title="Không vượt quá"):
    """A sum of columns is at most another sum, times a factor."""

    left: Columns = Field(title="Các cột của vế trái")
    right: Columns = Field(title="Các cột của vế phải")
    times: Number | None = Field(None, title="Nhân vế phải với")


class RatioRuleFile(FileModel, title="Tỷ lệ trong giới hạn"):
    """A ratio of columns lies between limits."""

    numerator: Columns = Field(title="Các cột của tử số")
    denominator: Columns = Field(title="Các cột của mẫu số")
    at_least: Number | None = Field(None, title="Không nhỏ hơn")
    at_most: Number | None = Field(None, title="Không lớn hơn")


class PreviousFile(FileModel, title="Bằng số kỳ trước"):
    """A column equals another column of the period before."""

    column: Id = Field(title="Cột của kỳ này")
    previous: Id = Field(title="Cột của kỳ trước")


class RuleFile(FileModel, title="Quy tắc"):
    """A rule that the figures of each row must obey; exactly one of its kinds is given."""

    id: Id = Field(title="Mã quy tắc")
    severity: Literal["error", "warning"] = Field(title="Mức", description="error (lỗi), warning (cảnh báo).")
    sentence: Text = Field(title="Câu báo cho người lập biểu")
    missing: Literal["skip", "skip_all", "zero"] = Field(
        "skip",
        title="Khi ô để trống",
        description="skip: không xét nếu có ô trống; skip_all: ô trống tính là 0, không xét nếu mọi ô đều "
        "trống; zero: ô trống tính là 0.",
    )
    total: TotalFile | None = Field(None, title="Cột tổng bằng các cột thành phần")
    equal: EqualFile | None = Field(None, title="Hai vế bằng nhau")
    at_most: AtMostFile | None = Field(None, title="Vế trái không vượt vế phải")
    ratio: RatioRuleFile | None = Field(None, title="Tỷ lệ trong giới hạn")
    compulsory_pair: Annotated[list[Id], Field(min_length=2, max_length=2)] | None = Field(
        None, title="Hai cột phải cùng có hoặc cùng trống"
    )
    same_as_previous: PreviousFile | None = Field(None, title="Bằng số của kỳ trước")


class BandFile(FileModel, title="Mức xếp loại"):
    """A band: its lowest score."""

    from_: Number = Field(alias="from", title="Từ điểm")
    label: Text = Field(title="Xếp loại")


class ScoringFile(FileModel, title="Xếp loại"):
    """Adds up a column over the rows that have data, and names the band of the sum.

    Without some rows the limits of the bands shrink in proportion.
    """

    column: Id = Field(title="Cột điểm")
    most_of_row: Number = Field(title="Điểm cao nhất của một dòng")
    bands: list[BandFile] = Field(min_length=1, title="Các mức", description="Từ cao xuống thấp.")


class FormFile(FileModel, title="Biểu số liệu"):
    """What agencies count in every period."""

    schema_name = "form"

    schema_version: SchemaVersion
    id: Id = Field(title="Mã biểu")
    title: Text = Field(title="Tên biểu như đã in")
    source: SourceFile = Field(title="Nguồn")
    unit: Text = Field(title="Đơn vị tính")
    duties: list[Id] = Field([], title="Đầu việc liên quan")
    filled_by: FilledByFile = Field(title="Cơ quan lập biểu")
    frequency: Frequency = Field(
        title="Kỳ lập biểu", description="month (hằng tháng), quarter (hằng quý), half (6 tháng), year (năm)."
    )
    rows: Rows = Field(title="Các dòng")
    columns: list[ColumnFile] = Field(min_length=1, title="Các cột")
    rules: list[RuleFile] = Field([], title="Quy tắc")
    scoring: ScoringFile | None = Field(None, title="Xếp loại")
