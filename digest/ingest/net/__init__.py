"""Inputs from outside: addresses asked over HTTP, programs of the editor."""
