"""`kst amend …`."""
