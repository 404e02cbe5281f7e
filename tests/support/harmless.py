"""What must not stand in a built site, looked for with a parser that is not ours."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.support.markup import Element, elements

_LOADING = {"iframe", "frame", "object", "embed", "applet", "form", "base", "audio", "video", "source", "track"}
_FOREIGN = {"svg", "math", "style", "template", "noscript", "textarea", "xmp", "plaintext", "input", "button"}
_REFERENCES = ("href", "src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "xlink:href")
_SCHEMES = {"", "http", "https", "mailto"}


def dangers(tree: dict[str, bytes], *, scripts: int = 0) -> list[str]:
    """Everything in the pages of a tree that runs, loads from elsewhere or leads astray: `path: what`.

    `scripts` is how many script elements with a `src` of its own site the theme puts into each page; data
    blocks of JSON are no scripts.
    """
    return [f"{path}: {found}" for path, content in tree.items() for found in _in_file(path, content, scripts)]


def _in_file(path: str, content: bytes, scripts: int) -> Iterator[str]:
    if not path.endswith(".html"):
        return
    found = elements(content.decode())
    for element in found:
        yield from _in_element(element)
    running = [one for one in found if one.tag == "script" and one.attributes.get("type") != "application/ld+json"]
    if len(running) > scripts or any("src" not in one.attributes for one in running):
        yield f"{len(running)} scripts"


def _in_element(element: Element) -> Iterator[str]:
    tag, attributes = element
    if tag in _LOADING | _FOREIGN:
        yield f"<{tag}>"
    for name, value in attributes.items():
        if name.startswith("on") or name in ("style", "srcdoc"):
            yield f"<{tag} {name}={value!r}>"
        if name in _REFERENCES and not _is_plain(value):
            yield f"<{tag} {name}={value!r}>"
    if tag in ("img", "script") and urlsplit(attributes.get("src", "")).netloc:
        yield f"<{tag}> loads {attributes['src']!r}"
    if tag == "link" and attributes.get("rel") not in ("canonical", "alternate") and "://" in attributes["href"]:
        yield f"<link> loads {attributes['href']!r}"
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        target = attributes["content"].partition("url=")[2]
        if urlsplit(target).scheme or target.startswith(("/", "\\")):
            yield f"<meta> goes to {target!r}"


def _is_plain(reference: str) -> bool:
    """Whether a browser would take it for a relative reference or one to http, https or mailto."""
    seen = re.sub(r"[\x00-\x20]", "", reference)  # browsers drop them
    scheme = re.match(r"([^/?#:]*):", seen)
    return (scheme[1].lower() if scheme else "") in _SCHEMES
