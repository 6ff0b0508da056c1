"""Tables, and texts that stand for tables, as rows."""
