"""Checks that cross fields or files."""
