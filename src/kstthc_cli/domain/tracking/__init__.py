"""Lists and counts of obligations as they stand on a day."""
