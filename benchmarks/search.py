"""Search beside Pagefind, over the articles of Reuters: what a query transfers, and what the index weighs."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.processes import run
from benchmarks.reuters import WireStory, stories, write_site
from digest.language.tokens import tokens
from digest.slugs import slug

KINDS = ("rare word", "word", "two words", "phrase", "prefix", "word and place", "place")
FIRST_USE = ("index.txt", "words.txt", ".js", "pagefind-entry.json", "/wasm", "pf_meta")
MARKED = '<article class="piece">'


class Query(NamedTuple):
    """A query of a kind: words as a reader types them, and the place."""

    kind: str
    words: str
    place: str = ""


def queries(articles: Sequence[WireStory], count: int) -> Iterator[Query]:
    """Queries by a rule: words that stand in an article that is drawn, of one kind after the other.

    A rare word is in 2 to 10 articles, others are in more; a phrase is two words of at least three letters that follow
    one another; a prefix is the first four letters of a word with six or more.
    """
    chance = random.Random(19)
    texts = [tokens(" ".join(story.paragraphs)) for story in articles]
    spread = Counter(word for text in texts for word in {*text})
    makers: Mapping[str, Callable[[list[str], WireStory], Query]] = {
        "rare word": lambda text, _: Query("", next(w for w in text if 2 <= spread[w] <= 10)),
        "word": lambda text, _: Query("", next(w for w in text if spread[w] > 10)),
        "two words": lambda text, _: Query("", " ".join([w for w in dict.fromkeys(text) if spread[w] > 10][:2])),
        "phrase": lambda text, _: Query("", f'"{" ".join(_neighbours(text, chance))}"'),
        "prefix": lambda text, _: Query("", next(w for w in text if len(w) > 5)[:4] + "*"),
        "word and place": lambda text, s: Query("", next(w for w in text if spread[w] > 10), s.places[0]),
        "place": lambda _, s: Query("", "", s.places[0]),
    }
    made = 0
    while made < count:
        kind = KINDS[made % len(KINDS)]
        n = chance.randrange(len(articles))
        text = texts[n] if kind == "phrase" else chance.sample(texts[n], len(texts[n]))
        try:
            yield makers[kind](text, articles[n])._replace(kind=kind)
        except (StopIteration, IndexError):
            continue
        made += 1


def _neighbours(text: Sequence[str], chance: random.Random) -> tuple[str, str]:
    pairs = [pair for pair in pairwise(text) if min(map(len, pair)) > 2]
    return pairs[chance.randrange(len(pairs))]


def search(work: Path, files: Sequence[Path], count: int) -> Iterator[str]:
    """Build both indexes, and ask both the same queries in Chromium.

    `files`: the program of Pagefind, the folder of the collection and, for known items, a built site of Wikinews.
    """
    pagefind, collection = files[:2]
    articles = list(stories(collection))
    site = work / "search"
    shutil.rmtree(site, ignore_errors=True)
    write_site(site, articles)
    run([sys.executable, "-m", "digest", "build"], site)
    output, other = site / "output", work / "pagefind"
    index = list((output / "search").rglob("*.txt"))
    own = sum(_packed(path.read_bytes()) for path in index)
    yield f"digest: {len(articles)} articles, {len(index)} files, {own / len(articles):.0f} bytes an article packed"
    _pages_for_pagefind(output, other)
    made = run([pagefind, "--site", other, "--quiet"], other)
    theirs = list((other / "pagefind").rglob("*.pf_*"))
    size = sum(path.stat().st_size for path in theirs)
    yield (
        f"Pagefind: {len(theirs)} files, {size / len(articles):.0f} bytes an article packed, "
        f"{made.cpu:.1f} s of processors, {made.mebibytes:.0f} MB"
    )
    asked = list(queries(articles, count))
    yield from _compared(asked, {"digest": (output, _ask_digest), "Pagefind": (other, _ask_pagefind)})
    yield from _known_items({"reuters": output, **dict(zip(("wikinews",), files[2:], strict=False))})


def _pages_for_pagefind(output: Path, other: Path) -> None:
    """The same pages of articles, with the marks that Pagefind reads."""
    shutil.rmtree(other, ignore_errors=True)
    for path in output.glob("2*/*/*/*/index.html"):
        page = path.read_text("utf-8")
        if MARKED in page:
            day = "-".join(path.relative_to(output).parts[:3])
            who = page.partition('id="who"')[2].partition("</ul>")[0]
            names = [part.split("/", 1)[0] for part in who.split("actors/")[1:]]
            marks = "".join(f'<span hidden data-pagefind-filter="place">{name}</span>' for name in names)
            marks += f'<span hidden data-pagefind-sort="date">{day}</span>'
            target = other / path.relative_to(output)
            target.parent.mkdir(parents=True, exist_ok=True)
            marked = MARKED.replace(">", " data-pagefind-body>") + marks
            target.write_text(page.replace(MARKED, marked), encoding="utf-8")


class _Counting(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # only this benchmark needs a browser

    found = subprocess.run(["scripts/browser", "--find"], capture_output=True, text=True, check=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip())
        yield browser
        browser.close()


Ask = Callable[[Any, str, Query], None]


def _compared(asked: Sequence[Query], both: Mapping[str, tuple[Path, Ask]]) -> Iterator[str]:
    sent: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    with _browser() as browser:
        for name, (folder, ask) in both.items():
            with _served(folder) as port:
                for query in asked:
                    context = browser.new_context(viewport={"width": 390, "height": 3000})
                    page = context.new_page()
                    paths: list[str] = []
                    page.on("request", lambda request, paths=paths: paths.append(request.url))
                    ask(page, f"http://127.0.0.1:{port}/", query)
                    sent[name, query.kind].append(_weighed(folder, paths, port))
                    context.close()
    yield "| kind of query | digest KB: median, most | Pagefind KB | digest first use | Pagefind |"
    yield "| --- | --- | --- | --- | --- |"
    for kind in (*KINDS, "all"):
        rows = [[w for (n, k), ws in sent.items() if n == name and kind in (k, "all") for w in ws] for name in both]
        cells = [f"{median(q for _, q in row) / 1024:.1f}, {max(q for _, q in row) / 1024:.1f}" for row in rows]
        first = [f"{median(f for f, _ in row) / 1024:.1f}" for row in rows]
        yield f"| {' | '.join((kind, *cells, *first))} |"


def _known_items(sites: Mapping[str, Path]) -> Iterator[str]:
    """Known items: how often the article that is looked for is among the first three."""
    lines = (Path(__file__).parent / "known_items.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    found = 0
    asked = [row for row in rows if row[0] in sites]
    took: list[float] = []
    with _browser() as browser:
        for name, folder in sites.items():
            with _served(folder) as port:
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{port}/search/")
                for _, title, words in [row for row in asked if row[0] == name]:
                    titles, milliseconds = page.evaluate(_FIRST_THREE, words)
                    found += title.strip('"') in {other.strip('"') for other in titles}
                    took.append(milliseconds)
    yield f"known items: {found} of {len(asked)} among the first three"
    yield f"an answer once its files are there: median {median(took):.1f} ms, most {max(took):.1f} ms"


_FIRST_THREE = """async (words) => {
  const module = await import("../assets/search-index.js");
  const asked = module.parse(words);
  const texts = new Map();
  const answers = async (index) => {
    const found = await index.find(asked);
    return found.hits.length ? found : index.find({ ...asked, spare: 1 });
  };
  const once = async (url) => {
    if (!texts.has(url)) texts.set(url, (await fetch(url)).text());
    const text = await texts.get(url);
    return { ok: true, text: () => text };
  };
  await answers(new module.Index(location.href, once));
  const index = new module.Index(location.href, once);
  const start = performance.now();
  const { hits } = await answers(index);
  const took = performance.now() - start;
  hits.sort((one, other) => other.score - one.score || other.article - one.article);
  return [await Promise.all(hits.slice(0, 3).map(async ({ article }) => (await index.record(article)).title)), took];
}"""


def _ask_digest(page: Any, url: str, query: Query) -> None:
    place = f"&who={slug(query.place)}" if query.place else ""
    page.goto(f"{url}search/?q={query.words.replace(' ', '+')}{place}")
    page.wait_for_load_state("networkidle")


def _ask_pagefind(page: Any, url: str, query: Query) -> None:
    page.goto(f"{url}pagefind/pagefind-entry.json")
    asked = json.dumps([query.words.rstrip("*") or None, slug(query.place) or None])
    page.evaluate(
        f"""async () => {{
        const [words, place] = {asked};
        const pagefind = await import("/pagefind/pagefind.js");
        const narrowed = place ? {{ filters: {{ place }}, sort: {{ date: "desc" }} }} : {{}};
        const found = await pagefind.search(words, narrowed);
        await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
    }}"""
    )


def _weighed(folder: Path, urls: Sequence[str], port: int) -> tuple[int, int]:
    """Bytes of first use and of the query, packed; what every page of a theme has counts as neither."""
    first = query = pages = 0
    for url in dict.fromkeys(urls):
        path = url.partition(f":{port}/")[2].partition("?")[0]
        if path.endswith((".css", ".woff2", ".svg", "theme.js", "digest.js")):
            continue
        file = folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        size = _packed(file.read_bytes())
        if path == "search/" or any(part in path for part in FIRST_USE):
            first += size
        elif path.endswith("/") and (pages := pages + 1) > 10:
            continue  # what is shown beyond the first ten
        else:
            query += size
    return first, query


def _packed(content: bytes) -> int:
    return min(len(content), len(gzip.compress(content, 6)))
