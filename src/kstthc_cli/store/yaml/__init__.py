"""YAML: the one reader, and writers that change no more of a text than they must."""
