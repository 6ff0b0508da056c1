"""Declarations of `kst new-year`, `kst plan derive`."""
