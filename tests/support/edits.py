"""Everything that editors and designers do to a small site between two builds, as a table of small functions.

Each takes the site's folder and a source of chance, and does one thing on the disk. The tests of incremental builds
and of the preview draw from the tables here, in `breakages.py` and in `mishaps.py`.

    GARDEN     the site to start from, for `make_site`
    SITE       edits by name
"""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from digest.site_files import is_file, is_folder

Edit = Callable[[Path, Random], None]

TITLES = ("Ministers meet", "A port opens", "Talks go on", "Ballots are counted", "The bridge <holds> & stands")
DAYS = ("2026-10-31", "2026-11-23", "2026-11-24", "2026-11-24T10:00:00+02:00", "2026-11-29", "2026-12-28")
ACTORS = ("NATO", "Japan", "nippon", "China", "Ann Onymous", "ann onymous", "The Harbour Board", "Keir Starmer")
REGIONS = ("Sahel", "Indo-Pacific", "Nowhere", "nowhere")
SOURCES = ("Reuters", "The Echo", "the echo")
TOPICS = ("energy", "Energy", "ports")
NAMES = tuple("abcdefgh")
SCHEDULED = "2027-01-05T09:00:00Z"
"""A moment that lies between two of MOMENTS."""
MOMENTS = ("2026-11-24T08:30:00Z", "2027-01-05T08:59:59Z", SCHEDULED, "2027-02-01T00:00:00Z")

GARDEN = """
    -- digest.toml --
    [site]
    id = "garden"
    title = "Garden"
    base_url = "https://example.org/news/"
    timezone = "Europe/Brussels"
    [theme]
    name = "plain"
    [theme.options]
    note = "one"
    -- themes/plain/theme.toml --
    name = "plain"
    [options]
    note = { type = "text", default = "none" }
    -- themes/plain/templates/foot.html --
    <p>{{ site.options.note }} {{ 3 | month_name }}</p>
    -- themes/plain/templates/cards/line.html --
    <p>{{ card.title }}</p>
    -- themes/plain/templates/whole.html --
    <pre>{{ page }}</pre>
    -- themes/plain/templates/ids.html --
    {% set ids = namespace(last=0) %}
    {% macro id() %}{% set ids.last = ids.last + 1 %}n{{ ids.last }}{% endmacro %}
    -- themes/plain/templates/404.html --
    {% extends "base.html" %}
    {% block main %}{% include "foot.html" %}{{ site }}{% endblock %}
    -- themes/plain/templates/terms.html --
    {% extends "base.html" %}
    {% from "_macros.html" import counts %}
    {% block main %}
    {% for group in page.groups %}{{ counts(group.top, page.root) }}
    {% for letter in group.letters %}{{ counts(letter.entries, page.root) }}{% endfor %}{% endfor %}
    {% include "foot.html" %}
    {% endblock %}
    -- themes/plain/assets/a.txt --
    asset
    -- content/articles/2026/a.md --
    ---
    title: First
    date: 2026-11-24
    source: Reuters
    actors: [NATO, Japan]
    regions: [Sahel]
    ---
    The first. [the second](b.md#part) ![picture](p.png)
    -- content/articles/2026/b.md --
    ---
    title: Second
    date: 2026-11-23T12:00:00+01:00
    source: The Echo
    actors: [Japan, NATO, Ann Onymous]
    topics: [energy]
    ---
    # Part

    The second.
    -- content/articles/2026/c.md --
    ---
    title: Scheduled
    date: 2027-01-05T09:00:00Z
    actors: [China]
    ---
    Later.
    -- content/articles/2026/p.png --
    picture
    -- content/editions/2026-11-24.md --
    ---
    title: A day
    ---
    An introduction.
    -- content/actors/ann-onymous.md --
    ---
    name: Ann Onymous
    kind: person
    ---
    Nobody knows her.
    -- content/pages/about.md --
    ---
    title: About
    ---
    About [this](../articles/2026/a.md).
    -- static/x.txt --
    static
"""


