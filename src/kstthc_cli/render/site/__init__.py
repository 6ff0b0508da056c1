"""The pages of a static site, in Vietnamese, as plain values for their templates."""
