"""Declarations of `kst request`."""
