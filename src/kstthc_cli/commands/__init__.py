"""One module per command: takes plain values, prints the result, returns an exit code."""
