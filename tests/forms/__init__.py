"""Tests of forms of figures."""
