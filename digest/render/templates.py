"""The templates of a build: what each can reach, the pages that they make, and their faults as findings."""

from __future__ import annotations

import traceback
from contextlib import suppress
from functools import cached_property

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from digest.errors import DigestError, Finding, did_you_mean, error
from digest.fingerprint import digest_of
from digest.model.page import View
from digest.pages.page import Page
from digest.render.bytecode import StoredBytecode
from digest.render.environment import TemplateRenderer
from digest.render.environments import environments
from digest.render.site_variables import SiteView
from digest.render.template_closure import References
from digest.render.theme import TemplateFile, Theme
from digest.store import Store


class Templates:
    """The templates of one build. Rendering is pure: the same page gives the same text."""

    def __init__(self, theme: Theme, site: SiteView, store: Store | None = None) -> None:
        self._files = theme.templates
        self._references = References(theme.templates, store)
        self._compiled = StoredBytecode(theme.templates, site.labels, store)
        self._closures: dict[str, bytes] = {}
        self._site = site
        self._fast = TemplateRenderer(environments().fast, theme.templates, site, self._compiled)
        self.slow: set[str] = set()
        """Templates with a page that the fast way could not render: all their pages take the slow one."""

    @cached_property
    def _standard(self) -> TemplateRenderer:
        """Renders by Jinja's own rules."""
        standard = TemplateRenderer(environments().standard, self._files, self._site, None)
        standard.has_state = self._references.has_state
        return standard

    def check(self) -> list[Finding]:
        """The findings in the templates that need no rendered page. Call it before `render`."""
        findings = [finding for name in sorted(self._files) for finding in self._check(name)]
        self._fast.has_state = self._references.has_state
        return findings

    @cached_property
    def digest(self) -> bytes:
        """Stands for all templates."""
        return digest_of(sorted((name, file.source) for name, file in self._files.items()))

    def closure(self, name: str) -> bytes:
        """A digest of a template and of all that it can reach, in their present versions."""
        digest = self._closures.get(name)
        if digest is None:
            reached = sorted(self._references.closure(name))
            files = ((template, self._files.get(template)) for template in reached)
            sources = [(template, file.source if file else None) for template, file in files]
            digest = self._closures[name] = digest_of(sources)
        return digest

    def save(self) -> None:
        """Store references and compiled code for the next run."""
        self._references.save()
        self._compiled.save()

    def render(self, page: Page, view: View) -> str:
        """Render a page's view. Raises DigestError naming template, line and page."""
        try:
            if page.renderer not in self.slow:
                with suppress(*UNLIKE):  # only the slow way shows whether it is a fault
                    return self._fast.page(page.renderer, view)
                self.slow.add(page.renderer)
            return self._standard.page(page.renderer, view)
        except TemplateNotFound as problem:
            hint = did_you_mean(str(problem.name), self._files, "the theme must have it")
            raise DigestError(error("", 0, 0, f'there is no template "{problem.name}"', hint)) from None
        except TemplateSyntaxError as problem:
            raise DigestError(_syntax_error(problem)) from None
        except RecursionError:
            path = self._files[page.renderer].path
            hint = f'to build on the theme\'s own, write {{% extends "!{page.renderer}" %}}'
            raise DigestError(error(path, 1, 1, "this template extends or includes itself", hint)) from None
        except DigestError:
            raise
        except Exception as problem:
            raise DigestError(self._fault(problem, page)) from problem

    def _check(self, name: str) -> list[Finding]:
        file = self._files[name]
        try:
            references = self._references.of(name, self._fast.environment)
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
        # Jinja's messages are whole sentences; Python's need the kind of error in front.
        message = str(problem).removesuffix(".")
        if not isinstance(problem, UndefinedError | SecurityError):
            message = f"{type(problem).__name__}: {message}"
        return error(path, line, 1, message, f'seen while rendering "/{page.address}"')


UNLIKE = (AttributeError, TypeError, LookupError, TemplateError)
"""Exceptions of the fast way where it differs from Jinja's: a name is not an attribute, a call has other arguments."""


def _syntax_error(problem: TemplateSyntaxError, file: TemplateFile | None = None) -> Finding:
    path = file.path if file else (problem.filename or problem.name or "")
    return error(path, problem.lineno, 1, f"this template cannot be read: {problem.message}")
