"""Checks of built sites by judges that are not ours: the Nu HTML Checker, axe, the JSON Feed schema."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from jsonschema import Draft7Validator
from playwright.sync_api import Page

from tests.support.need import missing
from tests.support.paths import DATA

Message = dict[str, Any]

_AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_NEWER_CSS = ("@container", "@property", "@view-transition", "view-transition-name")
"""Sound CSS that the checker (26.9) does not know yet."""
_POLICY = re.compile(r"(Resource|Inline script) violates Content Security Policy")
"""Of files on a disk the checker holds that 'self' allows nothing. The browser tests hold pages to their policy."""


def validate_html(folder: Path) -> list[str]:
    """Every error and warning of the Nu HTML Checker on the HTML, SVG and CSS files under `folder`.

    One line each: `path:line: message`, the path relative to `folder`.
    """
    folder = folder.resolve()
    messages = _check("--skip-non-html", folder)
    messages += _check("--skip-non-svg", *folder.rglob("*.svg"))
    # By name and with this option: with the others the checker counts the lines of CSS from 2.
    styles = _check("--also-check-css", *folder.rglob("*.css"))
    messages += [found for found in styles if not _is_newer_css(found)]
    return sorted(_line(folder, found) for found in messages if not _POLICY.match(found["message"]))


def _check(option: str, *paths: Path) -> list[Message]:
    if not paths:
        return []
    checker = Path(sys.prefix, "bin", "vnu")
    if not checker.exists():
        missing("the Nu HTML Checker is not installed: run scripts/validator .venv")
    command = [str(checker), option, "--format", "json", "--stdout", *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if not run.stdout:
        raise RuntimeError(f"the Nu HTML Checker said nothing:\n{run.stderr}")
    found: list[Message] = json.loads(run.stdout)["messages"]
    return found


def _is_newer_css(message: Message) -> bool:
    return any(f"“{name}”" in message["message"] for name in _NEWER_CSS)


def _line(folder: Path, message: Message) -> str:
    file = Path(unquote(urlsplit(message["url"]).path))
    return f"{file.relative_to(folder).as_posix()}:{message.get('lastLine', 0)}: {message['message']}"


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page against WCAG 2.2 AA and good practice: `rule: element`, one line each."""
    violations = Axe().run(page, options=_AXE_OPTIONS).response["violations"]
    return sorted(f"{found['id']}: {node['html']}" for found in violations for node in found["nodes"])


def json_feed_errors(feed: bytes) -> list[str]:
    """Where `feed` breaks the JSON Feed 1.1 schema: `path: message`, one line each."""
    errors = _json_feed_schema().iter_errors(json.loads(feed))
    return sorted(f"{error.json_path}: {error.message}" for error in errors)


@cache
def _json_feed_schema() -> Draft7Validator:
    return Draft7Validator(json.loads(DATA.joinpath("jsonfeed-1.1.schema.json").read_bytes()))
