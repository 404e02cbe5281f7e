"""The parts of docs/ that are made from the code.

    python tests/reference.py           name the documents that are out of date; exit code 1 if there are any
    python tests/reference.py --write   write them anew (make docs)

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`, and NAME is a row of PARTS. What a field
means is taken from the docstring beside it, what an option does from its help: each is written once.
"""

import ast
import datetime as dt
import importlib
import inspect
import pkgutil
import re
import sys
import textwrap
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import msgspec
from jinja2 import Environment

import digest.pages
from digest.checking.rules import ALL_RULES, FURTHER_RULES, MENDED, RULES
from digest.cli import COMMANDS, program
from digest.config import Config, Labels, NavItem
from digest.model.card import Card
from digest.model.text import Rich
from digest.pages.view import PageView
from digest.render.filters import filters
from digest.render.site_variables import SiteView
from digest.render.template_closure import CARDS
from digest.render.template_closure import PARTS as PARTS_FOLDER
from digest.render.theme import MANIFEST, Option, TemplateFile, ThemeManifest, load_theme, packaged_themes

DOCS = Path(__file__).parent.parent / "docs"

Struct = type[msgspec.Struct]
Row = tuple[str, ...]

_PART = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_TEMPLATE = re.compile(r"What (\S+) finds in `page`")


def generated(text: str) -> str:
    """A document with each of its generated parts made anew."""
    return _PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]().strip()}\n\n{part[3]}", text)


def hand_written(text: str) -> str:
    """A document without its generated parts."""
    return _PART.sub("", text)


def documents() -> list[Path]:
    """Every document under docs/."""
    return sorted(DOCS.rglob("*.md"))


