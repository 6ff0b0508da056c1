"""Repositories to draft in."""

from tests.support.provinces import detailed, province, small

__all__ = ["detailed", "province", "small"]
