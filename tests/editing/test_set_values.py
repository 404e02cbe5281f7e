"""`digest set`: values checked like front matter, shown as a diff, written where nothing is at risk."""

import codecs
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.cli import program
from digest.config import Config, ContentConfig
from digest.editing.set_values import LISTS, Change, Operation, changes_of, edited, with_basis
from digest.model.source import SourceFile
from digest.reading.article import FIELDS, read_article
from tests.support.site import write_site

ARTICLE = "content/articles/1987/prices.md"
HEAD = "title: 'Prices'   # as printed\ndate: 2026-11-24\ndate_basis: file\nactors: [NATO, Japan] # two\n"


def site(root: Path, matter: str = HEAD, name: str = ARTICLE) -> Path:
    write_site(root, '-- digest.toml --\n[site]\ntitle = "A digest"\n[content]\nextra = ["box"]\n')
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"---\n{matter}---\nWords.\n".encode())
    return path


def run(root: Path, *arguments: str, read: str = "") -> Result:
    return CliRunner().invoke(program, ["-C", str(root), *arguments], input=read)


def matter_of(path: Path) -> str:
    return path.read_text("utf-8").split("---\n")[1]


def test_a_diff_is_shown_and_nothing_written(tmp_path: Path) -> None:
    path = site(tmp_path)
    before = path.read_bytes()
    result = run(tmp_path, "set", "source=The Archive", "prices")
    assert result.exit_code == 0
    assert result.stdout == (
        f"--- {ARTICLE}\n+++ {ARTICLE}\n@@ -4,2 +4,3 @@\n date_basis: file\n+source: The Archive\n"
        " actors: [NATO, Japan] # two\n"
    )
    assert result.stderr == "1 article, 1 would change: digest set --write.\n"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["date=1987-02-26"], HEAD.replace("2026-11-24\ndate_basis: file", "1987-02-26")),
        (["date=2026-11-24"], HEAD.replace("date_basis: file\n", "")),
        (["date=1987-02-26", "date_basis=name"], HEAD.replace("2026-11-24", "1987-02-26").replace("file", "name")),
        (["date_basis="], HEAD.replace("date_basis: file\n", "")),
        (["date=1987-02-26T18:31-05:00"], HEAD.replace("2026-11-24\ndate_basis: file", "1987-02-26T23:31:00+00:00")),
        (["title=Prices: up"], HEAD.replace("'Prices'", '"Prices: up"')),
        (["actors=Japan,  Bank of Japan"], HEAD.replace("NATO, Japan", "Japan, Bank of Japan")),
        (['actors=[Japan, "Smith, John"]'], HEAD.replace("NATO, Japan", 'Japan, "Smith, John"')),
        (["actors="], HEAD.replace("actors: [NATO, Japan] # two\n", "")),
        (["--add", "actors=Smith, John"], HEAD.replace("Japan]", 'Japan, "Smith, John"]')),
        (["--add", "actors=nato"], HEAD),
        (["--remove", "actors=nato"], HEAD.replace("NATO, ", "")),
        (["--remove", "actors=Spain", "--add", "topics=Money"], f"{HEAD}topics: [Money]\n"),
        (["draft=true", "rights=link", "box=7"], f'{HEAD}draft: true\nrights: link\nbox: "7"\n'),
        (["withdrawn=true"], f"{HEAD}withdrawn: true\n"),
        (["withdrawn=by the author"], f"{HEAD}withdrawn: by the author\n"),
        (["embargo=2026-12-01"], f"{HEAD}embargo: 2026-12-01\n"),
        (["edition=2026-11-25"], HEAD.replace("file\n", "file\nedition: 2026-11-25\n")),
        (["aliases=/1987/old/"], f"{HEAD}aliases: [/1987/old/]\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_set_is_written_as_an_editor_would(tmp_path: Path, arguments: list[str], expected: str) -> None:
    path = site(tmp_path)
    result = run(tmp_path, "set", *arguments, "prices", "--write")
    assert (result.exit_code, matter_of(path)) == (0, expected.replace("[/1987/old/]", '["/1987/old/"]'))
    assert read_article(SourceFile(ARTICLE, path.read_bytes()), ContentConfig(extra=("box",)), Config().zone)[0]


def test_everything_wrong_is_said_before_anything_is_written(tmp_path: Path) -> None:
    path = site(tmp_path)
    before = path.read_bytes()
    wrong = ["date=1987-13-01", "sorce=x", "title= ", "url=gazette", "lead=perhaps", "corrections=x", "lang=E N"]
    options = ["--add", "title=x", "--add", "actors= ", "--remove", "rights=full", "source=a", "source=b"]
    result = run(tmp_path, "set", *wrong, *options, "prices", "--write")
    assert result.exit_code == 1
    assert [line.split(", ")[0] for line in str(result.exception).splitlines()] == [
        'date: "1987-13-01" is not a date',
        "sorce: unknown key",
        "title: every article needs it",
        'url: "gazette" is not a web address',
        'lead: "perhaps" is neither true nor false',
        "corrections: this key holds records",
        'lang: "E N" is not a language tag',
        "title: this key is not a list",
        "actors: the item is empty",
        "rights: this key is not a list",
        "source: this key is given twice",
    ]
    assert 'did you mean "source"?' in str(result.exception)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["prices"], "say what to set"),
        (["source=x"], "name the articles"),
        (["--add", "NATO", "prices"], '--add: "NATO" names no key'),
    ],
    ids=["nothing to set", "no article", "no key"],
)
def test_a_call_that_lacks_something_is_refused(tmp_path: Path, arguments: list[str], words: str) -> None:
    site(tmp_path)
    result = run(tmp_path, "set", *arguments)
    assert (result.exit_code, words in result.stderr) == (2, True)


