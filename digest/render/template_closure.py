"""Closures of templates: all templates that a template can reach, on which its pages depend beside their views."""

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


class _Read(msgspec.Struct, frozen=True, array_like=True):
    """The references of a template."""

    names: Names
    """The templates that it names: included, imported, extended, or shown as a card's variant."""
    imports: Names
    """The ones among them that it imports."""
    keeps: bool
    """Whether its macros may keep state from one call to the next."""


class References:
    """The references of each template of a theme, kept in the store, because to find them takes parsing."""

    def __init__(self, files: Mapping[str, TemplateFile], store: Store | None) -> None:
        self._files, self._store = files, store
        self._found: dict[str, _Read] = {}
        self._new: dict[bytes, bytes] = {}

    def of(self, name: str, environment: Environment) -> Names:
        """The templates that a template names: included, imported, extended, or shown as a card's variant.

        Raises TemplateSyntaxError if the template cannot be parsed.
        """
        reading = self._found.get(name)
        if reading is None:
            recalled = self._recalled(name)
            reading = self._found[name] = self._parsed(name, environment) if recalled is None else recalled
        return reading.names

    @property
    def has_state(self) -> bool:
        """Whether an imported template, among those passed to `of`, may keep state between two calls."""
        imported = {name for reading in self._found.values() for name in reading.imports}
        return any(reading.keeps and not imported.isdisjoint((name, None)) for name, reading in self._found.items())

    def closure(self, name: str) -> set[str]:
        """The template and all that it reaches by any number of steps; the whole theme if it chooses one in rendering.

        Missing templates are among them, because to add one changes what the others reach.
        """
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            template = waiting.pop()
            if template in reached:
                continue
            reached.add(template)
            for other in self._found[template].names if template in self._found else ():
                if other is None:
                    return set(self._files)
                waiting.append(other)
        return reached

    def save(self) -> None:
        """Store newly found references."""
        if self._store and self._new:
            self._store.remember({KNOWN: self._new.items()})
            self._new = {}

    def _recalled(self, name: str) -> _Read | None:
        kept = self._store.recall(self._key(name)) if self._store else None
        return msgspec.json.decode(kept, type=_Read) if kept else None

    def _parsed(self, name: str, environment: Environment) -> _Read:
        environment.get_template(name)  # the compiler finds more faults than the parser
        tree = environment.parse(self._files[name].source)
        named = tuple(other and environment.join_path(other, name) for other in _named(tree))
        imports = tuple(other and environment.join_path(other, name) for other in _imported(tree))
        reading = _Read(named, imports, _keeps(tree))
        self._new[self._key(name)] = msgspec.json.encode(reading)
        return reading

    def _key(self, name: str) -> bytes:
        return digest_of(("references", engine(), name, self._files[name].source))


def _named(tree: nodes.Template) -> Iterator[str | None]:
    yield from meta.find_referenced_templates(tree)
    for call in tree.find_all(nodes.Filter):
        yield from _rendered(call)


def _imported(tree: nodes.Template) -> Iterator[str | None]:
    named = [statement.template for statement in tree.find_all(nodes.Import)]
    named += [statement.template for statement in tree.find_all(nodes.FromImport)]
    yield from (statement.value if isinstance(statement, nodes.Const) else None for statement in named)


def _keeps(tree: nodes.Template) -> bool:
    """Whether a name outside of its macros may hold a value that can change: a namespace, a cycler, a list."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Macro):
            continue
        if isinstance(node, (nodes.Assign, nodes.With)) and any(node.find_all(_CHANGEABLE)):
            return True
        waiting += node.iter_child_nodes()
    return False


_CHANGEABLE = (nodes.Call, nodes.Filter, nodes.List, nodes.Dict)


def _rendered(call: nodes.Filter) -> Iterator[str | None]:
    """The templates that a filter renders, also one that `map` calls."""
    filter_, subject, arguments = call.name, call.node, call.args
    if filter_ == "map":
        if call.dyn_args or call.dyn_kwargs:
            yield None
        if not call.args:
            return
        called, *arguments = call.args
        if not isinstance(called, nodes.Const):
            yield None
            return
        filter_, subject = called.value, None
    if filter_ == "show":
        named = [argument.value for argument in call.kwargs if argument.key == "variant"]
        variant = next(iter([*arguments, *named]), None)
        yield f"{CARDS}{variant.value}.html" if isinstance(variant, nodes.Const) else None
    elif filter_ == "part":
        yield f"{PARTS}{subject.value}.html" if isinstance(subject, nodes.Const) else None
