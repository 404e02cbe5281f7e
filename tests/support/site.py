"""Whole small sites as one text inside a test.

The form is Go's txtar: a line `-- path --` begins a file, whatever stands before the first one is a comment.

    write_site(tmp_path, '''
        -- digest.toml --
        title = "A digest"
        -- content/articles/2026/11/a.md --
        ---
        title: A
        date: 2026-11-24
        ---
        The body.
    ''')
"""

import re
from pathlib import Path
from textwrap import dedent

_MARKER = re.compile(r"^-- (.+) --\n", re.MULTILINE)


def write_site(root: Path, text: str) -> Path:
    """Write the files of `text` under `root`, over those that are there, and return `root`.

    The indentation that all lines share is taken off; every file ends with a newline, unless it is empty.
    Raises ValueError if a path leads out of `root`.
    """
    _, *parts = _MARKER.split(dedent(text.rstrip(" ")))
    for name, content in zip(parts[::2], parts[1::2], strict=True):
        path = root / name
        if not path.resolve().is_relative_to(root.resolve()):
            raise ValueError(f"{name} leads out of the site")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return root
