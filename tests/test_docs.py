"""The documentation says what is there, all of it, and nothing else."""

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import click
import msgspec
import pytest
from packaging.requirements import Requirement

import digest
from digest.cli import program
from digest.config import Labels, parse
from digest.ingest.json_output import KEYS
from digest.listing.listed import KEYS as LIST_KEYS
from digest.model.actor import KINDS
from digest.reading.article import DATE_BASES, FIELDS
from digest.reading.editorial import DOSSIER_FIELDS, EDITION_FIELDS, PAGE_FIELDS
from digest.reading.frontmatter import parse as part
from digest.render.filters import filters
from digest.render.template_closure import CARDS, PARTS
from digest.render.theme import ThemeManifest
from digest.settings import RIGHTS
from tests import reference
from tests.support.paths import ROOT

DOCS = ROOT / "docs"
PROMISES = DOCS / "promises.md"
PUBLISHED = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *reference.documents()]

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?:\]\(<?|src=\")([^)\s>\"]+)")
ABSOLUTE = re.compile(r"\b(always|never|every)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n\s*\n|\n(?=[-#|] ?)|\|")
ENVIRONMENT = re.compile(r'environ(?:\.get\(|\[)"([A-Z_]+)"')

COMMON = {"name", "summary", "aliases"}
FRONT_MATTER = {
    "Articles": set(FIELDS),
    "All dossiers": COMMON,
    **{family.capitalize(): set(DOSSIER_FIELDS[family]) - COMMON for family in DOSSIER_FIELDS},
    "Editions": set(EDITION_FIELDS),
    "Pages": set(PAGE_FIELDS),
}
"""The headings of docs/reference/front-matter.md, each with the keys that its table must have."""
KNOWN_TOGETHER = [set(FIELDS), *map(set, DOSSIER_FIELDS.values()), set(EDITION_FIELDS), set(PAGE_FIELDS)]

named = pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.relative_to(ROOT).as_posix())


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def blocks(path: Path, *languages: str) -> Iterator[str]:
    return (code for language, code in FENCE.findall(text_of(path)) if language in languages)


def prose(path: Path) -> str:
    """The hand-written text of a document, without its examples."""
    return FENCE.sub("", reference.hand_written(text_of(path)))


def test_each_library_and_tool_has_its_reason() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    extras = project["project"].get("optional-dependencies", {}).values()
    wanted = [project["project"]["dependencies"], project["build-system"]["requires"], *extras]
    wanted += project["dependency-groups"].values()
    names = {Requirement(line).name for lines in wanted for line in lines}
    reasons = re.findall(r"^\| ([^|]+) \|", text_of(DOCS / "decisions.md"), re.MULTILINE)
    assert names - set(re.split(r", (?:with )?| and ", ", ".join(reasons))) == set()


# What is generated


