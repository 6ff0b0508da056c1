"""The values of reports: from domain to the plain data that templates and JSON see."""
