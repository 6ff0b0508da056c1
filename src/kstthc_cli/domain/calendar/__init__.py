"""Periods, reporting windows, working days."""
