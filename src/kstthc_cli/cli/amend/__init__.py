"""Declarations of `kst amend`."""
