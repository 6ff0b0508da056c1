"""Agencies and groups, and finding them by name."""
