"""Access to git through its command-line program."""
