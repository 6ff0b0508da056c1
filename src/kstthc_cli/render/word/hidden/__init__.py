"""What a Word template could hide in a document to be signed: letters nobody sees, names nobody knows."""
