"""`kst form`."""
