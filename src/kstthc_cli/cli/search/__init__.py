"""Declaration of `kst search`."""
