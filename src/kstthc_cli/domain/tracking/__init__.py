"""Lists and counts of obligations with their status on a day."""
