"""File access: the only layer that reads and writes the disk."""
