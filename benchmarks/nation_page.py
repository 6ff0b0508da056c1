"""The figures of a nation in the manual, taken from RESULTS.md.

python benchmarks/nation_page.py            writes them into docs/explanation/ca-nuoc.md
python benchmarks/nation_page.py --check    exit code 1 when the page has others
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from results import RESULTS, replaced

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "ca-nuoc.md"
WORKS = {
    "export of 34 provinces, nothing known": "xuất 34 tỉnh, lần đầu",
    "the same with the index (`--force`)": "xuất lại tất cả (`--force`), đã có chỉ mục `.kst/`",
    "nothing has changed": "xuất lại khi không có gì đổi",
    "one province has changed": "xuất lại khi một tỉnh đổi (tỉnh lớn nhất)",
    "`kst national summary`": "`kst national summary`",
    "`kst national summary --form II.06a`": "`kst national summary --form II.06a`",
}
YEARS = 10


def section() -> str:
    """The figures of a nation as the benchmark wrote them."""
    found = re.search(
        "<!-- figures of a nation -->(.*?)<!-- end of a nation -->", RESULTS.read_text("utf-8"), re.DOTALL
    )
    assert found, "no figures of a nation"
    return found[1]


def number(text: str) -> str:
    """A number as Vietnamese writes it: 1,668.5 → 1.668,5."""
    return text.translate(str.maketrans(",.", ".,"))


def rows(measured: str) -> list[tuple[str, str, str]]:
    """Work, seconds of the clock, seconds of the processor."""
    lines = (
        re.fullmatch(r"\| (.+?) \| ([\d.]+) \| ([\d.]+) \| .+? \|", line) for line in measured.splitlines()
    )
    return [(WORKS[line[1]], line[2], line[3]) for line in lines if line]


def counted(measured: str) -> Sequence[str]:
    """Files, megabytes, most memory, communes, obligations, entries, figures."""
    found = re.search(
        r"On disk: (\d+) files, ([\d.]+) MB; at most ([\d,]+) MB.*?"
        r"In it: ([\d,]+) communes, ([\d,]+) obligations, ([\d,]+) entries, ([\d,]+) figures",
        measured,
        re.DOTALL,
    )
    assert found, "no counts of a nation"
    return found.groups()


def one_year(measured: str) -> str:
    """What was measured."""
    files, size, memory, communes, obligations, entries, figures = map(number, counted(measured))
    files = number(f"{int(files):,}")
    machine = re.search(r"Python [\d.]+, .*? (\d+) cores, load ([\d.]+), (\d{4})-(\d\d)-(\d\d)", measured)
    assert machine, "no machine"
    cores, load, year, month, day = machine.groups()
    lines = ["| việc | giây đồng hồ | giây bộ xử lý |", "|---|---|---|"]
    lines += [f"| {work} | {number(wall)} | {number(cpu)} |" for work, wall, cpu in rows(measured)]
    return "\n".join([
        *lines,
        "",
        f"Đo ngày {day}/{month}/{year} trên máy {cores} nhân, tải {number(load)}. Trong bộ dữ liệu: {communes} xã, phường, đặc khu,",
        f"{obligations} việc, {entries} dòng tiến độ, {figures} số liệu của biểu II.06a. Trên đĩa: {files} tệp, {size} MB. Bộ nhớ",
        f"nhiều nhất {memory} MB, vì mỗi lúc chỉ đọc một tỉnh.",
    ])  # fmt: skip


def ten_years(measured: str) -> str:
    """What it would be for ten years, worked out."""
    _, size, _, _, obligations, entries, _ = (float(text.replace(",", "")) for text in counted(measured))
    seconds = {work: float(cpu) for work, _, cpu in rows(measured)}
    again = seconds[WORKS["the same with the index (`--force`)"]]
    lines = [
        ("việc", f"{obligations / 1e6:.2f} triệu", f"{obligations * YEARS / 1e6:.1f} triệu"),
        ("dòng tiến độ", f"{entries / 1e6:.2f} triệu", f"{entries * YEARS / 1e6:.1f} triệu"),
        ("trên đĩa", f"{size:.0f} MB", f"{size * YEARS:.0f} MB"),
        ("xuất lại tất cả", f"{again:.0f} giây bộ xử lý", f"{again * YEARS / 60:.0f} phút bộ xử lý"),
    ]
    table = [f"| {what} | {number(one)} | {number(ten)} |" for what, one, ten in lines]
    return "\n".join(["| | một năm | mười năm |", "|---|---|---|", *table])


def current(page: str) -> str:
    """The page with the figures of RESULTS.md."""
    measured = section()
    return replaced(replaced(page, "one year", one_year(measured)), "ten years", ten_years(measured))


def main() -> int:
    """What the command line asks for."""
    before = PAGE.read_text("utf-8")
    after = current(before)
    if "--check" in sys.argv[1:]:
        return int(after != before)
    PAGE.write_text(after, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
