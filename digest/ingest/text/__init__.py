"""Plain text: from bytes to characters, from lines to paragraphs, from words to Markdown that shows them."""