def files_in(root: Path, folder: str, ending: str = "") -> list[Path]:
    found = (root / folder).rglob(f"*{ending}")
    return sorted(path for path in found if is_file(path))


def _articles(root: Path) -> list[Path]:
    return files_in(root, "content/articles", ".md")


def put(path: Path, content: str) -> None:
    """Write a file, also where something stands that is no file."""
    if path.is_symlink() or not is_file(path):
        make_room(path)
    path.write_bytes(content.encode(errors="surrogateescape"))


def make_room(path: Path) -> None:
    """Make the folders above a path; what stands in their place, and at the path itself, goes."""
    for above in path.parents:
        if os.path.lexists(above) and not is_folder(above):
            above.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    remove(path)


def remove(path: Path) -> None:
    """Remove whatever stands there: a file, a link, a pipe, a folder with all that is in it, or nothing."""
    if is_folder(path) and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def text_of(path: Path) -> str:
    """The text of a file, any bytes kept; none where no file stands: reading a pipe would wait for ever."""
    return path.read_bytes().decode(errors="surrogateescape") if is_file(path) else ""


def _some(chance: Random, words: tuple[str, ...]) -> str:
    return f"[{', '.join(chance.sample(words, chance.randrange(len(words))))}]"


def _body(root: Path, chance: Random) -> str:
    """A few words, and perhaps a link, an anchor, a picture."""
    others = _articles(root)
    parts = [f"Words {chance.randrange(1000)} of it. " * chance.choice((1, 1, 40))]
    if others and chance.random() < 0.3:
        parts.append(f"[other]({chance.choice(others).name})")
    if chance.random() < 0.2 and is_file(root / "content/articles/2026/p.png"):
        parts.append("![picture](p.png)")
    return " ".join(parts) + chance.choice(("", "\n\n## Part\n\nMore.", "\n\n<script>alert(1)</script>")) + "\n"


def _article(root: Path, chance: Random) -> str:
    lines = [f"title: {chance.choice(TITLES)}", f"date: {chance.choice(DAYS)}", f"source: {chance.choice(SOURCES)}"]
    lines += [f"actors: {_some(chance, ACTORS)}", f"regions: {_some(chance, REGIONS)}"]
    lines += [chance.choice(("topics: [ports]", "summary: In short.", "comment: It *matters*.", "rights: excerpt"))]
    return "\n".join(["---", *lines, "---", _body(root, chance)])


def set_key(path: Path, key: str, value: str | None) -> None:
    """Give a front-matter key a value on its line, or take the key out."""
    text = re.sub(rf"^{re.escape(key)}: .*\n", "", text_of(path), count=1, flags=re.MULTILINE)
    if value is not None:
        text = text.replace("---\n", f"---\n{key}: {value}\n", 1)
    put(path, text)


def _on_article(change: Callable[[Path, Path, Random], None]) -> Edit:
    """An edit of one article; nothing where there is none."""

    def edit(root: Path, chance: Random) -> None:
        articles = _articles(root)
        if articles:
            change(root, chance.choice(articles), chance)

    return edit


def keyed(key: str, *values: str | None) -> Edit:
    """An edit that gives a key of an article one of these values; None takes it out."""
    return _on_article(lambda root, path, chance: set_key(path, key, chance.choice(values)))


def add(root: Path, chance: Random) -> None:
    put(root / f"content/articles/2026/{chance.choice(NAMES)}.md", _article(root, chance))


def _rename(root: Path, path: Path, chance: Random) -> None:
    target = path.with_stem(chance.choice(NAMES))
    if target != path:
        remove(target)
        path.replace(target)


def _rewrite(root: Path, path: Path, chance: Random) -> None:
    head, mark, _ = text_of(path).rpartition("---\n")
    put(path, head + mark + _body(root, chance))


def _retag(root: Path, path: Path, chance: Random) -> None:
    key, words = chance.choice((("actors", ACTORS), ("regions", REGIONS), ("topics", TOPICS)))
    set_key(path, key, _some(chance, words))


