"""`kst site`."""
