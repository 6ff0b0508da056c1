"""What was derived from files, kept in `.kst/`."""
