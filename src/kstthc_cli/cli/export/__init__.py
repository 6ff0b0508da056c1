"""`kst export`."""
