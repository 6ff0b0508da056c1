"""`kst new-year` and `kst plan derive`."""
