"""Sites of other generators are taken over: words as they are, tags as ours, old addresses kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from digest.ingest.migrate.front_matter import split_meta
from tests.support.building import Run, Site, make_site
from tests.support.site import write_site

HUGO = """
    -- hugo.toml --
    title = "Old"
    -- content/_index.md --
    ---
    title: Home
    ---
    -- content/about.md --
    +++
    title = "About"
    +++
    About us.
    -- content/posts/first.md --
    ---
    title: "First: NATO meets"
    date: 2024-07-09T10:00:00+02:00
    lastmod: 2024-07-10
    publishDate: 2024-07-11
    expiryDate: 2030-01-01
    draft: true
    tags: [nato, North-Korea, energy]
    categories: ["Indo-Pacific", Energy policy]
    description: What it is about.
    authors: [Jane Doe]
    aliases: [/old/first/, earlier]
    externalUrl: https://example.org/original
    weight: 3
    ---
    One. (Reuters) - stays.<!--more-->

    {{< youtube x >}}
    -- content/posts/second/index.md --
    +++
    title = 'Second'
    date = 2024-07-10
    slug = "other-name"
    [params]
    mood = "good"
    +++
    ![A](pic.png) Two.
    -- content/posts/third.fr.md --
    { "title": "Troisième", "date": "2024-07-12", "url": "/fr/trois/", "tags": ["Japan"] }

    Trois.
    -- content/posts/broken.md --
    +++
    title = Broken
    +++
    -- content/posts/plain.md --
    No front matter.
"""


def taken(tmp_path: Path, generator: str, text: str) -> tuple[Site, Run]:
    write_site(tmp_path / "old", text)
    site = make_site(tmp_path / "new")
    return site, site.run("add", "--from", generator, str(tmp_path / "old"))


def article(site: Site, name: str) -> str:
    (found,) = (site.root / "content/articles").rglob(f"{name}.md")
    return found.read_text("utf-8")


def test_the_language_in_the_name_of_a_file_of_hugo_is_a_tag(tmp_path: Path) -> None:
    page = "-- content/posts/{}.md --\n---\ntitle: A {}\ndate: 2024-07-12\n---\nText of {}.\n"
    names = ("harbour.zh-hant", "bridge.es-419", "quay.old")
    site, _ = taken(tmp_path, "hugo", "".join(page.format(name, name, name) for name in names))
    assert "lang: zh-Hant\n" in article(site, "harbour")
    assert "lang: es-419\n" in article(site, "bridge")
    assert "lang:" not in article(site, "quay.old")


def test_a_site_of_hugo_is_taken_over(tmp_path: Path) -> None:
    site, done = taken(tmp_path, "hugo", HUGO)
    assert article(site, "first") == (
        "---\n"
        'title: "First: NATO meets"\n'
        "date: 2024-07-09T10:00:00+02:00\n"
        "added: 2027-06-01T00:00:00+00:00\n"
        "updated: 2024-07-10\n"
        "url: https://example.org/original\n"
        "authors: [Jane Doe]\n"
        "actors: [NATO, North Korea]\n"
        "regions: [Indo-Pacific]\n"
        "summary: What it is about.\n"
        "topics: [energy, Energy policy]\n"
        'aliases: ["/posts/first/", "/old/first/", "/posts/earlier/"]\n'
        "embargo: 2024-07-11\n"
        "expires: 2030-01-01\n"
        "draft: true\n"
        "---\n"
        "\n"
        "One. (Reuters) - stays.\n\n{{< youtube x >}}\n"
    )
    assert '\naliases: ["/posts/other-name/"]\n' in article(site, "other-name")
    assert '\nsummary: Trois.\naliases: ["/fr/trois/"]\n' in article(site, "third")
    assert "\nactors: [Japan]\n" in article(site, "third")
    assert done.code == 1
    fault = "Invalid value (at line 1, column 9)"
    assert done.err.splitlines() == [
        "content/about.md: it has no date, give it one, or move it to content/pages/ if it is no article",
        f"content/posts/broken.md:1:1: the front matter is not TOML: {fault}, mend it, or copy the text by hand",
        "content/posts/plain.md: it has no front matter, it is left where it is",
        "content/posts/first.md: warning: keys that digest does not have: weight",
        "content/posts/first.md: warning: a shortcode in the text is left as it is: {{< youtube x >}}",
        "content/posts/second/index.md: warning: keys that digest does not have: params",
        "content/posts/second/index.md: warning: a link to a file beside it in the text is left as it is: ](pic.png",
        "3 articles are without a source: see digest list no-source, digest set",
    ]
    assert done.out.endswith("3 added, 3 not read. Next: digest build\n")


def test_what_was_taken_over_is_not_taken_over_again(tmp_path: Path) -> None:
    site, _ = taken(tmp_path, "hugo", HUGO)
    done = site.run("add", "--from", "hugo", str(tmp_path / "old"))
    assert "3 here already" in done.out


def test_old_addresses_lead_to_the_new_ones(tmp_path: Path) -> None:
    site, _ = taken(tmp_path, "hugo", HUGO.replace("![A](pic.png) ", ""))
    site.build()
    assert "2024/07/10/other-name/" in site.page("posts/other-name/")


JEKYLL = """
    -- _config.yml --
    title: Old
    -- about.md --
    ---
    title: About
    ---
    -- _posts/2024-07-9-nato-meets.md --
    ---
    layout: post
    title: NATO meets
    categories: news europe
    tags: nato "Japan"
    redirect_from:
      - /older/
      - https://example.org/elsewhere
    author: Jane Doe
    excerpt: In short.
    ---
    One. {% include x.html %}
    -- news/_posts/2024-07-10-no-title.markdown --
    ---
    date: 2024-07-10 09:30:00 +0200
    published: false
    permalink: /at/:title/
    ---
    Two.
    -- _drafts/idea.md --
    ---
    title: An idea
    date: 2024-07-11
    ---
    Three.
