"""From files to values: scan, front matter, Markdown, and what each kind of file under content/ says."""
