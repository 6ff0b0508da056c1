"""What differs between two plans, and what follows from it."""
