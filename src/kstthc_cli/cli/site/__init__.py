"""Declaration of `kst site`."""
