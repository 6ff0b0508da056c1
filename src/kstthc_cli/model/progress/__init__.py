"""Schemas of slips, requests, and drafts of slips."""
