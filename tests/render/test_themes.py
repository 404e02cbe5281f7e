"""Themes: what shadows what, typed options, and what a template may see."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.building import Site, make_site
from tests.support.site import write_site

SITE = """
    -- digest.toml --
    [site]
    title = "A digest"
    [theme]
    name = "{theme}"
    {options}
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    ---
"""
CHILD = """
    -- themes/child/theme.toml --
    name = "child"
    extends = "plain"
    [options.columns]
    type = "number"
    default = 2
    [options.motto]
    type = "text"
    default = ""
    [options.wide]
    type = "flag"
    default = false
    [options.ink]
    type = "colour"
    default = "#112233"
    [options.scheme]
    type = "choice"
    default = "auto"
    choices = ["auto", "light", "dark"]
    -- themes/child/templates/page.html --
    child page
    -- themes/child/templates/corrections.html --
    {{ site.options.columns }}|{{ site.options.motto }}|{{ site.options.wide }}|{{ site.options.ink }}|\
{{ site.options.scheme }}
    -- themes/child/assets/style.css --
    child
    -- themes/plain/assets/style.css --
    plain
    -- themes/plain/assets/deep/font.woff2 --
    font
"""


def make(root: Path, theme: str = "plain", options: str = "") -> Site:
    site = make_site(root, CHILD)
    options = f"[theme.options]\n    {options}" if options else ""
    return site.write(SITE.format(theme=theme, options=options))


def test_the_sites_templates_shadow_single_files(tmp_path: Path) -> None:
    site = make(tmp_path).write("-- templates/404.html --\nOur own: {{ page.title }}\n")
    site.build()
    assert site.page("404.html") == "Our own: Page not found\n"
    assert "<h1>A</h1>" in site.page("2026/11/24/a/"), "the others stay the theme's"


def test_a_shadowed_base_changes_every_page_that_extends_it(tmp_path: Path) -> None:
    site = make(tmp_path).write("-- templates/base.html --\nOurs {% block main %}{% endblock %}\n")
    site.build()
    pages = [content for path, content in site.tree().items() if path.endswith(".html")]
    assert all(content.startswith(b"Ours ") for content in pages)


def test_a_theme_extends_another(tmp_path: Path) -> None:
    site = make(tmp_path, "child").write("-- content/pages/about.md --\n---\ntitle: About\n---\n")
    site.build()
    assert site.page("about/") == "child page\n"
    assert "<h1>A</h1>" in site.page("2026/11/24/a/")
    assert site.page("assets/style.css") == "child\n"
    assert site.page("assets/deep/font.woff2") == "font\n"


def test_the_sites_templates_shadow_an_extending_theme_too(tmp_path: Path) -> None:
    site = make(tmp_path, "child").write("-- templates/page.html --\nsite page\n")
    site.write("-- content/pages/about.md --\n---\ntitle: About\n---\n-- static/assets/style.css --\nsite\n").build()
    assert site.page("about/") == "site page\n"
    assert site.page("assets/style.css") == "site\n"


def test_a_theme_in_the_site_stands_before_a_packaged_one(tmp_path: Path) -> None:
    site = make(tmp_path, "default")
    for path in (tmp_path / "themes/plain").rglob("*"):
        target = tmp_path / "themes/default" / path.relative_to(tmp_path / "themes/plain")
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    site.build()
    assert "<h1>A</h1>" in site.page("2026/11/24/a/")
    assert {path for path in site.tree() if path.startswith("assets/")} == {
        "assets/accent.css", "assets/style.css", "assets/deep/font.woff2",
    }  # fmt: skip


def test_themes_that_extend_each_other_are_read_once(tmp_path: Path) -> None:
    site = make(tmp_path, "child")
    write_site(tmp_path, '-- themes/plain/theme.toml --\nname = "plain"\nextends = "child"\n')
    site.build()
    assert site.page("assets/style.css") == "child\n"


def test_a_theme_that_extends_nothing_there_is(tmp_path: Path) -> None:
    site = make(tmp_path, "child")
    write_site(tmp_path, '-- themes/child/theme.toml --\nname = "child"\nextends = "plian"\n')
    assert 'themes/child/theme.toml:1:1: there is no theme "plian", did you mean "plain"?' in site.faults()


def test_options_have_defaults(tmp_path: Path) -> None:
    site = make(tmp_path, "child")
    site.build()
    assert site.page("corrections/") == "2||False|#112233|auto\n"


def test_options_take_what_the_site_says(tmp_path: Path) -> None:
    site = make(
        tmp_path,
        "child",
        'columns = 3\n    motto = "Hi"\n    wide = true\n    ink = "#abc"\n    scheme = "dark"',
    )
    site.build()
    assert site.page("corrections/") == "3|Hi|True|#abc|dark\n"


@pytest.mark.parametrize(
    ("option", "fault"),
    [
        ('columns = "three"', 'columns: "three" does not fit, write a number'),
        ("columns = true", 'columns: "True" does not fit, write a number'),
        ("motto = 3", 'motto: "3" does not fit, write a text'),
        ('wide = "yes"', 'wide: "yes" does not fit, write a flag'),
        ("wide = 1", 'wide: "1" does not fit, write a flag'),
        ('ink = "red; } body { display: none"', "ink: "),
        ("ink = 3", 'ink: "3" does not fit, write a colour'),
        ('scheme = "drak"', 'scheme: "drak" does not fit, write one of auto, light, dark'),
        ("columms = 3", 'unknown option "columms", did you mean "columns"?'),
        ("xyzzy = 3", 'unknown option "xyzzy", the theme\'s options are columns, ink, motto, scheme, wide'),
    ],
)
def test_an_option_that_does_not_fit(tmp_path: Path, option: str, fault: str) -> None:
    site = make(tmp_path, "child", option)
    (found,) = [line for line in site.faults() if "warning" not in line]
    assert found.startswith("digest.toml:6:1: [theme.options] ")
    assert fault in found


@pytest.mark.parametrize(
    "manifest",
    ["name = ", 'nam = "child"', 'name = "child"\n[options.a]\ntype = "text"', 'name = "\\uD800"', "a = \xff"],
)
def test_a_manifest_that_cannot_be_read(tmp_path: Path, manifest: str) -> None:
    site = make(tmp_path, "child")
    (tmp_path / "themes/child/theme.toml").write_bytes(manifest.encode("latin-1"))
    (found,) = [line for line in site.faults() if "warning" not in line]
    assert found.startswith("themes/child/theme.toml:1:1: this manifest cannot be read: ")


def test_a_template_that_is_not_utf8(tmp_path: Path) -> None:
    site = make(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_bytes(b"\xff")
    assert "templates/page.html:1:1: this is not UTF-8, save it as UTF-8" in site.faults()


@pytest.mark.parametrize("name", ["lipsum(1)", "[1, 2] | random", "now()", "config", "archive", "request"])
def test_a_template_sees_nothing_that_changes_from_run_to_run(tmp_path: Path, name: str) -> None:
    site = make(tmp_path).write(f"-- templates/corrections.html --\n{{{{ {name} }}}}\n")
    (found,) = [line for line in site.faults() if "warning" not in line]
    assert found.startswith("templates/corrections.html:1:1: ")


def test_what_a_template_prints_is_escaped(tmp_path: Path) -> None:
    site = make(tmp_path).write("""
        -- content/articles/a.md --
        ---
        title: <b>A</b> & "B"
        date: 2026-11-24
        ---
    """)
    site.build()
    assert "<h1>&lt;b&gt;A&lt;/b&gt; &amp; &#34;B&#34;</h1>" in site.page("2026/11/24/a/")


def view(site: Site, address: str) -> Any:
    run = site.run("build", "--view", address)
    assert (run.code, run.err) == (0, "")
    return json.loads(run.out)


@pytest.mark.parametrize("address", ["/2026/11/24/a/", "2026/11/24/a", "/2026/11/24/a/index.html"])
def test_view_prints_what_a_template_sees(tmp_path: Path, address: str) -> None:
    site = make(tmp_path)
    shown = view(site, address)
    assert (shown["address"], shown["renderer"]) == ("2026/11/24/a/", "article.html")
    assert shown["origin"] == "content/articles/a.md"
    assert shown["page"]["card"]["title"] == "A"
    assert shown["page"]["root"] == "../../../../"
    assert not site.output.exists(), "it builds nothing"


def test_every_page_has_a_view(tmp_path: Path) -> None:
    site = make(tmp_path)
    for address in site.snapshot().plan.pages:
        assert view(site, f"/{address}")["address"] == address


def test_view_of_no_page_suggests_one(tmp_path: Path) -> None:
    run = make(tmp_path).run("build", "--view", "/2026/11/24/b/")
    assert run.code == 1
    assert run.err == 'there is no page at "/2026/11/24/b/", did you mean "2026/11/24/a/"?\n'


def test_a_card_is_shown_by_its_variant(tmp_path: Path) -> None:
    site = make(tmp_path).write("""
        -- templates/cards/line.html --
        {{ card.title }} at {{ root }} of {{ site.title }}
        -- templates/corrections.html --
        {{ page.kind }}
        -- templates/day.html --
        {% for card in [page.edition.lead] %}{{ card | show("line", page.root) }}{% endfor %}
    """)
    site.build()
    assert site.page("2026/11/24/") == "A at ../../../ of A digest\n"


def test_a_variant_that_is_not_there(tmp_path: Path) -> None:
    site = make(tmp_path).write('-- templates/day.html --\n\n{{ page.edition.lead | show("lines", page.root) }}\n')
    (found,) = [line for line in site.faults() if "warning" not in line]
    assert found.startswith('templates/day.html:1:1: there is no template "cards/lines.html"')


def test_a_part_sees_the_values_it_is_given(tmp_path: Path) -> None:
    site = make(tmp_path).write("""
        -- templates/parts/mark.html --
        {{ site.title }}:{{ n }}
        -- templates/corrections.html --
        {% for n in [1, true, 1, "1", "<"] %}{{ "mark" | part(n=n) }}{% endfor %}
    """)
    site.build()
    assert site.page("corrections/") == "A digest:1\nA digest:True\nA digest:1\nA digest:1\nA digest:&lt;\n"


def test_parts_tell_text_from_safe_text_deep_inside_too(tmp_path: Path) -> None:
    site = make(tmp_path).write("""
        -- templates/parts/mark.html --
        {{ words[0] }}
        -- templates/corrections.html --
        {{ "mark" | part(words=("<b>" | safe,)) }}{{ "mark" | part(words=("<b>",)) }}
    """)
    site.build()
    assert site.page("corrections/") == "<b>\n&lt;b&gt;\n\n"


def test_a_part_does_not_see_the_page(tmp_path: Path) -> None:
    site = make(tmp_path).write("""
        -- templates/parts/mark.html --
        {{ page.title }}
        -- templates/corrections.html --
        {{ "mark" | part() }}
    """)
    (found,) = [line for line in site.faults() if "warning" not in line]
    assert found.startswith("templates/parts/mark.html:1:1: 'page' is undefined")


def test_a_part_that_changes_changes_the_pages_that_have_it(tmp_path: Path) -> None:
    site = make(tmp_path).write("""
        -- templates/parts/mark.html --
        one
        -- templates/corrections.html --
        {{ "mark" | part(root=page.root) }}
    """)
    site.build()
    site.write("-- templates/parts/mark.html --\ntwo\n").build()
    assert site.page("corrections/") == "two\n\n"


def test_a_part_that_is_not_there(tmp_path: Path) -> None:
    site = make(tmp_path).write('-- templates/day.html --\n\n{{ "marks" | part(root=page.root) }}\n')
    (found,) = [line for line in site.faults() if "warning" not in line]
    assert found.startswith('templates/day.html:1:1: there is no template "parts/marks.html"')


IDS = """
    -- templates/ids.html --
    {% set ids = namespace(last=0) %}
    {% macro id() %}{% set ids.last = ids.last + 1 %}{{ ids.last }}{% endmacro %}
    -- templates/cards/line.html --
    {% from "ids.html" import id %}
    {{ id() }}
    -- templates/page.html --
    {% from "ids.html" import id %}
    {{ id() }}{{ id() }}{{ id() }}
    -- templates/day.html --
    {% from "ids.html" import id %}
    {{ id() }} {% for _ in (1, 2) %}{{ page.edition.lead | show("line", page.root) }}{% endfor %}{{ id() }}
    -- content/pages/about.md --
    ---
    title: About
    ---
    -- content/pages/more.md --
    ---
    title: More
    ---
