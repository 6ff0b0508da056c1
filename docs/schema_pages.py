"""The pages that describe files and JSON, written from the Pydantic models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.model.base import DayOrPeriod, Id, Text
from kstthc_cli.model.calendar import CalendarFile
from kstthc_cli.model.diff import DiffOutput
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.model.output import (
    HistoryOutput,
    PeriodName,
    SpanName,
)
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.model.progress.draft import DraftFile
from kstthc_cli.model.progress.slip import RequestFile, Sha256, SlipFile, WithdrawalFile
from kstthc_cli.render import agencies as agencies_output
from kstthc_cli.render.json_schema import DUE, MISSING, OVERDUE, STATUS
from kstthc_cli.render.tracking import due as due_output
from kstthc_cli.render.tracking import late as late_output
from kstthc_cli.render.tracking import status as status_output
from page_parts import PROJECT, fence, prose, said, slug, table

Schema = Mapping[str, Any]

# Files

_WORDS = {
    TypeAdapter(alias).json_schema()["pattern"]: words
    for alias, words in (
        (Text, "chữ"),
        (Id, "mã"),
        (DayOrPeriod, "ngày hoặc kỳ"),
        (PeriodName, "kỳ"),
        (SpanName, "kỳ, hoặc `ngày..ngày`"),
        (Sha256, "mã băm SHA-256"),
    )
}
_SIMPLE = {
    "string": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "true hoặc false",
    "null": "null",
    "any": "số hoặc chữ",
}

_FOLDERS: dict[str, type[BaseModel]] = {
    "Kế hoạch: `plans/*.yaml`": PlanFile,
    "Danh mục cơ quan: `agencies/*.yaml`": RegistryFile,
    "Lịch: `calendar/*.yaml`": CalendarFile,
    "Biểu số liệu: `forms/*.yaml`": FormFile,
}


def files() -> Iterator[str]:
    """The fields of the four kinds of file that people write."""
    yield from ("# Các tệp của kho kế hoạch", "")
    yield "Khóa lạ là lỗi, để một chữ gõ sai không làm mất dữ liệu. Chữ phải có nội dung; “mã” gồm chữ không"
    yield "dấu, số, dấu chấm, gạch nối, gạch dưới, và luôn đặt trong ngoặc kép nếu trông giống số hay ngày."
    yield "Mẫu máy đọc được (JSON Schema draft-07): `kst schema plan`, `agencies`, `calendar`, `form`."
    yield ""
    yield from (f"- [{title}](#{slug(title)})" for title in _FOLDERS)
    yield from ("- [Phiếu và yêu cầu](slips.md), do chương trình ghi", "")
    yield from _chapters(_FOLDERS)


def slips() -> Iterator[str]:
    """The fields of the files that the program writes, once and for good."""
    yield from ("# Phiếu và yêu cầu", "")
    yield "`kst record` ghi phiếu; `kst request open` và `kst request withdraw` ghi yêu cầu và việc rút. Mỗi"
    yield "tệp chỉ ghi một lần; `seal` cho thấy tệp có bị sửa tay hay không ([KST050](problems.md#kst050))."
    yield "Muốn đính chính thì ghi tệp mới: xem [ghi tiến độ](../how-to/ghi-tien-do.md), [yêu cầu báo cáo đột"
    yield "xuất](../how-to/yeu-cau.md). Mẫu máy đọc được: `kst schema slip`, `request`; mẫu của kết quả JSON:"
    yield from ("`kst schema status`, `missing`, `overdue`, `history`, `requests`.", "")
    yield from _chapters(
        {
            "Phiếu: `progress/`": SlipFile,
            "Yêu cầu: `requests/`": RequestFile,
            "Rút yêu cầu: `requests/`": WithdrawalFile,
        },
    )
    yield from ("## Tệp cho `kst record --file`", "")
    yield "Một phiếu nhiều dòng, do người viết; chương trình kiểm tra, đặt mã, niêm phong rồi ghi vào"
    yield from ("`progress/`. Cách dùng và ví dụ: [ghi tiến độ](../how-to/ghi-tien-do.md).", "")
    yield from _objects(_schema(DraftFile), null=False, printed=set())


def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def _chapters(models: Mapping[str, type[BaseModel]]) -> Iterator[str]:
    """A chapter a model; what an earlier chapter has described is only linked to."""
    printed: set[str] = set()
    for title, model in models.items():
        yield from (f"## {title}", "")
        yield from _objects(_schema(model), null=False, printed=printed)


def _objects(schema: Schema, *, null: bool, printed: set[str]) -> Iterator[str]:
    """The fields of a schema's root, then those of every object it leads to."""
    known: Schema = schema.get("$defs", {})
    yield from _fields(schema, known, null=null)
    for name in _reached(schema, known):
        if name not in printed:
            printed.add(name)
            yield from (f"### {known[name]['title']}", "")
            yield from _fields(known[name], known, null=null)


