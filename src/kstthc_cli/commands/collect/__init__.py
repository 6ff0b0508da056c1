"""`kst collect`: workbooks out to agencies and back."""
