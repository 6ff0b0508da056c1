"""The difference of two revisions in words, as Markdown and as JSON."""
