"""Write docs/reference from the code: what the program says of itself, in words that cannot go stale.

python docs/generate.py            rewrites the pages
python docs/generate.py --check    compares them; exit code 1 when one is not current
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel, TypeAdapter

from kstthc_cli.catalogue import CATALOGUE, Entry
from kstthc_cli.cli import app
from kstthc_cli.commands.parsing import quarter_argument
from kstthc_cli.domain.errors import BadDayError, BadPeriodError
from kstthc_cli.domain.periods import Kind, Period, last_day_of, parse_day, parse_period, quarters
from kstthc_cli.domain.windows import reporting_window
from kstthc_cli.errors import Exit
from kstthc_cli.main import run
from kstthc_cli.model.agency import RegistryFile
from kstthc_cli.model.base import DayOrPeriod, Id, Text
from kstthc_cli.model.calendar import CalendarFile
from kstthc_cli.model.draft import DraftFile
from kstthc_cli.model.output import DueOutput, PeriodName, SpanName
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.model.slip import RequestFile, Sha256, SlipFile
from kstthc_cli.render import agencies as agencies_output
from kstthc_cli.render import due as due_output
from kstthc_cli.render.problems import SEVERITIES

PROJECT = Path(__file__).resolve().parent.parent
REFERENCE = PROJECT / "docs" / "reference"
WIDTH = "80"
_NOTE = "<!-- Trang này do docs/generate.py viết ra từ mã nguồn: không sửa tay. -->"

Schema = Mapping[str, Any]


def pages() -> dict[str, str]:
    """Every page of the reference: file name → text."""
    writers: dict[str, Callable[[], Iterable[str]]] = {
        "commands.md": commands,
        "problems.md": problems,
        "files.md": files,
        "slips.md": slips,
        "record-file.md": record_file,
        "due-json.md": due_json,
        "exit-codes.md": exit_codes,
        "periods.md": periods,
    }
    return {name: "\n".join([_NOTE, "", *write()]).rstrip() + "\n" for name, write in writers.items()}


# Markdown


def slug(heading: str) -> str:
    """The anchor that code hosts give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def prose(text: str) -> str:
    """Plain text as Markdown that shows it as it is written; code between backticks is left alone."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([<*])", r"\\\1", part) for part in parts)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(header)
    yield _row(["---"] * len(header))
    yield from (_row(row) for row in rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"


def _fence(language: str, text: str) -> Iterator[str]:
    yield from (f"```{language}", *text.rstrip("\n").split("\n"), "```", "")


# Commands


def every_command() -> Iterator[tuple[str, Any]]:
    """All commands and groups of the program, as they are typed, in the order of its own help."""
    yield from _commands("kst", typer.main.get_command(app))


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for child, inner in getattr(command, "commands", {}).items():
        yield from _commands(f"{name} {child}", inner)


def commands() -> Iterator[str]:
    """The help of every command under a heading of its own."""
    names = [name for name, _ in every_command()]
    yield from ("# Các lệnh", "")
    yield from ("Nguyên văn hướng dẫn của từng lệnh (`kst LỆNH --help`), ở bề rộng 80 cột.", "")
    yield from (f"- [`{name}`](#{slug(name)})" for name in names)
    yield ""
    for name in names:
        yield from (f"## {name}", "")
        yield from _fence("text", said(*name.split()[1:], "--help"))


def said(*arguments: str) -> str:
    """What `kst` prints for the arguments, always at the same width."""
    out = io.StringIO()
    with _environment(COLUMNS=WIDTH, TERMINAL_WIDTH=WIDTH), redirect_stdout(out):
        code = run(list(arguments))
    if code:
        raise RuntimeError(f"kst {' '.join(arguments)}: exit code {code}")
    return out.getvalue()


@contextmanager
def _environment(**wanted: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


# Problems


def problems() -> Iterator[str]:
    """The catalogue with its examples."""
    yield from ("# Mã lỗi", "")
    yield "Mọi mã mà `kst validate` có thể báo. Cùng nội dung ngay trên máy: `kst explain KST031`."
    yield from ("Mã đã đặt thì không đổi nghĩa và không dùng lại.", "")
    yield "“lỗi” làm dữ liệu không dùng được: các lệnh khác từ chối trả lời cho tới khi sửa."
    yield from ("“cảnh báo” chỉ nhắc, không chặn việc gì.", "")
    yield from _table(
        ("mã", "mức", "tên"),
        (
            (f"[{code}](#{code.lower()})", SEVERITIES[e.severity], prose(e.title))
            for code, e in CATALOGUE.items()
        ),
    )
    for code, entry in CATALOGUE.items():
        yield from _problem(code, entry)


def _problem(code: str, entry: Entry) -> Iterator[str]:
    yield from (f"## {code}", "", f"**{prose(entry.title)}** ({SEVERITIES[entry.severity]}).", "")
    yield from (prose(entry.meaning), "", f"*Cách sửa:* {prose(entry.remedy)}", "")
    for label, example in (("Sai:", entry.wrong), ("Đúng:", entry.right)):
        if example:
            yield from (label, "")
            yield from _fence("yaml", example)


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
}


def files() -> Iterator[str]:
    """The fields of the three kinds of file that people write."""
    yield from ("# Các tệp của kho kế hoạch", "")
    yield "Khóa lạ là lỗi, để một chữ gõ sai không làm mất dữ liệu. Chữ phải có nội dung; “mã” gồm chữ không"
    yield "dấu, số, dấu chấm, gạch nối, gạch dưới, và luôn đặt trong ngoặc kép nếu trông giống số hay ngày."
    yield from ("Mẫu máy đọc được (JSON Schema draft-07): `kst schema plan`, `agencies`, `calendar`.", "")
    yield from (f"- [{title}](#{slug(title)})" for title in _FOLDERS)
    yield from ("- [Phiếu và yêu cầu](slips.md), do chương trình ghi", "")
    yield from _chapters(_FOLDERS)


def slips() -> Iterator[str]:
    """The fields of the files that the program writes, once and for good."""
    yield from ("# Phiếu và yêu cầu", "")
    yield "`kst record` ghi phiếu, `kst request open` ghi yêu cầu. Mỗi tệp chỉ được ghi một lần;"
    yield "`seal` cho thấy tệp có bị sửa tay hay không ([KST050](problems.md#kst050))."
    yield from ("Muốn đính chính thì ghi phiếu mới: xem [ghi tiến độ](../how-to/ghi-tien-do.md).", "")
    yield from _chapters(
        {"Phiếu: `progress/`": SlipFile, "Yêu cầu: `requests/`": RequestFile},
    )


def record_file() -> Iterator[str]:
    """The fields of the file that `kst record --file` reads."""
    yield from ("# Tệp cho `kst record --file`", "")
    yield "Một phiếu nhiều dòng, do người viết; chương trình kiểm tra, đặt mã, đóng dấu rồi ghi vào"
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
        yield from _table(("khóa", "kiểu", "ý nghĩa"), ((key, kind, said) for key, kind, _, said in rows))
    else:
        yield from _table(("khóa", "kiểu", "bắt buộc", "ý nghĩa"), rows)


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

_LIST = str(DueOutput.model_config["title"])
_OUTPUT_MEANINGS = {
    (_LIST, "schema_version"): "Phiên bản mẫu của kết quả.",
    (_LIST, "plan"): "Mã kế hoạch.",
    (_LIST, "obligations"): "Các nghĩa vụ, theo thứ tự của danh sách.",
    ("Nghĩa vụ", "agency"): "Cơ quan phải làm.",
    ("Nghĩa vụ", "schedule"): "Thời gian của đầu việc.",
    ("Nghĩa vụ", "status"): "Trạng thái đến hết ngày `as_of`.",
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
    yield from _objects(_schema(DueOutput), null=True, printed=set())
    yield from ("## Ví dụ", "", f"`kst {' '.join(_EXAMPLE)}`:", "")
    yield from _fence("json", said("--root", str(PROJECT), *_EXAMPLE))
    yield from ("## Các cột của CSV", "")
    yield "Dòng đầu là tên cột. Tệp ghi bằng `-o` có BOM UTF-8 để Excel nhận ra tiếng Việt; in ra màn hình"
    yield "thì không. Ô mà bảng tính có thể hiểu là công thức (bắt đầu bằng `=`, `+`, `-`, `@`) được thêm"
    yield "dấu `'` ở đầu."
    yield ""
    yield from _columns("`kst due`", due_output.HEADER)
    yield from _columns("`kst agencies`", agencies_output.HEADER)


def _columns(command: str, header: Iterable[str]) -> Iterator[str]:
    yield from (f"{command}:", "")
    yield from (f"{number}. {name}" for number, name in enumerate(header, 1))
    yield ""


# Exit codes

_EXIT_MEANINGS = {
    Exit.FINE: ("Xong.", "Lệnh làm được việc; `kst validate` không thấy lỗi (có thể có cảnh báo)."),
    Exit.FINDINGS: (
        "Có điều phải xem.",
        "`kst validate` thấy lỗi; `--fail-overdue` thấy việc quá hạn.",
    ),
    Exit.USAGE: ("Gọi lệnh sai.", "Tùy chọn gõ nhầm, quý 7, nhiệm vụ không có trong kế hoạch."),
    Exit.UNREADABLE: (
        "Không đọc hoặc không ghi được.",
        "Không tìm thấy kho, tệp hỏng, dữ liệu còn lỗi nên chưa trả lời được, đĩa đầy.",
    ),
    Exit.REFUSED: (
        "Từ chối tự quyết.",
        "Tên cơ quan không rõ là ai; phiếu không khớp kế hoạch; tệp kết quả đã có mà không nêu `--force`.",
    ),
    Exit.BUG: ("Lỗi của chương trình.", "Thông báo nêu tệp nhật ký để gửi người bảo trì."),
    Exit.INTERRUPTED: ("Người dùng dừng.", "Bấm Ctrl+C."),
}


def exit_codes() -> Iterator[str]:
    """What each exit code says."""
    yield from ("# Mã thoát", "")
    yield "Con số mà lệnh để lại khi kết thúc, dành cho CI và tập lệnh: `echo $?` trong bash,"
    yield from ("`$LASTEXITCODE` trong PowerShell. Các số này không đổi về sau.", "")
    rows = ((f"{code:d}", code.name, *_EXIT_MEANINGS[code]) for code in Exit)
    yield from _table(("mã", "tên trong mã nguồn", "nghĩa", "ví dụ"), rows)
    yield from (
        "Câu báo lỗi đi ra stderr, dữ liệu đi ra stdout, nên ghi kết quả vào tệp không lẫn câu báo lỗi.",
    )


# Periods

_YEAR = 2021
_GOOD_PERIODS = (
    "2021-Q2", "2021-06", "2021-H1", "2021-9M", "2021", "Quý II/2021", "quý 2 năm 2021", "quy ii", "Q2",
    "Tháng 02/2021", "tháng 6", "T6/2021", "6 tháng đầu năm 2021", "06 tháng cuối năm",
    "9 tháng đầu năm 2021", "Cả năm", "Trong năm", "năm 2021",
)  # fmt: skip
_BAD_PERIODS = ("2021-Q5", "2021-13", "quý 9", "Quý I, II", "Tháng 3 - 6", "Thường xuyên", "Quý II/21")
_GOOD_DAYS = ("2021-06-18", "18/6/2021", "18/06/2021", "18.6.2021", "18-6-2021")
_BAD_DAYS = ("2021-02-30", "6/18/2021", "18/6/21", "18/6", "hôm qua")
_QUARTERS = ("2", "II", "Q2", "quý 2")
_DEADLINES = ("2021-02", "2021-Q2", "2021-H1", "2021-9M", "2021", "2021-12-15")


def periods() -> Iterator[str]:
    """The grammar of periods and days by examples, each of them really read."""
    yield from ("# Cách viết kỳ và ngày", "")
    yield "Mỗi dòng dưới đây đã được chính chương trình đọc khi trang này được viết ra."
    yield from ("Chữ hoa, chữ thường, có dấu hay không dấu đều được.", "")
    yield from ("## Kỳ", "", f"Kỳ không ghi năm thì lấy năm của kế hoạch (ở đây: {_YEAR}).", "")
    yield from _table(("viết", "hiểu là", "từ ngày", "đến hết ngày"), map(_read_period, _GOOD_PERIODS))
    yield from (f"`--quarter` còn nhận: {', '.join(_read_quarter(text) for text in _QUARTERS)}.", "")
    refused = ", ".join(_refused(text, lambda t: parse_period(t, _YEAR)) for text in _BAD_PERIODS)
    yield from (f"Không phải một kỳ: {refused}.", "")
    yield from ("## Ngày", "", "Ngày trước, tháng sau, năm đủ bốn chữ số; hoặc năm-tháng-ngày.", "")
    yield from _table(("viết", "hiểu là"), ((f"`{t}`", _day(parse_day(t))) for t in _GOOD_DAYS))
    refused = ", ".join(_refused(text, parse_day) for text in _BAD_DAYS)
    yield from (f"Không phải một ngày: {refused}.", "")
    yield from ("Trong tệp YAML, ngày chỉ viết năm-tháng-ngày.", "")
    yield from _deadlines()
    yield from _windows()


def _read_period(text: str) -> tuple[str, ...]:
    period = parse_period(text, _YEAR)
    return f"`{text}`", f"{period.vietnamese} (`{period}`)", _day(period.span.start), _day(period.span.last)


def _read_quarter(text: str) -> str:
    if quarter_argument(text) != 2:  # every example is quarter II
        raise ValueError(text)
    return f"`{text}`"


def _refused(text: str, read: Callable[[str], object]) -> str:
    try:
        read(text)
    except (BadPeriodError, BadDayError):
        return f"`{text}`"
    raise ValueError(f"{text} was expected to be refused")


def _deadlines() -> Iterator[str]:
    yield from ("## Hạn (`by`)", "")
    yield "Hạn ghi bằng kỳ là ngày cuối của kỳ **theo lịch**. Hạn rơi vào ngày nghỉ thì còn có ngày dời:"
    yield from ("xem [lịch, ngày nghỉ và ngày gửi báo cáo](../how-to/lich.md).", "")
    yield from _table(("`by`", "hạn"), ((f"`{text}`", _day(last_day_of(text))) for text in _DEADLINES))


def _windows() -> Iterator[str]:
    yield from ("## Kỳ số liệu", "")
    yield "Số liệu của một báo cáo định kỳ tính từ ngày 15 của tháng liền trước kỳ đến hết ngày 14 của tháng"
    yield "cuối kỳ (Nghị định 09/2019/NĐ-CP, Điều 12; ngày mở kỳ đặt trong tệp lịch)."
    yield from ("Vì sao khác kỳ của kế hoạch: xem [hai thứ kỳ](../explanation/ky.md).", "")
    yield from _table(("kỳ", "số liệu từ ngày", "đến hết ngày"), map(_window, _reported(_YEAR)))
    yield "\\* Kỳ 9 tháng theo thực tế ở tỉnh, không nêu trong Nghị định (mới có một nguồn thứ cấp)."


def _reported(year: int) -> tuple[Period, ...]:
    halves = (Period(year, Kind.HALF, 1), Period(year, Kind.HALF, 2))
    month = Period(year, Kind.MONTH, 6)
    return (month, *quarters(year), *halves, Period(year, Kind.NINE_MONTHS), Period(year, Kind.YEAR))


def _window(period: Period) -> tuple[str, ...]:
    window = reporting_window(period)
    star = " \\*" if period.kind is Kind.NINE_MONTHS else ""
    return f"{period.vietnamese}{star}", _day(window.start), _day(window.last)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# Running


def stale() -> list[str]:
    """The pages that are missing, differ from what the code says, or are no page any more."""
    wanted = pages()
    present = {file.name for file in REFERENCE.glob("*.md")}
    different = [name for name in wanted if name not in present or _read(name) != wanted[name]]
    return sorted({*different, *(present - set(wanted))})


def _read(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Rewrite the pages, or with `--check` tell which are not current."""
    if "--check" in arguments:
        found = stale()
        for name in found:
            sys.stderr.write(f"docs/reference/{name} is not current: run python docs/generate.py\n")
        return int(bool(found))
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
