"""Templates: the Jinja environment of a build, and templates' faults as findings."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import Any

import msgspec
from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from markupsafe import Markup

from digest.errors import DigestError, Finding, did_you_mean, error
from digest.fingerprint import digest_of
from digest.model.card import Card
from digest.model.page import Page, View
from digest.render.compiled import Compiled
from digest.render.filters import filters
from digest.render.printing import PrintingEnvironment
from digest.render.references import CARDS, PARTS, References
from digest.render.site import SiteView
from digest.render.theme import TemplateFile, Theme
from digest.store import Store

MANY_PARTS = 10_000
"""More parts of pages than this are not kept at a time."""


class Templates:
    """The templates of one build. Rendering is pure: the same page gives the same text."""

    def __init__(self, theme: Theme, site: SiteView, store: Store | None = None) -> None:
        self._files = theme.templates
        self._references = References(theme.templates, store)
        self._compiled = Compiled(theme.templates, site.labels, store)
        self._closures: dict[str, bytes] = {}
        self._shown: dict[tuple[str, str, str], tuple[Card, Markup]] = {}
        self._parts: dict[tuple[Any, ...], Markup] = {}
        self._site = site
        self._environment = _environment(theme.templates, site)
        self._environment.bytecode_cache = self._compiled
        self._environment.filters["show"] = self._show
        self._environment.filters["part"] = pass_context(lambda _, name, **given: self._part(name, given))

    def check(self) -> list[Finding]:
        """Everything wrong with the templates that can be seen without rendering."""
        return [finding for name in sorted(self._files) for finding in self._check(name)]

    def closure(self, name: str) -> bytes:
        """Stands for a template and for all that it can reach, as they would be found now."""
        found = self._closures.get(name)
        if found is None:
            reached = sorted(self._references.closure(name))
            sources = [(each, self._files[each].source if each in self._files else None) for each in reached]
            found = self._closures[name] = digest_of(sources)
        return found

    def save(self) -> None:
        """Remember what was found out of the templates."""
        self._references.save()
        self._compiled.save()

    def render(self, page: Page, view: View) -> str:
        """Render a page's view. Raises DigestError naming template, line and page."""
        try:
            return self._environment.get_template(page.renderer).render(page=view, site=self._site)
        except TemplateNotFound as problem:
            hint = did_you_mean(str(problem.name), self._files, "the theme must have it")
            raise DigestError(error("", 0, 0, f'there is no template "{problem.name}"', hint)) from None
        except TemplateSyntaxError as problem:
            raise DigestError(_syntax_error(problem)) from None
        except DigestError:
            raise
        except Exception as problem:
            raise DigestError(self._fault(problem, page)) from problem

    def _show(self, card: Card, variant: str, root: str) -> Markup:
        """Render a card; the same card at the same depth is rendered once."""
        key = (variant, root, card.address)
        shown = self._shown.get(key)
        if shown is None or shown[0] is not card:
            template = self._environment.get_template(f"{CARDS}{variant}.html")
            # Safe: the template escapes what it is given.
            markup = Markup(template.render(card=card, site=self._site, root=root))  # noqa: S704
            shown = self._shown[key] = card, markup
        return shown[1]

    def _part(self, name: str, given: dict[str, Any]) -> Markup:
        """Render a part of pages from values that can be compared; for the same values it is rendered once."""
        values = given.values()
        key = (name, *given, *values, *map(type, values))
        made = self._parts.get(key)
        if made is None:
            if len(self._parts) > MANY_PARTS:
                self._parts.clear()
            template = self._environment.get_template(f"{PARTS}{name}.html")
            # Safe: the template escapes what it is given.
            made = self._parts[key] = Markup(template.render(site=self._site, **given))  # noqa: S704
        return made

    def _check(self, name: str) -> list[Finding]:
        file = self._files[name]
        try:
            references = self._references.of(name, self._environment)
        except TemplateSyntaxError as problem:
            return [_syntax_error(problem, file)]
        missing = [other for other in references if other and other not in self._files]
        return [
            error(file.path, 1, 1, f'there is no template "{other}"', did_you_mean(other, self._files))
            for other in missing
        ]

    def _fault(self, problem: Exception, page: Page) -> Finding:
        paths = {file.path for file in self._files.values()}
        frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename in paths]
        path, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (page.renderer, 1)
        # Jinja's own words for an undefined name are whole; Python's need the kind of error in front.
        said = str(problem) if isinstance(problem, _jinja_undefined()) else f"{type(problem).__name__}: {problem}"
        return error(path, line, 1, said, f'seen while rendering "/{page.address}"')


def _jinja_undefined() -> type[Exception]:
    from jinja2 import UndefinedError

    return UndefinedError


def _environment(files: Mapping[str, TemplateFile], site: SiteView) -> Environment:
    environment = PrintingEnvironment(
        loader=_Loader(files),
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(filters(site.labels))
    # What differs from run to run has no place in a build.
    environment.filters.pop("random")
    environment.globals.pop("lipsum")
    environment.globals["site"] = site
    return environment


def _syntax_error(problem: TemplateSyntaxError, file: TemplateFile | None = None) -> Finding:
    path = file.path if file else (problem.filename or problem.name or "")
    return error(path, problem.lineno, 1, f"this template cannot be read: {problem.message}")


class _Loader(BaseLoader):
    """Gives templates out of memory, under the paths by which messages name them."""

    def __init__(self, files: Mapping[str, TemplateFile]) -> None:
        self._files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        file = self._files.get(template)
        if file is None:
            raise TemplateNotFound(template)
        return file.source, file.path, None


class _Undefined(StrictUndefined):
    """An undefined name is an error that says which names there are."""

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
