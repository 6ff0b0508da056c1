"""kst: a province's yearly plan for the control of administrative procedures, stored as text files."""

__version__ = "0.2.0"
