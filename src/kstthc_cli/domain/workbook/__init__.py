"""Workbooks of agencies: what they hold, how cells are read, what a returned one changes."""
