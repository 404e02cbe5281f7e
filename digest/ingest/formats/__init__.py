"""The formats of inputs: a module for each, and a row for each in `registry.py`."""
