"""Reading HTML: what a page says of itself in markup, what it shows, and which of its words are the article."""
