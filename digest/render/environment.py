"""Templates under one Jinja environment: they render pages from views, and the cards and parts that pages share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound, pass_context
from markupsafe import Markup

from digest.errors import did_you_mean
from digest.model.card import Card
from digest.model.page import View
from digest.render.filters import filters
from digest.render.site_variables import SiteView
from digest.render.template_closure import CARDS, PARTS
from digest.render.theme import BELOW, TemplateFile

MANY_CARDS, MANY_PARTS = 200_000, 10_000
"""Maximum numbers of rendered cards and of rendered parts of pages in memory."""


class TemplateRenderer:
    """Renders pages by the rules of one kind of environment. The same page gives the same text."""

    def __init__(
        self, kind: type[Environment], files: Mapping[str, TemplateFile], site: SiteView, compiled: BytecodeCache | None
    ) -> None:
        self._site = site
        self.has_state = False
        """Whether imported templates may have state. Then each page, card or part gets their modules afresh."""
        self._shown: dict[tuple[str, str, str], tuple[Card, Markup]] = {}
        self._parts: dict[tuple[Any, ...], Markup] = {}
        self.environment = _environment(kind, files, site)
        self.environment.bytecode_cache = compiled
        self.environment.filters["show"] = self._show
        self.environment.filters["part"] = pass_context(lambda _, name, **values: self._part(name, values))

    def page(self, template: str, view: View) -> str:
        """The text of a page. Faults of the template raise the exceptions of Jinja and Python."""
        return self._draw(template, page=view, site=self._site)

    def _draw(self, template: str, **values: Any) -> str:
        if not self.has_state:
            return self.environment.get_template(template).render(**values)
        # Jinja caches the module of an imported template, and has no other way to make it afresh.
        cache: Any = self.environment.cache
        modules = {imported: imported._module for imported in cache.values()}
        try:
            for imported in modules:
                imported._module = None
            return self.environment.get_template(template).render(**values)
        finally:
            for imported in cache.values():
                imported._module = modules.get(imported)

    def _show(self, card: Card, variant: str, root: str) -> Markup:
        """Render a card; the same card at the same depth is rendered once."""
        key = (variant, root, card.address)
        shown = self._shown.get(key)
        if shown is None or shown[0] is not card:
            if len(self._shown) > MANY_CARDS:
                self._shown.clear()
            # Safe: the template escapes the values that it prints.
            markup = Markup(self._draw(f"{CARDS}{variant}.html", card=card, site=self._site, root=root))  # noqa: S704
            shown = self._shown[key] = card, markup
        return shown[1]

    def _part(self, name: str, fields: dict[str, Any]) -> Markup:
        """Render a part of pages from values that can be compared; for the same values it is rendered once."""
        values = fields.values()
        key = (name, *fields, *values, *map(_kind, values))
        part = self._parts.get(key)
        if part is None:
            if len(self._parts) > MANY_PARTS:
                self._parts.clear()
            # Safe: the template escapes the values that it prints.
            part = self._parts[key] = Markup(self._draw(f"{PARTS}{name}.html", site=self._site, **fields))  # noqa: S704
        return part


def _kind(value: object) -> object:
    """The type of a value, which tells equal values apart: text and safe text, 1 and true, also in tuples."""
    return tuple(map(_kind, value)) if type(value) is tuple else type(value)


def below(template: str, parent: str) -> str:
    """The name of a template that another one names. `!article.html` is the one that the site's own takes the place of.

    In that one `!article.html` means the next below, and so on.
    """
    depth = len(parent) - len(parent.lstrip(BELOW))
    return BELOW * depth + template if template.startswith(BELOW) else template


def _environment(kind: type[Environment], files: Mapping[str, TemplateFile], site: SiteView) -> Environment:
    environment = kind(
        loader=_Loader(files),
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.join_path = below  # type: ignore[method-assign]  # Jinja means it to be overridden
    environment.filters.update(filters(site.labels))
    # Their results differ from run to run, and a build must not.
    environment.filters.pop("random")
    environment.globals.pop("lipsum")
    environment.globals["site"] = site
    return environment


class _Loader(BaseLoader):
    """Loads templates from memory, under the paths by which messages name them."""

    def __init__(self, files: Mapping[str, TemplateFile]) -> None:
        self._files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        file = self._files.get(template)
        if file is None:
            raise TemplateNotFound(template)
        return file.source, file.path, None


class _Undefined(StrictUndefined):
    """Undefined names: an error whose message lists the names that are defined."""

    @property
    def _undefined_message(self) -> str:
        owner: Any = self._undefined_obj
        name = self._undefined_name
        if isinstance(owner, msgspec.Struct):
            hint = did_you_mean(str(name), owner.__struct_fields__, "it has " + ", ".join(owner.__struct_fields__))
            return f'{type(owner).__name__} has no field "{name}", {hint}'
        if owner is not None and isinstance(name, str) and not isinstance(owner, type(_MISSING)):
            return f'"{name}" is not defined here'
        return str(super()._undefined_message)


_MISSING = object()
