"""Themes: the templates and assets of a site, and the options that a theme declares.

A file comes from the first of three places that has it: the site's own `templates/`, the site's `themes/NAME/`, the
themes that ship with digest. Behind a theme comes the one that it extends.
"""

from __future__ import annotations

import io
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

import digest
from digest.config import FILE_NAME, Config
from digest.errors import DigestError, Finding, did_you_mean, error
from digest.fingerprint import digest_of, digest_of_stream
from digest.places import Places
from digest.reading.scan import is_text
from digest.settings import is_colour
from digest.site_files import is_file, is_folder, open_inside, unreadable

TEMPLATES, ASSETS, THEMES = "templates", "assets", "themes"
MANIFEST = "theme.toml"
BELOW = "!"
"""Before the name of a template: the one that it takes the place of, in the theme or in a theme that this extends."""


class TemplateFile(msgspec.Struct, frozen=True):
    """A template's text, and the path by which messages name it."""

    path: str
    source: str


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An option that `theme.toml` declares."""

    type: str
    """`text`, `flag`, `number`, `colour` or `choice`."""
    default: Any
    choices: tuple[str, ...] = ()
    """For a `choice`: its permitted values."""
    help: str = ""
    """A sentence for the editors who set it."""


class ThemeManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `theme.toml`."""

    name: str
    """A name for people: digest.toml names a theme by its folder."""
    description: str = ""
    extends: str = ""
    """The theme that supplies templates, assets and options where this one has none of its own."""
    options: dict[str, Option] = {}
    """By name; `[theme.options]` in digest.toml sets them."""


class Theme(msgspec.Struct, frozen=True):
    """A theme with everything it extends and the site shadows, ready to render."""

    name: str
    templates: Mapping[str, TemplateFile]
    assets: Mapping[str, tuple[str, bytes]]
    """Assets by path (`assets/style.css`), each with the name of its theme and the digest of its bytes."""
    folders: Mapping[str, Path]
    """The folder of each of the themes."""
    options: Mapping[str, Any]

    @property
    def digest(self) -> bytes:
        """A digest of everything that the theme brings into a site; the path of its folder does not count."""
        return digest_of((self.templates, self.assets, self.options))


_NO_PLACES = Places()


def load_theme(root: Path, config: Config, places: Places = _NO_PLACES) -> tuple[Theme | None, list[Finding]]:
    """Load the theme that a site names. None, with findings, if it is missing or faulty."""
    try:
        return _load(root, config, places)
    except DigestError as problem:
        return None, list(problem.findings)


def _load(root: Path, config: Config, places: Places) -> tuple[Theme, list[Finding]]:
    folders: dict[str, Path] = {}
    declared: dict[str, Option] = {}
    name = config.theme.name
    while name and name not in folders:
        folder = _find(root, name, places, blame=next(reversed(folders), ""))
        manifest = _manifest(root, folder)
        folders[name] = folder
        declared = {**manifest.options, **declared}
        name = manifest.extends
    templates: dict[str, TemplateFile] = {}
    assets: dict[str, tuple[str, bytes]] = {}
    for theme, folder in reversed(folders.items()):
        templates = _over(templates, _templates(root, folder / TEMPLATES))
        paths = _files(root, folder / ASSETS, ASSETS)
        assets |= {path: (theme, _digest(root, folder / path, folder)) for path in paths}
    templates = _over(templates, _templates(root, root / TEMPLATES))
    options, findings = _options(config, declared, places)
    return Theme(config.theme.name, templates, assets, folders, options), findings


def _over(lower: Mapping[str, TemplateFile], upper: Mapping[str, TemplateFile]) -> dict[str, TemplateFile]:
    """Templates with others over them; what is covered keeps its name behind a BELOW more."""
    covered = {f"{BELOW}{name}": file for name, file in lower.items() if name.lstrip(BELOW) in upper}
    return {**lower, **covered, **upper}


def packaged_themes() -> Path:
    """The folder of the themes that ship with digest: in a wheel inside the package, else beside it."""
    package = Path(digest.__file__).parent
    inside = package / "_themes"
    return inside if inside.is_dir() else package.parent / THEMES


