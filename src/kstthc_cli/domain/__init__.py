"""The rules of the field as pure functions of values: no files, no clock, no screen."""
