"""Letters: an edition as a mail that any program can send."""
