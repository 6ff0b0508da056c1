"""Declarations of `kst diff`."""
