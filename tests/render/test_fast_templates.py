"""Templates print values and call macros by a shorter way than Jinja's own. It leads to the same place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from digest.render.fast_compiler import DirectEnvironment
from digest.render.fast_output import PrintingEnvironment, printed
from tests.support.building import make_site

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
    "choices": "{{ a if a }}{{ b if not a }}{{ (a if b) ~ a }}{% for x in [a] %}{{ x if loop.first }}{% endfor %}",
    "named": '{% from "macros" import name as n %}{{ n(a) }}{{ n(who=a) }}{% set m = n(b) %}{{ m }}{{ m ~ "<" }}',
    "shadow": "{% macro say(x) %}{{ x }}!{% endmacro %}{% macro do(say) %}{{ say.upper() }}{% endmacro %}{{ do('a') }}",
    "keyword": "{% set x = {'class': a, 'items': b} %}{{ x['class'] }}{{ 1.5.is_integer() }}{{ 'x'.upper() }}",
}
ROUNDABOUT = {
    "item": "{% set x = {'title': a, 'class': b} %}{{ x.title }}{{ x.class }}",
    "defined": "{{ a.nothing is defined }}{{ a.nothing | default(b) }}",
    "function": "{% macro m(x) %}{{ x }}{% endmacro %}{% macro do(m) %}{{ m(1) }}{% endmacro %}{{ do(text) }}",
}
"""What the direct way may not be able to draw."""


class Html:
    """A value that brings its own HTML."""

    def __html__(self) -> str:
        return "<b>&amp;</b>"


def _environment(kind: type[Environment]) -> Environment:
    return kind(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@given(st.text("a&<>\"'é") | st.integers() | st.none() | st.builds(Markup, st.text("<&a")) | st.builds(Html))
def test_a_value_is_printed_as_markupsafe_escapes_it(value: Any) -> None:
    assert printed(value) == str(escape(value))


@pytest.mark.parametrize("kind", [PrintingEnvironment, DirectEnvironment])
@pytest.mark.parametrize("name", sorted(TEMPLATES))
@pytest.mark.parametrize("a", ["<a> & 'b' \"c\"", Markup("<i>x</i> & y"), 7])
def test_templates_make_what_jinja_makes(name: str, a: Any, kind: type[Environment]) -> None:
    if name == "calls" and a == 7:
        a = "7"
    values = {"a": a, "b": Html() if name != "calls" else "<b>"}

    usual = _environment(Environment).get_template(name).render(values)

    assert _environment(kind).get_template(name).render(values) == usual


@pytest.mark.parametrize("name", sorted(ROUNDABOUT))
def test_what_the_direct_way_makes_is_what_jinja_makes(name: str) -> None:
    values = {"a": "<a>", "b": "b", "text": str}
    usual = _environment(Environment).from_string(ROUNDABOUT[name]).render(values)

    made = usual
    with suppress(AttributeError, TypeError):  # then the page is drawn in the usual way
        made = _environment(DirectEnvironment).from_string(ROUNDABOUT[name]).render(values)

    assert made == usual


def test_a_page_that_the_direct_way_cannot_draw_is_drawn_all_the_same(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        """
        -- content/pages/about.md --
        ---
        title: About & more
        ---
        Words.
        -- templates/page.html --
        {% set x = {"title": page.title} %}{{ x.title }}|{{ page.nothing is defined }}|{{ site.options.x is defined }}
        """,
    )

    site.build()

    assert site.page("about/").strip() == "About &amp; more|False|False"


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ a.nothing }}", '{% import "macros" as m %}{{ m.nothing(1) }}'])
def test_what_is_undefined_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        _environment(PrintingEnvironment).from_string(source).render(a="x")


def test_a_macro_with_too_many_arguments_is_an_error() -> None:
    with pytest.raises(TypeError, match="not more than 3"):
        _environment(PrintingEnvironment).from_string(TEMPLATES["macros"] + "{{ name(1, 2, 3, 4) }}").render()
