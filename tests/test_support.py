"""The tests' own tools do what the tests believe of them."""

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.support.building import make_site
from tests.support.site import write_site
from tests.support.validate import axe_findings, json_feed_errors, validate_html


def test_write_site_writes_files_as_they_stand(tmp_path: Path) -> None:
    site = """
        A comment.
        -- digest.toml --
        title = "A"
        -- content/a.md --
        ---
        title: A
        ---

          Indented – and “quoted”.
        -- static/empty --
    """
    assert write_site(tmp_path, site) == tmp_path
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.relative_to(tmp_path).as_posix(): path.read_text("utf-8") for path in files} == {
        "digest.toml": 'title = "A"\n',
        "content/a.md": "---\ntitle: A\n---\n\n  Indented – and “quoted”.\n",
        "static/empty": "",
    }


def test_a_template_compiled_once_has_the_words_of_its_site(tmp_path: Path) -> None:
    """Jinja works a constant out while it compiles, so two sites can share the code only if they share the labels."""
    pages = []
    for name, labels in (("a", ""), ("b", f"[labels]\nmonths = {list('JFRAMJJASOND')}")):
        site = make_site(tmp_path / name, f'-- digest.toml --\n[site]\ntitle = "T"\nbase_url = "https://e.org/"\n{labels}\n')
        site.write("-- templates/front.html --\n{{ 3 | month_name }}\n")
        site.build()
        pages.append(site.page(""))
    assert pages == ["March\n", "R\n"]


def test_write_site_stays_in_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out"):
        write_site(tmp_path / "site", "-- ../a.md --\nA\n")


def test_the_html_checker_names_file_and_line(tmp_path: Path) -> None:
    site = """
        -- index.html --
        <!DOCTYPE html>
        <html lang="en"><head><title>A</title></head>
        <body><h1>A</h1>
        <p><time datetime="9 July">9 July</time></p>
        </body></html>
        -- good/index.html --
        <!DOCTYPE html>
        <html lang="en"><head><title>Good</title></head><body><h1>Good</h1></body></html>
        -- style.css --
        @container (width > 30rem) { h1 { top: 0 } }
        h1 { colour: red }
        -- chart.svg --
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0"/></svg>
    """
    chart, page, style = validate_html(write_site(tmp_path, site))
    assert chart.startswith("chart.svg:1: ")
    assert page.startswith("index.html:4: ")
    assert style.startswith("style.css:2: ")


@pytest.mark.browser
def test_axe_finds_what_cannot_be_read(page: Page) -> None:
    page.set_content("<html lang=en><title>A</title><main><h1>A</h1><p style='color: #eee'>Pale</p></main>")
    assert [finding.split(": ")[0] for finding in axe_findings(page)] == ["color-contrast"]


def test_the_json_feed_schema_finds_what_lacks() -> None:
    feed = b'{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"content_text": "B"}]}'
    assert json_feed_errors(feed) == ["$.items[0]: 'id' is a required property"]


def test_what_is_drawn_does_not_hang_on_what_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """hypothesis also draws constants of modules, unless tests/conftest.py keeps it from that."""
    drawn: list[str] = []

    @seed(1)
    @settings(max_examples=200, database=None)
    @given(st.text())
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    (tmp_path / "loaded_just_now.py").write_text("\n".join(f"x{n} = 'word{n}'" for n in range(200)))
    monkeypatch.syspath_prepend(tmp_path)
    import_module("loaded_just_now")
    before, drawn[:] = list(drawn), ()
    draw()
    assert drawn == before
