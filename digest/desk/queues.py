"""The queues of the desk: for each a table row that says which articles wait in it, and what their editor may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import msgspec

from digest.archive.entry import Run, Series
from digest.builder.snapshot import Snapshot
from digest.checking.checked_site import CheckedSite
from digest.checking.rules import check
from digest.editing.articles import source_at
from digest.errors import DigestError, Finding
from digest.gazetteer import Gazetteer
from digest.reading.article import FOLDER
from digest.tagging.document import read_document
from digest.tagging.review import Doubtful, glance

NEWEST = 300
"""Articles among which those are looked for that nobody has reviewed."""
TAGGED = 80
"""Of these the newest, whose tags are looked at for doubts: that takes some milliseconds each."""
NARROW = 0.25
"""A score that is so near to the line between tag and mention is doubtful."""


class Waiting(msgspec.Struct, frozen=True):
    """An article in a queue."""

    path: str
    title: str
    note: str = ""
    """Why it waits, in a few words."""


class DeskSite:
    """What the queues are made of: a snapshot, and what is found in it once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def drafts(self) -> Sequence[Waiting]:
        """The drafts, the newest arrivals first."""
        content = self.snapshot.content
        paths = [facts.path for facts in content.catalogue if facts.draft]
        drafts = sorted(map(content.article, paths), key=lambda article: article.path)
        drafts.sort(key=lambda article: article.added or article.date.at, reverse=True)
        return [Waiting(article.path, article.title, article.source) for article in drafts]

    @cached_property
    def unconfirmed(self) -> Sequence[Waiting]:
        """Articles, drafts too, whose date is merely that of a file; the newest first."""
        marked = Series([Run(month, month.stub.marked) for month in self.snapshot.archive.months.values()])
        entries = [entry for entry in marked if not entry.stub.confirmed]
        return [Waiting(entry.stub.path, entry.stub.title, f"now {entry.stub.day}") for entry in entries]

    @cached_property
    def unreviewed(self) -> Sequence[Waiting]:
        """Of the newest articles those that nobody has reviewed; no drafts, which have a queue of their own."""
        newest = islice(self.snapshot.archive.series, NEWEST)
        articles = [entry.written for entry in newest if not entry.stub.state]
        return [Waiting(article.path, article.title, article.source) for article in articles if not article.reviewed]

    @cached_property
    def doubtful(self) -> Sequence[Waiting]:
        """Articles with an actor whose score is near the line, the nearest first."""
        paths = [waiting.path for waiting in (*self.drafts, *self.unreviewed)][:TAGGED]
        found = sorted(filter(None, map(self._doubt, paths)), key=lambda doubt: (doubt.margin, doubt.path))
        return [
            Waiting(one.path, one.title, f"{one.name} is {'a tag' if one.tagged else 'no tag'}, by {one.margin:.2f}")
            for one in found
            if one.name and one.margin <= NARROW
        ]

    @cached_property
    def stories(self) -> Sequence[Waiting]:
        """Articles of the newest editions whose story is doubtful."""
        found = [one for one in self.findings.items() if one[0] in self.snapshot.content.catalogue.files]
        return [
            Waiting(path, self.snapshot.content.article(path).title, finding.message)
            for path, findings in found
            for finding in findings
            if finding.code == "doubtful-story"
        ]

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Finding]]:
        """What a build and `digest check` say of articles, by path."""
        found: dict[str, list[Finding]] = {}
        for checked in check(self.checked):
            if checked.finding.path.startswith(FOLDER):
                found.setdefault(checked.finding.path, []).append(checked.finding)
        return found

    @cached_property
    def checked(self) -> CheckedSite:
        """The site as the rules of `digest check` see it."""
        return CheckedSite(self.snapshot)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer with the site's dossiers."""
        return self.checked.gazetteer

    def with_findings(self) -> Iterator[Waiting]:
        """The articles of which something is said."""
        files = self.snapshot.content.catalogue.files
        for path, findings in self.findings.items():
            title = self.snapshot.content.article(path).title if path in files else path.rpartition("/")[2]
            yield Waiting(path, title, findings[0].message)

    def _doubt(self, path: str) -> Doubtful | None:
        config = self.snapshot.config
        try:
            document, _ = read_document(source_at(self.snapshot.root, path), config)
        except DigestError:
            return None
        return glance(document, self.gazetteer, config.actors.never).doubtful if document else None


class Queue(NamedTuple):
    """A queue."""

    name: str
    title: str
    what: str
    """What waits in it, in a sentence."""
    waiting: Callable[[DeskSite], Sequence[Waiting]]
    accept: str
    """What the key `a` does to an article: a key of `actions.DEEDS`, or empty."""
    reject: str
    """The same of `x`."""
    is_slow: bool = False
    """Whether its articles have to be opened to know them: it is counted when somebody looks into it."""


QUEUES = (
    Queue("drafts", "Drafts", "They are on no page until they are kept.", lambda s: s.drafts, "keep", "drop"),
    Queue("dates", "Unconfirmed dates", "Their date is merely that of a file.", lambda s: s.unconfirmed, "confirm", ""),
    Queue("tags", "Doubtful tags", "An actor is near the line between tag and mention.", lambda s: s.doubtful,
          "review", "", is_slow=True),
    Queue("stories", "Doubtful stories", "They are between telling a story and not telling it.", lambda s: s.stories,
          "", "alone", is_slow=True),
    Queue("unreviewed", "Unreviewed", "Nobody has looked at them since they were added.", lambda s: s.unreviewed,
          "review", "", is_slow=True),
    Queue("findings", "Findings", "A build or digest check says something of them.", lambda s: [*s.with_findings()],
          "", "", is_slow=True),
)  # fmt: skip
"""The queues, in the order in which an editor works. A later one is a row."""
BY_NAME: Mapping[str, Queue] = {queue.name: queue for queue in QUEUES}
