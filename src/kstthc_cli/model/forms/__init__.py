"""Files of forms, and the JSON that `kst form` prints."""