"""


def test_a_site_of_jekyll_is_taken_over(tmp_path: Path) -> None:
    site, done = taken(tmp_path, "jekyll", JEKYLL)
    assert article(site, "nato-meets") == (
        "---\n"
        "title: NATO meets\n"
        "date: 2024-07-09\n"
        "added: 2027-06-01T00:00:00+00:00\n"
        "authors: [Jane Doe]\n"
        "actors: [NATO, Japan]\n"
        "summary: In short.\n"
        "topics: [news, europe]\n"
        'aliases: ["/news/europe/2024/07/09/nato-meets.html", "/older/"]\n'
        "---\n"
        "\n"
        "One. {% include x.html %}\n"
    ).replace("summary: In short.\ntopics: [news, europe]\n", "regions: [Europe]\nsummary: In short.\ntopics: [news]\n")
    assert "title: No title\ndate: 2024-07-10T09:30:00+02:00\n" in article(site, "no-title")
    assert "draft: true\n" in article(site, "no-title")
    assert "draft: true\n" in article(site, "idea")
    name = "_posts/2024-07-9-nato-meets.md"
    assert (done.code, done.err.splitlines()) == (
        0,
        [
            f"{name}: warning: old addresses that this site cannot keep: https://example.org/elsewhere",
            f"{name}: warning: a call of Liquid in the text is left as it is: {{% include x.html %}}",
            "3 articles are without a source: see digest list no-source, digest set",
        ],
    )


PELICAN = """
    -- content/world/meeting.md --
    Title: NATO meets
    Date: 2024-07-09 10:20
    Modified: 2024-07-10
    Tags: nato, energy policy
    Slug: meeting
    Authors: Jane Doe; John Roe
    Summary: In short,
        and some more.
    Status: draft
    Url: at/meeting/
    Mood: good

    One, see [there]({filename}/other.md).
    -- content/other.md --
    Title: Other
    Date: 2024-07-11
    Category: Japan

    Two.
    -- content/pages/about.md --
    Title: About

    x
    -- content/old.rst --
    Old
    ###
"""


def test_a_site_of_pelican_is_taken_over(tmp_path: Path) -> None:
    site, done = taken(tmp_path, "pelican", PELICAN)
    assert article(site, "meeting") == (
        "---\n"
        "title: NATO meets\n"
        "date: 2024-07-09T10:20:00+00:00\n"
        "added: 2027-06-01T00:00:00+00:00\n"
        "updated: 2024-07-10\n"
        "authors: [Jane Doe, John Roe]\n"
        "actors: [NATO]\n"
        "summary: In short, and some more.\n"
        "topics: [energy policy, world]\n"
        'aliases: ["/at/meeting/"]\n'
        "draft: true\n"
        "---\n"
        "\n"
        "One, see [there]({filename}/other.md).\n"
    )
    assert '\nactors: [Japan]\nsummary: Two.\naliases: ["/other.html"]\n' in article(site, "other")
    name = "content/world/meeting.md"
    assert done.err.splitlines() == [
        "content/old.rst: this is no Markdown, turn it into Markdown, with pandoc for example",
        f"{name}: warning: keys that digest does not have: mood",
        f"{name}: warning: a link within the old site in the text is left as it is: {{filename}}/other.md",
        "2 articles are without a source: see digest list no-source, digest set",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "No head.\n", "a: b", "Title: A\n\nBody: x", "Title:\n    more\n\nBody", "---\ntitle: A\n---\nB"],
)
def test_any_head_of_pelicans_is_parted_from_its_body(text: str) -> None:
    parted = split_meta(text.encode())
    assert parted is None or set(parted.matter) <= {"title", "a"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "hugo", "none"], "--from needs one folder"),
        (["--from", "hugo", ".", "."], "--from needs one folder"),
        (["--from", "wordpress", "."], "Invalid value for '--from'"),
        (["--from", "hugo", ".", "--url", "https://e.org/"], "--from takes dates and addresses from the old site"),
    ],
)
def test_wrong_calls_are_told(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = make_site(tmp_path).run("add", *arguments)
    assert (done.code, said in done.err) == (2, True)


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    _, done = taken(tmp_path, "jekyll", "-- old/readme.txt --\nx\n")
    assert (done.code, done.err) == (
        1,
        "old: there is no article of Jekyll in this folder, name the folder that holds _posts/\n",
    )


def test_a_rehearsal_writes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path / "old", PELICAN)
    site = make_site(tmp_path / "new")
    command = [sys.executable, "-m", "digest", "-C", str(site.root), "add", "--dry-run", "--from", "pelican"]
    done = subprocess.run([*command, str(tmp_path / "old")], capture_output=True, check=False)
    assert b"title: NATO meets" in done.stdout
    assert not (site.root / "content/articles").exists()
