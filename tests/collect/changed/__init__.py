"""Replies with a few changed cells each, and what is said and recorded of them."""
