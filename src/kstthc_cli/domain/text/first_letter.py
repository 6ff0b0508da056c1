"""The first letter of a phrase: a capital at the start of a line, small where a sentence goes on with it."""

from __future__ import annotations


def capitalized(text: str) -> str:
    """The text with a capital first letter; the other letters stay, unlike those of `str.capitalize`."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """The text with a small first letter."""
    return text[:1].lower() + text[1:]