def swap(root: Path, chance: Random) -> None:
    """Two files change places, each with all its looks."""
    files = files_in(root, "content/articles", ".md") or files_in(root, "static")
    if len(files) >= 2:
        one, other = chance.sample(files, 2)
        between = root / "between"
        one.replace(between)
        other.replace(one)
        between.replace(other)


def same_looks(root: Path, chance: Random) -> None:
    """A letter of a file changes, in place: its size is the same, and its time is put back."""
    files = [path for folder in ("content", "static") for path in files_in(root, folder)]
    if files:
        alike(chance.choice(files), chance)


def alike(path: Path, chance: Random) -> None:
    """Change a letter at the end of a file so that size, time and inode stay."""
    before = path.stat()
    content = bytearray(path.read_bytes())
    places = [n for n in range(max(0, len(content) - 12), len(content)) if chr(content[n]).isalpha()]
    if places:
        content[chance.choice(places)] = ord(chance.choice("abcxyz"))
        with path.open("r+b") as opened:
            opened.write(content)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _touch(root: Path, path: Path, chance: Random) -> None:
    when = chance.choice((0, 1_700_000_000_000_000_000, 4_000_000_000_000_000_000))
    os.utime(path, ns=(when, when))


def configure(root: Path, chance: Random) -> None:
    """One setting of digest.toml becomes another."""
    old, new = chance.choice(_SETTINGS)
    put(root / "digest.toml", re.sub(old, chance.choice(new), text_of(root / "digest.toml"), flags=re.MULTILINE))


_SETTINGS = (
    (r'^title = ".*"', ('title = "Garden"', 'title = "Other"')),
    (r'^base_url = ".*"', ('base_url = "https://example.org/news/"', 'base_url = "https://other.example/"')),
    (r'^timezone = ".*"', ('timezone = "Europe/Brussels"', 'timezone = "Asia/Tokyo"', 'timezone = "UTC"')),
    (r'^note = ".*"', ('note = "one"', 'note = "two"')),
    (r"^\[theme\]", ('[labels]\nwho = "People"\n[theme]', "[actors]\npage_from = 1\n[theme]")),
    (r"^\[theme\]", (f"[labels]\nmonths = {list('abcdefghijkl')}\n[theme]", "[theme]")),
    (r"\[(labels|actors)\]\n.*\n", ("",)),
    (r"^\[site\]", ('[site]\naccent = "#a3241b"', '[site]\nlanguage = "fr"')),
    (r'^(accent|language) = ".*"\n', ("",)),
    (r"^\[theme\]", ("[rights]\nexcerpt_words = 2\n[theme]", '[rights]\ndefault = "excerpt"\n[theme]')),
    (r"\[rights\]\n.*\n", ("",)),
)


def restyle(root: Path, chance: Random) -> None:
    """A template of the theme or of the site changes."""
    files = [*files_in(root, "themes/plain/templates"), *files_in(root, "templates")]
    path = chance.choice(files or [root / "templates/foot.html"])
    put(path, text_of(path) + f"<!-- {chance.randrange(3)} -->\n")


def override(root: Path, chance: Random) -> None:
    """A template of the site's own takes the place of one of the theme's, or goes again."""
    name = chance.choice(
        ("base.html", "foot.html", "cards/item.html", "cards/line.html", "_macros.html", "day.html", "accent.css")
    )
    path = root / "templates" / name
    if os.path.lexists(path):
        remove(path)
    else:
        put(path, text_of(root / "themes/plain/templates" / name) + f"<!-- own {chance.randrange(3)} -->\n")


def include(root: Path, chance: Random) -> None:
    """A page's template begins or ceases to include another, to import it, or to show a card."""
    path = root / "themes/plain/templates" / chance.choice(("corrections.html", "archive.html", "page.html"))
    text = text_of(path)
    part = chance.choice(_PARTS)
    cut = re.sub(r"^\{#\+#\}.*\n", "", text, flags=re.MULTILINE)
    put(path, cut if cut != text else text.replace("{% block main %}", "{% block main %}\n{#+#}" + part, 1))


