"""`kst form`, and the figures of forms in `kst record`."""
