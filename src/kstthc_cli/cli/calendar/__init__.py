"""Declarations of `kst calendar`."""