_PARTS = (
    '{% include "foot.html" %}',
    '{% include ["foot.html", "base.html"] %}',
    '{% set name = "foot.html" %}{% include name %}',
    '{% import "_macros.html" as m %}{{ m.counts([], page.root) }}',
    '{{ page.entries | default([]) | map(attribute="card") | map("show", "line", page.root) | join }}',
    '{{ page.entries | default([]) | map(attribute="card") | map(*["show", "line", page.root]) | join }}',
    '{% for one in page.entries | default([]) %}{{ one.card | show(variant="line", root=page.root) }}{% endfor %}',
    '{% from "ids.html" import id %}{{ id() }}',
)


def _copied(folder: str) -> Edit:
    """A file that goes out as it is comes, changes, or goes."""

    def edit(root: Path, chance: Random) -> None:
        path = root / folder / chance.choice(("a.txt", "b.txt", "deep/c.txt", "assets/a.txt", ".hidden", "d.txt~"))
        if is_file(path) and chance.random() < 0.5:
            path.unlink()
        else:
            put(path, f"{chance.randrange(3)}\n")

    return edit


def _either(path: str, *texts: str) -> Edit:
    """A file that holds one of these texts, or is not there."""

    def edit(root: Path, chance: Random) -> None:
        text = chance.choice(("", *texts))
        if text:
            put(root / path, text)
        else:
            remove(root / path)

    return edit


SITE: Mapping[str, Edit] = {
    "add": add,
    "add another": add,
    "delete": _on_article(lambda root, path, chance: path.unlink()),
    "rename": _on_article(_rename),
    "body": _on_article(_rewrite),
    "retitle": keyed("title", *TITLES),
    "retag": _on_article(_retag),
    "redate": keyed("date", *DAYS, SCHEDULED),
    "summary": keyed("summary", None, "Short.", "Shorter."),
    "updated": keyed("updated", None, "2026-12-01", "2026-12-02"),
    "correction": keyed("corrections", None, "[{date: 2026-12-01, text: Wrong., by: us}]"),
    "draft": keyed("draft", "true", "false", None),
    "embargo": keyed("embargo", SCHEDULED, None),
    "expires": keyed("expires", SCHEDULED, None),
    "withdrawn": keyed("withdrawn", "An error", None),
    "slug": keyed("slug", None, "one", "two", "a"),
    "aliases": keyed("aliases", None, "[/old/]", "[/2026/11/24/older/]"),
    "lead": keyed("lead", "true", None),
    "rights": keyed("rights", None, "full", "excerpt", "link"),
    "source": keyed("source", None, *SOURCES),
    "image": keyed("image", None, "p.png"),
    "date basis": keyed("date_basis", None, "file"),
    "swap": swap,
    "same looks": same_looks,
    "touch": _on_article(_touch),
    "config": configure,
    "template": restyle,
    "override": override,
    "include": include,
    "asset": _copied("themes/plain/assets"),
    "static": _copied("static"),
    "attachment": _either("content/articles/2026/p.png", "picture\n", "another\n"),
    "dossier": _either("content/actors/ann-onymous.md", "---\nname: Ann\nkind: person\n---\nKnown.\n"),
    "gazetteer": _either("content/actors/japan.md", "---\naliases: [Nippon]\n---\n", "---\nname: Nihon\n---\n"),
    "outlet": _either("content/sources/reuters.md", "---\nrights: link\n---\n", "---\nname: Reuters Wire\n---\n"),
    "edition": _either(
        "content/editions/2026-11-24.md", "---\ntitle: Day\n---\n", "---\nlead: a\norder: [b]\n---\nHi.\n"
    ),
    "page": _either("content/pages/about.md", "---\ntitle: We\n---\nUs.\n", "---\ntitle: We\ndraft: true\n---\n"),
    "misplaced": _either("content/stray.md", "stray\n"),
}
