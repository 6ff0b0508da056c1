"""Declarations of `kst import`."""
