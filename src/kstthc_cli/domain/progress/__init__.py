"""Progress slips, the reported progress they add up to, and the status of an obligation."""
