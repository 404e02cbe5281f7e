"""The editor's half: whatever holds an article becomes a Markdown file with front matter.

    bytes → Input → Draft → cleaned → dated → tagged → NewArticle → Markdown → written

`pipeline.py` is that line, top to bottom. An input format is a module in `formats/` with a function and a row in
`formats/registry.py`.
"""
