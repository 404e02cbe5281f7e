"""From files to values: the scan, front matter, Markdown, and a reader for each kind of file under content/."""