def _reached(schema: Schema, known: Schema) -> list[str]:
    """The definitions that a schema leads to, each after the one that names it first."""
    found: list[str] = []

    def follow(value: Any) -> None:
        for name in _references(value):
            if name not in found:
                found.append(name)
                follow(known[name])

    follow(schema["properties"])
    return found


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].rsplit("/", 1)[1]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _fields(schema: Schema, known: Schema, *, null: bool) -> Iterator[str]:
    required = schema.get("required", [])
    rows = []
    for key, field in schema["properties"].items():
        must = "có" if key in required else ""
        rows.append((f"`{key}`", _type(field, known, null=null), must, _meaning(schema, key, field, known)))
    if null:
        yield from table(("khóa", "kiểu", "ý nghĩa"), ((key, kind, said) for key, kind, _, said in rows))
    else:
        yield from table(("khóa", "kiểu", "bắt buộc", "ý nghĩa"), rows)


def _type(field: Schema, known: Schema, *, null: bool) -> str:
    """The type of a value in Vietnamese; `null` says whether to speak of absent values."""
    if choices := field.get("anyOf") or field.get("oneOf") or field.get("allOf"):
        kinds = [choice for choice in choices if null or choice.get("type") != "null"]
        return " hoặc ".join(_type(choice, known, null=null) for choice in kinds)
    if "$ref" in field:
        title = known[field["$ref"].rsplit("/", 1)[1]]["title"]
        return f"[{title}](#{slug(title)})"
    if field.get("type") == "array":
        return f"danh sách: {_type(field['items'], known, null=null)}"
    if field.get("type") == "object":
        return f"khối `mã: giá trị`, giá trị là {_type(_values(field), known, null=null)}"
    return _scalar(field)


def _values(field: Schema) -> Schema:
    """What stands behind the keys of a free mapping."""
    found: Schema = field.get("additionalProperties") or next(iter(field["patternProperties"].values()))
    return found


def _scalar(field: Schema) -> str:
    if "const" in field:
        return f"luôn là `{field['const']}`"
    if "enum" in field:
        return "một trong: " + ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("format") == "date":
        return "ngày"
    words = _WORDS.get(field.get("pattern", "")) or _SIMPLE[field.get("type", "any")]
    least, most = field.get("minimum"), field.get("maximum")
    if least is not None and least == most:
        return f"luôn là `{least}`"
    return (
        words + (f" từ {least}" if least is not None else "") + (f" đến {most}" if most is not None else "")
    )


def _meaning(schema: Schema, key: str, field: Schema, known: Schema) -> str:
    """Title and description of a field; what Pydantic made up of the key itself is no title."""
    title = "" if field.get("title") == key.replace("_", " ").title() else field.get("title", "")
    parts = [f"{part.rstrip('.')}." for part in (title, field.get("description", "")) if part]
    if parts:
        return prose(" ".join(parts))
    said_here = _OUTPUT_MEANINGS.get((schema["title"], key))
    return said_here or known[field["$ref"].rsplit("/", 1)[1]]["title"] + "."


# The JSON of the due list

_LIST = str(DUE.model_config["title"])
_OUTPUT_MEANINGS = {
    (_LIST, "schema_version"): "Phiên bản mẫu của kết quả.",
    (_LIST, "plan"): "Mã kế hoạch.",
    (_LIST, "obligations"): "Các việc, theo thứ tự của danh sách.",
    ("Việc", "agency"): "Cơ quan phải làm.",
    ("Thay đổi giữa hai bản", "schema_version"): "Phiên bản mẫu của kết quả.",
    ("Thay đổi giữa hai bản", "changes"): "Mọi thứ khác nhau, theo thứ tự của tệp.",
    ("Thay đổi", "kind"): "Loại: kế hoạch, kế hoạch chi tiết, mục, nhiệm vụ, đầu việc, chỉ tiêu, danh mục, "
    "cơ quan, nhóm, lịch.",
    ("Thay đổi", "change"): "Thêm, bỏ, sửa.",
    ("Việc", "schedule"): "Thời gian của đầu việc.",
    ("Việc", "status"): "Trạng thái đến hết ngày `as_of`.",
    ("Cơ quan", "id"): "Mã cơ quan.",
    ("Cơ quan", "name"): "Tên đầy đủ.",
    ("Thời gian", "kind"): "Loại thời gian, như `kind` của [schedule](files.md#có-thời-hạn).",
}

