"""`kst request …`."""
