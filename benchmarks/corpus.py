"""Sites of synthetic wire copy, of any size: the same seed gives the same bytes.

An article has about 420 words in five to nine paragraphs, some with links, emphasis, a quotation or a list; two
to seven actors of a long-tailed set of 400, one to three of fourteen regions, one of sixty sources. The days run
over six years, or over as many as keep ten articles to a day.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

REGIONS = (
    "Indo-Pacific", "Euro-Atlantic", "Middle East", "East Asia", "South Asia", "Central Asia", "Western Balkans",
    "Nordic-Baltic", "Black Sea", "Arctic", "Sahel", "Horn of Africa", "Latin America", "North America",
)  # fmt: skip
GIVEN = "Anna Bela Carla Dinu Edda Finn Gita Henk Ilse Jovan Kata Leif Mina Nils Olga Piet Rosa Sven Tove Ugo".split()
FAMILY = "Adler Blom Costa Duval Eder Falk Gruber Haas Ivers Jonker Kaya Lund Maes Nagy Orban Palm Rey Sand".split()
BODIES = "Ministry Alliance Council Commission Agency Command Union Bank Institute Federation".split()
FIELDS = "Defence Trade Energy Climate Maritime Border Finance Health Space Transport Cyber Fisheries".split()
VERBS = "said urged warned announced rejected confirmed proposed signed reviewed postponed welcomed".split()
WORDS = (
    "treaty summit partners region goods statement government officials minister agreement response exercise economy "
    "market pressure concern growing order stability talks meeting leaders support commitment framework dialogue "
    "border shipping corridor investment infrastructure election policy the of and to in for with on by from as that "
    "which has been would could amid over after before its their this under between against during"
).split()
SETTINGS = '[site]\nid = "benchmark"\ntitle = "Benchmark"\nbase_url = "https://example.org/repo/"\ntimezone = "UTC"\n'
FIRST_DAY = dt.datetime(2019, 1, 1, 6, tzinfo=dt.UTC)


def write_site(root: Path, count: int, dialect: str = "digest", seed: int = 11) -> None:
    """Write a site of so many articles, in the front matter of digest or of Hugo, unless it is there already."""
    done = root / ".complete"
    if done.exists():
        return
    for path, text in articles(count, dialect, seed):
        file = root / "content/articles" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    if dialect == "digest":
        (root / "digest.toml").write_text(SETTINGS, encoding="utf-8")
    done.touch()


def articles(count: int, dialect: str, seed: int) -> Iterator[tuple[str, str]]:
    """The path of each article below `content/articles/`, and its text."""
    draw = random.Random(seed)
    actors = _actors(draw)
    weights = [1 / (n + 1) ** 0.8 for n in range(len(actors))]
    minutes = max(6 * 365, count // 10) * 24 * 60
    for n in range(count):
        when = FIRST_DAY + dt.timedelta(minutes=draw.randrange(minutes))
        names = list(dict.fromkeys(draw.choices(actors, weights, k=draw.randint(2, 7))))
        matter = {
            "title": f"{names[0]} {draw.choice(VERBS)} {' '.join(draw.choices(WORDS[:35], k=5))}",
            "date": when.isoformat(),
            "sources" if dialect == "hugo" else "source": f"Wire {draw.randrange(60):02d}",
            "actors": names,
            "regions": draw.sample(REGIONS, draw.randint(1, 3)),
        }
        head = "\n".join(f"{key}: {_yaml(value, listed=key == 'sources')}" for key, value in matter.items())
        yield f"{when:%Y/%m}/story-{n:07d}.md", f"---\n{head}\n---\n\n{_body(draw, names)}"


def _actors(draw: random.Random) -> list[str]:
    people = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    bodies = [f"{field} {body}" for field in FIELDS for body in BODIES]
    draw.shuffle(people)
    draw.shuffle(bodies)
    return people[:280] + bodies[:120]


def _body(draw: random.Random, names: list[str]) -> str:
    blocks = [" ".join(_sentence(draw, names) for _ in range(draw.randint(2, 4))) for _ in range(draw.randint(5, 9))]
    if draw.random() < 0.3:
        blocks.insert(2, "> " + _sentence(draw, names))
    if draw.random() < 0.15:
        blocks.insert(3, "\n".join(f"- {_sentence(draw, names)}" for _ in range(4)))
    if draw.random() < 0.2:
        blocks.insert(len(blocks) // 2, "## " + " ".join(draw.choices(WORDS[:35], k=4)).capitalize())
    return "\n\n".join(blocks) + "\n"


def _sentence(draw: random.Random, names: list[str]) -> str:
    words = draw.choices(WORDS, k=draw.randint(14, 28))
    if draw.random() < 0.45:
        words[0:0] = [draw.choice(names), draw.choice(VERBS), "that", "the"]
    if draw.random() < 0.08:
        words[5] = f"[{words[5]}](https://example.org/{draw.randrange(10**6)})"
    if draw.random() < 0.06:
        words[3] = f"*{words[3]}*"
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def _yaml(value: str | Sequence[str], *, listed: bool) -> str:
    if not isinstance(value, str):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return f'["{value}"]' if listed else f'"{value}"' if not value[:4].isdigit() else value
