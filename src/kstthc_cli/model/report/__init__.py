"""Files people write for reports, and the values that report templates see."""
