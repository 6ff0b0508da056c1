"""Parsers of option values for Typer; an invalid value raises UsageError with a Vietnamese message.

UsageError has its own remedy, which Typer's `BadParameter` does not.
"""

from __future__ import annotations

from datetime import date

from kstthc_cli.commands.parsing import choice_argument
from kstthc_cli.domain.calendar.periods import FIRST_YEAR, LAST_YEAR, parse_day, parse_quarter
from kstthc_cli.domain.errors import BadDayError, BadPeriodError
from kstthc_cli.domain.plan.roles import ROLES
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.errors import UsageError


def day(text: str) -> date:
    """Parse `2021-06-18` or `18/6/2021`."""
    try:
        return parse_day(text)
    except BadDayError:
        raise UsageError(
            f"“{text}” không phải là một ngày có thật.", "Viết năm-tháng-ngày (2021-06-18) hoặc 18/6/2021."
        ) from None


def quarter(text: str) -> int:
    """Parse 1 to 4, also `II`, `Q2` or `quý 2`."""
    try:
        return parse_quarter(text)
    except BadPeriodError:
        raise UsageError(f"Không có quý “{text}”.", "Quý là 1, 2, 3 hoặc 4.") from None


def month(text: str) -> int:
    """Parse a month, 1 to 12."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and 1 <= int(plain[:4]) <= 12 and len(plain) <= 2):
        raise UsageError(f"Không có tháng “{text}”.", "Tháng là số từ 1 đến 12.")
    return int(plain)


def half(text: str) -> int:
    """Parse a half-year, 1 or 2."""
    if text.strip() not in ("1", "2"):
        raise UsageError(f"Không có nửa năm “{text}”.", "Viết 1 (đầu năm) hoặc 2 (cuối năm).")
    return int(text)


def table(text: str) -> int:
    """Parse the number of a table, counted from 1."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise UsageError(f"--table: “{text}” không phải là số thứ tự của bảng.", "Nêu 1, 2, 3…")
    return int(text)


def days(text: str) -> int:
    """Parse a number of days, 0 to 366."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 5 and int(plain) <= 366):
        raise UsageError(f"--days: “{text}” không phải là số ngày.", "Nêu một số từ 0 đến 366, ví dụ 14.")
    return int(plain)


def year(text: str) -> int:
    """Parse a year of four digits."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and FIRST_YEAR <= int(plain[:5]) <= LAST_YEAR):
        raise UsageError(f"“{text}” không phải là một năm.", "Viết bốn chữ số, ví dụ 2022.")
    return int(plain)


MOST_REMINDER_DAYS = 60
"""How many days before a last day a calendar may remind of it."""

_SEPARATORS = {"comma": ",", ",": ",", "semicolon": ";", ";": ";", "tab": "\t", "\t": "\t"}


def separator(text: str) -> str:
    """Parse the column separator of a CSV file: its name or the character itself.

    Names exist because a shell treats a bare `;` as the end of the command.
    """
    if text.strip(" ").casefold() not in _SEPARATORS:
        raise UsageError(f"Không dùng “{text}” làm dấu ngăn cột được.", "Chọn comma, semicolon hoặc tab.")
    return _SEPARATORS[text.strip(" ").casefold()]


def role(text: str) -> str:
    """Parse a role: its id or its Vietnamese name."""
    return choice_argument(text, ROLES, "vai trò")


def status(text: str) -> str:
    """Parse a status: its id or its Vietnamese name."""
    return choice_argument(text, {**STATUSES, "done_late": _LATE}, "trạng thái")


def slip_status(text: str) -> str:
    """Parse a status that a slip can report; empty text is no status, common synonyms are suggested."""
    from kstthc_cli.commands.progress.entry_validation import reported_status as known

    return known(text) if text else ""


def reminders(text: str) -> tuple[int, ...]:
    """Parse days before a last day, 0 to 60, with commas between them; the earliest reminder first."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not all(word.isascii() and word.isdigit() and int(word[:9]) <= MOST_REMINDER_DAYS for word in words):
        raise UsageError(
            f"“{text}” không phải là số ngày nhắc trước.",
            f"Viết số từ 0 đến {MOST_REMINDER_DAYS}, ví dụ 7,1.",
        )
    return tuple(sorted({int(word) for word in words}, reverse=True))


_LATE = f"{STATUSES['done_late']}/hoàn thành muộn"
"""The names of done_late that are accepted."""


def section(text: str) -> str:
    """Parse the id of a section, also after the word `mục`: `mục iii`."""
    return _bare(text, "mục").upper()


def task(text: str) -> str:
    """Parse the number of a task or duty, also after the word `nhiệm vụ` or `đầu việc`."""
    return _bare(text, "nhiệm vụ", "đầu việc")


def _bare(text: str, *words_before: str) -> str:
    plain = " ".join(text.casefold().split())
    for word in words_before:
        plain = plain.removeprefix(f"{word} ")
    return plain
