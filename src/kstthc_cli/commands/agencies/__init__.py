"""`kst agencies …`."""
