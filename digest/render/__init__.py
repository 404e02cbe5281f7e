"""From a page to bytes: theme, templates, and encoders for what is not HTML."""
