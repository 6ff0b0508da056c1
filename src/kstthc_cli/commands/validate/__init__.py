"""`kst validate`, `explain`, `fmt`, `schema`."""
