"""Repositories to count in."""

from tests.support.provinces import played, province, small

__all__ = ["played", "province", "small"]
