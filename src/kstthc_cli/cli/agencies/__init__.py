"""Declarations of `kst agencies`."""
