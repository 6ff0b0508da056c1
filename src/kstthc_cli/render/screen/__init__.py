"""Tables, records and phrases that every list shares."""
