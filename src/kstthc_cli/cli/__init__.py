"""The command line: converts options to plain values and calls one command."""
