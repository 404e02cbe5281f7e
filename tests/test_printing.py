"""Templates print values and call macros by a shorter way than Jinja's own. It leads to the same place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from digest.render.printing import PrintingEnvironment, printed

MACROS = """\
{% macro name(who, root="./", last="") -%}<a href="{{ root }}">{{ who }}{{ last }}</a>{%- endmacro %}
"""
TEMPLATES = {
    "macros": MACROS + '{% macro twice(who) %}{{ name(who) }}{{ name(who, "../") }}{% endmacro %}',
    "values": "{{ a }}{{ b ~ a }}{{ [a, b] }}{{ none }}{{ 1.5 }}{{ a | upper }}{{ a | safe }}{{ b | e }}",
    "calls": '{% import "macros" as m %}{% for x in (a, b) %}{{ m.name(x) }}{{ m.name(x, last=a) }}{{ m.twice(x) }}'
    '{% endfor %}{{ m.name(a) ~ "<" }}{{ a.split("&") }}{{ a.replace("<", b) }}',
    "caller": "{% macro box(x) %}[{{ x }}{{ caller() }}]{% endmacro %}{% call box(a) %}{{ b }}{% endcall %}",
    "more": "{% macro all(x) %}{{ x }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ all(a, b, c=a) }}",
    "plain": "{% autoescape false %}{% macro raw(x) %}{{ x }}{% endmacro %}{{ raw(a) }}{{ a }}{% endautoescape %}",
    "blocks": '{% extends "base" %}{% block main %}{% set x = a %}{{ x }}{{ super() }}{% endblock %}',
    "base": "{% block main %}{{ b }}{% endblock %}",
}


class Html:
    """A value that brings its own HTML."""

    def __html__(self) -> str:
        return "<b>&amp;</b>"


def _environment(kind: type[Environment]) -> Environment:
    return kind(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@given(st.text("a&<>\"'é") | st.integers() | st.none() | st.builds(Markup, st.text("<&a")) | st.builds(Html))
def test_a_value_is_printed_as_markupsafe_escapes_it(value: Any) -> None:
    assert printed(value) == str(escape(value))


@pytest.mark.parametrize("name", sorted(TEMPLATES))
@pytest.mark.parametrize("a", ["<a> & 'b' \"c\"", Markup("<i>x</i> & y"), 7])
def test_templates_make_what_jinja_makes(name: str, a: Any) -> None:
    if name == "calls" and a == 7:
        a = "7"
    values = {"a": a, "b": Html() if name != "calls" else "<b>"}

    usual = _environment(Environment).get_template(name).render(values)

    assert _environment(PrintingEnvironment).get_template(name).render(values) == usual


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ a.nothing }}", '{% import "macros" as m %}{{ m.nothing(1) }}'])
def test_what_is_undefined_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        _environment(PrintingEnvironment).from_string(source).render(a="x")


def test_a_macro_with_too_many_arguments_is_an_error() -> None:
    with pytest.raises(TypeError, match="not more than 3"):
        _environment(PrintingEnvironment).from_string(TEMPLATES["macros"] + "{{ name(1, 2, 3, 4) }}").render()
