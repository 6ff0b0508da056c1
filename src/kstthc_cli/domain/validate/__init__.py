"""Checks across fields or files."""
