"""kst: a province's yearly plan for the control of administrative procedures, kept as text."""

__version__ = "0.2.0"
