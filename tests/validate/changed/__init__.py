"""Files with one small change each, and what kst says of them then."""
