"""Progress slips, the reported progress computed from them, and the status of obligations."""
