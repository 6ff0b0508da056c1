"""Declarations of `kst init`."""
