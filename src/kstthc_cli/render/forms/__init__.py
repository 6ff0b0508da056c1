"""Forms of figures as tables, records and documents."""