# Commands


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command with its name and a context to ask it in."""
    above = _context()
    for name in COMMANDS:
        command = program.get_command(above, name)
        assert command is not None
        yield name, command, click.Context(command, info_name=name, parent=above)


def _context() -> click.Context:
    return click.Context(program, info_name="digest", **program.context_settings)


def _commands() -> str:
    options = _options(program.get_params(_context()), _context())
    found = [f"### digest\n\n{_table(('option', 'what it does'), options)}"]
    for name, command, context in commands():
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        said = inspect.cleandoc((command.help or "").replace("\b", ""))
        table = _table(("option", "what it does"), _options(command.params, context))
        found.append(f"### digest {name}\n\n{said}\n\n```text\n{usage}\n```\n\n{table}".rstrip())
    return "\n\n".join(found)


def _options(parameters: Iterable[click.Parameter], context: click.Context) -> Iterator[Row]:
    for option in parameters:
        if isinstance(option, click.Option) and not option.hidden:
            value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
            names = ", ".join(f"`{name}`" for name in sorted((*option.opts, *option.secondary_opts), key=len))
            yield f"{names}{_code(value.strip(), ' ')}", option.help or ""


def _code(text: str, before: str = "") -> str:
    return f"{before}`{text}`" if text else ""


# Values: settings, views and their pieces


def field_docs(struct: Struct) -> dict[str, str]:
    """The docstring beside each field that a struct itself has; empty where there is none."""
    body = _class(struct).body
    below = [*body[1:], ast.Pass()]
    return {
        node.target.id: _docstring(after)
        for node, after in zip(body, below, strict=True)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def _class(struct: Struct) -> ast.ClassDef:
    found = ast.parse(textwrap.dedent(inspect.getsource(struct))).body[0]
    assert isinstance(found, ast.ClassDef)
    return found


def _docstring(node: ast.stmt) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return inspect.cleandoc(text)
    return ""


def _fields(struct: Struct) -> Iterator[tuple[msgspec.structs.FieldInfo, str]]:
    docs = field_docs(struct)
    return ((field, docs[field.name]) for field in msgspec.structs.fields(struct) if field.name in docs)


def _meaning(struct: Struct) -> str:
    return inspect.cleandoc(struct.__doc__ or "")


def _field_table(struct: Struct) -> str:
    rows = ((f"`{field.name}`", in_words(field.type), doc) for field, doc in _fields(struct))
    return _table(("field", "is", "meaning"), rows)


def in_words(hint: Any) -> str:
    """A type as readers of the docs know it; structs lead to their own table."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return f"[{hint.__name__}]({_ELSEWHERE.get(hint, '')}#{hint.__name__.lower()})"
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and parts[-1] is ...:
        return f"list of {in_words(parts[0])}"
    if origin is tuple:
        return " and ".join(map(in_words, parts))
    if origin in (types.UnionType, typing.Union):
        return " or ".join(map(in_words, parts))
    return "table" if origin in _TABLES else _WORDS[hint]


_WORDS: Mapping[Any, str] = {
    str: "text", int: "number", float: "number", bool: "true or false", Any: "any value", type(None): "nothing",
    dt.date: "day", dt.datetime: "moment",
}  # fmt: skip
_TABLES = (dict, typing.get_origin(Mapping[str, str]))
_ELSEWHERE: Mapping[Struct, str] = {Labels: "configuration.md", NavItem: "configuration.md"}


def structs_in(hint: Any) -> Iterator[Struct]:
    """The structs that a type mentions."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for part in typing.get_args(hint):
        yield from structs_in(part)


def _reachable(*roots: Struct) -> list[Struct]:
    """Every struct in the fields of these and of what they hold, by name."""
    found: set[Struct] = set()
    waiting = list(roots)
    while waiting:
        held = {one for field in msgspec.structs.fields(waiting.pop()) for one in structs_in(field.type)}
        waiting += held - found
        found |= held
    return sorted(found, key=lambda struct: struct.__name__)


def sections() -> dict[str, Struct]:
    """The sections of digest.toml, also those that may be repeated."""
    return {name: (typing.get_args(hint) or (hint,))[0] for name, hint in typing.get_type_hints(Config).items()}


def _settings() -> str:
    found = [f"### {name}\n\n{_meaning(one)}\n\n{_setting_table(one)}" for name, one in sections().items()]
    pieces = set(_reachable(*sections().values())) - set(sections().values())
    found += [f"### {one.__name__}\n\n{_meaning(one)}\n\n{_setting_table(one)}" for one in pieces]
    return "\n\n".join(found)


def _setting_table(section: Struct) -> str:
    rows = ((f"`{f.name}`", in_words(f.type), _default(f), doc) for f, doc in _fields(section))
    return _table(("key", "is", "by default", "meaning"), rows)


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "must be given"
    value = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
    return _toml(value)


def _toml(value: Any) -> str:
    if value in ("", (), {}):
        return ""
    if isinstance(value, tuple):
        return ", ".join(_toml(item) for item in value)
    return _code(str(value).lower() if isinstance(value, bool) else str(value))


# What templates see


def views() -> dict[str, type[PageView]]:
    """The view of each template, by the template's name."""
    for module in pkgutil.iter_modules(digest.pages.__path__):
        importlib.import_module(f"digest.pages.{module.name}")
    found = {}
    for view in PageView.__subclasses__():
        named = _TEMPLATE.match(_meaning(view))
        assert named, f"{view.__name__}: say in its docstring which template finds it"
        found[named[1]] = view
    return dict(sorted(found.items()))


def _views() -> str:
    return "\n\n".join(_view(template, view) for template, view in views().items())


def _view(template: str, view: Struct) -> str:
    said = _TEMPLATE.sub("", _meaning(view)).lstrip(":;,. ")
    said = f"{said[:1].upper()}{said[1:]}\n\n" if said else ""
    table = _field_table(view) if field_docs(view) else "Nothing beyond what all pages have."
    return f"### {template}\n\n{said}{table}"


def pieces() -> list[Struct]:
    """The values inside views, but for those that configuration.md describes."""
    known = set(_ELSEWHERE)
    return [struct for struct in _reachable(Card, PageView, *views().values(), SiteView) if struct not in known]


def _pieces() -> str:
    return "\n\n".join(f"### {piece.__name__}\n\n{_meaning(piece)}\n\n{_field_table(piece)}" for piece in pieces())


def default_theme() -> Mapping[str, TemplateFile]:
    """The templates of the theme that ships with digest."""
    theme, findings = load_theme(Path("/nowhere"), Config())
    assert theme, findings
    assert not findings, findings
    return theme.templates


def _cards() -> str:
    return _table(("variant", "template", "what it is"), _in_folder(CARDS))


def _parts() -> str:
    return _table(("part", "template", "what it is"), _in_folder(PARTS_FOLDER))


def _in_folder(folder: str) -> Iterator[Row]:
    for name, file in sorted(default_theme().items()):
        if name.startswith(folder):
            yield f"`{name.removeprefix(folder).removesuffix('.html')}`", f"`{name}`", _comment(file)


def _comment(file: TemplateFile) -> str:
    found = re.match(r"\{#-?\s*(.*?)\s*-?#\}", file.source, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


FILTERS: Mapping[str, tuple[str, str]] = {
    "day": ("a day or moment as a date", "date | day"),
    "weekday": ("the same with its day of the week", "date | weekday"),
    "month": ("its month and year", "date | month"),
    "month_name": ("the name of a month by its number", "11 | month_name"),
    "month_short": ("the first three letters of that name", "11 | month_short"),
    "short": ("day and short month", "date | short"),
    "time": ("the time of day of a moment, with its zone", "date | time"),
    "extra": ("the value of a key of the site's own", "card | extra('risk')"),
    "in_order": ("those rows whose last item is named, in that order", "[('A', 'a'), ('B', 'b')] | in_order(['b'])"),
    "iso": ("a day or moment for `<time datetime>`", "date | iso"),
    "link": ("an address as a link from this page", '"actors/nato/" | link("../../")'),
    "prose": ("a text of the editor's or an article's, as HTML", 'prose | prose("../../")'),
    "paragraphs": ("plain text, blank lines between paragraphs, as HTML", '"One.\n\nTwo." | paragraphs'),
    "plural": ("a number with its noun", '2 | plural("story", "stories")'),
    "host": ("the host of a web address", '"https://www.example.org/a" | host'),
}
"""What each filter does, and an example whose result is computed."""


def _filters() -> str:
    environment = Environment(autoescape=True)
    environment.filters.update(filters(Labels()))
    sample = {
        "date": dt.datetime(2026, 11, 24, 9, 5, tzinfo=dt.timezone(dt.timedelta(hours=9))),
        "card": SimpleNamespace(extra=(("risk", "high"),)),
        "prose": Rich('<p>See <a href="\x020\x03">NATO</a>.</p>', ("actors/nato/",)),
    }
    rows = []
    for name in filters(Labels()):
        said, example = FILTERS[name]
        made = environment.from_string("{{ " + example + " }}").render(sample)
        shown = example.replace("\n", "\\n")
        rows.append((f"`{name}`", said, f"`{{{{ {shown} }}}}`", f"`{' '.join(made.split())}`"))
    return _table(("filter", "makes", "example", "gives"), rows)


# Themes


def theme_options() -> Mapping[str, Option]:
    """The options of the default theme."""
    path = packaged_themes() / "default" / MANIFEST
    return msgspec.toml.decode(path.read_bytes(), type=ThemeManifest).options


def _theme_options() -> str:
    rows = (
        (f"`{name}`", ", ".join(map(_code, one.choices)) or one.type, _toml(one.default), one.help)
        for name, one in theme_options().items()
    )
    return _table(("option", "is", "by default", "meaning"), rows)


def _manifest() -> str:
    return f"{_setting_table(ThemeManifest)}\n\n### Option\n\n{_meaning(Option)}\n\n{_setting_table(Option)}"


# Markdown


def _table(head: Row, rows: Iterable[Row]) -> str:
    """A table, without the columns that hold nothing; empty without rows."""
    lines = [tuple(" ".join(cell.split()).replace("|", "\\|") for cell in row) for row in rows]
    if not lines:
        return ""
    used = [n for n in range(len(head)) if any(row[n] for row in lines)]
    shown = [tuple(row[n] for n in used) for row in (head, *lines)]
    shown.insert(1, tuple("---" for _ in used))
    return "\n".join(f"| {' | '.join(row)} |" for row in shown)


def _rules() -> str:
    rules = (*ALL_RULES, *FURTHER_RULES)
    left = {rule.code for rule in (*RULES, *FURTHER_RULES)}
    rows = (
        (f"`{rule.code}`", rule.severity, rule.what, "yes" if rule.code in left else "no",
         "yes" if rule.code in MENDED else "")
        for rule in rules
    )  # fmt: skip
    return _table(("code", "is", "what breaks it", "can be left out", "mended"), rows)


PARTS: Mapping[str, Callable[[], str]] = {
    "commands": _commands,
    "settings": _settings,
    "page": lambda: _field_table(PageView),
    "site": lambda: _field_table(SiteView),
    "views": _views,
    "pieces": _pieces,
    "cards": _cards,
    "parts": _parts,
    "filters": _filters,
    "manifest": _manifest,
    "theme-options": _theme_options,
    "rules": _rules,
}


def main(arguments: list[str]) -> int:
    """Compare or, with `--write`, write every document; the exit code."""
    stale = [path for path in documents() if generated(path.read_text("utf-8")) != path.read_text("utf-8")]
    for path in stale:
        if arguments == ["--write"]:
            path.write_text(generated(path.read_text("utf-8")), "utf-8")
        print(f"{path.relative_to(DOCS.parent)}: {'written' if arguments else 'out of date, run make docs'}")
    return 1 if stale and not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
