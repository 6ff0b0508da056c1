"""The difference of two revisions as text, as Markdown and as JSON."""
