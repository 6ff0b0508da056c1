"""Declarations of `kst record`, `history`."""
