"""Letters: an edition as HTML, text and message, the same bytes each time."""

import email
import email.policy
import re
import sys
from pathlib import Path

import pytest
from lxml import html as parser  # type: ignore[import-untyped]

from digest.mail.letter import MOST_BYTES
from tests.support.building import Site, make_site

SITE = """
    -- digest.toml --
    [site]
    id = "harbour"
    title = "Harbour & Strait"
    base_url = "https://digest.example/news/"
    timezone = "Europe/Brussels"
    [mail]
    sender = "The Desk <desk@digest.example>"
    unsubscribe = "https://digest.example/leave"
    one_click = true
    -- content/editions/2026-11-24.md --
    ---
    title: A quiet day
    ---
    What to read [first](../articles/a.md).
    -- content/articles/a.md --
    ---
    title: Ferry <opens>
    date: 2026-11-24
    source: The Gazette
    lead: true
    summary: It sails.
    image: p.png
    image_alt: A ferry
    ---
    Words.
    -- content/articles/b.md --
    ---
    title: Le pont ferme
    date: 2026-11-24
    lang: fr
    ---
    Des mots.
    -- content/articles/c.md --
    ---
    title: A strike
    date: 2026-11-26
    ---
    Words.
    -- content/articles/p.png --
    not shown
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, SITE)


def letter(site: Site, name: str = "2026-11-24", *options: str) -> tuple[str, str, bytes]:
    ran = site.run("mail", name, "-o", str(site.root / "out"), *options)
    assert ran.code == 0, ran.err
    files = [(site.root / f"out/{name}.{ending}").read_bytes() for ending in ("html", "txt", "eml")]
    return files[0].decode(), files[1].decode(), files[2]


def test_the_same_edition_gives_the_same_bytes(site: Site) -> None:
    assert letter(site) == letter(site)


def test_a_letter_loads_nothing_and_leads_to_the_site(site: Site) -> None:
    page, text, _ = letter(site)
    tree = parser.fromstring(page)
    assert not tree.xpath("//img | //script | //link | //iframe")
    assert "url(" not in page
    addresses = tree.xpath("//a/@href")
    assert addresses
    assert all(address.startswith("https://digest.example/") for address in addresses)
    assert "https://digest.example/news/2026/11/24/a/" in addresses
    assert {address for address in addresses if "/leave" not in address} <= set(re.findall(r"https://\S+", text)) | {
        "https://digest.example/news/"
    }


def test_style_is_inline_and_only_the_dark_mode_has_rules(site: Site) -> None:
    page, _, _ = letter(site)
    (style,) = parser.fromstring(page).xpath("//style/text()")
    assert style.strip().startswith("@media (prefers-color-scheme: dark)")
    assert all(element.get("style") for element in parser.fromstring(page).xpath("//h1 | //h3 | //p"))


def test_the_text_says_what_the_page_says(site: Site) -> None:
    _, text, _ = letter(site)
    assert text.splitlines()[:4] == ["Harbour & Strait", "A quiet day", "===========", "Tuesday 24 November 2026"]
    assert "What to read first." in text
    assert "* Ferry <opens> (The Gazette)\n  It sails.\n  https://digest.example/news/2026/11/24/a/" in text


def test_the_message_has_both_and_the_heads_of_a_list(site: Site) -> None:
    page, text, message = letter(site)
    read = email.message_from_bytes(message, policy=email.policy.default)
    assert not read.defects
    assert read["Subject"] == "Harbour & Strait: A quiet day"
    assert read["From"] == "The Desk <desk@digest.example>"
    assert read["Date"] == "Tue, 24 Nov 2026 23:59:59 +0100"
    assert read["Message-ID"] == "<edition.2026-11-24.harbour@digest.example>"
    assert read["List-Id"] == '"Harbour & Strait" <harbour.digest.example>' or read["List-Id"].endswith(
        "<harbour.digest.example>"
    )
    assert read["List-Unsubscribe"] == "<https://digest.example/leave>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "To" not in read
    parts = {part.get_content_type(): part.get_content() for part in read.walk() if not part.is_multipart()}
    assert parts["text/plain"].replace("\r\n", "\n") == text
    assert parts["text/html"].replace("\r\n", "\n").strip() == page.strip()
    assert max(map(len, message.split(b"\r\n"))) < 998


def test_a_week_has_its_days(site: Site) -> None:
    page, text, _ = letter(site, "2026-w48")
    assert parser.fromstring(page).xpath("//h2/text()") == ["Tuesday 24 November 2026", "Thursday 26 November 2026"]
    assert "23–29 November 2026" in text


def test_a_long_edition_stays_below_what_mailboxes_show(site: Site) -> None:
    for n in range(400):
        words = f"Story number {n} of a day on which much happened along the strait and in all its harbours"
        site.write(f"-- content/articles/n{n}.md --\n---\ntitle: {words}\ndate: 2026-11-27\n---\n{words}.\n")
    page, text, _ = letter(site, "2026-11-27")
    assert len(page.encode()) <= MOST_BYTES
    left = re.search(r"(\d+) more on the site", text)
    assert left
    assert int(left[1]) + text.count("\n* Story") == 400


def test_forty_articles_fit(site: Site) -> None:
    for n in range(40):
        words = f"Story number {n} of a day on which much happened along the strait and in all its harbours. " * 3
        site.write(f"-- content/articles/n{n}.md --\n---\ntitle: Number {n}\ndate: 2026-11-27\n---\n{words}\n")
    assert "more on the site" not in letter(site, "2026-11-27")[1]


@pytest.mark.parametrize(
    ("name", "said"), [("tomorow", "this is no day and no week"), ("2026-11-01", "this edition has no article")]
)
def test_what_is_no_edition_is_said(site: Site, name: str, said: str) -> None:
    ran = site.run("mail", name)
    assert ran.code == 1
    assert said in ran.err


def test_a_letter_needs_the_sites_address(site: Site) -> None:
    site.write('-- digest.toml --\n[site]\ntitle = "T"\n')
    ran = site.run("mail", "2026-11-24")
    assert ran.code == 1
    assert "a letter needs base_url" in ran.err


def sending(site: Site, program: str) -> None:
    text = (site.root / "digest.toml").read_text("utf-8")
    (site.root / "digest.toml").write_text(f"{text}command = {[sys.executable, '-c', program]!r}\n", "utf-8")


def test_a_letter_is_handed_over_once(site: Site) -> None:
    sending(site, "import sys; open('got', 'ab').write(sys.stdin.buffer.read())")
    _, _, message = letter(site, "2026-11-24", "--send")
    assert (site.root / "got").read_bytes() == message
    assert (site.root / "content/.seen/letters.txt").read_text("utf-8") == "2026-11-24\n"
    again = site.run("mail", "2026-11-24", "--send")
    assert again.code == 1
    assert "handed over before" in again.err
    assert (site.root / "got").read_bytes() == message
    letter(site, "2026-11-24", "--send", "--again")
    assert (site.root / "got").read_bytes() == message + message


@pytest.mark.parametrize(("program", "said"), [("raise SystemExit('no route')", "no route"), ("1/0", "ZeroDivision")])
def test_a_program_that_fails_is_named_and_the_letter_counts_as_not_sent(site: Site, program: str, said: str) -> None:
    sending(site, program)
    ran = site.run("mail", "2026-11-24", "--send")
    assert ran.code == 1
    assert said in ran.err
    assert not (site.root / "content/.seen/letters.txt").exists()


def test_without_a_program_nothing_can_be_sent(site: Site) -> None:
    ran = site.run("mail", "2026-11-24", "--send")
    assert ran.code == 1
    assert "[mail] command is not set" in ran.err


def test_a_letter_runs_as_its_language_does(site: Site) -> None:
    """In a language from right to left the letter runs so."""
    text = (site.root / "digest.toml").read_text("utf-8").replace('id = "harbour"', 'id = "harbour"\nlanguage = "ar"')
    (site.root / "digest.toml").write_text(text, "utf-8")
    page, _, _ = letter(site)
    assert 'dir="rtl"' in page.partition(">")[2].partition(">")[0] + page[:200]
