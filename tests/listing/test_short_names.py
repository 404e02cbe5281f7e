"""Short names: each means one article, and all commands take them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.listing.short_names import NamedArticle, ShortNames
from tests.support.building import Site, make_site, run

WORDS = st.sampled_from(["nato", "japan", "meets", "in", "riga", "a", "talks"])
SLUGS = st.lists(WORDS, min_size=1, max_size=6).map("-".join)


@st.composite
def articles(draw: st.DrawFn) -> list[NamedArticle]:
    days = draw(st.lists(st.tuples(SLUGS, st.sampled_from(["2026/11/24", "2026/11/25"])), unique=True, min_size=1))
    return [NamedArticle(slug, f"{day}/{slug}", f"content/articles/{n}.md") for n, (slug, day) in enumerate(days)]


@settings(max_examples=40)
@given(articles())
def test_any_short_name_means_its_article_alone(named: list[NamedArticle]) -> None:
    names = ShortNames(named)
    for article in named:
        short = names.short(article.path)
        assert names.paths(short) == [article.path]
        assert article.slug.startswith(short) or short == article.address


@settings(max_examples=40)
@given(articles(), SLUGS)
def test_any_name_means_what_it_is_or_what_it_begins(named: list[NamedArticle], name: str) -> None:
    whole = {article.path for article in named if article.slug == name}
    begun = {article.path for article in named if article.slug.startswith(name)}
    assert set(ShortNames(named).paths(name)) == (whole or begun)


ARTICLE = "---\ntitle: {}\ndate: 2026-11-{}\ndraft: true\n---\nJapan met NATO.\n"
NAMES = {
    "2026/11/ministers-of-nine-countries-meet-in-riga.md": ("Riga", 24),
    "2026/11/ministers-of-nine-countries-leave.md": ("Left", 24),
    "2026/11/storm.md": ("Storm", 24),
    "2026/12/storm.md": ("Storm", 25),
    "odd.md": ("Odd\nslug: storm-over-the-sound", 24),
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = make_site(tmp_path)
    for name, (title, day) in NAMES.items():
        path = tmp_path / "content/articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(title, day))
    return site


def test_the_list_shows_as_much_as_is_needed(site: Site) -> None:
    rows = [line.split("  ")[-1].strip() for line in site.run("list").out.splitlines()]
    assert sorted(rows) == [
        "2026/11/24/storm",
        "2026/11/25/storm",
        "ministers-of-nine-countries-leave",
        "ministers-of-nine-countries-meet",
        "storm-over-the-sound",
    ]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("ministers-of-nine-countries-m", "ministers-of-nine-countries-meet-in-riga"),
        ("storm-", "odd"),
        ("2026/11/25/storm", "storm"),
        ("/2026/11/24/storm-over-the-sound/", "odd"),
        ("https://example.org/news/2026/11/25/storm/", "storm"),
        ("content/articles/odd.md", "odd"),
    ],
    ids=["beginning", "slug of its own", "day and slug", "address", "web address", "path"],
)
def test_an_article_goes_by(site: Site, name: str, stem: str) -> None:
    done = site.run("keep", name)
    assert done.code == 0
    assert Path(done.out.splitlines()[0]).stem == stem


@pytest.mark.parametrize(
    "call",
    [["keep"], ["drop"], ["why"], ["tag"], ["eval"], ["set", "lead=true"]],
    ids=lambda call: call[0],
)
def test_what_means_several_or_none_is_said_by_all_commands(site: Site, call: list[str]) -> None:
    done = site.run(*call, "ministers")
    assert done.code == 1
    assert done.err == (
        "ministers: 2 articles have a name that begins so, write one of "
        "ministers-of-nine-countries-leave, ministers-of-nine-countries-meet\n"
    )
    done = site.run(*call, "sound")
    assert (done.code, done.err) == (1, "sound: no article has this name, did you mean storm-over-the-sound?\n")


def test_all_names_that_are_wrong_are_said_and_nothing_is_done(site: Site) -> None:
    done = site.run("keep", "odd.md", "mnisters", "content/articles/odd.md", "storm", "digest.toml")
    assert done.code == 1
    assert done.out == ""
    assert [line.partition(": ")[0] for line in done.err.splitlines()] == ["odd.md", "mnisters", "storm", "digest.toml"]
    assert "draft: true" in (site.root / "content/articles/odd.md").read_text()


def test_a_path_counts_from_the_current_folder(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.root / "content/articles/2026")
    assert run("keep", "12/storm.md").out.startswith("content/articles/2026/12/storm.md\n1 taken in.")
    assert run("keep", "../odd.md").out.startswith("content/articles/odd.md\n1 taken in.")


def test_a_folder_of_the_site_is_no_article_and_hides_none(site: Site) -> None:
    (site.root / "storm-over").mkdir()
    assert site.run("keep", "storm-over").out.startswith("content/articles/odd.md\n1 taken in.")
    assert site.run("keep", "content").out.endswith("\n4 taken in. Next: digest build\n")
    assert "this is not an article of the site" in site.run("drop", "content/articles").err


def test_content_may_be_a_link(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "content"
    (site.root / "content").rename(elsewhere)
    (site.root / "content").symlink_to(elsewhere)
    done = site.run("keep", str(site.root / "content/articles/odd.md"))
    assert done.out.startswith("content/articles/odd.md\n1 taken in.")