"""


def test_what_an_imported_template_keeps_lasts_for_one_page_or_card(tmp_path: Path) -> None:
    site = make(tmp_path).write(IDS)
    site.build()
    assert [site.page(address).split() for address in ("about/", "more/")] == [["123"], ["123"]]
    assert site.page("2026/11/24/").split() == ["1", "1", "1", "2"]


def test_a_template_cannot_change_the_options(tmp_path: Path) -> None:
    site = make(tmp_path).write("-- templates/corrections.html --\n{{ site.options.update({'note': 'x'}) }}\n")
    (found,) = [line for line in site.faults() if "warning" not in line]
    said = "access to attribute 'update' of 'Options' object is unsafe, seen while rendering"
    assert found.startswith(f"templates/corrections.html:1:1: {said}")


def test_the_default_of_an_option_has_to_fit(tmp_path: Path) -> None:
    site = make(tmp_path, theme="child")
    manifest = site.root / "themes/child/theme.toml"
    manifest.write_text(manifest.read_text().replace('default = ""', "default = 2026-11-24"))
    (found,) = [line for line in site.faults() if "warning" not in line]
    said = '[options] motto: default "2026-11-24" does not fit, write a text'
    assert found == f"themes/child/theme.toml:1:1: {said}"


@pytest.mark.parametrize(
    "choice",
    [
        '{% set name = "foot.html" %}{% include name %}',
        '{% set name = ["foot.html"] %}{% include name[0] %}',
        '{% for name in ["foot.html"] %}{% include name %}{% endfor %}',
    ],
    ids=["set", "list", "loop"],
)
def test_a_template_that_is_chosen_in_rendering_is_followed(tmp_path: Path, choice: str) -> None:
    site = make(tmp_path).write(f"-- templates/404.html --\n{choice}\n-- templates/foot.html --\nFirst foot\n")
    site.build()
    assert "First foot" in site.page("404.html")
    site.write("-- templates/foot.html --\nSecond foot\n").build()
    assert "Second foot" in site.page("404.html")
