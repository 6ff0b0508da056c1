"""Write docs/reference from the code, the site's navigation from docs/index.md, and all transcripts anew.

python docs/generate.py            rewrites the pages; exit code 1 when a transcript must be mended by hand
python docs/generate.py --check    compares the reference and the navigation; exit code 1 when one is not
                                   current (tests/docs compares the transcripts)
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kstthc_cli.catalogue import CATALOGUE, Entry
from kstthc_cli.cli import command_groups, values
from kstthc_cli.cli.app import kst
from kstthc_cli.domain.calendar.periods import Kind, Period, last_day_of, parse_day, parse_period, quarters
from kstthc_cli.domain.calendar.reporting_windows import reporting_window
from kstthc_cli.domain.errors import BadDayError, BadPeriodError
from kstthc_cli.domain.export.fact_table import Column
from kstthc_cli.domain.export.fact_tables import TABLES
from kstthc_cli.errors import Exit
from kstthc_cli.render.validate import SEVERITIES
from page_parts import PROJECT, as_day, fence, prose, said, slug, table
from schema_pages import diff_json, due_json, files, progress_json, slips
from screens import screens
from transcripts import rewritten, transcripts

REFERENCE = PROJECT / "docs" / "reference"
MKDOCS = PROJECT / "mkdocs.yml"
_NOTE = "<!-- Trang này do docs/generate.py viết ra từ mã nguồn: không sửa tay. -->"


def pages() -> dict[str, str]:
    """Every page of the reference: file name → text."""
    writers: dict[str, Callable[[], Iterable[str]]] = {
        "commands.md": commands,
        "problems.md": problems,
        "files.md": files,
        "slips.md": slips,
        "due-json.md": due_json,
        "progress-json.md": progress_json,
        "diff-json.md": diff_json,
        "exit-codes.md": exit_codes,
        "periods.md": periods,
        "tables.md": tables,
        "screens.md": screens,
    }
    return {name: "\n".join([_NOTE, "", *write()]).rstrip() + "\n" for name, write in writers.items()}


# Commands


def every_command() -> Iterator[tuple[str, Any]]:
    """All commands and groups of the program, as they are typed, in the order of its own help."""
    yield "kst", kst()
    below = command_groups.every_command(kst())
    yield from ((" ".join(("kst", *words)), command) for words, command in below)


def commands() -> Iterator[str]:
    """The help of every command under a heading of its own."""
    every = dict(every_command())
    yield from ("# Các lệnh", "")
    yield from ("Nguyên văn hướng dẫn của từng lệnh (`kst LỆNH --help`), ở bề rộng 80 cột.", "")
    yield from table(
        ("lệnh", "để"),
        (
            (f"[`{name}`](#{slug(name)})", prose(command.get_short_help_str(limit=100)))
            for name, command in every.items()
        ),
    )
    for name in every:
        yield from (f"## {name}", "")
        yield from fence("text", said(*name.split()[1:], "--help"))


# Problems


def problems() -> Iterator[str]:
    """The catalogue with its examples."""
    yield from ("# Mã lỗi", "")
    yield "Mọi mã mà `kst validate` có thể báo. Cùng nội dung ngay trên máy: `kst explain KST031`."
    yield from ("Mã đã đặt thì không đổi nghĩa và không dùng lại.", "")
    yield "“lỗi” làm dữ liệu không dùng được: các lệnh khác từ chối trả lời cho tới khi sửa."
    yield from ("“cảnh báo” chỉ nhắc, không chặn việc gì.", "")
    yield from table(
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
            yield from fence("yaml", example)


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
    Exit.BUG: ("Lỗi của chương trình.", "Thông báo nêu tệp nhật ký để gửi người phụ trách kỹ thuật."),
    Exit.INTERRUPTED: ("Người dùng dừng.", "Bấm Ctrl+C."),
}


def exit_codes() -> Iterator[str]:
    """What each exit code says."""
    yield from ("# Mã thoát", "")
    yield "Con số mà lệnh để lại khi kết thúc, dành cho CI và tập lệnh: `echo $?` trong bash,"
    yield from ("`$LASTEXITCODE` trong PowerShell. Các số này không đổi về sau.", "")
    rows = ((f"{code:d}", code.name, *_EXIT_MEANINGS[code]) for code in Exit)
    yield from table(("mã", "tên trong mã nguồn", "nghĩa", "ví dụ"), rows)
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
    yield from table(("viết", "hiểu là", "từ ngày", "đến hết ngày"), map(_read_period, _GOOD_PERIODS))
    yield from (f"`--quarter` còn nhận: {', '.join(_read_quarter(text) for text in _QUARTERS)}.", "")
    refused = ", ".join(_refused(text, lambda t: parse_period(t, _YEAR)) for text in _BAD_PERIODS)
    yield from (f"Không phải một kỳ: {refused}.", "")
    yield from ("## Ngày", "", "Ngày trước, tháng sau, năm đủ bốn chữ số; hoặc năm-tháng-ngày.", "")
    yield from table(("viết", "hiểu là"), ((f"`{t}`", as_day(parse_day(t))) for t in _GOOD_DAYS))
    refused = ", ".join(_refused(text, parse_day) for text in _BAD_DAYS)
    yield from (f"Không phải một ngày: {refused}.", "")
    yield from ("Trong tệp YAML, ngày chỉ viết năm-tháng-ngày.", "")
    yield from _deadlines()
    yield from _windows()


def _read_period(text: str) -> tuple[str, ...]:
    period = parse_period(text, _YEAR)
    return (
        f"`{text}`",
        f"{period.vietnamese} (`{period}`)",
        as_day(period.span.start),
        as_day(period.span.last),
    )


def _read_quarter(text: str) -> str:
    if values.quarter(text) != 2:  # every example is quarter II
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
    yield from table(("`by`", "hạn"), ((f"`{text}`", as_day(last_day_of(text))) for text in _DEADLINES))


def _windows() -> Iterator[str]:
    yield from ("## Kỳ số liệu", "")
    yield "Số liệu của một báo cáo định kỳ tính từ ngày 15 của tháng liền trước kỳ đến hết ngày 14 của tháng"
    yield "cuối kỳ (Nghị định 09/2019/NĐ-CP, Điều 12; ngày mở kỳ đặt trong tệp lịch)."
    yield from ("Vì sao khác kỳ của kế hoạch: xem [hai thứ kỳ](../explanation/ky.md).", "")
    yield from table(("kỳ", "số liệu từ ngày", "đến hết ngày"), map(_window, _reported(_YEAR)))
    yield "\\* Kỳ 9 tháng theo thực tế ở tỉnh, không nêu trong Nghị định (mới có một nguồn thứ cấp)."


def _reported(year: int) -> tuple[Period, ...]:
    halves = (Period(year, Kind.HALF, 1), Period(year, Kind.HALF, 2))
    month = Period(year, Kind.MONTH, 6)
    return (month, *quarters(year), *halves, Period(year, Kind.NINE_MONTHS), Period(year, Kind.YEAR))


def _window(period: Period) -> tuple[str, ...]:
    window = reporting_window(period)
    star = " \\*" if period.kind is Kind.NINE_MONTHS else ""
    return f"{period.vietnamese}{star}", as_day(window.start), as_day(window.last)


# Tables

_TYPES = {
    "text": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "true hoặc false",
    "day": "ngày",
}


def tables() -> Iterator[str]:
    """The tables of `kst export` with their columns."""
    yield from ("# Các bảng dữ liệu", "")
    yield "`kst export` xuất các bảng này, ở mọi dạng cùng tên bảng, tên cột: xem [xuất dữ liệu cho phần"
    yield "mềm khác](../how-to/xuat-du-lieu.md). Khóa của mọi bảng là `id`, duy nhất cả khi gộp nhiều tỉnh;"
    yield "cột có “→” giữ khóa của bảng kia. Ô trống là không có. Parquet chia thư mục theo `province`,"
    yield from ("`year` và `period`; bảng không có dòng nào thì không có thư mục.", "")
    yield from (f"- [{one.name}](#{one.name}): {one.title.lower()}" for one in TABLES)
    for one in TABLES:
        yield from ("", f"## {one.name}", "", one.meaning, "")
        yield from table(("cột", "kiểu", "khóa của", "ý nghĩa"), map(_column, one.columns))


def _column(column: Column) -> tuple[str, ...]:
    to = f"→ `{column.to}`" if column.to else ""
    return f"`{column.name}`", _TYPES[column.type], to, column.meaning


# The site


def site() -> str:
    """`mkdocs.yml` with the pages of docs/index.md as navigation, a tab for each of its headings."""
    settings = MKDOCS.read_text(encoding="utf-8").partition("\nnav:\n")[0]
    index = (PROJECT / "docs" / "index.md").read_text(encoding="utf-8")
    lines = ["nav:", "  - index.md"]
    for heading, title, page in re.findall(r"^## (.+)$|^- \[(.+)\]\((.+)\)$", index, re.MULTILINE):
        lines.append(f"  - {heading}:" if heading else f'      - "{title}": {page}')
    return "\n".join([settings, *lines, ""])


# Running


def generated() -> dict[Path, str]:
    """Every file that is written from elsewhere, with what it should hold."""
    return {**{REFERENCE / name: text for name, text in pages().items()}, MKDOCS: site()}


def stale() -> list[str]:
    """The files that are missing, differ from what the code says, or are no page any more."""
    wanted = generated()
    present = {*REFERENCE.glob("*.md"), MKDOCS}
    different = {file for file in wanted if file not in present or file.read_text("utf-8") != wanted[file]}
    return sorted(file.relative_to(PROJECT).as_posix() for file in different | (present - set(wanted)))


def manual() -> list[Path]:
    """The pages that hold transcripts."""
    pages = (*PROJECT.glob("README*.md"), *(PROJECT / "docs").rglob("*.md"))
    return sorted(page for page in pages if any(transcripts(page.read_text(encoding="utf-8"))))


def rewrite_transcripts(page: Path) -> list[str]:
    """Rewrite the transcripts of a page; return a sentence for each that must be mended by hand."""
    text = page.read_text(encoding="utf-8")
    new, problems = rewritten(text)
    if new != text:
        page.write_bytes(new.encode("utf-8"))
    return [f"{page.relative_to(PROJECT).as_posix()}: {problem}" for problem in problems]


def main(arguments: Sequence[str]) -> int:
    """Rewrite the files, or with `--check` tell which are not current; return the exit code."""
    if "--check" in arguments:
        found = stale()
        for name in found:
            sys.stderr.write(f"{name} is not current: run python docs/generate.py\n")
        return int(bool(found))
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for file, text in generated().items():
        file.write_bytes(text.encode("utf-8"))
    problems = [problem for page in manual() for problem in rewrite_transcripts(page)]
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
