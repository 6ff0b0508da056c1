"""The command line: options become plain values, and one command is called."""
