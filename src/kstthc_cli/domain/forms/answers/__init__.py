"""Answers about a form: the sheet of a period, and where one of its numbers comes from."""
