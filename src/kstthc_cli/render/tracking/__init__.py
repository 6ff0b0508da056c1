"""Due lists, counts, and who is late or silent, in every output."""
