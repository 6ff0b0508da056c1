"""Tables of facts as CSV, SQLite and Excel."""
