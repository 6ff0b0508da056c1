"""Repositories with plans beside the yearly one."""

from tests.support.provinces import detailed, province, small

__all__ = ["detailed", "province", "small"]
