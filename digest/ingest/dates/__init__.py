"""When an article was published: time stamps, date lines, and which of several statements counts."""
