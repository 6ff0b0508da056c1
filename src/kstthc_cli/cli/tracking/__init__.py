"""Declarations of `kst due`, `status`, `missing`, `overdue`."""
