"""What the domain says when a value makes no sense."""

from __future__ import annotations


class BadPeriodError(ValueError):
    """A text that names no period; `args[0]` is the text."""


class BadDayError(ValueError):
    """A text that names no day; `args[0]` is the text."""
