"""`kst due`, `status`, `missing`, `overdue`."""
