"""Vietnamese text: normalization, comparison, differences of wording."""
