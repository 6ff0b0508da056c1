"""Documents that can be signed."""
