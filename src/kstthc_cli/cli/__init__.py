"""The command line: a folder a feature; each command turns its options into plain values and calls `commands`."""
