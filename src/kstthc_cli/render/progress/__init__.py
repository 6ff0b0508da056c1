"""The output of `kst record` and `kst history`."""
