"""Drafts made from an issued plan: next year's plan, an agency's own plan."""
