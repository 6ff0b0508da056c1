"""Repositories to count in."""

from tests.support.provinces import played, small

__all__ = ["played", "small"]
