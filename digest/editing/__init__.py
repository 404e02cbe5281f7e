"""Every change to a file of `content/`: new articles, front matter in place, one writer at a time."""
