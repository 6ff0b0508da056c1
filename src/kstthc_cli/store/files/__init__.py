"""Paths inside a repository, bounded reading, atomic writing."""
