"""Jinja templates of Markdown and HTML: sandbox, budget, checks."""
