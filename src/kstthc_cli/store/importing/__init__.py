"""Reading documents that somebody else made: nothing in them is trusted."""
