"""Editors that a browser can ask to open a file, and the addresses by which they are asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from urllib.parse import quote

from digest.errors import did_you_mean

EDITORS: Mapping[str, str] = {
    "bbedit": "bbedit://open?url=file://{path}&line={line}&column={column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "macvim": "mvim://open?url=file://{path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "windsurf": "windsurf://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
}
"""By name. `{path}` begins with a slash, on Windows too."""

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*):\S*\{path\}\S*")
_WEB = {"http", "https", "javascript", "data", "vbscript", "file", "blob", "about"}
"""Schemes that a browser answers itself: none of them opens an editor."""


def check_editor(value: str) -> str:
    """The value of `[preview] editor`. Raises ValueError for what is neither a name nor an address."""
    address = _ADDRESS.fullmatch(value)
    if not value or value in EDITORS or (address and address[1] not in _WEB):
        return value
    hint = did_you_mean(value, EDITORS, "write one of " + ", ".join(EDITORS) + " or an address with {path}")
    raise ValueError(f'"{value}" is not an editor that digest knows, {hint}')


def editor_link(editor: str, file: PurePath, line: int = 1, column: int = 1) -> str:
    """The address that opens a file (absolute) at a place. Empty where no editor is set."""
    path = quote("/" + file.as_posix().lstrip("/"), safe="/:")
    address = EDITORS.get(editor, editor)
    for name, value in (("path", path), ("line", str(max(line, 1))), ("column", str(max(column, 1)))):
        address = address.replace(f"{{{name}}}", value)
    return address
