"""`kst record` and `kst history`."""
