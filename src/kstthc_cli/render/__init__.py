"""One module per output; heavy libraries are imported inside the functions that need them."""
