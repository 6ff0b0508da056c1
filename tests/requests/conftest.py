"""Repositories to ask in."""

from tests.support.provinces import province, small

__all__ = ["province", "small"]
