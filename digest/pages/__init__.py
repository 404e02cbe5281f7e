"""Producers: pure functions from an archive to pages, a module per kind of page."""
