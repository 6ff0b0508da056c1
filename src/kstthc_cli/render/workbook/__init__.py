"""Workbooks written with XlsxWriter, and the lines about them."""
