"""The index that the search page asks: plain files, by spans of time."""
