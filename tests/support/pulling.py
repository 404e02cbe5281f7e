"""A site that pulls, and the feeds that it pulls from."""

from pathlib import Path
from textwrap import dedent

from tests.support.building import Run, Site, make_site

STORY = "The alliance met in Brussels and will meet again in the spring, officials said there on the day. "


def item(name: str, *, words: str = "", link: str = "", guid: str = "", day: int = 24) -> str:
    """An entry with a text of its own, or with these words."""
    text = words or f"{name}. " + STORY * 8
    return (
        f"<item><title>{name}</title>" + (f"<link>{link}</link>" if link else "")
        + f'<guid isPermaLink="false">{guid or name}</guid><pubDate>{day} Nov 2026 09:30:00 GMT</pubDate>'
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
    )  # fmt: skip


def feed(*items: str, title: str = "The Gazette") -> bytes:
    return f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def site_of(root: Path, *feeds: str) -> Site:
    """A site with these blocks of [[feeds]], which asks its servers without a pause."""
    blocks = "".join(f"\n[[feeds]]\n{dedent(each)}\n" for each in feeds)
    site = make_site(root)
    config = site.root / "digest.toml"
    config.write_text(config.read_text() + f"\n[fetch]\ndelay = 0\ntimeout = 30\n{blocks}")
    return site


def pull(site: Site, *options: str) -> Run:
    return site.run("pull", *options)


def articles(site: Site) -> list[str]:
    return sorted(path.name for path in (site.root / "content/articles").rglob("*.md"))


def seen(site: Site) -> list[str]:
    return [
        line for path in sorted((site.root / "content/.seen").glob("*.txt")) for line in path.read_text().splitlines()
    ]
