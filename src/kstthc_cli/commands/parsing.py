"""Parsers for text of the command line; invalid text raises UsageError with a Vietnamese message."""

from __future__ import annotations

from collections.abc import Mapping

from kstthc_cli.domain.calendar.periods import Period, parse_period
from kstthc_cli.domain.errors import BadPeriodError
from kstthc_cli.domain.text.normalize import unmarked, words
from kstthc_cli.errors import UsageError


def period_argument(text: str, year: int | None) -> Period:
    """Parse any period that `parse_period` accepts; one without a year is of `year`."""
    try:
        return parse_period(text, year)
    except BadPeriodError:
        raise UsageError(
            f"“{text}” không phải là một kỳ.",
            "Ví dụ: 2021-Q2, 2021-06, 2021-H1, 2021-9M, 2021, “Quý II/2021”.",
        ) from None


def names_year(text: str) -> bool:
    """Whether a period is written with its year."""
    try:
        parse_period(text, None)
    except BadPeriodError:
        return False
    return True


def file_id(text: str) -> str:
    """The id of a slip or request, from its id, file name or path."""
    return text.strip().replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".yaml")


def choice_argument(
    text: str, known: Mapping[str, str], what: str, synonyms: Mapping[str, str] | None = None
) -> str:
    """The key that `text` names: itself, or its Vietnamese name with or without diacritics.

    `synonyms` maps other words, without diacritics, to the key that the error suggests. Raises UsageError for
    anything else.
    """
    wanted = "".join(words(unmarked(text)))
    for key, name in known.items():
        forms = [key.replace("_", " "), name, *name.split("/")]
        if text.strip().casefold() == key or wanted in ["".join(words(unmarked(form))) for form in forms]:
            return key
    if meant := (synonyms or {}).get(" ".join(words(unmarked(text)))):
        raise UsageError(f"Không có {what} “{text}”.", f"Có phải là {meant} ({known[meant]})?")
    listed = ", ".join(f"{key} ({name})" for key, name in known.items())
    raise UsageError(f"Không có {what} “{text}”.", f"Chọn một trong: {listed}.")
