"""Which articles the site has already: by address, by text, by similarity."""
