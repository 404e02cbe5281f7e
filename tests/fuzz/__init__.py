"""Any bytes for accept_all that reads what others wrote: `python -m tests.fuzz`, or `make fuzz`.

`checks.py` says what has to hold, `kinds.py` with what each format begins, `engine.py` makes ever new inputs of it.
"""
