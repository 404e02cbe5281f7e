"""Stories: which articles tell of the same event, and which stories follow each other."""
