"""Exceptions of the domain for invalid values."""

from __future__ import annotations


class BadPeriodError(ValueError):
    """A text that is not a period; `args[0]` is the text."""


class BadDayError(ValueError):
    """A text that is not a day; `args[0]` is the text."""


class BadScheduleError(ValueError):
    """A text that is not a schedule; `args[0]` is the text, `hint` a suggestion."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class CannotAmendError(ValueError):
    """A change that the plan does not allow, with a message and a remedy."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class NotInPlanError(CannotAmendError):
    """A duty, task or section that is not in the plan."""
