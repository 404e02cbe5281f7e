"""`digest check`: what is wrong with an archive, or doubtful, as a table of rules over a snapshot."""
