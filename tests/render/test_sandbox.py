"""Templates run in a sandbox: they read values and print text, and reach nothing else of the program."""

from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digest.render.environments import environments
from digest.render.fast_compiler import FastEnvironment, _names, is_refusable
from tests.support.building import Site, make_site
from tests.support.paths import ROOT

ESCAPES = [
    # Through the class of a value to all classes.
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ page.__class__.__bases__ }}",
    "{{ page.__struct_fields__ }}",
    "{{ site.__init_subclass__ }}",
    "{{ [].__class__.__base__ }}",
    "{{ {}.__class__.mro() }}",
    "{{ (1).__class__ }}",
    "{{ true.__class__ }}",
    "{{ none.__class__ }}",
    "{{ page.title.__class__ }}",
    "{{ page.title.__len__() }}",
    # The same, as a subscript or by a filter.
    "{{ ''['__class__'] }}",
    "{{ page['__class__'] }}",
    "{% set name = '__class__' %}{{ page[name] }}",
    "{% set name = '__cla' ~ 'ss__' %}{{ page[name] }}",
    "{{ page | attr('__class__') }}",
    "{{ page | attr('__cla' ~ 'ss__') }}",
    "{% set name = '__class__' %}{{ page | attr(name) }}",
    "{{ [page] | map(attribute='__class__') | list | first }}",
    "{{ [page] | map('attr', '__class__') | list | first }}",
    "{{ [page] | map(attribute='__class__.__mro__') | first }}",
    "{{ [page] | selectattr('__class__') | list | length }}{{ page.__class__ }}",
    "{{ ([page, page] | groupby('__class__') | first).grouper }}",
    "{{ [page] | sum(attribute='__class__') }}",
    "{{ [page] | sort(attribute='__class__') | first | attr('__class__') }}",
    "{{ [page, page] | unique(attribute='__class__') | list | first | attr('__class__') }}",
    "{{ [page] | join('', attribute='__class__') }}{{ page.__class__ }}",
    # Through what Jinja hands to templates.
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__class__ }}",
    "{{ dict.__base__ }}",
    "{{ dict.mro() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop.__class__ }}",
    "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop._iterable }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__call__.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{{ nothing.__class__ }}",
    "{{ ('a' | upper).__class__ }}",
    # Through generators, frames and code.
    "{{ ([1] | map('string')).gi_frame }}",
    "{{ ([1] | map('string')).gi_frame.f_globals }}",
    "{{ ([1] | map('string')).gi_code }}",
    # Through format strings, which reach for attributes themselves.
    "{{ '{0.__class__}'.format(page) }}",
    "{{ '{0.__class__.__mro__}'.format(page) }}",
    "{{ '{x.__class__}'.format_map({'x': page}) }}",
    "{% set f = '{0.__class__}'.format %}{{ f(page) }}",
    "{{ ('{0.__class__}' | attr('format'))(page) }}",
    # What changes the values that other pages share.
    "{% set x = [1] %}{{ x.append(2) }}",
    "{% set x = {'a': 1} %}{{ x.update({'b': 2}) }}",
    "{% set x = [2, 1] %}{{ x.sort() }}",
    "{% set x = [1] %}{% set add = x.append %}{{ add(2) }}",
    "{% set x = [1] %}{{ x['clear']() }}",
    # What takes all memory.
    "{% for i in range(10**9) %}{% endfor %}",
    "{{ range(10**9) | list | length }}",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    page = "-- content/pages/about.md --\n---\ntitle: About\n---\nWords.\n"
    return make_site(tmp_path_factory.mktemp("site"), page)


@pytest.mark.parametrize("source", ESCAPES)
def test_an_escape_is_an_error_with_its_file_and_line(site: Site, source: str) -> None:
    file = site.root / "templates/page.html"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"<!doctype html>\n{source}\n")
    faults = site.faults()
    assert any(fault.startswith("templates/page.html:2:1: ") for fault in faults), faults


@pytest.mark.parametrize("kind", [environments().fast, environments().standard])
def test_both_environments_are_sandboxes(kind: type[Environment]) -> None:
    assert issubclass(kind, ImmutableSandboxedEnvironment)


THEME = ROOT / "themes/default/templates"


@pytest.mark.parametrize("path", sorted(THEME.rglob("*.*")), ids=lambda path: path.relative_to(THEME).as_posix())
def test_every_template_of_the_default_theme_is_compiled_the_fast_way(path: Path) -> None:
    tree = FastEnvironment().parse(path.read_text("utf-8"))
    assert isinstance(tree, nodes.Template)
    assert [name for name in _names(tree) if is_refusable(name)] == []
