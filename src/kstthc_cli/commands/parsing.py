"""Words of the command line as values; what cannot be read is a UsageError in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kstthc_cli.domain.errors import BadDayError, BadPeriodError
from kstthc_cli.domain.periods import FIRST_YEAR, LAST_YEAR, Period, parse_day, parse_period
from kstthc_cli.domain.text import unmarked, words
from kstthc_cli.errors import UsageError


def day_argument(text: str) -> date:
    """`2021-06-18` or `18/6/2021`."""
    try:
        return parse_day(text)
    except BadDayError:
        raise UsageError(
            f"“{text}” không phải là một ngày có thật.", "Viết năm-tháng-ngày (2021-06-18) hoặc 18/6/2021."
        ) from None


def period_argument(text: str, year: int | None) -> Period:
    """Any period that `domain.periods` reads; one without a year is of `year`."""
    try:
        return parse_period(text, year)
    except BadPeriodError:
        raise UsageError(
            f"“{text}” không phải là một kỳ.",
            "Ví dụ: 2021-Q2, 2021-06, 2021-H1, 2021-9M, 2021, “Quý II/2021”.",
        ) from None


def file_id(text: str) -> str:
    """The id of a slip or request from its id, the name of its file, or the path."""
    return text.strip().replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".yaml")


_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


def quarter_argument(text: str) -> int:
    """1 to 4, also `II` or `Q2`."""
    plain = unmarked(text).strip().removeprefix("quy").removeprefix("q").strip()
    if plain not in _QUARTERS:
        raise UsageError(f"Quý “{text}” không có.", "Quý là 1, 2, 3 hoặc 4.")
    return _QUARTERS[plain]


def month_argument(text: str) -> int:
    """1 to 12."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and 1 <= int(plain[:4]) <= 12 and len(plain) <= 2):
        raise UsageError(f"Tháng “{text}” không có.", "Tháng là số từ 1 đến 12.")
    return int(plain)


_SEPARATORS = {"comma": ",", ",": ",", "semicolon": ";", ";": ";", "tab": "\t", "\t": "\t"}


def separator_argument(text: str) -> str:
    """The character between columns of a CSV file, by its name or itself.

    Names, since shells take a bare `;` for the end of the command.
    """
    if text.strip(" ").casefold() not in _SEPARATORS:
        raise UsageError(f"Không dùng “{text}” làm dấu ngăn cột được.", "Chọn comma, semicolon hoặc tab.")
    return _SEPARATORS[text.strip(" ").casefold()]


def year_argument(text: str) -> int:
    """A year of four digits."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and FIRST_YEAR <= int(plain[:5]) <= LAST_YEAR):
        raise UsageError(f"“{text}” không phải là một năm.", "Viết bốn chữ số, ví dụ 2022.")
    return int(plain)


def bare(text: str, *words_before: str) -> str:
    """A number without the word that people put before it: `mục III` → `iii`."""
    plain = " ".join(text.casefold().split())
    for word in words_before:
        plain = plain.removeprefix(f"{word} ")
    return plain


def choice_argument(
    text: str, known: Mapping[str, str], what: str, spoken: Mapping[str, str] | None = None
) -> str:
    """The key that `text` names: itself, or its Vietnamese name with or without diacritics.

    `spoken` maps words that people use for keys to those keys: they are not taken, only suggested.
    Raises UsageError for anything else.
    """
    wanted = "".join(words(unmarked(text)))
    for key, name in known.items():
        forms = [key.replace("_", " "), name, *name.split("/")]
        if text.strip().casefold() == key or wanted in ["".join(words(unmarked(form))) for form in forms]:
            return key
    if meant := (spoken or {}).get(" ".join(words(unmarked(text)))):
        raise UsageError(f"{what} “{text}” không có.", f"Có phải là {meant} ({known[meant]})?")
    listed = ", ".join(f"{key} ({name})" for key, name in known.items())
    raise UsageError(f"{what} “{text}” không có.", f"Chọn một trong: {listed}.")


def table_argument(text: str | None) -> int | None:
    """The number of a table, counted from 1. Raises UsageError."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise UsageError(f"--table: “{text}” không phải là số thứ tự của bảng.", "Nêu 1, 2, 3…")
    return int(text)
