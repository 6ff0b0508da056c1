"""The records of workbooks that were sent and received."""
