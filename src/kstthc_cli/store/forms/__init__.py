"""Forms of figures on disk and in the index."""
