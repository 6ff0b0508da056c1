"""The small province to search in."""

from tests.support.provinces import small

__all__ = ["small"]