@pytest.mark.parametrize("path", reference.documents(), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_generated_parts_are_current(path: Path) -> None:
    assert reference.generated(text_of(path)) == text_of(path), "run make docs"


def test_each_generated_part_stands_once() -> None:
    stands = [name for path in reference.documents() for name in re.findall("<!-- generated: (.+) -->", text_of(path))]
    assert sorted(stands) == sorted(reference.PARTS)


def test_options_say_what_they_do() -> None:
    silent = [
        f"digest {name} {parameter.opts[0]}"
        for name, command, _ in reference.commands()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden and not parameter.help
    ]
    assert silent == []


def test_settings_say_what_they_do() -> None:
    """But for labels, whose default says it."""
    silent = [
        f"[{name}] {field}"
        for name, section in reference.sections().items()
        for field, said in reference.field_docs(section).items()
        if not said and name != "labels"
    ]
    assert silent == []


def test_theme_options_say_what_they_do() -> None:
    assert [name for name, option in reference.theme_options().items() if not option.help] == []


def test_filters_have_an_example() -> None:
    assert reference.FILTERS.keys() == filters(Labels()).keys()


def test_documented_templates_are_those_of_the_default_theme() -> None:
    """Shared pieces (`_macros.html`, `base.html`), cards and parts have no view of their own."""
    pages = {name for name in reference.default_theme() if not name.startswith(("_", "base.", CARDS, PARTS))}
    assert reference.views().keys() == pages


# What is written by hand


def rows(path: Path, heading: str) -> dict[str, str]:
    """The rows of the table under a heading, by the words in code in their first cell."""
    below = re.split(rf"^#+ {re.escape(heading)}\n", text_of(path), maxsplit=1, flags=re.MULTILINE)
    assert len(below) == 2, f"{path.name} has no heading {heading}"
    section = re.split(r"^#", below[1], maxsplit=1, flags=re.MULTILINE)[0]
    return {
        key: line
        for line in section.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


@pytest.mark.parametrize("heading", FRONT_MATTER)
def test_front_matter_keys_have_a_row(heading: str) -> None:
    assert rows(DOCS / "reference/front-matter.md", heading).keys() == FRONT_MATTER[heading]


@pytest.mark.parametrize(
    ("heading", "key", "words"),
    [
        ("Articles", "date_basis", DATE_BASES),
        ("Articles", "rights", RIGHTS),
        ("Actors", "kind", KINDS),
        ("Sources", "rights", RIGHTS),
    ],
)
def test_rows_name_the_words_that_a_key_may_have(heading: str, key: str, words: tuple[str, ...]) -> None:
    row = rows(DOCS / "reference/front-matter.md", heading)[key]
    assert [word for word in words if f"`{word}`" not in row] == []


def test_keys_of_json_have_a_row() -> None:
    assert tuple(rows(DOCS / "reference/commands.md", "What `digest add --dry-run --json` prints")) == KEYS
    assert tuple(rows(DOCS / "reference/commands.md", "What `digest list --format json` prints")) == LIST_KEYS


def test_environment_variables_have_a_row() -> None:
    sources = (path.read_text("utf-8") for path in Path(digest.__file__).parent.rglob("*.py"))
    read = {name for source in sources for name in ENVIRONMENT.findall(source)}
    assert rows(DOCS / "reference/commands.md", "Environment").keys() == read


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--version"], 0), (["build"], 1), (["buidl"], 2), (["build", "--now", "soon"], 2)]
)
def test_exit_codes(tmp_path: Path, arguments: list[str], code: int) -> None:
    if "--now" in arguments:
        (tmp_path / "digest.toml").touch()
    run = subprocess.run([sys.executable, "-m", "digest", *arguments], cwd=tmp_path, capture_output=True, check=False)
    assert run.returncode == code


# Examples


def calls(path: Path) -> Iterator[str]:
    """Each call of digest in a document: in its shell examples, and in the words of its text."""
    for block in blocks(path, "sh", "console"):
        for line in block.splitlines():
            yield from (call.strip() for call in line.removeprefix("$ ").split("|") if _is_call(call.strip()))
    yield from (" ".join(code.split()) for code in re.findall(r"`([^`]+)`", prose(path)) if _is_call(code))


def _is_call(code: str) -> bool:
    return code.startswith("digest ")


@named
def test_calls_of_digest_can_be_made(path: Path) -> None:
    assert [said for call in calls(path) if (said := complaint(call))] == []


def complaint(call: str) -> str:
    context = click.Context(program, info_name="digest")
    try:
        _, rest, _ = program.make_parser(context).parse_args(shlex.split(call, comments=True)[1:])
        if rest:
            command = program.get_command(context, rest[0])
            if command is None:
                return f"{call}: there is no such command"
            command.make_parser(click.Context(command, parent=context)).parse_args(rest[1:])
    except click.UsageError as problem:
        return f"{call}: {problem.message}"
    return ""


@named
def test_toml_examples_can_be_read(path: Path) -> None:
    for block in blocks(path, "toml"):
        if tomllib.loads(block).keys() <= reference.sections().keys():
            assert parse(block)[1] == [], block
        else:
            msgspec.toml.decode(block, type=ThemeManifest)


@named
def test_front_matter_examples_have_known_keys(path: Path) -> None:
    for block in [*blocks(path, "markdown"), *(f"---\n{matter}---\n" for matter in blocks(path, "yaml"))]:
        if block.startswith("---\n"):
            matter, findings = part("", block)
            assert matter, findings
            keys = {entry.key for entry in matter.entries}
            assert any(keys <= known for known in KNOWN_TOGETHER), block


# Links


class Target(NamedTuple):
    file: Path
    anchor: str


def links(path: Path) -> Iterator[tuple[str, Target]]:
    for written in LINK.findall(FENCE.sub("", text_of(path))):
        if not re.match(r"[a-z]+:", written):
            name, _, anchor = unquote(written).partition("#")
            yield written, Target((path.parent / name).resolve() if name else path, anchor)


@named
def test_links_lead_somewhere(path: Path) -> None:
    dead = [
        written
        for written, target in links(path)
        if not target.file.exists() or (target.anchor and target.anchor not in anchors(target.file))
    ]
    assert dead == []


def anchors(path: Path) -> set[str]:
    """The ids that GitHub gives to the headings of a document."""
    found: dict[str, int] = {}
    for heading in re.findall(r"^#+ (.+)$", FENCE.sub("", text_of(path)), re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        anchor = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        found[anchor] = found.get(anchor, -1) + 1
        if found[anchor]:
            found[f"{anchor}-{found[anchor]}"] = 0
    return set(found)


def test_the_index_leads_to_each_document() -> None:
    led = {target.file for _, target in links(DOCS / "index.md")}
    assert set(reference.documents()) - led == {DOCS / "index.md"}


# The code


@named
def test_modules_that_are_named_are_there(path: Path) -> None:
    """`blocks.py` lies anywhere, `html/blocks.py` in a folder `html`. `x.py` and `test_x.py` are yours to write."""
    names = re.findall(r"(?<![\w/.])(?:[\w.]+/)*\w+\.py\b", " ".join(re.findall(r"`([^`]+)`", prose(path))))
    folders = (ROOT / name for name in ("digest", "tests", "benchmarks"))
    modules = [module.as_posix() for folder in folders for module in folder.rglob("*.py")]
    gone = [name for name in names if not any(module.endswith(f"/{name}") for module in modules)]
    assert [name for name in gone if not re.search(r"\b(test_)?x\.py$", name)] == []


@named
def test_targets_of_make_that_are_named_are_there(path: Path) -> None:
    code = [*re.findall(r"`([^`]+)`", prose(path)), *"\n".join(blocks(path, "sh", "console")).splitlines()]
    named = {match[1] for words in code if (match := re.match(r"(?:[A-Z]+=\S+ )*make (\w+)", words))}
    assert named <= set(re.findall(r"^(\w+):", text_of(ROOT / "Makefile"), re.MULTILINE))


def test_the_architecture_has_a_place_for_each_room_and_module_of_the_base() -> None:
    package = Path(digest.__file__).parent
    rooms = {f"{folder.name}/" for folder in package.iterdir() if (folder / "__init__.py").exists()}
    base = {module.name for module in package.glob("[!_]*.py")}
    table = text_of(DOCS / "architecture.md").partition("| room | holds |")[2].partition("\n\n")[0]
    first = re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
    assert set(re.findall(r"`([^`]+)`", " ".join(first))) == rooms | base


def test_ten_questions_have_a_file() -> None:
    """Whoever knows only the README opens the right file first."""
    table = text_of(ROOT / "CONTRIBUTING.md").partition("| question | file |")[2].partition("\n\n")[0]
    answers = re.findall(r"^\| (.+\?) \| `(digest/\S+)` \|$", table, re.MULTILINE)
    assert len(dict(answers)) >= 10
    assert [file for _, file in answers if not (ROOT / file).is_file()] == []


# Promises


def promises() -> dict[str, list[str]]:
    """Each promise with the tests that prove it."""
    table = [line.split("|") for line in text_of(PROMISES).splitlines() if line.startswith("| ")][1:]
    return {bare(cells[1]): re.findall(r"`(tests/[^`]+)`", cells[2]) for cells in table if "---" not in cells[1]}


def bare(text: str) -> str:
    """The words of a sentence, without links, marks and line ends."""
    return " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", text).split())


def test_promises_have_a_test() -> None:
    without = [promise for promise, tests in promises().items() if not tests]
    gone = [test for tests in promises().values() for test in tests if not is_test(test)]
    assert (without, gone) == ([], [])


def is_test(name: str) -> bool:
    path, _, function = name.partition("::")
    if not (ROOT / path).is_file():
        return False
    tree = ast.parse(text_of(ROOT / path))
    return function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@named
def test_absolute_claims_are_promises(path: Path) -> None:
    """Who says "always", "never" or "every" to a reader must be able to prove it."""
    if path in (PROMISES, ROOT / "CHANGELOG.md"):
        return
    claims = {bare(sentence).lstrip("-# ") for sentence in SENTENCE.split(prose(path)) if ABSOLUTE.search(sentence)}
    assert claims - promises().keys() == set()
