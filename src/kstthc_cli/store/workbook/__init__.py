"""Workbooks on disk: safe opening, reading in bounds, archives, annotated copies."""
