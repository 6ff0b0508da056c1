"""What agencies say, what it adds up to, and what is told of it."""
