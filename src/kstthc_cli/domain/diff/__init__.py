"""The difference of two plans, and its consequences."""
