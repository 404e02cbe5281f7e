"""Addresses of articles: one table of them goes through several inputs, and each gives the same."""

import base64
import html
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from digest.ingest.text.redirects import unwrapped
from tests.support.building import Site, make_site

OURS = "https://www.harbour.example/sea/1"
DASHED = "https://a-b.example/sea_1"
ESCAPED = quote(OURS, safe="")
ENCODED = base64.urlsafe_b64encode(OURS.encode()).decode().rstrip("=")
OBJECT = base64.urlsafe_b64encode(json.dumps({"e": OURS, "p": 7}).encode()).decode().rstrip("=")
ADDRESSES = {
    OURS: OURS,
    f"{OURS}?page=2": f"{OURS}?page=2",
    f"{OURS}?utm_source=a&page=2": f"{OURS}?page=2",
    f"{OURS}?fbclid=1": OURS,
    f"https://www.google.com/url?rct=j&sa=t&url={ESCAPED}&ct=ga": OURS,
    f"https://www.google.com/url?q={ESCAPED}&sa=D": OURS,
    f"https://l.facebook.com/l.php?u={ESCAPED}&h=x": OURS,
    f"https://out.reddit.example/t3?url={ESCAPED}": OURS,
    f"https://eur01.safelinks.protection.outlook.com/?url={ESCAPED}&data=x": OURS,
    f"https://click.mailer.example/track?redirect={ESCAPED}": OURS,
    f"https://www.google.com/url?url={quote(f'https://click.mailer.example/c?u={ESCAPED}', safe='')}": OURS,
    f"https://www.google.com/url?url={quote(f'{OURS}?utm_medium=x', safe='')}": OURS,
    "https://www.google.com/amp/s/www.harbour.example/sea/1": OURS,
    "https://www-harbour-example.cdn.ampproject.org/c/s/www.harbour.example/sea/1": OURS,
    f"https://urldefense.com/v3/__{OURS}__;!!abc$": OURS,
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.harbour.example_sea_1&d=x": OURS,
    f"https://urldefense.us/v3/__{OURS}*top__;Iw!!abc$": f"{OURS}#top",
    f"https://urldefense.proofpoint.com/v1/url?u={quote(DASHED, safe='')}&k=x": DASHED,
    f"https://t.umblr.com/redirect?z={ESCAPED}&t=x": OURS,
    f"https://www.youtube.com/redirect?event=a&q={ESCAPED}": OURS,
    f"https://vk.com/away.php?to={ESCAPED}": OURS,
    f"https://duckduckgo.com/l/?uddg={ESCAPED}&rut=x": OURS,
    f"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU={quote(OURS, safe='')}/RK=2/RS=b-": OURS,
    f"https://secure-web.cisco.com/1aB/{ESCAPED}": OURS,
    f"https://linkprotect.cudasvc.com/url?a={ESCAPED}&c=E": OURS,
    f"https://www.bing.com/ck/a?!&&p=1&u=a1{ENCODED}&ntb=1": OURS,
    f"https://click.letter.example/a1b/c2d/{ENCODED}": OURS,
    f"https://substack.com/redirect/2/{OBJECT}.x?": OURS,
    f"https://harbour.example/search?q={ESCAPED}": f"https://harbour.example/search?q={ESCAPED}",
    "https://harbour.example/a?url=about": "https://harbour.example/a?url=about",
    "https://harbour.example/a?link=7": "https://harbour.example/a?link=7",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_site(tmp_path_factory.mktemp("site"), '-- digest.toml --\n[site]\ntitle = "A"')


def rows(address: str) -> str:
    return json.dumps({"title": "T", "text": "Some words.", "url": address})


def rss(address: str) -> str:
    link = address.replace("&", "&amp;")
    entry = f"<item><title>T</title><link>{link}</link><description>Some words.</description></item>"
    return f'<rss version="2.0"><channel><title>A</title>{entry}</channel></rss>'


def json_feed(address: str) -> str:
    item = {"id": "1", "title": "T", "url": address, "content_text": "Some words."}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [item]})


def paste(address: str) -> str:
    return f"A headline\n\nThe ministers met in Riga.\n\n{address}\n"


def atom(address: str) -> str:
    entry = f'<entry><title>T</title><link href="{html.escape(address)}"/><summary>Some words.</summary></entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>{entry}</feed>'


def page(address: str) -> str:
    head = f'<title>Nine meet</title><meta property="og:url" content="{html.escape(address)}">'
    story = "The ministers met in Riga to speak about cables. " * 5
    return f"<html><head>{head}</head><body><h1>Nine meet</h1><p>{story}</p>"


def test_there_are_thirty() -> None:
    assert len(ADDRESSES) >= 30


def test_an_address_reads_the_same_everywhere(site: Site, tmp_path: Path) -> None:
    expected = {}
    for write in (rows, rss, atom, json_feed, paste, page):
        for number, (address, url) in enumerate(ADDRESSES.items(), 10):
            name = f"{write.__name__}-{number}"
            (tmp_path / name).write_text(write(address), "utf-8")
            expected[name] = url
    run = site.run("add", "--dry-run", "--json", str(tmp_path))
    lines = map(json.loads, run.out.splitlines())
    assert {Path(line["input"]).name.partition("#")[0]: line["url"] for line in lines} == expected


@pytest.mark.parametrize("address", ["", "mailto:a@harbour.example", "https://[bad?url=https://a.example/1"])
def test_any_other_text_stays(address: str) -> None:
    assert unwrapped(address) == address


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("www.harbour.example/a", "write https://www.harbour.example/a"),
        ("harbour.example/a", "write https://harbour.example/a"),
        ("127.0.0.1:8911/feed1.xml", "write http://127.0.0.1:8911/feed1.xml"),
    ],
)
def test_an_address_without_its_scheme_is_recognised(site: Site, name: str, hint: str) -> None:
    assert hint in site.run("add", "--dry-run", name).err


def test_a_file_that_is_not_there_is_no_address(site: Site) -> None:
    assert "https://" not in site.run("add", "--dry-run", "notes.txt").err


def test_wrappers_are_opened_some_deep_and_not_for_ever() -> None:
    wrapped = OURS
    for _ in range(6):
        wrapped = f"https://www.google.com/url?url={quote(wrapped, safe='')}"
    assert unwrapped(wrapped).startswith("https://www.google.com/url?url=")
    assert unwrapped(unwrapped(wrapped)) == OURS
