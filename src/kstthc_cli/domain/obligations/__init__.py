"""Obligations: duty × agency × period, derived and never stored."""
