"""Vietnamese text: spelling, comparison, differences of wording."""
