"""`kst report …`."""
