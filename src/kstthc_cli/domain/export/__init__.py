"""The facts of plans as tables that other programs read."""
