"""Declarations of `kst plan show`."""
