"""Tests of built sites in a real browser; they share the fixtures of `tests/conftest.py`."""
