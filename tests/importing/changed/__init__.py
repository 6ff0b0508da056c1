"""Documents with one small change each, and what the change makes of their reading."""
