"""YAML: one reader, and writers that change as little of a text as possible."""
