"""Declarations of `kst collect`."""
