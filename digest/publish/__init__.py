"""GitHub Pages: the address of the site, the checks before a publish, and the push."""
