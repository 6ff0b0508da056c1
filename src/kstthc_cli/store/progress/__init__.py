"""Slips and requests on disk, and the evidence they name."""
