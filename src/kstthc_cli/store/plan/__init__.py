"""Plans, registries and calendars on disk."""
