"""Changing an issued plan, and which changes need a ground."""
