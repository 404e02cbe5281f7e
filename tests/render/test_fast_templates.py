"""The fast ways of printing, calling and compiling give what Jinja gives."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from digest.render.fast_compiler import FastEnvironment
from digest.render.fast_output import StandardEnvironment, printed
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
NOT_FAST = {
    "item": "{% set x = {'title': a, 'class': b} %}{{ x.title }}{{ x.class }}",
    "defined": "{{ a.nothing is defined }}{{ a.nothing | default(b) }}",
    "function": "{% macro m(x) %}{{ x }}{% endmacro %}{% macro do(m) %}{{ m(1) }}{% endmacro %}{{ do(text) }}",
}
"""What the fast way may not be able to render."""


class Html:
    """A value that brings its own HTML."""

    def __html__(self) -> str:
        return "<b>&amp;</b>"


def _environment(kind: type[Environment]) -> Environment:
    return kind(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@given(st.text("a&<>\"'é") | st.integers() | st.none() | st.builds(Markup, st.text("<&a")) | st.builds(Html))
def test_a_value_is_printed_as_markupsafe_escapes_it(value: Any) -> None:
    assert printed(value) == str(escape(value))


@pytest.mark.parametrize("kind", [StandardEnvironment, FastEnvironment])
@pytest.mark.parametrize("name", sorted(TEMPLATES))
@pytest.mark.parametrize("a", ["<a> & 'b' \"c\"", Markup("<i>x</i> & y"), 7])
def test_templates_make_what_jinja_makes(name: str, a: Any, kind: type[Environment]) -> None:
    if name == "calls" and a == 7:
        a = "7"
    values = {"a": a, "b": Html() if name != "calls" else "<b>"}

    usual = _environment(Environment).get_template(name).render(values)

    assert _environment(kind).get_template(name).render(values) == usual


@pytest.mark.parametrize("name", sorted(NOT_FAST))
def test_what_the_fast_way_gives_is_what_jinja_gives(name: str) -> None:
    values = {"a": "<a>", "b": "b", "text": str}
    usual = _environment(Environment).from_string(NOT_FAST[name]).render(values)

    made = usual
    with suppress(AttributeError, TypeError):  # then the page is drawn in the usual way
        made = _environment(FastEnvironment).from_string(NOT_FAST[name]).render(values)

    assert made == usual


def test_a_page_that_the_fast_way_cannot_render_is_rendered_and_counted(tmp_path: Path) -> None:
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

    report = site.build()

    assert site.page("about/").strip() == "About &amp; more|False|False"
    assert report.slow == (("page.html", 1),)
    said = site.run("build", "--stats", "--clean").out
    assert "slow              1  page.html: rendered by Jinja's own rules" in said


NAMES = st.sampled_from(["a", "b", "nobody", "rows", "card"])
ATTRIBUTES = st.sampled_from(["title", "nothing", "real", "class", "x"])


def _expressions() -> st.SearchStrategy[str]:
    simple = NAMES | st.sampled_from(["1", "'<'", "none", "[a, 'b']", "{'title': a}", "true"])
    return st.recursive(
        simple,
        lambda inner: st.one_of(
            st.tuples(inner, ATTRIBUTES).map(lambda drawn: f"({drawn[0]}).{drawn[1]}"),
            st.tuples(inner, st.sampled_from(["'title'", "0", "a"])).map(lambda drawn: f"({drawn[0]})[{drawn[1]}]"),
            st.tuples(inner, st.sampled_from(["upper", "e", "safe", "default('d')", "length", "join('&')"])).map(
                lambda drawn: f"({drawn[0]}) | {drawn[1]}"
            ),
            st.tuples(inner, inner).map(lambda drawn: f"({drawn[0]}) ~ ({drawn[1]})"),
            st.tuples(inner, inner).map(lambda drawn: f"({drawn[0]}) if ({drawn[1]})"),
            st.tuples(inner, st.sampled_from(["defined", "none", "string", "mapping"])).map(
                lambda drawn: f"({drawn[0]}) is {drawn[1]}"
            ),
            inner.map(lambda drawn: f"link({drawn})"),
            st.tuples(inner, inner).map(lambda drawn: f"link({drawn[0]}, name={drawn[1]})"),
            inner.map(lambda drawn: f"m.link({drawn}, 'n')"),
            inner.map(lambda drawn: f"({drawn}).upper()"),
        ),
        max_leaves=4,
    )


def _templates() -> st.SearchStrategy[str]:
    """Small templates: text, output, conditions, loops, assignments, calls with a body, includes."""
    output = _expressions().map(lambda drawn: f"{{{{ {drawn} }}}}")
    return st.recursive(
        output | st.sampled_from(["text <", "{% include 'part' %}"]),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map("".join),
            st.tuples(_expressions(), inner, inner).map(
                lambda drawn: f"{{% if {drawn[0]} %}}{drawn[1]}{{% else %}}{drawn[2]}{{% endif %}}"
            ),
            st.tuples(st.sampled_from(["rows", "[a, b]"]), inner).map(
                lambda drawn: f"{{% for a in {drawn[0]} %}}{{{{ loop.index }}}}{drawn[1]}{{% endfor %}}"
            ),
            st.tuples(_expressions(), inner).map(lambda drawn: f"{{% set b = {drawn[0]} %}}{drawn[1]}"),
            inner.map(lambda drawn: f"{{% call(x) box(a) %}}{drawn}{{{{ x }}}}{{% endcall %}}"),
            inner.map(lambda drawn: f"{{% filter upper %}}{drawn}{{% endfilter %}}"),
        ),
        max_leaves=5,
    )


SOURCES = {
    "macros": '{% macro link(to, name="-") %}<a href="{{ to }}">{{ name }}</a>{% endmacro %}',
    "part": "[{{ a }}{{ b }}]",
}
HEAD = (
    '{% import "macros" as m %}{% from "macros" import link %}'
    "{% macro box(x) %}<{{ x }}{{ caller(x) }}>{% endmacro %}"
)


@given(_templates(), st.sampled_from(["<a> & 'b'", Markup("<i>x</i> & y"), 7, None]))
def test_any_template_gives_what_jinja_gives_or_an_exception_that_is_expected(source: str, a: Any) -> None:
    values = {"a": a, "b": Html(), "rows": ["<r>", 2], "card": {"title": "T & t", "items": 1}}

    def rendered(kind: type[Environment]) -> str:
        loader = DictLoader({**SOURCES, "page": HEAD + source})
        environment = kind(loader=loader, autoescape=True, undefined=StrictUndefined)
        return environment.get_template("page").render(values)

    try:
        expected = rendered(ImmutableSandboxedEnvironment)
    except (TemplateError, TypeError, AttributeError, LookupError) as problem:
        expected = type(problem).__name__
    for kind in (StandardEnvironment, FastEnvironment):
        try:
            result = rendered(kind)
        except (TemplateError, TypeError, AttributeError, LookupError) as problem:
            # The fast way may give up, and then the standard one decides; what it gives must be right.
            result = expected if kind is FastEnvironment else type(problem).__name__
        assert result == expected


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ a.nothing }}", '{% import "macros" as m %}{{ m.nothing(1) }}'])
def test_what_is_undefined_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        _environment(StandardEnvironment).from_string(source).render(a="x")


def test_a_macro_with_too_many_arguments_is_an_error() -> None:
    with pytest.raises(TypeError, match="not more than 3"):
        _environment(StandardEnvironment).from_string(TEMPLATES["macros"] + "{{ name(1, 2, 3, 4) }}").render()
