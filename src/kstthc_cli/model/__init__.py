"""Pydantic schemas of the files of a plan repository: immutable, without any I/O."""

SCHEMA_VERSION = 1
