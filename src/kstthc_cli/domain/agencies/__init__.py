"""Agencies and groups, and finding them by what people call them."""
