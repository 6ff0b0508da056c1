"""Forms of figures: their shape, the figures that slips state, sums, rules, completeness."""