def test_what_list_prints_is_taken_from_standard_input(tmp_path: Path) -> None:
    paths = [site(tmp_path, name=f"content/articles/{name}.md") for name in "abc"]
    paths[1].write_text(paths[1].read_text().replace("date_basis: file\n", ""))
    names = run(tmp_path, "list", "unconfirmed", "--format", "paths").stdout
    result = run(tmp_path, "set", "date=1987-02-26", "-", "--write", read=names)
    assert result.stdout == "content/articles/a.md\ncontent/articles/c.md\n2 articles, 2 changed.\n"
    assert run(tmp_path, "list", "unconfirmed", "--format", "paths").stdout == ""
    assert "date: 2026-11-24\n" in matter_of(paths[1])


def test_one_file_that_cannot_be_changed_keeps_no_other_from_it(tmp_path: Path) -> None:
    broken = site(tmp_path, "{title: A, date: 2026-11-24}\n", "content/articles/broken.md")
    path = site(tmp_path)
    result = run(tmp_path, "set", "source=AP", "broken", "prices", "--write")
    assert result.exit_code == 1
    assert "content/articles/broken.md:1:1: " in result.stderr
    assert "write it so: source: AP" in result.stderr
    assert "source" not in matter_of(broken)
    assert "source: AP\n" in matter_of(path)


def test_changes_that_are_not_committed_are_not_written_over(tmp_path: Path) -> None:
    path = site(tmp_path)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init"], ["add", "."], ["commit", "-m", "A"]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True, capture_output=True)
    assert run(tmp_path, "set", "source=AP", "prices", "--write").exit_code == 0
    result = run(tmp_path, "set", "source=AFP", "prices", "--write")
    assert result.exit_code == 1
    assert f"{ARTICLE}: it has changes that are not committed, commit them first, or say --allow-dirty" in result.stderr
    assert "source: AP\n" in matter_of(path)
    assert run(tmp_path, "set", "source=AFP", "prices", "--write", "--allow-dirty").exit_code == 0


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["2026-11-24", "true", "[a, b]", "a, b", "full", "https://e.org/", "/2026/a/", "en", "NATO", "a: b # c", ""]
)
ASSIGNMENTS = st.lists(st.tuples(st.sampled_from([*FIELDS, "box", "none"]), TEXTS), max_size=3)
ITEMS = st.lists(st.tuples(st.sampled_from(LISTS), TEXTS), max_size=2)
CONFIG = Config(content=ContentConfig(extra=("box",)))
BYTES = codecs.BOM_UTF8 + f"---\n{HEAD}box: {{a: b}}\n---\n\nWords.\n\n---\ntitle: x\n".replace("\n", "\r\n").encode()


@settings(max_examples=40)
@given(ASSIGNMENTS, ITEMS, ITEMS)
def test_any_values_that_are_accepted_can_be_read_and_change_nothing_else(
    stated: list[tuple[str, str]], added: list[tuple[str, str]], removed: list[tuple[str, str]]
) -> None:
    changes, _ = changes_of(stated, added, removed, CONFIG)
    result = edited(SourceFile(ARTICLE, BYTES), with_basis(changes))
    assert result.findings == ()
    assert read_article(SourceFile(ARTICLE, result.after), CONFIG.content, CONFIG.zone)[0] is not None
    assert result.after.startswith(codecs.BOM_UTF8 + b"---\r\n")
    assert result.after.endswith(b"\r\n---\r\n\r\nWords.\r\n\r\n---\r\ntitle: x\r\n")
    assert b"\n" not in result.after.replace(b"\r\n", b"")
    kept = {line.partition(b":")[0]: line for line in BYTES.split(b"---\r\n")[1].splitlines()}
    untouched = {key: line for key, line in kept.items() if key.decode() not in {change.key for change in changes}}
    untouched.pop(b"date_basis") if any(change.key == "date" for change in changes) else None
    assert all(line + b"\r\n" in result.after for line in untouched.values())


def test_a_value_that_stands_there_already_changes_nothing() -> None:
    source = SourceFile(ARTICLE, BYTES)
    gone = Change("lang", operation=Operation.REMOVE)
    result = edited(source, [Change("title", "Prices"), Change("actors", ("nato",), Operation.ADD), gone])
    assert (result.after, result.keys) == (BYTES, ())
