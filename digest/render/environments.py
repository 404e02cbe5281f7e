"""The Jinja environments of a build: a fast one, and a standard one that renders what the fast one cannot.

Both derive from Jinja's sandbox, because a theme may come from anybody: a template reads values and prints text, but
cannot reach other objects or change any. Both also use internal names of Jinja, which may change. So each is tested on
a few lines first. If its result differs from Jinja's, the build does without it: it takes longer, says so under
`--stats`, and does not fail.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import NamedTuple

from jinja2 import Environment
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Environments(NamedTuple):
    """The kinds of environment that work with the installed libraries."""

    fast: type[Environment]
    standard: type[Environment]
    notes: tuple[str, ...]
    """Messages on what is slower than it could be, and why."""


_PROBE = (
    "{% macro link(to, name='-') %}<a href=\"{{ to }}\">{{ name }}</a>{% endmacro %}"
    "{% for value in values %}{{ value }}{{ link(value) }}{{ link(name=value, to='&') ~ '<' }}"
    "{{ value.real if loop.first }}{{ pairs['a'] }}{{ value if value is string }}{% endfor %}"
    "{{ values | join(', ') | upper }}"
)
_VALUES = {"values": [1, "<a> & 'b'", None], "pairs": {"a": "<i>"}}


@cache
def environments() -> Environments:
    """The environments that work, tested once in a process."""
    expected = _drawn(ImmutableSandboxedEnvironment)
    standard = _kind("fast_output", "StandardEnvironment", expected)
    fast = _kind("fast_compiler", "FastEnvironment", expected) if standard else None
    notes = []
    if not standard:
        notes.append("values are printed by Jinja's own way: what digest knows of Jinja and MarkupSafe has changed")
    if not fast:
        notes.append("templates are compiled by Jinja's own way: what digest knows of Jinja has changed")
    sandbox = ImmutableSandboxedEnvironment
    return Environments(fast or standard or sandbox, standard or sandbox, tuple(notes))


def _kind(module: str, name: str, expected: str) -> type[Environment] | None:
    try:
        kind: type[Environment] = getattr(import_module(f"digest.render.{module}"), name)
        return kind if _drawn(kind) == expected else None
    except Exception:  # noqa: BLE001 - another version of a library may raise anything, and Jinja's own way remains
        return None


def _drawn(kind: type[Environment]) -> str:
    return kind(autoescape=True).from_string(_PROBE).render(_VALUES)
