"""The formats that articles come in: a module for each, a row for each in `registry.py`."""
