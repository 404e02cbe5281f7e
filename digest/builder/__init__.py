"""Snapshots of a site, and what makes them files."""
