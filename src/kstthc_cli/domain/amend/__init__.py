"""Changing an issued plan, and the amending documents that changes need."""
