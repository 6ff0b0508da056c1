"""Slips and requests on disk, and their evidence."""
