"""Files of reports: outline, letterheads, prose, closed periods, templates."""
