"""Slips, requests, and slips as a clerk drafts them."""
