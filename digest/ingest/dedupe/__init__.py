"""Which articles are here already: by address, by words, by likeness."""
