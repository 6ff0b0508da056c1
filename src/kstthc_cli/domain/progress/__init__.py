"""Slips, the state they add up to, and the status of an obligation."""
