"""The fast ways of printing, calling and compiling give what Jinja gives."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from digest.render.fast_compiler import FastEnvironment
from digest.render.fast_output import StandardEnvironment, printed
from digest.render.templates import UNLIKE
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


class Thing(msgspec.Struct, frozen=True):
    """What a view holds: values, more of them, and another view."""

    name: Any
    parts: tuple[Any, ...]
    inner: Thing | None = None


LIKELY = ["a", "b", "thing.name", "thing.inner.name", "thing.parts"]
NAMES = [*LIKELY * 3, "nobody", "rows", "card", "thing", "link", "m"]
CONSTANTS = ["1", "'<'", "none", "[a, 'b']", "{'name': a}", "true"]
ATTRIBUTES = ["name", "nothing", "parts", "inner", "inner.name", "real", "class", "x"]
"""None of them names a method, which is printed with its place in memory."""
SUBSCRIPTS = ["'name'", "0", "a", "-1", "'x'", ":1"]
FILTERS = ["upper", "e", "safe", "default('d')", "length", "join('&')", "list", "first", "string", "d(a, true)"]
FILTERS += ["map(attribute='name') | join", "map('upper') | list", "replace('a', '<')", "attr('name')", "trim"]
TESTS = ["defined", "undefined", "none", "string", "mapping", "not defined", "sameas none"]


def _expressions() -> st.SearchStrategy[str]:
    """Small expressions: names, constants, attributes, subscripts, filters, tests, conditions, calls."""
    return st.recursive(
        st.sampled_from(NAMES) | st.sampled_from(CONSTANTS),
        lambda inner: st.one_of(
            st.builds("({}).{}".format, inner, st.sampled_from(ATTRIBUTES)),
            st.builds("({})[{}]".format, inner, st.sampled_from(SUBSCRIPTS)),
            st.builds("({}) | {}".format, inner, st.sampled_from(FILTERS)),
            st.builds("({}) is {}".format, inner, st.sampled_from(TESTS)),
            st.builds("({}) {} ({})".format, inner, st.sampled_from(["~", "and", "or", "==", "in"]), inner),
            st.builds("({}) if ({})".format, inner, inner),
            st.builds("({}) if ({}) else ({})".format, inner, inner, inner),
            st.builds("{}({})".format, st.sampled_from(["link", "own", "m.link", "m.nothing"]), inner),
            st.builds("{}({}, {})".format, st.sampled_from(["link", "own", "m.link"]), inner, inner),
            st.builds("{}({}, name={})".format, st.sampled_from(["link", "own", "m.link"]), inner, inner),
            st.builds("link({}, 'n', 'too many')".format, inner),
            st.builds("({}).{}()".format, inner, st.sampled_from(["upper", "title", "items", "inner"])),
        ),
        max_leaves=4,
    )


def _templates() -> st.SearchStrategy[str]:
    """Small templates: text, output, conditions, loops, assignments, macros, calls with a body, includes."""
    given = st.deferred(_expressions)
    name = st.sampled_from(["a", "b", "x", "own", "link"])
    rows = st.sampled_from(["rows", "[a, b]", "thing.parts"]) | given
    return st.recursive(
        st.builds("{{{{ {} }}}}".format, given) | st.sampled_from(["text <", "{% include 'part' %}", "{{ caller }}"]),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map("".join),
            st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, given, inner, inner),
            st.builds("{{% for {} in {} %}}{{{{ loop.index }}}}{}{{% endfor %}}".format, name, rows, inner),
            st.builds("{{% for x in rows if {} %}}{}{{% else %}}-{{% endfor %}}".format, given, inner),
            st.builds("{{% set {} = {} %}}{}".format, name, given, inner),
            st.builds("{{% set {} %}}{}{{% endset %}}{{{{ x }}}}".format, name, inner),
            st.builds("{{% with {} = {} %}}{}{{% endwith %}}".format, name, given, inner),
            st.builds("{{% macro {}(x, name={}) %}}{}{{% endmacro %}}{{{{ own(a) }}}}".format, name, given, inner),
            st.builds("{{% call(x) box({}) %}}{}{{{{ x }}}}{{% endcall %}}".format, given, inner),
            st.builds("{{% filter {} %}}{}{{% endfilter %}}".format, st.sampled_from(["upper", "trim", "e"]), inner),
            st.builds("{{% autoescape {} %}}{}{{% endautoescape %}}".format, st.sampled_from(["false", "a"]), inner),
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
    "{% macro own(x, name='<') %}{{ x }}{{ name }}{% endmacro %}"
)
FAULTS = (*UNLIKE, RecursionError)


def _rendered(kind: type[Environment], source: str, values: dict[str, Any]) -> str | type[Exception]:
    """What a template gives: its text, or the kind of its fault."""
    loader = DictLoader({**SOURCES, "page": HEAD + source})
    try:
        return kind(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("page").render(values)
    except FAULTS as problem:
        return type(problem)


@given(st.deferred(_templates), st.sampled_from(["<a> & 'b'", Markup("<i>x</i> & y"), 7, None]))
def test_any_template_gives_what_jinja_gives_or_an_exception_that_is_expected(source: str, a: Any) -> None:
    thing = Thing(a, ("<", Html()), Thing(Markup("<i>"), (a,)))
    values = {"a": a, "b": Html(), "rows": ["<r>", 2, thing], "card": {"name": "T & t", "items": 1}, "thing": thing}
    expected = _rendered(ImmutableSandboxedEnvironment, source, values)
    assert _rendered(StandardEnvironment, source, values) == expected
    fast = _rendered(FastEnvironment, source, values)
    assert fast == expected or (isinstance(fast, type) and issubclass(fast, UNLIKE))  # then the standard way decides


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ a.nothing }}", '{% import "macros" as m %}{{ m.nothing(1) }}'])
def test_what_is_undefined_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        _environment(StandardEnvironment).from_string(source).render(a="x")


def test_a_macro_with_too_many_arguments_is_an_error() -> None:
    with pytest.raises(TypeError, match="not more than 3"):
        _environment(StandardEnvironment).from_string(TEMPLATES["macros"] + "{{ name(1, 2, 3, 4) }}").render()
