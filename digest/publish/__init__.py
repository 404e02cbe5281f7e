"""GitHub Pages: where the site will stand, what must not slip through, and the push."""
