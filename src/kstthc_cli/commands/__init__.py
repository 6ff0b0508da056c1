"""One module per command: plain values in, text out, an exit code back."""
