"""Who is named in a line of a document, and in which role."""
