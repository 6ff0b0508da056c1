"""What the domain says when a value makes no sense."""

from __future__ import annotations


class BadPeriodError(ValueError):
    """A text that names no period; `args[0]` is the text."""


class BadDayError(ValueError):
    """A text that names no day; `args[0]` is the text."""


class BadScheduleError(ValueError):
    """Words that name no schedule; `args[0]` is the text, `hint` what would help."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class CannotAmendError(ValueError):
    """A change that the plan does not allow as asked, with a sentence and a way out."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class NotInPlanError(CannotAmendError):
    """A duty, task or section that the plan does not have."""
