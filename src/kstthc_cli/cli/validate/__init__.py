"""Declarations of `kst validate`, `explain`, `fmt`, `schema`."""
