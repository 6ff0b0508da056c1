"""Data derived from files and cached in `.kst/`."""
