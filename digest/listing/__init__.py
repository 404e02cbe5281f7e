"""The articles of a site by what is asked of them, and the short names by which commands take them."""