def _find(root: Path, name: str, places: Places, blame: str) -> Path:
    homes = (root / THEMES / name, packaged_themes() / name)
    for folder in homes:
        if is_file(folder / MANIFEST):
            return folder
    names = sorted({path.parent.name for home in homes for path in home.parent.glob(f"*/{MANIFEST}")})
    where = f"{THEMES}/{blame}/{MANIFEST}" if blame else FILE_NAME
    line, column = (1, 1) if blame else places.of("theme", "name")
    hint = did_you_mean(name, names, "the themes are " + ", ".join(names))
    raise DigestError(error(where, line, column, f'there is no theme "{name}"', hint))


def _manifest(root: Path, folder: Path) -> ThemeManifest:
    path = folder / MANIFEST
    try:
        with open_inside(path, folder) as opened:
            manifest = msgspec.convert(tomllib.loads(_text(opened.read())), ThemeManifest)
    except OSError as problem:
        raise DigestError(unreadable(_shown(root, path), problem)) from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as problem:
        raise DigestError(error(_shown(root, path), 1, 1, f"this manifest cannot be read: {problem}")) from None
    wrong = [
        error(_shown(root, path), 1, 1, f'[options] {name}: default "{option.default}" does not fit', _wanted(option))
        for name, option in manifest.options.items()
        if not _fits(option.default, option)
    ]
    if wrong:
        raise DigestError(*wrong)
    return manifest


def _templates(root: Path, folder: Path) -> dict[str, TemplateFile]:
    templates = {}
    for name in _files(root, folder, ""):
        path = folder / name
        try:
            with open_inside(path, folder) as opened:
                templates[name] = TemplateFile(_shown(root, path), _text(opened.read()))
        except UnicodeDecodeError:
            raise DigestError(error(_shown(root, path), 1, 1, "this is not UTF-8", "save it as UTF-8")) from None
        except OSError as problem:
            raise DigestError(unreadable(_shown(root, path), problem)) from None
    return templates


def _text(content: bytes) -> str:
    """Decode UTF-8 as Python does for a text file: every line ends with a line feed."""
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8").read()


def _digest(root: Path, path: Path, folder: Path) -> bytes:
    try:
        with open_inside(path, folder) as opened:
            return digest_of_stream(opened)
    except OSError as problem:
        raise DigestError(unreadable(_shown(root, path), problem)) from None


def _files(root: Path, folder: Path, prefix: str) -> Iterator[str]:
    """Paths below a folder, with a prefix, sorted; dot files left out."""
    if not is_folder(folder):
        return
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if is_file(path) and not any(part.startswith(".") or part.endswith("~") for part in inside.parts):
            name = f"{prefix}/{inside.as_posix()}" if prefix else inside.as_posix()
            if not is_text(name):
                named = os.fsencode(_shown(root, path)).decode(errors="replace")
                raise DigestError(error(named, 0, 0, "this file's name is not UTF-8", "rename it"))
            yield name


def _shown(root: Path, path: Path) -> str:
    """A path for messages: relative to the site, or to the folder of the themes that ship with digest."""
    for base in (root, packaged_themes().parent):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def _options(config: Config, declared: Mapping[str, Option], places: Places) -> tuple[Mapping[str, Any], list[Finding]]:
    values = {name: option.default for name, option in sorted(declared.items())}
    findings: list[Finding] = []
    for name, value in config.theme.options.items():
        option = declared.get(name)
        line, column = places.of("theme", f"options.{name}")
        if option is None:
            hint = did_you_mean(name, declared, "the theme's options are " + ", ".join(sorted(declared)))
            findings.append(error(FILE_NAME, line, column, f'[theme.options] unknown option "{name}"', hint))
        elif not _fits(value, option):
            message = f'[theme.options] {name}: "{value}" does not fit'
            findings.append(error(FILE_NAME, line, column, message, _wanted(option)))
        else:
            values[name] = value
    return values, findings


def _wanted(option: Option) -> str:
    return f"write one of {', '.join(option.choices)}" if option.choices else f"write a {option.type}"


def _fits(value: Any, option: Option) -> bool:
    if option.type == "choice":
        return value in option.choices
    if option.type == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    if option.type == "flag":
        return isinstance(value, bool)
    return isinstance(value, str) and (option.type != "colour" or not value or is_colour(value))