_EXAMPLE = ("due", "--agency", "so-nnptnt", "--task", "25", "--as-of", "2021-06-01", "--format", "json")


def due_json() -> Iterator[str]:
    """The fields of the due list in JSON, a real answer, and the columns of the CSV files."""
    yield from ("# Kết quả của `kst due` dạng JSON và CSV", "")
    yield "Khi một khóa đổi nghĩa hoặc mất đi, `schema_version` tăng. Mẫu máy đọc được: `kst schema due`."
    yield from ("Trong JSON, danh sách luôn đủ khóa; thiếu giá trị là `null`.", "")
    yield from ("## Các khóa", "")
    yield from _objects(_schema(DUE), null=True, printed=set())
    yield from ("## Ví dụ", "", f"`kst {' '.join(_EXAMPLE)}`:", "")
    yield from fence("json", said("--root", str(PROJECT), *_EXAMPLE))
    yield from ("## Các cột của CSV", "")
    yield "Dòng đầu là tên cột; giữa các cột là dấu phẩy, hoặc dấu nêu bằng `--separator`. Tệp ghi bằng `-o`"
    yield "có BOM UTF-8 để Excel nhận ra tiếng Việt; in ra màn hình thì không. Ô mà bảng tính có thể hiểu là"
    yield "công thức (bắt đầu bằng `=`, `+`, `-`, `@`) được thêm dấu `'` ở đầu."
    yield ""
    yield from _columns("`kst due`", due_output.COLUMNS.header)
    yield from _columns("`kst agencies`", agencies_output.COLUMNS.header)


# The JSON of status, missing, overdue and history

_PROGRESS: dict[str, type[BaseModel]] = {
    "kst status": STATUS,
    "kst missing": MISSING,
    "kst overdue": OVERDUE,
    "kst history": HistoryOutput,
}


def progress_json() -> Iterator[str]:
    """The fields of what the questions on progress print in JSON, and the columns of their CSV files."""
    yield from ("# Kết quả của `kst status`, `missing`, `overdue`, `history` dạng JSON và CSV", "")
    yield "Khi một khóa đổi nghĩa hoặc mất đi, `schema_version` tăng; thêm khóa thì không. Danh sách luôn đủ"
    yield from ("khóa; thiếu giá trị là `null`.", "")
    printed: set[str] = set()
    for command, model in _PROGRESS.items():
        yield from (f"## `{command} --format json`", "")
        yield from _objects(_schema(model), null=True, printed=printed)
    yield from ("## Các cột của CSV", "")
    yield "Như của `kst due`: [các cột của CSV](due-json.md#các-cột-của-csv). Tỷ lệ là số nguyên, ngày viết"
    yield from ("năm-tháng-ngày, nên bảng tính ở ngôn ngữ nào cũng hiểu.", "")
    yield from _columns("`kst status`", status_output.HEADER)
    yield from _columns("`kst missing`", late_output.MISSING_COLUMNS.header)
    yield from _columns("`kst overdue`", late_output.OVERDUE_COLUMNS.header)


def diff_json() -> Iterator[str]:
    """The fields of a difference in JSON."""
    yield from ("# Kết quả của `kst diff` dạng JSON", "")
    yield "Khi một khóa đổi nghĩa hoặc mất đi, `schema_version` tăng. Mẫu máy đọc được: `kst schema diff`."
    yield from ("Nghĩa của từng loại thay đổi: [sửa kế hoạch](../how-to/sua-ke-hoach.md).", "")
    yield from ("## Các khóa", "")
    yield from _objects(_schema(DiffOutput), null=True, printed=set())


def _columns(command: str, header: Iterable[str]) -> Iterator[str]:
    yield from (f"{command}:", "")
    yield from (f"{number}. {name}" for number, name in enumerate(header, 1))
    yield ""
