"""What the files of a plan repository may hold: Pydantic schemas, frozen, without any I/O."""

SCHEMA_VERSION = 1
