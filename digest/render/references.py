"""Which templates a template can reach: what its pages depend on beside their views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from jinja2 import Environment, meta, nodes

from digest.fingerprint import digest_of, engine
from digest.render.theme import TemplateFile
from digest.store import KNOWN, Store

CARDS = "cards/"
"""The folder of the templates that the filter `show` renders."""
PARTS = "parts/"
"""The folder of those that the filter `part` renders."""

Names = tuple[str | None, ...]
"""Names of templates; None for one that is only known when rendering."""


class References:
    """What each template of a theme names. To know takes parsing, so it is remembered."""

    def __init__(self, files: Mapping[str, TemplateFile], store: Store | None) -> None:
        self._files, self._store = files, store
        self._found: dict[str, Names] = {}
        self._new: dict[bytes, bytes] = {}

    def of(self, name: str, environment: Environment) -> Names:
        """The templates that one names: included, imported, extended, or shown as a card's variant.

        Raises TemplateSyntaxError where the template cannot be read.
        """
        found = self._found.get(name)
        if found is None:
            recalled = self._recalled(name)
            found = self._found[name] = self._parsed(name, environment) if recalled is None else recalled
        return found

    def closure(self, name: str) -> set[str]:
        """The template, what it names, what these name, and so on; all of the theme where one is chosen in rendering.

        Names that the theme lacks are among them: adding such a template changes what is reached.
        """
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each in reached:
                continue
            reached.add(each)
            for other in self._found.get(each, ()):
                if other is None:
                    return set(self._files)
                waiting.append(other)
        return reached

    def save(self) -> None:
        """Remember what was new."""
        if self._store and self._new:
            self._store.remember({KNOWN: self._new.items()})
            self._new = {}

    def _recalled(self, name: str) -> Names | None:
        kept = self._store.recall(self._key(name)) if self._store else None
        return msgspec.json.decode(kept, type=Names) if kept else None

    def _parsed(self, name: str, environment: Environment) -> Names:
        environment.get_template(name)  # compiling finds more faults than parsing
        found = tuple(_named(environment.parse(self._files[name].source)))
        self._new[self._key(name)] = msgspec.json.encode(found)
        return found

    def _key(self, name: str) -> bytes:
        return digest_of(("references", engine(), name, self._files[name].source))


def _named(tree: nodes.Template) -> Iterator[str | None]:
    yield from meta.find_referenced_templates(tree)
    for call in tree.find_all(nodes.Filter):
        arguments = _of_show(call)
        if arguments is not None:
            named = [each.value for each in call.kwargs if each.key == "variant"]
            variant = next(iter([*arguments, *named]), None)
            yield f"{CARDS}{variant.value}.html" if isinstance(variant, nodes.Const) else None
        if call.name == "part":
            yield f"{PARTS}{call.node.value}.html" if isinstance(call.node, nodes.Const) else None
        elif call.name == "map" and any(isinstance(each, nodes.Const) and each.value == "part" for each in call.args):
            yield None


def _of_show(call: nodes.Filter) -> list[nodes.Expr] | None:
    """What the filter `show` is given, also by `map("show", …)`; None where another filter is called."""
    if call.name == "show":
        return call.args
    if call.name == "map" and call.args:
        name, *arguments = call.args
        return arguments if not isinstance(name, nodes.Const) or name.value == "show" else None
    return None
