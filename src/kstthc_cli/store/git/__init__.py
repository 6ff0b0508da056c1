"""What git knows, asked through its own program."""
