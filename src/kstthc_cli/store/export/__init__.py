"""Tables of facts through DuckDB: Parquet and DuckDB files."""
