"""The screens that the manual shows and the tests hold: which command, at which width.

What they print stands in `tests/screen/snapshots/`; `tests/screen/test_snapshots.py` compares it, and writes
it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from page_parts import PROJECT, fence

SNAPSHOTS = PROJECT / "tests" / "screen" / "snapshots"
WIDTHS = (80, 160)
AS_OF = "2021-07-01"
STATUS = ("status", "--quarter", "2", "--as-of", AS_OF)
MISSING = ("missing", "--quarter", "2", "--as-of", AS_OF)
OVERDUE = ("overdue", "--as-of", AS_OF)
ROWS = ("due", "--agency", "Sở Y tế", "--period", "2021", "--section", "IV", "--as-of", "2021-07-15")
DUE = ("due", "--agency", "Sở TTTT", "--quarter", "2", "--as-of", "2021-06-01")
AMEND = (
    *("amend", "8", "--deadline", "Hàng quý", "--drop-agency", "UBND cấp huyện"),
    *("--add-agency", "Sở Y tế", "--role", "phối hợp", "--printed", "- Sở Y tế phối hợp."),
    *("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20", "--as-of", "2021-06-01", "--dry-run"),
)


@dataclass(frozen=True)
class Screen:
    """A command line, and how many columns there are."""

    arguments: tuple[str, ...]
    columns: int = 100
    played: bool = False
    """Whether it is asked of the small province after quarter II, not of the sample."""
    sub_plans: bool = False
    title: str = ""
    """The heading in the manual; empty for a screen that only the tests look at."""


def both(name: str, title: str, *arguments: str, played: bool = False) -> dict[str, Screen]:
    """A list at 80 and at 160 columns, for the manual."""
    return {f"{name}-{columns}": Screen(arguments, columns, played, title=title) for columns in WIDTHS}


SCREENS = {
    **both("due-short", "Việc của một cơ quan trong một quý", *DUE, "--short"),
    **both(
        "due-short-province",
        "Việc của mọi cơ quan trong một quý",
        *("due", "--quarter", "2", "--as-of", "2021-06-01", "--short"),
    ),
    "due-short-one-duty-80": Screen(
        ("due", "--quarter", "2", "--task", "25", "--level", "so", "--short", "--as-of", "2021-06-01"), 80
    ),
    **both("status-short", "Tiến độ", *STATUS, "--short", played=True),
    "due-so-tttt-80": Screen(DUE, 80),
    "due-so-tttt-160": Screen(DUE, 160),
    "plan-show-19": Screen(("plan", "show", "19")),
    "amend-8-80": Screen(AMEND, 80),
    "amend-help": Screen(("amend", "--help")),
    "amend-one-help": Screen(("amend", "25", "--help")),
    "status-50": Screen(STATUS, 50, played=True),
    "status-80": Screen(STATUS, 80, played=True),
    "status-160": Screen(STATUS, 160, played=True),
    "missing-80": Screen(MISSING, 80, played=True),
    "overdue-80": Screen(OVERDUE, 80, played=True),
    "overdue-160": Screen(OVERDUE, 160, played=True),
    "agencies-show-so-tttt": Screen(("agencies", "show", "so tttt")),
    "due-so-yt-with-sub-plans-80": Screen(ROWS, 80, sub_plans=True),
    "due-so-yt-with-sub-plans-160": Screen(ROWS, 160, sub_plans=True),
    "plan-show-13-with-sub-plans": Screen(("plan", "show", "13"), sub_plans=True),
    "plan-show-sub-plan": Screen(("plan", "show", "--plan", "2021-kiem-tra"), sub_plans=True),
    **both("upcoming-short", "Việc sắp đến hạn", "upcoming", "--as-of", "2021-06-10", "--short"),
    **both("missing-short", "Ai chưa báo cáo", *MISSING, "--short", played=True),
    **both("overdue-short", "Việc quá hạn", *OVERDUE, "--short", played=True),
    **both("overview", "Một trang tổng quan", "overview", "--quarter", "2", "--as-of", AS_OF, played=True),
    **both("search", "Tìm", "search", "tau ca"),
    **both("plan-show-words", "Nhiệm vụ theo từ", "plan", "show", "tàu cá"),
    **both("form-list", "Các biểu số liệu", "form", "list"),
    **both(
        "form-show",
        "Số liệu của một biểu",
        "form",
        "show",
        "II.06a",
        "--quarter",
        "2",
        "--as-of",
        "2021-06-18",
    ),
    "new-year-2022": Screen(("new-year", "2022", "--as-of", "2021-12-20", "--drop", "25", "--dry-run")),
    "plan-derive-bao-quang-ngai": Screen(
        ("plan", "derive", "--agency", "Báo Quảng Ngãi", "--as-of", "2021-03-01")
    ),
}

_INTRODUCTION = """\
Mỗi danh sách như trên màn hình rộng 80 cột, rồi 160 cột: của kho mẫu, hoặc của một tỉnh nhỏ sinh tự động sau
quý II. Trên màn hình, danh sách dài được rút gọn; `--full` in đủ.
Chuyển vào tệp hay lệnh khác (`-o`, `|`) thì luôn đủ."""


def screens() -> Iterator[str]:
    """The page of the lists, each at both widths."""
    yield from ("# Các danh sách trên màn hình", "", _INTRODUCTION, "")
    shown = {screen.title: name.rpartition("-")[0] for name, screen in SCREENS.items() if screen.title}
    for title, name in shown.items():
        words = (word for word in SCREENS[f"{name}-80"].arguments if word != "--short")
        yield from (f"## {title}", "")
        for columns in WIDTHS:
            text = (SNAPSHOTS / f"{name}-{columns}.txt").read_text("utf-8").rstrip("\n")
            yield from (f"{columns} cột:", "")
            if columns == WIDTHS[0]:
                text = f"$ kst {' '.join(map(_typed, words))}\n{text}"
            yield from fence("text", text)


def _typed(word: str) -> str:
    return f'"{word}"' if " " in word else word
