"""Declarations of `kst report`, `kst template`."""
