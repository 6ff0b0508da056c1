"""Schemas of the files that people write for reports, and of the values that templates use."""
